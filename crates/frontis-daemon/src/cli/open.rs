//! Opens and syncs the folder a command names.

use std::path::Path;

use frontis::content::Level;
use frontis::{Index, IndexBuilder, Report};

use super::arguments::Arguments;
use super::environment::Environment;
use super::output::{Failure, Terminal};
use super::progress::Bar;

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

/// Diagnostics written at once; `frontis check` writes them all.
const MOST_LINES: usize = 20;

/// Writes the errors and warnings of a sync to standard error.
pub(super) fn remark_diagnostics(report: &Report, terminal: &Terminal) {
    let grave: Vec<_> = report.diagnostics.iter().filter(|diagnostic| diagnostic.level > Level::Info).collect();
    for diagnostic in grave.iter().take(MOST_LINES) {
        terminal.remark(&diagnostic.to_string());
    }
    if grave.len() > MOST_LINES {
        terminal.remark(&format!("{} more remarks; frontis check prints them all", grave.len() - MOST_LINES));
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
    let folder = index.root().map(|root| root.display().to_string()).unwrap_or_default();
    let globs = index.config().include.join(", ");
    let skipped = match report.skipped {
        0 => String::new(),
        1 => " (1 file skipped; frontis check says why)".to_owned(),
        n => format!(" ({n} files skipped; frontis check says why)"),
    };
    terminal.warn(&format!("no page found in {folder}; looked for {globs}{skipped}"));
}
