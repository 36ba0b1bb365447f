//! Candidates, tiers, filters and order.

use std::cmp::Ordering;

use frontis::engine::{
    DocId, Explanation, Match, Outcome, Plan, Predicate, Raised, ScoredDoc, Selection, Slot, SortKey, Tier,
};

use super::living::Living;
use super::matching::{atom_matches, slot_matches};
use super::names::{Place, beginning, place};
use super::proximity::proximity;
use super::{NaiveSnapshot, facets, score};

/// A page that no exclusion takes out and that matches enough.
pub(super) struct Candidate<'a> {
    pub(super) living: &'a Living,
    doc: DocId,
    /// Bit `i` is set when slot `i` matched.
    matched: u64,
    /// It matched every slot.
    full: bool,
    /// What its names give it.
    place: Place,
}

impl Candidate<'_> {
    fn is_in(&self, tier: Tier) -> bool {
        match tier {
            Tier::Full => self.full,
            Tier::Partial => !self.full,
            Tier::Any => true,
        }
    }
}

/// Answers `plan` by looking at every document.
pub(super) fn search(snapshot: &NaiveSnapshot, plan: &Plan) -> Outcome {
    let candidates = candidates(snapshot, plan);
    let tier = counted_tier(plan, &candidates);
    let (counted, rest): (Vec<_>, Vec<_>) = candidates.iter().partition(|candidate| candidate.is_in(tier));
    let facets = plan.facets.iter().map(|facet| facets::count(snapshot, plan, facet, &counted)).collect();
    let passing = |candidate: &&Candidate<'_>| passes(snapshot, plan, candidate.living, None);
    let counted: Vec<_> = counted.into_iter().filter(passing).collect();
    let rest: Vec<_> = rest.into_iter().filter(passing).collect();
    let (total, partial_total) = (counted.len() as u64, rest.len() as u64);
    // Under any other order the tiers would mix: only the counted one is listed.
    let listed = if plan.sort.key == SortKey::Relevance { [counted, rest].concat() } else { counted };
    let hits = in_order(snapshot, plan, listed).into_iter().skip(plan.offset).take(plan.limit);
    let (hits, mut explanations): (Vec<ScoredDoc>, Vec<Explanation>) = hits.unzip();
    if !plan.explain {
        explanations.clear();
    }
    let pages = |slot: &Slot| snapshot.living().filter(|(_, living)| slot_matches(slot, living)).count() as u64;
    let slot_pages = plan.slots.iter().map(pages).collect();
    Outcome { tier, total, partial_total, hits, slot_pages, facets, explanations, timed_out: false }
}

fn candidates<'a>(snapshot: &'a NaiveSnapshot, plan: &Plan) -> Vec<Candidate<'a>> {
    let mut candidates = Vec::new();
    for (doc, living) in snapshot.living() {
        let slots = plan.slots.iter().enumerate();
        let matched = slots.filter(|(_, slot)| slot_matches(slot, living)).fold(0, |bits, (i, _)| bits | 1 << i);
        let place = place(plan, living);
        let raised = place != Place::Last;
        let matched = if raised { every_slot(plan) } else { matched };
        let full = matched == every_slot(plan);
        let candidate = full || (plan.matching != Match::All && matched != 0);
        if candidate && (raised || !plan.excluded.iter().any(|atom| atom_matches(atom, living))) {
            candidates.push(Candidate { living, doc, matched, full, place });
        }
    }
    candidates
}

/// The bits of all slots.
fn every_slot(plan: &Plan) -> u64 {
    (0..plan.slots.len()).fold(0, |bits, slot| bits | 1 << slot)
}

/// The tier that is counted: decided before selections and filter.
fn counted_tier(plan: &Plan, candidates: &[Candidate<'_>]) -> Tier {
    if plan.slots.is_empty() {
        return Tier::Full;
    }
    match plan.matching {
        Match::All => Tier::Full,
        Match::Any => Tier::Any,
        Match::Auto if candidates.iter().any(|candidate| candidate.full) => Tier::Full,
        Match::Auto => Tier::Partial,
    }
}

/// True when a page passes the filter and every selection, those on the field `except` left aside.
pub(super) fn passes(snapshot: &NaiveSnapshot, plan: &Plan, living: &Living, except: Option<&str>) -> bool {
    plan.filter.as_ref().is_none_or(|filter| is_true(snapshot, filter, living))
        && plan.selections.iter().all(|chosen| Some(chosen.field.as_str()) == except || holds(snapshot, chosen, living))
}

fn is_true(snapshot: &NaiveSnapshot, predicate: &Predicate, living: &Living) -> bool {
    match predicate {
        Predicate::And(parts) => parts.iter().all(|part| is_true(snapshot, part, living)),
        Predicate::Or(parts) => parts.iter().any(|part| is_true(snapshot, part, living)),
        Predicate::Not(part) => !is_true(snapshot, part, living),
        Predicate::Exists(field) => living.values(field).next().is_some(),
        Predicate::Holds(selection) => holds(snapshot, selection, living),
    }
}

fn holds(snapshot: &NaiveSnapshot, selection: &Selection, living: &Living) -> bool {
    living.values(&selection.field).any(|value| facets::is_accepted(snapshot, selection, &value.key))
}

/// So many of the first pages are ordered anew by how close their words stand.
const SECOND_STAGE: usize = 200;
/// So many pages of a heading are raised.
const RAISED_HEADINGS: usize = 3;

/// A page on its way into the order.
#[derive(Clone, Copy)]
struct Ranked<'a> {
    candidate: &'a Candidate<'a>,
    place: Place,
    score: f64,
    proximity: f64,
}

