//! The handle programs hold: opens a collection, keeps it equal to its folder, answers requests.
//!
//! Wires settings, sync, an engine and search together, and alone knows which engine there is. Each commit makes a new
//! [`Context`]; a search takes the one that is current when it begins and sees nothing of later ones.

#[cfg(feature = "folder")]
mod builder;
#[cfg(feature = "folder")]
mod folder;
#[cfg(feature = "folder")]
mod location;
mod report;

use std::fmt;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use crate::config::Config;
use crate::content::Page;
use crate::embedded::EmbeddedEngine;
use crate::engine::{Batch, Document, Engine, Snapshot};
use crate::error::{Error, ErrorKind, Result};
use crate::search::{Context, MarkedPage, Request, Results, read, search};

#[cfg(feature = "folder")]
pub use builder::IndexBuilder;
#[cfg(feature = "folder")]
use folder::Folder;
pub use report::{Progress, Report, Stats};

/// The handle on a searchable collection. Cloning is cheap, and clones share everything.
///
/// Searching blocks for microseconds to milliseconds and never waits for a sync; any number of threads may search at
/// once. An async program calls it through `spawn_blocking` ([the manual](crate#in-an-async-program) shows how). There
/// is no thread while nothing is asked of it. The index closes when the last clone is dropped; nothing is lost by that.
#[derive(Clone)]
pub struct Index(Arc<Inner>);

struct Inner {
    engine: Arc<dyn Engine>,
    config: Arc<Config>,
    context: RwLock<Arc<Context>>,
    warnings: Vec<String>,
    #[cfg(feature = "folder")]
    folder: Option<Folder>,
    #[cfg(feature = "folder")]
    directory: Option<std::path::PathBuf>,
}

/// Makes the engine an [`Index`] stands on: in `directory`, where an index is opened or made, or in memory.
///
/// For an index with settings but without a folder ([`Index::with_engine`]), and for tests and measurements of engines.
/// The directory is made where it is missing, and belongs to the engine alone.
///
/// # Errors
/// [`IndexNotWritable`](ErrorKind::IndexNotWritable), [`IndexDamaged`](ErrorKind::IndexDamaged), [`Io`](ErrorKind::Io).
pub fn open_engine(directory: Option<&Path>) -> Result<Arc<dyn Engine>> {
    Ok(match directory {
        Some(directory) => Arc::new(EmbeddedEngine::open(directory)?),
        None => Arc::new(EmbeddedEngine::in_memory()?),
    })
}

impl Index {
    /// Makes an empty index in memory, for pages that are not files.
    ///
    /// It has the default settings and finds its facets itself; [`Index::with_engine`] takes others.
    ///
    /// ```
    /// use frontis::{Batch, Index, Page};
    ///
    /// let index = Index::in_memory()?;
    /// index.apply(Batch::new().add(&Page::from_markdown("well.md", "# A well\n\nClean water for all.")))?;
    /// assert_eq!(index.search("clean water")?.total, 1);
    /// # Ok::<(), frontis::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Internal`](ErrorKind::Internal), should the engine refuse to start.
    pub fn in_memory() -> Result<Self> {
        Ok(Self::with_engine(open_engine(None)?, Config::default()))
    }

    /// Makes an index on an engine of the caller's, for pages that are not files.
    ///
    /// Of the settings those count that act when a query is asked, and which fields are facets or intervals; pages are
    /// applied as they are, so read them under the same ones ([`crate::content::parse`]).
    ///
    /// ```
    /// use frontis::{Config, Index, open_engine};
    ///
    /// let config = Config::parse("fields: { regions: { facet: true } }", "settings").expect("it is a constant");
    /// let index = Index::with_engine(open_engine(None)?, config);
    /// assert_eq!(index.facet_names(), ["regions"]);
    /// # Ok::<(), frontis::Error>(())
    /// ```
    pub fn with_engine(engine: Arc<dyn Engine>, config: Config) -> Self {
        Self(Arc::new(Inner::new(engine, Arc::new(config), Vec::new())))
    }

    /// Applies pages that are not files, in one commit: searches see all of it or nothing.
    ///
    /// A folder's own pages are for `Index::sync`, which would take away what it does not find there. Costs
    /// milliseconds, and the analysis of the pages: 15 MB a second were measured on two cores, reading included; so put
    /// many pages into one batch. One apply runs at a time, others wait. An empty batch does nothing.
    ///
    /// # Errors
    /// [`IndexLocked`](ErrorKind::IndexLocked), [`IndexNotWritable`](ErrorKind::IndexNotWritable),
    /// [`IndexDamaged`](ErrorKind::IndexDamaged), [`Io`](ErrorKind::Io); searches go on as before then.
    /// [`RequestInvalid`](ErrorKind::RequestInvalid) for a page id of more than 4,096 bytes and for a batch with a
    /// state; [`IndexChanged`](ErrorKind::IndexChanged) for one that names another generation than the last.
    pub fn apply(&self, batch: Batch) -> Result<()> {
        if batch.has_state() {
            let message = "a batch with a state is for an engine; the state of an index is its own";
            return Err(Error::new(ErrorKind::RequestInvalid, message));
        }
        if batch.is_empty() { Ok(()) } else { self.0.apply(batch).map(drop) }
    }

    /// Answers a request; a `&str` is a request with every default.
    ///
    /// Sees one committed state from beginning to end, whatever is applied meanwhile. Grows with the pages that hold
    /// the query's words and with the facets counted; [`Request::deadline`] bounds the time.
    ///
    /// # Errors
    /// [`QueryTooLong`](ErrorKind::QueryTooLong), [`RequestInvalid`](ErrorKind::RequestInvalid),
    /// [`FieldUnknown`](ErrorKind::FieldUnknown), [`FilterInvalid`](ErrorKind::FilterInvalid) for what is wrong with
    /// the request; [`IndexDamaged`](ErrorKind::IndexDamaged) and [`Io`](ErrorKind::Io) when the index cannot be read.
    pub fn search(&self, request: impl Into<Request>) -> Result<Results> {
        search(&self.0.context(), &request.into(), crate::clock::today())
    }

