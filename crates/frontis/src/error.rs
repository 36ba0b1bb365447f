//! The one error type of the library.

use std::error::Error as StdError;
use std::fmt;

/// What went wrong, in words for people and an [`ErrorKind`] for programs.
///
/// `Display` names the thing, the place and the fix, in lower case, without a full stop; on one line but for
/// [`SettingsInvalid`](ErrorKind::SettingsInvalid), which has one for each problem. Text that comes from files or
/// callers is escaped, so that it is safe in a terminal. The cause, where there is one, is in
/// [`source`](StdError::source).
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// What kind of error it is, and what a program can do about it.
///
/// The first four are the caller's: the same request fails again. Of the others, [`IndexLocked`](Self::IndexLocked),
/// [`IndexChanged`](Self::IndexChanged) and [`Io`](Self::Io) may pass. Whatever fails, searches go on as before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The query string is longer than 4,096 bytes. Cut it, or tell who typed it.
    QueryTooLong,
    /// A filter cannot be read, or compares what cannot be compared. The message names the column, for whoever wrote
    /// it.
    FilterInvalid,
    /// A request names a field, or a facet, that the collection does not have; the message names the nearest one. A
    /// field is there once a page has it or the settings declare it, so that an empty index knows few.
    FieldUnknown,
    /// A number of a request is out of its range, two of its parts contradict, or the call is not for this index: a
    /// sync where there is no folder, a page id too long to keep. Mend the program.
    RequestInvalid,
    /// The content folder is missing, not a folder, not readable, or on another device than at the last sync, as when a
    /// disk is not mounted. The index stays as it was; sync again when the folder is back.
    RootUnusable,
    /// The settings hold errors, or their file cannot be read; the message lists all of them, one a line.
    SettingsInvalid,
    /// A sync would have removed more than half of at least 20 pages and was held: nothing changed. Look at the folder,
    /// then sync again, or open with `IndexBuilder::accept_shrink` where the pages are meant to go.
    SyncHeld,
    /// Judgments of rankings cannot be read; the message names file, line and fix. Mend the file.
    JudgmentsInvalid,
    /// The index directory cannot be written. Name another, or make room on the disk.
    IndexNotWritable,
    /// Another process is writing the index. Try again in a moment; searches need no lock.
    IndexLocked,
    /// Another process committed between a look at the index and a commit that was based on it. [`sync`](crate::Index)
    /// starts over by itself and reports this only when it happens time and again.
    IndexChanged,
    /// The index cannot be read: damaged, or gone. Open it again: a folder's index is set aside then and built anew.
    IndexDamaged,
    /// The operating system refused something else; the cause is in [`source`](StdError::source).
    Io,
    /// A defect in Frontis or a dependency. Please report it with the message.
    Internal,
}

impl Error {
    /// Makes an error of `kind`, for engines and tests of one's own; `message` names the thing, the place and the fix,
    /// in lower case and without a full stop.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), source: None }
    }

    /// Adds what caused it, returned by [`source`](StdError::source); a second call replaces the first.
    #[must_use]
    pub fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    /// Returns the kind, for programs to match on.
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

/// A [`std::result::Result`] with the library's [`Error`], unless another is named.
pub type Result<T, E = Error> = std::result::Result<T, E>;
