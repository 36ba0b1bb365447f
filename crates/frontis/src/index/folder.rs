//! The folder behind an index.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Instant, SystemTime};

use super::builder::OnProgress;
use super::{Index, Progress, Report, Stats};
use crate::clock::this_year;
use crate::content::{Diagnostic, Level, MOST_FILE_BYTES, Page, Parsed, parse};
use crate::engine::Snapshot;
use crate::error::{Error, ErrorKind, Result};
use crate::sync::{self, Manifest, Synced};

/// A root and what the last sync found there.
pub(super) struct Folder {
    root: PathBuf,
    /// The year open intervals are counted to: that of opening, which the place of the index depends on.
    this_year: i32,
    accept_shrink: AtomicBool,
    on_progress: Box<OnProgress>,
    /// Held while a sync runs.
    last: Mutex<Last>,
    /// Held for moments.
    figures: Mutex<Figures>,
}

/// Where the next sync starts from.
struct Last {
    manifest: Manifest,
    /// The generation whose state the manifest is.
    generation: u64,
    /// The canonical root and its device.
    device: Option<(PathBuf, u64)>,
}

/// What is told of the last sync.
#[derive(Debug, Clone, Copy)]
struct Figures {
    page_bytes: u64,
    synced_at: Option<SystemTime>,
    diagnostics: [u64; 3],
}

/// How often a sync starts over because another process committed meanwhile.
const MOST_TRIES: usize = 5;

impl Folder {
    pub(super) fn new(
        root: PathBuf,
        snapshot: &dyn Snapshot,
        accept_shrink: bool,
        on_progress: Box<OnProgress>,
    ) -> Self {
        let manifest = Manifest::from_bytes(snapshot.state()).unwrap_or_default();
        let figures = Figures { page_bytes: manifest.page_bytes(), synced_at: None, diagnostics: [0; 3] };
        let last = Last { manifest, generation: snapshot.generation(), device: None };
        Self {
            root,
            this_year: this_year(),
            accept_shrink: AtomicBool::new(accept_shrink),
            on_progress,
            last: Mutex::new(last),
            figures: Mutex::new(figures),
        }
    }

    /// Adds what only the folder knows.
    pub(super) fn complete(&self, stats: &mut Stats) {
        let figures = *self.figures.lock().unwrap_or_else(PoisonError::into_inner);
        stats.bytes = figures.page_bytes;
        stats.synced_at = figures.synced_at;
        stats.diagnostics = figures.diagnostics;
    }

    /// Compares the folder with `manifest`; `parse` reads what changed.
    fn look<P>(
        &self,
        index: &Index,
        (manifest, device): (&Manifest, Option<u64>),
        accept_shrink: bool,
        parse: P,
    ) -> Result<Synced>
    where
        P: Fn(&str, &[u8]) -> (Option<Page>, Vec<Diagnostic>) + Sync,
    {
        let request = sync::Request {
            root: &self.root,
            config: index.config(),
            last: manifest,
            last_device: device,
            now: SystemTime::now(),
            this_year: self.this_year,
            max_bytes: MOST_FILE_BYTES as u64,
            accept_shrink,
            progress: &|done, total| (self.on_progress)(Progress { done, total }),
        };
        sync::sync(&request, parse)
    }
}

impl Index {
    /// Makes the index equal to its folder, in one commit, and says what was done. One sync runs at a time; searches go
    /// on.
    ///
    /// Costs one look at each file (57,000 in 0.6 s) and the reading of those that changed.
    ///
    /// # Errors
    /// [`RootUnusable`](ErrorKind::RootUnusable) when the folder is missing, unreadable or on another device than at
    /// the last sync; [`SyncHeld`](ErrorKind::SyncHeld) when more than half of at least 20 pages would go
    /// ([`super::IndexBuilder::accept_shrink`]); [`IndexLocked`](ErrorKind::IndexLocked) while another process writes;
    /// [`IndexNotWritable`](ErrorKind::IndexNotWritable), [`Io`](ErrorKind::Io). The index is as it was then.
    /// [`RequestInvalid`](ErrorKind::RequestInvalid) where there is no folder.
    pub fn sync(&self) -> Result<Report> {
        let started = Instant::now();
        let folder = self.folder()?;
        let mut last = folder.last.lock().unwrap_or_else(PoisonError::into_inner);
        let mut tries = 1;
        let synced = loop {
            match self.sync_from(folder, &mut last) {
                Err(error) if error.kind() == ErrorKind::IndexChanged && tries < MOST_TRIES => tries += 1,
                ended => break ended?,
            }
        };
        folder.accept_shrink.store(false, Ordering::Relaxed);
        *folder.figures.lock().unwrap_or_else(PoisonError::into_inner) = Figures {
            page_bytes: last.manifest.page_bytes(),
            synced_at: Some(SystemTime::now()),
            diagnostics: by_level(&synced),
        };
        Ok(report(synced, started))
    }

