//! Workload: the best passages of ten hits for a query of two words, one and three a hit; then a whole search with one
//! snippet a hit.
//! Corpus: made-up pages of about 1 KB (`corpus`), and a public site of real pages where it is at hand (`digitalgov`);
//! words as in `query`: one common, one middling, eight pairs in turn, each with the ten hits of its own search.
//! Unit: time per query, which is ten hits.
//! Not measured: other forms of a word (both sides mark the words as asked), fetching (texts are in memory), but in
//! `whole-search`, which searches, fetches, and makes snippets, other forms included.
//! Floor: tantivy's `SnippetGenerator` for the same hits, words and length; it knows one passage a hit and no distance
//! between words, and its time for one is the floor of three. Both sides make what they match with anew for each query.
//! Ours leaves a page off where nothing that follows can be better; tantivy reads all of it, in four fields' words.

mod corpus;
mod raw;

use std::hint::black_box;

use criterion::Criterion;
use frontis::highlight::{Pattern, Patterns, TermSet, best_passages};
use frontis::{Index, Request};
use tantivy::query::Query;
use tantivy::schema::Value;
use tantivy::snippet::SnippetGenerator;

use corpus::{Asked, Collection};
use raw::{Raw, RawIndex, Schema};

/// The longest snippet, in Unicode scalar values: the default of a request.
const CHARS: usize = 200;

/// A query and the sections' texts of its hits.
struct Case {
    words: Vec<String>,
    ours: Request,
    hits: Vec<Vec<String>>,
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    for collection in [Some(Collection::synthetic()), Collection::site()].into_iter().flatten() {
        measure(&mut criterion, &collection);
    }
    criterion.final_summary();
}

fn measure(criterion: &mut Criterion, collection: &Collection) {
    let pages = collection.pages();
    let asked = Asked::of(&pages);
    let index = Collection::indexed(&pages);
    let raw = RawIndex::in_memory(Schema::new(false)).with_pages(&pages);
    drop(pages);
    let cases: Vec<Case> =
        asked.common.iter().zip(&asked.middling).map(|(a, b)| case(&index, vec![a.clone(), b.clone()])).collect();
    let mut at = 0;
    let mut next = || {
        at = (at + 1) % cases.len();
        black_box(&cases[at])
    };
    for (name, count) in [("one-per-hit", 1), ("three-per-hit", 3)] {
        let mut group = criterion.benchmark_group(format!("snippets/{}/{name}", collection.name));
        group.bench_function("frontis", |bencher| bencher.iter(|| ours(next(), count)));
        group.bench_function("floor-snippet-generator", |bencher| bencher.iter(|| floor(&raw, next())));
        group.finish();
    }
    let mut group = criterion.benchmark_group(format!("snippets/{}/whole-search", collection.name));
    group.bench_function("frontis", |bencher| bencher.iter(|| index.search(&next().ours)));
    group.bench_function("floor-tantivy", |bencher| bencher.iter(|| whole_floor(&raw, next())));
    group.finish();
}

fn case(index: &Index, words: Vec<String>) -> Case {
    let ours = Request::new(words.join(" ") + " ").limit(10).facets::<&str>([]);
    let found = index.search(&ours).expect("the query is answered").hits;
    let sections = |id: &str| {
        let page = index.page(id).expect("an index in memory is read").expect("a hit is a page");
        page.sections.into_iter().map(|section| section.text).collect()
    };
    let hits: Vec<Vec<String>> = found.iter().map(|hit| sections(&hit.id)).collect();
    assert!(!hits.is_empty(), "{words:?} is found");
    Case { words, ours, hits }
}

fn ours(case: &Case, count: usize) -> usize {
    let pattern = |word: &String| Pattern::Word(TermSet::new(vec![word.clone()], Vec::new()));
    let patterns = Patterns::new(case.words.iter().map(pattern).enumerate().collect());
    let passages = case.hits.iter().map(|sections| {
        let texts: Vec<&str> = sections.iter().map(String::as_str).collect();
        best_passages(&texts, &patterns, 0b11, count, CHARS).len()
    });
    passages.sum()
}

fn generator(raw: &Raw, query: &dyn Query) -> SnippetGenerator {
    let body = raw.schema.texts[3];
    let mut generator = SnippetGenerator::create(&raw.searcher(), query, body).expect("a generator");
    generator.set_max_num_chars(CHARS);
    generator
}

fn floor(raw: &Raw, case: &Case) -> usize {
    let generator = generator(raw, &*raw.texts().any(&case.words));
    case.hits.iter().map(|sections| generator.snippet(&sections.join("\n")).highlighted().len()).sum()
}

fn whole_floor(raw: &Raw, case: &Case) -> (usize, usize) {
    let query = raw.texts().any(&case.words);
    let (documents, count) = raw.counted(&*query);
    let generator = generator(raw, &*query);
    let body = raw.schema.texts[3];
    let snippets = documents.iter().map(|document| {
        let texts: Vec<&str> = document.get_all(body).filter_map(|value| value.as_str()).collect();
        generator.snippet(&texts.join("\n")).highlighted().len()
    });
    (count, snippets.sum())
}
