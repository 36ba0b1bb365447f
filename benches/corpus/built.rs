//! The synthetic pages, indexed in memory once and before the clock runs.

use frontis::{Batch, Index, Page};

use crate::corpus;

/// An index of [`corpus::page_count`] synthetic pages, and their number.
pub(crate) fn index() -> (Index, usize) {
    let pages = corpus::synthetic(corpus::page_count());
    let count = pages.len();
    let batch = pages.iter().fold(Batch::new(), |batch, (id, text)| batch.add(&Page::from_markdown(id, text)));
    let index = Index::in_memory().expect("an index in memory opens");
    index.apply(batch).expect("an index in memory takes pages");
    (index, count)
}
