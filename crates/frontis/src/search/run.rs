//! One search from request to results.

use std::collections::HashSet;
use std::time::Instant;

use super::context::canonical;
use super::expand::{Expanded, expand, has_prefix, without_prefix};
use super::facets::order;
use super::filters::{predicate, selection};
use super::hits::HitMaker;
use super::{Context, Fate, Request, Results};
use crate::engine::{Budget, FacetCounts, FacetPlan, Outcome, Plan, Selection, ValueCount, Weights};
use crate::error::{Error, ErrorKind, Result};
use crate::query::MAX_QUERY_BYTES;
use crate::text::fold_value;

const MAX_LIMIT: usize = 100;
const MAX_DEPTH: usize = 10_000;
const MAX_SELECTED: usize = 256;
const MAX_FACET_LIMIT: usize = 1_000;
const MAX_SNIPPETS: usize = 5;
const SNIPPET_CHARS: std::ops::RangeInclusive<usize> = 40..=1_000;

/// Answers `request`.
///
/// # Errors
/// `QueryTooLong`, `RequestInvalid`, `FieldUnknown`, `FilterInvalid`, and what the engine reports.
pub(crate) fn search(context: &Context, request: &Request) -> Result<Results> {
    let started = Instant::now();
    validate(request)?;
    let budget = Budget { deadline: request.deadline, cancel: request.cancel.clone() };
    let mut expanded = expand(context, &request.query, &budget)?;
    let plan = plan(context, request, &expanded, budget)?;
    let outcome = context.snapshot.search(&plan)?;
    if !outcome.timed_out {
        settle_fates(context, &mut expanded, &outcome, &plan.budget)?;
    }
    let slot_texts = expanded.slot_terms.iter().map(|terms| {
        let texts: Vec<&str> = terms.iter().map(|term| expanded.terms[*term].text.as_str()).collect();
        texts.join(" OR ")
    });
    let maker = HitMaker::new(context, request, &plan.budget, &plan.slots, slot_texts.collect())?;
    let hits = outcome.hits.iter().map(|hit| maker.hit(hit)).collect::<Result<_>>()?;
    expanded.terms.sort_by_key(|term| term.range.start);
    Ok(Results {
        query: request.query.clone(),
        tier: outcome.tier,
        total: outcome.total,
        partial_total: outcome.partial_total,
        timed_out: outcome.timed_out || plan.budget.is_spent(),
        generation: context.snapshot.generation(),
        hits,
        facets: facets(request, outcome.facets),
        terms: expanded.terms,
        did_you_mean: None,
        took: started.elapsed(),
    })
}

/// Refuses a query that is too long to be read.
///
/// # Errors
/// `QueryTooLong`.
pub(super) fn check_length(query: &str) -> Result<()> {
    if query.len() <= MAX_QUERY_BYTES {
        return Ok(());
    }
    let message = format!("the query is {} bytes long; at most {MAX_QUERY_BYTES} are read", query.len());
    Err(Error::new(ErrorKind::QueryTooLong, message))
}

fn validate(request: &Request) -> Result<()> {
    check_length(&request.query)?;
    let depth = request.offset.saturating_add(request.limit);
    let selected = request.selections.iter().map(|(_, values)| values.len()).sum();
    for (name, value, range) in [
        ("limit", request.limit, 0..=MAX_LIMIT),
        ("offset + limit", depth, 0..=MAX_DEPTH),
        ("the number of selected values", selected, 0..=MAX_SELECTED),
        ("facet_limit", request.facet_limit, 0..=MAX_FACET_LIMIT),
        ("snippets", request.snippets, 0..=MAX_SNIPPETS),
        ("snippet_chars", request.snippet_chars, SNIPPET_CHARS),
    ] {
        if !range.contains(&value) {
            let message = format!("{name} is {value}; expected {} to {}", range.start(), range.end());
            return Err(Error::new(ErrorKind::RequestInvalid, message));
        }
    }
    Ok(())
}

fn plan(context: &Context, request: &Request, expanded: &Expanded, budget: Budget) -> Result<Plan> {
    let mut counted = Vec::new();
    for name in request.facets.as_ref().unwrap_or(&context.facets) {
        let facet = context.facet(name)?;
        if !counted.contains(&facet) {
            counted.push(facet);
        }
    }
    let facet = |field: String| FacetPlan { order: order(&context.config, &field), field, limit: request.facet_limit };
    // Values of one field are alternatives, however its name was spelt.
    let mut selections: Vec<Selection> = Vec::new();
    for (field, values) in request.selections.iter().filter(|(_, values)| !values.is_empty()) {
        let next = selection(context, field, values)?;
        match selections.iter_mut().find(|known| known.field == next.field) {
            Some(known) => known.tests.extend(next.tests),
            None => selections.push(next),
        }
    }
    Ok(Plan {
        slots: expanded.slots.clone(),
        excluded: expanded.excluded.clone(),
        matching: request.matching,
        weights: Weights(context.config.weights),
        selections,
        filter: request
            .filter
            .as_deref()
            .filter(|f| !f.trim().is_empty())
            .map(|f| predicate(context, f))
            .transpose()?,
        sort: request.sort.clone(),
        facets: counted.into_iter().map(facet).collect(),
        offset: request.offset,
        limit: request.limit,
        budget,
    })
}

/// Tells found words from those no page holds, and whole words from beginnings.
fn settle_fates(context: &Context, expanded: &mut Expanded, outcome: &Outcome, budget: &Budget) -> Result<()> {
    let any_page = |atom: &crate::engine::Atom| context.snapshot.matching_pages(atom, 1, budget);
    for (number, slot) in expanded.slots.iter().enumerate() {
        for (atom, term) in slot.atoms.iter().zip(&expanded.slot_terms[number]) {
            let pages = if slot.atoms.len() == 1 { outcome.slot_pages[number] } else { any_page(atom)? };
            expanded.terms[*term].fate = if pages == 0 {
                Fate::NotFound
            } else if has_prefix(atom) && any_page(&without_prefix(atom))? == 0 {
                Fate::Prefix
            } else {
                Fate::Matched
            };
        }
    }
    Ok(())
}

/// Adds the selected values that no page of the collection holds: a chosen value is always shown.
fn facets(request: &Request, mut counts: Vec<FacetCounts>) -> Vec<FacetCounts> {
    for (field, values) in &request.selections {
        let Some(facet) = counts.iter_mut().find(|facet| facet.field == canonical(field)) else { continue };
        let mut shown: HashSet<String> = facet.values.iter().map(|shown| fold_value(&shown.value)).collect();
        for value in values.iter().filter(|value| !value.contains("..")) {
            if shown.insert(fold_value(value)) {
                facet.values.push(ValueCount { value: value.clone(), count: 0, selected: true });
            }
        }
    }
    counts
}
