//! What a caller gets.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

use super::{Factor, FromField};
use crate::content::FieldValue;
pub use crate::engine::{FacetCounts, Raised, Tier, ValueCount};
use crate::highlight::Marked;

/// The answer to a [`Request`](super::Request).
///
/// All of it speaks of one committed state of the index, `generation`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Results {
    /// The query as given, into which [`Term::range`] points.
    pub query: String,
    /// The tier that `total` and the facets count.
    pub tier: Tier,
    /// Pages of that tier that pass the selections and the filter: exact, unless `timed_out`. Not cut by limit and
    /// offset.
    pub total: u64,
    /// Pages that miss some words and pass the selections and the filter, where the full tier is counted; else 0.
    /// Exact, unless `timed_out`. By relevance they are listed after the `total` pages of the full tier.
    pub partial_total: u64,
    /// Wall time of the search, from the call to the answer.
    pub took: Duration,
    /// The deadline passed or the search was cancelled: counts, tier and fates speak of the part that was looked at.
    pub timed_out: bool,
    /// The committed state of the index that answered; grows with each commit.
    pub generation: u64,
    /// The hits in the order asked for, at most the limit; empty past the last one. By relevance the full tier comes
    /// first, then the partial; ties are broken by date, newest first, then id.
    pub hits: Vec<Hit>,
    /// The counts, one entry a facet, in the order of the request, else of
    /// [`Index::facet_names`](crate::Index::facet_names). Empty when none were asked for.
    pub facets: Vec<FacetCounts>,
    /// Every word and phrase of the query, once, in order, and what became of it. Empty for a query without words.
    pub terms: Vec<Term>,
    /// A better spelling of the whole query, made of words of the collection; only where no word was corrected and the
    /// other spelling finds more pages.
    pub did_you_mean: Option<String>,
}

/// A page that matched, ready to be shown.
///
/// Text is as it stands in the page, unescaped, but for [`Marked::html`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Hit {
    /// The page id: for a file its path below the root, `/`-separated.
    pub id: String,
    /// Where the page is read: http(s) or site-relative, never another scheme.
    pub url: String,
    /// The page's language, a lower-case BCP 47 tag; the collection's where the page names none.
    pub lang: String,
    /// True for a page written from right to left.
    pub rtl: bool,
    /// The relevance, 0 or more, rounded to 1e-5; comparable within one answer only. 0 for a query without words.
    pub score: f64,
    /// Why the page stands before others whatever their scores, if it does.
    pub raised: Option<Raised>,
    /// How the score came about; `None` unless the request asked.
    pub explanation: Option<Factor>,
    /// The words and phrases of the query the page does not hold, as typed, in order; alternatives as `a OR b`. Empty
    /// for a page of the full tier. Words that were not searched are not among them.
    pub missing: Vec<String>,
    /// The whole title, with what matched in it; never cut.
    pub title: Marked,
    /// The best passages of the text, best first, at most as many as were asked for; one with the summary, the section
    /// under a matching heading, or the beginning of the page where nothing matched in its text. Empty for a page
    /// without text.
    pub snippets: Vec<Snippet>,
    /// The page's fields, those asked for, by canonical name (lower case, `_` between words). Values of facets are
    /// spelt as their facet shows them.
    pub fields: BTreeMap<String, FieldValue>,
}

impl Hit {
    /// Reads a field as a Rust type; `None` where the page has no such field or its value has another shape.
    ///
    /// | type | what it takes |
    /// |---|---|
    /// | `String` | the first value as text; of years the first |
    /// | `Vec<String>` | every value as text, one of a scalar too; of years the bounds |
    /// | `f64`, `i64` | a number, the first of several; `i64` only one without a fraction |
    /// | `bool` | a truth value |
    /// | [`Date`](crate::content::Date) | a date |
    /// | `(i32, Option<i32>)` | an interval of years, both included; `None` is open |
    /// | [`FieldValue`] | anything, as it is |
    ///
    /// `field` is the canonical name: lower case, `_` between words. Implement [`FromField`] for types of your own.
    pub fn get<T: FromField>(&self, field: &str) -> Option<T> {
        self.fields.get(field).and_then(T::from_field)
    }
}

/// A passage of a hit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Snippet {
    /// The passage, on one line, `…` where it was cut; at most `snippet_chars` Unicode scalar values. Ranges are bytes
    /// of this text; none in the beginning of a page nothing matched in.
    pub text: Marked,
    /// The section it stands in; `None` for the summary.
    pub section: Option<SectionLink>,
}

/// The section a snippet stands in, to link to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct SectionLink {
    /// The heading; empty before the first heading.
    pub heading: String,
    /// The fragment without `#`; empty before the first heading.
    pub anchor: String,
    /// The page's URL with the fragment, where there is one.
    pub url: String,
}

/// A word or phrase of the query and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Term {
    /// As typed, without quotes, sign and field name.
    pub text: String,
    /// Its bytes in [`Results::query`]: where `text` stands. Ranges ascend and are disjoint.
    pub range: Range<usize>,
    /// What became of it.
    pub fate: Fate,
    /// The other spellings and synonyms it was searched by too, likeliest first; empty for a word no page holds in any
    /// form. A word that is [`Fate::Matched`] may have some: few pages hold it as typed.
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
    /// No page holds it so: it was searched in other spellings.
    Corrected,
    /// No page holds it so: pages hold it split or joined, or a synonym.
    Expanded,
    /// No page holds it in any form.
    NotFound,
    /// Too common to tell anything, and not searched. Words in quotes never are, nor is any where all words of the query
    /// would be.
    StopWord,
    /// Pages that hold it were taken out.
    Excluded,
    /// Not searched: it is past the 128th word, or the query has more than 32 and rarer ones tell more.
    IgnoredTooMany,
    /// Not searched: it is past the 16th word of its phrase.
    IgnoredTooLong,
}

impl Fate {
    /// Returns the name on the wire, `not_found` say; the two ignored fates share `ignored`.
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

    /// Returns why an ignored word was ignored, `too_many` or `too_long`; `None` for every other fate.
    pub fn reason(self) -> Option<&'static str> {
        match self {
            Self::IgnoredTooMany => Some("too_many"),
            Self::IgnoredTooLong => Some("too_long"),
            _ => None,
        }
    }
}
