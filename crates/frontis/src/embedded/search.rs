//! Answers a plan: scores, tiers, filters, counts, best hits.

use super::boosts::Boosts;
use super::count::Counters;
use super::explain::explain_words;
use super::filter::{Filters, Verdict};
use super::postings::Meter;
use super::proximity::proximities;
use super::raise::{Place, Raises};
use super::score::{EXCLUDED, RAISED, Scratch, SlotStatistics};
use super::snapshot::EmbeddedSnapshot;
use super::top::{Order, Rank, Top};
use crate::engine::{Atom, Budget, DocId, Explanation, MAX_SLOTS, Match, Outcome, Plan, ScoredDoc, SortKey, Tier};
use crate::error::{Error, ErrorKind, Result};

/// The most facets of a plan.
const MAX_FACETS: usize = 1_000;
/// Scores are rounded to one by this.
const UNITS: f64 = 1e5;
/// So many of the first hits are ordered anew by how close their words stand.
const SECOND_STAGE: usize = 200;

/// Living pages that one of `atoms` matches, up to `at_most`.
pub(super) fn matching_pages(
    snapshot: &EmbeddedSnapshot,
    atoms: &[Atom],
    at_most: u64,
    budget: &Budget,
    scratch: &mut Scratch,
) -> Result<u64> {
    let mut meter = Meter::new(budget);
    let mut pages = 0;
    for atom in atoms {
        pages += scratch.mark(snapshot, atom, 1, at_most - pages, &mut meter)?;
    }
    Ok(pages)
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
    let mut slots = Vec::with_capacity(plan.slots.len());
    for (number, slot) in plan.slots.iter().enumerate() {
        slots.push(scratch.score(snapshot, plan, number, slot, &mut meter)?);
    }
    let raises = Raises::find(snapshot, plan)?;
    raises.of_full_tier().for_each(|doc| scratch.fill(doc, every_slot(plan)));
    raises.docs().for_each(|doc| scratch.raise(doc));
    let collection = Collection { snapshot, plan, scratch, boosts: Boosts::new(snapshot, plan), slots: &slots };
    let mut outcome = collection.collect(raises, &mut meter)?;
    outcome.slot_pages = slots.iter().map(|slot| slot.pages).collect();
    outcome.timed_out = meter.is_spent();
    Ok(outcome)
}

/// The bits of all slots.
fn every_slot(plan: &Plan) -> u64 {
    (1 << plan.slots.len()) - 1
}

/// The tier a document is in; `None` when it is no candidate.
struct Tiers {
    every_slot: u64,
    matching: Match,
    counted: Tier,
}

