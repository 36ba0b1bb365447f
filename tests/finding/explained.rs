//! Scores add up to what their explanation says, and every word has a fate.

use frontis::eval::{Generator, Kind, Source};
use frontis::search::{Factor, Operation};
use frontis::{Index, Request};
use proptest::prelude::*;

use frontis_testkit::shared;

use crate::{collection, index_of, sample};

/// The value of a factor, reckoned from its leaves.
fn value(factor: &Factor) -> f64 {
    let parts = || factor.parts.iter().map(value);
    match factor.operation {
        _ if factor.parts.is_empty() => factor.value,
        Operation::Sum => parts().sum(),
        Operation::Product => parts().product(),
        Operation::Saturation => {
            let frequency: f64 = parts().sum();
            frequency / (frontis::engine::K1 + frequency)
        }
    }
}

/// Explains the hits of `query` and returns how many there were.
fn check(index: &Index, query: &str) -> usize {
    let request = Request::new(query).facets::<&str>([]).snippets(0).limit(10).explain(true);
    let hits = index.search(request).unwrap().hits;
    let plain = index.search(Request::new(query).facets::<&str>([]).snippets(0).limit(10)).unwrap().hits;
    assert_eq!(hits.len(), plain.len());
    for (hit, plain) in hits.iter().zip(&plain) {
        assert_eq!((&hit.id, hit.score), (&plain.id, plain.score), "{query:?}: asking why changes nothing");
        let explanation = hit.explanation.as_ref().unwrap();
        assert_eq!(explanation.name, "score");
        let reckoned = value(explanation);
        assert!(
            (reckoned - hit.score).abs() < 2e-5,
            "{query:?}: {} scores {}, explained {reckoned}",
            hit.id,
            hit.score
        );
    }
    hits.len()
}

#[test]
fn a_thousand_scores_add_up_to_their_explanations() {
    let root = shared("markdown/18f").unwrap_or_else(sample);
    let (index, pages) = collection(&root);
    let sources: Vec<Source> = pages.into_iter().map(Source::from).collect();
    let generator = Generator::new(&sources).most_queries(60);
    let mut explained = 0;
    for kind in [Kind::Title, Kind::TitlePrefix, Kind::TitleTypo, Kind::TitleMinusWord, Kind::Heading] {
        for query in generator.judgments(kind).queries {
            explained += check(&index, &query.text);
        }
    }
    assert!(explained >= 1_000, "{explained}");
}

#[test]
fn boosts_are_factors_of_their_own() {
    let settings =
        "ranking: { recency: { half_life: 2y, strength: 1 }, boosts: [{ field: views, pivot: 100, strength: 2 }] }";
    let config = frontis::Config::parse(settings, "settings").unwrap();
    let index = Index::with_engine(frontis::open_engine(None).unwrap(), config);
    let page =
        |id: &str, front: &str| frontis::Page::from_markdown(id, &format!("---\n{front}\n---\nA well of water."));
    let pages =
        [page("old.md", "date: 1990-01-01"), page("read.md", "views: 300"), page("raised.md", "search: { boost: 3 }")];
    index.apply(pages.iter().fold(frontis::Batch::new(), frontis::Batch::add)).unwrap();
    assert_eq!(check(&index, "water well"), 3);
    let hits = index.search(Request::new("water").explain(true)).unwrap().hits;
    assert_eq!(crate::ids(&hits), ["raised.md", "read.md", "old.md"]);
    let names = |at: usize| {
        hits[at].explanation.as_ref().unwrap().parts.iter().map(|part| part.name.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(names(0), ["words", "boost of the page", "boost by date", "boost by views"]);
    assert_eq!(names(1), ["words", "boost by date", "boost by views"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: frontis_testkit::scale::cases(128, 4_000), ..ProptestConfig::default() })]

    #[test]
    fn every_letter_of_a_query_is_in_a_word_with_a_fate(
        query in "\\PC{0,60}|[a-eA-E :\"OR\\-'’.&+#/]{0,60}|((water|wel|wi-fi|C\\+\\+|titel:x|-pump|\"a b|2010–2014) ?){0,50}",
    ) {
        let index = index_of(&[("a.md", "# Water\nA well, a pump, wi-fi and C++."), ("b.md", "# Wells\nwatering, 2010–2014")]);
        let results = index.search(Request::new(query.as_str())).unwrap();
        let mut end = 0;
        for term in &results.terms {
            prop_assert!(term.range.start >= end && term.range.end > term.range.start, "{:?}", results.terms);
            prop_assert_eq!(&query[term.range.clone()], &term.text);
            end = term.range.end;
        }
        for word in frontis::text::words(&query) {
            let inside = |range: &std::ops::Range<usize>| range.start <= word.range.start && word.range.start < range.end;
            let is_name = ["title:", "heading:", "headings:", "summary:", "body:", "values:"]
                .iter()
                .any(|name| query[word.range.start..].to_lowercase().starts_with(name));
            let is_or = &query[word.range.clone()] == "OR";
            prop_assert!(
                is_name || is_or || results.terms.iter().any(|term| inside(&term.range)),
                "{:?} has no fate in {:?}", &query[word.range.clone()], results.terms
            );
        }
    }
}
