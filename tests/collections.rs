//! Real collections, read from the folder to the answer.

#![expect(clippy::unwrap_used, reason = "a test fails where its ground gives way")]

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
