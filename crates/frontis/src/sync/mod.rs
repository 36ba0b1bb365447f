//! Makes an index equal to its folder: `scan -> what to read -> read -> diff -> Batch`.
//!
//! `scan` looks at names and stamps, `read` opens files, `manifest` is what was known at the last sync, and `diff`
//! decides, purely, from the last manifest and the next. Nothing here writes, in the folder or elsewhere, and nothing
//! outlives the call: the caller applies the [`Batch`](crate::engine::Batch), which carries the next manifest as its
//! state, so that index and manifest are always of one commit.
//!
//! *Nobody loses content.* A root that is missing, unreadable or on another device is a failed sync. A file or a folder
//! that is there but cannot be read keeps the pages it had, with a diagnostic. A sync that would remove most pages is
//! held; scanning a second time before raising an alarm is for whoever watches the folder, a single sync just says so.

mod diff;
mod ignored;
mod manifest;
mod read;
mod root;
mod run;
mod scan;
#[cfg(test)]
mod tests;

pub(crate) use manifest::Manifest;
pub(crate) use root::canonical_root;
pub(crate) use run::{Request, Synced, sync};
