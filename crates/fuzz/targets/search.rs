//! Any query, filter and choice on five pages: an answer, or an error that is the caller's. The first line of the input
//! is the query, the second the filter, the third a value to choose in `regions`.
//!
//! An answer's ranges lie where they say, and a filter and its negation part what there is without it. Not for which
//! pages match, which the naive engine of the test kit is held against.
#![no_main]

use std::ops::Range;
use std::sync::LazyLock;

use frontis::search::Results;
use frontis::{Batch, Error, ErrorKind, Index, Marked, Page, Request};
use libfuzzer_sys::fuzz_target;

/// Languages, joined and split words, intervals, dates, and fields that some pages lack.
const PAGES: [(&str, &str); 5] = [
    (
        "wells.md",
        "---\ntitle: Wells of Asia\nregions: Asia\nclient: World Bank\nstart: 2008\nend: 2012\nbudget: 1.5\n---\n\
         # Digging\n\nClean water, *deep* down.\n\
         The pump's pipe is 30 m long – or longer.\n\n## Depths\n\nWells differ.",
    ),
    (
        "pumps.md",
        "---\ntitle: Hand pumps\nregions: [Asia, Africa]\ndate: 2016-01-21\nstatus: open\nbudget: 20\n---\n\
         Pumps for clean water; e-mail and wi-fi. No pressure, no pressure at all.",
    ),
    (
        "eau.md",
        "---\ntitle: L'eau potable\nlang: fr\nregions: Africa\nstart: 2010\n---\nL'eau des écoles, été comme hiver.",
    ),
    ("wasser.md", "---\ntitle: Trinkwasser\nlang: de\nclient: KfW\n---\n# Größe\n\nWasserversorgung für Dörfer."),
    (
        "水.md",
        "# 水 and e\u{301}\u{327} 👩‍👩‍👧\n\nimproved `well_depth`, `<i>`, <b>water</b> & soap\n\n\
         | a | b |\n|---|---|\n| 1 | 2 |",
    ),
];

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let index = Index::in_memory().expect("memory is enough");
    let batch = PAGES.iter().fold(Batch::new(), |batch, (id, text)| batch.add(&Page::from_markdown(id, text)));
    index.apply(batch).expect("five pages can be indexed");
    index
});

fuzz_target!(|text: &str| {
    let mut lines = text.splitn(3, '\n');
    let [query, filter, region] = [(); 3].map(|()| lines.next().unwrap_or_default());
    let mut request = Request::new(query).explain(true).snippets(3).snippet_chars(60);
    if !region.is_empty() {
        request = request.select("regions", [region]);
    }
    let Some(all) = answer(&request) else { return };
    check(&all);
    if filter.trim().is_empty() {
        return;
    }
    let Some(passed) = answer(&request.clone().filter(filter)) else { return };
    check(&passed);
    assert_eq!(passed.tier, all.tier, "a filter chose the tier");
    // A filter that is as long or as deep as one may be has no room for the negation.
    if let Some(rest) = answer(&request.filter(format!("NOT ({filter})"))) {
        assert_eq!(passed.total + rest.total, all.total);
        assert_eq!(passed.partial_total + rest.partial_total, all.partial_total);
    }
});

/// Searches; `None` for an error of the kinds that are the caller's.
fn answer(request: &Request) -> Option<Results> {
    let refused = |error: &Error| {
        use ErrorKind::{FieldUnknown, FilterInvalid, QueryTooLong, RequestInvalid};
        matches!(error.kind(), QueryTooLong | FilterInvalid | FieldUnknown | RequestInvalid)
    };
    match INDEX.search(request) {
        Err(error) if refused(&error) => None,
        answer => Some(answer.expect("the index is whole")),
    }
}

fn check(results: &Results) {
    assert!(!results.timed_out);
    check_ranges(&results.query, results.terms.iter().map(|term| &term.range));
    for hit in &results.hits {
        assert!(hit.score.is_finite() && hit.score >= 0.0, "{} scores {}", hit.id, hit.score);
        check_marks(&hit.title);
        for snippet in &hit.snippets {
            assert!(snippet.text.text.chars().count() <= 60, "{:?}", snippet.text.text);
            check_marks(&snippet.text);
        }
    }
}

fn check_marks(marked: &Marked) {
    check_ranges(&marked.text, &marked.ranges);
    assert!(!marked.html().contains("<i>"), "not escaped");
}

/// Ranges ascend without overlap, and lie on character borders of `text`.
fn check_ranges<'a>(text: &str, ranges: impl IntoIterator<Item = &'a Range<usize>>) {
    let mut end = 0;
    for range in ranges {
        assert!(
            range.start >= end && text.get(range.clone()).is_some_and(|own| !own.is_empty()),
            "{range:?} of {text:?}"
        );
        end = range.end;
    }
}
