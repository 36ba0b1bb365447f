//! The pages in a real browser: what is typed, chosen, read and seen.
//!
//! Needs `chromium` and `chromedriver` on the search path; without them each test prints "skipped: no browser". The
//! tests of accessibility run axe-core, whose `axe.min.js` the variable `FRONTIS_TEST_AXE_CORE` names; without it they print
//! "skipped: no axe-core". With `FRONTIS_TEST_SCREENSHOTS=FOLDER` pictures of the pages are written there, and one of each
//! wait that failed.

// The guard of the driver's processes is a POSIX shell.
#![cfg(unix)]
// Clippy knows tests by their attribute; helpers and fixtures have none.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod axe;
mod driver;
mod filters;
mod history;
mod looks;
mod pictures;
mod reading;
mod searching;
mod served;
mod tab;
mod without_script;
mod years;
