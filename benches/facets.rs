//! Workload: counting facets exactly, with and without selections, for queries that match few, many and all pages.
//! Corpus: synthetic pages of about 1 KB with three facets of 6, 12 and 20 values, the last with one to three values a
//! page (`corpus`), indexed in memory.
//! Unit: time per search, no hits fetched.
//! Not measured: snippets, fetching hits (`query`), JSON, building the facets' columns (`index`).
//! Floor: the same search without facets, in the same run.

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
    let counted = index.search("").expect("the empty query is answered").facets;
    assert_eq!(counted.len(), 3, "the synthetic pages have three facets");

    let many = format!("{} ", vocabulary[99]);
    let few = format!("{} ", vocabulary[1_199]);
    for (name, query) in [("all-pages", ""), ("many-pages", &many), ("few-pages", &few)] {
        let mut group = criterion.benchmark_group(format!("facets/synthetic-{count}/{name}"));
        for (name, request) in requests(query) {
            group.bench_function(name, |bencher| bencher.iter(|| index.search(black_box(&request))));
        }
        group.finish();
    }
    criterion.final_summary();
}

fn requests(query: &str) -> [(&'static str, Request); 4] {
    let bare = || Request::new(query).limit(0);
    [
        ("floor-no-facets", bare().facets::<&str>([])),
        ("three-facets", bare()),
        ("one-selected", bare().select("regions", ["Region 1", "Region 2"])),
        ("two-selected", bare().select("regions", ["Region 1"]).select("topics", ["Topic 3", "Topic 4"])),
    ]
}
