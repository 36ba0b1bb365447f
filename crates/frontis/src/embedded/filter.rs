//! Selections and predicates, compiled to sets of value numbers.

use std::ops::Range;

use super::snapshot::EmbeddedSnapshot;
use super::values::DEAD;
use crate::engine::{Plan, Predicate, Selection, ValueTest};

/// A set of value numbers of one field.
#[derive(Debug)]
struct ValueSet {
    first: u32,
    held: Vec<bool>,
}

impl ValueSet {
    fn of(snapshot: &EmbeddedSnapshot, field: &str, tests: &[ValueTest]) -> Self {
        let numbers = snapshot.values.of_field(field);
        let values = &snapshot.values.all[numbers.start as usize..numbers.end as usize];
        let passes = |value: &super::values::Value| tests.iter().any(|test| test.accepts(&value.key, &value.shown));
        Self { first: numbers.start, held: values.iter().map(passes).collect() }
    }

    fn holds(&self, value: u32) -> bool {
        value.checked_sub(self.first).and_then(|at| self.held.get(at as usize)).is_some_and(|held| *held)
    }
}

/// A plan's selections and filter, ready to be asked of documents.
pub(super) struct Filters {
    /// One per field; selections on one field are ANDed like those on several.
    selections: Vec<(String, ValueSet)>,
    predicate: Option<Compiled>,
}

/// How a document fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It passes.
    Passes,
    /// It fails the selection of this number and nothing else: it counts for the values of that field.
    FailsOne(usize),
    /// It fails the filter, or several selections.
    Fails,
}

impl Filters {
    pub(super) fn new(snapshot: &EmbeddedSnapshot, plan: &Plan) -> Self {
        let set = |Selection { field, tests }: &Selection| (field.clone(), ValueSet::of(snapshot, field, tests));
        Self {
            selections: plan.selections.iter().map(set).collect(),
            predicate: plan.filter.as_ref().map(|predicate| Compiled::new(snapshot, predicate)),
        }
    }

    /// True when every document passes.
    pub(super) fn is_empty(&self) -> bool {
        self.selections.is_empty() && self.predicate.is_none()
    }

    /// The numbers of the selections on `field`.
    pub(super) fn selections_on(&self, field: &str) -> Vec<usize> {
        (0..self.selections.len()).filter(|at| self.selections[*at].0 == field).collect()
    }

    /// True when a selection on `field` accepts the value.
    pub(super) fn selects(&self, field: &str, value: u32) -> bool {
        self.selections.iter().any(|(own, set)| own == field && set.holds(value))
    }

    /// The verdict on a document with the values of `row`.
    pub(super) fn verdict(&self, row: &[u32]) -> Verdict {
        if self.predicate.as_ref().is_some_and(|predicate| !predicate.holds(row)) {
            return Verdict::Fails;
        }
        let mut verdict = Verdict::Passes;
        for (number, (_, set)) in self.selections.iter().enumerate() {
            if !row.iter().any(|value| set.holds(*value)) {
                if verdict != Verdict::Passes {
                    return Verdict::Fails;
                }
                verdict = Verdict::FailsOne(number);
            }
        }
        verdict
    }
}

enum Compiled {
    And(Vec<Compiled>),
    Or(Vec<Compiled>),
    Not(Box<Compiled>),
    Exists(Range<u32>),
    Holds(ValueSet),
}

impl Compiled {
    fn new(snapshot: &EmbeddedSnapshot, predicate: &Predicate) -> Self {
        let all = |parts: &[Predicate]| parts.iter().map(|part| Self::new(snapshot, part)).collect();
        match predicate {
            Predicate::And(parts) => Self::And(all(parts)),
            Predicate::Or(parts) => Self::Or(all(parts)),
            Predicate::Not(inner) => Self::Not(Box::new(Self::new(snapshot, inner))),
            Predicate::Exists(field) => Self::Exists(snapshot.values.of_field(field)),
            Predicate::Holds(selection) => Self::Holds(ValueSet::of(snapshot, &selection.field, &selection.tests)),
        }
    }

    fn holds(&self, row: &[u32]) -> bool {
        match self {
            Self::And(parts) => parts.iter().all(|part| part.holds(row)),
            Self::Or(parts) => parts.iter().any(|part| part.holds(row)),
            Self::Not(inner) => !inner.holds(row),
            Self::Exists(numbers) => row.iter().any(|value| *value != DEAD && numbers.contains(value)),
            Self::Holds(set) => row.iter().any(|value| set.holds(*value)),
        }
    }
}
