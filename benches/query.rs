//! Workload: one search at a time, ten hits with title and fields, without facets and snippets; each kind of query.
//! Corpus: made-up pages of about 1 KB (`corpus`); some kinds on a public site of real pages too, where it is at hand
//! (`digitalgov`). Indexed in memory. Words are taken by how often they stand in the collection: common ones from the
//! 50th, middling ones from the 300th, rare ones from the 3,000th; eight of each kind are asked in turn.
//! Unit: time per search, warm.
//! Not measured: HTTP and JSON (`http`), several searches at once, an index on disk that is not cached, a first search.
//! Floors: raw tantivy on the same pages (`raw`), which scores by one weight a field, does not stem and does not know
//! which words a hit misses; all fetch the stored texts of ten hits, as an answer must.
//! - `floor-counted`: over five fields, with the exact number of matches, which ours always has;
//! - `floor-uncounted`: the same without that number, so that tantivy may pass over pages;
//! - `floor-one-field`: counted, over one field that holds all text.

mod corpus;
mod raw;

use std::hint::black_box;

use criterion::Criterion;
use frontis::search::Match;
use frontis::{Index, Request};
use tantivy::query::Query;

use corpus::{Asked, Collection};
use raw::{In, Raw, RawIndex, Schema, everything};

/// No cap on the words a prefix stands for, and tantivy's own.
const ALL_EXPANSIONS: u32 = u32::MAX;
const DEFAULT_EXPANSIONS: u32 = 50;

/// Kinds asked of the real pages too.
const ON_REAL_PAGES: [&str; 5] = ["one-word", "two-words-default", "three-words-any", "phrase", "prefix"];

