//! Turns the bytes of a file into a [`Page`] and [`Diagnostic`]s. Pure, and never fails: what cannot be read is left
//! out and named.
//!
//! `bytes -> text (UTF-8, repaired) -> front matter + body -> fields, sections -> Page`. Stands alone so that every
//! trap of real folders is a table test. Opens no file and knows nothing of settings files, indexes or queries.
//!
//! [`parse`] reads a file under [`Options`]; [`Page::from_markdown`] under the defaults; [`Page::builder`] makes a page
//! that is no file.
//!
//! *Front matter* is YAML between two lines `---` at the beginning. Keys are compared without case and with `-` and
//! spaces as `_`; `start-date`, `end-date`, `clent`, `region`, `countries`, `tag` and `category` are `start`, `end`,
//! `client`, `regions`, `country`, `tags` and `categories`. A key and its alias merge: lists together, of scalars that
//! differ the exact key's. Title, summary (`summary`, `description`, `excerpt`, `lead`), language (`lang`, `language`,
//! `locale`) and `date` become parts of the page; `url`, `permalink`, `slug`, `layout`, `draft` and `published` are
//! read and not kept; everything else is a field. Maps are left out, but for `search: { boost, aliases, exclude }`, which
//! says how the page is searched.
//!
//! *Values* keep their kind: text, number, truth value, date (`2016-01-21`, with or without a time), or a list of
//! those. `country` splits at commas. `years` is made of `start` and `end`, or of the year of `date` where the page has
//! neither.
//!
//! *The body* is cut at its headings into [`Section`]s of clean text; where its links lead is told beside the page, in
//! [`Parsed::links`].

mod anchor;
mod builder;
mod clean;
mod date;
mod decode;
mod diagnostic;
mod fields;
mod front_matter;
mod hints;
mod html;
mod link;
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
pub use link::Link;
pub use options::{Anchors, FieldRule, Options, Role};
pub use page::{FieldValue, Page, Section};
pub use read::{MOST_FILE_BYTES, Parsed, parse};
