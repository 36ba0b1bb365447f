//! How good rankings are, on the sample's own judgments and on public test collections: floors that only a defect falls
//! below. `cargo test --test collections rankings -- --nocapture` prints the figures.

#![expect(clippy::print_stdout, reason = "figures are for those who ask")]

use std::path::Path;

use frontis::eval::{Beir, Evaluation, Generator, Judgments, Kind, Means, Run, Source};
use frontis::{Config, Index};

use crate::shared;

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
    assert!(means.queries >= 60 && means.ndcg > 0.6, "{means:?}");
}

#[test]
fn four_test_collections_are_ranked_no_worse_than_by_any_sane_engine() {
    let Some(folder) = shared("ir") else { return };
    let sets = [("cranfield", 225), ("cisi", 76), ("cacm", 52), ("med", 30)];
    let ndcg = sets.map(|(name, queries)| {
        let beir = Beir::read(folder.join(name)).unwrap();
        let means = measure(name, &beir.index(Config::default()).unwrap(), &beir.judgments);
        assert_eq!(means.queries, queries, "{name}");
        means.ndcg
    });
    let mean = ndcg.iter().sum::<f64>() / ndcg.len() as f64;
    println!("mean nDCG@10 of the four: {mean:.4}");
    assert!(mean > 0.45, "{ndcg:?}");
}

/// What a site asks of itself: there is enough of each kind to ask, and most is found.
fn check_generated(folder: &str, expected: [(Kind, usize, f64); 6]) {
    let Some(root) = shared(folder) else { return };
    let index = Index::builder(root).in_memory().open().unwrap();
    index.sync().unwrap();
    let sources: Vec<Source> = index.parse_files().unwrap().into_iter().filter_map(Source::of).collect();
    let generator = Generator::new(&sources).most_queries(500);
    for (kind, queries, mrr) in expected {
        let means = measure(&format!("{folder} {}", kind.as_str()), &index, &generator.judgments(kind));
        assert!(means.queries >= queries && means.mrr > mrr, "{folder} {kind:?}: {means:?}");
    }
}

#[test]
fn what_18f_asks_of_itself_is_found() {
    check_generated(
        "markdown/18f",
        [
            (Kind::Title, 400, 0.8),
            (Kind::Heading, 400, 0.6),
            (Kind::TitleMinusWord, 400, 0.7),
            (Kind::TitlePrefix, 500, 0.3),
            (Kind::TitleTypo, 400, 0.5),
            (Kind::LinkText, 200, 0.2),
        ],
    );
}

#[test]
fn what_digitalgov_asks_of_itself_is_found() {
    check_generated(
        "markdown/digitalgov",
        [
            (Kind::Title, 500, 0.8),
            (Kind::Heading, 500, 0.6),
            (Kind::TitleMinusWord, 500, 0.7),
            (Kind::TitlePrefix, 500, 0.3),
            (Kind::TitleTypo, 500, 0.5),
            (Kind::LinkText, 500, 0.2),
        ],
    );
}
