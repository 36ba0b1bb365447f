//! A living document: its texts cut into terms, its attribute values, and how values are spelled.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use frontis::engine::{AttributeValue, Document, TextField};
use frontis::text::analyze;

/// A document and its terms.
#[derive(Debug)]
pub(super) struct Living {
    pub(super) document: Document,
    /// Each text, in the document's order of texts.
    texts: Vec<(TextField, Positions)>,
}

/// The terms of a text by position: those of a part, and of the wholes that begin with it.
pub(super) type Positions = Vec<Vec<String>>;

impl Living {
    pub(super) fn new(document: Document) -> Self {
        let texts = document.texts.iter().map(|text| (text.field, positions(&text.text))).collect();
        Self { document, texts }
    }

    /// The texts of `field`.
    pub(super) fn texts(&self, field: TextField) -> impl Iterator<Item = &[Vec<String>]> {
        self.texts.iter().filter(move |(own, _)| *own == field).map(|(_, positions)| positions.as_slice())
    }

    /// The terms of every field.
    pub(super) fn terms(&self) -> impl Iterator<Item = &String> {
        self.texts.iter().flat_map(|(_, positions)| positions.iter().flatten())
    }

    /// The number of positions in `field`.
    pub(super) fn length(&self, field: TextField) -> usize {
        self.texts(field).map(<[Vec<String>]>::len).sum()
    }

    /// The values in an attribute field.
    pub(super) fn values(&self, field: &str) -> impl Iterator<Item = &AttributeValue> {
        self.document.attributes.iter().filter(move |value| value.field == field)
    }

    /// Bytes of text and payload.
    pub(super) fn size_bytes(&self) -> u64 {
        let text: usize = self.document.texts.iter().map(|text| text.text.len()).sum();
        (text + self.document.payload.len()) as u64
    }
}

fn positions(text: &str) -> Positions {
    let mut positions = Positions::new();
    for token in analyze(text) {
        let at = token.position as usize;
        positions.resize_with(positions.len().max(at + 1), Vec::new);
        positions[at].push(token.term.into_owned());
    }
    positions
}

/// The spelling that most pages give each field and key; of equally frequent ones the least by bytes.
pub(super) fn shown_spellings<'a>(documents: impl Iterator<Item = &'a Living>) -> BTreeMap<(String, String), String> {
    let mut spellings: BTreeMap<(String, String), BTreeMap<String, u64>> = BTreeMap::new();
    for value in documents.flat_map(|living| &living.document.attributes) {
        let of_key = spellings.entry((value.field.clone(), value.key.clone())).or_default();
        *of_key.entry(value.spelling.clone()).or_default() += 1;
    }
    let most_frequent = |of_key: BTreeMap<String, u64>| {
        // The map yields spellings by bytes, and `min_by_key` keeps the first of equals.
        of_key.into_iter().min_by_key(|(_, pages)| Reverse(*pages)).map(|(spelling, _)| spelling).unwrap_or_default()
    };
    spellings.into_iter().map(|(key, of_key)| (key, most_frequent(of_key))).collect()
}
