//! Turns text into terms with offsets. The one analyzer: indexing, queries and highlighting all call it, so what is
//! found and what is marked can never differ.
//!
//! `text -> words (runs of letters, digits and marks) -> folded terms`. A term is what the index holds. Stems are not
//! indexed: a [`Stemmer`] groups the index's own words when a query asks (see `engine`), which keeps exact spellings
//! for phrases, prefixes and marks. Pure: no file, no clock, no other module of this crate.

mod analyze;
mod fold;
mod language;
mod outlines;
mod runs;
mod stop_words;

pub use analyze::{MAX_TERM_CHARS, Token, Word, analyze, term_count, words, words_like};
pub use fold::{fold, fold_value};
pub use language::{Language, Stemmer, is_right_to_left};
pub use outlines::Outlines;
