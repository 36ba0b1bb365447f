//! Candidates, tiers, filters and order.

use std::cmp::Ordering;

use frontis::engine::{DocId, Match, Outcome, Plan, Predicate, ScoredDoc, Selection, Slot, SortKey, Tier};

use super::living::Living;
use super::matching::{atom_matches, slot_matches};
use super::{NaiveSnapshot, facets, score};

/// A page that no exclusion takes out and that matches enough.
pub(super) struct Candidate<'a> {
    pub(super) living: &'a Living,
    doc: DocId,
    /// Bit `i` is set when slot `i` matched.
    matched: u64,
    /// It matched every slot.
    full: bool,
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
    let hits = in_order(snapshot, plan, listed).into_iter().skip(plan.offset).take(plan.limit).collect();
    let pages = |slot: &Slot| snapshot.living().filter(|(_, living)| slot_matches(slot, living)).count() as u64;
    let slot_pages = plan.slots.iter().map(pages).collect();
    Outcome { tier, total, partial_total, hits, slot_pages, facets, timed_out: false }
}

fn candidates<'a>(snapshot: &'a NaiveSnapshot, plan: &Plan) -> Vec<Candidate<'a>> {
    let mut candidates = Vec::new();
    for (doc, living) in snapshot.living() {
        let slots = plan.slots.iter().enumerate();
        let matched = slots.filter(|(_, slot)| slot_matches(slot, living)).fold(0, |bits, (i, _)| bits | 1 << i);
        let full = (0..plan.slots.len()).all(|slot| matched >> slot & 1 == 1);
        let candidate = full || (plan.matching != Match::All && matched != 0);
        if candidate && !plan.excluded.iter().any(|atom| atom_matches(atom, living)) {
            candidates.push(Candidate { living, doc, matched, full });
        }
    }
    candidates
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

/// The pages in the plan's order, scored.
fn in_order(snapshot: &NaiveSnapshot, plan: &Plan, listed: Vec<&Candidate<'_>>) -> Vec<ScoredDoc> {
    let mut scored: Vec<(&Candidate<'_>, f64)> = Vec::new();
    for candidate in listed {
        scored.push((candidate, score::score(snapshot, plan, candidate.living)));
    }
    scored.sort_by(|a, b| by_key(plan, a, b).then_with(|| by_date_and_id(a.0.living, b.0.living)));
    let hit = |(page, score): (&Candidate<'_>, f64)| ScoredDoc { doc: page.doc, score, matched: page.matched };
    scored.into_iter().map(hit).collect()
}

fn by_key(plan: &Plan, a: &(&Candidate<'_>, f64), b: &(&Candidate<'_>, f64)) -> Ordering {
    match plan.sort.key {
        SortKey::Relevance if plan.matching == Match::Any => b.1.total_cmp(&a.1),
        SortKey::Relevance => b.0.full.cmp(&a.0.full).then_with(|| b.1.total_cmp(&a.1)),
        SortKey::Date { descending: true } => newest_first(a.0.living, b.0.living),
        SortKey::Date { descending: false } => oldest_first(a.0.living, b.0.living),
    }
}

fn by_date_and_id(a: &Living, b: &Living) -> Ordering {
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
