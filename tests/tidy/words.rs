//! What may be written only in some places, or nowhere.

use super::paths::paths;
use super::source::{Source, is_test_file, words_of};

const LIBRARY: &str = "crates/frontis/src/";

/// The library's files that may touch files, sockets and clocks, as beginnings of paths below [`LIBRARY`]. The daemon is
/// an edge as a whole; the test kit and tests make files of their own.
const EDGES: &[&str] = &["sync/", "index/", "embedded/", "eval/files.rs", "clock.rs"];

/// Crates that read the file system by themselves.
const FILE_CRATES: &[&str] = &["walkdir", "ignore", "dirs", "tempfile"];

/// tantivy named outside the embedded engine; benches may compare with it.
pub(crate) fn search_library(source: &Source) -> Vec<String> {
    if source.path.starts_with("crates/frontis/src/embedded/") || source.path.starts_with("benches/") {
        return Vec::new();
    }
    lines_with(source, &source.code, "tantivy is named outside src/embedded/", |line| {
        words_of(line).any(|word| word == "tantivy")
    })
}

/// The YAML parser named outside the front matter and the settings.
pub(crate) fn yaml(source: &Source) -> Vec<String> {
    let homes = ["crates/frontis/src/content/front_matter", "crates/frontis/src/config/"];
    if homes.iter().any(|home| source.path.starts_with(home)) {
        return Vec::new();
    }
    lines_with(source, &source.code, "YAML is read outside content/front_matter and config/", |line| {
        words_of(line).any(|word| ["serde_yaml", "serde_norway"].contains(&word))
    })
}

/// Files, sockets and clocks used inside the library, away from its edges.
pub(crate) fn outside_world(source: &Source) -> Vec<String> {
    let Some(file) = source.path.strip_prefix(LIBRARY) else { return Vec::new() };
    if is_test_file(&source.path) || EDGES.iter().any(|edge| file.starts_with(edge)) {
        return Vec::new();
    }
    let touches = |segments: &[String]| match segments {
        [root, module, ..] if root == "std" && (module == "fs" || module == "net") => true,
        [root, ..] if FILE_CRATES.contains(&root.as_str()) => true,
        [.., kind, function] => {
            function == "now" && ["SystemTime", "Timestamp", "Zoned", "Utc"].contains(&kind.as_str())
        }
        _ => false,
    };
    let found = paths(source).into_iter().filter(|path| touches(&path.segments));
    found
        .map(|path| {
            let message = format!("`{}` away from the edges: {}", path.segments.join("::"), EDGES.join(", "));
            source.finding(path.line, &message)
        })
        .collect()
}

/// Items kept out of the documentation.
pub(crate) fn hidden(source: &Source) -> Vec<String> {
    lines_with(
        source,
        &source.code,
        "an item is hidden from the documentation: make it private or explain it",
        |line| line.replace(' ', "").contains("doc(hidden)"),
    )
}

/// Unsafe code. The compiler forbids it too, unless a crate forgets to take the workspace's lints.
pub(crate) fn unsafe_code(source: &Source) -> Vec<String> {
    lines_with(source, &source.code, "unsafe code", |line| words_of(line).any(|word| word == "unsafe"))
}

/// Macros and notes that stand for work to be done.
pub(crate) fn unfinished(source: &Source) -> Vec<String> {
    let macros = |line: &str| {
        let line = line.replace(' ', "");
        ["todo!", "unimplemented!"].iter().any(|name| line.contains(name))
    };
    let mut findings = lines_with(source, &source.code, "unfinished code", macros);
    findings.extend(unfinished_text(&source.path, &source.comments));
    findings
}

/// Notes that stand for work to be done, in any text.
pub(crate) fn unfinished_text(path: &str, text: &str) -> Vec<String> {
    let noted = |line: &str| words_of(line).any(|word| ["TODO", "FIXME", "XXX"].contains(&word));
    let lines = text.lines().enumerate().filter(|(_, line)| noted(line));
    lines.map(|(at, _)| format!("{path}:{}: a note of work to be done: do it, or open an issue", at + 1)).collect()
}

/// Shipped code that panics on `None` or `Err` without saying why it cannot happen.
pub(crate) fn unwrap(source: &Source) -> Vec<String> {
    lines_with(source, &source.shipped, "unwrap in shipped code: return an error, or `expect` the reason", |line| {
        line.replace(' ', "").contains(".unwrap()")
    })
}

fn lines_with(source: &Source, view: &str, message: &str, found: impl Fn(&str) -> bool) -> Vec<String> {
    let lines = view.lines().enumerate().filter(|(_, line)| found(line));
    lines.map(|(at, _)| source.finding(at + 1, message)).collect()
}

#[cfg(test)]
fn check(rule: fn(&Source) -> Vec<String>, caught: &[(&str, &str)], passed: &[(&str, &str)]) {
    for (path, text) in caught {
        assert_eq!(rule(&Source::new(path, text)).len(), 1, "not caught: {path}: {text}");
    }
    for (path, text) in passed {
        assert_eq!(rule(&Source::new(path, text)), Vec::<String>::new(), "{path}: {text}");
    }
}

