//! A whole page with what a query matches in it: what a reader sees after choosing a hit.
//!
//! `page id + query -> forms of its words -> marks in title, summary, headings and text`. The forms and the marking are
//! those of a search, so a page read from a hit shows the marks its snippet showed.

use super::expand::expand;
use super::patterns::field_patterns;
use super::run::check_length;
use super::{Context, Request};
use crate::content::Page;
use crate::engine::{Budget, Document, TextField};
use crate::error::Result;
use crate::highlight::{Marked, merge};

/// A page with marks in its texts, as [`crate::Index::read`] returns it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct MarkedPage {
    /// The page, as it was indexed.
    pub page: Page,
    /// Its title.
    pub title: Marked,
    /// Its summary, where it has one.
    pub summary: Option<Marked>,
    /// Its sections, as many and in the same order as `page.sections`.
    pub sections: Vec<MarkedSection>,
}

/// The texts of a section with marks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct MarkedSection {
    /// The heading; empty before the first heading.
    pub heading: Marked,
    /// The text; paragraphs, list items, cells and code blocks are parted by `\n`.
    pub text: Marked,
}

/// Reads the page `id`, marked for the query of `request`; `None` where there is no such page.
///
/// # Errors
/// `QueryTooLong`, and what the engine reports.
pub(crate) fn read(context: &Context, id: &str, request: &Request) -> Result<Option<MarkedPage>> {
    check_length(&request.query)?;
    let Some(doc) = context.snapshot.find(id)? else { return Ok(None) };
    let page = Document::page_from_payload(&context.snapshot.payload(doc)?)?;
    let budget = Budget { deadline: request.deadline, cancel: request.cancel.clone() };
    let patterns = field_patterns(&expand(context, &request.query, &budget)?.slots);
    let mark = |field: TextField, text: &str| Marked {
        ranges: merge(&patterns[field.index()].marks(text)),
        text: text.to_owned(),
    };
    let sections = page.sections.iter().map(|section| {
        // A heading that repeats the title is searched as the title alone.
        let field = if section.heading == page.title { TextField::Title } else { TextField::Headings };
        MarkedSection { heading: mark(field, &section.heading), text: mark(TextField::Body, &section.text) }
    });
    Ok(Some(MarkedPage {
        title: mark(TextField::Title, &page.title),
        summary: page.summary.as_deref().map(|summary| mark(TextField::Summary, summary)),
        sections: sections.collect(),
        page,
    }))
}
