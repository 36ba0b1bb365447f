//! Full-text search for folders of Markdown with front matter: a folder in, faceted and highlighted answers out.
//!
//! ```no_run
//! let index = frontis::Index::open_folder("index-data/projects")?;
//! let results = index.search("clean water")?;
//! println!("{} pages", results.total);
//! for hit in &results.hits {
//!     println!("{} {}", hit.title.text, hit.url);
//!     for snippet in &hit.snippets {
//!         println!("  {}", snippet.text.html());
//!     }
//! }
//! # Ok::<(), frontis::Error>(())
//! ```
//!
//! # From a folder to an answer
//!
//! An [`Index`] is the handle on a collection: a folder of Markdown files and its settings. [`Index::open_folder`] reads the
//! folder once and afterwards only what changed; the index it keeps is a cache outside the folder that can be deleted at
//! any time. [`Index::in_memory`] takes pages that are not files:
//!
//! ```
//! use frontis::{Batch, Index, Page, Request};
//!
//! let index = Index::in_memory()?;
//! let mut batch = Batch::new();
//! for (id, region) in [("a.md", "Asia"), ("b.md", "Africa"), ("c.md", "Asia"), ("d.md", "Asia")] {
//!     let text = format!("---\ntitle: Wells of {region}\nregions: {region}\n---\nClean water for the villages.");
//!     batch = batch.add(&Page::from_markdown(id, &text));
//! }
//! index.apply(batch)?;
//!
//! let results = index.search(Request::new("clean water").select("regions", ["Asia"]).limit(1))?;
//! assert_eq!((results.total, results.hits.len()), (3, 1));
//! assert_eq!(results.hits[0].snippets[0].text.html(), "<mark>Clean</mark> <mark>water</mark> for the villages.");
//!
//! // The other regions are still counted: a count is the total one gets by choosing that value instead.
//! let regions = &results.facets[0];
//! let counts: Vec<_> = regions.values.iter().map(|value| (value.value.as_str(), value.count)).collect();
//! assert_eq!(counts, [("Asia", 3), ("Africa", 1)]);
//! # Ok::<(), frontis::Error>(())
//! ```
//!
//! # What a query means
//!
//! Words, `"exact phrases"`, `-excluded` words, `title:word` (also `headings:`, `summary:`, `body:`), `OR` between words;
//! the last word is the beginning of a word unless white space follows. Pages that hold every word come first and are what
//! is counted; pages that miss some follow, each naming what it misses. [`Results::terms`] tells what became of every word.
//!
//! # What is promised
//!
//! *Counts are exact*, totals and facets, several choices in one facet included. *What is marked is what matched.* An
//! index edited a thousand times answers like one built afresh. No input panics: query strings are at most
//! 4,096 bytes, everything else is bounded where it is documented, and [`Request::deadline`] bounds the time.
//!
//! # Typed fields
//!
//! ```
//! # use frontis::{Batch, Index, Page};
//! # let index = Index::in_memory()?;
//! # let text = "---\ntitle: Wells\nclient: World Bank\nstart: 2005\nend: 2012\n---\n";
//! # index.apply(Batch::new().add(&Page::from_markdown("a.md", text)))?;
//! let hit = &index.search("wells")?.hits[0];
//! assert_eq!(hit.get::<String>("client").as_deref(), Some("World Bank"));
//! assert_eq!(hit.get::<(i32, Option<i32>)>("years"), Some((2005, Some(2012))));
//! assert_eq!(hit.get::<i64>("start"), Some(2005));
//! # Ok::<(), frontis::Error>(())
//! ```
//!
//! # In an async program
//!
//! Searching blocks for microseconds to milliseconds, so hand it to the threads for that:
//!
//! ```ignore
//! let index = index.clone();
//! let results = tokio::task::spawn_blocking(move || index.search("clean water")).await??;
//! ```
//!
//! # Features
//!
//! `folder` (default): reading folders. Without it, pages come from the program.

mod clock;
pub mod config;
pub mod content;
mod embedded;
pub mod engine;
mod error;
pub mod highlight;
mod index;
pub mod query;
pub mod search;
#[cfg(feature = "folder")]
mod sync;
pub mod text;

pub use config::Config;
pub use content::{Diagnostic, FieldValue, Page};
pub use engine::Batch;
pub use error::{Error, ErrorKind, Result};
pub use highlight::Marked;
#[cfg(feature = "folder")]
pub use index::IndexBuilder;
pub use index::{Index, Progress, Report, Stats, open_engine};
pub use search::{Hit, Request, Results};

/// The examples of the repository's README, compiled with the manual's.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
