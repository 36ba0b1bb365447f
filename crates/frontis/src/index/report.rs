//! What an index tells about itself.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use crate::content::Diagnostic;

/// What a sync did, or a check would do. `pages + skipped` is the files seen.
///
/// `pages = added + changed + unchanged`. A renamed file is one removed and one added.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Report {
    /// Pages in the index now.
    pub pages: u64,
    /// Files seen that are not pages, each with a diagnostic: drafts, unpublished, excluded, git-ignored, unreadable,
    /// too large. Files no `include` glob matches are not seen.
    pub skipped: u64,
    /// Pages that are new.
    pub added: u64,
    /// Pages whose file changed.
    pub changed: u64,
    /// Pages whose file is gone.
    pub removed: u64,
    /// Pages whose file is as it was.
    pub unchanged: u64,
    /// Every remark on the collection's files, those of unchanged ones too, by path and place.
    pub diagnostics: Vec<Diagnostic>,
    /// Wall time of the whole call, waiting for another sync included.
    pub took: Duration,
}

/// The state of an index in figures, from [`crate::Index::stats`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Stats {
    /// Pages in the index.
    pub pages: u64,
    /// Bytes of the source files of those pages; 0 for pages that are not files.
    pub bytes: u64,
    /// The committed state: 0 where nothing was ever applied, one more with each commit. Equal generations of one index
    /// answer alike.
    pub generation: u64,
    /// Bytes of the index, on disk or in memory.
    pub index_bytes: u64,
    /// The facets and how many distinct values the pages have in each; 0 for one that is declared and on no page.
    pub facets: BTreeMap<String, u64>,
    /// When the last sync of this handle ended; `None` before one did.
    pub synced_at: Option<SystemTime>,
    /// Diagnostics of the last sync of this handle by level: errors, warnings, infos; zeros before one ended.
    pub diagnostics: [u64; 3],
}

/// How far a sync is, told to `IndexBuilder::on_progress`.
///
/// `done` grows to `total`, which stays the same within one sync; calls may come out of order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Files read so far.
    pub done: u64,
    /// Files to read: those that are new or changed.
    pub total: u64,
}
