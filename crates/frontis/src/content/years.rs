//! The years a page is about, from its first and its last year.

use super::Date;
use super::diagnostic::Code;
use super::fields::Entries;
use super::page::{FieldValue, MOST_YEARS};
use super::raw::Raw;

/// What is wrong with a page's years: which key, and in which words.
#[derive(Debug, PartialEq)]
pub(super) struct Problem {
    pub(super) code: Code,
    /// The key as written.
    pub(super) key: String,
    pub(super) message: String,
}

/// Words for an end that has not come.
const ONGOING: &[&str] = &["present", "ongoing", "current", "now", "today", "tbd", "-"];

/// The interval from the first of `starts` to the first of `ends` the page has; both are field names.
///
/// No start: the end alone. No end: open. Neither: `published`, the year of the date, alone. A year that cannot be
/// read counts as not written, and the date stands in for none of the two.
pub(super) fn interval(
    entries: &Entries,
    (starts, ends): (&[String], &[String]),
    published: Option<i32>,
    problems: &mut Vec<Problem>,
) -> Option<FieldValue> {
    let find = |keys: &[String]| keys.iter().find_map(|key| entries.get(key));
    let (first, last) = (find(starts), find(ends));
    if first.is_none() && last.is_none() {
        return published.filter(is_in_range).map(|year| FieldValue::Years { start: year, end: Some(year) });
    }
    let mut read = |entry: Option<&super::fields::Entry>, is_end: bool| {
        let entry = entry?;
        match year(&entry.value, is_end) {
            Year::Of(year) => Some(year),
            Year::Open => None,
            Year::Unusable(seen) => {
                let message = format!("{:?} holds no year from 1000 to 2999: {seen:?}", entry.written);
                problems.push(Problem { code: Code::YearsUnusable, key: entry.written.clone(), message });
                None
            }
        }
    };
    let (start, end) = (read(first, false), read(last, true));
    let (start, end) = (start.or(end)?, end);
    let key = last.or(first).map(|entry| entry.written.clone()).unwrap_or_default();
    match end {
        Some(end) if end < start => {
            let message = format!("the last year, {end}, is before the first, {start}; only the two are counted");
            problems.push(Problem { code: Code::YearsUnusable, key, message });
        }
        Some(end) if end - start > MOST_YEARS => {
            let message = format!("{start} to {end} is more than {MOST_YEARS} years; only the two are counted");
            problems.push(Problem { code: Code::YearsTooMany, key, message });
        }
        _ => {}
    }
    Some(FieldValue::Years { start, end })
}

/// The year that a value names, as first or as last one: what makes it a number field.
pub(super) fn bound(raw: &Raw, is_end: bool) -> Option<i32> {
    match year(raw, is_end) {
        Year::Of(year) => Some(year),
        Year::Open | Year::Unusable(_) => None,
    }
}

enum Year {
    Of(i32),
    Open,
    Unusable(String),
}

fn year(raw: &Raw, is_end: bool) -> Year {
    let text = match raw {
        Raw::Number(number) if number.fract() == 0.0 && (1000.0..3000.0).contains(number) => {
            return Year::Of(*number as i32);
        }
        Raw::List(items) => {
            let items = || items.iter().filter(|item| !item.is_blank());
            return match if is_end { items().next_back() } else { items().next() } {
                Some(item) if !matches!(item, Raw::List(_)) => year(item, is_end),
                _ => Year::Unusable("a list".to_owned()),
            };
        }
        Raw::Map(_) => return Year::Unusable("a map".to_owned()),
        raw => raw.scalar().unwrap_or_default(),
    };
    let mut years = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let year = if is_end && Date::parse(&text).is_none() { years.next_back() } else { years.next() };
    match year.and_then(|digits| digits.parse().ok()).filter(is_in_range) {
        // A number has its own digits: 20145.5 and -2014 hold no year.
        Some(year) if !matches!(raw, Raw::Number(_)) => Year::Of(year),
        _ if is_end && ONGOING.contains(&text.trim().to_lowercase().as_str()) => Year::Open,
        _ => Year::Unusable(text.chars().take(40).collect()),
    }
}

fn is_in_range(year: &i32) -> bool {
    (1000..=2999).contains(year)
}

#[cfg(test)]
mod tests {
    use super::super::fields::Entry;
    use super::*;

    fn check(start: Raw, end: Raw, published: Option<i32>, expected: Option<(i32, Option<i32>)>, codes: &[Code]) {
        let entries = [("start", start), ("end", end)].into_iter().filter(|(_, value)| !value.is_blank());
        let entries: Entries =
            entries.map(|(key, value)| (key.to_owned(), Entry { written: key.to_owned(), value })).collect();
        let keys = (vec!["start".to_owned()], vec!["end".to_owned()]);
        let mut problems = Vec::new();
        let years = interval(&entries, (&keys.0, &keys.1), published, &mut problems);
        assert_eq!(years, expected.map(|(start, end)| FieldValue::Years { start, end }), "{entries:?}");
        assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), codes, "{entries:?}");
    }

    fn text(text: &str) -> Raw {
        Raw::Text(text.to_owned())
    }

    #[test]
    fn years_go_from_start_to_end() {
        let number = Raw::Number;
        check(number(2005.0), number(2012.0), Some(2016), Some((2005, Some(2012))), &[]);
        check(number(2005.0), Raw::Null, None, Some((2005, None)), &[]);
        check(Raw::Null, number(2012.0), None, Some((2012, Some(2012))), &[]);
        check(Raw::Null, Raw::Null, Some(2016), Some((2016, Some(2016))), &[]);
        check(Raw::Null, Raw::Null, None, None, &[]);
        check(text("2014-05-01"), text("March 2016"), None, Some((2014, Some(2016))), &[]);
        check(text("2019-12-31 23:00 -0500"), text("Present"), None, Some((2019, None)), &[]);
    }

    #[test]
    fn years_that_cannot_be_are_named() {
        let number = Raw::Number;
        check(number(2014.0), number(2010.0), None, Some((2014, Some(2010))), &[Code::YearsUnusable]);
        check(number(1200.0), number(2010.0), None, Some((1200, Some(2010))), &[Code::YearsTooMany]);
        check(number(999.0), number(2010.0), None, Some((2010, Some(2010))), &[Code::YearsUnusable]);
        check(number(20145.5), Raw::Null, Some(2016), None, &[Code::YearsUnusable]);
        check(text("soon"), text("later"), Some(2016), None, &[Code::YearsUnusable, Code::YearsUnusable]);
        check(text("201"), Raw::Bool(true), None, None, &[Code::YearsUnusable, Code::YearsUnusable]);
    }
}
