//! Random material in a small world: few words, few values and few dates, so that matches, ties and merged spellings
//! are common. Everything is a proptest strategy, so that failures shrink.

mod documents;
mod files;
mod histories;
mod plans;
mod predicates;
mod words;

pub use documents::{FIELDS, collection, document, page_id, values_of};
pub use files::{files, requests};
pub use histories::{Edit, History, history};
pub use plans::{atom, plan};
pub use predicates::{predicate, selection};
pub use words::{PHRASES, VOCABULARY, form, phrase, sentence, term};
