//! Says in words what an answer says in codes: how much was found, and what fields and values are called.

use frontis::FieldValue;
use frontis::search::{Results, Tier};

/// One line: how many pages, and which.
pub(crate) fn total(results: &Results) -> String {
    total_of(results.tier, results.total, results.partial_total, results.timed_out)
}

fn total_of(tier: Tier, total: u64, partial_total: u64, timed_out: bool) -> String {
    if timed_out {
        // What no page holds, and which pages hold every word, is not known then.
        return format!("The search ran out of time: at least {}", pages(total + partial_total));
    }
    let counted = if total == 0 { "No page".to_owned() } else { pages(total) };
    let some = |count| format!("{} {} some", grouped(count), if count == 1 { "holds" } else { "hold" });
    match tier {
        Tier::Full if partial_total == 0 => counted,
        Tier::Full if total == 0 => format!("No page within the filters holds every word; {}", some(partial_total)),
        Tier::Full => format!("{counted} with every word; {}", some(partial_total)),
        Tier::Partial if total == 0 => counted,
        Tier::Partial => format!("No page holds every word; {}", some(total)),
        Tier::Any => format!("{counted} with at least one of the words"),
    }
}

/// `1 page`, `4,056 pages`.
pub(super) fn pages(count: u64) -> String {
    if count == 1 { "1 page".to_owned() } else { format!("{} pages", grouped(count)) }
}

/// Digits in groups of three.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A field's name for people: `eastern_europe` is `Eastern europe`; `years` counts the pages active in each year.
pub(super) fn label(field: &str) -> String {
    if field == "years" {
        return "Active in".to_owned();
    }
    let words = field.replace(['_', '-'], " ");
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The name of a hit's field for people: its years are its own, not those in which pages are active.
pub(super) fn field_label(field: &str) -> String {
    if field == "years" { "Years".to_owned() } else { label(field) }
}

/// The values of a field on one line, at most `most` of a list.
pub(super) fn value(value: &FieldValue, most: usize) -> String {
    match value {
        FieldValue::Text(text) => text.clone(),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::Bool(true) => "yes".to_owned(),
        FieldValue::Bool(false) => "no".to_owned(),
        FieldValue::Date(date) => date.to_string(),
        FieldValue::Years { start, end: None } => format!("since {start}"),
        FieldValue::Years { start, end: Some(end) } if start == end => start.to_string(),
        FieldValue::Years { start, end: Some(end) } => format!("{start}–{end}"),
        FieldValue::List(items) => {
            let mut texts: Vec<_> = items.iter().take(most).map(|item| self::value(item, most)).collect();
            if items.len() > most {
                texts.push(format!("{} more", items.len() - most));
            }
            texts.join(", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_say_which_pages_they_count() {
        let check = |tier, total, partial_total, text| assert_eq!(total_of(tier, total, partial_total, false), text);
        check(Tier::Full, 42, 0, "42 pages");
        check(Tier::Full, 42, 1300, "42 pages with every word; 1,300 hold some");
        check(Tier::Full, 0, 3, "No page within the filters holds every word; 3 hold some");
        check(Tier::Partial, 130, 0, "No page holds every word; 130 hold some");
        check(Tier::Partial, 1, 0, "No page holds every word; 1 holds some");
        check(Tier::Partial, 0, 0, "No page");
        check(Tier::Any, 1, 0, "1 page with at least one of the words");
        assert_eq!(total_of(Tier::Full, 5, 0, true), "The search ran out of time: at least 5 pages");
        assert_eq!(total_of(Tier::Partial, 0, 0, true), "The search ran out of time: at least 0 pages");
    }

    #[test]
    fn numbers_are_grouped_and_counted() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!((pages(1), pages(4056)), ("1 page".to_owned(), "4,056 pages".to_owned()));
    }

    #[test]
    fn fields_and_values_read_as_words() {
        assert_eq!(
            (label("funding_source"), label("years"), label("")),
            ("Funding source".into(), "Active in".into(), String::new())
        );
        assert_eq!(value(&FieldValue::Years { start: 2005, end: None }, 3), "since 2005");
        let items = ["a", "b", "c", "d"].map(|text| FieldValue::Text(text.to_owned())).to_vec();
        assert_eq!(value(&FieldValue::List(items), 2), "a, b, 2 more");
    }
}
