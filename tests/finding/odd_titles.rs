//! Titles that no query language likes.

use frontis::search::Raised;
use frontis::text::title_key;
use frontis::{Batch, Index, Page};
use proptest::prelude::*;

use crate::first;

/// Stop words, symbols, operators, field names, numbers, scripts, emoji, and a title of 600 bytes.
fn odd_titles() -> Vec<String> {
    let mut titles: Vec<String> = [
        "The",
        "To be or not to be",
        "What is it?",
        "A",
        "C++",
        "C#",
        ".NET",
        "AT&T",
        "C",
        "???",
        "404",
        "-1",
        "- draft",
        "x: y",
        "title:water",
        "title: water",
        "\"quoted\"",
        "\"half",
        "OR",
        "a OR b",
        "OR OR OR",
        "NOT",
        "-water",
        "water -water",
        "(nested (deeply",
        "a AND (b",
        "*",
        "wat*",
        "~",
        "2010..2014",
        "2010–2014",
        "v1.2.3",
        "wi-fi",
        "snake_case",
        "camelCase",
        "l'eau",
        "L’Été à Paris",
        "ÉTÉ",
        "ete",
        "日本語のタイトル",
        "日本",
        "清洁水",
        "한국어",
        "مرحبا بالعالم",
        "ماء",
        "ภาษาไทยไม่มีเว้นวรรค",
        "Привет, мир",
        "Ελλάδα",
        "שלום",
        "हिन्दी में",
        "👩‍👩‍👧‍👦",
        "🙂 emoji 🙂",
        "e\u{301}te\u{301}",
        "\u{202e}reversed",
        "ﬁne ligature",
        "Ｆｕｌｌｗｉｄｔｈ",
        "İstanbul",
        "Straße",
        "a\u{300}\u{301}\u{302}",
        "It's",
        "…",
        "—",
        "<script>alert(1)</script>",
        "a/b",
        "50% off!",
        "#1",
        "@home",
        "[link](x)",
        "`code`",
    ]
    .map(str::to_owned)
    .to_vec();
    titles.push("long ".repeat(120).trim().to_owned());
    titles.push("水".repeat(200));
    titles.push("x".repeat(600));
    titles
}

fn index(titles: &[String]) -> Index {
    let index = Index::in_memory().unwrap();
    let noise = |number: usize| {
        let body = titles.iter().skip(number % 7).step_by(7).cloned().collect::<Vec<_>>().join(". ");
        Page::builder(format!("noise/{number}")).title(format!("Noise {number}")).body(body).build()
    };
    let batch = titles.iter().enumerate().fold(Batch::new(), |batch, (number, title)| {
        batch.add(&Page::builder(format!("{number:03}")).title(title).body("Nothing of the kind.").build())
    });
    index.apply((0..21).map(noise).fold(batch, |batch, page| batch.add(&page))).unwrap();
    index
}

/// Every page of a title with the key of `title` comes before all others.
fn check(index: &Index, titles: &[String], title: &str) -> Result<(), TestCaseError> {
    let key = title_key(title);
    let same: Vec<String> = titles
        .iter()
        .enumerate()
        .filter(|(_, other)| title_key(other) == key)
        .map(|(number, _)| format!("{number:03}"))
        .collect();
    let hits = first(index, title, same.len());
    let mut found: Vec<String> = hits.iter().map(|hit| hit.id.clone()).collect();
    let exact = titles.iter().position(|other| other.trim() == title.trim()).map(|number| format!("{number:03}"));
    prop_assert!(exact.is_none_or(|exact| found[0] == exact), "{title:?}: the same title is not first: {found:?}");
    found.sort();
    prop_assert_eq!(&found, &same, "{:?}", title);
    prop_assert!(hits.iter().all(|hit| hit.raised == Some(Raised::Title) && hit.missing.is_empty()));
    Ok(())
}

#[test]
fn odd_titles_are_found_by_themselves() {
    let titles = odd_titles();
    let index = index(&titles);
    for title in &titles {
        check(&index, &titles, title).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: frontis_testkit::scale::cases(48, 1_000), ..ProptestConfig::default() })]

    #[test]
    fn any_title_is_found_by_itself(
        titles in prop::collection::vec("\\PC{1,40}|[-\"a:OR( )+#.&']{1,20}|(the|of|and|to be) (is|not|or)", 1..12),
    ) {
        let titles: Vec<String> = titles
            .into_iter()
            .map(|title| Page::builder("x").title(title).build().title)
            .filter(|title| !title_key(title).is_empty() && title.len() <= 4_096)
            .collect();
        let index = index(&titles);
        for title in &titles {
            check(&index, &titles, title)?;
        }
    }
}
