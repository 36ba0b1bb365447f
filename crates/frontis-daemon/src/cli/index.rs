//! `frontis index`: makes the index equal to the folder and reports what changed.

use super::Outcome;
use super::arguments::{Arguments, IndexArguments};
use super::environment::Environment;
use super::open::{builder, open, synced, warn_if_empty};
use super::output::{Failure, Terminal};
use super::report::{sync_failure, sync_report};
use crate::http::wire::ReportBody;

pub(super) fn run(
    arguments: &Arguments,
    own: &IndexArguments,
    environment: &Environment,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let builder = builder(arguments, environment, &own.folder).accept_shrink(own.accept_shrink);
    let (index, bar) = open(builder, terminal)?;
    let report = synced(&index, &bar).map_err(|error| sync_failure(error, &own.folder))?;
    warn_if_empty(&index, &report, terminal);
    if arguments.wants_json() {
        terminal.print_json(&ReportBody::new(&report))?;
    } else {
        terminal.print(sync_report(&report, &own.folder, terminal.styled))?;
    }
    Ok(Outcome::Done)
}
