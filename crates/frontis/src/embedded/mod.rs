//! The engine on tantivy: dictionaries, postings, columns and stored documents are tantivy's; what is computed from them
//! is ours. The only place that names tantivy.
//!
//! `Batch -> packed terms -> tantivy segments -> SegmentColumns (once a segment) -> Snapshot (once a commit)`, and
//! `Plan -> postings, term at a time -> scores and slots per document -> counts and the best hits`.
//!
//! *On disk.* One directory: tantivy's files, and `state-<generation>`, the bytes of the last batch that carried some.
//! The commit's payload reads `<version> <generation> <generation of the state>`, so index and state change together.
//! Words are indexed unstemmed, once per text field, with positions; lengths, dates, ids and attribute values are columns.
//!
//! *In memory*, per document: an id, a date, four lengths and four norms, and one number per attribute value. A search
//! visits every posting of its terms once: O(postings), independent of the number of hits asked for.

mod boosts;
mod columns;
mod commit;
mod count;
mod explain;
mod filter;
mod names;
mod open;
mod packed;
mod phrase;
mod postings;
mod proximity;
mod raise;
mod schema;
mod score;
mod search;
mod similar;
mod snapshot;
mod stems;
mod top;
mod values;

pub(crate) use open::EmbeddedEngine;

use tantivy::directory::error::LockError;

use crate::error::{Error, ErrorKind};

/// Turns tantivy's errors into ours.
fn tantivy_error(error: tantivy::TantivyError) -> Error {
    use tantivy::TantivyError as T;
    let (kind, message) = match &error {
        T::LockFailure(LockError::LockBusy, _) => (
            ErrorKind::IndexLocked,
            "another process is writing the index; end it, or give this one another --index directory",
        ),
        T::LockFailure(..) | T::OpenDirectoryError(_) | T::OpenWriteError(_) => {
            (ErrorKind::IndexNotWritable, "the index directory cannot be written; check its permissions and free space")
        }
        T::OpenReadError(_) | T::DataCorruption(_) | T::IncompatibleIndex(_) | T::SchemaError(_) => {
            (ErrorKind::IndexDamaged, "the index cannot be read; delete its directory to rebuild it")
        }
        T::IoError(_) => (ErrorKind::Io, "the index could not be read or written"),
        _ => (ErrorKind::Internal, "the index engine failed"),
    };
    // The engine's own words are for the chain of causes, but where they tell what the operating system said.
    let told =
        matches!(error, T::IoError(_) | T::OpenDirectoryError(_) | T::OpenWriteError(_)) || kind == ErrorKind::Internal;
    let message = if told { format!("{message} ({error})") } else { message.to_owned() };
    Error::new(kind, message).with_source(error)
}

fn io_error(error: std::io::Error) -> Error {
    Error::new(ErrorKind::Io, format!("the index could not be read ({error})")).with_source(error)
}
