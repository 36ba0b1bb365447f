//! Reports of a sync or a check, as people read them.

use std::collections::BTreeMap;
use std::path::Path;

use frontis::content::{Code, Escaped, Level};
use frontis::{Diagnostic, ErrorKind, Report};

use super::output::{Failure, counted};
use super::style::{BOLD, DIM, ERROR, PLACE, PLAIN, Rich, Style, WARNING};

/// Diagnostics shown below their summary.
const FIRST: usize = 5;

/// What a sync changed, then its diagnostics by code, the first of them, and how to see all.
pub(super) fn sync_report(report: &Report, folder: &Path, styled: bool) -> String {
    let mut lines = vec![Rich::new(&counted(report.pages, "page"), BOLD).and(&changes(report), PLAIN)];
    let diagnostics = &report.diagnostics;
    if !diagnostics.is_empty() {
        lines.push(Rich::default());
        lines.push(Rich::new(&by_level(diagnostics), BOLD));
        lines.extend(by_code(diagnostics));
        let grave = gravest_first(diagnostics);
        if !grave.is_empty() {
            lines.push(Rich::default());
            lines.extend(grave.iter().take(FIRST).map(|diagnostic| line(diagnostic)));
        }
        lines.push(Rich::default());
        lines.push(Rich::new(&format!("{} prints every one.", check_command(folder)), DIM));
    }
    text(&lines, styled)
}

/// Every diagnostic, then how many there are.
pub(super) fn check_report(report: &Report, styled: bool) -> String {
    let mut lines: Vec<Rich> = report.diagnostics.iter().map(line).collect();
    let files = format!("{}, {} skipped: ", counted(report.pages, "page"), counted(report.skipped, "file"));
    lines.push(Rich::new(&files, PLAIN).and(&by_level(&report.diagnostics), BOLD));
    text(&lines, styled)
}

/// The first errors and warnings and what to do for the rest, a line each; empty where there are none.
pub(super) fn remarks(report: &Report, folder: &Path) -> Vec<String> {
    let grave = gravest_first(&report.diagnostics);
    let mut lines: Vec<String> = grave.iter().take(FIRST).map(ToString::to_string).collect();
    if grave.len() > FIRST {
        lines.push(format!("{} more; {} prints every one", grave.len() - FIRST, check_command(folder)));
    }
    lines
}

/// The command that prints every diagnostic of `folder`.
pub(super) fn check_command(folder: &Path) -> String {
    command("check", folder)
}

/// Why `folder` was not synced; where the sync is held, the command that accepts it is named.
pub(super) fn sync_failure(error: frontis::Error, folder: &Path) -> Failure {
    let is_held = error.kind() == ErrorKind::SyncHeld;
    let mut failure = Failure::from(error);
    if is_held {
        failure.0.push_str(&format!(" with {} --accept-shrink", command("index", folder)));
    }
    failure
}

/// A command on `folder` as a shell takes it: one line, whatever the folder is called.
fn command(name: &str, folder: &Path) -> String {
    let mut folder = folder.display().to_string();
    if folder.starts_with('-') {
        // Else it would be an option.
        folder.insert_str(0, "./");
    }
    let plain = |c: char| c.is_alphanumeric() || "/._-+,:@%".contains(c);
    match folder.as_str() {
        "." => format!("frontis {name}"),
        word if !word.is_empty() && word.chars().all(plain) => format!("frontis {name} {word}"),
        word => format!("frontis {name} '{}'", Escaped(&word.replace('\'', r"'\''"))),
    }
}

fn text(lines: &[Rich], styled: bool) -> String {
    lines.iter().map(|line| line.line(styled) + "\n").collect()
}

fn changes(report: &Report) -> String {
    let counts = [
        ("added", report.added),
        ("changed", report.changed),
        ("removed", report.removed),
        ("unchanged", report.unchanged),
    ];
    let counts: Vec<_> = counts.iter().map(|(what, count)| format!("{count} {what}")).collect();
    let skipped = counted(report.skipped, "file");
    format!(": {}; {skipped} skipped; {} ms", counts.join(", "), report.took.as_millis())
}

/// `1 error, 2 warnings, 0 infos`.
fn by_level(diagnostics: &[Diagnostic]) -> String {
    let count = |level| diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count() as u64;
    let levels = [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Info, "info")];
    levels.map(|(level, name)| counted(count(level), name)).join(", ")
}

/// A table: level, code, count; the gravest and most frequent first.
fn by_code(diagnostics: &[Diagnostic]) -> Vec<Rich> {
    let mut counts: BTreeMap<(Level, Code), u64> = BTreeMap::new();
    for diagnostic in diagnostics {
        *counts.entry((diagnostic.level, diagnostic.code)).or_default() += 1;
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by(|((a, _), m), ((b, _), n)| b.cmp(a).then(n.cmp(m)));
    let digits = rows.iter().map(|(_, count)| count.to_string().len()).max().unwrap_or(0);
    let widest = rows.iter().map(|((_, code), _)| code.as_str().len()).max().unwrap_or(0);
    let row = |((level, code), count): &((Level, Code), u64)| {
        let (name, style) = level_name(*level);
        let cells = format!("{:<widest$}  {count:>digits$}", code.as_str());
        Rich::new("  ", PLAIN).and(&format!("{name:<7}"), style).and("  ", PLAIN).and(&cells, PLAIN)
    };
    rows.iter().map(row).collect()
}

/// Errors and warnings, errors first, each in the order of the report.
fn gravest_first(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut grave: Vec<_> = diagnostics.iter().filter(|diagnostic| diagnostic.level > Level::Info).collect();
    grave.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.level));
    grave
}

/// The one line that a diagnostic displays as, in colours.
fn line(diagnostic: &Diagnostic) -> Rich {
    let (name, style) = level_name(diagnostic.level);
    let place = if diagnostic.line > 0 { format!(":{}:{}", diagnostic.line, diagnostic.col) } else { String::new() };
    let line = Rich::new(&diagnostic.path, PLACE).and(&place, PLAIN).and(": ", PLAIN).and(name, style);
    let line = line.and(&format!(" {}: ", diagnostic.code.as_str()), PLAIN).and(&diagnostic.message, PLAIN);
    if diagnostic.hint.is_empty() {
        return line;
    }
    line.and(" (", DIM).and(&diagnostic.hint, DIM).and(")", DIM)
}

fn level_name(level: Level) -> (&'static str, Style) {
    match level {
        Level::Error => ("error", ERROR),
        Level::Warning => ("warning", WARNING),
        Level::Info => ("info", DIM),
    }
}
