//! The relevance judgements of the sample: that the file says what it promises, not that any ranking is good.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use frontis::Index;
use frontis::search::{Fate, Tier};

const HEADER: &str = "query\tpage\tgrade";

/// Everything judged for one query.
#[derive(Default)]
struct Judged {
    query: String,
    language: String,
    /// Page ids and their grades.
    grades: BTreeMap<String, u8>,
}

impl Judged {
    /// The words of the query; quotes and what stands between words are none.
    fn words(&self) -> usize {
        self.query.replace('"', "").split_whitespace().count()
    }
}

/// Reads the file's text into queries, in order, and what is wrong with it.
fn parse(text: &str) -> (Vec<Judged>, Vec<String>) {
    let (mut queries, mut faults) = (Vec::<Judged>::new(), Vec::new());
    let mut language = String::new();
    let mut header = false;
    for (at, line) in text.lines().enumerate() {
        if let Some(comment) = line.strip_prefix('#') {
            if let Some(tag) = comment.strip_prefix(" language: ") {
                tag.clone_into(&mut language);
            }
        } else if !header {
            header = true;
            if line != HEADER {
                faults.push(format!("{}: the header is not {HEADER:?}", at + 1));
            }
        } else if let Err(fault) = row(line, &language, &mut queries) {
            faults.push(format!("{}: {fault}", at + 1));
        }
    }
    if text.contains('\r') || !text.ends_with('\n') {
        faults.push("lines do not end with LF".to_owned());
    }
    (queries, faults)
}

/// Adds one row to the last query, or to a new one.
fn row(line: &str, language: &str, queries: &mut Vec<Judged>) -> Result<(), String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [query, page, grade] = columns[..] else { return Err(format!("{} columns", columns.len())) };
    let grade = match grade {
        "0" | "1" | "2" | "3" => grade.as_bytes()[0] - b'0',
        _ => return Err(format!("no grade: {grade:?}")),
    };
    if queries.last().is_none_or(|judged| judged.query != query) {
        if queries.iter().any(|judged| judged.query == query) {
            return Err(format!("{query:?} is judged in two places"));
        }
        queries.push(Judged { query: query.to_owned(), language: language.to_owned(), ..Judged::default() });
    }
    let before = queries.last_mut().and_then(|judged| judged.grades.insert(page.to_owned(), grade));
    before.map_or(Ok(()), |_| Err(format!("{query:?} and {page} are judged twice")))
}

/// What is wrong with queries that were read without fault; `is_page` tells a page id.
fn faults(queries: &[Judged], is_page: impl Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    for judged in queries {
        let query = &judged.query;
        if !(1..=4).contains(&judged.words()) {
            faults.push(format!("{query:?} has {} words", judged.words()));
        }
        if judged.language.is_empty() {
            faults.push(format!("{query:?} stands before any line that names a language"));
        }
        if judged.grades.values().all(|grade| *grade < 2) {
            faults.push(format!("no page answers {query:?}"));
        }
        let unknown = judged.grades.keys().filter(|page| !is_page(page));
        faults.extend(unknown.map(|page| format!("{query:?} is judged with {page}, which is no page")));
    }
    faults
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("index-data/projects")
}

fn text() -> String {
    fs::read_to_string(root().join("judgments.tsv")).unwrap()
}

fn indexed() -> Index {
    let index = Index::builder(root()).in_memory().open().unwrap();
    index.sync().unwrap();
    index
}

#[test]
fn every_judgement_is_well_formed_and_about_a_published_page() {
    let index = indexed();
    let (queries, mut found) = parse(&text());
    found.extend(faults(&queries, |page| index.page(page).unwrap().is_some()));
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn there_are_enough_queries_in_every_language_of_the_sample() {
    let (queries, _) = parse(&text());
    let mut languages = BTreeMap::<&str, usize>::new();
    for judged in &queries {
        *languages.entry(&judged.language).or_default() += 1;
    }
    assert_eq!(languages.keys().copied().collect::<Vec<_>>(), ["en", "es", "fr"]);
    assert!(languages.values().all(|queries| *queries >= 10), "{languages:?}");
    assert!(queries.len() >= 60, "{} queries", queries.len());
    let grades: BTreeSet<u8> = queries.iter().flat_map(|judged| judged.grades.values().copied()).collect();
    assert_eq!(grades, BTreeSet::from([0, 1, 2, 3]));
}

/// Typos and synonyms are what the file is there to measure. A word that the engine corrects or expands is still a word
/// that few pages, or none, hold as typed.
#[test]
fn some_queries_hold_a_word_that_is_not_found_as_typed() {
    let index = indexed();
    let (queries, _) = parse(&text());
    let unheard = |judged: &&Judged| {
        let results = index.search(judged.query.as_str()).unwrap();
        results.terms.iter().any(|term| matches!(term.fate, Fate::NotFound | Fate::Corrected | Fate::Expanded))
    };
    let unheard: Vec<&str> = queries.iter().filter(unheard).map(|judged| judged.query.as_str()).collect();
    assert!(unheard.len() >= 10, "{unheard:?}");
}

#[test]
fn some_queries_hold_words_that_no_page_holds_together() {
    let index = indexed();
    let (queries, _) = parse(&text());
    let apart = |judged: &&Judged| {
        let results = index.search(judged.query.as_str()).unwrap();
        results.tier == Tier::Partial && results.terms.iter().all(|term| term.fate != Fate::NotFound)
    };
    let apart: Vec<&str> = queries.iter().filter(apart).map(|judged| judged.query.as_str()).collect();
    assert!(apart.len() >= 5, "{apart:?}");
}

#[test]
fn a_judgement_that_does_not_hold_is_caught() {
    let row_of = |rows: &str| format!("{HEADER}\n# language: en\n{rows}\n");
    for (file, fault) in [
        ("page\tquery\tgrade\n".to_owned(), "1: the header is not \"query\\tpage\\tgrade\""),
        (row_of("tea\ta.md 3"), "3: 2 columns"),
        (row_of("tea\ta.md\t4"), "3: no grade: \"4\""),
        (row_of("tea\ta.md\t3\ntea\ta.md\t3"), "4: \"tea\" and a.md are judged twice"),
        (row_of("tea\ta.md\t3\nrice\ta.md\t3\ntea\tb.md\t0"), "5: \"tea\" is judged in two places"),
        (row_of("tea\ta.md\t3\r"), "lines do not end with LF"),
        (
            row_of("tea\ta.md\t3").replace("\n# language: en", ""),
            "\"tea\" stands before any line that names a language",
        ),
        (row_of("a \"b c\" d e\ta.md\t3"), "\"a \\\"b c\\\" d e\" has 5 words"),
        (row_of("tea\ta.md\t1"), "no page answers \"tea\""),
        (row_of("tea\ta.md\t3\ntea\tc.md\t0"), "\"tea\" is judged with c.md, which is no page"),
    ] {
        let (queries, mut found) = parse(&file);
        found.extend(faults(&queries, |page| ["a.md", "b.md"].contains(&page)));
        assert!(found.iter().any(|found| found == fault), "{file:?}: {found:?}");
    }
}
