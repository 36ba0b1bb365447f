//! A usage error as one line: what was wrong, the nearest name there is, where to read on.

use std::ffi::OsString;

use clap::{ColorChoice, CommandFactory};

use super::Arguments;

/// The line for an error that clap found in `arguments`: without its colours, since what was typed stands in it, and
/// without its usage.
///
/// Control characters of what was typed are still in it; whoever prints it escapes them.
pub(in crate::cli) fn usage_error(error: &clap::Error, arguments: &[OsString]) -> String {
    let text = error.render().to_string();
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    let end = ["\n\nUsage:", "\n\nFor more information"].iter().filter_map(|mark| text.find(mark)).min();
    let lines = text[..end.unwrap_or(text.len())].lines().map(str::trim).filter(|line| !line.is_empty());
    let mut message = String::new();
    for line in lines {
        let joint = match message.chars().last() {
            None => "",
            Some(':') => " ",
            Some(_) => "; ",
        };
        message.push_str(joint);
        message.push_str(line.strip_prefix("tip: ").unwrap_or(line));
    }
    match command(arguments) {
        Some(command) => format!("{message}; see frontis {command} --help"),
        None => format!("{message}; see frontis --help"),
    }
}

/// The first argument that is the name of a command. Clap's errors do not all tell which command they are about.
fn command(arguments: &[OsString]) -> Option<String> {
    let program = Arguments::command();
    let words = arguments.iter().skip(1).filter_map(|argument| argument.to_str());
    let mut commands = words.filter_map(|word| program.find_subcommand(word));
    commands.next().map(|command| command.get_name().to_owned())
}

/// What `--color` says, wherever it stands: for messages about arguments that cannot be read.
pub(in crate::cli) fn asked_color(arguments: &[OsString]) -> Option<ColorChoice> {
    let words = arguments.iter().filter_map(|argument| argument.to_str());
    let words: Vec<_> = words.take_while(|word| *word != "--").collect();
    let apart = words.windows(2).filter(|pair| pair[0] == "--color").map(|pair| pair[1]);
    let joined = words.iter().filter_map(|word| word.strip_prefix("--color="));
    apart.chain(joined).find_map(|value| value.parse().ok())
}
