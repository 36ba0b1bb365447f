//! Selections of facet values and conditions made of them.

use frontis::engine::{Predicate, Selection, ValueTest};
use proptest::prelude::*;
use proptest::sample::select;

use super::{FIELDS, values_of};

/// How deep conditions are nested.
const DEPTH: u32 = 4;

/// Up to three tests of one of [`FIELDS`], or of a field that no page has.
pub fn selection() -> impl Strategy<Value = Selection> {
    let of_field = |field: &'static str| {
        prop::collection::vec(value_test(field), 1..=3)
            .prop_map(move |tests| Selection { field: field.to_owned(), tests })
            .boxed()
    };
    let known = prop::strategy::Union::new(FIELDS.map(of_field));
    prop_oneof![12 => known, 1 => of_field("unknown")]
}

/// A condition nested to depth 4, empty conjunctions and disjunctions included.
pub fn predicate() -> impl Strategy<Value = Predicate> {
    let leaf = prop_oneof![1 => field().prop_map(Predicate::Exists), 4 => selection().prop_map(Predicate::Holds)];
    leaf.prop_recursive(DEPTH - 1, 16, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..=3).prop_map(Predicate::And),
            prop::collection::vec(inner.clone(), 0..=3).prop_map(Predicate::Or),
            inner.prop_map(|part| Predicate::Not(Box::new(part))),
        ]
    })
}

fn field() -> impl Strategy<Value = String> {
    prop_oneof![12 => select(&FIELDS[..]), 1 => Just("unknown")].prop_map(str::to_owned)
}

/// Tests that suit the field's values, and now and then one that does not.
fn value_test(field: &str) -> BoxedStrategy<ValueTest> {
    let values = values_of(field);
    let is = if values.is_empty() { Just("nothing").boxed() } else { select(values).boxed() };
    let is = prop_oneof![8 => is, 1 => Just("no such value")].prop_map(ValueTest::is);
    let (numbers, dates) = match field {
        "level" | "years" => (6, 1),
        "opened" => (1, 6),
        _ => (1, 1),
    };
    prop_oneof![6 => is, numbers => number_test(), dates => date_test()].boxed()
}

fn number_test() -> impl Strategy<Value = ValueTest> {
    let number = || select(vec![-5.0, 0.0, 1.0, 2.0, 5.0, 10.0, 2012.0, 2013.5, 2014.0, 2016.0]);
    let bounds = (prop::option::of(number()), prop::option::of(number()));
    prop_oneof![
        2 => bounds.prop_map(|(low, high)| ValueTest::Numbers(low, high)),
        1 => (number(), any::<bool>()).prop_map(|(bound, above)| ValueTest::Beyond(bound, above)),
    ]
}

fn date_test() -> impl Strategy<Value = ValueTest> {
    let seconds = || prop::option::of(select(vec![-86_400, 0, 1_393_632_000, 1_453_334_400, 1_453_408_852]));
    (seconds(), seconds()).prop_map(|(low, high)| ValueTest::Dates(low, high))
}
