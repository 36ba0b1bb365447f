//! `frontis index | search | check`: output, messages and exit codes.

use std::process::Stdio;
use std::time::Duration;

use frontis_daemon::http::Settings;
use serde_json::{Value, json};

use crate::support::{Daemon, SETTINGS, WATER, WELLS, check_exit, folder, frontis, run, site};

fn parse(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

fn path(folder: &tempfile::TempDir) -> &str {
    folder.path().to_str().unwrap()
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let index = tempfile::tempdir().unwrap();
    for command in [&["index"][..], &["check"], &["serve", "--listen", "127.0.0.1:0"]] {
        let (stdout, stderr) = run(index.path(), &[command, &["no/such/folder"]].concat(), 2);
        assert!(stdout.is_empty() && stderr.contains("no/such/folder"), "{command:?}: {stderr}");
    }
    let file = folder(&[("a.md", "# A")]);
    let file = file.path().join("a.md");
    let (_, stderr) = run(index.path(), &["index", file.to_str().unwrap()], 2);
    assert!(stderr.contains("a.md"), "{stderr}");
}

#[test]
fn wrong_settings_are_all_named_with_their_place() {
    let index = tempfile::tempdir().unwrap();
    let wrong = folder(&[("frontis.yaml", "version: 1\ncolour: red\n"), ("a.md", "# A")]);
    let (_, stderr) = run(index.path(), &["index", path(&wrong)], 2);
    assert!(stderr.contains("frontis.yaml") && stderr.contains("colour"), "{stderr}");
    let (stdout, _) = run(index.path(), &["check", path(&wrong)], 1);
    assert!(stdout.starts_with("frontis.yaml:2:1: error setting-invalid"), "{stdout}");
    let (_, stderr) = run(index.path(), &["index", path(&wrong)], 2);
    assert!(stderr.starts_with("frontis: the settings cannot be used\nfrontis.yaml:2:1: error"), "{stderr}");
}

#[test]
fn settings_that_are_not_utf8_are_an_error_with_its_place() {
    let (index, site) = (tempfile::tempdir().unwrap(), folder(&[("a.md", "# A")]));
    std::fs::write(site.path().join("frontis.yaml"), b"version: 1\nurl: \"/caf\xe9/\"\n").unwrap();
    let (stdout, _) = run(index.path(), &["check", path(&site)], 1);
    assert!(stdout.starts_with("frontis.yaml:2:11: error not-utf8: "), "{stdout}");
    let body = parse(&run(index.path(), &["check", path(&site), "--json"], 1).0);
    let problem = &body["diagnostics"][0];
    assert_eq!((&problem["code"], &problem["line"], &body["errors"]), (&json!("not-utf8"), &json!(2), &json!(1)));
}

#[test]
fn an_index_reports_what_changed() {
    let (index, site) = (tempfile::tempdir().unwrap(), site());
    let report = parse(&run(index.path(), &["index", path(&site), "--json"], 0).0);
    assert_eq!((&report["pages"], &report["added"], &report["unchanged"]), (&json!(3), &json!(3), &json!(0)));
    let keys: Vec<_> = report.as_object().unwrap().keys().cloned().collect();
    let mut expected =
        ["pages", "skipped", "added", "changed", "removed", "unchanged", "diagnostics", "took_ms"].map(str::to_owned);
    expected.sort();
    assert_eq!(keys, expected);
    std::fs::remove_file(site.path().join("wells.md")).unwrap();
    let report = parse(&run(index.path(), &["index", path(&site), "--format", "json"], 0).0);
    assert_eq!((&report["pages"], &report["removed"], &report["unchanged"]), (&json!(2), &json!(1), &json!(2)));
    let (stdout, _) = run(index.path(), &["index", path(&site)], 0);
    assert!(stdout.starts_with("2 pages: 0 added"), "{stdout}");
}

#[test]
fn a_search_prints_hits_and_says_when_there_are_none() {
    let (index, site) = (tempfile::tempdir().unwrap(), site());
    let search =
        |arguments: &[&str], code| run(index.path(), &[&["search", "--in", path(&site)], arguments].concat(), code);
    let (stdout, _) = search(&["clean", "water"], 0);
    assert!(stdout.starts_with("1. Clean water\n"), "{stdout}");
    assert!(stdout.contains("guide/clean water.md") && stdout.contains("\nregions"), "{stdout}");
    assert!(!stdout.contains('\u{1b}'), "no colour in a pipe");
    let body = parse(&search(&["water", "--json", "--facet", "regions=Africa", "--limit", "1"], 0).0);
    assert_eq!((&body["total"], &body["hits"][0]["id"]), (&json!(1), &json!("wells.md")));
    let (stdout, _) = search(&["-clean", "-wells"], 0);
    assert!(stdout.contains("script.md") && stdout.contains("1 page"), "{stdout}");
    let (stdout, _) = search(&["--facet", "regions=Asia"], 0);
    assert!(stdout.contains("2 pages") && stdout.contains("* Asia"), "{stdout}");
}

#[test]
fn a_search_that_finds_nothing_says_why_and_what_to_try() {
    let (index, site) = (tempfile::tempdir().unwrap(), site());
    let check = |arguments: &[&str], text: &str| {
        let (stdout, _) = run(index.path(), &[&["search", "--in", path(&site)], arguments].concat(), 1);
        assert!(stdout.starts_with("No page\n") && stdout.contains(text), "{arguments:?}: {stdout}");
    };
    check(&["nothingatall"], "Found nowhere: “nothingatall”.\nTry another spelling, or the first letters");
    check(&["pumps", "--facet", "regions=Asia"], "Try without --facet.");
    check(&["water", "--facet", "regions=Aisa"], "No page found has regions = Aisa; did you mean Asia?");
    check(&["water", "--filter", "NOT regions IN [Asia, Africa]"], "Try without --filter.");
    check(&["clean", "pumps", "--match", "all"], "Try --match auto, which also shows pages that miss a word.");
    check(&["\"value water\""], "Try the words of the phrase without quotes.");
    check(&["title:chain"], "Try the words without a field's name.");
    check(&["water", "-water"], "Try without the words that leave pages out.");
}

#[test]
fn wrong_requests_are_one_line_with_the_fix() {
    let (index, site) = (tempfile::tempdir().unwrap(), site());
    let check = |arguments: &[&str], line: &str| {
        let (stdout, stderr) = run(index.path(), &[&["search", "water", "--in", path(&site)], arguments].concat(), 2);
        assert_eq!((stdout.as_str(), stderr.as_str()), ("", format!("frontis: {line}\n").as_str()), "{arguments:?}");
    };
    check(&["--limit", "101"], "--limit must be a whole number from 0 to 100, not \"101\"");
    check(&["--offset", "-1"], "--offset must be a whole number from 0 to 10000, not \"-1\"");
    check(&["--offset", "9990"], "--offset + limit is 10010; it must be at most 10000");
    check(&["--snippets", "0"], "--snippets must be a whole number from 1 to 5, not \"0\"");
    check(&["--facet", "regoins=Asia"], "there is no field \"regoins\"; did you mean \"regions\"?");
    check(&["--facet", "x=Asia"], "there is no field \"x\"; the facets are regions, years");
    check(
        &["--filter", "regoins = Asia"],
        "filter, column 1: there is no field \"regoins\"; did you mean \"regions\"?",
    );
    check(&["--filter", "(("], "filter, column 3: expected a field, NOT or (");
}

#[test]
fn the_json_of_a_search_is_the_body_the_daemon_answers() {
    let long = format!("## Wells\n\nWater. {}\n\n## Tanks\n\nMore water.\n", "Gravel and sand. ".repeat(40));
    let site = || folder(&[("frontis.yaml", SETTINGS), ("a.md", WATER), ("wells.md", WELLS), ("long.md", &long)]);
    let (index, own) = (tempfile::tempdir().unwrap(), site());
    let patient = Settings { deadline: Duration::from_secs(60), ..Settings::default() };
    let daemon = Daemon::of(site(), patient);
    let check = |arguments: &[&str], query: &str| {
        let mut printed =
            parse(&run(index.path(), &[&["search", "--json", "--in", path(&own)], arguments].concat(), 0).0);
        let mut body = daemon.get(&format!("/v1/search?{query}")).json();
        for body in [&mut printed, &mut body] {
            assert!(body["took_us"].take().is_u64());
        }
        assert_eq!(printed, body, "{query}");
    };
    check(&["clean", "water"], "q=clean+water");
    check(&["water", "--facet", "regions=Asia", "--facet", "years=2006"], "q=water&regions=Asia&years=2006");
    check(&["wells \"value chain\" -pumps"], "q=wells+%22value+chain%22+-pumps");
    check(&["--filter", "regions = Africa"], "filter=regions+%3D+Africa");
    check(&["water", "--snippets", "5", "--match", "all"], "q=water&snippets=5&match=all");
    let paged = ["water", "--limit", "1", "--offset", "1", "--sort", "date:desc", "--match", "any", "--snippets", "3"];
    check(&paged, "q=water&limit=1&offset=1&sort=date:desc&match=any&snippets=3");
}

/// The index that `frontis index` made of `site` under `index`, with its writer's lock taken.
fn taken(index: &std::path::Path, keep: bool) -> std::fs::File {
    const LOCK: &str = ".tantivy-writer.lock";
    let mut folder = index.to_owned();
    while !folder.join("meta.json").exists() {
        let mut inner = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        folder = inner.find(|path| path.is_dir()).unwrap();
    }
    if !keep {
        std::fs::remove_dir_all(&folder).unwrap();
        std::fs::create_dir(&folder).unwrap();
    }
    let lock = std::fs::File::create(folder.join(LOCK)).unwrap();
    lock.try_lock().unwrap();
    lock
}

#[test]
fn while_another_process_writes_what_is_there_is_searched() {
    let (index, site) = (tempfile::tempdir().unwrap(), site());
    run(index.path(), &["index", path(&site)], 0);
    std::fs::write(site.path().join("new.md"), "# Water that is new").unwrap();
    let lock = taken(index.path(), true);
    let search = ["search", "water", "--in", path(&site)];
    let (stdout, stderr) = run(index.path(), &search, 0);
    assert!(stdout.contains("3 pages") && !stdout.contains("new.md"), "{stdout}");
    assert_eq!(stderr, "frontis: warning: another process is writing the index; what is there was searched\n");
    drop(lock);
    let _lock = taken(index.path(), false);
    let serve = ["serve", path(&site), "--listen", "127.0.0.1:0"];
    let check = |command: &[&str]| {
        let (stdout, stderr) = run(index.path(), command, 2);
        assert!(stdout.is_empty() && stderr.contains("frontis: another process is writing the index"), "{stderr}");
    };
    // Each waits a while for the writer.
    std::thread::scope(|scope| {
        scope.spawn(|| check(&search));
        check(&serve);
    });
}

#[test]
fn an_address_that_is_none_stops_serve_alone() {
    let (index, site) = (tempfile::tempdir().unwrap(), site());
    let stderr = |command: &str, code| {
        let mut command = frontis(&[command, path(&site)]);
        let command = command.env("FRONTIS_INDEX", index.path()).env("FRONTIS_LISTEN", "7700");
        check_exit(&command.output().unwrap(), code).1
    };
    let said = stderr("serve", 2);
    assert!(said.contains("FRONTIS_LISTEN") && said.contains("127.0.0.1:7700"), "{said}");
    assert_eq!(stderr("index", 0), "");
}

#[test]
fn a_check_lists_every_remark() {
    let index = tempfile::tempdir().unwrap();
    let broken =
        folder(&[("frontis.yaml", SETTINGS), ("good.md", WATER), ("bad.md", "---\nregions: [unclosed\n---\nText\n")]);
    let (stdout, _) = run(index.path(), &["check", path(&broken)], 1);
    assert!(stdout.contains("bad.md:") && stdout.contains("front-matter-invalid"), "{stdout}");
    let body = parse(&run(index.path(), &["check", path(&broken), "--json"], 1).0);
    assert_eq!((&body["pages"], &body["errors"]), (&json!(2), &json!(1)));
    assert_eq!(body["diagnostics"][0]["path"], "bad.md");
    assert_eq!(std::fs::read_dir(index.path()).unwrap().count(), 0, "a check writes no index");
    run(index.path(), &["check", path(&site())], 0);
}

#[test]
fn usage_errors_are_two_and_help_is_a_result() {
    let none = tempfile::tempdir().unwrap();
    let (stdout, stderr) = run(none.path(), &["indx"], 2);
    let said = "frontis: unrecognized subcommand 'indx'; a similar subcommand exists: 'index'; see frontis --help\n";
    assert_eq!((stdout.as_str(), stderr.as_str()), ("", said));
    assert!(run(none.path(), &[], 2).1.contains("Usage: frontis [OPTIONS] <COMMAND>"));
    assert!(run(none.path(), &["--help"], 0).0.contains("Exit codes"));
    assert!(run(none.path(), &["--version"], 0).0.starts_with("frontis "));
}

#[test]
fn unknown_variables_are_warnings_that_quiet_silences() {
    let (index, site) = (tempfile::tempdir().unwrap(), site());
    let stderr = |quiet: &[&str]| {
        let mut command = frontis(&[&["index", path(&site)], quiet].concat());
        check_exit(&command.env("FRONTIS_INDEX", index.path()).env("FRONTIS_LISTN", "x").output().unwrap(), 0).1
    };
    assert!(stderr(&[]).contains("did you mean FRONTIS_LISTEN?"));
    assert_eq!(stderr(&["--quiet"]), "");
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let (index, site) = (tempfile::tempdir().unwrap(), site());
    let search = ["search", "water", "--in", path(&site)];
    for command in [&["check", path(&site)][..], &search, &["--help"], &["man"], &["completions", "bash"]] {
        let mut child = frontis(command)
            .env("FRONTIS_INDEX", index.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        check_exit(&child.wait_with_output().unwrap(), 0);
    }
}
