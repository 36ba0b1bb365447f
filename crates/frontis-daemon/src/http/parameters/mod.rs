//! Turns query strings and bodies into one list of parameters, and that list into typed searches. Pure: knows no
//! socket and no index, so that every parameter is a line in a table test.

mod list;
mod query_string;
mod search;

pub use list::ParameterList;
pub(crate) use search::{FARTHEST_HIT, matches, nearest, sorts};
pub use search::{Rules, SearchParameters};
