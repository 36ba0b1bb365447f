//! Facet counts of one search, all fields and all their exceptions in one pass over the documents.
//!
//! A document that passes everything counts for every value it holds. One that fails only the selections on one field
//! counts for the values of that field ("drill sideways"), which makes a count the total one would get by choosing that
//! value instead.

use std::cmp::Ordering;
use std::ops::Range;

use super::filter::{Filters, Verdict};
use super::snapshot::EmbeddedSnapshot;
use crate::engine::{FacetCounts, FacetOrder, FacetPlan, Plan, ValueCount};

/// Counters of the planned facets.
pub(super) struct Counters<'a> {
    snapshot: &'a EmbeddedSnapshot,
    filters: &'a Filters,
    facets: Vec<Facet<'a>>,
    /// Pages per value number.
    counts: Vec<u32>,
    /// The facet of each value number, or [`NO_FACET`].
    facet_of: Vec<u16>,
}

const NO_FACET: u16 = u16::MAX;

struct Facet<'a> {
    plan: &'a FacetPlan,
    numbers: Range<u32>,
    /// The selections whose failure does not count against this field's values.
    own_selections: Vec<usize>,
}

impl<'a> Counters<'a> {
    pub(super) fn new(snapshot: &'a EmbeddedSnapshot, filters: &'a Filters, plan: &'a Plan) -> Self {
        let mut facet_of = vec![NO_FACET; snapshot.values.all.len()];
        let mut facets = Vec::new();
        for plan in &plan.facets {
            let numbers = snapshot.values.of_field(&plan.field);
            facet_of[numbers.start as usize..numbers.end as usize].fill(facets.len() as u16);
            facets.push(Facet { plan, numbers, own_selections: filters.selections_on(&plan.field) });
        }
        Self { snapshot, filters, facets, counts: vec![0; snapshot.values.all.len()], facet_of }
    }

    /// True when there is something to count.
    pub(super) fn is_needed(&self) -> bool {
        !self.facets.is_empty()
    }

    /// Counts a document of the counted tier with the values of `row`.
    pub(super) fn count(&mut self, row: &[u32], verdict: Verdict) {
        for value in row {
            let Some(facet) = self.facet_of.get(*value as usize).filter(|facet| **facet != NO_FACET) else { continue };
            let counts = match verdict {
                Verdict::Passes => true,
                Verdict::FailsOne(selection) => self.facets[usize::from(*facet)].own_selections.contains(&selection),
                Verdict::Fails => false,
            };
            self.counts[*value as usize] += u32::from(counts);
        }
    }

    pub(super) fn finish(self) -> Vec<FacetCounts> {
        self.facets.iter().map(|facet| self.facet(facet)).collect()
    }

    fn facet(&self, facet: &Facet<'_>) -> FacetCounts {
        let mut counted: Vec<u32> = facet.numbers.clone().filter(|value| self.counts[*value as usize] > 0).collect();
        counted.sort_by(|a, b| self.compare(facet.plan.order, *a, *b));
        let numbers = counted.iter().filter_map(|value| self.snapshot.values.all[*value as usize].number);
        let range = numbers.fold(None, |range: Option<(f64, f64)>, number| {
            Some(range.map_or((number, number), |(low, high)| (low.min(number), high.max(number))))
        });
        let distinct = counted.len();
        let mut left_out: Vec<u32> = counted.split_off(distinct.min(facet.plan.limit));
        left_out.extend(facet.numbers.clone().filter(|value| self.counts[*value as usize] == 0));
        left_out.retain(|value| self.filters.selects(&facet.plan.field, *value));
        left_out.sort_by(|a, b| self.compare(facet.plan.order, *a, *b));
        counted.extend(left_out);
        let values = counted.into_iter().map(|value| ValueCount {
            value: self.snapshot.values.all[value as usize].shown.clone(),
            count: u64::from(self.counts[value as usize]),
            selected: self.filters.selects(&facet.plan.field, value),
        });
        FacetCounts { field: facet.plan.field.clone(), values: values.collect(), distinct, range }
    }

    fn compare(&self, order: FacetOrder, a: u32, b: u32) -> Ordering {
        let by_key = a.cmp(&b);
        match order {
            FacetOrder::Count => self.counts[b as usize].cmp(&self.counts[a as usize]).then(by_key),
            FacetOrder::Value => {
                let number = |value: u32| self.snapshot.values.all[value as usize].number;
                match (number(a), number(b)) {
                    (Some(a), Some(b)) => a.total_cmp(&b).then(by_key),
                    (Some(_), None) => Ordering::Less,
                    (None, Some(_)) => Ordering::Greater,
                    (None, None) => by_key,
                }
            }
        }
    }
}
