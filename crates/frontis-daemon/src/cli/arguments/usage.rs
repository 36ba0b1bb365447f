//! A usage error as one line: what was wrong, the nearest name there is, where to read on.

use std::ffi::OsString;

use clap::ColorChoice;
use clap::error::{ContextKind, ContextValue};

/// The line for an error of clap's: without its colours, since what was typed stands in it, and without its usage.
///
/// Control characters of what was typed are still in it; whoever prints it escapes them.
pub(in crate::cli) fn usage_error(error: &clap::Error) -> String {
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
    format!("{message}; see {} --help", command(error))
}

/// The command whose usage the error tells, as typed: `frontis search`.
fn command(error: &clap::Error) -> String {
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    };
    let words = usage.split_whitespace().skip_while(|word| *word != "frontis");
    let words: Vec<_> = words.take_while(|word| word.chars().all(|letter| letter.is_ascii_lowercase())).collect();
    if words.is_empty() { "frontis".to_owned() } else { words.join(" ") }
}

/// What `--color` says, wherever it stands: for messages about arguments that cannot be read.
pub(in crate::cli) fn asked_color(arguments: &[OsString]) -> Option<ColorChoice> {
    let words: Vec<_> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let apart = words.windows(2).filter(|pair| pair[0] == "--color").map(|pair| pair[1]);
    let joined = words.iter().filter_map(|word| word.strip_prefix("--color="));
    apart.chain(joined).find_map(|value| value.parse().ok())
}
