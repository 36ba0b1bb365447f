//! Holds the engine on tantivy against the naive one.

#![expect(clippy::unwrap_used, reason = "a test fails where its ground gives way")]

use std::collections::BTreeMap;
use std::sync::Arc;

use frontis::engine::Engine;
use frontis::{Batch, Config, Index, Page, Request, open_engine};
use frontis_testkit::conformance;
use frontis_testkit::oracle::NaiveEngine;

fn empty() -> Arc<dyn Engine> {
    open_engine(None).unwrap()
}

#[test]
fn edge_cases_are_answered_as_written_down() {
    conformance::check_edges(empty);
}

#[test]
fn random_plans_on_random_collections_are_answered_like_the_naive_engine() {
    conformance::check_answers(empty);
}

#[test]
fn a_count_is_the_total_when_its_value_alone_is_chosen() {
    conformance::check_counts(empty);
}

#[test]
fn an_edited_index_answers_like_one_built_afresh() {
    conformance::check_histories(empty);
}

#[test]
fn a_snapshot_never_changes() {
    conformance::check_isolation(empty);
}

#[test]
fn the_comparison_of_whole_searches_sees_a_page_too_many() {
    let index = |files: &[(&str, &str)]| {
        let index = Index::in_memory().unwrap();
        let batch = files.iter().fold(Batch::new(), |batch, (id, text)| batch.add(&Page::from_markdown(id, text)));
        index.apply(batch).unwrap();
        index
    };
    let (a, b) = (("a.md", "# Alpha\n\nwater"), ("b.md", "# Beta\n\nwater"));
    let compare = |one: &Index, other: &Index| conformance::check_index(one, other, [Request::new("water")]);
    compare(&index(&[a, b]), &index(&[b, a]));
    let differing = std::panic::catch_unwind(|| compare(&index(&[a, b]), &index(&[a])));
    assert!(differing.is_err());
}

#[test]
fn the_whole_search_of_both_engines_is_the_same_snippets_included() {
    conformance::check_pipeline(|files: &BTreeMap<String, String>| {
        let batch = || files.iter().fold(Batch::new(), |batch, (id, text)| batch.add(&Page::from_markdown(id, text)));
        let index = |engine: Arc<dyn Engine>| {
            let index = Index::with_engine(engine, Config::default());
            index.apply(batch()).unwrap();
            index
        };
        (index(empty()), index(Arc::new(NaiveEngine::new())))
    });
}
