//! What a caller gets.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

use super::FromField;
use crate::content::FieldValue;
pub use crate::engine::{FacetCounts, Tier, ValueCount};
use crate::highlight::Marked;

/// The answer to a [`super::Request`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Results {
    /// The query as given.
    pub query: String,
    /// The tier that `total` and the facets count.
    pub tier: Tier,
    /// Pages of that tier that pass the selections and the filter: exact.
    pub total: u64,
    /// Pages that miss some words, where the full tier is counted: exact.
    pub partial_total: u64,
    /// What the search took.
    pub took: Duration,
    /// The deadline passed or the search was cancelled: counts, tier and fates speak of the part that was looked at.
    pub timed_out: bool,
    /// The state of the index that answered.
    pub generation: u64,
    /// The hits, best first.
    pub hits: Vec<Hit>,
    /// The counts, one entry a facet, in the order of the request or of the settings.
    pub facets: Vec<FacetCounts>,
    /// Every word of the query, once, in order, and what became of it.
    pub terms: Vec<Term>,
    /// A better spelling of the whole query, where one finds more.
    pub did_you_mean: Option<String>,
}

/// A page that matched.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Hit {
    /// The page id.
    pub id: String,
    /// Where the page is read.
    pub url: String,
    /// The page's language tag; the collection's where the page names none.
    pub lang: String,
    /// True for a page written from right to left.
    pub rtl: bool,
    /// Rounded to 1e-5; comparable within one answer only.
    pub score: f64,
    /// The words of the query the page does not hold, as typed.
    pub missing: Vec<String>,
    /// The title, with what matched in it.
    pub title: Marked,
    /// The best passages; the beginning of the page where nothing matched in its text.
    pub snippets: Vec<Snippet>,
    /// The page's fields, those asked for.
    pub fields: BTreeMap<String, FieldValue>,
}

impl Hit {
    /// Reads a field as a Rust type; `None` where the page has no such field or its value has another shape.
    ///
    /// `String` takes the first value, `Vec<String>` all of them, `f64` and `i64` a number, `(i32, Option<i32>)` an
    /// interval of years.
    pub fn get<T: FromField>(&self, field: &str) -> Option<T> {
        self.fields.get(field).and_then(T::from_field)
    }
}

/// A passage of a hit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Snippet {
    /// The passage, `…` where it was cut.
    pub text: Marked,
    /// The section it stands in; `None` for the summary.
    pub section: Option<SectionLink>,
}

/// The section of a snippet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct SectionLink {
    /// The heading; empty before the first heading.
    pub heading: String,
    /// The fragment without `#`; empty before the first heading.
    pub anchor: String,
    /// The page's URL with the fragment.
    pub url: String,
}

/// A word or phrase of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Term {
    /// As typed, without quotes.
    pub text: String,
    /// Its bytes in the query.
    pub range: Range<usize>,
    /// What became of it.
    pub fate: Fate,
    /// The terms it became, for `Corrected` and `Expanded`.
    pub to: Vec<String>,
}

/// What became of a word of the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fate {
    /// It, or a form with its stem, stands in the collection.
    Matched,
    /// It was searched as the beginning of words.
    Prefix,
    /// It was searched in another spelling.
    Corrected,
    /// It was searched by a synonym, split or joined.
    Expanded,
    /// No page holds it in any form.
    NotFound,
    /// Too common to tell anything; not searched.
    StopWord,
    /// Pages that hold it were taken out.
    Excluded,
    /// Not searched: the query has more words than the limit.
    IgnoredTooMany,
    /// Not searched: the phrase has more words than the limit.
    IgnoredTooLong,
}

impl Fate {
    /// The name on the wire; the two ignored fates share `ignored`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Matched => "matched",
            Self::Prefix => "prefix",
            Self::Corrected => "corrected",
            Self::Expanded => "expanded",
            Self::NotFound => "not_found",
            Self::StopWord => "stop_word",
            Self::Excluded => "excluded",
            Self::IgnoredTooMany | Self::IgnoredTooLong => "ignored",
        }
    }

    /// Why an ignored word was ignored: `too_many` or `too_long`.
    pub fn reason(self) -> Option<&'static str> {
        match self {
            Self::IgnoredTooMany => Some("too_many"),
            Self::IgnoredTooLong => Some("too_long"),
            _ => None,
        }
    }
}
