//! Workload: pages become a searchable index in memory, all at once; one page of a built index is replaced.
//! Corpus: synthetic pages of about 1 KB (`corpus`), already parsed.
//! Unit: pages per second for the build; time per commit for the replacement.
//! Not measured: reading and parsing files (`content`), writing to a disk, syncing a folder.
//! Floor: splitting the same text at white space, which any indexer must at least do.

mod corpus;

use std::hint::black_box;

use criterion::{BenchmarkGroup, Criterion, Throughput, measurement::WallTime};
use frontis::{Batch, Index, Page};

fn main() {
    let mut criterion = Criterion::default().configure_from_args().sample_size(10);
    let files = corpus::synthetic(corpus::page_count());
    let pages: Vec<Page> = files.iter().map(|(id, text)| Page::from_markdown(id, text)).collect();
    let mut group = criterion.benchmark_group(format!("index/synthetic-{}", pages.len()));
    build(&mut group, &pages);
    replace(&mut group, &pages);
    group.finish();
    criterion.final_summary();
}

fn build(group: &mut BenchmarkGroup<'_, WallTime>, pages: &[Page]) {
    group.throughput(Throughput::Elements(pages.len() as u64));
    group.bench_function("build", |bencher| bencher.iter(|| indexed(pages)));
    group.bench_function("floor-split-words", |bencher| {
        bencher.iter(|| {
            for section in pages.iter().flat_map(|page| &page.sections) {
                black_box(section.text.split_whitespace().count());
            }
        });
    });
}

fn replace(group: &mut BenchmarkGroup<'_, WallTime>, pages: &[Page]) {
    let index = indexed(pages);
    let mut versions = [pages[0].clone(), pages[0].clone()];
    versions[1].title.push_str(" again");
    let mut turn = 0;
    group.throughput(Throughput::Elements(1));
    group.bench_function("replace-one-page", |bencher| {
        bencher.iter(|| {
            turn = 1 - turn;
            index.apply(Batch::new().add(&versions[turn])).expect("an index in memory takes a page");
        });
    });
}

fn indexed(pages: &[Page]) -> Index {
    let index = Index::in_memory().expect("an index in memory opens");
    let batch = pages.iter().fold(Batch::new(), Batch::add);
    index.apply(batch).expect("an index in memory takes pages");
    index
}