impl Tiers {
    fn new(plan: &Plan, scratch: &Scratch) -> Self {
        let every_slot = every_slot(plan);
        let full = || scratch.candidates.iter().any(|doc| scratch.matched[*doc as usize] & !RAISED == every_slot);
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
        let matched = matched & !RAISED;
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

/// What the hits of one search are chosen from: every word scored, nothing ordered yet.
struct Collection<'a> {
    snapshot: &'a EmbeddedSnapshot,
    plan: &'a Plan,
    scratch: &'a Scratch,
    boosts: Boosts<'a>,
    slots: &'a [SlotStatistics],
}

impl Collection<'_> {
    fn collect(&self, mut raises: Raises, meter: &mut Meter<'_>) -> Result<Outcome> {
        let Self { snapshot, plan, scratch, .. } = *self;
        let tiers = Tiers::new(plan, scratch);
        let filters = Filters::new(snapshot, plan);
        let mut counters = Counters::new(snapshot, &filters, plan);
        let order = Order { snapshot, sort: &plan.sort.key };
        let staged = self.is_staged();
        let wanted = plan.offset.saturating_add(plan.limit);
        let mut top = Top::new(order, if staged { wanted.max(SECOND_STAGE) } else { wanted });
        self.raise_headings(&mut raises, &filters, order);
        let needs_row = counters.is_needed() || !filters.is_empty();
        let mut outcome = Outcome { tier: tiers.counted, ..Outcome::default() };
        let mut row = Vec::new();
        // Without slots no page is marked.
        let all_may_rise = plan.slots.is_empty();
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
                    let may_rise =
                        tier != Tier::Partial && (all_may_rise || scratch.matched[doc as usize] & RAISED != 0);
                    let place = if may_rise { raises.place(doc) } else { Place::LAST };
                    if !top.is_beaten(place, u8::from(tier == Tier::Partial), self.units(doc)) {
                        top.push(self.rank(doc, tier, place));
                    }
                }
            }
            !meter.tick(1)
        });
        let mut ranks = top.finish();
        if staged {
            self.second_stage(&mut ranks, order, meter)?;
        }
        let hits: Vec<Rank> = ranks.into_iter().skip(plan.offset).take(plan.limit).collect();
        if plan.explain {
            let close = if staged { SECOND_STAGE.saturating_sub(plan.offset).min(hits.len()) } else { 0 };
            outcome.explanations = self.explain(&hits, close, meter)?;
        }
        outcome.hits = hits.iter().map(|rank| self.hit(rank)).collect();
        outcome.facets = counters.finish();
        Ok(outcome)
    }

    /// True when the first hits are ordered by how close their words stand.
    fn is_staged(&self) -> bool {
        let Plan { sort, proximity, slots, offset, limit, .. } = self.plan;
        let matters = sort.key == SortKey::Relevance && *proximity > 0.0 && slots.len() > 1;
        matters && *limit > 0 && *offset < SECOND_STAGE
    }

    /// The score of a document in units of 1e-5, not rounded, as far as its words go.
    #[inline]
    fn units(&self, doc: u32) -> f64 {
        self.scratch.scores[doc as usize] * self.boosts.product(doc) * UNITS
    }

    fn rank(&self, doc: u32, tier: Tier, place: Place) -> Rank {
        let score = self.units(doc).round() as i64;
        Rank { place, tier: u8::from(tier == Tier::Partial), score, date: self.snapshot.date(doc), doc }
    }

    /// Of the pages with a heading that the query names, the best that pass the filters are raised.
    fn raise_headings(&self, raises: &mut Raises, filters: &Filters, order: Order<'_>) {
        let passes = |doc: &&u32| {
            let row: Vec<u32> = if filters.is_empty() { Vec::new() } else { self.snapshot.row(**doc).collect() };
            filters.verdict(&row) == Verdict::Passes
        };
        let carriers = raises.carriers().iter().filter(passes);
        let mut ranks: Vec<Rank> = carriers.map(|doc| self.rank(*doc, Tier::Full, Place::LAST)).collect();
        Order { sort: &SortKey::Relevance, ..order }.sort(&mut ranks);
        raises.raise_headings(ranks.iter().map(|rank| rank.doc));
    }

    /// Adds to the scores of the first what their words' standing close together is worth, and orders them anew.
    fn second_stage(&self, ranks: &mut [Rank], order: Order<'_>, meter: &mut Meter<'_>) -> Result<()> {
        let first = ranks.len().min(SECOND_STAGE);
        let ranks = &mut ranks[..first];
        let bonuses = self.proximities(ranks, meter)?;
        for (rank, bonus) in ranks.iter_mut().zip(bonuses) {
            let score = (self.scratch.scores[rank.doc as usize] + bonus) * self.boosts.product(rank.doc);
            rank.score = (score * UNITS).round() as i64;
        }
        order.sort(ranks);
        Ok(())
    }

    fn proximities(&self, ranks: &[Rank], meter: &mut Meter<'_>) -> Result<Vec<f64>> {
        let docs: Vec<u32> = ranks.iter().map(|rank| rank.doc).collect();
        proximities(self.snapshot, self.plan, self.slots, &docs, meter)
    }

    /// Explains the scores of hits, of which the first `close` had a second stage.
    fn explain(&self, hits: &[Rank], close: usize, meter: &mut Meter<'_>) -> Result<Vec<Explanation>> {
        let docs: Vec<u32> = hits.iter().map(|rank| rank.doc).collect();
        let mut explanations = explain_words(self.snapshot, self.plan, self.slots, &docs, meter)?;
        let bonuses = self.proximities(&hits[..close], meter)?;
        explanations.iter_mut().zip(bonuses).for_each(|(explanation, bonus)| explanation.proximity = bonus);
        for (explanation, doc) in explanations.iter_mut().zip(docs) {
            explanation.boost = self.boosts.own(doc);
            explanation.factors = self.boosts.factors(doc).collect();
        }
        Ok(explanations)
    }

    fn hit(&self, rank: &Rank) -> ScoredDoc {
        ScoredDoc {
            doc: DocId(rank.doc),
            score: rank.score as f64 / UNITS,
            matched: self.scratch.matched[rank.doc as usize] & !RAISED,
            raised: rank.place.raised().filter(|_| self.plan.sort.key == SortKey::Relevance),
        }
    }
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
