//! What Frontis is tested with, apart from the tests themselves.
//!
//! - [`site::Site`]: a folder of pages that exists as long as the test.
//! - [`document::DocumentBuilder`]: a document in one line.
//! - [`oracle::NaiveEngine`]: the engine's specification in the most obvious code; slow and right.
//! - [`generate`]: random collections, plans, edit histories, folders and requests.
//! - [`conformance`]: the contract of engines as a suite; the naive engine passes it, and so must every other.
//! - [`scale`]: how many random cases a run takes.
//! - [`shared`]: real collections beside the repository, where they are at hand.
//!
//! ```no_run
//! use std::sync::Arc;
//!
//! use frontis_testkit::conformance::check_engine;
//! use frontis_testkit::oracle::NaiveEngine;
//!
//! check_engine(|| Arc::new(NaiveEngine::new()));
//! ```

pub mod conformance;
pub mod document;
pub mod generate;
pub mod oracle;
pub mod scale;
mod shared;
pub mod site;

pub use shared::shared;
