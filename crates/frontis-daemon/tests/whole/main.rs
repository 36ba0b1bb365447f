//! The whole daemon: the binary as people run it, and the server in this process on port 0.

// Clippy knows tests by their attribute; helpers and fixtures have none.
#![allow(clippy::unwrap_used)]

mod command_line;
mod evaluating;
mod explained;
mod help;
mod hostile;
mod http;
mod pages;
mod readme;
mod serving;
mod spelling;
mod support;
mod terminal;
