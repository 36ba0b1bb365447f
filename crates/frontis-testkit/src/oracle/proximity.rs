//! How close the words of a query stand: every two places are looked at.

use std::collections::{BTreeMap, BTreeSet};

use frontis::engine::{Atom, FormKind, K1, Matcher, PROXIMITY_WINDOW, Plan, Slot, TextField};

use super::NaiveSnapshot;
use super::living::Living;
use super::matching::slot_matches;
use super::score::idf;

/// What the words' standing close together adds to a score.
pub(super) fn proximity(snapshot: &NaiveSnapshot, plan: &Plan, living: &Living) -> f64 {
    // Groups by the terms of their slots, in the order of the first.
    let mut groups: Vec<(BTreeSet<&String>, Vec<&Slot>)> = Vec::new();
    for slot in &plan.slots {
        let terms: BTreeSet<&String> = slot.atoms.iter().flat_map(whole_terms).collect();
        match groups.iter_mut().find(|(own, _)| *own == terms) {
            Some((_, slots)) => slots.push(slot),
            None if terms.is_empty() => {}
            None => groups.push((terms, vec![slot])),
        }
    }
    groups.retain(|(_, slots)| slots.iter().any(|slot| snapshot.living().any(|(_, page)| slot_matches(slot, page))));
    let idfs: Vec<f64> = groups.iter().map(|(_, slots)| idf(snapshot, slots[0])).collect();
    let mean = idfs.iter().sum::<f64>() / idfs.len() as f64;
    let mut near: BTreeMap<usize, f64> = BTreeMap::new();
    for field in TextField::ALL {
        let places: Vec<(usize, u32)> = (0..groups.len())
            .flat_map(|group| positions(groups[group].1[0], field, living).into_iter().map(move |place| (group, place)))
            .collect();
        for (s, here) in &places {
            for (u, there) in places.iter().filter(|(u, _)| u != s) {
                let distance = here.abs_diff(*there);
                if (1..=PROXIMITY_WINDOW).contains(&distance) {
                    *near.entry(*s).or_default() += idfs[*u] / (mean * f64::from(distance));
                }
            }
        }
    }
    let bonus = near.iter().map(|(group, near)| {
        let weight: f64 = groups[*group].1.iter().map(|slot| idf(snapshot, slot)).sum();
        weight * near / (K1 + near)
    });
    // A sum of nothing is negative zero.
    plan.proximity * bonus.fold(0.0, |sum, bonus| sum + bonus)
}

/// The terms that an atom's words have by their whole spelling.
fn whole_terms(atom: &Atom) -> Vec<&String> {
    match &atom.matcher {
        Matcher::Word(forms) => forms
            .iter()
            .filter_map(|form| match &form.kind {
                FormKind::Term(term) => Some(term),
                FormKind::Prefix(_) => None,
            })
            .collect(),
        Matcher::Phrase(_) => Vec::new(),
    }
}

/// Where the slot's terms stand in a field, the texts of which stand in a row with one position between them.
fn positions(slot: &Slot, field: TextField, living: &Living) -> BTreeSet<u32> {
    let here = slot.atoms.iter().filter(|atom| atom.fields.contains(&field));
    let wanted: BTreeSet<&String> = here.flat_map(whole_terms).collect();
    let mut found = BTreeSet::new();
    let mut start = 0;
    for terms in living.texts(field).filter(|terms| !terms.is_empty()) {
        let here = (start..).zip(terms).filter(|(_, terms)| terms.iter().any(|term| wanted.contains(term)));
        found.extend(here.map(|(place, _)| place));
        start += terms.len() as u32 + 1;
    }
    found
}
