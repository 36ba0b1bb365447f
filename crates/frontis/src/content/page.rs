//! What a file becomes: a [`Page`] with typed fields and sections of clean text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Date;

/// One source file, read: what search, snippets and the reading view work from.
///
/// All text is clean: no markup, no link targets, no tags; entities are decoded. A page made by a program
/// ([`Page::builder`]) is no different from one read from a file ([`Page::from_markdown`]).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Page {
    /// The page's id, unique in its collection: the path relative to the root, `/`-separated, exactly as on disk.
    pub id: String,
    /// Where the page is read: http(s) or site-relative, never another scheme.
    pub url: String,
    /// The front matter title, else the first heading, else the file stem in words. Never empty for a file.
    pub title: String,
    /// The front matter summary, description or excerpt; `None` where there is none.
    pub summary: Option<String>,
    /// The language named by the front matter, a lower-case BCP 47 tag such as `en` or `fr-ca`.
    pub lang: Option<String>,
    /// The publication date; breaks ties and is sorted by, newest first; `None` comes last.
    pub date: Option<Date>,
    /// The score of the page is multiplied by it: `search: { boost: 2 }`, 0.1 to 10; `None` is 1.
    pub boost: Option<f64>,
    /// Other names the page is found by, as by its title: `search: { aliases: [FAQ] }`.
    pub aliases: Vec<String>,
    /// The named values of the front matter, by canonical name (lower case, `_` between words). Title and summary are
    /// not among them; the date is.
    pub fields: BTreeMap<String, FieldValue>,
    /// The text in order; the part before the first heading has an empty heading and level 0.
    pub sections: Vec<Section>,
}

/// A heading and the text under it, up to the next heading of any level.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Section {
    /// The heading's clean text; empty for the text before the first heading.
    pub heading: String,
    /// 1 to 6, and 0 for the text before the first heading.
    pub level: u8,
    /// The fragment that links to the heading, without `#`; unique within the page; empty at level 0.
    pub anchor: String,
    /// Clean text; paragraphs, list items, cells and code blocks are parted by `\n`.
    pub text: String,
}

/// One named value of a page, of the kind the front matter gave it.
///
/// Made by `From` of `&str`, `String`, `f64`, `i64`, `i32`, `bool`, [`Date`] and `Vec`s of them; read as a Rust type by
/// [`FromField`](crate::search::FromField). `&str` and `String` become one line: runs of white space are one space.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum FieldValue {
    /// One text, on one line.
    Text(String),
    /// One number. Whole numbers past 2^53 lose digits.
    Number(f64),
    /// A truth value.
    Bool(bool),
    /// A calendar date.
    Date(Date),
    /// Several values, in the order written; never holds `List` or `Years`.
    List(Vec<FieldValue>),
    /// The years a page is about, bounds included; `end: None` is open.
    Years {
        /// First year, 1000 to 2999.
        start: i32,
        /// Last year, 1000 to 2999; `None` while it goes on. Before `start` only where the front matter says so.
        end: Option<i32>,
    },
}

impl Page {
    /// Returns the values of `field` as texts, the way facets and filters see them.
    ///
    /// Numbers print without trailing zeros, dates as `YYYY-MM-DD`, truth values as `true` and `false`. `Years`
    /// yields every year of the interval (`this_year` ends an open one); an interval of more than 100 years, or one
    /// that ends before it starts, yields its end points only. Empty when the page has no such field.
    pub fn values(&self, field: &str, this_year: i32) -> Vec<String> {
        let mut values = Vec::new();
        if let Some(value) = self.fields.get(field) {
            value.push_texts(this_year, &mut values);
        }
        values
    }
}

impl FieldValue {
    /// Appends this value's texts to `out`; see [`Page::values`].
    pub(crate) fn push_texts(&self, this_year: i32, out: &mut Vec<String>) {
        match self {
            Self::Text(text) => out.push(text.clone()),
            Self::Number(number) => out.push(number.to_string()),
            Self::Bool(value) => out.push(value.to_string()),
            Self::Date(date) => out.push(date.to_string()),
            Self::List(items) => items.iter().for_each(|item| item.push_texts(this_year, out)),
            Self::Years { start, end } => push_years(*start, *end, this_year, out),
        }
    }
}

/// An interval of more years than this is counted at its end points only.
pub(super) const MOST_YEARS: i32 = 100;

fn push_years(start: i32, end: Option<i32>, this_year: i32, out: &mut Vec<String>) {
    let last = end.unwrap_or(this_year.max(start));
    if last < start || last - start > MOST_YEARS {
        out.extend([start.to_string(), last.to_string()]);
    } else {
        out.extend((start..=last).map(|year| year.to_string()));
    }
}
