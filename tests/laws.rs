//! The laws that speak of whole collections.

#![expect(clippy::unwrap_used, reason = "a test fails where its ground gives way")]

use std::collections::BTreeMap;

use frontis::{Batch, Error, Index, Page, Request, Results};
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

/// Makes the folder hold `next`, by removing and writing files.
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
fn an_index_and_what_goes_in_and_out_of_it_can_be_shared_by_threads() {
    fn check<T: Send + Sync + 'static>() {}
    fn check_clone<T: Clone + Send + Sync + 'static>() {}
    check_clone::<Index>();
    check_clone::<Request>();
    check_clone::<Results>();
    check_clone::<Batch>();
    check::<Error>();
}

#[test]
fn two_processes_that_sync_one_index_leave_nothing_behind() {
    let site = Site::new().page("a.md", "# Alpha\n\nwater");
    let place = tempfile::tempdir().unwrap();
    let open = || Index::builder(site.root()).index_dir(place.path()).open().unwrap();
    let (one, other) = (open(), open());
    one.sync().unwrap();
    site.write("x.md", "# Xi\n\nwater");
    other.sync().unwrap();
    site.remove("x.md");
    site.write("c.md", "# Gamma\n\nwater");
    assert_eq!(one.sync().unwrap().pages, 2);
    for index in [one, open()] {
        assert_eq!((index.stats().unwrap().pages, index.search("water").unwrap().total), (2, 2));
    }
}

/// An index in memory of pages by id and text.
fn in_memory(pages: &[(&str, &str)]) -> Index {
    let index = Index::in_memory().unwrap();
    let add = |batch: Batch, (id, text): &(&str, &str)| batch.add(&Page::from_markdown(id, text));
    index.apply(pages.iter().fold(Batch::new(), add)).unwrap();
    index
}

#[test]
fn words_parted_by_punctuation_are_words_of_their_own() {
    let index = in_memory(&[("1", "clean water"), ("2", "clean air"), ("3", "water only")]);
    for query in ["clean water ", "clean/water ", "clean,water ", "(clean)(water) ", "clean…water "] {
        let results = index.search(query).unwrap();
        assert_eq!((results.total, results.partial_total, results.terms.len()), (1, 2, 2), "{query}");
    }
    let results = index.search("air OR clean/water ").unwrap();
    assert_eq!((results.total, results.partial_total), (1, 2), "air or clean, and water");
    assert_eq!(index.search("the OR air OR clean ").unwrap().total, 2, "a stop word joins nothing");
    assert_eq!(index.search("clean the OR air ").unwrap().total, 1, "clean, and air");
}

#[test]
fn a_possessive_is_no_word_and_never_marked_as_one() {
    let index = in_memory(&[("1", "The world's salt is in Peter's shop, they say s.")]);
    let html = index.search("s ").unwrap().hits[0].snippets[0].text.html();
    assert_eq!(html, "The world&#39;s salt is in Peter&#39;s shop, they say <mark>s</mark>.");
}

#[test]
fn one_field_in_two_spellings_is_one_selection() {
    let page = |region| format!("---\ntitle: A page\nregions: {region}\n---\nwater");
    let texts: Vec<String> = ["Asia", "Asia", "Africa", "Africa", "Europe"].map(page).into();
    let ids = ["1", "2", "3", "4", "5"];
    let pages: Vec<(&str, &str)> = ids.into_iter().zip(texts.iter().map(String::as_str)).collect();
    let index = in_memory(&pages);
    let request = Request::new("water").facets(["regions"]).facet_limit(10);
    assert_eq!(index.facet_names(), [""; 0], "three values on five pages are no facet yet");
    assert!(index.search(&request).is_err());
    let request = Request::new("water").select("regions", ["Asia"]).select("Regions", ["africa"]);
    assert_eq!(index.search(&request).unwrap().total, 4);
}

#[test]
fn a_cancelled_search_says_so_and_shows_no_excluded_page() {
    let index = in_memory(&[("1", "water pump"), ("2", "water")]);
    let cancelled = Request::new("water -pump").cancel(std::sync::Arc::new(true.into()));
    let results = index.search(&cancelled).unwrap();
    assert!(results.timed_out && results.hits.iter().all(|hit| hit.id != "1"));
}

#[test]
fn a_page_of_one_word_is_searched_for_that_word_thirty_two_times() {
    let index = in_memory(&[("1", &"x ".repeat(200_000))]);
    let results = index.search(Request::new("x ".repeat(32)).snippet_chars(1_000).snippets(5)).unwrap();
    assert_eq!((results.total, results.terms.len(), results.hits[0].snippets.len()), (1, 32, 5));
}

#[test]
fn every_word_of_any_query_has_one_fate() {
    let index = Index::in_memory().unwrap();
    let text = "---\ntitle: Clean water\n---\nWells of the village, and a well-kept pump.\n";
    index.apply(Batch::new().add(&Page::from_markdown("a.md", text))).unwrap();
    let word = prop::sample::select(vec![
        "water",
        "wells",
        "the",
        "-pump",
        "\"clean water\"",
        "OR",
        "zzz",
        "title:clean",
        "x:y",
        "well-kept",
        "é",
        "\"",
        "(",
    ]);
    let typed = prop::collection::vec(word, 0..150).prop_map(|words| words.join(" "));
    let queries = prop_oneof![typed, "\\PC{0,60}"];
    let config = ProptestConfig { cases: cases(200, 4_000), failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(query in queries)| {
        let terms = index.search(query.as_str()).unwrap().terms;
        prop_assert!(terms.iter().all(|term| query[term.range.clone()] == term.text));
        prop_assert!(terms.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start), "{terms:?}");
        for word in frontis::text::words(&query) {
            let (text, rest) = (&query[word.range.clone()], &query[word.range.end..]);
            let is_operator = text == "OR" || rest.starts_with(':');
            let told = terms.iter().any(|term| term.range.start <= word.range.start && word.range.end <= term.range.end);
            prop_assert!(told || is_operator, "{text:?} of {query:?}: {terms:?}");
        }
    });
}

#[test]
fn nothing_is_written_in_the_folder() {
    let site = Site::new().page("a.md", "# A\n\nWater.\n").page("b/c.md", "# C\n\nWells.\n");
    let listing = || {
        let files = files_below(site.root());
        files.into_iter().map(|path| (std::fs::read(&path).unwrap(), path)).collect::<Vec<_>>()
    };
    let before = listing();
    let place = tempfile::tempdir().unwrap();
    let index = Index::builder(site.root()).index_dir(place.path()).open().unwrap();
    index.sync().unwrap();
    assert_eq!(index.search("water").unwrap().total, 1);
    drop(index);
    assert_eq!(before.len(), 2);
    assert_eq!(listing(), before);
}

/// The files below `folder`, in order.
fn files_below(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}
