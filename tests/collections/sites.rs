//! Two public sites of some size.

use std::fs;
use std::path::Path;

use frontis::{Index, Request};

use frontis_testkit::shared;

fn files(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { files(&path) } else { 1 }).sum()
}

fn check(folder: &str, expected_files: u64, queries: &[&str]) {
    let Some(root) = shared(folder) else { return };
    let seen = files(&root);
    assert_eq!(seen, expected_files);
    let index = Index::builder(&root).in_memory().open().unwrap();
    let report = index.sync().unwrap();
    assert_eq!(report.pages + report.skipped, seen);
    assert_eq!(index.stats().unwrap().pages, report.pages);
    for query in queries {
        let results = index.search(Request::new(*query).snippets(3)).unwrap();
        assert!(results.total > 0, "{query}");
        for hit in &results.hits {
            assert!(!hit.title.text.is_empty() && !hit.url.is_empty(), "{}", hit.id);
            assert!(hit.snippets.iter().all(|snippet| snippet.text.text.chars().count() <= 200), "{}", hit.id);
        }
    }
    let again = index.sync().unwrap();
    assert_eq!((again.unchanged, again.added, again.changed, again.removed), (report.pages, 0, 0, 0));
}

#[test]
fn every_file_of_18f_is_a_page_or_named() {
    check("markdown/18f", 573, &["accessibility", "agile procurement", "\"design system\"", "plain lang"]);
}

#[test]
fn every_file_of_digitalgov_is_a_page_or_named() {
    check("markdown/digitalgov", 4_056, &["clean water", "usability testing", "api OR data", "title:design -web"]);
}
