//! Opening an index, on disk or in memory.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tantivy::directory::{MmapDirectory, RamDirectory};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{Directory, IndexReader, ReloadPolicy};

use super::commit::{commit, last_commit, read_state};
use super::packed::{PACKED, PackedTokenizer};
use super::schema::{Fields, schema};
use super::snapshot::EmbeddedSnapshot;
use super::tantivy_error;
use crate::engine::{Batch, Engine, Snapshot};
use crate::error::Result;

/// The engine on tantivy; one writer at a time, any number of readers.
pub(crate) struct EmbeddedEngine {
    index: tantivy::Index,
    directory: Box<dyn Directory>,
    fields: Fields,
    reader: IndexReader,
    /// Held while a batch is written.
    writing: Mutex<()>,
    current: RwLock<Arc<EmbeddedSnapshot>>,
}

impl EmbeddedEngine {
    /// Opens the index in `directory`, or makes an empty one there.
    ///
    /// # Errors
    /// `IndexNotWritable` when there is none and none can be made, `IndexDamaged` when it cannot be read.
    pub(crate) fn open(directory: &Path) -> Result<Self> {
        Self::on(Box::new(MmapDirectory::open(directory).map_err(|error| tantivy_error(error.into()))?))
    }

    /// An empty index in memory.
    pub(crate) fn in_memory() -> Result<Self> {
        Self::on(Box::new(RamDirectory::create()))
    }

    fn on(directory: Box<dyn Directory>) -> Result<Self> {
        let (schema, fields) = schema();
        let tokenizers = TokenizerManager::default();
        tokenizers.register(PACKED, PackedTokenizer::default());
        let builder = tantivy::Index::builder().schema(schema).tokenizers(tokenizers);
        let index = builder.open_or_create(directory.box_clone()).map_err(tantivy_error)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(tantivy_error)?;
        let current = RwLock::new(Arc::new(load(&index, &*directory, fields, &reader, None)?));
        Ok(Self { index, directory, fields, reader, writing: Mutex::new(()), current })
    }

    /// Reads what is committed and makes it the current snapshot.
    fn publish(&self, last: &EmbeddedSnapshot) -> Result<Arc<dyn Snapshot>> {
        let next = Arc::new(load(&self.index, &*self.directory, self.fields, &self.reader, Some(last))?);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&next);
        Ok(next)
    }

    fn current(&self) -> Arc<EmbeddedSnapshot> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Reads the last commit. Another process may commit while its parts are read: then they are read again.
fn load(
    index: &tantivy::Index,
    directory: &dyn Directory,
    fields: Fields,
    reader: &IndexReader,
    last: Option<&EmbeddedSnapshot>,
) -> Result<EmbeddedSnapshot> {
    loop {
        let commit = last_commit(index)?;
        reader.reload().map_err(tantivy_error)?;
        let state = read_state(directory, commit);
        if last_commit(index)? == commit {
            return EmbeddedSnapshot::load(&reader.searcher(), fields, commit, state?, last);
        }
    }
}

impl Engine for EmbeddedEngine {
    fn apply(&self, batch: Batch) -> Result<Arc<dyn Snapshot>> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let last = self.current();
        commit(&self.index, &*self.directory, self.fields, batch)?;
        self.publish(&last)
    }

    fn refresh(&self) -> Result<Arc<dyn Snapshot>> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        self.publish(&self.current())
    }

    fn snapshot(&self) -> Arc<dyn Snapshot> {
        self.current()
    }
}
