//! Real collections, read from the folder to the answer.

#![expect(clippy::unwrap_used, reason = "a test fails where its ground gives way")]
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

#[path = "collections/dai.rs"]
mod dai;
#[path = "collections/judgments.rs"]
mod judgments;
#[path = "collections/rankings.rs"]
mod rankings;
#[path = "collections/sample.rs"]
mod sample;
#[path = "collections/sites.rs"]
mod sites;

use std::path::{Path, PathBuf};

/// A folder of the shared data, or `None` with a word on standard error where there is none.
fn shared(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(folder);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: ../shared not present");
    None
}
