//! Workload: files become pages (front matter, Markdown, sections, cleaning, diagnostics).
//! Corpus: the sample collection as it stands; a public site of real pages where it is at hand (`digitalgov`); 1,000
//! made-up pages of about 1 KB (`corpus`).
//! Unit: bytes of source per second.
//! Not measured: reading files (their bytes are in memory), the walk through folders, the analysis of text into terms.
//! Floor: the same Markdown parser's events over the same bodies with the same extensions, after a check that they are
//! UTF-8; nothing is kept of them, and front matter is only passed over.

mod corpus;

use std::hint::black_box;

use criterion::{Criterion, Throughput};
use frontis::content::{self, Options};
use pulldown_cmark::{Options as Extensions, Parser};

use corpus::Collection;

fn main() {
    let mut criterion = Criterion::default().configure_from_args().sample_size(20);
    let collections = [Some(Collection::sample()), Collection::site(), Some(Collection::small_synthetic(1_000))];
    collections.into_iter().flatten().for_each(|collection| parse(&mut criterion, &collection));
    criterion.final_summary();
}

fn parse(criterion: &mut Criterion, collection: &Collection) {
    let mut group = criterion.benchmark_group(format!("content/{}/parse", collection.name));
    group.throughput(Throughput::Bytes(collection.bytes()));
    let options = Options::default();
    group.bench_function("frontis", |bencher| {
        bencher.iter(|| {
            for (id, text) in &collection.files {
                black_box(content::parse(id, text.as_bytes(), &options));
            }
        });
    });
    let extensions = Extensions::ENABLE_TABLES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_TASKLISTS
        | Extensions::ENABLE_HEADING_ATTRIBUTES;
    group.bench_function("floor-markdown-events", |bencher| {
        bencher.iter(|| {
            for (_, text) in &collection.files {
                let text = std::str::from_utf8(black_box(text.as_bytes())).expect("the files are UTF-8");
                Parser::new_ext(body(text), extensions).for_each(|event| drop(black_box(event)));
            }
        });
    });
    group.finish();
}

/// What stands after the front matter.
fn body(text: &str) -> &str {
    let after = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    after.map_or(text, |(_, body)| body)
}
