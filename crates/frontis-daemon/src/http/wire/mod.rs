//! The JSON bodies, apart from the library's own types: a body changes only when someone changes it here.
//!
//! Bodies borrow what they print. Ranges are `[start, end)` in UTF-16 code units, what a browser slices by.

mod explanation;
mod field;
mod page;
mod report;
mod search;
mod stats;

pub use field::FieldsBody;
pub use page::PageBody;
pub use report::{CheckBody, ReportBody};
pub use search::SearchBody;
pub use stats::StatsBody;
