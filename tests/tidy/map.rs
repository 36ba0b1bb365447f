//! What documents say of the repository is so: the files they name are there, and the tests they name are in them.

use std::path::Path;

use super::source::root;

/// What stands between backticks, with the number of its line.
fn quoted(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().flat_map(|(at, line)| line.split('`').skip(1).step_by(2).map(move |code| (at + 1, code)))
}

/// The targets of a Markdown text's links, with the number of their line.
fn links(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().flat_map(|(at, line)| {
        line.split("](").skip(1).filter_map(move |rest| Some((at + 1, rest.split([')', '#']).next()?)))
    })
}

/// Links of the document at `path` that lead to no file.
pub(crate) fn dead_links(path: &str, text: &str, exists: &impl Fn(&Path) -> bool) -> Vec<String> {
    let folder = Path::new(path).parent().unwrap_or(Path::new(""));
    let local = links(text).filter(|(_, target)| !target.is_empty() && !target.contains("://"));
    let dead = local.filter(|(_, target)| !exists(&folder.join(target)));
    dead.map(|(line, target)| format!("{path}:{line}: there is no {target}")).collect()
}

/// Paths in backticks that are not there, and names of tests that the file named before them does not have.
pub(crate) fn strangers(path: &str, text: &str, read: &impl Fn(&str) -> Option<String>) -> Vec<String> {
    let mut findings = Vec::new();
    let mut file = String::new();
    for (line, code) in quoted(text) {
        let is_path =
            !code.contains(' ') && ["crates/", "tests/", "benches/", "index-data/"].iter().any(|s| code.starts_with(s));
        if is_path {
            match read(code) {
                Some(content) => file = content,
                None => findings.push(format!("{path}:{line}: there is no {code}")),
            }
        } else if code.matches('_').count() >= 3 && !file.contains(&format!("fn {code}(")) {
            findings.push(format!("{path}:{line}: no test {code} in the file named before it"));
        }
    }
    findings
}

/// A file's text, or nothing for a folder; `None` where there is neither.
pub(crate) fn read(path: &str) -> Option<String> {
    let path = root().join(path);
    if path.is_dir() { Some(String::new()) } else { std::fs::read_to_string(path).ok() }
}

#[test]
fn a_dead_link_and_a_test_that_is_not_there_are_caught() {
    let text = "[a](a.md) [b](b.md#x)\n[c](https://example.org)\n`tests/t.rs`: `it_is_as_it_was`, `it_is_not_as_it_was`; `tests/u.rs`";
    let exists = |path: &Path| path == Path::new("docs/a.md");
    assert_eq!(dead_links("docs/m.md", text, &exists), ["docs/m.md:1: there is no b.md"]);
    let read = |path: &str| (path == "tests/t.rs").then(|| "fn it_is_as_it_was() {}".to_owned());
    assert_eq!(strangers("m.md", text, &read).len(), 2);
}
