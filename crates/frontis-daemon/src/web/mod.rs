//! The pages a browser opens: a search page that works without a script, and a reading view of the stored clean text.
//!
//! Everything is rendered on the server by templates that escape by default; the only markup that passes through is
//! what [`frontis::highlight::Marked::html`] made of escaped text. All links are relative, so that the pages work
//! under any path of a proxy.

mod assets;
mod chips;
mod collection;
mod describe;
mod empty;
mod error;
mod facets;
mod hits;
mod links;
mod notes;
mod paging;
mod reading;
mod search;
mod span;
mod year_inputs;
mod years;

pub use assets::{Asset, asset};
pub use collection::{Collection, page_language};
pub(crate) use describe::total;
pub use error::{error_page, problem_page};
pub(crate) use links::link;
pub(crate) use notes::{Note, Piece, notes};
pub(crate) use paging::listed;
pub use reading::reading_page;
pub use search::{failed_search_page, search_page};
pub use year_inputs::without_inputs;

/// The way from the page at `path` back to the search page.
pub fn base_of(path: &str) -> &'static str {
    match path.strip_prefix('/').unwrap_or(path).matches('/').count() {
        0 => "./",
        _ => "../",
    }
}

/// What a template made; a template that fails is a defect, and its page is empty.
fn rendered(template: &impl askama::Template) -> String {
    template.render().unwrap_or_else(|error| {
        tracing::error!(%error, "a page cannot be rendered");
        String::new()
    })
}
