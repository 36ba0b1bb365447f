//! One sync from the last manifest to the next, as a [`Batch`] for the caller to apply.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::SystemTime;

use super::diff::{Diff, diff, guard, is_as_it_was};
use super::manifest::{Entry, Manifest, Stamp, nanos};
use super::read::{Outcome, Reader, Task};
use super::root::Root;
use super::scan::{Scan, scan};
use crate::config::Config;
use crate::content::{Code, Diagnostic, Page};
use crate::engine::{Batch, Document};
use crate::error::Result;

/// What a sync is asked to do.
pub(crate) struct Request<'a> {
    /// The content folder.
    pub(crate) root: &'a Path,
    /// Which files are pages.
    pub(crate) config: &'a Config,
    /// The manifest that the index carries as its state, or the one that the last sync of this process returned. An
    /// empty one reads every file: what `check` wants.
    pub(crate) last: &'a Manifest,
    /// The device of the last sync of this process, when it was of the same canonical root.
    pub(crate) last_device: Option<u64>,
    /// The time now, by the clock that stamps files.
    pub(crate) now: SystemTime,
    /// The year that open intervals are counted to.
    pub(crate) this_year: i32,
    /// Larger files are skipped.
    pub(crate) max_bytes: u64,
    /// Most pages may go.
    pub(crate) accept_shrink: bool,
    /// Is told files read and files to read, from several threads.
    pub(crate) progress: &'a (dyn Fn(u64, u64) + Sync),
}

/// What a sync found. `pages + skipped` is the files seen.
#[derive(Debug)]
pub(crate) struct Synced {
    /// What to apply; `None` when the index is as it should be.
    pub(crate) batch: Option<Batch>,
    /// To be passed to the next sync once the batch is applied. Newer than the one in the batch's place when there is no
    /// batch: then it spares the next sync of this process some reading.
    pub(crate) manifest: Manifest,
    /// To be passed to the next sync of this process.
    pub(crate) device: u64,
    /// Pages in the index, once the batch is applied.
    pub(crate) pages: u64,
    /// Files seen that are not pages.
    pub(crate) skipped: u64,
    /// Pages that are new.
    pub(crate) added: u64,
    /// Pages whose bytes changed.
    pub(crate) changed: u64,
    /// Pages that are gone.
    pub(crate) removed: u64,
    /// Pages that are as they were.
    pub(crate) unchanged: u64,
    /// Every remark on the folder's files, those of unchanged files too, by path and place.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Compares the folder with the last manifest. Files whose stamp is as it was are not opened; one sync of an unchanged
/// folder costs one look at each file.
///
/// # Errors
/// `RootUnusable`, `SyncHeld` unless shrinking is accepted, `SettingsInvalid` for globs that are not valid, `Io`,
/// `Internal`. The index is as it was.
pub(crate) fn sync<P>(request: &Request<'_>, parse: P) -> Result<Synced>
where
    P: Fn(&str, &[u8]) -> (Option<Page>, Vec<Diagnostic>) + Sync,
{
    let root = Root::open(request.root, request.last_device)?;
    let scan = scan(&root, request.config)?;
    sync_scanned(request, &root, scan, &parse)
}

/// The second half of [`sync`]: the folder may have changed since the scan.
pub(super) fn sync_scanned<P>(request: &Request<'_>, root: &Root, scan: Scan, parse: &P) -> Result<Synced>
where
    P: Fn(&str, &[u8]) -> (Option<Page>, Vec<Diagnostic>) + Sync,
{
    let reader =
        Reader { parse, max_bytes: request.max_bytes, this_year: request.this_year, progress: request.progress };
    let outcomes = reader.read_all(&tasks(&scan, request.last))?;
    let mut next = Next::new(scan, request.last, nanos(request.now));
    for (id, outcome) in outcomes {
        next.take(id, outcome, request.last);
    }
    next.keep_unreadable(request.last);
    let diff = diff(request.last, &next.manifest);
    if !request.accept_shrink {
        guard(request.last, &next.manifest, &diff)?;
    }
    Ok(next.finish(&diff, request.last, root.device))
}

/// The files to open.
fn tasks<'a>(scan: &'a Scan, last: &Manifest) -> Vec<Task<'a>> {
    let mut tasks = Vec::new();
    for (id, seen) in &scan.files {
        let old = last.entries.get(id);
        if !old.is_some_and(|old| is_as_it_was(old, last.synced_nanos, &seen.stamp)) {
            tasks.push(Task { id, seen, known: old.map(|old| old.hash) });
        }
    }
    tasks
}

/// The next manifest in the making.
struct Next {
    manifest: Manifest,
    documents: BTreeMap<String, Document>,
    stamps: BTreeMap<String, Stamp>,
    unreadable_files: BTreeSet<String>,
    unreadable_folders: BTreeSet<String>,
    skipped: u64,
    diagnostics: Vec<Diagnostic>,
}

impl Next {
    /// Begins with the files that need not be opened.
    fn new(scan: Scan, last: &Manifest, synced_nanos: i64) -> Self {
        let stamps: BTreeMap<_, _> = scan.files.into_iter().map(|(id, seen)| (id, seen.stamp)).collect();
        let mut manifest = Manifest { synced_nanos, ..Manifest::default() };
        for (id, stamp) in &stamps {
            if let Some(old) = last.entries.get(id).filter(|old| is_as_it_was(old, last.synced_nanos, stamp)) {
                manifest.entries.insert(id.clone(), old.clone());
            }
        }
        Self {
            manifest,
            documents: BTreeMap::new(),
            stamps,
            unreadable_files: scan.unreadable_files,
            unreadable_folders: scan.unreadable_folders,
            skipped: scan.skipped,
            diagnostics: scan.diagnostics,
        }
    }

