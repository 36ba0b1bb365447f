//! What a search must find, and where: titles, headings, misspellings, links, on real collections and made-up ones.

#![expect(clippy::unwrap_used, reason = "a test fails where its ground gives way")]
#![expect(clippy::print_stderr, reason = "figures are for those who ask")]

#[path = "finding/explained.rs"]
mod explained;
#[path = "finding/forms.rs"]
mod forms;
#[path = "finding/misspellings.rs"]
mod misspellings;
#[path = "finding/names.rs"]
mod names;
#[path = "finding/odd_titles.rs"]
mod odd_titles;
#[path = "finding/plain.rs"]
mod plain;
#[path = "finding/ranking.rs"]
mod ranking;

use std::path::{Path, PathBuf};

use frontis::search::Hit;
use frontis::{Batch, Index, Page, Request};

/// The index of a folder, and its pages.
fn collection(root: &Path) -> (Index, Vec<Page>) {
    let index = Index::builder(root).in_memory().open().unwrap();
    index.sync().unwrap();
    let mut pages = Vec::new();
    while let Some(hit) = nth(&index, "", pages.len()) {
        pages.push(index.page(&hit.id).unwrap().unwrap());
    }
    (index, pages)
}

fn nth(index: &Index, query: &str, offset: usize) -> Option<Hit> {
    let request = Request::new(query).facets::<&str>([]).snippets(0).limit(1).offset(offset);
    index.search(request).unwrap().hits.pop()
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("index-data/projects")
}

/// The first hits of a query, all that matter to a test of ranks.
fn first(index: &Index, query: &str, limit: usize) -> Vec<Hit> {
    let request = Request::new(query).facets::<&str>([]).fields::<&str>([]).snippets(0).limit(limit);
    index.search(request).unwrap().hits
}

fn ids(hits: &[Hit]) -> Vec<&str> {
    hits.iter().map(|hit| hit.id.as_str()).collect()
}

/// An index in memory of pages given as id and Markdown.
fn index_of(pages: &[(&str, &str)]) -> Index {
    let index = Index::in_memory().unwrap();
    let batch = pages.iter().fold(Batch::new(), |batch, (id, text)| batch.add(&Page::from_markdown(id, text)));
    index.apply(batch).unwrap();
    index
}
