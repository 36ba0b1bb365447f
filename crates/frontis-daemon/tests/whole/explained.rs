//! How scores come about: over HTTP, and in the terminal.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Daemon, check_exit, folder, frontis, run};
use frontis_daemon::http::Settings;

/// Four pages on water: one is pinned, one has a heading, one a boost of its own, one all that the settings boost.
fn site() -> TempDir {
    let settings = "ranking:\n  recency: { field: date }\n  boosts: [{ field: views, pivot: 10 }]\n\
                    pins: [{ query: clean water, pages: [pinned.md] }]\n";
    folder(&[
        ("frontis.yaml", settings),
        ("pinned.md", "---\ntitle: Pumps\n---\nThey lift.\n"),
        ("heading.md", "---\ntitle: Wells\n---\n# Clean water\n\nDeep down.\n"),
        ("boosted.md", "---\ntitle: Springs\nsearch: { boost: 2 }\n---\nWater, and clean: clean water.\n"),
        ("recent.md", "---\ntitle: Clean water for all\ndate: 2020-01-01\nviews: 30\n---\nWater.\n"),
        ("kitchen.md", "---\ntitle: Kitchens\n---\nClean ones.\n"),
    ])
}

/// What the parts of a factor make.
fn made(factor: &Value) -> f64 {
    let parts = factor["parts"].as_array().unwrap().iter().map(|part| part["value"].as_f64().unwrap());
    match factor["operation"].as_str() {
        Some("sum") => parts.sum(),
        Some("product") => parts.product(),
        Some("saturation") => {
            let sum: f64 = parts.sum();
            sum / (frontis::engine::K1 + sum)
        }
        operation => panic!("{operation:?} in {factor}"),
    }
}

/// Checks every factor of a tree; returns how many have parts.
fn check_factor(factor: &Value) -> usize {
    let value = factor["value"].as_f64().unwrap();
    let parts = factor["parts"].as_array().unwrap();
    if parts.is_empty() {
        assert_eq!(factor.get("operation"), None, "{factor}");
        return 0;
    }
    assert!((made(factor) - value).abs() < 1e-4, "{} is made of {factor}", made(factor));
    1 + parts.iter().map(check_factor).sum::<usize>()
}

#[test]
fn the_parts_of_a_score_add_up_to_it() {
    let daemon = Daemon::of(site(), Settings::default());
    for query in ["clean+water", "clean+watr+OR+well", "water+kitchen", "%22clean+water%22", "the", ""] {
        let body = daemon.get(&format!("/v1/search?q={query}&explain=true")).json();
        let hits = body["hits"].as_array().unwrap();
        assert!(!hits.is_empty() || query == "the", "{query}");
        for hit in hits {
            let score = &hit["explanation"]["score"];
            let value = score["value"].as_f64().unwrap();
            assert!((value - hit["score"].as_f64().unwrap()).abs() < 1e-4, "{query}: {hit}");
            assert!(check_factor(score) > 0 || query.is_empty(), "{query}: {hit}");
        }
    }
}

/// Figures change with the ranking; their names and their order do not.
fn without_figures(value: &mut Value) {
    match value {
        Value::Number(number) if number.is_f64() => *value = json!("number"),
        Value::Array(items) => items.iter_mut().for_each(without_figures),
        Value::Object(members) => members.values_mut().for_each(without_figures),
        _ => {}
    }
}

#[test]
fn what_is_raised_comes_first_and_says_why() {
    let daemon = Daemon::of(site(), Settings::default());
    let raised = |query: &str| -> Vec<(String, Value)> {
        let body = daemon.get(&format!("/v1/search?q={query}&explain=true")).json();
        let hits = body["hits"].as_array().unwrap().iter();
        hits.map(|hit| (hit["id"].as_str().unwrap().to_owned(), hit["explanation"]["raised"].clone())).collect()
    };
    let expected = [
        ("pinned.md", json!("pin")),
        ("heading.md", json!("heading")),
        ("recent.md", json!("title_beginning")),
        ("boosted.md", Value::Null),
        ("kitchen.md", Value::Null),
    ];
    assert_eq!(raised("Clean+Water"), expected.map(|(id, raised)| (id.to_owned(), raised)));
    for (query, why) in [("springs", "title"), ("spirngs", "title_misspelt")] {
        assert_eq!(raised(query), [("boosted.md".to_owned(), json!(why))]);
    }
}

