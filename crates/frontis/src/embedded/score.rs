//! Scores by slot, accumulated per document.

use super::postings::{Meter, each_match};
use super::snapshot::EmbeddedSnapshot;
use crate::engine::{Atom, K1, MAX_SLOTS, Plan, Slot};
use crate::error::Result;

/// Set in [`Scratch::matched`] for a document an excluded atom matched.
pub(super) const EXCLUDED: u64 = 1 << MAX_SLOTS;

/// Set in [`Scratch::matched`] for a document that may stand before others whatever its score.
pub(super) const RAISED: u64 = 1 << (MAX_SLOTS + 1);

/// Working memory of one search: 24 bytes a document, zeroed by walking what was touched.
pub(super) struct Scratch {
    /// The weighted frequency of the slot at hand.
    frequencies: Vec<f64>,
    pub(super) scores: Vec<f64>,
    /// Bit `i` for slot `i`, [`EXCLUDED`] and [`RAISED`].
    pub(super) matched: Vec<u64>,
    /// Documents with a bit set, in the order found.
    pub(super) candidates: Vec<u32>,
    touched: Vec<u32>,
}

impl Scratch {
    pub(super) fn new(documents: u32) -> Self {
        let documents = documents as usize;
        Self {
            frequencies: vec![0.0; documents],
            scores: vec![0.0; documents],
            matched: vec![0; documents],
            candidates: Vec::new(),
            touched: Vec::new(),
        }
    }

    pub(super) fn reset(&mut self) {
        for doc in self.candidates.drain(..) {
            self.frequencies[doc as usize] = 0.0;
            self.scores[doc as usize] = 0.0;
            self.matched[doc as usize] = 0;
        }
        self.touched.clear();
    }

    /// Marks a document that is raised if it is a candidate.
    pub(super) fn raise(&mut self, doc: u32) {
        if self.matched[doc as usize] != 0 {
            self.matched[doc as usize] |= RAISED;
        }
    }

    /// Makes `bits` all that a document matches, whether it was a candidate or not.
    pub(super) fn fill(&mut self, doc: u32, bits: u64) {
        if bits != 0 || self.matched[doc as usize] != 0 {
            self.set(doc, bits);
            self.matched[doc as usize] = bits;
        }
    }

    /// Sets `bit` of a document; true when it was not set before.
    fn set(&mut self, doc: u32, bit: u64) -> bool {
        let matched = &mut self.matched[doc as usize];
        if *matched == 0 {
            self.candidates.push(doc);
        }
        let new = *matched & bit == 0;
        *matched |= bit;
        new
    }

    /// Marks the documents that match `atom` with `bit`, at most `at_most`, and returns how many.
    pub(super) fn mark(
        &mut self,
        snapshot: &EmbeddedSnapshot,
        atom: &Atom,
        bit: u64,
        at_most: u64,
        meter: &mut Meter<'_>,
    ) -> Result<u64> {
        let mut count = 0;
        for segment in &snapshot.segments {
            if count >= at_most || meter.is_spent() {
                break;
            }
            each_match(segment, atom, meter, |doc, _, _| {
                count += u64::from(self.set(segment.base + doc, bit));
                count < at_most
            })?;
        }
        Ok(count)
    }

    /// Adds the scores of slot number `number` and returns what it tells.
    pub(super) fn score(
        &mut self,
        snapshot: &EmbeddedSnapshot,
        plan: &Plan,
        number: usize,
        slot: &Slot,
        meter: &mut Meter<'_>,
    ) -> Result<SlotStatistics> {
        let bit = 1 << number;
        self.touched.clear();
        for segment in &snapshot.segments {
            for atom in &slot.atoms {
                if meter.is_spent() {
                    break;
                }
                each_match(segment, atom, meter, |doc, field, occurrences| {
                    let doc = segment.base + doc;
                    if self.set(doc, bit) {
                        self.touched.push(doc);
                    }
                    let norm = f64::from(snapshot.norms[field.index()][doc as usize]);
                    self.frequencies[doc as usize] += plan.weights.0[field.index()] * norm * occurrences;
                    true
                })?;
            }
        }
        let pages = self.touched.len() as u64;
        let idf = idf(snapshot.pages, pages);
        for doc in self.touched.drain(..) {
            let frequency = std::mem::take(&mut self.frequencies[doc as usize]);
            self.scores[doc as usize] += idf * frequency / (K1 + frequency);
        }
        Ok(SlotStatistics { pages, idf })
    }
}

/// How many living pages a slot matches, and what that makes it tell.
#[derive(Debug, Clone, Copy)]
pub(super) struct SlotStatistics {
    pub(super) pages: u64,
    pub(super) idf: f64,
}

/// `ln(1 + (N − n + 0.5) / (n + 0.5))`: never negative.
fn idf(pages: u64, matching: u64) -> f64 {
    let (pages, matching) = (pages as f64, matching as f64);
    (1.0 + (pages - matching + 0.5) / (matching + 0.5)).ln()
}
