//! Misspelt words find what the right ones find, and misspelt titles their pages.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use frontis::eval::{Evaluation, Generator, Kind, Run, Source};
use frontis::{Index, Request};
use frontis_testkit::{scale, shared};

use crate::collection;

/// Every page of the counted tier.
fn found(index: &Index, query: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    loop {
        let request =
            Request::new(query).facets::<&str>([]).fields::<&str>([]).snippets(0).limit(100).offset(ids.len());
        let results = index.search(request).unwrap();
        let counted = results.hits.into_iter().filter(|hit| hit.missing.is_empty());
        let before = ids.len();
        ids.extend(counted.map(|hit| hit.id));
        if ids.len() as u64 >= results.total || ids.len() == before {
            return ids;
        }
    }
}

/// Of pairs one edit apart whose misspelling is no word of the collection, the share where all is found.
fn share(root: &Path) -> (usize, f64) {
    let (index, _) = collection(root);
    let pairs = fs::read_to_string(shared("typos/pairs.tsv").unwrap()).unwrap();
    let holds = |word: &str| index.search(Request::new(format!("\"{word}\"")).limit(0)).unwrap().total > 0;
    let step = scale::cases(4, 1) as usize;
    let (mut asked, mut whole) = (0, 0);
    for line in pairs.lines().skip(1).step_by(step) {
        let columns: Vec<String> = line.split('\t').map(str::to_lowercase).collect();
        let (wrong, right) = (&columns[1], &columns[2]);
        let is_word = |word: &str| word.chars().count() >= 4 && word.chars().all(char::is_alphabetic);
        if columns[3] != "1" || !is_word(wrong) || holds(wrong) || !holds(right) {
            continue;
        }
        asked += 1;
        whole += usize::from(found(&index, right).is_subset(&found(&index, wrong)));
    }
    (asked, whole as f64 / asked as f64)
}

#[test]
fn a_misspelling_finds_what_the_word_finds() {
    for site in ["markdown/18f", "markdown/digitalgov"] {
        let Some(root) = shared(site) else { return };
        let (asked, share) = share(&root);
        eprintln!("{site}: {asked} pairs, {:.2} % whole", share * 100.0);
        assert!(asked > 100 && share >= 0.95, "{site}: {share} of {asked}");
    }
}

/// The share of misspelt titles whose page comes first.
fn titles_first(root: &Path) -> f64 {
    let (index, pages) = collection(root);
    let sources: Vec<Source> = pages.into_iter().map(Source::from).collect();
    let judgments = Generator::new(&sources).most_queries(scale::cases(600, 2_000) as usize).judgments(Kind::TitleTypo);
    let evaluation = Evaluation::new(&judgments, &Run::new(&index, &judgments).unwrap(), 10);
    let first = evaluation.queries.iter().filter(|query| query.first_relevant() == Some(1)).count();
    eprintln!("{}: {} titles, {first} first", root.display(), evaluation.queries.len());
    first as f64 / evaluation.queries.len() as f64
}

#[test]
fn a_misspelt_title_still_brings_its_page_first() {
    for site in ["markdown/18f", "markdown/digitalgov"] {
        let Some(root) = shared(site) else { return };
        let share = titles_first(&root);
        assert!(share >= 0.97, "{site}: {share}");
    }
    assert!(titles_first(&crate::sample()) >= 0.97);
}