#[test]
fn an_explanation_is_this() {
    let daemon = Daemon::of(site(), Settings::default());
    let answer = daemon.get("/v1/search?q=clean+water&explain=true&facets=");
    let order = r#""explanation":{"raised":"pin","score":{"name":"score","value":0.0,"operation":"product","parts":["#;
    assert!(answer.body.contains(order), "{}", answer.body);
    assert!(answer.body.contains(r#"{"name":"idf","value":"#), "{}", answer.body);
    let mut explanation = answer.json()["hits"][3]["explanation"].clone();
    without_figures(&mut explanation);
    insta::assert_snapshot!(serde_json::to_string_pretty(&explanation).unwrap());
}

#[test]
fn an_explanation_is_there_only_where_it_was_asked_for() {
    let daemon = Daemon::of(site(), Settings::default());
    for target in ["/v1/search?q=water", "/v1/search?q=water&explain=false"] {
        assert_eq!(daemon.get(target).json()["hits"][0].get("explanation"), None, "{target}");
    }
    let get = daemon.get("/v1/search?q=water&explain=true").json();
    let post = daemon.post("/v1/search", "application/json", r#"{"q": "water", "explain": true}"#).json();
    assert!(get["hits"][0]["explanation"]["score"]["value"].is_f64(), "{get}");
    assert_eq!(get["hits"], post["hits"]);
    daemon.get("/v1/search?q=water&explain=yes").check_problem(400, "parameter_invalid");
    let page = daemon.get("/?q=water&explain=true&limit=1");
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("explain"), "no link of the page carries it: {}", page.body);
}

#[test]
fn the_command_line_explains_as_http_does() {
    let (site, index) = (site(), tempfile::tempdir().unwrap());
    let path = site.path().to_str().unwrap().to_owned();
    let (stdout, _) = run(index.path(), &["search", "--in", &path, "clean", "water", "--explain", "--json"], 0);
    let printed: Value = serde_json::from_str(&stdout).unwrap();
    let answered = Daemon::of(site, Settings::default()).get("/v1/search?q=clean+water&explain=true").json();
    assert_eq!(printed["hits"], answered["hits"]);
    assert!(answered["hits"][0]["explanation"].is_object());
}

/// The same text with the figures of the trees as zeros.
fn without_values(text: &str) -> String {
    let line = |line: &str| {
        let value = line.trim_start().split("  ").next().unwrap_or_default();
        if !value.contains('.') || value.parse::<f64>().is_err() {
            return line.to_owned();
        }
        let zeros: String = value.chars().map(|c| if c == '.' { c } else { '0' }).collect();
        line.replacen(value, &zeros, 1)
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_tree_stands_below_each_hit_in_the_terminal() {
    let (site, index) = (site(), tempfile::tempdir().unwrap());
    let search = |columns: Option<&str>, words: &[&str]| {
        let mut command = frontis(&[&["search", "--explain", "--color", "never"], words].concat());
        command.current_dir(site.path()).env("FRONTIS_INDEX", index.path());
        command.envs(columns.map(|columns| ("COLUMNS", columns)));
        check_exit(&command.output().unwrap(), 0).0
    };
    insta::assert_snapshot!("tree_80", without_values(&search(Some("80"), &["clean", "water"])));
    let long = ["clean", "OR", "a-word-that-is-longer-than-the-terminal", "OR", "wells", "wa\u{202e}ter\u{1b}[31m"];
    let text = search(Some("40"), &long);
    let widest = text.lines().map(|line| line.chars().count()).max().unwrap();
    assert!(widest <= 40, "{widest}:\n{text}");
    insta::assert_snapshot!("tree_40", without_values(&text));
    let piped = search(None, &long);
    assert!(piped.contains("clean OR a-word-that-is-longer-than-the-terminal OR wells = "), "{piped}");
    assert!(![&text, &piped].iter().any(|text| text.contains(['\u{1b}', '\u{202e}'])), "{piped}");
}