/// Makes the floor's query; the number is the most words a prefix may stand for.
type MakeQuery = Box<dyn Fn(In<'_>, u32) -> Box<dyn Query>>;

/// One query in both tongues.
struct Question {
    ours: Request,
    floor: MakeQuery,
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    measure(&mut criterion, &Collection::synthetic(), |_| true);
    if let Some(site) = Collection::site() {
        measure(&mut criterion, &site, |kind| ON_REAL_PAGES.contains(&kind));
    }
    criterion.final_summary();
}

fn measure(criterion: &mut Criterion, collection: &Collection, wanted: impl Fn(&str) -> bool) {
    let pages = collection.pages();
    let asked = Asked::of(&pages);
    let index = Collection::indexed(&pages);
    let raw = RawIndex::in_memory(Schema::new(true)).with_pages(&pages);
    drop(pages);
    for (kind, questions) in kinds(&asked).into_iter().filter(|(kind, _)| wanted(kind)) {
        check(kind, &questions, &index, &raw, &collection.name);
        let mut group = criterion.benchmark_group(format!("query/{}/{kind}", collection.name));
        let mut at = 0;
        let mut next = || {
            at = (at + 1) % questions.len();
            at
        };
        group.bench_function("frontis", |bencher| bencher.iter(|| index.search(black_box(&questions[next()].ours))));
        for (name, fields, counts, expansions) in [
            ("floor-counted", raw.texts(), true, ALL_EXPANSIONS),
            ("floor-uncounted", raw.texts(), false, DEFAULT_EXPANSIONS),
            ("floor-one-field", raw.one(), true, ALL_EXPANSIONS),
        ] {
            group.bench_function(name, |bencher| {
                bencher.iter(|| {
                    let query = (questions[next()].floor)(black_box(fields), expansions);
                    let counted = || raw.counted(&*query);
                    if counts { counted() } else { (raw.uncounted(&*query), 0) }
                });
            });
        }
        group.finish();
    }
}

/// Both must be asked the same: where no word has other forms the totals are equal, else ours finds more.
fn check(kind: &str, questions: &[Question], index: &Index, raw: &Raw, collection: &str) {
    for question in questions.iter().filter(|_| collection.starts_with("synthetic")) {
        let results = index.search(&question.ours).expect("the query is answered");
        let ours = (results.total + results.partial_total) as usize;
        for fields in [raw.texts(), raw.one()] {
            let (_, floor) = raw.counted(&*(question.floor)(fields, ALL_EXPANSIONS));
            let same = if ["one-word-quoted", "phrase", "unknown-word", "everything"].contains(&kind) {
                ours == floor
            } else {
                ["exclusion", "three-words-misspelt"].contains(&kind) || ours >= floor
            };
            assert!(same, "{kind}: {:?}: {ours} matches, and the floor has {floor}", results.query);
        }
    }
}

/// What is asked of each kind.
fn kinds(asked: &Asked) -> Vec<(&'static str, Vec<Question>)> {
    let words = |at: usize, count: usize| -> Vec<String> {
        [&asked.common[at], &asked.middling[at], &asked.rare[at]].into_iter().take(count).cloned().collect()
    };
    let each = |make: &dyn Fn(usize) -> Question| (0..asked.common.len()).map(make).collect::<Vec<_>>();
    vec![
        ("one-word", each(&|at| any(words(at, 1), Match::Auto))),
        ("one-word-quoted", each(&|at| quoted(words(at, 1)))),
        ("one-rare-word", each(&|at| any(vec![asked.rare[at].clone()], Match::Auto))),
        ("two-words-any", each(&|at| any(words(at, 2), Match::Any))),
        ("two-words-all", each(&|at| all(words(at, 2)))),
        ("two-words-default", each(&|at| any(words(at, 2), Match::Auto))),
        ("three-words-any", each(&|at| any(words(at, 3), Match::Any))),
        ("three-words-default", each(&|at| any(words(at, 3), Match::Auto))),
        ("three-words-misspelt", each(&|at| misspelt(words(at, 3)))),
        ("three-words-all", each(&|at| all(words(at, 3)))),
        ("phrase", asked.phrases.iter().cloned().map(phrase).collect()),
        ("prefix", each(&|at| prefix(&asked.middling[at]))),
        ("exclusion", each(&|at| exclusion(asked.common[at].clone(), asked.middling[at].clone()))),
        ("unknown-word", each(&|at| any(vec![format!("zzyzxq{at}")], Match::Auto))),
        ("everything", vec![question(String::new(), Match::Auto, |_, _| everything())]),
    ]
}

fn question(query: String, matching: Match, floor: impl Fn(In<'_>, u32) -> Box<dyn Query> + 'static) -> Question {
    let ours = Request::new(query).matching(matching).limit(10).facets::<&str>([]).snippets(0);
    Question { ours, floor: Box::new(floor) }
}

/// A space at the end keeps the last word from being a prefix.
fn any(words: Vec<String>, matching: Match) -> Question {
    question(words.join(" ") + " ", matching, move |fields, _| fields.any(&words))
}

/// The last letter of the middle word is another; the floor is asked with the right one.
fn misspelt(words: Vec<String>) -> Question {
    let mut typed = words.clone();
    typed[1].pop();
    typed[1].push_str("qx");
    question(typed.join(" ") + " ", Match::Auto, move |fields, _| fields.any(&words))
}

fn all(words: Vec<String>) -> Question {
    question(words.join(" ") + " ", Match::All, move |fields, _| fields.all(&words))
}

/// Quotes keep a word from being searched in other forms.
fn quoted(words: Vec<String>) -> Question {
    question(format!("\"{}\"", words.join(" ")), Match::Auto, move |fields, _| fields.any(&words))
}

fn phrase(words: [String; 2]) -> Question {
    question(format!("\"{}\"", words.join(" ")), Match::Auto, move |fields, _| fields.phrase(&words))
}

/// The first three letters of a word, as they are typed.
fn prefix(word: &str) -> Question {
    let beginning: String = word.chars().take(3).collect();
    question(beginning.clone(), Match::Auto, move |fields, expansions| fields.prefix(&beginning, expansions))
}

fn exclusion(word: String, excluded: String) -> Question {
    question(format!("{word} -{excluded} "), Match::Auto, move |fields, _| fields.without(&word, &excluded))
}
