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
//! An [`Index`] is the handle on a *collection*: pages and the settings they are read under. A [`Request`] goes in,
//! [`Results`] come out. This page is a tour; `crates/frontis/examples` of the repository holds whole programs.
//!
//! # A folder
//!
//! [`Index::open_folder`] reads every file of the folder once and afterwards only what changed; the index it keeps is a
//! cache outside the folder that can be deleted at any time. [`Index::builder`] has more say, and [`Index::sync`] reads
//! the folder again and tells what it did. A file is a page, or a [`Diagnostic`] names it.
//!
//! ```
//! use frontis::Index;
//!
//! # let folder = tempfile::tempdir()?;
//! # let root = folder.path();
//! # std::fs::write(root.join("frontis.yaml"), "fields: { regions: { facet: true } }")?;
//! # let wells = "---\ntitle: Wells\nregions: Asia\n---\n# Digging\n\nClean water, *deep* down.";
//! # std::fs::write(root.join("wells.md"), wells)?;
//! # std::fs::write(root.join("pumps.md"), "---\ntitle: Pumps\ndraft: true\n---\n")?;
//! let index = Index::builder(root).in_memory().open()?; // `frontis.yaml` is read here, the pages are not
//! let report = index.sync()?;
//! assert_eq!((report.pages, report.skipped), (1, 1));
//! assert_eq!(report.diagnostics[0].to_string(), "pumps.md:3:1: info skipped-draft: a draft was skipped");
//!
//! let hit = &index.search("deep water")?.hits[0];
//! assert_eq!((hit.id.as_str(), hit.url.as_str()), ("wells.md", "/wells/"));
//! let section = hit.snippets[0].section.as_ref().map(|section| section.url.as_str());
//! assert_eq!(section, Some("/wells/#digging"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What `frontis.yaml` may say is listed at [`config`]; what becomes of a file at [`content`].
//!
//! # Pages from elsewhere
//!
//! [`Index::in_memory`] takes pages that are not files, as Markdown ([`Page::from_markdown`]) or in parts
//! ([`Page::builder`]). A [`Batch`] is one commit: searches see all of it or nothing. A page with the id of another
//! takes its place.
//!
//! ```
//! use frontis::{Batch, Index, Page};
//!
//! let index = Index::in_memory()?;
//! let ticket = Page::builder("ticket/17").title("Pump fails").field("status", "open").body("No pressure.").build();
//! let note = Page::from_markdown("note.md", "# Valves\n\nOpen them *before* the pump starts.");
//! index.apply(Batch::new().add(&ticket).add(&note))?;
//! assert_eq!(index.search("pump")?.total, 2);
//!
//! index.apply(Batch::new().remove("note.md"))?;
//! assert_eq!(index.search("pump")?.total, 1);
//! # Ok::<(), frontis::Error>(())
//! ```
//!
//! # Requests
//!
//! A `&str` is a request with every default; [`Request`] says more, and lists the ranges of what can be said.
//!
//! A query is words, `"exact phrases"`, `-excluded` words, `title:word` (also `headings:`, `summary:`, `values:` of the
//! fields, `body:`) and `OR` between words; the last word is the beginning of a word unless white space follows. Every
//! string of up to 4,096 bytes is a query: what is no operator is text. Pages that hold every word come first and are
//! what is counted; pages that miss some follow, each naming what it misses. [`Results::terms`] tells what became of
//! every word.
//!
//! ```
//! use frontis::search::{Fate, Match};
//! use frontis::{Batch, Index, Page, Request};
//!
//! let index = Index::in_memory()?;
//! let pages = [("a.md", "Clean water for schools"), ("b.md", "Dirty water"), ("c.md", "A clean kitchen")];
//! index.apply(pages.iter().fold(Batch::new(), |batch, (id, text)| batch.add(&Page::from_markdown(id, text))))?;
//!
//! let results = index.search(Request::new("clean water for pigs").limit(5).snippet_chars(80))?;
//! assert_eq!((results.total, results.hits[0].id.as_str()), (3, "a.md")); // no page holds "pigs": all hold some words
//! assert_eq!(results.hits[0].missing, ["pigs"]);
//! let fates: Vec<Fate> = results.terms.iter().map(|term| term.fate).collect();
//! assert_eq!(fates, [Fate::Matched, Fate::Matched, Fate::StopWord, Fate::NotFound]);
//!
//! assert_eq!(index.search(Request::new("clean water ").matching(Match::All))?.hits.len(), 1);
//! assert_eq!(index.search("\"clean water\" OR kitchen")?.total, 2);
//! # Ok::<(), frontis::Error>(())
//! ```
//!
//! # Which words are found
//!
//! A word finds every form with its stem, in the collection's language; itself written as one or apart (`wi-fi`,
//! `wifi`, `wi fi`); and its synonyms of the settings. A word that no page holds as typed, and fewer than 3 by its
//! stem, joined or split, finds other spellings too, one edit away from 4 letters on, from 8 letters on two where there
//! is none nearer; numbers and codes do not. Signs belong to words that are made of them, such as `C++` and `.NET`
//! ([`text`] has the whole table). What stands in quotes is searched as it is. [`Term::to`](search::Term::to) tells
//! what else a word was searched as, and [`Results::did_you_mean`] a spelling that finds more.
//!
//! ```
//! use frontis::search::Fate;
//! use frontis::{Batch, Config, Index, Page, open_engine};
//!
//! let config = Config::parse("synonyms: [[msme, small enterprise]]", "settings").expect("it is a constant");
//! let index = Index::with_engine(open_engine(None)?, config);
//! index.apply(Batch::new().add(&Page::from_markdown("a.md", "Pumps that lift water for a small enterprise")))?;
//!
//! let results = index.search("msme watr")?;
//! assert_eq!(results.total, 1);
//! let terms: Vec<_> = results.terms.iter().map(|term| (term.fate, term.to[0].as_str())).collect();
//! assert_eq!(terms, [(Fate::Expanded, "small enterprise"), (Fate::Corrected, "water")]);
//! # Ok::<(), frontis::Error>(())
//! ```
//!
//! # The order of hits
//!
//! First come the pages that the settings pin to the query; then those whose title, or an alias of it, is the query,
//! whatever its words are; then at most three with such a heading; then pages with every word whose title begins with
//! the query, the shortest first, then those whose title is the query but for a misspelling ([`Hit::raised`] tells).
//! All others are ordered by their score: BM25F, where words in title, headings, summary, values of fields and body
//! weigh differently, more for words that stand close together, times what the settings and the page itself prefer
//! ([`config`], `search: { boost: 2 }` in the front matter). The formula is at [`engine`]; [`Request::explain`] shows
//! what it made of a page.
//!
//! ```
//! use frontis::search::Raised;
//! use frontis::{Batch, Config, Index, Page, Request, open_engine};
//!
//! let config = Config::parse("pins: [{ query: wells, pages: [start.md] }]", "settings").expect("it is a constant");
//! let index = Index::with_engine(open_engine(None)?, config);
//! let pages = [("deep.md", "# Deep wells\n\nWells."), ("wells.md", "# Wells\n\nDug."), ("start.md", "# Start here")];
//! index.apply(pages.iter().fold(Batch::new(), |batch, (id, text)| batch.add(&Page::from_markdown(id, text))))?;
//!
//! let hits = index.search(Request::new("Wells").explain(true))?.hits;
//! let order: Vec<_> = hits.iter().map(|hit| (hit.id.as_str(), hit.raised)).collect();
//! assert_eq!(order, [("start.md", Some(Raised::Pin)), ("wells.md", Some(Raised::Title)), ("deep.md", None)]);
//!
//! let score = hits[2].explanation.as_ref().expect("it was asked for");
//! let word = &score.parts[0].parts[0];
//! let parts: Vec<_> = word.parts.iter().map(|part| part.name.as_str()).collect();
//! assert_eq!((word.name.as_str(), parts), ("Wells", vec!["idf", "frequency"]));
//! assert!((score.value - hits[2].score).abs() < 1e-4);
//! # Ok::<(), frontis::Error>(())
//! ```
//!
//! # Facets
//!
//! A *facet* is a field that is counted and chosen from. Fields declared so in the settings are facets, and short
//! values that several pages share make others. The count of a value is the total one gets by choosing it instead of
//! what is chosen in its field, so that the other values of a field stay in sight.
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
//! let regions = &results.facets[0];
//! let counts: Vec<_> = regions.values.iter().map(|value| (value.value.as_str(), value.count)).collect();
//! assert_eq!(counts, [("Asia", 3), ("Africa", 1)]);
//! # Ok::<(), frontis::Error>(())
//! ```
//!
//! # Filters and typed fields
//!
//! [`Request::filter`] takes an expression over any field, facet or not ([`query`] has the grammar). [`Hit::get`] reads
//! a field as a Rust type, one's own included ([`search::FromField`]).
//!
//! ```
//! use frontis::{Batch, Index, Page, Request};
//!
//! let index = Index::in_memory()?;
//! let text = "---\ntitle: Wells\nclient: World Bank\nstart: 2005\nend: 2012\nbudget: 1.5\n---\n";
//! index.apply(Batch::new().add(&Page::from_markdown("a.md", text)))?;
//!
//! let filter = r#"client = "world bank" AND years IN 2010..2014 AND NOT budget < 1"#;
//! let hit = &index.search(Request::new("wells").filter(filter))?.hits[0];
//! assert_eq!(hit.get::<String>("client").as_deref(), Some("World Bank"));
//! assert_eq!(hit.get::<(i32, Option<i32>)>("years"), Some((2005, Some(2012))));
//! assert_eq!(hit.get::<f64>("budget"), Some(1.5));
//! assert_eq!(hit.get::<i64>("budget"), None); // not a whole number
//! # Ok::<(), frontis::Error>(())
//! ```
//!
//! # Errors
//!
//! There is one [`Error`]. It prints what is wrong, where, and what to do about it; [`Error::kind`] is for programs.
//! What people type in a search box is never an error, unless it is too long; what a program passes may be.
//!
//! ```
//! use frontis::{Batch, ErrorKind, Index, Page, Request};
//!
//! let index = Index::in_memory()?;
//! index.apply(Batch::new().add(&Page::from_markdown("a.md", "---\nregions: [Asia]\n---\n")))?;
//! let error = index.search(Request::new("").filter("regoins = Asia")).expect_err("no such field");
//! assert_eq!(error.kind(), ErrorKind::FieldUnknown);
//! assert_eq!(error.to_string(), "filter, column 1: there is no field \"regoins\"; did you mean \"regions\"?");
//! # Ok::<(), frontis::Error>(())
//! ```
//!
//! # In an async program
//!
//! Searching blocks for microseconds to milliseconds, so hand it to the threads for that. A deadline bounds a search,
//! and a token ends it when nobody waits any more ([`Request::cancel`]).
//!
//! ```
//! use std::time::{Duration, Instant};
//!
//! use frontis::Request;
//!
//! # let index = frontis::Index::in_memory()?;
//! # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
//! let request = Request::new("clean water").deadline(Instant::now() + Duration::from_millis(100));
//! let shared = index.clone();
//! let results = tokio::task::spawn_blocking(move || shared.search(request)).await??;
//! if results.timed_out {
//!     // Hits and counts are of the part that was looked at by then.
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # How good the ranking is
//!
//! [`eval`] measures it: by judgments that people wrote, by public test collections, and by what a collection says of
//! itself in titles, headings and links. `frontis eval` of the command line is made of it.
//!
//! # Threads and cost
//!
//! An [`Index`] is cheap to clone and can be shared by any number of threads. A search works on the thread that asks,
//! sees one committed state from beginning to end, and waits for no sync. Its cost grows with the pages that hold its
//! words and with the facets counted; an empty list of facets and `snippets(0)` leave work out. A sync looks at each
//! file's size and time, reads those that changed with threads that end with it, and commits once; one runs at a time,
//! others wait. No thread runs while nothing is asked. No runtime, no global state, no logger.
//!
//! # What is promised
//!
//! - *Counts are exact*: totals and facets, several choices in one facet included, unless a search was cut short.
//! - *A page whose title is the query comes first*, in any script and whatever its words, unless others are pinned.
//! - *What is marked is what matched*, and nothing else is.
//! - *An index edited a thousand times answers like one built afresh.* Ties are broken by date, newest first, then id.
//! - *Nothing is silent*: every file is a page or has a diagnostic, every word of a query has a fate.
//! - *The source is the truth.* Nothing is written into the folder; an index that is damaged is set aside and built
//!   anew; a sync that would remove most pages is held ([`ErrorKind::SyncHeld`]).
//! - *No input panics*: everything is bounded where it is documented, and [`Request::deadline`] bounds the time.
//!
//! # Features
//!
//! | feature | default | what |
//! |---|---|---|
//! | `folder` | yes | [`Index::open_folder`], [`Index::builder`], [`Index::sync`]; else pages are the program's |

mod clock;
pub mod config;
pub mod content;
mod embedded;
pub mod engine;
mod error;
pub mod eval;
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
