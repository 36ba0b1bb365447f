//! What a caller asks.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

pub use crate::engine::{Match, Sort, SortKey};

/// A search request: a query string and how to answer it.
///
/// Built by chaining; a `&str` is a request with every default. Nothing is checked before [`Index::search`], which
/// refuses with [`RequestInvalid`] what is out of its range, and never clamps. Of a setter called twice the last call
/// counts, but for [`select`](Self::select). Field names are taken in any case, with `-`, `_` or a space between words.
///
/// ```
/// use frontis::Request;
/// use frontis::search::{Sort, SortKey};
///
/// let request = Request::new("clean water")
///     .select("regions", ["Asia and the Pacific", "Africa"])
///     .filter("years IN 2010..2014 AND NOT client EXISTS")
///     .sort(Sort { key: SortKey::Date { descending: true } })
///     .offset(20)
///     .limit(10);
/// ```
///
/// [`Index::search`]: crate::Index::search
/// [`RequestInvalid`]: crate::ErrorKind::RequestInvalid
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
    pub(crate) explain: bool,
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
            explain: false,
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
    /// Makes a request for `query` with every default: 20 hits by relevance, all facets, one snippet a hit.
    ///
    /// A query without a word (empty, or exclusions only) matches every page, newest first. More than 4,096 bytes are
    /// refused with [`QueryTooLong`](crate::ErrorKind::QueryTooLong).
    pub fn new(query: impl Into<String>) -> Self {
        Self { query: query.into(), ..Self::default() }
    }

    /// Keeps pages whose `field` holds one of `values`; the default keeps all.
    ///
    /// Values of one field are ORed, fields are ANDed; further calls for one field add values, and a call without
    /// values has no effect. The field need not be a facet. Case, accents and dashes do not count; `2010..2014` is a
    /// range of numbers, both ends included, either of which may be left out; an interval of years is met where it
    /// overlaps. A value no page has is no error: nothing matches.
    ///
    /// Refused are fields the collection does not have ([`FieldUnknown`](crate::ErrorKind::FieldUnknown)), more than
    /// 256 values in all, a range that ends before it begins, and what is no year where there are years
    /// ([`RequestInvalid`](crate::ErrorKind::RequestInvalid)).
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

    /// Keeps pages that pass a filter expression: `regions = "Asia" AND NOT client = "World Bank"`; the default keeps
    /// all.
    ///
    /// [`crate::query`] has the grammar. A filter narrows every count, those of the fields it names too, which is what
    /// parts it from [`select`](Self::select). At most 4,096 bytes and four levels of parentheses; blank is none.
    ///
    /// Refused are filters that cannot be read ([`FilterInvalid`](crate::ErrorKind::FilterInvalid), with the column)
    /// and fields the collection does not have ([`FieldUnknown`](crate::ErrorKind::FieldUnknown)).
    #[must_use]
    pub fn filter(mut self, filter: impl Into<String>) -> Self {
        self.filter = Some(filter.into());
        self
    }

    /// Counts these facets only, in this order; the default is every facet of the collection.
    ///
    /// An empty list counts nothing, which saves the time. A name that is no facet of the collection
    /// ([`Index::facet_names`](crate::Index::facet_names)) is refused with
    /// [`FieldUnknown`](crate::ErrorKind::FieldUnknown).
    #[must_use]
    pub fn facets<F: Into<String>>(mut self, fields: impl IntoIterator<Item = F>) -> Self {
        self.facets = Some(fields.into_iter().map(Into::into).collect());
        self
    }

    /// Returns at most so many values of each facet, 0 to 1,000; the default is 100.
    ///
    /// Selected values are returned besides. What is left out is still counted in
    /// [`FacetCounts::distinct`](super::FacetCounts::distinct).
    #[must_use]
    pub fn facet_limit(mut self, limit: usize) -> Self {
        self.facet_limit = limit;
        self
    }

    /// Sets the order of hits; the default is relevance.
    ///
    /// By date, only the tier that is counted is listed, and pages without a date come last either way.
    #[must_use]
    pub fn sort(mut self, sort: Sort) -> Self {
        self.sort = sort;
        self
    }

    /// Sets which pages are candidates; the default is [`Match::Auto`].
    #[must_use]
    pub fn matching(mut self, matching: Match) -> Self {
        self.matching = matching;
        self
    }

    /// Returns at most so many hits, 0 to 100; the default is 20. With 0, only totals, facets and terms are answered.
    #[must_use]
    pub fn limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// Passes over so many hits; the default is 0. Offset and limit together are at most 10,000.
    #[must_use]
    pub fn offset(mut self, offset: usize) -> Self {
        self.offset = offset;
        self
    }

    /// Returns at most so many snippets with each hit, 0 to 5; the default is 1.
    #[must_use]
    pub fn snippets(mut self, snippets: usize) -> Self {
        self.snippets = snippets;
        self
    }

    /// Sets the most Unicode scalar values (`char`s) of a snippet, ellipses included, 40 to 1,000; the default is 200.
    #[must_use]
    pub fn snippet_chars(mut self, chars: usize) -> Self {
        self.snippet_chars = chars;
        self
    }

    /// Returns these fields only with each hit; the default is every field, an empty list none.
    ///
    /// A field no page has and the settings do not name is refused with
    /// [`FieldUnknown`](crate::ErrorKind::FieldUnknown).
    #[must_use]
    pub fn fields<F: Into<String>>(mut self, fields: impl IntoIterator<Item = F>) -> Self {
        self.fields = Some(fields.into_iter().map(Into::into).collect());
        self
    }

    /// Asks for how each score came about, [`Hit::explanation`](super::Hit::explanation); the default is not to. Costs a
    /// second walk over what matches.
    #[must_use]
    pub fn explain(mut self, explain: bool) -> Self {
        self.explain = explain;
        self
    }

    /// Gives up at `deadline` and returns what was found by then, with
    /// [`Results::timed_out`](super::Results::timed_out) set. The default is to go on to the end.
    ///
    /// Looked at every few thousand postings, so that a search ends a little later. A deadline that has passed is no
    /// error.
    #[must_use]
    pub fn deadline(mut self, deadline: Instant) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Gives up once another thread has set `cancel`, as at a [`deadline`](Self::deadline). The default is no token.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use std::sync::atomic::{AtomicBool, Ordering};
    ///
    /// use frontis::{Index, Request};
    ///
    /// let index = Index::in_memory()?;
    /// let token = Arc::new(AtomicBool::new(false));
    /// let request = Request::new("clean water").cancel(Arc::clone(&token));
    /// token.store(true, Ordering::Relaxed); // who asked is gone
    /// assert!(index.search(request)?.timed_out);
    /// # Ok::<(), frontis::Error>(())
    /// ```
    #[must_use]
    pub fn cancel(mut self, cancel: Arc<AtomicBool>) -> Self {
        self.cancel = Some(cancel);
        self
    }
}
