//! Values: which tests they pass, how many pages hold them, in what order they stand.

use std::cmp::Ordering;

use frontis::engine::{FacetCounts, FacetOrder, FacetPlan, FieldStatistics, Plan, Selection, ValueCount};

use super::NaiveSnapshot;
use super::search::{Candidate, passes};

/// True when the value with this key passes a test of the selection. What is tested is the value as it is shown, so
/// that a value is marked as selected exactly when its pages pass.
pub(super) fn is_accepted(snapshot: &NaiveSnapshot, selection: &Selection, key: &str) -> bool {
    let shown = &snapshot.shown[&(selection.field.clone(), key.to_owned())];
    selection.tests.iter().any(|test| test.accepts(key, shown))
}

/// A value of a field and the counted pages that hold it.
struct Counted<'a> {
    key: &'a str,
    value: ValueCount,
}

impl Counted<'_> {
    fn number(&self) -> Option<f64> {
        self.value.value.parse().ok().filter(|number: &f64| number.is_finite())
    }
}

/// Counts every value of a field on its own; `candidates` are the pages of the counted tier.
pub(super) fn count(
    snapshot: &NaiveSnapshot,
    plan: &Plan,
    facet: &FacetPlan,
    candidates: &[&Candidate<'_>],
) -> FacetCounts {
    let mut values: Vec<Counted<'_>> = Vec::new();
    for ((field, key), shown) in &snapshot.shown {
        if *field == facet.field {
            let count = pages_with(snapshot, plan, field, key, candidates);
            let mut chosen = plan.selections.iter().filter(|selection| selection.field == *field);
            let selected = chosen.any(|selection| is_accepted(snapshot, selection, key));
            values.push(Counted { key, value: ValueCount { value: shown.clone(), count, selected } });
        }
    }
    values.sort_by(|a, b| by_order(facet.order, a, b));
    let numbers = values.iter().filter(|value| value.value.count > 0).filter_map(Counted::number);
    let range = numbers.fold(None, |range: Option<(f64, f64)>, number| {
        Some(range.map_or((number, number), |(least, greatest)| (least.min(number), greatest.max(number))))
    });
    let distinct = values.iter().filter(|value| value.value.count > 0).count();
    FacetCounts { field: facet.field.clone(), values: kept(values, facet.limit), distinct, range }
}

fn pages_with(snapshot: &NaiveSnapshot, plan: &Plan, field: &str, key: &str, candidates: &[&Candidate<'_>]) -> u64 {
    let holding = candidates.iter().filter(|candidate| candidate.living.values(field).any(|value| value.key == key));
    holding.filter(|candidate| passes(snapshot, plan, candidate.living, Some(field))).count() as u64
}

/// The first `limit` values with a count, then the selected ones among the others.
fn kept(values: Vec<Counted<'_>>, limit: usize) -> Vec<ValueCount> {
    let (mut kept, mut left_out) = (Vec::new(), Vec::new());
    for Counted { value, .. } in values {
        if value.count > 0 && kept.len() < limit {
            kept.push(value);
        } else if value.selected {
            left_out.push(value);
        }
    }
    kept.extend(left_out);
    kept
}

fn by_order(order: FacetOrder, a: &Counted<'_>, b: &Counted<'_>) -> Ordering {
    let by_key = a.key.cmp(b.key);
    match order {
        FacetOrder::Count => b.value.count.cmp(&a.value.count).then(by_key),
        FacetOrder::Value => match (a.number(), b.number()) {
            (Some(a), Some(b)) => a.partial_cmp(&b).unwrap_or(Ordering::Equal).then(by_key),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => by_key,
        },
    }
}

/// What the living pages hold in `field`.
pub(super) fn statistics(snapshot: &NaiveSnapshot, field: &str) -> FieldStatistics {
    let pages = snapshot.living().filter(|(_, living)| living.values(field).next().is_some()).count();
    let spellings = snapshot.living().flat_map(|(_, living)| living.values(field)).map(|value| &value.spelling);
    FieldStatistics {
        field: field.to_owned(),
        pages: pages as u64,
        distinct: snapshot.shown.keys().filter(|(own, _)| own == field).count() as u64,
        longest_chars: spellings.map(|spelling| spelling.chars().count()).max().unwrap_or(0) as u64,
    }
}
