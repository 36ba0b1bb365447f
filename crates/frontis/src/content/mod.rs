//! Turns the bytes of a file into a [`Page`] and [`Diagnostic`]s. Pure, and never fails: what cannot be read is left
//! out and named.
//!
//! `bytes -> text (UTF-8, repaired) -> front matter + body -> fields, sections -> Page`. Stands alone so that every trap
//! of real folders is a table test. Opens no file and knows nothing of settings files, indexes or queries.

mod anchor;
mod builder;
mod clean;
mod date;
mod decode;
mod diagnostic;
mod fields;
mod front_matter;
mod html;
mod markdown;
mod mojibake;
mod options;
mod page;
mod path;
mod raw;
mod read;
mod template;
#[cfg(test)]
mod tests;
mod url;
mod years;

pub use builder::PageBuilder;
pub use date::Date;
pub use diagnostic::{Code, Diagnostic, Escaped, Level};
pub use options::{Anchors, FieldRule, Options, Role};
pub use page::{FieldValue, Page, Section};
pub use read::{MOST_FILE_BYTES, Parsed, parse};
