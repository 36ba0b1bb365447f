//! Any string is a filter, or an error that names a column of it; what is read and printed reads and prints alike. Not
//! for what a filter lets pass, which is the target `search`.
#![no_main]

use frontis::query::{Comparison, Filter};
use libfuzzer_sys::fuzz_target;

/// The longest filter that is read, in bytes.
const MAX_BYTES: usize = 4_096;

fuzz_target!(|text: &str| match Filter::parse(text) {
    Ok(filter) => {
        let printed = print(&filter, 0);
        // Every text is printed in quotes, which can make it longer than a filter may be.
        if printed.len() <= MAX_BYTES {
            assert_eq!(Filter::parse(&printed).map(|again| print(&again, 0)), Ok(printed));
        }
    }
    Err(error) => assert!((1..=text.chars().count() + 1).contains(&error.column), "{error}"),
});

/// Writes a filter with parentheses where they are needed and nowhere else, since few levels of them are read. A part
/// that binds less than `binding` (0 `OR`, 1 `AND`, 2 `NOT`, 3 a test) needs them.
fn print(filter: &Filter, binding: u8) -> String {
    let join = |parts: &[Filter], own: u8, word: &str| {
        parts.iter().map(|part| print(part, own + 1)).collect::<Vec<_>>().join(word)
    };
    let (own, text) = match filter {
        Filter::Or(parts) => (0, join(parts, 0, " OR ")),
        Filter::And(parts) => (1, join(parts, 1, " AND ")),
        Filter::Not(inner) => match inner.as_ref() {
            // What `NOT` may stand before, so that it takes no parentheses that were not there.
            Filter::Compare { field, comparison: Comparison::Equal, value, .. } => (3, compare(field, "!=", value)),
            inner => (2, format!("NOT {}", print(inner, 3))),
        },
        Filter::Exists { field, .. } => (3, format!("{} EXISTS", quote(field))),
        Filter::Compare { field, comparison, value, .. } => (3, compare(field, sign(*comparison), value)),
        Filter::OneOf { field, values, .. } => {
            let values: Vec<_> = values.iter().map(|value| quote(value)).collect();
            (3, format!("{} IN [{}]", quote(field), values.join(", ")))
        }
        Filter::Between { field, low, high, .. } => (3, format!("{} IN {}..{}", quote(field), quote(low), quote(high))),
    };
    if own < binding { format!("({text})") } else { text }
}

fn compare(field: &str, sign: &str, value: &str) -> String {
    format!("{} {sign} {}", quote(field), quote(value))
}

fn sign(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "=",
        Comparison::Less => "<",
        Comparison::LessOrEqual => "<=",
        Comparison::Greater => ">",
        Comparison::GreaterOrEqual => ">=",
    }
}

/// No text that was read holds both quotes: in one of them stands nothing but the other, and in a bare one stands none.
fn quote(text: &str) -> String {
    let quote = if text.contains('"') { '\'' } else { '"' };
    format!("{quote}{text}{quote}")
}
