//! Who may know whom among the modules of `crates/frontis/src`. Tests obey as well: a unit test that needs more than its
//! module may know is a test of the whole, and belongs to `tests/`.

use super::paths::{CodePath, paths};
use super::source::Source;

/// Each module and the modules it may name. `lib.rs` wires and re-exports; it may name all.
///
/// `search` knows `content` for the types of fields alone, which its answers carry. `error` is everybody's; the clock
/// belongs to the two that stamp: `engine` counts open intervals of years up to the current one, `index` tells when a
/// sync ended. `eval` stands above `index` and asks what anybody may ask; it names the others for what it hands over
/// (pages, settings, batches), the longest query there may be, and what makes two texts one.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("clock", &[]),
    ("text", &["error"]),
    ("query", &["error"]),
    ("content", &["error", "text"]),
    ("config", &["error", "content", "text", "query"]),
    ("engine", &["error", "clock", "content", "query", "text"]),
    ("embedded", &["error", "engine", "text"]),
    ("highlight", &["error", "text"]),
    ("sync", &["error", "config", "content", "engine"]),
    ("search", &["error", "config", "content", "query", "text", "engine", "highlight"]),
    (
        "index",
        &["error", "clock", "config", "content", "query", "text", "engine", "embedded", "highlight", "sync", "search"],
    ),
    ("eval", &["error", "config", "content", "query", "text", "engine", "index", "search"]),
];

const ROOT: &str = "crates/frontis/src/";

/// Names of modules that a module may not know.
pub(crate) fn unknown_modules(source: &Source) -> Vec<String> {
    let Some(file) = source.path.strip_prefix(ROOT).filter(|file| *file != "lib.rs") else { return Vec::new() };
    let place = module_path(file);
    let module = place[0].as_str();
    let Some((_, known)) = MAY_KNOW.iter().find(|(name, _)| *name == module) else {
        return vec![
            source.finding(1, &format!("module `{module}` is not in the table of tests/tidy/dependencies.rs")),
        ];
    };
    let stranger = |path: CodePath| {
        let named = top_module(&place, &path)?;
        let message = if named == module || known.contains(&named.as_str()) {
            return None;
        } else if MAY_KNOW.iter().any(|(name, _)| *name == named) {
            format!("`{module}` may not know `{named}`")
        } else {
            format!("`{named}` of the crate's root: name the module that owns it")
        };
        Some(source.finding(path.line, &message))
    };
    paths(source).into_iter().filter_map(stranger).collect()
}

/// `content/front_matter/mod.rs` is `content::front_matter`.
fn module_path(file: &str) -> Vec<String> {
    let stem = file.strip_suffix(".rs").unwrap_or(file);
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    stem.split('/').map(str::to_owned).collect()
}

/// What stands directly below the crate's root on this path; `None` for a path of another crate or of a child module.
fn top_module(place: &[String], path: &CodePath) -> Option<String> {
    let mut absolute: Vec<&String> = place.iter().chain(&path.within).collect();
    let mut segments = path.segments.iter().peekable();
    match segments.next()?.as_str() {
        "crate" => absolute.clear(),
        "self" => {}
        "super" => drop(absolute.pop()),
        _ => return None,
    }
    while segments.next_if(|segment| *segment == "super").is_some() {
        absolute.pop();
    }
    absolute.extend(segments);
    Some(absolute.first().map_or_else(|| "crate".to_owned(), |name| (*name).clone()))
}

#[cfg(test)]
fn findings(file: &str, text: &str) -> usize {
    unknown_modules(&Source::new(&format!("{ROOT}{file}"), text)).len()
}

#[test]
fn a_module_that_knows_too_much_is_caught() {
    for (file, text) in [
        ("text/fold.rs", "use crate::content::Page;"),
        ("content/page.rs", "use crate::{text::fold, engine::Batch};"),
        ("content/page.rs", "fn f() { crate::index::Index::in_memory(); }"),
        ("content/mod.rs", "use super::engine::Batch;"),
        ("content/page.rs", "use super::super::engine;"),
        ("content/page.rs", "mod tests { use super::super::super::engine; }"),
        ("search/run.rs", "use crate::embedded::Store;"),
        ("sync/scan.rs", "fn f() -> i32 { crate::clock::this_year() }"),
        ("highlight/mod.rs", "use crate::content::Page;"),
        ("content/mod.rs", "#[cfg(test)] mod tests { use crate::search::Request; }"),
        ("config/mod.rs", "use crate::Page;"),
        ("config/mod.rs", "use crate::*;"),
        ("helpers/mod.rs", "fn f() {}"),
    ] {
        assert_eq!(findings(file, text), 1, "{file}: {text}");
    }
}

#[test]
fn a_module_that_knows_its_neighbours_passes() {
    for (file, text) in [
        ("lib.rs", "pub use index::Index; use crate::embedded;"),
        ("content/page.rs", "use super::Date; use crate::text::fold; use crate::error::Result; // crate::engine"),
        ("content/page.rs", "mod tests { use super::*; use super::super::Date; use crate::content; }"),
        ("content/mod.rs", "mod tests { use super::*; }"),
        ("index/open.rs", "use crate::{embedded, sync}; fn f() { crate::clock::this_year(); }"),
        ("engine/plan.rs", "use tantivy_like::engine; use std::sync::Arc; use jiff::index;"),
    ] {
        assert_eq!(findings(file, text), 0, "{file}: {text}");
    }
}
