//! Some years in a row, as a selection of an interval field spells them: `2010..2014`, `2010..`, `..2014`, `2010`.

use std::fmt;

/// From a year to a year, both included; an end that is `None` is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Span {
    pub(super) from: Option<i32>,
    pub(super) to: Option<i32>,
}

impl Span {
    /// Ends in whichever order.
    pub(super) fn between(from: Option<i32>, to: Option<i32>) -> Self {
        match (from, to) {
            (Some(one), Some(other)) => Self { from: Some(one.min(other)), to: Some(one.max(other)) },
            _ => Self { from, to },
        }
    }

    /// The span of one selected value; `None` for what is spelt otherwise.
    pub(super) fn parse(value: &str) -> Option<Self> {
        let end = |text: &str| match text.trim() {
            "" => Some(None),
            text => text.parse().ok().map(Some),
        };
        let span = match value.split_once("..") {
            Some((from, to)) => Self { from: end(from)?, to: end(to)? },
            None => end(value).map(|year| Self { from: year, to: year })?,
        };
        (span != Self::default()).then_some(span)
    }

    /// True when a year of `first..=last` lies in it.
    pub(super) fn meets(self, first: i32, last: i32) -> bool {
        self.from.is_none_or(|from| from <= last) && self.to.is_none_or(|to| first <= to)
    }

    /// As people read it.
    pub(super) fn words(self) -> String {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => from.to_string(),
            (Some(from), Some(to)) => format!("{from}–{to}"),
            (Some(from), None) => format!("{from} or later"),
            (None, Some(to)) => format!("{to} or earlier"),
            (None, None) => "any year".to_owned(),
        }
    }
}

/// As a URL has it.
impl fmt::Display for Span {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |year: Option<i32>| year.map_or_else(String::new, |year| year.to_string());
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(out, "{from}"),
            (from, to) => write!(out, "{}..{}", end(from), end(to)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_and_written_as_urls_have_them() {
        for (value, words) in
            [("2010..2014", "2010–2014"), ("2010..", "2010 or later"), ("..2014", "2014 or earlier"), ("2010", "2010")]
        {
            let span = Span::parse(value).unwrap();
            assert_eq!((span.to_string().as_str(), span.words().as_str()), (value, words));
        }
        assert_eq!(Span::parse("2010..2010").unwrap().to_string(), "2010");
        assert_eq!(["", "..", "2010..x", "1e3", "a"].map(Span::parse), [None; 5]);
    }

    #[test]
    fn a_span_meets_the_years_it_shares() {
        let span = Span::between(Some(2014), Some(2010));
        assert!(span.meets(2014, 2020) && span.meets(2000, 2010) && span.meets(2012, 2012));
        assert!(!span.meets(2015, 2020) && !span.meets(2000, 2009));
        assert!(Span { from: None, to: Some(5) }.meets(1, 1) && !Span { from: Some(5), to: None }.meets(1, 4));
    }
}
