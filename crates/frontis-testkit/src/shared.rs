//! Data beside the repository, which a user's clone lacks.

use std::path::{Path, PathBuf};

/// Returns a folder or file of `../shared/data`, or `None`, with a word on standard error, where it is not at hand.
///
/// A test that gets `None` has nothing to check and returns; a run that must not skip looks for the word.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
pub fn shared(path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(path);
    if found.exists() {
        return Some(found);
    }
    eprintln!("skipped: ../shared not present");
    None
}
