//! Where text goes: results to standard output, remarks to standard error. Both may be closed at any time.

use std::fmt;
use std::io::{self, IsTerminal, Write};

use anstream::AutoStream;
use clap::ColorChoice;
use frontis::ErrorKind;
use frontis::content::{Code, Escaped};
use serde::Serialize;
use terminal_size::Width;

use super::style::{ERROR, PLAIN, Rich, WARNING};

/// Why a command could not do what it was asked: exit code 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure(pub String);

impl From<frontis::Error> for Failure {
    fn from(error: frontis::Error) -> Self {
        let mut message = error.to_string();
        let mut cause = std::error::Error::source(&error);
        // What is wrong with a folder is all in the message, with what to do at its end.
        while let Some(error) = cause.filter(|_| error.kind() != ErrorKind::RootUnusable) {
            let text = error.to_string();
            if !message.contains(&text) {
                message = format!("{message}: {text}");
            }
            cause = error.source();
        }
        if message.contains(&format!(": error {}: ", Code::SettingInvalid.as_str())) {
            // Lines of their own, each with its place and level.
            message.insert_str(0, "the settings cannot be used\n");
        }
        Self(message)
    }
}

/// `1 file`, `3 files`.
pub(super) fn counted(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The two standard streams; the default is pipes that take plain text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Terminal {
    /// Colours are welcome on standard output.
    pub styled: bool,
    /// Links, too.
    pub linked: bool,
    /// The columns of standard output; `None` where lines have no end.
    pub width: Option<usize>,
    /// Colours are welcome on standard error.
    pub styled_remarks: bool,
    /// Standard error is a terminal that can redraw a line.
    pub live: bool,
    /// No progress and no warnings.
    pub quiet: bool,
}

/// Narrower than this, nothing can be read anyway.
const LEAST_WIDTH: usize = 20;

impl Terminal {
    /// Looks at the streams and at the environment: `NO_COLOR`, `CLICOLOR`, `CLICOLOR_FORCE`, `TERM` (see
    /// <https://no-color.org> and <https://bixense.com/clicolors>), `COLUMNS` and what tells whether links work.
    ///
    /// `color` is what was asked for; what clap prints follows it, too.
    pub fn new(color: ColorChoice) -> Self {
        let choice = match color {
            ColorChoice::Auto => anstream::ColorChoice::Auto,
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
        let welcome = |choice| choice != anstream::ColorChoice::Never;
        let styled = welcome(AutoStream::choice(&io::stdout()));
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self {
            styled,
            linked: styled && !dumb && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
            width: width().map(|width| width.max(LEAST_WIDTH)),
            styled_remarks: welcome(AutoStream::choice(&io::stderr())),
            live: io::stderr().is_terminal() && !dumb,
            quiet: false,
        }
    }

    /// Writes a result. A reader that has gone away is no failure: it has seen what it wanted.
    ///
    /// # Errors
    /// Standard output cannot be written for another reason: a full disk, say.
    pub fn print(&self, text: impl fmt::Display) -> Result<(), Failure> {
        let mut stdout = AutoStream::auto(io::stdout().lock());
        let written = stdout.write_all(text.to_string().as_bytes()).and_then(|()| stdout.flush());
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Failure(format!("cannot write to standard output: {error}; free some space, or write elsewhere")))
            }
            _ => Ok(()),
        }
    }

    /// Writes a result as JSON on one line.
    ///
    /// # Errors
    /// As [`Terminal::print`].
    pub fn print_json(&self, body: &impl Serialize) -> Result<(), Failure> {
        let json = serde_json::to_string(body).map_err(|error| Failure(format!("cannot write JSON: {error}")))?;
        self.print(format_args!("{}\n", harmless_json(&json)))
    }

    /// Writes a warning, unless asked to be quiet.
    pub fn warn(&self, message: &str) {
        if !self.quiet {
            self.say(Rich::new("frontis: ", PLAIN).and("warning:", WARNING), message);
        }
    }

    /// Writes a remark that is no warning, unless asked to be quiet.
    pub fn remark(&self, message: &str) {
        if !self.quiet {
            to_stderr(message);
        }
    }

    /// Writes why a command failed.
    pub fn fail(&self, failure: &Failure) {
        self.say(Rich::new("frontis:", ERROR), &failure.0);
    }

    /// The first line says who speaks; further lines stand on their own.
    fn say(&self, who: Rich, message: &str) {
        let (first, rest) = message.split_once('\n').unwrap_or((message, ""));
        let first = who.and(" ", PLAIN).and(first, PLAIN);
        let mut stderr = AutoStream::auto(io::stderr().lock());
        // Nobody is left to tell when that fails.
        let _ = writeln!(stderr, "{}", first.line(self.styled_remarks));
        drop(stderr);
        to_stderr(rest);
    }
}

/// `COLUMNS` where it is set, which tests and scripts do, else what the terminal says.
fn width() -> Option<usize> {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|columns| *columns > 0);
    asked.or_else(|| terminal_size::terminal_size_of(io::stdout()).map(|(Width(columns), _)| usize::from(columns)))
}

/// The same JSON with what a terminal might obey written as `\u` escapes. In JSON, such characters stand in strings
/// alone, and those below U+0020 are escaped already.
fn harmless_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        let hidden = c >= '\u{7f}' && Escaped(c.encode_utf8(&mut [0; 4])).to_string().starts_with('\\');
        if hidden {
            // All of them are within the basic plane.
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// Writes lines to standard error, control characters escaped. Nobody is left to tell when that fails.
pub(super) fn to_stderr(message: &str) {
    let mut stderr = io::stderr().lock();
    for line in message.lines() {
        let _ = writeln!(stderr, "{}", Escaped(line));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_holds_nothing_a_terminal_obeys_and_reads_as_before() {
        let text = "é🙂\u{1b}[31m\u{7f}\u{9b}\u{202e}\u{2066}\u{feff}";
        let json = harmless_json(&serde_json::to_string(text).unwrap());
        assert_eq!(json, r#""é🙂\u001b[31m\u007f\u009b\u202e\u2066\ufeff""#);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
