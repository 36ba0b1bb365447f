//! Selections and filter expressions, checked against the collection's fields and made into tests of values.

use super::Context;
use crate::content::Date;
use crate::engine::{Predicate, Selection, ValueTest};
use crate::error::{Error, ErrorKind, Result};
use crate::query::{Comparison, Filter};

const DAY_SECONDS: i64 = 86_400;

/// The selection of `values` in `field`; `2010..2014` is a range, either end of which may be missing.
///
/// # Errors
/// `FieldUnknown`; `RequestInvalid` for a range that ends before it begins, and for what is no year where there are years.
pub(super) fn selection(context: &Context, field: &str, values: &[String]) -> Result<Selection> {
    let field = context.field(field)?;
    let wants_years = context.config.is_interval(&field);
    let mut tests = Vec::with_capacity(values.len());
    for value in values {
        let range = numeric_range(value);
        let shown = crate::content::Escaped(value);
        if let Some(ValueTest::Numbers(Some(low), Some(high))) = &range
            && low > high
        {
            let message = format!("{field} is selected from {low} to {high}; write the smaller number first");
            return Err(Error::new(ErrorKind::RequestInvalid, message));
        }
        if wants_years && range.is_none() && value.trim().parse::<i32>().is_err() {
            let message = format!("\"{shown}\" is no year; select {field} by a year or a range such as 2010..2014");
            return Err(Error::new(ErrorKind::RequestInvalid, message));
        }
        tests.push(range.unwrap_or_else(|| ValueTest::is(value)));
    }
    Ok(Selection { field, tests })
}

fn numeric_range(value: &str) -> Option<ValueTest> {
    let (low, high) = value.split_once("..")?;
    let bound = |text: &str| match text.trim() {
        "" => Some(None),
        text => text.parse().ok().filter(|number: &f64| number.is_finite()).map(Some),
    };
    let (low, high) = (bound(low)?, bound(high)?);
    (low.is_some() || high.is_some()).then_some(ValueTest::Numbers(low, high))
}

/// Reads a filter expression.
///
/// # Errors
/// `FilterInvalid` with the column, `FieldUnknown` with the column and the nearest field.
pub(super) fn predicate(context: &Context, filter: &str) -> Result<Predicate> {
    let filter =
        Filter::parse(filter).map_err(|error| Error::new(ErrorKind::FilterInvalid, format!("filter, {error}")))?;
    resolve(context, &filter)
}

fn resolve(context: &Context, filter: &Filter) -> Result<Predicate> {
    let all = |parts: &[Filter]| parts.iter().map(|part| resolve(context, part)).collect::<Result<_>>();
    let field = |name: &str, column: usize| {
        context.field(name).map_err(|error| Error::new(error.kind(), format!("filter, column {column}: {error}")))
    };
    Ok(match filter {
        Filter::And(parts) => Predicate::And(all(parts)?),
        Filter::Or(parts) => Predicate::Or(all(parts)?),
        Filter::Not(inner) => Predicate::Not(Box::new(resolve(context, inner)?)),
        Filter::Exists { field: name, column } => Predicate::Exists(field(name, *column)?),
        Filter::OneOf { field: name, column, values } => {
            let tests = values.iter().map(|value| ValueTest::is(value)).collect();
            Predicate::Holds(Selection { field: field(name, *column)?, tests })
        }
        Filter::Compare { field: name, column, comparison, value, value_column } => Predicate::Holds(Selection {
            field: field(name, *column)?,
            tests: compare(*comparison, value, *value_column)?,
        }),
        Filter::Between { field: name, column, low, high, value_column } => {
            let (low, high) = (Bound::parse(low, *value_column)?, Bound::parse(high, *value_column)?);
            if low.number.is_some() != high.number.is_some() && low.dates.is_some() != high.dates.is_some() {
                let message = format!("filter, column {value_column}: a range needs two numbers or two dates");
                return Err(Error::new(ErrorKind::FilterInvalid, message));
            }
            if low.number.zip(high.number).is_some_and(|(low, high)| low > high) {
                let message = format!("filter, column {value_column}: the range ends before it begins");
                return Err(Error::new(ErrorKind::FilterInvalid, message));
            }
            let dates = ValueTest::Dates(low.dates.map(|(first, _)| first), high.dates.map(|(_, end)| end));
            let tests = tests(ValueTest::Numbers(low.number, high.number), low.number.and(high.number), dates);
            Predicate::Holds(Selection { field: field(name, *column)?, tests })
        }
    })
}

/// A number, a date, or both: `2014` is the number and the year.
struct Bound {
    number: Option<f64>,
    /// Unix seconds of its beginning and of what comes after it.
    dates: Option<(i64, i64)>,
}

impl Bound {
    fn parse(value: &str, column: usize) -> Result<Self> {
        let number: Option<f64> = value.parse().ok().filter(|number: &f64| number.is_finite());
        let start = |text: &str| Date::parse(text).map(Date::unix_seconds);
        let dates = if value.len() == 4 && number.is_some() {
            let next = value.parse().map_or(0, |year: i32| year + 1);
            start(&format!("{value}-01-01")).zip(start(&format!("{next:04}-01-01")))
        } else {
            let length = if value.trim().len() == 10 { DAY_SECONDS } else { 1 };
            start(value).map(|at| (at, at + length))
        };
        if number.is_none() && dates.is_none() {
            let message = format!(
                "filter, column {column}: \"{}\" is neither a number nor a date",
                crate::content::Escaped(value)
            );
            return Err(Error::new(ErrorKind::FilterInvalid, message));
        }
        Ok(Self { number, dates })
    }
}

fn compare(comparison: Comparison, value: &str, column: usize) -> Result<Vec<ValueTest>> {
    if comparison == Comparison::Equal {
        return Ok(vec![ValueTest::is(value)]);
    }
    let bound = Bound::parse(value, column)?;
    let (first, end) = bound.dates.unzip();
    let number = bound.number;
    let (numbers, dates) = match comparison {
        Comparison::Less => (ValueTest::Beyond(number.unwrap_or(0.0), false), ValueTest::Dates(None, first)),
        Comparison::LessOrEqual => (ValueTest::Numbers(None, number), ValueTest::Dates(None, end)),
        Comparison::Greater => (ValueTest::Beyond(number.unwrap_or(0.0), true), ValueTest::Dates(end, None)),
        Comparison::GreaterOrEqual | Comparison::Equal => {
            (ValueTest::Numbers(number, None), ValueTest::Dates(first, None))
        }
    };
    Ok(tests(numbers, number, dates))
}

/// The tests that have bounds.
fn tests(numbers: ValueTest, number: Option<f64>, dates: ValueTest) -> Vec<ValueTest> {
    let mut tests = Vec::new();
    tests.extend(number.map(|_| numbers));
    if dates != ValueTest::Dates(None, None) {
        tests.push(dates);
    }
    tests
}
