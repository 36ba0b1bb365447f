//! The laws that speak of whole collections.

use std::collections::BTreeMap;

use frontis::{Index, Request};
use frontis_testkit::conformance::check_index;
use frontis_testkit::generate;
use frontis_testkit::scale::cases;
use frontis_testkit::site::Site;
use proptest::prelude::*;

type Files = BTreeMap<String, String>;

/// Folders that follow one another, and what is asked of each.
fn histories() -> impl Strategy<Value = (Vec<Files>, Vec<Request>)> {
    let folders = prop::collection::vec(generate::files(8), 2..=5);
    (folders, prop::collection::vec(generate::requests(), 1..=6))
}

/// Makes the folder hold `next`, by renaming one file where content moved, by writing and by removing.
fn edit(site: &Site, last: &Files, next: &Files) {
    for path in last.keys().filter(|path| !next.contains_key(*path)) {
        site.remove(path);
    }
    for (path, text) in next.iter().filter(|(path, text)| last.get(*path) != Some(text)) {
        site.write(path, text);
    }
}

#[test]
fn a_folder_synced_after_every_edit_answers_like_one_indexed_afresh() {
    let config = ProptestConfig { cases: cases(24, 400), failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let checked = runner.run(&histories(), |(folders, requests)| {
        let site = Site::new();
        let place = tempfile::tempdir().unwrap();
        let edited = Index::builder(site.root()).index_dir(place.path()).open().unwrap();
        let mut last = Files::new();
        for next in &folders {
            edit(&site, &last, next);
            let report = edited.sync().unwrap();
            prop_assert_eq!(report.pages, next.len() as u64, "{:?}", report.diagnostics);
            let fresh = Index::builder(site.root()).in_memory().open().unwrap();
            fresh.sync().unwrap();
            check_index(&edited, &fresh, requests.iter().cloned());
            last = next.clone();
        }
        // Opened again, it is what it was.
        let again = Index::builder(site.root()).index_dir(place.path()).open().unwrap();
        check_index(&again, &edited, requests);
        Ok(())
    });
    checked.unwrap();
}

#[test]
fn a_sync_that_would_remove_most_pages_is_held_until_it_is_accepted() {
    let mut site = Site::new();
    for number in 0..20 {
        site = site.page(&format!("{number}.md"), &format!("# Page {number}\n\nwater"));
    }
    let place = tempfile::tempdir().unwrap();
    let open = |accept| Index::builder(site.root()).index_dir(place.path()).accept_shrink(accept).open().unwrap();
    let index = open(false);
    assert_eq!(index.sync().unwrap().added, 20);
    for number in 0..11 {
        site.remove(&format!("{number}.md"));
    }
    assert_eq!(index.sync().unwrap_err().kind(), frontis::ErrorKind::SyncHeld);
    assert_eq!(index.search("water").unwrap().total, 20, "searches go on as before");
    let accepting = open(true);
    assert_eq!(accepting.sync().unwrap().removed, 11);
    assert_eq!(accepting.search("water").unwrap().total, 9);
}

#[test]
fn an_index_that_is_damaged_is_set_aside_and_built_anew() {
    let site = Site::new().page("a.md", "# Alpha\n\nwater").page("b.md", "# Beta\n\nwater");
    let place = tempfile::tempdir().unwrap();
    let open = || Index::builder(site.root()).index_dir(place.path()).open().unwrap();
    open().sync().unwrap();
    let directory = std::fs::read_dir(place.path()).unwrap().next().unwrap().unwrap().path();
    std::fs::write(directory.join("meta.json"), "{").unwrap();
    let index = open();
    assert_eq!(index.warnings().len(), 1, "{:?}", index.warnings());
    index.sync().unwrap();
    assert_eq!(index.search("water").unwrap().total, 2);
    assert!(open().warnings().is_empty(), "the new one is sound");
}

#[test]
fn an_index_that_cannot_be_written_is_kept_in_memory_with_a_warning() {
    let site = Site::new().page("a.md", "# Alpha\n\nwater").file("file", "in the way");
    let index = Index::builder(site.root()).index_dir(site.root().join("file/index")).open().unwrap();
    assert_eq!(index.warnings().len(), 1, "{:?}", index.warnings());
    index.sync().unwrap();
    assert_eq!(index.search("water").unwrap().total, 1);
}

#[test]
fn an_index_can_be_shared_by_threads() {
    fn check<T: Clone + Send + Sync + 'static>() {}
    check::<Index>();
}
