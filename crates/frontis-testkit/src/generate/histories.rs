//! What happens to a collection over time.

use std::collections::BTreeMap;

use frontis::engine::{Batch, Document};
use proptest::prelude::*;

use super::{document, page_id};

/// One change of a batch.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Adds the document, or puts it in the place of the one with its id.
    Put(Box<Document>),
    /// Removes the document with this id, which may not be there.
    Remove(String),
}

/// Batches of edits, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct History(
    /// The batches, each with its edits.
    pub Vec<Vec<Edit>>,
);

impl History {
    /// The batches, to be applied one after another.
    pub fn batches(&self) -> impl Iterator<Item = Batch> {
        self.0.iter().map(|edits| {
            let mut batch = Batch::new();
            for edit in edits {
                match edit {
                    Edit::Put(document) => batch.add_document(Document::clone(document)),
                    Edit::Remove(id) => batch = batch.remove(id.clone()),
                }
            }
            batch
        })
    }

    /// The documents that live when the first `batches` batches are applied, by id.
    pub fn survivors(&self, batches: usize) -> Vec<Document> {
        let mut living = BTreeMap::new();
        for edit in self.0.iter().take(batches).flatten() {
            match edit {
                Edit::Put(document) => living.insert(document.id.clone(), Document::clone(document)),
                Edit::Remove(id) => living.remove(id),
            };
        }
        living.into_values().collect()
    }

    /// Every id that is named.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flatten().map(|edit| match edit {
            Edit::Put(document) => document.id.as_str(),
            Edit::Remove(id) => id,
        })
    }
}

/// Up to `most_batches` batches of one to eight edits; two of three edits put a document, and ids meet often.
pub fn history(most_batches: usize) -> impl Strategy<Value = History> {
    let put = document().prop_map(|document| Edit::Put(Box::new(document)));
    let edit = prop_oneof![2 => put, 1 => page_id().prop_map(Edit::Remove)];
    let batch = prop::collection::vec(edit, 1..=8);
    prop::collection::vec(batch, 1..=most_batches).prop_map(History)
}
