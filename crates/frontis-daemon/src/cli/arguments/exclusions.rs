//! Exclusions of a `search`, which look like options.

use std::ffi::OsString;

/// Marks the exclusions of a `search`, such as `-water`, with a space in front, which keeps clap from taking them for
/// options. `allow_hyphen_values` would not do: after the first word it takes every option for a word.
///
/// Words of the letters of real options alone stay options; after `--` nothing is one.
pub(in crate::cli) fn with_exclusions(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let (mut searching, mut is_value, mut ended) = (None, false, false);
    let mut marked = |(number, argument): (usize, OsString)| {
        let word = argument.to_str().unwrap_or_default();
        ended |= word == "--";
        if ended || std::mem::replace(&mut is_value, takes_value(word)) {
            return argument;
        }
        if number > 0 && searching.is_none() && !word.starts_with('-') {
            searching = Some(word == "search");
        }
        let letters = word.strip_prefix('-').unwrap_or_default();
        let is_options = letters.chars().all(|letter| OPTION_LETTERS.contains(letter));
        if searching != Some(true) || is_options || letters.starts_with('-') {
            return argument;
        }
        format!(" {word}").into()
    };
    arguments.enumerate().map(&mut marked).collect()
}

/// The options of one letter that `search` has.
const OPTION_LETTERS: &str = "qhV";

/// True for an option whose value is the next argument.
pub(super) fn takes_value(word: &str) -> bool {
    word.starts_with("--")
        && !word.contains('=')
        && !["--json", "--quiet", "--explain", "--help", "--version"].contains(&word)
}
