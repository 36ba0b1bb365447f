//! Workload: a search with ten hits and the exact counts of three facets and the years, without and with selections.
//! Corpus: made-up pages of about 1 KB (`corpus`): facets of 6, 12 and 20 values, the last with one to three values a
//! page, and an interval of one to seven years; indexed in memory. Words are quoted, so that both sides look for one
//! form; common ones from the 50th most frequent, rare ones from the 3,000th, eight of each in turn.
//! Unit: time per search.
//! Not measured: snippets, JSON, building the facets' columns (`index`), facets of many thousands of values.
//! Floor: raw tantivy (`raw`): the top ten, the number of matches and a `FacetCollector` a facet, in one search; with
//! selections, that search under all of them, and one more search a selected facet under the selections of the others,
//! which is what counting the alternatives takes. Both sides give the same counts: that is checked first.

mod corpus;
mod raw;

use std::hint::black_box;

use criterion::Criterion;
use frontis::{Index, Request};
use tantivy::query::Query;

use corpus::{Asked, Collection, FACETS};
use raw::{Raw, RawIndex, Schema, everything, facet_field, must, selected};

/// A facet's place in [`FACETS`] and the values chosen there.
type Selection = (usize, &'static [&'static str]);

const NONE: &[Selection] = &[];
const ONE: &[Selection] = &[(0, &["Region 1", "Region 2"])];
const TWO: &[Selection] = &[(0, &["Region 1"]), (2, &["Topic 3", "Topic 4"])];

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let collection = Collection::synthetic();
    let pages = collection.pages();
    let asked = Asked::of(&pages);
    let index = Collection::indexed(&pages);
    let raw = RawIndex::in_memory(Schema::new(false)).with_pages(&pages);
    drop(pages);
    let everything = vec![String::new()];
    for (name, words, selections) in [
        ("everything", &everything, NONE),
        ("common-word", &asked.common, NONE),
        ("rare-word", &asked.rare, NONE),
        ("everything-one-selected", &everything, ONE),
        ("common-word-one-selected", &asked.common, ONE),
        ("common-word-two-selected", &asked.common, TWO),
    ] {
        let requests: Vec<Request> = words.iter().map(|word| request(word, selections)).collect();
        for (request, word) in requests.iter().zip(words) {
            assert_eq!(ours(&index, request), floor(&raw, word, selections), "{name} {word}");
        }
        let mut group = criterion.benchmark_group(format!("facets/{}/{name}", collection.name));
        let mut at = 0;
        let mut next = || {
            at = (at + 1) % words.len();
            at
        };
        group.bench_function("frontis", |bencher| bencher.iter(|| index.search(black_box(&requests[next()]))));
        group.bench_function("floor-facet-collector", |bencher| {
            bencher.iter(|| floor(&raw, black_box(&words[next()]), selections));
        });
        group.finish();
    }
    criterion.final_summary();
}

fn request(word: &str, selections: &[Selection]) -> Request {
    let query = if word.is_empty() { String::new() } else { format!("\"{word}\"") };
    let names = FACETS.map(|(name, _)| name);
    let request = Request::new(query).limit(10).snippets(0).facets(names);
    selections.iter().fold(request, |request, (facet, values)| request.select(names[*facet], values.iter().copied()))
}

/// The number of matches, and of each facet the sorted counts.
type Counts = (usize, Vec<Vec<(String, u64)>>);

fn ours(index: &Index, request: &Request) -> Counts {
    let results = index.search(request).expect("the query is answered");
    let facets = results.facets.iter().map(|facet| {
        let mut values: Vec<_> = facet.values.iter().map(|value| (value.value.clone(), value.count)).collect();
        values.sort();
        values.retain(|(_, count)| *count > 0);
        values
    });
    (results.total as usize, facets.collect())
}

fn floor(raw: &Raw, word: &str, selections: &[Selection]) -> Counts {
    let query = |but: Option<usize>| -> Box<dyn Query> {
        let words = if word.is_empty() { everything() } else { raw.texts().word(word) };
        let others = selections.iter().filter(|(facet, _)| Some(*facet) != but);
        let selected = others.map(|(facet, values)| selected(facet_field(raw, *facet), values));
        let mut all: Vec<_> = std::iter::once(words).chain(selected).collect();
        if all.len() == 1 { all.remove(0) } else { must(all) }
    };
    let is_selected = |facet: &usize| selections.iter().any(|(own, _)| own == facet);
    let rest: Vec<usize> = (0..FACETS.len()).filter(|facet| !is_selected(facet)).collect();
    let (total, counted) = raw.faceted(&*query(None), &rest);
    let mut counted = counted.into_iter();
    let mut facets = Vec::new();
    for facet in 0..FACETS.len() {
        let counts =
            if is_selected(&facet) { Some(raw.one_facet(&*query(Some(facet)), facet)) } else { counted.next() };
        facets.push(counts.unwrap_or_default());
    }
    facets.iter_mut().for_each(|values| values.sort());
    (total, facets)
}
