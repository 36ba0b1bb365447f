//! The progress bar of a sync.

use std::time::Duration;

use frontis::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::output::Terminal;

/// A sync that is over sooner shows no bar: it would only flicker.
const QUICK: Duration = Duration::from_millis(300);

/// A bar on standard error, where that is a terminal; else nothing.
#[derive(Debug, Clone)]
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new(terminal: &Terminal) -> Self {
        let hidden = terminal.quiet || !terminal.live;
        let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr_with_hz(15) };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        if let Ok(style) = ProgressStyle::with_template("indexing {wide_bar} {human_pos}/{human_len} files") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// Called from the syncing threads.
    pub(super) fn show(&self, progress: Progress) {
        if self.0.elapsed() < QUICK {
            return;
        }
        self.0.set_length(progress.total);
        self.0.set_position(progress.done);
    }

    /// Takes the bar off the screen, so that what follows begins on a clean line.
    pub(super) fn clear(&self) {
        self.0.finish_and_clear();
    }
}
