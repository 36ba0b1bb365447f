//! Names and texts that a terminal would obey are shown instead, in every command, on terminals and in pipes.

#![cfg(unix)]

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::Stdio;

use tempfile::TempDir;

use crate::support::frontis;

/// Red, a bell, the line anew, a line break, a mark that turns the direction, an isolate, and one byte for red.
const EVIL: &str = "x\u{1b}[31m\u{7}\r\n\u{202e}\u{2066}\u{9b}31my";

/// A folder of that name with pages, fields and remarks of that kind.
fn hostile_folder() -> (TempDir, PathBuf) {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join(EVIL);
    std::fs::create_dir(&folder).unwrap();
    let title = EVIL.replace('\u{1b}', "\\e").replace('\u{7}', "\\a").replace('\r', "\\r").replace('\n', "\\n");
    let page = format!(
        "---\ntitle: \"water {title}\"\ntopics: [\"{title}\"]\nstart: \"{title}\"\nurl: \"java:{title}\"\n---\n\n\
                        # Heading {EVIL}\n\nWater {EVIL} text.\n"
    );
    std::fs::write(folder.join(format!("{EVIL}.md")), &page).unwrap();
    std::fs::write(folder.join(format!("b{EVIL}.md")), &page).unwrap();
    std::fs::write(folder.join(format!("c{EVIL}.md")), format!("---\n{EVIL}: [\n---\nWater\n")).unwrap();
    std::fs::write(folder.join("d.md"), "Water").unwrap();
    (parent, folder)
}

#[track_caller]
fn check_harmless(text: &str, context: &str) {
    let obeyed =
        |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!text.contains(obeyed), "{context}: {text:?}");
}

/// The text without the codes that Frontis itself makes: colours and links.
fn without_codes(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = match part.strip_prefix('[') {
            Some(color) => {
                color.split_once('m').filter(|(code, _)| code.chars().all(|c| c.is_ascii_digit() || c == ';'))
            }
            None => Some(("", part.strip_prefix('\\').unwrap_or(if part.starts_with("]8;") { "" } else { part }))),
        };
        out.push_str(rest.map_or(part, |(_, rest)| rest));
    }
    out
}

/// Runs a command and checks what it prints, in a pipe and with colours and links.
#[track_caller]
fn check(arguments: &[&str], exit_code: i32) -> String {
    let index = tempfile::tempdir().unwrap();
    let run = |colour: &str| {
        let mut command = frontis(&[arguments, &["--color", colour]].concat());
        let command = command.env("FRONTIS_INDEX", index.path()).env("FORCE_HYPERLINK", "1").env("COLUMNS", "60");
        let output = command.env(format!("FRONTIS_{EVIL}"), "x").output().unwrap();
        assert_eq!(output.status.code(), Some(exit_code), "{arguments:?}: {output:?}");
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (stdout, stderr) = run("never");
    check_harmless(&stdout, &format!("{arguments:?}"));
    check_harmless(&stderr, &format!("{arguments:?}"));
    assert!(!stderr.lines().any(|line| line.starts_with("\\u{202e}")), "a line of its own: {stderr}");
    assert!(stderr.contains("FRONTIS_x\\u{1b}[31m") || !stderr.contains("variable"), "{stderr}");
    let (coloured, remarks) = run("always");
    check_harmless(&without_codes(&coloured), &format!("{arguments:?}"));
    check_harmless(&without_codes(&remarks), &format!("{arguments:?}"));
    stdout + &stderr
}

#[test]
fn of_a_folder_full_of_them_nothing_is_obeyed() {
    let (_parent, folder) = hostile_folder();
    let folder = folder.to_str().unwrap();
    assert!(check(&["index", folder], 0).contains("front-matter-invalid"));
    assert!(check(&["check", folder], 1).contains("x\\u{1b}[31m\\u{7}\\u{d}\\u{a}\\u{202e}\\u{2066}\\u{9b}31my.md"));
    let found = check(&["search", "water", "--in", folder], 0);
    assert!(found.contains("\\u{202e}") && found.contains("\ntopics"), "{found}");
    let none = check(&["search", "water", "--in", folder, "--facet", &format!("topics={EVIL}")], 1);
    assert!(none.contains("* x\\u{1b}[31m"), "{none}");
    for command in [&["index", folder, "--json"][..], &["search", "water", "--in", folder, "--json"]] {
        assert!(check(command, 0).contains("\\u202e"));
    }
    assert!(check(&["check", folder, "--json"], 1).contains("\\u202e"));
    check(&["search", EVIL, "--in", folder], 0);
}

#[test]
fn what_is_typed_is_not_obeyed_either() {
    let (_parent, folder) = hostile_folder();
    let folder = folder.to_str().unwrap();
    let search = |extra: &[&str]| check(&[&["search", "q", "--in", folder], extra].concat(), 2);
    search(&["--facet", EVIL]);
    search(&["--facet", &format!("{EVIL}=x")]);
    search(&["--facet", &format!("years={EVIL}")]);
    search(&["--filter", EVIL]);
    search(&["--filter", &format!("{EVIL} = 1")]);
    search(&["--limit", EVIL]);
    search(&["--sort", EVIL]);
    search(&[&format!("--{EVIL}")]);
    check(&[EVIL], 2);
    check(&["serve", folder, "--listen", EVIL], 2);
    check(&["index", &format!("{folder}/{EVIL}")], 2);
    check(&["index", folder, "--config", EVIL], 2);
    check(&["completions", EVIL], 2);
    check(&["search", &format!("nowhere{EVIL}"), "--in", folder, "--match", "all"], 1);
}

#[test]
fn settings_errors_are_not_obeyed_either() {
    let (_parent, folder) = hostile_folder();
    let key = EVIL.replace('\u{1b}', "\\e").replace('\u{7}', "\\a").replace('\r', "\\r").replace('\n', "\\n");
    std::fs::write(folder.join("frontis.yaml"), format!("\"{key}\": 1\nlanguage: \"{key}\"\n")).unwrap();
    let folder = folder.to_str().unwrap();
    assert!(check(&["index", folder], 2).contains("unknown key"));
    assert!(check(&["check", folder], 1).contains("unknown key"));
}

#[test]
fn the_first_lines_of_serve_are_harmless() {
    let (_parent, folder) = hostile_folder();
    let index = tempfile::tempdir().unwrap();
    let mut child = frontis(&["serve", folder.to_str().unwrap(), "--listen", "127.0.0.1:0", "--color", "never"])
        .env("FRONTIS_INDEX", index.path().join(EVIL))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let lines: Vec<_> = lines.take(3).map(|line| line.unwrap()).collect();
    child.kill().unwrap();
    let output = child.wait_with_output().unwrap();
    check_harmless(&lines.join("\n"), "serve");
    assert!(lines[1].starts_with("4 pages of ") && lines[1].contains("x\\u{1b}[31m"), "{lines:?}");
    assert!(lines[2].starts_with("index in ") && lines[2].contains("x\\u{1b}[31m"), "{lines:?}");
    check_harmless(&String::from_utf8(output.stderr).unwrap(), "serve");
}
