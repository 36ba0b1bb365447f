//! The `frontis` command and its HTTP daemon.
//!
//! Three parts, none of which knows more of the engine than the public API of [`frontis`] tells:
//!
//! * [`cli`] reads the command line and the environment, runs a command and turns its end into an exit code;
//! * [`http`] turns requests into [`frontis::Request`]s and answers into JSON, and owns the accept loop;
//! * [`web`] renders the pages a browser opens: the search page and the reading view.
//!
//! A test starts the whole daemon in its own process: [`http::serve`] takes the listener and the shutdown future.

pub mod cli;
pub mod http;
pub mod web;
