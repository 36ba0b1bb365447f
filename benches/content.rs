//! Workload: files become pages (front matter, Markdown, sections, cleaning).
//! Corpus: the sample collection as it stands; synthetic pages of about 1 KB (`corpus`).
//! Unit: bytes of source per second.
//! Not measured: reading files (their bytes are in memory), the walk through folders, the analysis of text into terms.
//! Floor: counting the line ends of the same bytes, which any reader must at least do.

mod corpus;

use std::hint::black_box;

use criterion::{Criterion, Throughput};
use frontis::content::{self, Options};

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    parse(&mut criterion, "sample", &corpus::sample());
    parse(&mut criterion, "synthetic", &corpus::synthetic(corpus::page_count().min(1_000)));
    criterion.final_summary();
}

fn parse(criterion: &mut Criterion, name: &str, files: &[(String, String)]) {
    let mut group = criterion.benchmark_group(format!("content/{name}-{}", files.len()));
    group.throughput(Throughput::Bytes(files.iter().map(|(_, text)| text.len() as u64).sum()));
    let options = Options::default();
    group.bench_function("parse", |bencher| {
        bencher.iter(|| {
            for (id, text) in files {
                black_box(content::parse(id, text.as_bytes(), &options));
            }
        });
    });
    group.bench_function("floor-count-lines", |bencher| {
        bencher.iter(|| {
            for (_, text) in files {
                black_box(black_box(text).bytes().filter(|byte| *byte == b'\n').count());
            }
        });
    });
    group.finish();
}