    /// Returns the page with this id, as it was indexed; `None` where there is none.
    ///
    /// Ids are compared byte by byte. Costs one look-up and the reading of the page.
    ///
    /// # Errors
    /// [`IndexDamaged`](ErrorKind::IndexDamaged), [`Io`](ErrorKind::Io).
    pub fn page(&self, id: &str) -> Result<Option<Page>> {
        let context = self.0.context();
        let Some(doc) = context.snapshot.find(id)? else { return Ok(None) };
        Document::page_from_payload(&context.snapshot.payload(doc)?).map(Some)
    }

    /// Returns the page with this id, with every place marked where the query of `request` matches; `None` where there is
    /// no such page.
    ///
    /// A `&str` is a request with no deadline; selections, filters and the rest of a request do not matter here.
    ///
    /// What is marked is what a search for the query would have matched on this page: for a hit, its `id` and the query
    /// that found it give the page as its reader wants to see it. Costs the expansion of the query and one analysis of the
    /// page's text, O(length); marks past the 4,096th of one text are left out.
    ///
    /// ```
    /// use frontis::{Batch, Index, Page};
    ///
    /// let index = Index::in_memory()?;
    /// index.apply(Batch::new().add(&Page::from_markdown("well.md", "# A well\n\nClean water.\n\n## Depths\n\nWells differ.")))?;
    /// let read = index.read("well.md", "wells")?.expect("the page is there");
    /// assert_eq!(read.title.html(), "A <mark>well</mark>");
    /// assert_eq!(read.sections[1].text.html(), "<mark>Wells</mark> differ.");
    /// # Ok::<(), frontis::Error>(())
    /// ```
    ///
    /// # Errors
    /// `QueryTooLong`, `IndexDamaged`, `Io`.
    pub fn read(&self, id: &str, request: impl Into<Request>) -> Result<Option<MarkedPage>> {
        read(&self.0.context(), id, &request.into())
    }

    /// Returns the state in figures. O(fields · facets).
    ///
    /// # Errors
    /// None at present; a remote engine may have some.
    pub fn stats(&self) -> Result<Stats> {
        let context = self.0.context();
        let statistics = context.snapshot.field_statistics();
        let distinct = |facet: &String| statistics.iter().find(|field| field.field == *facet).map_or(0, |f| f.distinct);
        #[allow(unused_mut, reason = "filled in further where there is a folder")]
        let mut stats = Stats {
            pages: context.snapshot.page_count(),
            generation: context.snapshot.generation(),
            index_bytes: context.snapshot.size_bytes(),
            facets: context.facets.iter().map(|facet| (facet.clone(), distinct(facet))).collect(),
            ..Stats::default()
        };
        #[cfg(feature = "folder")]
        if let Some(folder) = &self.0.folder {
            folder.complete(&mut stats);
        }
        Ok(stats)
    }

    /// Returns the canonical names of the facets, in the order they are shown: those of the settings, then those found
    /// in the pages, those on most pages first, then `years` where some page has them.
    ///
    /// Without settings a field is a facet when at least two pages have it, its values have at most 60 characters each,
    /// and distinct values are at most half the pages and at most 1,000; at most 20 are found so. `title`, `summary`,
    /// `description`, `date`, `url`, `slug`, `permalink`, `layout`, `start`, `end` and `lang` never are.
    pub fn facet_names(&self) -> Vec<String> {
        self.0.context().facets.clone()
    }

    /// Returns the settings in force: those read when the index was opened.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// Returns the warnings of opening, one line each, for people: the index is kept in memory because its directory
    /// cannot be written, say. Empty when all went well, and always for an index without a folder.
    pub fn warnings(&self) -> &[String] {
        &self.0.warnings
    }
}

impl Inner {
    fn new(engine: Arc<dyn Engine>, config: Arc<Config>, warnings: Vec<String>) -> Self {
        let context = RwLock::new(Arc::new(Context::new(engine.snapshot(), Arc::clone(&config))));
        Self {
            engine,
            config,
            context,
            warnings,
            #[cfg(feature = "folder")]
            folder: None,
            #[cfg(feature = "folder")]
            directory: None,
        }
    }

    fn context(&self) -> Arc<Context> {
        Arc::clone(&self.context.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes over what another process committed, and returns it.
    #[cfg(feature = "folder")]
    fn refresh(&self) -> Result<Arc<dyn Snapshot>> {
        let snapshot = self.engine.refresh()?;
        self.publish(Arc::clone(&snapshot));
        Ok(snapshot)
    }

    /// Applies a batch and returns the generation that came of it.
    fn apply(&self, batch: Batch) -> Result<u64> {
        let snapshot = self.engine.apply(batch)?;
        let generation = snapshot.generation();
        self.publish(snapshot);
        Ok(generation)
    }

    /// Answers from `snapshot` from now on, unless a later one is there already.
    fn publish(&self, snapshot: Arc<dyn Snapshot>) {
        let next = Arc::new(Context::new(snapshot, Arc::clone(&self.config)));
        let mut current = self.context.write().unwrap_or_else(PoisonError::into_inner);
        if next.snapshot.generation() > current.snapshot.generation() {
            *current = next;
        }
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let context = self.0.context();
        f.debug_struct("Index")
            .field("pages", &context.snapshot.page_count())
            .field("generation", &context.snapshot.generation())
            .finish_non_exhaustive()
    }
}
