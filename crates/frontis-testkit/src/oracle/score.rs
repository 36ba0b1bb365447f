//! BM25F, one occurrence at a time.

use frontis::engine::{B, Boost, Explanation, Plan, Slot, SlotExplanation, Snapshot, TextField, Weights};

use super::living::Living;
use super::matching::{occurrences, slot_matches};
use super::{NaiveSnapshot, average_length};

/// The score of a document, rounded to 1e-5, with what proximity adds to it; 0 for a plan without slots.
pub(super) fn score(snapshot: &NaiveSnapshot, plan: &Plan, living: &Living, proximity: f64) -> f64 {
    let words: f64 = explain(snapshot, plan, living).slots.iter().map(SlotExplanation::score).sum();
    let factors: f64 = plan.boosts.iter().map(|boost| factor(snapshot, boost, living)).product();
    ((words + proximity) * living.document.boost * factors * 1e5).round() / 1e5
}

/// What the words of a plan give to the score of a document, and what it is multiplied by.
pub(super) fn explain(snapshot: &NaiveSnapshot, plan: &Plan, living: &Living) -> Explanation {
    let slot = |slot: &Slot| SlotExplanation {
        idf: idf(snapshot, slot),
        frequencies: TextField::ALL.map(|field| weighted_frequency(snapshot, slot, field, plan.weights, living)),
    };
    Explanation {
        slots: plan.slots.iter().map(slot).collect(),
        proximity: 0.0,
        boost: living.document.boost,
        factors: plan.boosts.iter().map(|boost| factor(snapshot, boost, living)).collect(),
    }
}

fn factor(snapshot: &NaiveSnapshot, boost: &Boost, living: &Living) -> f64 {
    if boost.field == "date" {
        return boost.of_date(living.document.date);
    }
    let shown = living.values(&boost.field).filter_map(|value| snapshot.shown_spelling(&boost.field, &value.key));
    boost.of_values(shown)
}

/// What a slot is worth by how few of the living pages it matches, excluded ones included.
pub(super) fn idf(snapshot: &NaiveSnapshot, slot: &Slot) -> f64 {
    let pages = snapshot.documents.len() as f64;
    let matching = snapshot.living().filter(|(_, living)| slot_matches(slot, living)).count() as f64;
    (1.0 + (pages - matching + 0.5) / (matching + 0.5)).ln()
}

/// The occurrences of a slot in a field of a document, each with the weights of its form and the field, over the field's
/// length.
fn weighted_frequency(
    snapshot: &NaiveSnapshot,
    slot: &Slot,
    field: TextField,
    weights: Weights,
    living: &Living,
) -> f64 {
    let length = living.length(field) as f64 / average_length(snapshot, field);
    let mut tf = 0.0;
    for atom in slot.atoms.iter().filter(|atom| atom.fields.contains(&field)) {
        for text in living.texts(field) {
            for weight in (0..text.len()).flat_map(|at| occurrences(&atom.matcher, text, at)) {
                tf += weight * weights.0[field.index()] / (1.0 - B + B * length);
            }
        }
    }
    tf
}
