//! The code blocks of the README, and what runs each.

use std::path::Path;

use clap::Parser;
use frontis_daemon::cli::{Arguments, Command};
use serde_json::Value;

use super::{ROOT, readme};
use crate::serving::Served;
use crate::support::frontis;

/// What `.ci/run` runs, as the README writes it.
const RUN_BY_CI: &[&str] = &[
    "cargo install --locked --path crates/frontis-daemon",
    "cargo add frontis --path ../frontis/crates/frontis",
    "cargo test",
    "cargo bench",
];

/// Each code block: what follows the fence, and the text.
fn blocks(text: &str) -> Vec<(&str, &str)> {
    let mut parts = text.split("```");
    parts.next();
    let inside: Vec<&str> = parts.step_by(2).collect();
    inside.into_iter().filter_map(|block| block.split_once('\n')).collect()
}

/// The only block in this language.
#[track_caller]
pub(super) fn the_block<'a>(text: &'a str, language: &str) -> &'a str {
    let found: Vec<&str> = blocks(text).into_iter().filter(|(own, _)| *own == language).map(|(_, text)| text).collect();
    assert_eq!(found.len(), 1, "blocks in {language}");
    found[0]
}

/// The lines of all shell blocks.
fn commands(text: &str) -> Vec<&str> {
    blocks(text).into_iter().filter(|(language, _)| *language == "sh").flat_map(|(_, text)| text.lines()).collect()
}

#[test]
fn no_block_is_left_that_nothing_runs() {
    let readme = readme();
    let ci = std::fs::read_to_string(Path::new(ROOT).join(".ci/run")).unwrap();
    for command in commands(&readme) {
        let here = command.starts_with("cargo run --release -- serve ") || command.starts_with("curl '");
        let there = RUN_BY_CI.contains(&command);
        assert!(here || there, "nothing runs {command:?}");
        assert!(here || ci.contains(command), ".ci/run does not run {command:?}");
    }
    for (language, text) in blocks(&readme) {
        let known = match language {
            // Here and beside this file.
            "sh" | "json" | "yaml" | "nginx" | "ini" => true,
            // By the documentation tests of the library; the one with a main also by `.ci/run`, in a crate of its own.
            "rust" => true,
            "rust,no_run" => text.starts_with("fn main()") && ci.contains("```rust,no_run"),
            _ => false,
        };
        assert!(known, "nothing runs a block in {language:?}: {text}");
    }
}

#[test]
fn the_first_command_serves_the_sample_and_the_request_has_the_answer_shown() {
    let readme = readme();
    let commands = commands(&readme);
    let serve = commands.iter().find_map(|command| command.strip_prefix("cargo run --release -- ")).unwrap();
    let request = commands.iter().find_map(|command| command.strip_prefix("curl 'http://127.0.0.1:7700")).unwrap();
    let index = tempfile::tempdir().unwrap();
    let arguments: Vec<&str> = serve.split(' ').chain(["--listen", "127.0.0.1:0"]).collect();
    let mut command = frontis(&arguments);
    command.env("FRONTIS_INDEX", index.path()).current_dir(ROOT);
    let served = Served::of(command);
    let mut answer = served.get(request.trim_end_matches('\'')).json();
    let mut shown: Value = serde_json::from_str(the_block(&readme, "json")).unwrap();
    assert!(shown["took_us"].is_u64() && answer["took_us"].is_u64());
    for body in [&mut answer, &mut shown] {
        body["took_us"] = Value::Null;
    }
    assert_eq!(answer, shown, "the answer is\n{answer:#}");
}

#[test]
fn the_unit_starts_what_the_program_takes() {
    let readme = readme();
    let unit = the_block(&readme, "ini");
    let command = unit.lines().find_map(|line| line.strip_prefix("ExecStart=/usr/local/bin/")).unwrap();
    let arguments = Arguments::try_parse_from(command.split(' ')).unwrap();
    assert!(matches!(arguments.command, Command::Serve(own) if own.folder == Path::new("/srv/site/content")));
    // systemd hands the directory on in this variable.
    assert!(unit.contains("CacheDirectory=") && readme.contains("`$CACHE_DIRECTORY`"));
}

#[test]
fn blocks_are_told_from_text() {
    let text = "a\n```sh\nls\npwd\n```\nb `c`\n```rust,no_run\nfn main() {}\n```\n";
    assert_eq!(blocks(text), [("sh", "ls\npwd\n"), ("rust,no_run", "fn main() {}\n")]);
    assert_eq!(commands(text), ["ls", "pwd"]);
}
