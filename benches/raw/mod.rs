//! The floor: tantivy, which the engine stands on, used directly and as its documentation tells: default tokenizer,
//! default scoring, default merges, a facet field per facet. No query parser: queries are made of terms ([`query`]).

#![allow(dead_code, unused_imports, reason = "each bench uses its part")]

mod index;
mod query;

use tantivy::collector::{Count, FacetCollector, TopDocs};
use tantivy::query::Query;
use tantivy::schema::Field;
use tantivy::{DocAddress, IndexReader, TantivyDocument};

pub(crate) use index::{RawIndex, Schema};
pub(crate) use query::{In, everything, must, selected};

/// The hits of a search.
const HITS: usize = 10;

/// A raw index, open for searching.
pub(crate) struct Raw {
    pub(crate) schema: Schema,
    pub(crate) index: tantivy::Index,
    reader: IndexReader,
}

impl Raw {
    /// The fields that hold text, in the order of [`frontis::engine::TextField::ALL`].
    pub(crate) fn texts(&self) -> In<'_> {
        In(&self.schema.texts)
    }

    /// One field that holds the text of all of them.
    pub(crate) fn one(&self) -> In<'_> {
        In(self.schema.whole.as_slice())
    }

    pub(crate) fn searcher(&self) -> tantivy::Searcher {
        self.reader.searcher()
    }

    /// The ten best pages with their stored texts, and how many match.
    pub(crate) fn counted(&self, query: &dyn Query) -> (Vec<TantivyDocument>, usize) {
        let found = self.searcher().search(query, &(TopDocs::with_limit(HITS).order_by_score(), Count));
        let (top, count) = found.expect("an index in memory is searched");
        (self.documents(&top), count)
    }

    /// The ten best pages with their stored texts; tantivy may pass over pages that cannot be among them.
    pub(crate) fn uncounted(&self, query: &dyn Query) -> Vec<TantivyDocument> {
        let top = self.searcher().search(query, &TopDocs::with_limit(HITS).order_by_score());
        self.documents(&top.expect("an index in memory is searched"))
    }

    /// [`Raw::counted`] and the counts of the facets at these places of [`crate::corpus::FACETS`], the most frequent
    /// value first.
    pub(crate) fn faceted(&self, query: &dyn Query, facets: &[usize]) -> (usize, Vec<Vec<(String, u64)>>) {
        let top = TopDocs::with_limit(HITS).order_by_score();
        let collectors = [0, 1, 2, 3].map(|facet| facets.contains(&facet).then(|| self.facet_collector(facet)));
        let [a, b, c, d] = collectors;
        let found = self.searcher().search(query, &((top, Count), (a, b, c, d)));
        let ((top, count), (a, b, c, d)) = found.expect("an index in memory is searched");
        self.documents(&top);
        let counts = [a, b, c, d].into_iter().flatten().map(|counts| {
            let top = counts.top_k("/", 100);
            top.into_iter().map(|(value, count)| (value.to_path().concat(), count)).collect()
        });
        (count, counts.collect())
    }

    /// The counts of one facet alone, no pages.
    pub(crate) fn one_facet(&self, query: &dyn Query, facet: usize) -> Vec<(String, u64)> {
        let counts = self.searcher().search(query, &self.facet_collector(facet));
        let counts = counts.expect("an index in memory is searched");
        counts.top_k("/", 100).into_iter().map(|(value, count)| (value.to_path().concat(), count)).collect()
    }

    fn facet_collector(&self, facet: usize) -> FacetCollector {
        let mut collector = FacetCollector::for_field(crate::corpus::FACETS[facet].0);
        collector.add_facet("/");
        collector
    }

    fn documents(&self, top: &[(f32, DocAddress)]) -> Vec<TantivyDocument> {
        let searcher = self.searcher();
        top.iter().map(|(_, address)| searcher.doc(*address).expect("a stored page is read")).collect()
    }
}

/// The handle of a facet's field.
pub(crate) fn facet_field(raw: &Raw, facet: usize) -> Field {
    raw.schema.facets[facet]
}
