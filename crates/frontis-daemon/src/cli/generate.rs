//! What is made of the definition of the command line: completions for shells, and the manual page.
//!
//! Both are made in memory first: the writers they come from panic where a pipe is closed.

use clap::{Arg, Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::Outcome;
use super::arguments::{Arguments, CompletionsArguments};
use super::output::{Failure, Terminal};

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
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for command in program.get_subcommands() {
        page.extend(chapter(command)?);
    }
    page.extend(examples("SH", &program)?);
    Ok(page)
}

/// The section of one command, its own sections below it. What every command takes stands at the program's.
fn chapter(command: &Command) -> std::io::Result<Vec<u8>> {
    let name = command.get_bin_name().unwrap_or(command.get_name()).to_uppercase();
    let own = command.clone().mut_args(|argument| if is_common(&argument) { argument.hide(true) } else { argument });
    let man = Man::new(own);
    let mut sections = Vec::new();
    man.render_synopsis_section(&mut sections)?;
    man.render_description_section(&mut sections)?;
    man.render_options_section(&mut sections)?;
    let mut page = Vec::new();
    Roff::new().control("SH", [name.as_str()]).to_writer(&mut page)?;
    page.extend(String::from_utf8_lossy(&sections).replace("\n.SH ", "\n.SS ").into_bytes());
    page.extend(examples("SS", command)?);
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
    for line in lines.lines() {
        roff.text([roman(line)]);
    }
    let mut page = Vec::new();
    roff.control("fi", []).to_writer(&mut page)?;
    Ok(page)
}
