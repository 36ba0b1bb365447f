//! The progress bar of a sync, and of an evaluation.

use std::time::Duration;

use frontis::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::output::Terminal;

/// What is over sooner shows no bar: it would only flicker.
const QUICK: Duration = Duration::from_millis(300);

/// A bar on standard error, where that is a terminal; else nothing.
#[derive(Debug, Clone)]
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// A bar of files that are indexed.
    pub(super) fn new(terminal: &Terminal) -> Self {
        Self::with(terminal, "indexing {wide_bar} {human_pos}/{human_len} files")
    }

    /// A bar of queries that are asked.
    pub(super) fn of_queries(terminal: &Terminal) -> Self {
        Self::with(terminal, "measuring {wide_bar} {human_pos}/{human_len} queries")
    }

    fn with(terminal: &Terminal, template: &str) -> Self {
        let hidden = terminal.quiet || !terminal.live;
        let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr_with_hz(15) };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// Called from the syncing threads.
    pub(super) fn show(&self, progress: Progress) {
        self.show_at(progress.done, progress.total);
    }

    /// [`Bar::show`] for what is no sync.
    pub(super) fn show_at(&self, done: u64, total: u64) {
        if self.0.elapsed() < QUICK {
            return;
        }
        self.0.set_length(total);
        self.0.set_position(done);
    }

    /// Takes the bar off the screen, so that what follows begins on a clean line.
    pub(super) fn clear(&self) {
        self.0.finish_and_clear();
    }
}
