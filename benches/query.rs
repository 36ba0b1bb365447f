//! Workload: one search at a time, ten hits: queries of each kind, without facets and snippets; then a whole answer.
//! Corpus: synthetic pages of about 1 KB (`corpus`), indexed in memory; words of queries are taken by their rank in the
//! vocabulary (`common` 100th, `middling` 300th, `rare` 1,200th).
//! Unit: time per search.
//! Not measured: HTTP and JSON, several searches at once, an index on a disk that is not cached, a first search.
//! Baseline: looking for one word in the text of every page with `str::contains`, in the same run.

#[path = "corpus/built.rs"]
mod built;
mod corpus;

use std::hint::black_box;

use criterion::Criterion;
use frontis::Request;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let (index, count) = built::index();
    let vocabulary = corpus::vocabulary();
    let mut group = criterion.benchmark_group(format!("query/synthetic-{count}"));
    for (name, query) in queries(&vocabulary) {
        let request = Request::new(query).limit(10).facets::<&str>([]).snippets(0);
        group.bench_function(name, |bencher| bencher.iter(|| index.search(black_box(&request))));
    }
    let [common, middling, _] = words(&vocabulary);
    let whole = Request::new(format!("{common} {middling} ")).limit(10);
    group.bench_function("whole-answer-facets-snippets", |bencher| bencher.iter(|| index.search(black_box(&whole))));

    let files = corpus::synthetic(count);
    group.bench_function("baseline-scan-one-word", |bencher| {
        bencher.iter(|| files.iter().filter(|(_, text)| text.contains(black_box(middling))).count());
    });
    group.finish();
    criterion.final_summary();
}

/// A space at the end keeps the last word from being a prefix.
fn queries(vocabulary: &[String]) -> Vec<(&'static str, String)> {
    let [common, middling, rare] = words(vocabulary);
    let beginning: String = middling.chars().take(3).collect();
    vec![
        ("one-common-word", format!("{common} ")),
        ("one-rare-word", format!("{rare} ")),
        ("two-words", format!("{common} {middling} ")),
        ("three-words", format!("{common} {middling} {rare} ")),
        ("either-of-two", format!("{common} OR {middling} ")),
        ("phrase", format!("\"{common} {middling}\" ")),
        ("exclusion", format!("{common} -{middling} ")),
        ("prefix", format!("{common} {beginning}")),
        ("unknown-word", "zzyzxq ".to_owned()),
        ("everything", String::new()),
    ]
}

fn words(vocabulary: &[String]) -> [&str; 3] {
    [100, 300, 1_200].map(|rank| vocabulary[rank - 1].as_str())
}
