//! Opens the files that may have changed, on all processors, and parses those whose bytes did.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;

use super::scan::{Seen, not_read};
use crate::content::{Code, Diagnostic, Page};
use crate::engine::Document;
use crate::error::{Error, ErrorKind, Result};

/// What opening one file gave.
#[derive(Debug)]
pub(super) enum Outcome {
    /// The bytes are those of the last sync.
    Same,
    /// The bytes are others, or new.
    Parsed {
        hash: [u8; 32],
        /// The page's URL and what the engine is given; `None` for a file that is no page.
        page: Option<(String, Document)>,
        diagnostics: Vec<Diagnostic>,
    },
    /// The file is there and is no page, whatever it holds.
    Skipped(Diagnostic),
    /// The file is there and cannot be read.
    Unreadable(Diagnostic),
}

/// One file to open.
pub(super) struct Task<'a> {
    pub(super) id: &'a str,
    pub(super) seen: &'a Seen,
    /// The hash of its bytes at the last sync.
    pub(super) known: Option<[u8; 32]>,
}

/// How files are read and turned into documents.
pub(super) struct Reader<'a, P> {
    pub(super) parse: &'a P,
    pub(super) max_bytes: u64,
    pub(super) this_year: i32,
    pub(super) progress: &'a (dyn Fn(u64, u64) + Sync),
}

impl<P> Reader<'_, P>
where
    P: Fn(&str, &[u8]) -> (Option<Page>, Vec<Diagnostic>) + Sync,
{
    /// Reads all `tasks` on threads that end before it returns.
    ///
    /// # Errors
    /// `Internal` when a thread panicked, which the parser promises not to do.
    pub(super) fn read_all(&self, tasks: &[Task<'_>]) -> Result<BTreeMap<String, Outcome>> {
        let next = AtomicUsize::new(0);
        let done = AtomicU64::new(0);
        let total = tasks.len() as u64;
        let work = || {
            let mut outcomes = Vec::new();
            while let Some(task) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
                outcomes.push((task.id.to_owned(), self.read(task)));
                (self.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, total);
            }
            outcomes
        };
        let threads = thread::available_parallelism().map_or(1, usize::from).min(tasks.len());
        let outcomes = thread::scope(|scope| {
            let spawn = |_| thread::Builder::new().name("frontis-read".to_owned()).spawn_scoped(scope, work).ok();
            let workers: Vec<_> = (0..threads).filter_map(spawn).collect();
            // Where no thread can be had, this one does it all.
            let here = if workers.is_empty() { Some(Ok(work())) } else { None };
            // Each is joined, so that a panic ends here.
            workers.into_iter().map(|worker| worker.join()).chain(here).collect::<Vec<_>>()
        });
        let mut all = BTreeMap::new();
        for outcomes in outcomes {
            all.extend(
                outcomes.map_err(|_| Error::new(ErrorKind::Internal, "reading a file panicked; please report it"))?,
            );
        }
        Ok(all)
    }

    fn read(&self, task: &Task<'_>) -> Outcome {
        let remark = |code, message: String, hint: &str| Diagnostic::new(task.id, (0, 0), code, message, hint);
        let bytes = match read_bytes(&task.seen.path, self.max_bytes) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => {
                let message = format!("it is larger than {} bytes and was skipped", self.max_bytes);
                return Outcome::Skipped(remark(
                    Code::FileTooLarge,
                    message,
                    "split it, or exclude it in the settings",
                ));
            }
            Err(error) => {
                let hint = "its page, if any, stays as it was";
                return Outcome::Unreadable(remark(Code::FileUnreadable, not_read(&error), hint));
            }
        };
        let hash = *blake3::hash(&bytes).as_bytes();
        if task.known == Some(hash) {
            return Outcome::Same;
        }
        let (page, diagnostics) = (self.parse)(task.id, &bytes);
        let page = page.map(|page| (page.url.clone(), Document::from_page(&page, self.this_year)));
        Outcome::Parsed { hash, page, diagnostics }
    }
}

/// The bytes of a regular file; `None` when there are more than `max_bytes`, of which none is kept.
fn read_bytes(path: &Path, max_bytes: u64) -> io::Result<Option<Vec<u8>>> {
    // Asked again: opening what became a pipe since the scan would block.
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    if metadata.len() > max_bytes {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    File::open(path)?.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= max_bytes).then_some(bytes))
}
