//! Reads what people type: `&str -> `[`Query`], and what programs filter by: `&str -> `[`Filter`].
//!
//! Two bounded, hand-written parsers. Every string is a valid query: what is no operator is text. A filter is strict
//! and its errors name the column. Both are linear in the input and neither recurses on it deeper than [`MAX_DEPTH`].
//! Stands alone: what a word means is for the analyzer, which fields exist is for the caller.
//!
//! # Queries
//!
//! | written | means |
//! |---|---|
//! | `clean water` | both words, in any order and form; the last one may be a beginning, unless white space follows |
//! | `"clean water"` | these words, one after the other, as they are |
//! | `-pumps`, `-"hand pumps"` | no page that holds it; `-` at the beginning or after white space |
//! | `title:water` | the word in that part of the page: `title`, `headings`, `summary` or `body` |
//! | `water OR wash` | one of the two; `OR` in capitals |
//!
//! # Filters
//!
//! ```text
//! filter     = and { "OR" and }
//! and        = not { "AND" not }
//! not        = [ "NOT" ] ( "(" filter ")" | field test )
//! test       = "EXISTS" | "IN" ( "[" value { "," value } "]" | value ".." value ) | operator value
//! operator   = "=" | "!=" | "<" | "<=" | ">" | ">="
//! value      = "…" | '…' | a run without white space, quotes, brackets, commas and operators
//! ```
//!
//! Key words in any case. `=` and `IN […]` compare without case, accents and dashes; a field of several values passes
//! when one does, an interval of years when one of its years does. `<`, `>` and `IN a..b` (both included) take numbers,
//! and dates such as `2016-01-21`; a number of four digits is the year too. `!=` is `NOT … =`: pages without the field
//! pass.

mod filter;
mod parse;

pub use filter::{Comparison, Filter, FilterError};
pub use parse::{Clause, Query, QueryAtom};

/// The longest query, in bytes; a longer one is refused before it is read.
pub const MAX_QUERY_BYTES: usize = 4_096;
/// Deepest nesting of a filter.
pub const MAX_DEPTH: usize = 4;
