//! What an engine is asked.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use super::TextField;
use crate::content::Date;
use crate::text::fold_value;

/// A search, with every decision about language and spelling taken.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The query's positive words and phrases, at most [`super::MAX_SLOTS`].
    pub slots: Vec<Slot>,
    /// What no page of the answer may match.
    pub excluded: Vec<Atom>,
    /// Which pages are candidates, and how they fall into tiers.
    pub matching: Match,
    /// How much an occurrence in each text field counts.
    pub weights: Weights,
    /// The query as typed: pages whose title or a heading it names are raised. `None` raises none.
    pub name: Option<String>,
    /// What the name may have been meant to be, likeliest first: pages of such a title that match every slot are raised
    /// after those.
    pub near_names: Vec<String>,
    /// Ids of pages to be raised before all others, in this order; ids of no page are passed over.
    pub pins: Vec<String>,
    /// What scores are multiplied by.
    pub boosts: Vec<Boost>,
    /// What words' standing close together adds to a score is at most this share of what the words give; 0 adds nothing.
    pub proximity: f64,
    /// Chosen facet values; fields are ANDed.
    pub selections: Vec<Selection>,
    /// Further conditions.
    pub filter: Option<Predicate>,
    /// The order of hits.
    pub sort: Sort,
    /// The fields to count.
    pub facets: Vec<FacetPlan>,
    /// Hits to pass over.
    pub offset: usize,
    /// Hits to return after those.
    pub limit: usize,
    /// Answers [`super::Outcome::explanations`] too.
    pub explain: bool,
    /// When to give up.
    pub budget: Budget,
}

/// One word or phrase of a query, or several parted by `OR`.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// The slot matches where one of these does.
    pub atoms: Vec<Atom>,
}

/// A word in all its forms, or a phrase, in some text fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Atom {
    /// Where it may stand; without repeats, in the order of [`TextField::ALL`].
    pub fields: Vec<TextField>,
    /// What must stand there.
    pub matcher: Matcher,
}

/// What an [`Atom`] matches.
#[derive(Debug, Clone, PartialEq)]
pub enum Matcher {
    /// Any of these forms.
    Word(Vec<Form>),
    /// Words one after the other.
    Phrase(Phrase),
}

/// One form of each part, at consecutive positions of one text.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    /// The forms of each word; the weights of theirs do not count. At least two parts.
    pub parts: Vec<Vec<Form>>,
    /// What an occurrence is worth, from 0 (exclusive) to 1.
    pub weight: f64,
}

/// A set of terms and what an occurrence of one is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// The terms covered.
    pub kind: FormKind,
    /// From 0 (exclusive) to 1.
    pub weight: f64,
}

/// The terms a [`Form`] covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormKind {
    /// This term.
    Term(String),
    /// Every term that begins so.
    Prefix(String),
}

impl FormKind {
    /// Returns true when the form covers `term`.
    pub fn covers(&self, term: &str) -> bool {
        match self {
            Self::Term(own) => own == term,
            Self::Prefix(prefix) => term.starts_with(prefix.as_str()),
        }
    }
}

/// Which pages are candidates, and how they fall into tiers.
///
/// Words that are not searched (stop words, ignored ones) count for no tier. A query without a positive word matches
/// every page under each of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Match {
    /// Pages with every word first, then those that miss some. Counted are the first, or the others when there is none.
    #[default]
    Auto,
    /// Pages with every word, and no others.
    All,
    /// Pages with at least one word, in one tier: by score alone, and all are counted.
    Any,
}

/// The weight of an occurrence in each text field, indexed by [`TextField::index`]; each at least 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights(pub [f64; TextField::COUNT]);

impl Default for Weights {
    fn default() -> Self {
        Self([3.0, 2.0, 1.5, 1.0, 1.0])
    }
}

/// A factor of a page's score, 1 or more, made of one of its values.
#[derive(Debug, Clone, PartialEq)]
pub struct Boost {
    /// The field looked at; `date` is [`super::Document::date`].
    pub field: String,
    /// How the factor is made.
    pub kind: BoostKind,
    /// The factor is at most 1 more than this.
    pub strength: f64,
}

/// How a [`Boost`] makes its factor of a page's values; a page without a value that can be read has the factor 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum BoostKind {
    /// `1 + strength · 2^(−age / half-life)`, of the newest date; a date to come has the age 0.
    Recency {
        /// Unix seconds that ages are counted to.
        now: i64,
        /// After so many seconds, what is added to 1 is half. More than 0.
        half_life: f64,
    },
    /// `1 + strength · n / (n + pivot)`, of the greatest number `n`; below 0 counts as 0.
    Number {
        /// The number for which half the strength is added. More than 0.
        pivot: f64,
    },
}

