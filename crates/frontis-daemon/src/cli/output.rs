//! Where text goes: results to standard output, remarks to standard error. Both may be closed at any time.

use std::fmt;
use std::io::{self, IsTerminal, Write};

use frontis::ErrorKind;
use frontis::content::{Code, Escaped};
use serde::Serialize;

/// Why a command could not do what it was asked: exit code 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure(pub String);

impl From<frontis::Error> for Failure {
    fn from(error: frontis::Error) -> Self {
        let mut message = error.to_string();
        let mut cause = std::error::Error::source(&error);
        while let Some(error) = cause {
            let text = error.to_string();
            if !message.contains(&text) {
                message = format!("{message}: {text}");
            }
            cause = error.source();
        }
        if error.kind() == ErrorKind::SyncHeld {
            message.push_str(" with frontis index --accept-shrink");
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

/// The two standard streams.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// Standard output is a terminal, and colour is welcome.
    pub styled: bool,
    /// Standard error is a terminal.
    pub live: bool,
    /// No progress and no warnings.
    pub quiet: bool,
}

impl Terminal {
    /// Looks at the streams and at `NO_COLOR` (<https://no-color.org>).
    pub fn new() -> Self {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self { styled: io::stdout().is_terminal() && !no_color, live: io::stderr().is_terminal(), quiet: false }
    }

    /// Writes a result. A reader that has gone away is no failure: it has seen what it wanted.
    ///
    /// # Errors
    /// Standard output cannot be written for another reason: a full disk, say.
    pub fn print(&self, text: impl fmt::Display) -> Result<(), Failure> {
        let mut stdout = io::stdout().lock();
        let written = write!(stdout, "{text}").and_then(|()| stdout.flush());
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Failure(format!("cannot write to standard output: {error}")))
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
        self.print(format_args!("{json}\n"))
    }

    /// Writes a warning, unless asked to be quiet.
    pub fn warn(&self, message: &str) {
        if !self.quiet {
            to_stderr(&format!("warning: {message}"));
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
        to_stderr(&format!("error: {}", failure.0));
    }
}

impl Default for Terminal {
    fn default() -> Self {
        Self::new()
    }
}

/// Writes lines to standard error, control characters escaped. Nobody is left to tell when that fails.
pub(super) fn to_stderr(message: &str) {
    let mut stderr = io::stderr().lock();
    for line in message.lines() {
        let _ = writeln!(stderr, "{}", Escaped(line));
    }
}
