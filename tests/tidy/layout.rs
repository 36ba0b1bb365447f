//! Rules about the repository as a folder.

use std::fs;

use super::source::root;

/// What may stand at the top level, beside names that begin with a dot.
const TOP_LEVEL: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "benches",
    "crates",
    "index-data",
    "target",
    "tests",
];

/// Files people read and write by hand that are not Rust.
const TEXT_FILES: &[&str] = &[
    ".ci/run",
    ".deny.toml",
    ".github/CONTRIBUTING.md",
    ".github/SECURITY.md",
    "Cargo.toml",
    "README.md",
    "benches/README.md",
    "crates/DECISIONS.md",
    "crates/README.md",
    "crates/frontis-daemon/Cargo.toml",
    "crates/frontis-daemon/src/web/assets/search.js",
    "crates/frontis-daemon/src/web/assets/style.css",
    "crates/frontis-testkit/Cargo.toml",
    "crates/frontis/Cargo.toml",
    "crates/frontis-daemon/CHANGELOG.md",
    "crates/frontis-testkit/CHANGELOG.md",
    "crates/frontis/CHANGELOG.md",
    "crates/fuzz/Cargo.toml",
    "crates/fuzz/README.md",
    "index-data/projects/frontis.yaml",
];

/// Names at the top level that the layout does not have.
pub(crate) fn strangers(names: &[String]) -> Vec<String> {
    let known = |name: &str| name.starts_with('.') || TOP_LEVEL.contains(&name);
    let strangers = names.iter().filter(|name| !known(name));
    strangers.map(|name| format!("{name}: the top level is fixed; it belongs into one of its folders")).collect()
}

/// The names at the top level.
pub(crate) fn top_level() -> Vec<String> {
    let entries = fs::read_dir(root()).expect("the repository can be read");
    let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The text files with their paths.
pub(crate) fn text_files() -> Vec<(String, String)> {
    TEXT_FILES.iter().map(|name| ((*name).to_owned(), read(name))).collect()
}

/// A file of the repository.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn a_stranger_at_the_top_level_is_caught() {
    let names = [".github", "Cargo.toml", "crates", "docs", "notes.txt", "target"].map(str::to_owned);
    assert_eq!(strangers(&names).len(), 2);
}
