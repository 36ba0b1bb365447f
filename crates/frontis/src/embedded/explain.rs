//! How the scores of a few documents came about: the words of a plan once more, for those documents alone.

use std::collections::HashMap;

use super::postings::{Meter, each_match};
use super::score::SlotStatistics;
use super::snapshot::EmbeddedSnapshot;
use crate::engine::{Explanation, Plan, SlotExplanation};
use crate::error::Result;

/// What each slot gives to each of `docs`, whose order is kept. Costs a walk over all postings of the plan.
pub(super) fn explain_words(
    snapshot: &EmbeddedSnapshot,
    plan: &Plan,
    slots: &[SlotStatistics],
    docs: &[u32],
    meter: &mut Meter<'_>,
) -> Result<Vec<Explanation>> {
    let words = || slots.iter().map(|slot| SlotExplanation { idf: slot.idf, ..SlotExplanation::default() }).collect();
    let mut explanations: Vec<Explanation> =
        docs.iter().map(|_| Explanation { slots: words(), ..Explanation::default() }).collect();
    let numbers: HashMap<u32, usize> = docs.iter().enumerate().map(|(number, doc)| (*doc, number)).collect();
    for (slot, atoms) in plan.slots.iter().enumerate() {
        for segment in &snapshot.segments {
            for atom in &atoms.atoms {
                each_match(segment, atom, meter, |doc, field, occurrences| {
                    let doc = segment.base + doc;
                    if let Some(number) = numbers.get(&doc) {
                        let norm = f64::from(snapshot.norms[field.index()][doc as usize]);
                        explanations[*number].slots[slot].frequencies[field.index()] +=
                            plan.weights.0[field.index()] * norm * occurrences;
                    }
                    true
                })?;
            }
        }
    }
    Ok(explanations)
}