impl Boost {
    /// Returns the factor for these values, given as spellings; for the field `date`, dates as Unix seconds go through
    /// [`Boost::of_date`].
    pub fn of_values<'a>(&self, spellings: impl Iterator<Item = &'a str>) -> f64 {
        match self.kind {
            BoostKind::Recency { .. } => {
                self.of_date(spellings.filter_map(|own| Date::parse(own).map(Date::unix_seconds)).max())
            }
            BoostKind::Number { pivot } => {
                let greatest = spellings.filter_map(number).max_by(f64::total_cmp).map_or(0.0, |n| n.max(0.0));
                1.0 + self.strength * greatest / (greatest + pivot)
            }
        }
    }

    /// Returns the factor for a date in Unix seconds; 1 for none, and where numbers are asked for.
    pub fn of_date(&self, date: Option<i64>) -> f64 {
        let (BoostKind::Recency { now, half_life }, Some(date)) = (self.kind, date) else { return 1.0 };
        let age = now.saturating_sub(date).max(0) as f64;
        1.0 + self.strength * (-age / half_life).exp2()
    }
}

/// Values of one field, any of which a page must hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Selection {
    /// The field.
    pub field: String,
    /// Its tests, ORed; at least one.
    pub tests: Vec<ValueTest>,
}

/// A test of one attribute value.
#[derive(Debug, Clone, PartialEq)]
pub enum ValueTest {
    /// The value has this key ([`fold_value`]).
    Is(String),
    /// The value is a number in these bounds, both included; `None` is open.
    Numbers(Option<f64>, Option<f64>),
    /// The value is a number below (`false`) or above (`true`) this one, itself excluded.
    Beyond(f64, bool),
    /// The value is a date in these bounds of Unix seconds, the first included, the second not; `None` is open.
    Dates(Option<i64>, Option<i64>),
}

impl ValueTest {
    /// Returns true for a value with this key and spelling.
    pub fn accepts(&self, key: &str, spelling: &str) -> bool {
        match self {
            Self::Is(own) => own == key,
            Self::Numbers(low, high) => {
                number(spelling).is_some_and(|n| low.is_none_or(|low| n >= low) && high.is_none_or(|high| n <= high))
            }
            Self::Beyond(bound, above) => {
                number(spelling).is_some_and(|n| if *above { n > *bound } else { n < *bound })
            }
            Self::Dates(low, high) => Date::parse(spelling)
                .map(Date::unix_seconds)
                .is_some_and(|at| low.is_none_or(|low| at >= low) && high.is_none_or(|high| at < high)),
        }
    }

    /// Makes the test for one value as a person writes it.
    pub fn is(value: &str) -> Self {
        Self::Is(fold_value(value))
    }
}

/// The number a value is, if it is one: `2014`, `-1.5`.
pub(crate) fn number(spelling: &str) -> Option<f64> {
    spelling.parse().ok().filter(|n: &f64| n.is_finite())
}

/// A condition on a page's attributes.
#[derive(Debug, Clone, PartialEq)]
pub enum Predicate {
    /// All hold.
    And(Vec<Predicate>),
    /// At least one holds.
    Or(Vec<Predicate>),
    /// It does not hold.
    Not(Box<Predicate>),
    /// The page has a value in this field.
    Exists(String),
    /// One of the page's values in this field passes one of the tests.
    Holds(Selection),
}

/// The order of hits; by relevance unless said otherwise. Ties are broken by date, newest first, then page id.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sort {
    /// What pages are compared by first.
    pub key: SortKey,
}

/// What pages are compared by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SortKey {
    /// Tier, then score, greatest first.
    #[default]
    Relevance,
    /// The date; pages without one come last either way.
    Date {
        /// Newest first.
        descending: bool,
    },
}

/// A field to count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetPlan {
    /// The field.
    pub field: String,
    /// The most values to return; selected ones are returned besides.
    pub limit: usize,
    /// Which values are kept, and their order.
    pub order: FacetOrder,
}

/// The order of a facet's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FacetOrder {
    /// Most pages first; ties by key.
    Count,
    /// Numbers by size, then everything else by key.
    Value,
}

/// When a search must give up; checked every few thousand postings.
#[derive(Debug, Clone, Default)]
pub struct Budget {
    /// The point in time after which the search returns what it has.
    pub deadline: Option<Instant>,
    /// Set by another thread to stop the search.
    pub cancel: Option<Arc<AtomicBool>>,
}

impl Budget {
    /// Returns true once the deadline has passed or the search was cancelled.
    pub fn is_spent(&self) -> bool {
        self.cancel.as_ref().is_some_and(|cancel| cancel.load(Ordering::Relaxed))
            || self.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }
}
