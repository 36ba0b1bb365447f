//! The command line: `frontis serve | index | search | check | eval | completions | man`.
//!
//! A command returns an [`Outcome`] or a [`Failure`]; only [`run`] turns either into an exit code. Results go to
//! standard output, everything else to standard error, and whatever comes from content is escaped on its way there.

mod arguments;
mod check;
mod environment;
mod eval;
mod generate;
mod index;
mod open;
mod output;
mod progress;
mod report;
mod search;
mod serve;
mod style;

use std::ffi::OsString;
use std::io::ErrorKind::BrokenPipe;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{ColorChoice, Parser};

pub use arguments::{Arguments, Command};
pub use environment::Environment;
pub use output::{Failure, Terminal};

/// How a command ended that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It did what it was asked: exit code 0.
    Done,
    /// Nothing was found, or a check did not pass: exit code 1.
    Nothing,
}

/// Runs the command of this process's arguments and environment.
pub fn run() -> ExitCode {
    let words = arguments::with_exclusions(std::env::args_os());
    // Before they are read: what is wrong with them is told in colours, too.
    let mut terminal = Terminal::new(arguments::asked_color(&words).unwrap_or(ColorChoice::Auto));
    let arguments = match Arguments::try_parse_from(&words) {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error, &words, &terminal),
    };
    terminal = Terminal::new(arguments.color);
    terminal.quiet = arguments.quiet;
    let (environment, warnings) = Environment::read(std::env::vars_os());
    for warning in warnings {
        terminal.warn(&warning);
    }
    report_panics_in_one_line();
    match dispatch(&arguments, &environment, &terminal) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Err(failure) => {
            terminal.fail(&failure);
            ExitCode::from(2)
        }
    }
}

fn dispatch(arguments: &Arguments, environment: &Environment, terminal: &Terminal) -> Result<Outcome, Failure> {
    match &arguments.command {
        Command::Serve(serve) => serve::run(arguments, serve, environment, terminal),
        Command::Index(index) => index::run(arguments, index, environment, terminal),
        Command::Search(search) => search::run(arguments, search, environment, terminal),
        Command::Check(check) => check::run(arguments, check, terminal),
        Command::Eval(eval) => eval::run(arguments, eval, environment, terminal),
        Command::Completions(completions) => generate::completions(completions, terminal),
        Command::Man => generate::man(terminal),
    }
}

/// Help and version are results; anything else is a usage error, no command at all too, which help answers best.
fn usage(error: &clap::Error, words: &[OsString], terminal: &Terminal) -> ExitCode {
    if !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        // A closed pipe has nobody left to tell.
        if let Err(why) = error.print().or_else(|why| if why.kind() == BrokenPipe { Ok(()) } else { Err(why) }) {
            terminal.fail(&Failure(format!("cannot write to standard output: {why}")));
            return ExitCode::from(2);
        }
    } else {
        terminal.fail(&Failure(arguments::usage_error(error, words)));
    }
    if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS }
}

/// A panic is a defect; the place is what a report needs, the backtrace is for `RUST_BACKTRACE`.
fn report_panics_in_one_line() {
    if std::env::var_os("RUST_BACKTRACE").is_some() {
        return;
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |place| format!(" at {}:{}", place.file(), place.line()));
        let payload = panic.payload();
        let owned = || payload.downcast_ref::<String>().map(String::as_str);
        let message = payload.downcast_ref::<&str>().copied().or_else(owned).unwrap_or("no message");
        output::to_stderr(&format!("frontis: internal error{place}: {message}; please report it"));
    }));
}
