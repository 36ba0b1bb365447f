//! Turns a [`Request`] into a plan, asks an engine, and turns its outcome into [`Results`].
//!
//! What programs name of it is [`Request`] with [`Sort`] and [`Match`], and [`Results`] with what hangs on it: [`Hit`],
//! [`Snippet`], [`FacetCounts`], [`Term`]. [`Index::search`](crate::Index::search) is the way in.
//!
//! `query string -> Query -> words and their forms -> Plan -> Outcome -> hits, snippets, facets, fates`. Everything is
//! decided here and computed by the engine; nothing here knows which engine it is.

mod context;
mod expand;
mod explain;
mod facets;
mod fates;
mod filters;
mod forms;
mod from_field;
mod hits;
mod meaning;
mod patterns;
mod read;
mod request;
mod results;
mod run;
mod suggest;
mod synonyms;
mod units;

pub(crate) use context::Context;
pub use explain::{Factor, Operation};
pub use from_field::FromField;
pub(crate) use read::read;
pub use read::{MarkedPage, MarkedSection};
pub use request::{Match, Request, Sort, SortKey};
pub use results::{FacetCounts, Fate, Hit, Raised, Results, SectionLink, Snippet, Term, Tier, ValueCount};
pub(crate) use run::search;