/// The pages in the plan's order, scored.
fn in_order(snapshot: &NaiveSnapshot, plan: &Plan, listed: Vec<&Candidate<'_>>) -> Vec<(ScoredDoc, Explanation)> {
    let mut ranked: Vec<Ranked<'_>> = Vec::new();
    for candidate in listed {
        let score = score::score(snapshot, plan, candidate.living, 0.0);
        ranked.push(Ranked { candidate, place: candidate.place, score, proximity: 0.0 });
    }
    let relevance = |a: &Ranked<'_>, b: &Ranked<'_>| b.score.total_cmp(&a.score).then_with(|| by_date_and_id(a, b));
    ranked.sort_by(relevance);
    let mut carriers = 0;
    for page in &mut ranked {
        carriers += usize::from(page.place == Place::Heading);
        let not_raised = page.place == Place::Last || (page.place == Place::Heading && carriers > RAISED_HEADINGS);
        if not_raised {
            let in_front = page.candidate.full || plan.matching == Match::Any;
            page.place = beginning(plan, page.candidate.living).filter(|_| in_front).unwrap_or(Place::Last);
        }
    }
    match plan.sort.key {
        SortKey::Relevance => {
            let tier = |page: &Ranked<'_>| plan.matching != Match::Any && !page.candidate.full;
            let order = |a: &Ranked<'_>, b: &Ranked<'_>| {
                (a.place, tier(a)).cmp(&(b.place, tier(b))).then_with(|| relevance(a, b))
            };
            ranked.sort_by(order);
            let first = ranked.len().min(SECOND_STAGE);
            for page in &mut ranked[..first] {
                page.proximity = proximity(snapshot, plan, page.candidate.living);
                page.score = score::score(snapshot, plan, page.candidate.living, page.proximity);
            }
            ranked[..first].sort_by(order);
        }
        SortKey::Date { descending: true } => ranked.sort_by(by_date_and_id),
        SortKey::Date { descending: false } => ranked
            .sort_by(|a, b| oldest_first(a.candidate.living, b.candidate.living).then_with(|| by_date_and_id(a, b))),
    }
    let hit = |page: Ranked<'_>| {
        let Candidate { living, doc, matched, .. } = *page.candidate;
        let explained = score::explain(snapshot, plan, living);
        let scored = ScoredDoc { doc, score: page.score, matched, raised: raised(plan, page.place) };
        (scored, Explanation { proximity: page.proximity, ..explained })
    };
    ranked.into_iter().map(hit).collect()
}

fn raised(plan: &Plan, place: Place) -> Option<Raised> {
    match place {
        _ if plan.sort.key != SortKey::Relevance => None,
        Place::Pin(_) => Some(Raised::Pin),
        Place::Title(_) => Some(Raised::Title),
        Place::Heading => Some(Raised::Heading),
        Place::Beginning(_) => Some(Raised::TitleBeginning),
        Place::Misspelt(_) => Some(Raised::TitleMisspelt),
        Place::Last => None,
    }
}

fn by_date_and_id(a: &Ranked<'_>, b: &Ranked<'_>) -> Ordering {
    let (a, b) = (a.candidate.living, b.candidate.living);
    newest_first(a, b).then_with(|| a.document.id.as_bytes().cmp(b.document.id.as_bytes()))
}

fn newest_first(a: &Living, b: &Living) -> Ordering {
    // `None` is less than any date, so it comes last.
    b.document.date.cmp(&a.document.date)
}

fn oldest_first(a: &Living, b: &Living) -> Ordering {
    let key = |living: &Living| (living.document.date.is_none(), living.document.date);
    key(a).cmp(&key(b))
}
