//! Reads what people type: `&str -> `[`Query`], and what programs filter by: `&str -> `[`Filter`].
//!
//! Two bounded, hand-written parsers. Every string is a valid query: what is no operator is text. A filter is strict and
//! its errors name the column. Both are linear in the input and neither recurses on it deeper than [`MAX_DEPTH`].
//! Stands alone: what a word means is for the analyzer, which fields exist is for the caller.

mod filter;
mod parse;

pub use filter::{Comparison, Filter, FilterError};
pub use parse::{Clause, Query, QueryAtom};

/// The longest query, in bytes; a longer one is refused before it is read.
pub const MAX_QUERY_BYTES: usize = 4_096;
/// Deepest nesting of a filter.
pub const MAX_DEPTH: usize = 4;
