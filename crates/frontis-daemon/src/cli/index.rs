//! `frontis index`: makes the index equal to the folder and reports what changed.

use frontis::Report;

use super::Outcome;
use super::arguments::{Arguments, IndexArguments};
use super::environment::Environment;
use super::open::{builder, open, remark_diagnostics, synced, warn_if_empty};
use super::output::{Failure, Terminal, counted};
use crate::http::wire::ReportBody;

pub(super) fn run(
    arguments: &Arguments,
    own: &IndexArguments,
    environment: &Environment,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let builder = builder(arguments, environment, &own.folder).accept_shrink(own.accept_shrink);
    let (index, bar) = open(builder, terminal)?;
    let report = synced(&index, &bar)?;
    warn_if_empty(&index, &report, terminal);
    if arguments.wants_json() {
        terminal.print_json(&ReportBody::new(&report))?;
    } else {
        remark_diagnostics(&report, terminal);
        terminal.print(summary(&report))?;
    }
    Ok(Outcome::Done)
}

fn summary(report: &Report) -> String {
    format!(
        "{}: {} added, {} changed, {} removed, {} unchanged; {} skipped; {} ms\n",
        counted(report.pages, "page"),
        report.added,
        report.changed,
        report.removed,
        report.unchanged,
        counted(report.skipped, "file"),
        report.took.as_millis()
    )
}
