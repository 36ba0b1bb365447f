//! What changes in one commit.

use std::collections::BTreeMap;

use super::Document;
use crate::content::Page;

/// Pages to add and to remove in one commit. The last word on an id counts.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    changes: BTreeMap<String, Option<Document>>,
    state: Option<Vec<u8>>,
    generation: Option<u64>,
}

impl Batch {
    /// An empty batch.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds `page`, or puts it in the place of the page with its id.
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

    /// True when nothing would change.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.state.is_none()
    }

    /// Adds a document that was made elsewhere.
    pub fn add_document(&mut self, document: Document) {
        self.changes.insert(document.id.clone(), Some(document));
    }

    /// Keeps opaque bytes with the commit ([`super::Snapshot::state`]).
    pub fn set_state(&mut self, state: Vec<u8>) {
        self.state = Some(state);
    }

    /// Lets the batch be applied on top of this generation only.
    pub fn set_generation(&mut self, generation: u64) {
        self.generation = Some(generation);
    }

    /// The generation the batch is based on, if it is on one.
    pub fn generation(&self) -> Option<u64> {
        self.generation
    }

    /// True when it carries a state.
    pub fn has_state(&self) -> bool {
        self.state.is_some()
    }

    /// The changes by page id (`None` removes) and the state.
    pub fn into_parts(self) -> (BTreeMap<String, Option<Document>>, Option<Vec<u8>>) {
        (self.changes, self.state)
    }
}
