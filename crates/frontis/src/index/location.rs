//! Where an index lives.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The version of everything on disk: a directory of another version is never opened.
const FORMAT: &str = "2";

/// The directory that holds the indexes of the folder at `root` (canonical): the one asked for, else `$FRONTIS_INDEX`, else
/// `$CACHE_DIRECTORY` (which systemd sets), else a directory for this root in the platform's cache directory.
pub(super) fn base(root: &Path, asked: Option<&Path>) -> PathBuf {
    let variable = |name: &str| env::var_os(name).filter(|value: &OsString| !value.is_empty()).map(PathBuf::from);
    let in_cache = || {
        let hash = blake3::hash(root.as_os_str().as_encoded_bytes()).to_hex();
        let cache = dirs::cache_dir().unwrap_or_else(env::temp_dir);
        cache.join("frontis").join(&hash.as_str()[..16])
    };
    let asked = asked.map(Path::to_owned);
    asked.or_else(|| variable("FRONTIS_INDEX")).or_else(|| variable("CACHE_DIRECTORY")).unwrap_or_else(in_cache)
}

/// The directory of one format and one set of settings for one root, so that an old and a new program, or two folders
/// that are given one base, never touch each other's files.
pub(super) fn place(base: &Path, fingerprint: &str, root: &Path) -> PathBuf {
    let mut hasher = blake3::Hasher::new();
    hasher.update(fingerprint.as_bytes()).update(b"\n").update(root.as_os_str().as_encoded_bytes());
    base.join(format!("{FORMAT}-{}", &hasher.finalize().to_hex()[..16]))
}
