//! What was known of every file at the last sync: kept with each commit as the index's state.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::content::{Code, Diagnostic};

/// The layout of the bytes; another layout needs another number.
const VERSION: u8 = 1;
/// Version, then a check of the diagnostic codes, which are stored by their place in the list of all.
const HEADER_BYTES: usize = 5;

/// The files of a collection that were read, by page id.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// When the sync began that made this, in nanoseconds since 1970.
    pub(super) synced_nanos: i64,
    pub(super) entries: BTreeMap<String, Entry>,
}

/// One file as it was when it was last read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) stamp: Stamp,
    /// BLAKE3 of the bytes.
    pub(super) hash: [u8; 32],
    /// The page's URL; `None` for a file that is no page: a draft, say.
    pub(super) url: Option<String>,
    /// What reading the file had to remark.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// What the file system tells of a file without opening it. Equal stamps mean equal bytes, unless they are young.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    pub(super) size_bytes: u64,
    /// When the bytes changed, as programs may set it; nanoseconds since 1970.
    pub(super) modified_nanos: i64,
    /// When bytes, name or rights changed, which programs cannot set; 0 where the platform does not tell.
    pub(super) changed_nanos: i64,
}

impl Manifest {
    /// Pages among the files.
    pub(crate) fn page_count(&self) -> u64 {
        self.entries.values().filter(|entry| entry.is_page()).count() as u64
    }

    /// Bytes of the files that are pages.
    pub(crate) fn page_bytes(&self) -> u64 {
        self.entries.values().filter(|entry| entry.is_page()).map(|entry| entry.stamp.size_bytes).sum()
    }

    /// The bytes to keep; about 100 a file, more with diagnostics.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut header = header().to_vec();
        header.extend(postcard::to_stdvec(self).unwrap_or_default());
        header
    }

    /// Reads back [`Manifest::to_bytes`]; no bytes are the manifest of an index that never saw a sync.
    ///
    /// `None` for anything else: damage, or another version. Then the index may hold pages that no manifest knows of, so
    /// it is to be set aside and built anew, not synced.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if bytes.is_empty() {
            return Some(Self::default());
        }
        let (head, body) = bytes.split_at_checked(HEADER_BYTES)?;
        let (manifest, rest) = postcard::take_from_bytes(body).ok().filter(|_| head == header())?;
        rest.is_empty().then_some(manifest)
    }
}

impl Entry {
    pub(super) fn is_page(&self) -> bool {
        self.url.is_some()
    }
}

impl Stamp {
    /// A stamp of the same size that no file has, so that the file is opened as soon as it can be.
    pub(super) fn distrusted(self) -> Self {
        Self { modified_nanos: i64::MIN, ..self }
    }

    pub(super) fn of(metadata: &Metadata) -> Self {
        Self {
            size_bytes: metadata.len(),
            modified_nanos: metadata.modified().map(nanos).unwrap_or_default(),
            changed_nanos: changed_nanos(metadata),
        }
    }
}

/// Nanoseconds since 1970, from 1677 to 2262; nearest beyond.
pub(super) fn nanos(time: SystemTime) -> i64 {
    let number = |nanos: u128| i64::try_from(nanos).unwrap_or(i64::MAX);
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => number(after.as_nanos()),
        Err(before) => -number(before.duration().as_nanos()),
    }
}

#[cfg(unix)]
fn changed_nanos(metadata: &Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt;
    metadata.ctime().saturating_mul(1_000_000_000).saturating_add(metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn changed_nanos(_: &Metadata) -> i64 {
    0
}

fn header() -> [u8; HEADER_BYTES] {
    let mut codes = blake3::Hasher::new();
    for code in Code::ALL {
        codes.update(code.as_str().as_bytes()).update(b"\n");
    }
    let hash = codes.finalize();
    let [a, b, c, d, ..] = *hash.as_bytes();
    [VERSION, a, b, c, d]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let diagnostic = Diagnostic::new("a.md", (1, 2), Code::KeyTwice, "m", "h");
        let stamp = Stamp { size_bytes: 3, modified_nanos: -1, changed_nanos: i64::MAX };
        let page = Entry { stamp, hash: [7; 32], url: Some("/a/".to_owned()), diagnostics: vec![diagnostic] };
        let draft = Entry { url: None, ..page.clone() };
        Manifest { synced_nanos: 5, entries: [("a.md".to_owned(), page), ("b.md".to_owned(), draft)].into() }
    }

    #[test]
    fn a_manifest_comes_back_from_its_bytes() {
        assert_eq!(Manifest::from_bytes(&manifest().to_bytes()), Some(manifest()));
        assert_eq!(Manifest::from_bytes(&[]), Some(Manifest::default()));
        assert_eq!((manifest().page_count(), manifest().page_bytes()), (1, 3));
    }

    #[test]
    fn bytes_of_another_version_or_cut_short_are_no_manifest() {
        let bytes = manifest().to_bytes();
        for length in 1..bytes.len() {
            assert_eq!(Manifest::from_bytes(&bytes[..length]), None, "{length}");
        }
        for at in 0..HEADER_BYTES {
            let mut bytes = bytes.clone();
            bytes[at] ^= 1;
            assert_eq!(Manifest::from_bytes(&bytes), None);
        }
        assert_eq!(Manifest::from_bytes(&[bytes, vec![0]].concat()), None);
    }
}