    /// Compares, applies, and keeps what the next sync starts from: with `IndexChanged`, what another process left.
    fn sync_from(&self, folder: &Folder, last: &mut Last) -> Result<Synced> {
        let root = folder.root.canonicalize().unwrap_or_else(|_| folder.root.clone());
        let device = last.device.as_ref().filter(|(path, _)| *path == root).map(|(_, device)| *device);
        let accept = folder.accept_shrink.load(Ordering::Relaxed);
        let mut synced = folder.look(self, (&last.manifest, device), accept, self.parser())?;
        if let Some(mut batch) = synced.batch.take() {
            batch.set_generation(last.generation);
            match self.0.apply(batch) {
                Ok(generation) => last.generation = generation,
                Err(error) if error.kind() == ErrorKind::IndexChanged => {
                    let snapshot = self.0.refresh()?;
                    if let Some(manifest) = Manifest::from_bytes(snapshot.state()) {
                        last.manifest = manifest;
                        last.generation = snapshot.generation();
                    }
                    return Err(error);
                }
                Err(error) => return Err(error),
            }
        }
        last.manifest = std::mem::take(&mut synced.manifest);
        last.device = Some((root, synced.device));
        Ok(synced)
    }

    /// Reads every file of the folder and returns every remark on them; the index is not touched.
    ///
    /// The report counts every page as added, whatever the index holds. Costs what a first sync costs, less the
    /// writing.
    ///
    /// # Errors
    /// As [`Index::sync`], but for those of writing.
    pub fn check(&self) -> Result<Report> {
        let started = Instant::now();
        let synced = self.folder()?.look(self, (&Manifest::default(), None), true, self.parser())?;
        Ok(report(synced, started))
    }

    /// Reads every file of the folder anew and returns what each gave, in the order of page ids, skipped ones included;
    /// the index is not touched.
    ///
    /// For what pages do not keep: where their links lead. Holds the whole folder in memory; costs what
    /// [`Index::check`] costs.
    ///
    /// ```
    /// # let folder = tempfile::tempdir()?;
    /// # let root = folder.path();
    /// # std::fs::write(root.join("wells.md"), "See [the pumps](pumps.md).")?;
    /// let index = frontis::Index::builder(root).in_memory().open()?;
    /// assert_eq!(index.parse_files()?[0].links[0].target, "pumps.md");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Index::check`].
    pub fn parse_files(&self) -> Result<Vec<Parsed>> {
        let files = Mutex::new(BTreeMap::new());
        self.folder()?.look(self, (&Manifest::default(), None), true, |id, bytes| {
            let parsed = parse(id, bytes, &self.config().content);
            let read = (parsed.page.clone(), parsed.diagnostics.clone());
            files.lock().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned(), parsed);
            read
        })?;
        Ok(files.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect())
    }

    /// How a sync reads a file.
    fn parser(&self) -> impl Fn(&str, &[u8]) -> (Option<Page>, Vec<Diagnostic>) + Sync {
        |id, bytes| {
            let Parsed { page, diagnostics, .. } = parse(id, bytes, &self.config().content);
            (page, diagnostics)
        }
    }

    /// Returns the folder's path as it was given; `None` for an index of pages that are not files.
    pub fn root(&self) -> Option<&Path> {
        self.0.folder.as_ref().map(|folder| folder.root.as_path())
    }

    /// Returns the directory that holds the index, one of its own below [`IndexBuilder::index_dir`](super::IndexBuilder::index_dir)
    /// or the platform's cache; `None` for an index in memory, also where that is for want of a place to write.
    pub fn directory(&self) -> Option<&Path> {
        self.0.directory.as_deref()
    }

    fn folder(&self) -> Result<&Folder> {
        let message = "this index has no folder; apply batches of pages to it instead";
        self.0.folder.as_ref().ok_or_else(|| Error::new(ErrorKind::RequestInvalid, message))
    }
}

fn by_level(synced: &Synced) -> [u64; 3] {
    [Level::Error, Level::Warning, Level::Info]
        .map(|level| synced.diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count() as u64)
}

fn report(synced: Synced, started: Instant) -> Report {
    Report {
        pages: synced.pages,
        skipped: synced.skipped,
        added: synced.added,
        changed: synced.changed,
        removed: synced.removed,
        unchanged: synced.unchanged,
        diagnostics: synced.diagnostics,
        took: started.elapsed(),
    }
}
