//! The one error type of the library.

use std::error::Error as StdError;
use std::fmt;

/// What went wrong, in words for people and an [`ErrorKind`] for programs.
///
/// `Display` names the thing, the place and the fix, in lower case; the cause is in [`source`](StdError::source).
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// The kinds of [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The query string is longer than 4,096 bytes.
    QueryTooLong,
    /// A filter cannot be read, or compares what cannot be compared; the message names the column.
    FilterInvalid,
    /// A field that the collection does not have; the message names the nearest one.
    FieldUnknown,
    /// A number of a request is out of its range, or two of its parts contradict.
    RequestInvalid,
    /// The content folder is missing, not a folder or not readable.
    RootUnusable,
    /// `frontis.yaml` holds errors; the message lists all of them.
    SettingsInvalid,
    /// A sync would have removed most pages and was held; see `IndexBuilder::accept_shrink`.
    SyncHeld,
    /// The index directory cannot be written.
    IndexNotWritable,
    /// Another process is writing the index.
    IndexLocked,
    /// Another process committed between a look at the index and a commit that was based on it.
    IndexChanged,
    /// The index cannot be read: damaged, or gone.
    IndexDamaged,
    /// The operating system refused something else.
    Io,
    /// A defect in Frontis or a dependency; searches go on.
    Internal,
}

impl Error {
    /// An error of `kind`; `message` names the thing, the place and the fix, in lower case and without a full stop.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), source: None }
    }

    /// Adds what caused it.
    #[must_use]
    pub fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    /// The kind, for programs to match on.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

/// `std::result::Result` with the library's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;
