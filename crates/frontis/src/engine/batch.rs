//! What changes in one commit.

use std::collections::BTreeMap;

use super::Document;
use crate::content::Page;

/// Pages to add and to remove in one commit. The last word on an id counts.
///
/// Holds what is indexed of each page in memory until it is applied ([`Index::apply`](crate::Index::apply)): about the
/// size of the texts, twice.
///
/// ```
/// use frontis::{Batch, Page};
///
/// let pages = [("a.md", "# Wells"), ("b.md", "# Pumps")].map(|(id, text)| Page::from_markdown(id, text));
/// let batch = pages.iter().fold(Batch::new(), Batch::add).remove("c.md");
/// assert!(!batch.is_empty());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Batch {
    changes: BTreeMap<String, Option<Document>>,
    state: Option<Vec<u8>>,
    generation: Option<u64>,
}

impl Batch {
    /// Makes an empty batch, which changes nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds `page`, or puts it in the place of the page with its id. Open intervals of years go up to the current one.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "a batch is built, not summed")]
    pub fn add(mut self, page: &Page) -> Self {
        self.add_document(Document::from_page(page, crate::clock::this_year()));
        self
    }

    /// Removes the page with this id; nothing happens where there is none.
    #[must_use]
    pub fn remove(mut self, id: impl Into<String>) -> Self {
        self.changes.insert(id.into(), None);
        self
    }

    /// Returns true when nothing would change.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.state.is_none()
    }

    /// Adds a document that was made elsewhere, as [`add`](Self::add) does of a page.
    pub fn add_document(&mut self, document: Document) {
        self.changes.insert(document.id.clone(), Some(document));
    }

    /// Keeps opaque bytes with the commit ([`super::Snapshot::state`]). For engines; an index refuses such a batch.
    pub fn set_state(&mut self, state: Vec<u8>) {
        self.state = Some(state);
    }

    /// Lets the batch be applied on top of this generation only; on another it is refused with
    /// [`IndexChanged`](crate::ErrorKind::IndexChanged).
    pub fn set_generation(&mut self, generation: u64) {
        self.generation = Some(generation);
    }

    /// Returns the generation the batch is based on, if it is on one.
    pub fn generation(&self) -> Option<u64> {
        self.generation
    }

    /// Returns true when it carries a state.
    pub fn has_state(&self) -> bool {
        self.state.is_some()
    }

    /// Takes it apart: the changes by page id (`None` removes) and the state.
    pub fn into_parts(self) -> (BTreeMap<String, Option<Document>>, Option<Vec<u8>>) {
        (self.changes, self.state)
    }
}