    fn take(&mut self, id: String, outcome: Outcome, last: &Manifest) {
        let stamp = self.stamps.get(&id).copied().unwrap_or_default();
        match outcome {
            Outcome::Same => {
                if let Some(old) = last.entries.get(&id) {
                    self.manifest.entries.insert(id, Entry { stamp, ..old.clone() });
                }
            }
            Outcome::Parsed { hash, page, diagnostics } => {
                let (url, document) = page.unzip();
                if let Some(document) = document {
                    self.documents.insert(id.clone(), document);
                }
                self.manifest.entries.insert(id, Entry { stamp, hash, url, diagnostics });
            }
            Outcome::Skipped(diagnostic) => {
                self.skipped += 1;
                self.diagnostics.push(diagnostic);
            }
            Outcome::Unreadable(diagnostic) => {
                self.skipped += 1;
                self.unreadable_files.insert(id);
                self.diagnostics.push(diagnostic);
            }
        }
    }

    /// Keeps what was known of files that are there, or may be, and could not be read.
    fn keep_unreadable(&mut self, last: &Manifest) {
        for (id, old) in &last.entries {
            let is_unreadable = self.unreadable_files.contains(id);
            if is_unreadable || is_under(id, &self.unreadable_folders) {
                // Counted as skipped so far; an entry counts by itself.
                self.skipped -= u64::from(is_unreadable);
                let stamp = old.stamp.distrusted();
                self.manifest.entries.insert(id.clone(), Entry { stamp, ..old.clone() });
            }
        }
    }

    fn finish(mut self, diff: &Diff, last: &Manifest, device: u64) -> Synced {
        let entries = self.manifest.entries.values();
        self.diagnostics.extend(entries.flat_map(|entry| entry.diagnostics.iter().cloned()));
        self.diagnostics.extend(urls_twice(&self.manifest));
        self.diagnostics.sort();
        let pages = self.manifest.page_count();
        Synced {
            batch: self.batch(diff, last),
            device,
            pages,
            skipped: self.skipped + self.manifest.entries.len() as u64 - pages,
            added: diff.added.len() as u64,
            changed: diff.changed.len() as u64,
            removed: diff.removed.len() as u64,
            unchanged: diff.unchanged,
            diagnostics: self.diagnostics,
            manifest: self.manifest,
        }
    }

    fn batch(&mut self, diff: &Diff, last: &Manifest) -> Option<Batch> {
        if self.manifest.entries == last.entries {
            return None;
        }
        let mut batch = Batch::new();
        for id in &diff.removed {
            batch = batch.remove(id);
        }
        for id in diff.added.iter().chain(&diff.changed) {
            if let Some(document) = self.documents.remove(id) {
                batch.add_document(document);
            }
        }
        batch.set_state(self.manifest.to_bytes());
        Some(batch)
    }
}

/// True when a folder above `id` is one of `folders`.
fn is_under(id: &str, folders: &BTreeSet<String>) -> bool {
    !folders.is_empty() && id.match_indices('/').any(|(at, _)| folders.contains(&id[..at]))
}

/// A warning on every page but the first that has a URL.
fn urls_twice(manifest: &Manifest) -> Vec<Diagnostic> {
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    let mut warnings = Vec::new();
    for (id, entry) in &manifest.entries {
        let Some(url) = entry.url.as_deref().filter(|url| !url.is_empty()) else { continue };
        let owner = *owners.entry(url).or_insert(id);
        if owner != id {
            let message = format!("it has the URL {url} of \"{owner}\"");
            warnings.push(Diagnostic::new(id, (0, 0), Code::UrlTwice, message, "give one of them another permalink"));
        }
    }
    warnings
}
