//! The specification of engines in the most obvious code: documents in a map, and loops over everything.
//!
//! What an answer must be is written in the documentation of [`frontis::engine`]; each file here is a paragraph of it.
//! Nothing is indexed, cached or skipped, so that nothing can go stale. It ignores the budget and never times out.
//!
//! Where that documentation can be read in two ways, engines agree on this reading:
//!
//! - `N`, `n` and average lengths count excluded pages; candidates, tiers, totals and facets do not.
//! - `Match::Auto` counts the partial tier whenever the full one is empty, even if the partial one is empty too.
//! - A value of a field is its key, read as its shown spelling: that is what number and date tests, the order of
//!   numbers and the range look at, so a value is marked as selected exactly when its pages pass.
//! - A field's `longest_chars` looks at every spelling of living pages, shown or not.
//! - Numbers of equal size stand by key. `And` of nothing is true, `Or` of nothing false.
//! - Left-out selected values stand in the facet's order, whether they have a count or not.
//! - Every applied batch is a commit and a generation, one that only removes unknown pages or sets a state included.

mod facets;
mod living;
mod matching;
mod names;
mod proximity;
mod score;
mod search;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, RwLock};

use frontis::engine::{
    Atom, Batch, Budget, DocId, Document, Engine, FieldStatistics, Outcome, Plan, SimilarTerm, Snapshot, TextField,
};
use frontis::text::{Language, Stemmer};
use frontis::{Error, ErrorKind, Result};

use living::{Living, shown_spellings};

/// An [`Engine`] that keeps documents in memory and reads all of them for every plan.
#[derive(Debug, Default)]
pub struct NaiveEngine {
    newest: RwLock<Arc<NaiveSnapshot>>,
}

/// One state of a [`NaiveEngine`]. A [`DocId`] is the place of a document among all, ordered by id.
#[derive(Debug, Default)]
pub struct NaiveSnapshot {
    generation: u64,
    state: Vec<u8>,
    documents: BTreeMap<String, Arc<Living>>,
    /// The spelling shown for each field and key; see [`shown_spellings`].
    shown: BTreeMap<(String, String), String>,
}

impl NaiveEngine {
    /// An engine without documents.
    pub fn new() -> Self {
        Self::default()
    }

    /// An engine with these documents, applied in one batch.
    pub fn with_documents(documents: impl IntoIterator<Item = Document>) -> Self {
        let mut batch = Batch::new();
        documents.into_iter().for_each(|document| batch.add_document(document));
        let empty = NaiveSnapshot::default();
        Self { newest: RwLock::new(Arc::new(empty.after(batch))) }
    }
}

impl Engine for NaiveEngine {
    fn apply(&self, batch: Batch) -> Result<Arc<dyn Snapshot>> {
        let mut newest = self.newest.write().expect("no writer panics");
        if batch.generation().is_some_and(|generation| generation != newest.generation) {
            return Err(Error::new(ErrorKind::IndexChanged, "the batch is based on another generation"));
        }
        let next = Arc::new(newest.after(batch));
        *newest = Arc::clone(&next);
        Ok(next)
    }

    fn snapshot(&self) -> Arc<dyn Snapshot> {
        let newest = self.newest.read().expect("no writer panics");
        Arc::clone(&*newest) as Arc<dyn Snapshot>
    }
}

impl NaiveSnapshot {
    /// The state once `batch` is applied.
    fn after(&self, batch: Batch) -> Self {
        let (changes, state) = batch.into_parts();
        let mut documents = self.documents.clone();
        for (id, change) in changes {
            match change {
                Some(document) => documents.insert(id, Arc::new(Living::new(document))),
                None => documents.remove(&id),
            };
        }
        Self {
            generation: self.generation + 1,
            state: state.unwrap_or_else(|| self.state.clone()),
            shown: shown_spellings(documents.values().map(Arc::as_ref)),
            documents,
        }
    }

    /// Every living document with its number.
    fn living(&self) -> impl Iterator<Item = (DocId, &Living)> {
        (0..).map(DocId).zip(self.documents.values().map(Arc::as_ref))
    }
}

impl Snapshot for NaiveSnapshot {
    fn generation(&self) -> u64 {
        self.generation
    }

    fn page_count(&self) -> u64 {
        self.documents.len() as u64
    }

    fn size_bytes(&self) -> u64 {
        self.living().map(|(_, living)| living.size_bytes()).sum()
    }

    fn state(&self) -> &[u8] {
        &self.state
    }

    fn terms_with_stem(&self, language: Language, stem: &str) -> Result<Vec<String>> {
        let stemmer = Stemmer::new(language);
        let terms: BTreeSet<&String> = self.living().flat_map(|(_, living)| living.terms()).collect();
        Ok(terms.into_iter().filter(|term| stemmer.stem(term) == stem).cloned().collect())
    }

    fn field_statistics(&self) -> Vec<FieldStatistics> {
        let fields: BTreeSet<&String> = self.shown.keys().map(|(field, _)| field).collect();
        fields.into_iter().map(|field| facets::statistics(self, field)).collect()
    }

    fn shown_spelling(&self, field: &str, key: &str) -> Option<&str> {
        self.shown.get(&(field.to_owned(), key.to_owned())).map(String::as_str)
    }

    fn matching_pages(&self, atoms: &[Atom], at_most: u64, _: &Budget) -> Result<u64> {
        let matches = |living: &Living| atoms.iter().any(|atom| matching::atom_matches(atom, living));
        let pages = self.living().filter(|(_, living)| matches(living)).count() as u64;
        Ok(pages.min(at_most))
    }

    fn similar_terms(&self, term: &str, edits: u8, _: &Budget) -> Result<Vec<SimilarTerm>> {
        let terms: BTreeSet<&String> = self.living().flat_map(|(_, living)| living.terms()).collect();
        let mut similar = Vec::new();
        for other in terms {
            let distance = strsim::osa_distance(term, other);
            if (1..=usize::from(edits)).contains(&distance) {
                let pages = self.living().filter(|(_, living)| living.terms().any(|own| own == other)).count() as u64;
                similar.push(SimilarTerm { term: other.clone(), edits: distance as u8, pages });
            }
        }
        // Terms come by their bytes, and sorting keeps the order of equals.
        similar.sort_by_key(|similar| (similar.edits, std::cmp::Reverse(similar.pages)));
        Ok(similar)
    }

    fn search(&self, plan: &Plan) -> Result<Outcome> {
        Ok(search::search(self, plan))
    }

    fn payload(&self, doc: DocId) -> Result<Vec<u8>> {
        let found = self.living().find(|(own, _)| *own == doc);
        let stranger = || Error::new(ErrorKind::Internal, "a document of another snapshot was asked for");
        found.map(|(_, living)| living.document.payload.clone()).ok_or_else(stranger)
    }

    fn find(&self, id: &str) -> Result<Option<DocId>> {
        Ok(self.living().find(|(_, living)| living.document.id == id).map(|(doc, _)| doc))
    }
}

/// The average number of terms a living page has in `field`; 1 where no page has any.
fn average_length(snapshot: &NaiveSnapshot, field: TextField) -> f64 {
    let terms: usize = snapshot.living().map(|(_, living)| living.length(field)).sum();
    if terms == 0 { 1.0 } else { terms as f64 / snapshot.documents.len() as f64 }
}
