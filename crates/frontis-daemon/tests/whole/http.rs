//! `/v1/…`: what is answered, and what is refused and how.

use std::time::{Duration, Instant};

use frontis_daemon::http::{HostPolicy, Settings};
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Value, json};

use crate::support::Daemon;

#[test]
fn a_search_answers_hits_marks_counts_and_fates() {
    let daemon = Daemon::start();
    let answer = daemon.get("/v1/search?q=clean+water&regions=Asia");
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
    let body = answer.json();
    assert_eq!((&body["query"], &body["tier"], &body["total"]), (&json!("clean water"), &json!("full"), &json!(1)));
    let hit = &body["hits"][0];
    assert_eq!(hit["id"], "guide/clean water.md");
    assert_eq!(hit["title"]["html"], "<mark>Clean</mark> <mark>water</mark>");
    assert_eq!(hit["title"]["ranges"], json!([[0, 5], [6, 11]]));
    assert_eq!(hit["snippets"][0]["section"]["anchor"], "select-results");
    assert_eq!(hit["fields"]["regions"], json!(["Asia"]));
    assert_eq!(hit["fields"]["years"], json!({"start": 2005, "end": 2007}));
    assert_eq!(body["terms"][0], json!({"text": "clean", "range": [0, 5], "fate": "matched"}));
    assert_eq!(body.get("exact"), None);
    assert_eq!(body["next_cursor"], Value::Null);
}

#[test]
fn the_body_of_a_search_is_this() {
    let mut body = Daemon::start().get("/v1/search?q=clean+water+-pumps&regions=Asia&limit=1").json();
    for (pointer, name) in [("/took_us", "microseconds"), ("/hits/0/score", "score"), ("/generation", "number")] {
        *body.pointer_mut(pointer).unwrap() = json!(name);
    }
    insta::assert_snapshot!(serde_json::to_string_pretty(&body).unwrap());
}

#[test]
fn the_bodies_of_refusals_are_these() {
    let daemon = Daemon::start();
    let large = format!("{{\"q\": \"{}\"}}", "x".repeat(70_000));
    let answers = [
        daemon.get("/v1/search?limit=101"),
        daemon.get("/v1/search?region=Asia"),
        daemon.get("/v1/search?colour=red"),
        daemon.get("/v1/search?q=a&q=b"),
        daemon.get("/v1/search?sort=title"),
        daemon.get("/v1/search?offset=9990&limit=11"),
        daemon.post("/v1/search", "application/json", "[1]"),
        daemon.post("/v1/search", "application/json", "{\"regions\": {}}"),
        daemon.post("/v1/search", "application/x-www-form-urlencoded", "{\"q\": 1}"),
        daemon.post("/v1/search", "text/plain", "q"),
        daemon.post("/v1/search", "application/json", &large),
        daemon.get(&format!("/v1/search?q={}", "x".repeat(40_000))),
        daemon.get("/v1/pages/nothing.md"),
        daemon.get("/v1/pages/a/b.md"),
        daemon.get("/v1/pages"),
        daemon.get("/nothing"),
        daemon.request("DELETE", "/v1/search", "", ""),
        daemon.request("GET", "/", "host: evil.example\r\n", ""),
    ];
    insta::assert_snapshot!(answers.map(|answer| answer.body).join("\n"));
}

#[test]
fn the_members_of_an_answer_stand_in_their_order() {
    let body = Daemon::start().get("/v1/search?q=clean+water&facets=regions").body;
    let answer: Members = serde_json::from_str(&body).unwrap();
    let check = |path: &[&str], members: &str| assert_eq!(answer.at(path).names(), members, "{path:?} in {body}");
    let all = "query tier total partial_total took_us timed_out generation hits facets terms did_you_mean next_cursor";
    check(&[], all);
    check(&["hits"], "id url lang dir score missing title snippets fields");
    check(&["hits", "title"], "text ranges html");
    check(&["hits", "snippets"], "text ranges html section");
    check(&["hits", "snippets", "section"], "heading anchor url");
    check(&["facets"], "regions");
    check(&["facets", "regions"], "values distinct");
    check(&["facets", "regions", "values"], "value count selected");
    check(&["terms"], "text range fate");
}

/// The members of a JSON object in the order they are written; of an array, those of its first item.
#[derive(Default)]
struct Members(Vec<(String, Members)>);

impl Members {
    fn at(&self, path: &[&str]) -> &Self {
        path.iter().fold(self, |object, name| {
            let member = object.0.iter().find(|(own, _)| own == name);
            &member.unwrap_or_else(|| panic!("no {name} in {}", object.names())).1
        })
    }

    fn names(&self) -> String {
        self.0.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(" ")
    }
}

