//! The rules of the house that no compiler holds: who may know whom, where the outside world begins, what is never
//! written. Each rule is a function from source to findings; next to it stand made-up violations it must catch.

#[path = "tidy/dependencies.rs"]
mod dependencies;
#[path = "tidy/errors.rs"]
mod errors;
#[path = "tidy/layout.rs"]
mod layout;
#[path = "tidy/manifest.rs"]
mod manifest;
#[path = "tidy/map.rs"]
mod map;
#[path = "tidy/paths.rs"]
mod paths;
#[path = "tidy/size.rs"]
mod size;
#[path = "tidy/source.rs"]
mod source;
#[path = "tidy/words.rs"]
mod words;

use source::Source;

fn check_sources(rule: impl Fn(&Source) -> Vec<String>) {
    check(source::workspace().iter().flat_map(rule).collect());
}

fn check(findings: Vec<String>) {
    assert!(findings.is_empty(), "{} findings:\n{}\n", findings.len(), findings.join("\n"));
}

#[test]
fn the_workspace_is_read() {
    let sources = source::workspace();
    for path in ["crates/frontis/src/lib.rs", "crates/frontis-daemon/src/main.rs", "tests/tidy/words.rs"] {
        assert!(sources.iter().any(|source| source.path == path), "{path} was not read");
    }
}

#[test]
fn modules_know_only_what_the_design_lets_them_know() {
    check_sources(dependencies::unknown_modules);
}

#[test]
fn tantivy_is_named_by_the_embedded_engine_alone() {
    check_sources(words::search_library);
}

#[test]
fn yaml_is_named_by_front_matter_and_settings_alone() {
    check_sources(words::yaml);
}

#[test]
fn files_sockets_and_clocks_stay_at_the_edges() {
    check_sources(words::outside_world);
}

#[test]
fn nothing_public_is_hidden_from_the_documentation() {
    check_sources(words::hidden);
}

#[test]
fn whoever_can_fail_says_how() {
    check_sources(errors::unexplained);
}

#[test]
fn no_code_is_unsafe() {
    check_sources(words::unsafe_code);
}

#[test]
fn nothing_is_left_for_later() {
    check_sources(words::unfinished);
    check(layout::text_files().iter().flat_map(|(path, text)| words::unfinished_text(path, text)).collect());
}

#[test]
fn nothing_shipped_unwraps() {
    check_sources(words::unwrap);
}

#[test]
fn the_daemon_does_not_depend_on_tantivy() {
    check(manifest::search_library(&layout::read("crates/frontis-daemon/Cargo.toml")));
}

#[test]
fn every_dependency_says_why_it_is_there() {
    // Fuzzing has a workspace of its own, of one crate.
    let manifests = [("Cargo.toml", "[workspace.dependencies]"), ("crates/fuzz/Cargo.toml", "[dependencies]")];
    let unexplained = |(path, section)| manifest::unexplained(path, section, &layout::read(path));
    check(manifests.into_iter().flat_map(unexplained).collect());
}

#[test]
fn the_top_level_of_the_repository_is_fixed() {
    check(layout::strangers(&layout::top_level()));
}

#[test]
fn documents_name_files_and_tests_that_are_there() {
    let documents = layout::text_files().into_iter().filter(|(path, _)| path.ends_with(".md"));
    let findings = documents.flat_map(|(path, text)| {
        let dead = map::dead_links(&path, &text, &|target| source::root().join(target).exists());
        dead.into_iter().chain(map::strangers(&path, &text, &map::read))
    });
    check(findings.collect());
}

/// Prints, and never fails: a reader decides.
#[test]
fn long_files_and_functions_are_reported() {
    for line in source::workspace().iter().flat_map(size::long) {
        println!("{line}");
    }
}
