use proptest::prelude::*;

use super::*;
use crate::content::{Anchors, Role};

/// The problems of `text` as lines without their common head.
fn problems(text: &str) -> Vec<String> {
    match Config::parse(text, "f.yaml") {
        Ok(config) => panic!("no problem in {text:?}: {config:?}"),
        Err(problems) => problems
            .iter()
            .map(|problem| problem.to_string().replace("f.yaml:", "").replace(" error setting-invalid:", ""))
            .collect(),
    }
}

fn config(text: &str) -> Config {
    Config::parse(text, "f.yaml").unwrap_or_else(|problems| panic!("{text:?}: {problems:?}"))
}

#[test]
fn the_settings_of_the_manual_are_read() {
    let config = config(
        r#"version: 1
site: https://example.org/
content: { include: ["**/*.{md,markdown,mdx}"], exclude: ["_drafts/**"], drafts: true }
url: "/projects/{slug}/"
anchors: github
language: fr
fields:
  title:     { role: title }
  summary:   { role: summary }
  regions:   { facet: true, values: { "eastern-europe-and-central-asia": "Eastern Europe and Central Asia" } }
  years:     { facet: true, from: [[start, start-date], [end, End-Date]] }
  country:   { facet: true, split: "," }
  Lead-Client: { facet: true, aliases: [clent] }
ranking:  { weights: { title: 5, body: .5 } }
"#,
    );
    assert_eq!(config.exclude, ["_drafts/**"]);
    assert_eq!(config.language, Some(Language::French));
    assert_eq!(config.weights, [5.0, 2.0, 1.5, 1.0, 0.5]);
    let content = &config.content;
    assert_eq!(content.site.as_deref(), Some("https://example.org"));
    assert_eq!(content.url.as_deref(), Some("/projects/{slug}/"));
    assert_eq!((content.drafts, content.anchors), (true, Anchors::Github));
    assert_eq!(config.declared_facets(), ["regions", "years", "country", "lead_client"]);
    assert_eq!(content.fields[0].role, Some(Role::Title));
    assert_eq!(content.fields[2].values["eastern europe and central asia"], "Eastern Europe and Central Asia");
    let from = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    assert_eq!(content.fields[3].from, Some((from(&["start", "start_date"]), from(&["end", "end_date"]))));
    assert_eq!(content.fields[4].split.as_deref(), Some(","));
    assert_eq!(content.fields[5].aliases, ["clent"]);
}

#[test]
fn what_is_missing_is_the_default() {
    for text in
        ["", "# nothing\n", "---\n", "fields:\ncontent: ~\nurl:\nlanguage: auto\nanchors: auto", "\u{FEFF}version: 1"]
    {
        assert_eq!(config(text), Config::default(), "{text:?}");
    }
}

