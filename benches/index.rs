//! Workload: pages become a searchable index in memory; a folder becomes an index on disk, reading and parsing
//! included; one page of an index in memory is replaced; one file of a folder is changed and the index on disk synced.
//! Corpus: made-up pages of about 1 KB (`corpus`); a public site of real pages where it is at hand (`digitalgov`).
//! Unit: pages per second for building; time per commit for replacing.
//! Not measured: a disk that is not cached (the folder was just written, and files go to the system's temporary
//! folder), removing the index again.
//! Floor: raw tantivy (`raw`) with as many threads and as much memory, in one commit, merges waited for: the four text
//! fields with positions and lengths, its default tokenizer, the same facets, the same texts stored. It is given parsed
//! pages, in every case; its writer stays open between replacements.

mod corpus;
mod raw;

use std::hint::black_box;
use std::path::Path;

use criterion::measurement::WallTime;
use criterion::{BatchSize, BenchmarkGroup, Criterion, Throughput};
use frontis::{Batch, Index, Page};
use frontis_testkit::site::Site;
use tantivy::directory::MmapDirectory;
use tempfile::TempDir;

use corpus::Collection;
use raw::{Raw, RawIndex, Schema};

fn main() {
    let mut criterion = Criterion::default().configure_from_args().sample_size(10);
    for collection in [Some(Collection::synthetic()), Collection::site()].into_iter().flatten() {
        let (pages, site) = (collection.pages(), collection.on_disk());
        let name = &collection.name;
        in_memory(&mut building(&mut criterion, &format!("index/{name}/pages-to-memory"), &pages), &pages);
        on_disk(&mut building(&mut criterion, &format!("index/{name}/folder-to-disk"), &pages), &site, &pages);
        replace(&mut criterion.benchmark_group(format!("index/{name}/replace-one-page")), &pages);
        sync(
            &mut criterion.benchmark_group(format!("index/{name}/sync-one-changed-file")),
            &site,
            &collection.files[0],
            &pages,
        );
    }
    criterion.final_summary();
}

fn building<'a>(criterion: &'a mut Criterion, name: &str, pages: &[Page]) -> BenchmarkGroup<'a, WallTime> {
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Elements(pages.len() as u64));
    group
}

fn in_memory(group: &mut BenchmarkGroup<'_, WallTime>, pages: &[Page]) {
    group.bench_function("frontis", |bencher| bencher.iter_with_large_drop(|| Collection::indexed(pages)));
    group.bench_function("floor-tantivy", |bencher| {
        bencher.iter_with_large_drop(|| RawIndex::in_memory(Schema::new(false)).with_pages(black_box(pages)));
    });
}

fn on_disk(group: &mut BenchmarkGroup<'_, WallTime>, site: &Site, pages: &[Page]) {
    group.bench_function("frontis", |bencher| {
        bencher.iter_batched(folder, |folder| (synced(site.root(), &folder), folder), BatchSize::PerIteration);
    });
    group.bench_function("floor-tantivy-parsed-pages", |bencher| {
        bencher.iter_batched(folder, |folder| (raw_on_disk(&folder, pages), folder), BatchSize::PerIteration);
    });
}

fn replace(group: &mut BenchmarkGroup<'_, WallTime>, pages: &[Page]) {
    let versions = versions(&pages[0]);
    let index = Collection::indexed(pages);
    let mut turn = 0;
    group.bench_function("frontis", |bencher| {
        bencher.iter(|| {
            turn = 1 - turn;
            index.apply(Batch::new().add(&versions[turn])).expect("an index in memory takes a page");
        });
    });
    drop(index);
    let raw = RawIndex::in_memory(Schema::new(false)).with_pages(pages);
    let mut writer = raw.writer();
    group.bench_function("floor-tantivy", |bencher| {
        bencher.iter(|| {
            turn = 1 - turn;
            raw.replace(&mut writer, &versions[turn]);
        });
    });
}

fn sync(group: &mut BenchmarkGroup<'_, WallTime>, site: &Site, (id, text): &(String, String), pages: &[Page]) {
    let place = folder();
    let index = synced(site.root(), &place);
    let mut added = 0;
    group.bench_function("frontis", |bencher| {
        bencher.iter_batched(
            || {
                added += 1;
                site.write(id, format!("{text}\n{added}\n"));
            },
            |()| assert_eq!(index.sync().expect("the site syncs").changed, 1),
            BatchSize::PerIteration,
        );
    });
    let (versions, place) = (versions(&pages[0]), folder());
    let raw = raw_on_disk(&place, pages);
    let mut writer = raw.writer();
    let mut turn = 0;
    group.bench_function("floor-tantivy-no-folder", |bencher| {
        bencher.iter(|| {
            turn = 1 - turn;
            raw.replace(&mut writer, &versions[turn]);
        });
    });
}

fn versions(page: &Page) -> [Page; 2] {
    let mut versions = [page.clone(), page.clone()];
    versions[1].title.push_str(" again");
    versions
}

fn synced(root: &Path, place: &TempDir) -> Index {
    let index = Index::builder(root).index_dir(place.path()).open().expect("the folder opens");
    index.sync().expect("the folder is read");
    index
}

fn raw_on_disk(place: &TempDir, pages: &[Page]) -> Raw {
    let directory = MmapDirectory::open(place.path()).expect("a temporary folder");
    RawIndex::on(directory, Schema::new(false)).with_pages(pages)
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}
