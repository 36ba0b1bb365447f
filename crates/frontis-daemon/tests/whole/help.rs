//! What is made of the definition of the command line: help, completions, the manual page.

use std::path::Path;
use std::process::Stdio;

use clap::CommandFactory;
use frontis_daemon::cli::Arguments;

use crate::support::{check_exit, frontis};

fn stdout(arguments: &[&str]) -> String {
    check_exit(&frontis(arguments).env("COLUMNS", "80").output().unwrap(), 0).0
}

fn names() -> Vec<String> {
    Arguments::command().get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

#[test]
fn the_help_of_the_program_and_of_each_command_is_this() {
    insta::assert_snapshot!("frontis", stdout(&["--help"]));
    insta::assert_snapshot!("frontis_short", stdout(&["-h"]));
    for name in names() {
        insta::assert_snapshot!(name.clone(), stdout(&[&name, "--help"]));
    }
    insta::assert_snapshot!("search_short", stdout(&["search", "-h"]));
}

/// The lines of `text` that are commands.
fn examples(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| line.starts_with("frontis ")).collect()
}

#[test]
fn every_command_has_examples_and_those_that_end_do_what_they_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let index = tempfile::tempdir().unwrap();
    let mut run = 0;
    for name in names() {
        let help = stdout(&[&name, "--help"]);
        assert!(!examples(&help).is_empty(), "{help}");
        let ends = ["index", "search", "check", "eval"].contains(&name.as_str());
        for example in examples(&help).into_iter().filter(|_| ends) {
            // What is written to a file is there for the examples that follow.
            let (command, file) = example.split_once(" > ").unwrap_or((example, ""));
            let written = index.path().join("before.json");
            let is_written = |word: &String| word == "before.json";
            let place = |word: String| if is_written(&word) { written.display().to_string() } else { word };
            let arguments: Vec<String> = words(command).into_iter().skip(1).map(place).collect();
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let output = frontis(&arguments).current_dir(&root).env("FRONTIS_INDEX", index.path()).output().unwrap();
            let (stdout, stderr) = check_exit(&output, 0);
            assert!(!stdout.is_empty() && !stderr.contains("warning"), "{example}: {stderr}");
            if is_written(&file.to_owned()) {
                std::fs::write(&written, stdout).unwrap();
            }
            run += 1;
        }
    }
    assert!(run > 14, "{run}");
}

/// Words as a shell makes them of a line with single quotes.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('\'').enumerate();
    let words = parts.flat_map(|(at, part)| match at % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

#[test]
fn every_shell_has_completions_that_name_every_command_and_option() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = stdout(&["completions", shell]);
        for name in names().iter().map(String::as_str).chain(["accept-shrink", "snippets", "baseline"]) {
            assert!(script.contains(name), "{shell}: {name}");
        }
    }
}

#[cfg(unix)]
#[test]
fn bash_takes_the_completions() {
    let script = stdout(&["completions", "bash"]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("frontis");
    std::fs::write(&file, script).unwrap();
    let Ok(bash) = std::process::Command::new("bash").arg("-n").arg(&file).stdout(Stdio::null()).output() else {
        println!("skipped: no bash");
        return;
    };
    assert!(bash.status.success(), "{}", String::from_utf8_lossy(&bash.stderr));
}

#[test]
fn the_manual_page_names_every_command_option_and_example() {
    let page = stdout(&["man"]);
    let text = page.replace("\\-", "-").replace("\\fB", "").replace("\\fI", "").replace("\\fR", "");
    assert!(page.contains("\n.TH frontis 1 "), "{}", &page[..200]);
    let mut program = Arguments::command();
    program.build();
    for command in program.get_subcommands().filter(|command| command.get_name() != "help") {
        let name = command.get_name();
        assert!(text.contains(&format!(".SH \"FRONTIS {}\"", name.to_uppercase())), "{name}");
        for option in command.get_arguments().filter_map(clap::Arg::get_long) {
            assert!(
                text.contains(&format!("\n--{option}")) || text.contains(&format!(", --{option}")),
                "{name} --{option}"
            );
        }
        for example in examples(&stdout(&[name, "--help"])) {
            assert!(text.lines().any(|line| line.replace("\\*(Aq", "'").trim() == example), "{example}");
        }
    }
}
