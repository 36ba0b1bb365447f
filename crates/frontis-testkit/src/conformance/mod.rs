//! The contract of engines as a suite: what [`frontis::engine`] promises, held against [`NaiveEngine`] and against the
//! laws of the design. Any engine runs it:
//!
//! ```no_run
//! use std::sync::Arc;
//!
//! use frontis_testkit::{conformance, oracle::NaiveEngine};
//!
//! conformance::check_engine(|| Arc::new(NaiveEngine::new()));
//! ```
//!
//! Cases are random with a fixed seed, shrink when they fail, and are twenty times as many with
//! `FRONTIS_TEST_SCALE=long` ([`crate::scale`]). A failure panics with the smallest case and what differed.
//!
//! [`NaiveEngine`]: crate::oracle::NaiveEngine

mod answer;
mod answers;
mod compare;
mod counts;
mod edges;
mod histories;
mod results;
mod runner;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use frontis::engine::Engine;

pub use answers::check_answers;
pub use counts::check_counts;
pub use edges::check_edges;
pub use histories::{check_histories, check_isolation};
pub use results::{check_index, check_pipeline};

/// Scores of two engines may differ by this much: one step of their rounding each.
pub const TOLERANCE: f64 = 2e-5;

/// Runs the whole suite on engines from `make`, which returns an empty one each time.
///
/// The parts are public too, so that a test runner can report and run them side by side.
///
/// # Panics
/// When the engine breaks its contract.
pub fn check_engine(make: impl Fn() -> Arc<dyn Engine>) {
    check_edges(&make);
    check_answers(&make);
    check_counts(&make);
    check_histories(&make);
    check_isolation(&make);
}

/// True for scores within [`TOLERANCE`], itself included whatever the last bit says.
fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= TOLERANCE + 1e-9
}
