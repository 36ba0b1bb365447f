//! Reading a field as a Rust type.

use crate::content::{Date, FieldValue};

/// A type a field's value can be read as; see [`super::Hit::get`].
///
/// Implement it for your own types, on top of the ones given here:
///
/// ```
/// use frontis::FieldValue;
/// use frontis::search::FromField;
///
/// struct Percent(f64);
///
/// impl FromField for Percent {
///     fn from_field(value: &FieldValue) -> Option<Self> {
///         String::from_field(value)?.strip_suffix('%')?.trim().parse().ok().map(Self)
///     }
/// }
///
/// let read = Percent::from_field(&FieldValue::from("12.5 %"));
/// assert_eq!(read.map(|percent| percent.0), Some(12.5));
/// ```
pub trait FromField: Sized {
    /// Reads `value`; `None` when it has another shape. Never panics; a page may hold anything.
    fn from_field(value: &FieldValue) -> Option<Self>;
}

impl FromField for String {
    fn from_field(value: &FieldValue) -> Option<Self> {
        Vec::<Self>::from_field(value)?.into_iter().next()
    }
}

impl FromField for Vec<String> {
    /// Every value as text; an interval of years is its bounds.
    fn from_field(value: &FieldValue) -> Option<Self> {
        let mut texts = Vec::new();
        match value {
            FieldValue::Years { start, end } => {
                texts.push(start.to_string());
                texts.extend(end.map(|end| end.to_string()));
            }
            _ => value.push_texts(0, &mut texts),
        }
        Some(texts)
    }
}

impl FromField for f64 {
    fn from_field(value: &FieldValue) -> Option<Self> {
        match value {
            FieldValue::Number(number) => Some(*number),
            FieldValue::List(items) => items.first().and_then(Self::from_field),
            _ => None,
        }
    }
}

impl FromField for i64 {
    /// A number without a fraction.
    fn from_field(value: &FieldValue) -> Option<Self> {
        let number = f64::from_field(value)?;
        let whole = number as i64;
        (whole as f64 == number).then_some(whole)
    }
}

impl FromField for bool {
    fn from_field(value: &FieldValue) -> Option<Self> {
        match value {
            FieldValue::Bool(value) => Some(*value),
            _ => None,
        }
    }
}

impl FromField for Date {
    fn from_field(value: &FieldValue) -> Option<Self> {
        match value {
            FieldValue::Date(date) => Some(*date),
            _ => None,
        }
    }
}

impl FromField for (i32, Option<i32>) {
    /// An interval of years.
    fn from_field(value: &FieldValue) -> Option<Self> {
        match value {
            FieldValue::Years { start, end } => Some((*start, *end)),
            _ => None,
        }
    }
}

impl FromField for FieldValue {
    fn from_field(value: &FieldValue) -> Option<Self> {
        Some(value.clone())
    }
}
