//! BM25F, one occurrence at a time.

use frontis::engine::{B, K1, Plan, Slot, TextField, Weights};

use super::living::Living;
use super::matching::{occurrence, slot_matches};
use super::{NaiveSnapshot, average_length};

/// The score of a document, rounded to 1e-5; 0 for a plan without slots.
pub(super) fn score(snapshot: &NaiveSnapshot, plan: &Plan, living: &Living) -> f64 {
    let mut score = 0.0;
    for slot in &plan.slots {
        let tf = weighted_frequency(snapshot, slot, plan.weights, living);
        score += idf(snapshot, slot) * tf / (K1 + tf);
    }
    (score * 1e5).round() / 1e5
}

/// What a slot is worth by how few of the living pages it matches, excluded ones included.
pub(super) fn idf(snapshot: &NaiveSnapshot, slot: &Slot) -> f64 {
    let pages = snapshot.documents.len() as f64;
    let matching = snapshot.living().filter(|(_, living)| slot_matches(slot, living)).count() as f64;
    (1.0 + (pages - matching + 0.5) / (matching + 0.5)).ln()
}

/// The occurrences of a slot in a document, each with the weights of its form and field, over the field's length.
fn weighted_frequency(snapshot: &NaiveSnapshot, slot: &Slot, weights: Weights, living: &Living) -> f64 {
    let mut tf = 0.0;
    for atom in &slot.atoms {
        for field in TextField::ALL.into_iter().filter(|field| atom.fields.contains(field)) {
            let length = living.length(field) as f64 / average_length(snapshot, field);
            for terms in living.texts(field) {
                for weight in (0..terms.len()).filter_map(|at| occurrence(&atom.matcher, terms, at)) {
                    tf += weight * weights.0[field.index()] / (1.0 - B + B * length);
                }
            }
        }
    }
    tf
}