impl<'de> serde::Deserialize<'de> for Members {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Members::default();
        while let Some(member) = map.next_entry()? {
            members.0.push(member);
        }
        Ok(members)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Members, A::Error> {
        let first = items.next_element()?;
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(first.unwrap_or_default())
    }

    fn visit_unit<E>(self) -> Result<Members, E> {
        Ok(Members::default())
    }

    fn visit_bool<E>(self, _: bool) -> Result<Members, E> {
        Ok(Members::default())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Members, E> {
        Ok(Members::default())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Members, E> {
        Ok(Members::default())
    }

    fn visit_str<E>(self, _: &str) -> Result<Members, E> {
        Ok(Members::default())
    }
}

#[test]
fn other_values_of_a_chosen_facet_are_still_counted() {
    let body = Daemon::start().get("/v1/search?q=water&regions=Africa").json();
    assert_eq!(body["total"], 1);
    let values = body["facets"]["regions"]["values"].as_array().unwrap();
    let count = |name: &str| values.iter().find(|value| value["value"] == name).unwrap();
    assert_eq!((&count("Asia")["count"], &count("Asia")["selected"]), (&json!(2), &json!(false)));
    assert_eq!((&count("Africa")["count"], &count("Africa")["selected"]), (&json!(1), &json!(true)));
}

#[test]
fn get_post_and_form_are_one_search() {
    let daemon = Daemon::start();
    let timeless = |mut body: Value| {
        body["took_us"] = Value::Null;
        body
    };
    let get = timeless(daemon.get("/v1/search?q=water&regions=Asia&regions=Africa&limit=2").json());
    let body = r#"{"q": "water", "regions": ["Asia", "Africa"], "limit": 2}"#;
    assert_eq!(get, timeless(daemon.post("/v1/search", "application/json; charset=utf-8", body).json()));
    let form = "q=water&regions=Asia&regions=Africa&limit=2";
    assert_eq!(get, timeless(daemon.post("/v1/search", "application/x-www-form-urlencoded", form).json()));
    let mixed =
        daemon.post("/v1/search?limit=2&regions=Asia", "application/json", r#"{"q": "water", "regions": "Africa"}"#);
    assert_eq!(get, timeless(mixed.json()));
}

#[test]
fn requests_that_cannot_be_meant_are_refused_with_the_parameter() {
    let daemon = Daemon::start();
    let check = |target: &str, code: &str, parameter: &str| {
        let answer = daemon.get(target);
        answer.check_problem(400, code);
        assert_eq!(answer.json()["parameter"], parameter, "{target}");
    };
    check("/v1/search?limit=101", "parameter_invalid", "limit");
    check("/v1/search?region=Asia", "parameter_unknown", "region");
    check("/v1/search?q=a&q=b", "parameter_repeated", "q");
    check("/v1/search?lang=en", "parameter_invalid", "lang");
    check("/v1/search?sort=title:asc", "parameter_invalid", "sort");
    check("/v1/search?deadline_ms=100000", "parameter_invalid", "deadline_ms");
    assert!(daemon.get("/v1/search?region=Asia").body.contains("regions"));
    daemon.get(&format!("/v1/search?q={}", "x".repeat(5000))).check_problem(400, "query_too_long");
    daemon.get("/v1/search?filter=%28%28").check_problem(400, "filter_invalid");
    daemon.get("/v1/search?f.colour=red").check_problem(400, "field_unknown");
    daemon.post("/v1/search", "application/json", "[1]").check_problem(400, "body_invalid");
    daemon.post("/v1/search", "text/plain", "q").check_problem(415, "media_type_unsupported");
}

#[test]
fn pages_are_found_by_one_encoded_segment_or_by_parameter() {
    let daemon = Daemon::start();
    for target in ["/v1/pages/guide%2Fclean%20water.md", "/v1/pages?id=guide/clean+water.md"] {
        let body = daemon.get(target).json();
        assert_eq!((&body["id"], &body["title"]), (&json!("guide/clean water.md"), &json!("Clean water")), "{target}");
        assert_eq!(body["fields"]["regions"], json!(["Asia"]));
        let section = body["sections"].as_array().unwrap().iter().find(|section| section["level"] == 2).unwrap();
        assert_eq!(section["anchor"], "select-results");
    }
    daemon.get("/v1/pages/nothing.md").check_problem(404, "page_not_found");
    daemon.get("/v1/pages").check_problem(400, "parameter_invalid");
}

#[test]
fn stats_keep_diagnostics_to_themselves() {
    let body = Daemon::start().get("/v1/stats").json();
    assert_eq!(body["pages"], 3);
    assert_eq!(body["facets"]["regions"], 2);
    assert!(body["synced_at"].as_str().unwrap().ends_with('Z'));
    assert_eq!(body.get("diagnostics"), None);
}

#[test]
fn routes_and_methods_are_checked() {
    let daemon = Daemon::start();
    assert_eq!((daemon.get("/healthz").status, daemon.get("/readyz").status), (200, 200));
    daemon.get("/v1/nothing").check_problem(404, "route_not_found");
    let answer = daemon.request("DELETE", "/v1/search", "", "");
    answer.check_problem(405, "method_not_allowed");
    assert_eq!(answer.header("allow"), "GET, HEAD, POST");
    assert_eq!(daemon.post("/", "application/json", "{}").header("allow"), "GET, HEAD");
    let head = daemon.request("HEAD", "/v1/search?q=water", "", "");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_ne!(head.header("content-length"), "0");
    for code in ["page_not_found", "internal"] {
        let page = daemon.get(&format!("/problems/{code}"));
        assert!(page.status == 200 && page.header("content-type").starts_with("text/html"));
    }
}

#[test]
fn a_host_that_is_not_this_machine_is_refused() {
    let daemon = Daemon::start();
    daemon.request("GET", "/v1/search", "host: evil.example\r\n", "").check_problem(421, "host_refused");
    daemon.request("GET", "/", "host: evil.example\r\n", "").check_problem(421, "host_refused");
    assert_eq!(daemon.request("GET", "/healthz", "host: [::1]:80\r\n", "").status, 200);
    let open = Daemon::with(Settings { hosts: HostPolicy::Any, ..Settings::default() });
    assert_eq!(open.request("GET", "/healthz", "host: search.example\r\n", "").status, 200);
}

#[test]
fn what_is_too_large_or_too_slow_is_refused() {
    let daemon = Daemon::with(Settings { longest_body_wait: Duration::from_millis(200), ..Settings::default() });
    let long = format!("/v1/search?q={}", "x".repeat(40_000));
    daemon.get(&long).check_problem(414, "url_too_long");
    let large = format!("{{\"q\": \"{}\"}}", "x".repeat(70_000));
    daemon.post("/v1/search", "application/json", &large).check_problem(413, "body_too_large");
    let chunks = format!("transfer-encoding: chunked\r\n\r\n{}", "1000\r\n".to_owned() + &"x".repeat(0x1000) + "\r\n");
    let endless = format!("POST /v1/search HTTP/1.1\r\nhost: localhost\r\n{chunks}");
    let started = Instant::now();
    daemon.raw(endless.as_bytes()).check_problem(408, "body_too_slow");
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn hostile_requests_are_answered_quickly_and_the_daemon_lives() {
    let daemon = Daemon::start();
    let queries = [
        "(".repeat(4000),
        "%22".repeat(999),
        "%FF%FE%00".repeat(300),
        "a+OR+".repeat(700),
        "-".repeat(4000),
        "%F0%9F%99%82".repeat(800),
        "%E2%80%AE".repeat(1000),
    ];
    for query in queries {
        let started = Instant::now();
        let answer = daemon.get(&format!("/v1/search?q={query}"));
        assert!(matches!(answer.status, 200 | 400), "{answer:?}");
        assert!(started.elapsed() < Duration::from_secs(2));
    }
    let filter = "(".repeat(9000);
    daemon.get(&format!("/v1/search?filter={filter}")).check_problem(400, "filter_invalid");
    let values: Vec<_> = (0..6000).map(|at| format!("v{at}")).collect();
    let body = json!({ "regions": values }).to_string();
    daemon.post("/v1/search", "application/json", &body).check_problem(400, "parameter_invalid");
    let many = format!("q=water{}", values[..2300].iter().map(|value| format!("&regions={value}")).collect::<String>());
    daemon.get(&format!("/v1/search?{many}")).check_problem(400, "parameter_invalid");
    let page = daemon.get(&format!("/?{many}"));
    assert!(page.status == 400 && page.body.len() < 100_000, "{} bytes", page.body.len());
    let megabyte = daemon.raw(format!("GET /v1/search?q={} HTTP/1.1\r\n\r\n", "x".repeat(1 << 20)).as_bytes());
    assert!(matches!(megabyte.status, 0 | 400..=499), "{megabyte:?}");
    assert_eq!(daemon.get("/healthz").status, 200);
}

#[test]
fn a_search_without_time_says_that_its_counts_are_not_exact() {
    let daemon = Daemon::with(Settings { deadline: Duration::ZERO, ..Settings::default() });
    let body = daemon.get("/v1/search?q=water").json();
    assert_eq!((&body["timed_out"], &body["exact"]), (&json!(true), &json!(false)), "{body}");
    let page = daemon.get("/?q=water");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("ran out of time: at least 0 pages"), "{}", page.body);
    assert!(!page.body.contains("Found nowhere") && !page.body.contains("Check the spelling"), "{}", page.body);
}
