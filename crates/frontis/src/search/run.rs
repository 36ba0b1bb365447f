//! One search from request to results.

use std::collections::HashSet;
use std::time::Instant;

use super::context::canonical;
use super::expand::{Expanded, expand};
use super::facets::order;
use super::fates::settle;
use super::filters::{predicate, selection};
use super::hits::HitMaker;
use super::suggest::{did_you_mean, near_names};
use super::{Context, Request, Results};
use crate::engine::{Boost, BoostKind, Budget, FacetCounts, FacetPlan, Plan, Selection, ValueCount, Weights};
use crate::error::{Error, ErrorKind, Result};
use crate::query::MAX_QUERY_BYTES;
use crate::text::{fold_value, title_key};

const MAX_LIMIT: usize = 100;
const MAX_DEPTH: usize = 10_000;
const MAX_SELECTED: usize = 256;
const MAX_FACET_LIMIT: usize = 1_000;
const MAX_SNIPPETS: usize = 5;
/// What words' standing close together adds to a score is at most this share of what the words give.
const PROXIMITY: f64 = 0.25;
const SECONDS_OF_DAY: f64 = 86_400.0;
const SNIPPET_CHARS: std::ops::RangeInclusive<usize> = 40..=1_000;

/// Answers `request`. `today` is the beginning of the day, in Unix seconds.
///
/// # Errors
/// `QueryTooLong`, `RequestInvalid`, `FieldUnknown`, `FilterInvalid`, and what the engine reports.
pub(crate) fn search(context: &Context, request: &Request, today: i64) -> Result<Results> {
    let started = Instant::now();
    validate(request)?;
    let budget = Budget { deadline: request.deadline, cancel: request.cancel.clone() };
    let mut expanded = expand(context, &request.query, &budget)?;
    let plan = plan(context, request, &expanded, (today, budget))?;
    let outcome = context.snapshot.search(&plan)?;
    let mut better = None;
    if !outcome.timed_out {
        settle(context, &mut expanded, &outcome, &plan.budget)?;
        better = did_you_mean(context, &request.query, &expanded, &plan, &outcome)?;
    }
    let maker = HitMaker::new(context, request, &plan, expanded.slot_texts())?;
    let mut explanations = outcome.explanations.iter();
    let hits = outcome.hits.iter().map(|hit| maker.hit(hit, explanations.next())).collect::<Result<_>>()?;
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
        did_you_mean: better,
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

fn plan(context: &Context, request: &Request, expanded: &Expanded, (today, budget): (i64, Budget)) -> Result<Plan> {
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
        name: Some(request.query.clone()),
        near_names: near_names(&request.query, expanded),
        pins: pins(context, &request.query),
        boosts: boosts(context, today),
        proximity: PROXIMITY,
        explain: request.explain,
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

/// The pages the settings pin to `query`, each once.
fn pins(context: &Context, query: &str) -> Vec<String> {
    let key = title_key(query);
    let pins = context.config.pins.iter().filter(|pin| !key.is_empty() && title_key(&pin.query) == key);
    let mut pages: Vec<String> = Vec::new();
    for page in pins.flat_map(|pin| &pin.pages) {
        if !pages.contains(page) {
            pages.push(page.clone());
        }
    }
    pages
}

/// What the settings multiply scores by; ages are counted to the beginning of today.
fn boosts(context: &Context, today: i64) -> Vec<Boost> {
    let recency = context.config.recency.iter().map(|recency| Boost {
        field: recency.field.clone(),
        kind: BoostKind::Recency { now: today, half_life: recency.half_life_days * SECONDS_OF_DAY },
        strength: recency.strength,
    });
    let numbers = context.config.boosts.iter().map(|boost| Boost {
        field: boost.field.clone(),
        kind: BoostKind::Number { pivot: boost.pivot },
        strength: boost.strength,
    });
    recency.chain(numbers).collect()
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
