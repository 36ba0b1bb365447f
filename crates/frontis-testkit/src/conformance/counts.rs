//! The law of counts: what a number says is what a click on it brings.

use std::sync::Arc;

use frontis::engine::{Engine, FacetCounts, FacetOrder, FacetPlan, Plan, Selection, ValueTest};
use proptest::prelude::*;

use super::answer::{Answer, Collection};
use super::answers::loaded;
use super::runner::{Verdict, ensure, for_all, same};
use crate::generate;
use crate::scale;

/// Checks that a value's count is the total one gets when it alone is selected in its field, and that a selection on
/// another field never raises a total.
///
/// # Panics
/// When a count or a total is another.
pub fn check_counts(make: impl Fn() -> Arc<dyn Engine>) {
    let plans = prop::collection::vec((generate::plan(), generate::selection()), 1..=3);
    let cases = (generate::collection(16), plans);
    for_all("facet counts are exact", scale::cases(40, 800), cases, |(documents, plans)| {
        let collection = loaded(make(), documents)?;
        plans.iter().try_for_each(|(plan, more)| counts_are_totals(&collection, plan, more))
    });
}

fn counts_are_totals(collection: &Collection, plan: &Plan, more: &Selection) -> Verdict {
    let facet = |field: &str| FacetPlan { field: field.to_owned(), limit: 1_000, order: FacetOrder::Count };
    let plan = Plan { facets: generate::FIELDS.map(facet).to_vec(), ..plan.clone() };
    let answer = collection.answer(&plan)?;
    for facet in &answer.facets {
        let ranks = facet.values.iter().filter(|value| value.count > 0).count();
        same(&format!("distinct values of {}", facet.field), &facet.distinct, &ranks)?;
        for value in &facet.values {
            let alone = Selection { field: facet.field.clone(), tests: vec![ValueTest::is(&value.value)] };
            let total = collection.answer(&selecting(&plan, alone))?.total;
            same(&format!("count and total of {} = {:?}", facet.field, value.value), &value.count, &total)?;
        }
    }
    selecting_more_narrows(collection, &plan, &answer, more)
}

fn selecting_more_narrows(collection: &Collection, plan: &Plan, answer: &Answer, more: &Selection) -> Verdict {
    if plan.selections.iter().any(|selection| selection.field == more.field) {
        return Ok(());
    }
    let narrowed = collection.answer(&selecting(plan, more.clone()))?;
    same("tiers with and without a selection", &narrowed.tier, &answer.tier)?;
    ensure(narrowed.total <= answer.total && narrowed.partial_total <= answer.partial_total, || {
        format!("selecting {more:?} raises {} + {} pages", answer.total, answer.partial_total)
    })?;
    let of_field = |answer: &Answer| answer.facets.iter().find(|facet| facet.field == more.field).map(counts);
    same("counts of a field with and without a selection on it", &of_field(&narrowed), &of_field(answer))
}

fn counts(facet: &FacetCounts) -> Vec<(String, u64)> {
    let counted = facet.values.iter().filter(|value| value.count > 0);
    counted.map(|value| (value.value.clone(), value.count)).collect()
}

/// `plan` with `selection` in the place of the one on its field.
fn selecting(plan: &Plan, selection: Selection) -> Plan {
    let mut plan = plan.clone();
    plan.selections.retain(|other| other.field != selection.field);
    plan.selections.push(selection);
    plan
}
