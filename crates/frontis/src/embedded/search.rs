//! Answers a plan: scores, tiers, filters, counts, best hits.

use super::count::Counters;
use super::filter::{Filters, Verdict};
use super::postings::Meter;
use super::score::{EXCLUDED, Scratch};
use super::snapshot::EmbeddedSnapshot;
use super::top::{Rank, Top};
use crate::engine::{Atom, Budget, DocId, MAX_SLOTS, Match, Outcome, Plan, ScoredDoc, SortKey, Tier};
use crate::error::{Error, ErrorKind, Result};

/// The most facets of a plan.
const MAX_FACETS: usize = 1_000;

/// Living pages that `atom` matches, up to `at_most`.
pub(super) fn matching_pages(
    snapshot: &EmbeddedSnapshot,
    atom: &Atom,
    at_most: u64,
    budget: &Budget,
    scratch: &mut Scratch,
) -> Result<u64> {
    scratch.mark(snapshot, atom, 1, at_most, &mut Meter::new(budget))
}

pub(super) fn search(snapshot: &EmbeddedSnapshot, plan: &Plan, scratch: &mut Scratch) -> Result<Outcome> {
    if plan.slots.len() > MAX_SLOTS {
        return Err(Error::new(ErrorKind::RequestInvalid, format!("a plan has more than {MAX_SLOTS} slots")));
    }
    if plan.facets.len() > MAX_FACETS {
        return Err(Error::new(ErrorKind::RequestInvalid, format!("a plan counts more than {MAX_FACETS} facets")));
    }
    let mut meter = Meter::new(&plan.budget);
    for atom in &plan.excluded {
        scratch.mark(snapshot, atom, EXCLUDED, u64::MAX, &mut meter)?;
    }
    if meter.is_spent() {
        // Which pages are excluded is not known: none is shown.
        let slot_pages = vec![0; plan.slots.len()];
        return Ok(Outcome { slot_pages, timed_out: true, ..Outcome::default() });
    }
    let mut slot_pages = Vec::with_capacity(plan.slots.len());
    for (number, slot) in plan.slots.iter().enumerate() {
        slot_pages.push(scratch.score(snapshot, plan, number, slot, &mut meter)?);
    }
    let mut outcome = collect(snapshot, plan, scratch, &mut meter);
    outcome.slot_pages = slot_pages;
    outcome.timed_out = meter.is_spent();
    Ok(outcome)
}

/// The tier a document is in; `None` when it is no candidate.
struct Tiers {
    every_slot: u64,
    matching: Match,
    counted: Tier,
}

impl Tiers {
    fn new(plan: &Plan, scratch: &Scratch) -> Self {
        let every_slot = (1 << plan.slots.len()) - 1;
        let full = || scratch.candidates.iter().any(|doc| scratch.matched[*doc as usize] == every_slot);
        let counted = match plan.matching {
            _ if plan.slots.is_empty() => Tier::Full,
            Match::Any => Tier::Any,
            Match::All => Tier::Full,
            Match::Auto if full() => Tier::Full,
            Match::Auto => Tier::Partial,
        };
        Self { every_slot, matching: plan.matching, counted }
    }

    fn of(&self, matched: u64) -> Option<Tier> {
        if matched & EXCLUDED != 0 {
            None
        } else if self.counted == Tier::Any {
            (matched != 0).then_some(Tier::Any)
        } else if matched == self.every_slot {
            Some(Tier::Full)
        } else {
            (matched != 0 && self.matching == Match::Auto).then_some(Tier::Partial)
        }
    }
}

fn collect(snapshot: &EmbeddedSnapshot, plan: &Plan, scratch: &Scratch, meter: &mut Meter<'_>) -> Outcome {
    let tiers = Tiers::new(plan, scratch);
    let filters = Filters::new(snapshot, plan);
    let mut counters = Counters::new(snapshot, &filters, plan);
    let mut top = Top::new(snapshot, &plan.sort.key, plan.offset.saturating_add(plan.limit));
    let needs_row = counters.is_needed() || !plan.selections.is_empty() || plan.filter.is_some();
    let mut outcome = Outcome { tier: tiers.counted, ..Outcome::default() };
    let mut row = Vec::new();
    each_candidate(snapshot, plan, scratch, |doc| {
        let Some(tier) = tiers.of(scratch.matched[doc as usize]) else { return true };
        row.clear();
        if needs_row {
            row.extend(snapshot.row(doc));
        }
        let verdict = filters.verdict(&row);
        if tier == tiers.counted {
            counters.count(&row, verdict);
        }
        if verdict == Verdict::Passes {
            let listed = tier == tiers.counted || plan.sort.key == SortKey::Relevance;
            *(if tier == tiers.counted { &mut outcome.total } else { &mut outcome.partial_total }) += 1;
            if listed {
                let score = (scratch.scores[doc as usize] * 1e5).round() as i64;
                top.push(Rank { tier: u8::from(tier == Tier::Partial), score, date: snapshot.date(doc), doc });
            }
        }
        !meter.tick(1)
    });
    let hits = top.finish(plan.offset).into_iter().map(|rank| ScoredDoc {
        doc: DocId(rank.doc),
        score: rank.score as f64 / 1e5,
        matched: scratch.matched[rank.doc as usize],
    });
    outcome.hits = hits.collect();
    outcome.facets = counters.finish();
    outcome
}

/// Calls `found` with every document that may be in a tier, until it answers false.
fn each_candidate(snapshot: &EmbeddedSnapshot, plan: &Plan, scratch: &Scratch, mut found: impl FnMut(u32) -> bool) {
    if plan.slots.is_empty() {
        for segment in &snapshot.segments {
            if !segment.reader.doc_ids_alive().all(|doc| found(segment.base + doc)) {
                return;
            }
        }
    } else {
        scratch.candidates.iter().all(|doc| found(*doc));
    }
}
