//! What a caller asks.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

pub use crate::engine::{Match, Sort, SortKey};

/// A search request: a query string and how to answer it. Built by chaining; `Request::from("clean water")` is enough.
///
/// ```
/// use frontis::Request;
///
/// let request = Request::new("clean water").select("regions", ["Asia and the Pacific"]).limit(5);
/// ```
#[derive(Debug, Clone)]
pub struct Request {
    pub(crate) query: String,
    pub(crate) selections: Vec<(String, Vec<String>)>,
    pub(crate) filter: Option<String>,
    pub(crate) facets: Option<Vec<String>>,
    pub(crate) facet_limit: usize,
    pub(crate) sort: Sort,
    pub(crate) matching: Match,
    pub(crate) limit: usize,
    pub(crate) offset: usize,
    pub(crate) snippets: usize,
    pub(crate) snippet_chars: usize,
    pub(crate) fields: Option<Vec<String>>,
    pub(crate) deadline: Option<Instant>,
    pub(crate) cancel: Option<Arc<AtomicBool>>,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            query: String::new(),
            selections: Vec::new(),
            filter: None,
            facets: None,
            facet_limit: 100,
            sort: Sort::default(),
            matching: Match::Auto,
            limit: 20,
            offset: 0,
            snippets: 1,
            snippet_chars: 200,
            fields: None,
            deadline: None,
            cancel: None,
        }
    }
}

impl From<&str> for Request {
    fn from(query: &str) -> Self {
        Self::new(query)
    }
}

impl From<&Request> for Request {
    fn from(request: &Request) -> Self {
        request.clone()
    }
}

impl Request {
    /// A request for `query` with every default: 20 hits, all facets, one snippet a hit.
    pub fn new(query: impl Into<String>) -> Self {
        Self { query: query.into(), ..Self::default() }
    }

    /// Keeps pages whose `field` holds one of `values`. Values of one field are ORed, fields are ANDed; further calls
    /// for one field add values. Case, accents and dashes do not count; `2010..2014` is a range of numbers, both ends
    /// included.
    #[must_use]
    pub fn select<V: Into<String>>(mut self, field: impl Into<String>, values: impl IntoIterator<Item = V>) -> Self {
        let field = field.into();
        let values = values.into_iter().map(Into::into);
        match self.selections.iter_mut().find(|(name, _)| *name == field) {
            Some((_, chosen)) => chosen.extend(values),
            None => self.selections.push((field, values.collect())),
        }
        self
    }

    /// Keeps pages that pass a filter expression: `regions = "Asia" AND NOT client = "World Bank"`.
    #[must_use]
    pub fn filter(mut self, filter: impl Into<String>) -> Self {
        self.filter = Some(filter.into());
        self
    }

    /// Counts these fields only; an empty list counts nothing. The default is every facet of the collection.
    #[must_use]
    pub fn facets<F: Into<String>>(mut self, fields: impl IntoIterator<Item = F>) -> Self {
        self.facets = Some(fields.into_iter().map(Into::into).collect());
        self
    }

    /// The most values counted per facet, 0 to 1,000; default 100. Selected values are always among them.
    #[must_use]
    pub fn facet_limit(mut self, limit: usize) -> Self {
        self.facet_limit = limit;
        self
    }

    /// The order of hits; default relevance.
    #[must_use]
    pub fn sort(mut self, sort: Sort) -> Self {
        self.sort = sort;
        self
    }

    /// Which pages are candidates; default [`Match::Auto`].
    #[must_use]
    pub fn matching(mut self, matching: Match) -> Self {
        self.matching = matching;
        self
    }

    /// The most hits returned, 0 to 100; default 20.
    #[must_use]
    pub fn limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// Hits to pass over; offset + limit is at most 10,000.
    #[must_use]
    pub fn offset(mut self, offset: usize) -> Self {
        self.offset = offset;
        self
    }

    /// Snippets per hit, 0 to 5; default 1.
    #[must_use]
    pub fn snippets(mut self, snippets: usize) -> Self {
        self.snippets = snippets;
        self
    }

    /// The most Unicode scalar values of a snippet, 40 to 1,000; default 200.
    #[must_use]
    pub fn snippet_chars(mut self, chars: usize) -> Self {
        self.snippet_chars = chars;
        self
    }

    /// Returns these fields only with each hit; the default is every field.
    #[must_use]
    pub fn fields<F: Into<String>>(mut self, fields: impl IntoIterator<Item = F>) -> Self {
        self.fields = Some(fields.into_iter().map(Into::into).collect());
        self
    }

    /// Gives up at `deadline` and returns what was found by then, `timed_out` set. No default.
    #[must_use]
    pub fn deadline(mut self, deadline: Instant) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Gives up when another thread sets `cancel`.
    #[must_use]
    pub fn cancel(mut self, cancel: Arc<AtomicBool>) -> Self {
        self.cancel = Some(cancel);
        self
    }
}
