//! Writing one batch as one commit.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tantivy::directory::error::LockError;
use tantivy::indexer::LogMergePolicy;
use tantivy::{Directory, IndexWriter, TantivyDocument, Term};

use super::columns::pack_attribute;
use super::packed::pack;
use super::schema::{FORMAT_VERSION, Fields};
use super::{io_error, names, tantivy_error};
use crate::engine::{Batch, Document, TextField};
use crate::error::{Error, ErrorKind, Result};

/// Memory a writer thread fills before it writes a segment.
const WRITER_BYTES: usize = 48 << 20;
/// The least tantivy takes, for batches that need no more.
const SMALL_WRITER_BYTES: usize = 15 << 20;
/// A longer page id would be no term: as long as a path can be on the platforms we know.
const MOST_ID_BYTES: usize = 4_096;
/// How long another process may write before a commit fails.
const LOCK_WAIT: Duration = Duration::from_secs(5);
const LOCK_PAUSE: Duration = Duration::from_millis(20);
/// Batches up to this size are written by one thread.
const SMALL_BATCH: usize = 64;

/// What a commit says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Commit {
    /// Grows by one with each commit.
    pub(super) generation: u64,
    /// The generation whose state file is in force; 0 for none.
    pub(super) state_generation: u64,
}

impl Commit {
    fn payload(self) -> String {
        format!("{FORMAT_VERSION} {} {}", self.generation, self.state_generation)
    }

    /// Reads a payload; `None` for a commit that is not ours or of another format. No payload is the empty index.
    pub(super) fn from_payload(payload: Option<&str>) -> Option<Self> {
        let Some(payload) = payload else { return Some(Self::default()) };
        let mut numbers = payload.split(' ').map(str::parse);
        let mut next = || numbers.next()?.ok();
        let version: u64 = next()?;
        let commit = Self { generation: next()?, state_generation: next()? };
        (version == u64::from(FORMAT_VERSION) && numbers.next().is_none()).then_some(commit)
    }
}

/// The file that holds the state of a generation.
pub(super) fn state_path(generation: u64) -> PathBuf {
    PathBuf::from(format!("state-{generation}"))
}

/// The last commit of `index`.
///
/// # Errors
/// `IndexDamaged` for a commit that is not ours or of another format.
pub(super) fn last_commit(index: &tantivy::Index) -> Result<Commit> {
    let payload = index.load_metas().map_err(tantivy_error)?.payload;
    let message = "the index was written by another version; delete its directory to rebuild it";
    Commit::from_payload(payload.as_deref()).ok_or_else(|| Error::new(ErrorKind::IndexDamaged, message))
}

/// Applies `batch` on top of the last commit, another process's too; on an error the index is as it was.
pub(super) fn commit(index: &tantivy::Index, directory: &dyn Directory, fields: Fields, batch: Batch) -> Result<()> {
    let based_on = batch.generation();
    let (changes, state) = batch.into_parts();
    if let Some(id) = changes.keys().find(|id| id.len() > MOST_ID_BYTES) {
        let message = format!("a page id is {} bytes long; at most {MOST_ID_BYTES} can be kept", id.len());
        return Err(Error::new(ErrorKind::RequestInvalid, message));
    }
    let (threads, bytes) = if changes.len() <= SMALL_BATCH { (1, SMALL_WRITER_BYTES) } else { (cores(), WRITER_BYTES) };
    let writer = patiently(|| index.writer_with_num_threads(threads, threads * bytes));
    let mut writer: IndexWriter = writer.map_err(tantivy_error)?;
    writer.set_merge_policy(Box::new(LogMergePolicy::default()));
    let last = last_commit(index)?;
    if based_on.is_some_and(|generation| generation != last.generation) {
        let message = "another process changed the index meanwhile; look again at what is there";
        return Err(Error::new(ErrorKind::IndexChanged, message));
    }
    let generation = last.generation + 1;
    let state_generation = if state.is_some() { generation } else { last.state_generation };
    let next = Commit { generation, state_generation };
    if let Some(state) = &state {
        directory.atomic_write(&state_path(generation), state).map_err(io_error)?;
    }
    // Removals go first: an added document must not be removed by the removal of its predecessor.
    for id in changes.keys() {
        writer.delete_term(Term::from_field_text(fields.id, id));
    }
    let documents: Vec<Document> = changes.into_values().flatten().collect();
    add_documents(&writer, fields, &documents, threads)?;
    let mut prepared = writer.prepare_commit().map_err(tantivy_error)?;
    prepared.set_payload(&next.payload());
    prepared.commit().map_err(tantivy_error)?;
    // The commit stands; a merge that failed is tried again after the next one.
    let _merged = writer.wait_merging_threads();
    if next.state_generation != last.state_generation && last.state_generation > 0 {
        // The commit stands whether or not the old state can be removed; the next one tries no more than its own.
        let _removed = directory.delete(&state_path(last.state_generation));
    }
    Ok(())
}

