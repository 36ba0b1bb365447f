//! `frontis check`: prints every remark on settings and files. Reads only: the index stays as it is.

use std::path::PathBuf;

use frontis::content::{Code, Level};
use frontis::{Config, Diagnostic, Index, Report};

use super::Outcome;
use super::arguments::{Arguments, CheckArguments};
use super::output::{Failure, Terminal};
use super::report::check_report;
use crate::http::wire::CheckBody;

pub(super) fn run(arguments: &Arguments, own: &CheckArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let problems = settings_problems(arguments, own);
    let report = if problems.is_empty() {
        checked(arguments, own)?
    } else {
        // Without settings nobody knows which files are pages.
        let mut report = Report::default();
        report.diagnostics = problems;
        report
    };
    if arguments.wants_json() {
        terminal.print_json(&CheckBody::new(&report))?;
    } else {
        terminal.print(check_report(&report, terminal.styled))?;
    }
    let failed = report.diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error);
    Ok(if failed { Outcome::Nothing } else { Outcome::Done })
}

fn checked(arguments: &Arguments, own: &CheckArguments) -> Result<Report, Failure> {
    let mut builder = Index::builder(&own.folder).in_memory();
    if let Some(file) = &arguments.config {
        builder = builder.config_file(file);
    }
    Ok(builder.open()?.check()?)
}

/// Every problem of the settings file. One that is missing or cannot be read is left to opening the folder, which
/// knows whether that matters.
fn settings_problems(arguments: &Arguments, own: &CheckArguments) -> Vec<Diagnostic> {
    let file: PathBuf = arguments.config.clone().unwrap_or_else(|| own.folder.join("frontis.yaml"));
    let name = arguments.config.as_ref().map_or("frontis.yaml".into(), |file| file.to_string_lossy());
    let Ok(bytes) = std::fs::read(&file) else { return Vec::new() };
    match std::str::from_utf8(&bytes) {
        Ok(text) => Config::parse(text, &name).err().unwrap_or_default(),
        Err(error) => vec![not_utf8(&name, &bytes[..error.valid_up_to()])],
    }
}

/// An error here, where a page would only get a warning: a name with replaced letters names nothing.
fn not_utf8(name: &str, before: &[u8]) -> Diagnostic {
    let before = String::from_utf8_lossy(before);
    let (line, last) = before.split('\n').enumerate().last().unwrap_or_default();
    let place = [line, last.chars().count()].map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX));
    let message = "the settings are not UTF-8 text";
    let mut problem = Diagnostic::new(name, place.into(), Code::NotUtf8, message, "save the file as UTF-8");
    problem.level = Level::Error;
    problem
}