#[test]
fn tantivy_in_the_wrong_place_is_caught() {
    check(
        search_library,
        &[
            ("crates/frontis/src/search/run.rs", "use tantivy::Index;"),
            ("crates/frontis-daemon/src/main.rs", "fn f(x: tantivy::Term) {}"),
            ("crates/frontis/src/embedded.rs", "extern crate tantivy as engine;"),
            ("tests/system.rs", "fn f() { tantivy :: doc!() }"),
        ],
        &[
            ("crates/frontis/src/embedded/store.rs", "use tantivy::Index;"),
            ("benches/query.rs", "use tantivy::Index;"),
            ("crates/frontis/src/engine/mod.rs", "// tantivy\nfn f() { g(\"tantivy\") }"),
        ],
    );
}

#[test]
fn yaml_in_the_wrong_place_is_caught() {
    check(
        yaml,
        &[
            ("crates/frontis/src/sync/scan.rs", "use serde_yaml::Value;"),
            ("crates/frontis/src/content/page.rs", "fn f(v: serde_norway::Value) {}"),
        ],
        &[
            ("crates/frontis/src/content/front_matter/mod.rs", "use serde_yaml::Value;"),
            ("crates/frontis/src/content/front_matter.rs", "use serde_yaml::Value;"),
            ("crates/frontis/src/config/file.rs", "use serde_yaml::Value;"),
        ],
    );
}

#[test]
fn the_outside_world_in_the_wrong_place_is_caught() {
    check(
        outside_world,
        &[
            ("crates/frontis/src/content/page.rs", "fn f() { std::fs::read(\"x\"); }"),
            ("crates/frontis/src/content/page.rs", "use std::{fs, io};"),
            ("crates/frontis/src/config/mod.rs", "use std::fs::File;"),
            ("crates/frontis/src/search/run.rs", "use std::net::TcpStream;"),
            ("crates/frontis/src/search/run.rs", "fn f() { SystemTime::now(); }"),
            ("crates/frontis/src/engine/plan.rs", "fn f() { jiff::Timestamp::now(); }"),
            ("crates/frontis/src/search/run.rs", "use walkdir::WalkDir;"),
        ],
        &[
            ("crates/frontis/src/sync/scan.rs", "use std::fs; use walkdir::WalkDir;"),
            ("crates/frontis/src/clock.rs", "fn f() { Timestamp::now(); }"),
            ("crates/frontis/src/search/run.rs", "use std::time::Instant; fn f() { Instant::now(); }"),
            ("crates/frontis-daemon/src/http/serve.rs", "use std::net::SocketAddr;"),
            ("crates/frontis/src/content/page.rs", "//! Opens no file: std::fs is for `sync`."),
        ],
    );
}

#[test]
fn hidden_and_unsafe_items_are_caught() {
    let path = "crates/frontis/src/lib.rs";
    check(
        hidden,
        &[(path, "#[doc(hidden)] pub fn f() {}"), (path, "#[cfg_attr(docsrs, doc( hidden ))] pub mod m;")],
        &[(path, "/// Not doc(hidden).\npub fn f() {}")],
    );
    check(
        unsafe_code,
        &[(path, "fn f() { unsafe { g() } }"), (path, "unsafe impl Send for X {}")],
        &[(path, "#![forbid(unsafe_code)]\n// unsafe\nconst X: &str = \"unsafe\";")],
    );
}

#[test]
fn unfinished_work_is_caught() {
    let path = "crates/frontis/src/lib.rs";
    check(
        unfinished,
        &[
            (path, "fn f() { todo!() }"),
            (path, "fn f() { unimplemented! (\"later\") }"),
            (path, &["// TO", "DO: later"].concat()),
            (path, &["/* FIX", "ME */"].concat()),
        ],
        &[(path, "fn todo() { let x = \"todo!()\"; } // a to-do list")],
    );
    assert_eq!(unfinished_text("README.md", &["a\nTO", "DO"].concat()).len(), 1);
}

#[test]
fn shipped_unwraps_are_caught() {
    check(
        unwrap,
        &[
            ("crates/frontis/src/lib.rs", "fn f() { g().unwrap(); }"),
            (
                "crates/frontis/src/lib.rs",
                "#[cfg(test)] mod tests { fn f() { g().unwrap() } }\nfn f() { g()\n.unwrap() }",
            ),
        ],
        &[
            ("crates/frontis/src/lib.rs", "/// `x.unwrap()`\n#[cfg(test)]\nmod tests { fn f() { g().unwrap() } }"),
            ("crates/frontis/src/text/tests.rs", "fn f() { g().unwrap() }"),
            ("tests/system.rs", "fn f() { g().unwrap() }"),
            ("crates/frontis/src/lib.rs", "fn f() { g().unwrap_or(1); g().expect(\"checked above\"); }"),
        ],
    );
}