#[test]
fn all_problems_are_reported_at_once_in_the_order_of_the_file() {
    let text = r#"version: 2
feilds: {}
url: projects/{slug
fields:
  date: { role: datetim }
  years: { from: [start] }
  country: { facet: maybe, splitt: "," }
ranking: { weights: { title: 101, boddy: 1 } }
"#;
    assert_eq!(
        problems(text),
        [
            r#"1:10: version "2" of settings is not known (expected: version: 1)"#,
            r#"2:1: unknown key "feilds" in the settings (did you mean "fields"?)"#,
            r#"3:6: url "projects/{slug" is not site-relative (begin it with one "/"; "site" holds the rest)"#,
            r#"5:17: field "date" has unknown role "datetim" (expected one of: title, summary, date)"#,
            r#"6:18: "from" of field "years" names no start and end (expected one like [[start, start-date], [end]])"#,
            r#"7:21: "facet" of field "country" is "maybe" (expected true or false)"#,
            r#"7:28: unknown key "splitt" in field "country" (did you mean "split"?)"#,
            r#"8:30: weight "title" is "101" (expected a number from 0 to 100)"#,
            r#"8:35: unknown key "boddy" in setting "ranking.weights" (did you mean "body"?)"#,
        ]
    );
}

#[test]
fn each_problem_has_its_place_and_its_mend() {
    for (text, expected) in [
        ("[1]", "1:1: the file is a list (expected keys with values: \"key: value\")"),
        ("a: [", "1:5: the settings are not YAML"),
        ("url: /a\nurl: /b", "2:1: \"url\" is set twice (keep one of them)"),
        ("site: &a https://x.org\nurl: *a", "2:6: an alias stands here"),
        ("site: !x https://x.org", "1:7: a tag stands here"),
        ("? [a]\n: b", "1:3: a key is not text"),
        ("site: https://x.org\n---\nsite: https://x.org", "2:1: a second document begins here"),
        ("site: ftp://x.org", "1:7: site \"ftp://x.org\" is not usable"),
        ("site: https://", "1:7: site \"https://\" is not usable"),
        ("url: //evil.org/{slug}", "1:6: url \"//evil.org/{slug}\" is not site-relative"),
        ("url: /a/{slug", "1:6: url \"/a/{slug\" has unbalanced braces"),
        ("url: /a/{{slug}}", "1:6: url \"/a/{{slug}}\" has unbalanced braces"),
        ("url: /a/{ }/", "1:6: url \"/a/{ }/\" has a placeholder without a name"),
        ("url: /a b/", "1:6: url \"/a b/\" has characters"),
        ("anchors: hugo", "1:10: setting \"anchors\" has unknown rule \"hugo\" (expected one of: auto, github)"),
        ("language: klingon", "1:11: language \"klingon\" is not known (expected one of: auto, ar, da"),
        ("pin: []", "1:1: unknown key \"pin\" in the settings (did you mean \"pins\"?)"),
        ("pins: [{ query: a }]", "1:8: a pin has no query or no pages"),
        ("pins: { a: b }", "1:7: setting \"pins\" is a map (expected a list)"),
        ("synonyms: [[a]]", "1:12: a group of \"synonyms\" has one member"),
        ("synonyms: [{ frm: a, to: b }]", "1:14: unknown key \"frm\" in a group of \"synonyms\""),
        ("ranking: { recency: { half_life: 2 } }", "1:34: \"half_life\" is \"2\""),
        (
            "ranking: { recency: { strength: 11 } }",
            "1:33: setting \"strength\" is \"11\" (expected a number from 0 to 10)",
        ),
        ("ranking: { boosts: [{ field: views }] }", "1:21: a boost names no field or no pivot"),
        ("ranking: { boosts: [{ field: views, pivot: 0 }] }", "1:44: \"pivot\" is not more than 0"),
        ("content: { drafts: \"true\" }", "1:20: setting \"content.drafts\" is \"true\" (expected true or false)"),
        ("content: { include: [] }", "1:21: \"content.include\" names no files"),
        ("content: { include: [[a]] }", "1:22: setting \"content.include\" is a list (expected a list of texts)"),
        (
            "content: { exclude: [drafts/] }",
            "1:22: glob \"drafts/\" matches no file (globs match files: \"drafts/**\")",
        ),
        ("content: { exclude: /x }", "1:21: glob \"/x\" matches no file (globs are relative to the root: \"x\")"),
        ("ranking: { weights: { body: .nan } }", "1:29: weight \"body\" is \".nan\""),
        ("ranking: { weights: { body: NaN } }", "1:29: weight \"body\" is \"NaN\""),
        ("ranking: { weights: { body: -1 } }", "1:29: weight \"body\" is \"-1\""),
        ("fields: { start-date: {}, Start_Date: {} }", "1:27: field \"start_date\" is declared twice"),
        ("fields: { a: { role: title }, b: { role: title } }", "1:42: fields \"a\" and \"b\" both have the role title"),
        ("fields: { a: { aliases: [b] }, b: {} }", "1:26: alias \"b\" belongs to field \"b\" too"),
        ("fields: { a: { aliases: [c] }, b: { aliases: [C] } }", "1:47: alias \"c\" belongs to field \"a\" too"),
        ("fields: { a: { values: { x-y: X, X Y: Z } } }", "1:34: value \"X Y\" of field \"a\" is named twice"),
        ("fields: { a: { values: { x: } } }", "1:26: value \"x\" of field \"a\" has no label"),
        ("fields: { a: { split: '' } }", "1:23: \"split\" of field \"a\" is empty"),
        ("fields: { a: { from: [s, e], split: ',' } }", "1:11: field \"a\" is an interval of years"),
    ] {
        let found = problems(text);
        assert!(found.len() == 1 && found[0].starts_with(expected), "{text:?}: {found:?}");
    }
}

#[cfg(feature = "folder")]
#[test]
fn a_glob_with_open_brackets_is_a_problem() {
    assert!(problems("content: { exclude: ['{a'] }")[0].starts_with("1:22: glob \"{a\" is not valid"));
}

#[test]
fn settings_too_large_or_too_deep_are_refused_quickly() {
    let started = std::time::Instant::now();
    assert_eq!(problems(&"#".repeat(70_000)), [" the settings are larger than 64 KiB (make them smaller)"]);
    for open in ["[", "{a: ", "- ", "? "] {
        assert!(problems(&open.repeat(50))[0].contains("deeper than 32"), "{open}");
        // The parser itself may give up first.
        assert_eq!(problems(&open.repeat(15_000)).len(), 1, "{open}");
    }
    assert_eq!(problems(&"a: 1\n".repeat(12_000)).len(), 12_000);
    assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
}

#[test]
fn the_fingerprint_changes_with_what_is_indexed_and_with_nothing_else() {
    let base = config("fields: { a: { facet: true } }");
    let same = config("# other text\nlanguage: fr\nranking: { weights: { title: 9 } }\nfields:\n  A: { facet: true }");
    assert_eq!(base.fingerprint(2024), same.fingerprint(2024));
    assert_eq!(base.fingerprint(2024).len(), 64);
    let mut seen = std::collections::BTreeSet::from([base.fingerprint(2024), base.fingerprint(2025)]);
    for text in [
        "",
        "fields: { a: { facet: true }, b: {} }",
        "fields: { a: { facet: true, role: title } }",
        "fields: { a: { facet: true, aliases: [b] } }",
        "fields: { a: { facet: true, split: b } }",
        "fields: { a: { facet: true, values: { b: c } } }",
        "fields: { a: { facet: true, from: [b, c] } }",
        "fields: { a: { facet: true } }\nurl: /a/",
        "fields: { a: { facet: true } }\nsite: https://x.org",
        "fields: { a: { facet: true } }\nanchors: github",
        "fields: { a: { facet: true } }\ncontent: { drafts: true }",
        "fields: { a: { facet: true } }\ncontent: { include: ['*.md', a] }",
        "fields: { a: { facet: true } }\ncontent: { include: ['*.md'], exclude: [a] }",
    ] {
        assert!(seen.insert(config(text).fingerprint(2024)), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_settings_or_problems_within_it(text in "([a-z:{}\\[\\],\"'&*!|>#%@\\- \n\t~?.]|fields|url|\\PC|\r){0,60}") {
        if let Err(problems) = Config::parse(&text, "f.yaml") {
            prop_assert!(!problems.is_empty());
            for problem in problems {
                prop_assert!(text.contains('\r') || problem.line as usize <= text.split('\n').count());
            }
        }
    }
}
