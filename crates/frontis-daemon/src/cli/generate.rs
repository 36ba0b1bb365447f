//! What is made of the definition of the command line: completions for shells, and the manual page.
//!
//! Both are made in memory first: the writers they come from panic where a pipe is closed.

use clap::{Arg, Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::Outcome;
use super::arguments::{Arguments, CompletionsArguments};
use super::output::{Failure, Terminal};

/// A section of the manual page: its title, and names with what they mean.
type Reference = (&'static str, &'static [(&'static str, &'static str)]);

/// What no option says.
const REFERENCES: [Reference; 3] = [
    ("EXIT STATUS", &[("0", "done"), ("1", "nothing found, or a check failed"), ("2", "wrong use or failure")]),
    (
        "ENVIRONMENT",
        &[
            ("FRONTIS_LISTEN", "address and port of serve; --listen wins"),
            ("FRONTIS_INDEX", "the directory of indexes; --index wins"),
            ("CACHE_DIRECTORY", "the same where nothing else names one; systemd sets it"),
            ("FRONTIS_RESULT_CACHE", "accepted for later: there is no result cache to switch off"),
            ("NO_COLOR, CLICOLOR, CLICOLOR_FORCE, TERM", "whether output is coloured; --color wins"),
            ("COLUMNS", "the width of text where there is no terminal to ask"),
        ],
    ),
    (
        "FILES",
        &[
            ("FOLDER/frontis.yaml", "the settings of a collection; --config names another file"),
            ("frontis/ in the user's cache directory", "the indexes, which can be deleted at any time"),
        ],
    ),
];

pub(super) fn completions(own: &CompletionsArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(own.shell, &mut Arguments::command(), "frontis", &mut script);
    terminal.print(String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}

pub(super) fn man(terminal: &Terminal) -> Result<Outcome, Failure> {
    let page = manual().map_err(|error| Failure(format!("cannot write the manual page: {error}")))?;
    terminal.print(String::from_utf8_lossy(&page))?;
    Ok(Outcome::Done)
}

/// One page: the program, then a section for each command.
fn manual() -> std::io::Result<Vec<u8>> {
    let mut program = Arguments::command().disable_help_subcommand(true);
    program.build();
    let version = program.get_version().unwrap_or_default().to_owned();
    let man = Man::new(program.clone()).source(format!("frontis {version}")).manual("Frontis manual");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    page.extend(synopsis("SH", &program)?);
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for command in program.get_subcommands() {
        page.extend(chapter(command)?);
    }
    page.extend(examples("SH", &program)?);
    for (title, entries) in REFERENCES {
        let mut roff = Roff::new();
        roff.control("SH", [title]);
        for (name, meaning) in entries {
            roff.control("TP", []).text([bold(*name)]).text([roman(*meaning)]);
        }
        roff.to_writer(&mut page)?;
    }
    Ok(page)
}

/// The section of one command, its own sections below it. What every command takes stands at the program's.
fn chapter(command: &Command) -> std::io::Result<Vec<u8>> {
    let name = command.get_bin_name().unwrap_or(command.get_name()).to_uppercase();
    let own = command.clone().mut_args(|argument| if is_common(&argument) { argument.hide(true) } else { argument });
    let man = Man::new(own);
    let mut sections = synopsis("SH", command)?;
    man.render_description_section(&mut sections)?;
    man.render_options_section(&mut sections)?;
    let mut page = Vec::new();
    Roff::new().control("SH", [name.as_str()]).to_writer(&mut page)?;
    page.extend(String::from_utf8_lossy(&sections).replace("\n.SH ", "\n.SS ").into_bytes());
    page.extend(examples("SS", command)?);
    Ok(page)
}

/// How the command is called, as its help says.
fn synopsis(macro_name: &str, command: &Command) -> std::io::Result<Vec<u8>> {
    let usage = command.clone().render_usage().to_string();
    let mut page = Vec::new();
    let mut roff = Roff::new();
    roff.control(macro_name, ["SYNOPSIS"]).text([roman(usage.trim_start_matches("Usage: "))]);
    roff.to_writer(&mut page)?;
    Ok(page)
}

fn is_common(argument: &Arg) -> bool {
    argument.is_global_set() || ["help", "version"].contains(&argument.get_id().as_str())
}

/// What stands below the options, line by line: the examples, for most.
fn examples(macro_name: &str, command: &Command) -> std::io::Result<Vec<u8>> {
    let Some(text) = command.get_after_long_help().or(command.get_after_help()) else { return Ok(Vec::new()) };
    let text = text.to_string();
    let (title, lines) = text.split_once(":\n").unwrap_or(("Notes", &text));
    let mut roff = Roff::new();
    roff.control(macro_name, [title.to_uppercase().as_str()]).control("nf", []);
    // Exit codes have a section of their own.
    for line in lines.lines().filter(|line| !line.starts_with("Exit codes: ")) {
        roff.text([roman(line)]);
    }
    let mut page = Vec::new();
    roff.control("fi", []).to_writer(&mut page)?;
    Ok(page)
}
