//! Marks what matched: `text + patterns -> marks -> passages -> escaped HTML`.
//!
//! Text is analyzed again by the one analyzer, so what is marked is what the index matched, phrases as phrases. Markup is
//! made from ranges, never by replacing tags in text. Knows neither queries nor pages.

mod marked;
mod passage;
mod pattern;

pub use marked::Marked;
pub use passage::{Passage, best_passages, opening};
pub(crate) use pattern::merge;
pub use pattern::{Mark, Pattern, Patterns, TermSet};
