//! Opens the root of a collection, or says why it cannot be.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use crate::content::Escaped;
use crate::error::{Error, ErrorKind, Result};

/// A folder that exists and can be listed.
#[derive(Debug)]
pub(super) struct Root {
    /// Absolute, without symbolic links.
    pub(super) path: PathBuf,
    /// The device the folder is on; 0 where the platform tells none.
    pub(super) device: u64,
}

impl Root {
    /// Opens `path`. `last_device` is the device the same folder was on at the last sync of this process.
    ///
    /// # Errors
    /// `RootUnusable` when there is nothing at `path`, when it is no folder, when it cannot be listed, and when it is on
    /// another device than before: a disk that is not mounted looks like an empty folder.
    pub(super) fn open(path: &Path, last_device: Option<u64>) -> Result<Self> {
        let canonical = path.canonicalize().map_err(|error| unusable(path, error))?;
        let metadata = fs::metadata(&canonical).map_err(|error| unusable(path, error))?;
        if !metadata.is_dir() {
            return Err(refused(path, "is not a folder; name the folder that holds the pages"));
        }
        fs::read_dir(&canonical).map_err(|error| unusable(path, error))?;
        let device = device(&metadata);
        if last_device.is_some_and(|last| last != device) {
            return Err(refused(
                path,
                "is on another device than before; mount the folder, or start again if it moved",
            ));
        }
        Ok(Self { path: canonical, device })
    }
}

/// The canonical path of a folder that exists and can be listed.
///
/// # Errors
/// As [`Root::open`].
pub(crate) fn canonical_root(path: &Path) -> Result<PathBuf> {
    Root::open(path, None).map(|root| root.path)
}

/// The error of a root that the operating system refuses.
pub(super) fn unusable(path: &Path, error: io::Error) -> Error {
    let problem = match error.kind() {
        io::ErrorKind::NotFound => "does not exist; create it, or name another folder".to_owned(),
        io::ErrorKind::PermissionDenied => "cannot be read; allow this user to list it".to_owned(),
        _ => format!("cannot be read: {error}; check the disk it is on"),
    };
    refused(path, &problem).with_source(error)
}

fn refused(path: &Path, problem: &str) -> Error {
    let shown = path.display().to_string();
    Error::new(ErrorKind::RootUnusable, format!("the content folder {} {problem}", Escaped(&shown)))
}

#[cfg(unix)]
fn device(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::dev(metadata)
}

#[cfg(not(unix))]
fn device(_: &Metadata) -> u64 {
    0
}
