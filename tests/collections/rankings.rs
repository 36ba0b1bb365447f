//! How good rankings are, on the sample's own judgments and on what two public sites ask of themselves: floors that only
//! a defect falls below. `cargo test --test collections rankings -- --nocapture` prints the figures.

#![expect(clippy::print_stdout, reason = "figures are for those who ask")]

use std::path::Path;

use frontis::Index;
use frontis::eval::{Evaluation, Generator, Judgments, Kind, Means, Run, Source};

use frontis_testkit::shared;

/// The figures of `judgments`, printed; no judged page may be missing.
fn measure(name: &str, index: &Index, judgments: &Judgments) -> Means {
    assert_eq!(judgments.unknown_pages(|page| index.page(page).unwrap().is_some()), [""; 0], "{name}");
    let means = Evaluation::new(judgments, &Run::new(index, judgments).unwrap(), 10).means();
    println!(
        "{name}: {} queries, nDCG@10 {:.4}, MAP {:.4}, MRR {:.4}, MRR@10 {:.4}, recall@100 {:.4}",
        means.queries, means.ndcg, means.map, means.mrr, means.mrr_10, means.recall
    );
    means
}

#[test]
fn the_sample_is_ranked_as_its_judgments_ask() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("index-data/projects");
    let index = Index::builder(&root).in_memory().open().unwrap();
    index.sync().unwrap();
    let judgments = Judgments::read(root.join("judgments.tsv")).unwrap();
    let means = measure("sample", &index, &judgments);
    assert!(means.queries >= 60 && means.ndcg > 0.78, "{means:?}");
}

/// What is asked of a site's own texts, and the least mean reciprocal rank of each kind.
const FLOORS: [(Kind, f64); 6] = [
    (Kind::Title, 0.99),
    (Kind::Heading, 0.98),
    (Kind::TitleMinusWord, 0.92),
    (Kind::TitlePrefix, 0.98),
    (Kind::TitleTypo, 0.95),
    (Kind::LinkText, 0.36),
];

/// What a site asks of itself: there is enough of each kind to ask, and most is found.
fn check_generated(folder: &str) {
    let Some(root) = shared(folder) else { return };
    let index = Index::builder(root).in_memory().open().unwrap();
    index.sync().unwrap();
    let sources: Vec<Source> = index.parse_files().unwrap().into_iter().filter_map(Source::of).collect();
    let generator = Generator::new(&sources).most_queries(500);
    for (kind, mrr) in FLOORS {
        let means = measure(&format!("{folder} {}", kind.as_str()), &index, &generator.judgments(kind));
        assert!(means.queries >= 400 && means.mrr > mrr, "{folder} {kind:?}: {means:?}");
    }
}

#[test]
fn what_18f_asks_of_itself_is_found() {
    check_generated("markdown/18f");
}

#[test]
fn what_digitalgov_asks_of_itself_is_found() {
    check_generated("markdown/digitalgov");
}
