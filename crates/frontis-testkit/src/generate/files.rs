//! Folders of Markdown and what people ask of them, for tests of the whole pipeline.

use std::collections::BTreeMap;

use frontis::Request;
use frontis::engine::{Match, Sort, SortKey};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::{VOCABULARY, page_id, sentence, values_of};

/// Up to `most` files of Markdown with front matter, by path.
pub fn files(most: usize) -> impl Strategy<Value = BTreeMap<String, String>> {
    prop::collection::btree_map(page_id(), markdown(), 0..=most)
}

fn markdown() -> impl Strategy<Value = String> {
    let section = (sentence(2), sentence(20))
        .prop_map(|(heading, text)| format!("\n## {}\n\n{}\n", heading.replace('\n', " "), text));
    (front_matter(), sentence(12), prop::collection::vec(section, 0..=3)).prop_map(
        |(front_matter, opening, sections)| format!("---\n{front_matter}---\n{opening}\n{}", sections.concat()),
    )
}

/// Any text without control characters but line feeds as a YAML scalar.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

fn front_matter() -> impl Strategy<Value = String> {
    let regions = subsequence(values_of("regions"), 1..=3).prop_map(|values| {
        let values: Vec<_> = values.into_iter().map(quoted).collect();
        format!("regions: [{}]\n", values.join(", "))
    });
    let client = select(values_of("client")).prop_map(|value| format!("client: {}\n", quoted(value)));
    let years = (2012..2017, prop::option::of(0..4)).prop_map(|(start, more)| {
        format!("start: {start}\n{}", more.map_or(String::new(), |more| format!("end: {}\n", start + more)))
    });
    let date = (1..=28).prop_map(|day| format!("date: 2016-02-{day:02}\n"));
    let line = |key: &'static str, text: BoxedStrategy<String>| {
        text.prop_map(move |text| format!("{key}: {}\n", quoted(&text)))
    };
    let maybe = |line: BoxedStrategy<String>| prop::option::of(line).prop_map(Option::unwrap_or_default);
    (
        maybe(line("title", sentence(4).boxed()).boxed()),
        maybe(line("summary", sentence(8).boxed()).boxed()),
        maybe(regions.boxed()),
        maybe(client.boxed()),
        maybe(years.boxed()),
        maybe(date.boxed()),
    )
        .prop_map(|(title, summary, regions, client, years, date)| {
            [title, summary, regions, client, years, date].concat()
        })
}

/// A request as people and programs make them: words with typos, phrases, exclusions, fields, selections, every order.
pub fn requests() -> impl Strategy<Value = Request> {
    let query = prop::collection::vec(query_part(), 0..=4).prop_map(|parts| parts.join(" "));
    let trailing = select(vec!["", " "]);
    let choice = prop::option::weighted(0.3, subsequence(values_of("regions"), 1..=2));
    let matching = select(vec![Match::Auto, Match::Auto, Match::All, Match::Any]);
    let key = select(vec![SortKey::Relevance, SortKey::Relevance, SortKey::Date { descending: true }]);
    (query, trailing, choice, matching, key, select(vec![0, 1, 3]), select(vec![1, 5, 20])).prop_map(
        |(query, trailing, choice, matching, key, offset, limit)| {
            let request =
                Request::new(query + trailing).matching(matching).sort(Sort { key }).offset(offset).limit(limit);
            match choice {
                Some(values) => request.select("regions", values),
                None => request,
            }
        },
    )
}

fn query_part() -> impl Strategy<Value = String> {
    let word = || select(&VOCABULARY[..]).prop_map(str::to_owned);
    let beginning = (word(), 1_usize..=5).prop_map(|(word, chars)| word.chars().take(chars).collect());
    let typo = (word(), 1_usize..=6)
        .prop_map(|(word, at)| word.chars().enumerate().filter(|(i, _)| *i != at).map(|(_, c)| c).collect());
    let phrase = (word(), word()).prop_map(|(first, second)| format!("\"{first} {second}\""));
    prop_oneof![
        8 => word(),
        2 => beginning,
        2 => typo,
        2 => phrase,
        1 => word().prop_map(|word| format!("-{word}")),
        1 => word().prop_map(|word| format!("title:{word}")),
        1 => Just("OR".to_owned()),
        1 => "\\PC{0,6}",
    ]
}
