//! Turns a [`Request`] into a plan, asks an engine, and turns its outcome into [`Results`].
//!
//! What programs name of it is [`Request`] with [`Sort`] and [`Match`], and [`Results`] with what hangs on it: [`Hit`],
//! [`Snippet`], [`FacetCounts`], [`Term`]. [`Index::search`](crate::Index::search) is the way in.
//!
//! `query string -> Query -> words and their forms -> Plan -> Outcome -> hits, snippets, facets, fates`. Everything is
//! decided here and computed by the engine; nothing here knows which engine it is.

mod context;
mod expand;
mod facets;
mod filters;
mod from_field;
mod hits;
mod read;
mod request;
mod results;
mod run;

pub(crate) use context::Context;
pub use from_field::FromField;
pub(crate) use read::read;
pub use read::{MarkedPage, MarkedSection};
pub use request::{Match, Request, Sort, SortKey};
pub use results::{FacetCounts, Fate, Hit, Results, SectionLink, Snippet, Term, Tier, ValueCount};
pub(crate) use run::search;
