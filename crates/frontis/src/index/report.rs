//! What an index tells about itself.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use crate::content::Diagnostic;

/// What a sync did. `pages + skipped` is the files seen.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Report {
    /// Pages in the index now.
    pub pages: u64,
    /// Files seen that are not pages: drafts, unpublished, excluded, ignored, unreadable.
    pub skipped: u64,
    /// Pages that are new.
    pub added: u64,
    /// Pages whose file changed.
    pub changed: u64,
    /// Pages whose file is gone.
    pub removed: u64,
    /// Pages whose file is as it was.
    pub unchanged: u64,
    /// Every remark on the collection's files, by path and place.
    pub diagnostics: Vec<Diagnostic>,
    /// What the sync took.
    pub took: Duration,
}

/// The state of an index in figures.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Stats {
    /// Pages.
    pub pages: u64,
    /// Bytes of the source files of those pages; 0 for pages that are not files.
    pub bytes: u64,
    /// Grows with each commit.
    pub generation: u64,
    /// Bytes of the index.
    pub index_bytes: u64,
    /// The facets and how many distinct values each has.
    pub facets: BTreeMap<String, u64>,
    /// When the last sync of this handle ended; `None` before one did.
    pub synced_at: Option<SystemTime>,
    /// Diagnostics of the last sync by level: errors, warnings, infos.
    pub diagnostics: [u64; 3],
}

/// How far a sync is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Files read so far.
    pub done: u64,
    /// Files to read.
    pub total: u64,
}
