//! What `frontis index --json` and `frontis check --json` print.

use frontis::content::Level;
use frontis::{Diagnostic, Report};
use serde::Serialize;

/// What a sync did.
#[derive(Debug, Serialize)]
pub struct ReportBody<'a> {
    pages: u64,
    skipped: u64,
    added: u64,
    changed: u64,
    removed: u64,
    unchanged: u64,
    diagnostics: Vec<DiagnosticBody<'a>>,
    took_ms: u64,
}

impl<'a> ReportBody<'a> {
    /// The body of `report`.
    pub fn new(report: &'a Report) -> Self {
        Self {
            pages: report.pages,
            skipped: report.skipped,
            added: report.added,
            changed: report.changed,
            removed: report.removed,
            unchanged: report.unchanged,
            diagnostics: report.diagnostics.iter().map(DiagnosticBody::new).collect(),
            took_ms: u64::try_from(report.took.as_millis()).unwrap_or(u64::MAX),
        }
    }
}

/// What a check found.
#[derive(Debug, Serialize)]
pub struct CheckBody<'a> {
    pages: u64,
    skipped: u64,
    errors: usize,
    warnings: usize,
    infos: usize,
    diagnostics: Vec<DiagnosticBody<'a>>,
}

impl<'a> CheckBody<'a> {
    /// The body of `report`.
    pub fn new(report: &'a Report) -> Self {
        let count = |level| report.diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count();
        Self {
            pages: report.pages,
            skipped: report.skipped,
            errors: count(Level::Error),
            warnings: count(Level::Warning),
            infos: count(Level::Info),
            diagnostics: report.diagnostics.iter().map(DiagnosticBody::new).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct DiagnosticBody<'a> {
    path: &'a str,
    line: u32,
    col: u32,
    level: Level,
    code: &'static str,
    message: &'a str,
    hint: &'a str,
}

impl<'a> DiagnosticBody<'a> {
    fn new(diagnostic: &'a Diagnostic) -> Self {
        Self {
            path: &diagnostic.path,
            line: diagnostic.line,
            col: diagnostic.col,
            level: diagnostic.level,
            code: diagnostic.code.as_str(),
            message: &diagnostic.message,
            hint: &diagnostic.hint,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use frontis::content::Code;

    use super::*;

    #[test]
    fn a_report_lists_every_diagnostic() {
        let mut report = Report::default();
        (report.pages, report.skipped, report.added) = (3, 1, 3);
        report.took = Duration::from_micros(12_700);
        report.diagnostics =
            vec![Diagnostic::new("a.md", (3, 7), Code::KeyTwice, "key \"End\" stands beside \"end\"", "keep one")];
        insta::assert_snapshot!(serde_json::to_string(&ReportBody::new(&report)).unwrap(), @r#"{"pages":3,"skipped":1,"added":3,"changed":0,"removed":0,"unchanged":0,"diagnostics":[{"path":"a.md","line":3,"col":7,"level":"warning","code":"key-twice","message":"key \"End\" stands beside \"end\"","hint":"keep one"}],"took_ms":12}"#);
        insta::assert_snapshot!(serde_json::to_string(&CheckBody::new(&report)).unwrap(), @r#"{"pages":3,"skipped":1,"errors":0,"warnings":1,"infos":0,"diagnostics":[{"path":"a.md","line":3,"col":7,"level":"warning","code":"key-twice","message":"key \"End\" stands beside \"end\"","hint":"keep one"}]}"#);
    }
}