/// Reads the state of `commit`; empty when it has none.
pub(super) fn read_state(directory: &dyn Directory, commit: Commit) -> Result<Vec<u8>> {
    if commit.state_generation == 0 {
        return Ok(Vec::new());
    }
    let path = state_path(commit.state_generation);
    directory.atomic_read(&path).map_err(|error| unreadable(&path).with_source(error))
}

fn unreadable(path: &Path) -> Error {
    let message = format!("the index lacks its file {}; delete its directory to rebuild it", path.display());
    Error::new(ErrorKind::IndexDamaged, message)
}

/// Tries to get the writer's lock for a while: most commits of other processes are short.
fn patiently<T>(lock: impl Fn() -> tantivy::Result<T>) -> tantivy::Result<T> {
    let started = Instant::now();
    loop {
        match lock() {
            Err(tantivy::TantivyError::LockFailure(LockError::LockBusy, _)) if started.elapsed() < LOCK_WAIT => {
                thread::sleep(LOCK_PAUSE)
            }
            locked => return locked,
        }
    }
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(4)
}

/// Analyzes and hands over the documents, on `threads` threads that end here.
fn add_documents(writer: &IndexWriter, fields: Fields, documents: &[Document], threads: usize) -> Result<()> {
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(document) = documents.get(next.fetch_add(1, Ordering::Relaxed)) {
            writer.add_document(tantivy_document(fields, document)).map_err(tantivy_error)?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| {
            worker
                .join()
                .unwrap_or_else(|_| Err(Error::new(ErrorKind::Internal, "a thread that analyzes pages panicked")))
        })
    })
}

fn tantivy_document(fields: Fields, document: &Document) -> TantivyDocument {
    let mut out = TantivyDocument::default();
    out.add_text(fields.id, &document.id);
    if let Some(date) = document.date {
        out.add_i64(fields.date, date);
    }
    if document.boost != 1.0 {
        out.add_f64(fields.boost, document.boost);
    }
    for name in names::of_document(document) {
        out.add_text(fields.names, name);
    }
    if let Some(key) = names::short_title_key(document) {
        out.add_text(fields.title_key, key);
    }
    let mut lengths = [0; TextField::COUNT];
    let mut packed = String::new();
    for text in &document.texts {
        let field = text.field.index();
        packed.clear();
        lengths[field] += pack(&text.text, &mut packed);
        if !packed.is_empty() {
            out.add_text(fields.texts[field], &packed);
        }
    }
    for (field, length) in fields.lengths.into_iter().zip(lengths) {
        out.add_u64(field, length);
    }
    for value in &document.attributes {
        out.add_text(fields.attributes, pack_attribute(value));
    }
    out.add_bytes(fields.payload, &document.payload);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_reads_back_its_payload_and_no_other() {
        let commit = Commit { generation: 17, state_generation: 12 };
        assert_eq!(Commit::from_payload(Some(&commit.payload())), Some(commit));
        assert_eq!(Commit::from_payload(None), Some(Commit::default()));
        for payload in ["", "1 17 12", "2 17", "2 17 12 3", "x y z"] {
            assert_eq!(Commit::from_payload(Some(payload)), None, "{payload}");
        }
    }
}
