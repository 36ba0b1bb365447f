//! Opens and syncs the folder a command names.

use std::path::Path;

use frontis::content::{Escaped, Level};
use frontis::{ErrorKind, Index, IndexBuilder, Report};

use super::arguments::Arguments;
use super::environment::Environment;
use super::output::{Failure, Terminal, counted};
use super::progress::Bar;
use super::report::{check_command, remarks, sync_failure};

/// The builder with everything the arguments and the environment say.
pub(super) fn builder(arguments: &Arguments, environment: &Environment, folder: &Path) -> IndexBuilder {
    let mut builder = Index::builder(folder);
    if let Some(file) = &arguments.config {
        builder = builder.config_file(file);
    }
    if let Some(dir) = arguments.index.as_ref().or(environment.index.as_ref()) {
        builder = builder.index_dir(dir);
    }
    builder
}

/// Opens with a progress bar, which [`synced`] shows.
pub(super) fn open(builder: IndexBuilder, terminal: &Terminal) -> Result<(Index, Bar), Failure> {
    let bar = Bar::new(terminal);
    let shown = bar.clone();
    let opened = builder.on_progress(move |progress| shown.show(progress)).open();
    let index = opened.inspect_err(|_| bar.clear())?;
    for warning in index.warnings() {
        terminal.warn(warning);
    }
    Ok((index, bar))
}

/// Syncs; the bar is gone afterwards, whatever came of it.
pub(super) fn synced(index: &Index, bar: &Bar) -> Result<Report, frontis::Error> {
    let report = index.sync();
    bar.clear();
    report
}

/// Opens and syncs for a command that only reads; where the folder cannot be taken in, what is there has to do.
/// `done` is what is done with it.
pub(super) fn ready(builder: IndexBuilder, folder: &Path, done: &str, terminal: &Terminal) -> Result<Index, Failure> {
    let (index, bar) = open(builder, terminal)?;
    match synced(&index, &bar) {
        Ok(report) => {
            remark_errors(&report, folder, terminal);
            warn_if_empty(&index, &report, terminal);
        }
        Err(error) if error.kind() == ErrorKind::IndexLocked => warn_of_writer(&index, done, terminal)?,
        Err(error) if error.kind() == ErrorKind::SyncHeld => terminal.warn(&sync_failure(error, folder).0),
        Err(error) => return Err(error.into()),
    }
    Ok(index)
}

/// Writes the first errors and warnings of a sync to standard error.
pub(super) fn remark_diagnostics(report: &Report, folder: &Path, terminal: &Terminal) {
    for line in remarks(report, folder) {
        terminal.remark(&line);
    }
}

/// Says that some files could not be used. Warnings are for those who write the files, not for each who searches.
fn remark_errors(report: &Report, folder: &Path, terminal: &Terminal) {
    let errors = report.diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Error).count() as u64;
    if errors > 0 {
        let found = counted(errors, "error");
        terminal.warn(&format!(
            "{found} in the files: some of their text may be missing here; see {}",
            check_command(folder)
        ));
    }
}

/// Says that another process keeps this one from syncing; `done` is what was done with what is there.
///
/// # Errors
/// There is nothing yet: an answer from it would only say that nothing was found.
pub(super) fn warn_of_writer(index: &Index, done: &str, terminal: &Terminal) -> Result<(), Failure> {
    const WRITER: &str = "another process is writing the index";
    if index.stats()?.generation == 0 {
        return Err(Failure(format!("{WRITER}, and nothing is there yet; try again when it is done")));
    }
    terminal.warn(&format!("{WRITER}; what is there was {done}"));
    Ok(())
}

/// Says that a folder without pages is probably not the folder that was meant.
pub(super) fn warn_if_empty(index: &Index, report: &Report, terminal: &Terminal) {
    if report.pages > 0 {
        return;
    }
    let root = index.root().unwrap_or_else(|| Path::new("."));
    let globs = index.config().include.join(", ");
    let fix = match report.skipped {
        0 => "name the folder that holds the pages".to_owned(),
        skipped => format!("{} skipped, {} says why", counted(skipped, "file"), check_command(root)),
    };
    terminal.warn(&format!("no page found in {}; looked for {globs}; {fix}", Escaped(&root.display().to_string())));
}
