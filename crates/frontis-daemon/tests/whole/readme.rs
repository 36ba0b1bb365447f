//! The README says what is so: each of its code blocks is run by a test, its tables are those of the program.

mod blocks;
mod proxy;

use clap::CommandFactory;
use frontis_daemon::cli::Arguments;

/// The folder of the repository.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

fn readme() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md")).unwrap()
}

/// What stands between `start` and `end`, everywhere in `text`.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    text.split(start).skip(1).filter_map(|rest| rest.split(end).next()).collect()
}

#[test]
fn its_settings_are_read_without_a_remark() {
    let config = frontis::Config::parse(blocks::the_block(&readme(), "yaml"), "README.md").unwrap();
    assert_eq!(config.declared_facets(), ["regions", "country", "client", "years"]);
}

#[test]
fn its_commands_and_options_exist_and_every_command_is_there() {
    let readme = readme();
    let mut program = Arguments::command();
    program.build();
    let section = between(&readme, "## Command line\n", "\n## ")[0];
    let rows: Vec<_> = section.lines().filter(|line| line.starts_with("| `frontis ")).collect();
    for row in &rows {
        let name = between(row, "`frontis ", "`")[0].split(' ').next().unwrap();
        let command = program.find_subcommand(name).unwrap_or_else(|| panic!("no command {name}"));
        let placeholders = between(row, "`frontis ", "`")[0].split([' ', '[', ']']).filter(|word| !word.is_empty());
        for word in placeholders.filter(|word| *word == word.to_uppercase()) {
            let takes = |name: &clap::builder::Str| name.as_str() == word;
            let known =
                command.get_arguments().any(|own| own.get_value_names().is_some_and(|own| own.iter().any(takes)));
            assert!(known, "{name} takes no {word}");
        }
        check_options(row, command);
    }
    let commands: Vec<_> =
        program.get_subcommands().map(clap::Command::get_name).filter(|name| *name != "help").collect();
    let named: Vec<_> = rows.iter().map(|row| between(row, "`frontis ", "`")[0].split(' ').next().unwrap()).collect();
    assert_eq!(named, commands);
    let common = section.split("All take").nth(1).unwrap();
    for command in program.get_subcommands().filter(|command| command.get_name() != "help") {
        check_options(common, command);
    }
    let ruler = between(&readme, "## How good is the ranking?\n", "\n## ")[0];
    check_options(ruler, program.find_subcommand("eval").unwrap());
}

/// Checks that `command` has every `--option` of `text`.
#[track_caller]
fn check_options(text: &str, command: &clap::Command) {
    for rest in text.split("--").skip(1) {
        let option: String = rest.chars().take_while(|letter| letter.is_ascii_lowercase() || *letter == '-').collect();
        let known = command.get_arguments().any(|own| own.get_long() == Some(option.as_str()));
        assert!(known, "{} has no --{option}", command.get_name());
    }
}
