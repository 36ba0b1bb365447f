//! The reading view of a page: its stored clean text with headings one can link to. Never the page's own HTML.

use askama::Template;
use frontis::content::Section;
use frontis::text::is_right_to_left;
use frontis::{Index, Page};

use super::assets::STYLE;
use super::collection::{Collection, direction, encoded, page_language};
use super::{describe, rendered};

#[derive(Template)]
#[template(path = "reading.html")]
struct ReadingPage<'a> {
    base: &'a str,
    style: String,
    site_title: String,
    title: &'a str,
    lang: String,
    dir: &'static str,
    /// The way back to the search.
    back: String,
    place: &'a str,
    summary: Option<&'a str>,
    fields: Vec<(String, String)>,
    /// The page has enough headings for a table of contents.
    has_contents: bool,
    sections: Vec<SectionView<'a>>,
}

struct SectionView<'a> {
    anchor: &'a str,
    /// The anchor, encoded for a link.
    fragment: String,
    /// Empty where the title says the same.
    heading: &'a str,
    /// 2 to 6: the title is the page's only first-level heading.
    level: u8,
    paragraphs: Vec<&'a str>,
}

/// So many headings make a table of contents.
const CONTENTS: usize = 4;

/// The page for `page`; `base` leads back to the search page, `q` is what was searched there.
pub fn reading_page(index: &Index, page: &Page, base: &str, q: &str) -> String {
    let lang = page_language(index, page);
    let mut back = base.to_owned();
    if !q.is_empty() {
        back.push_str("?q=");
        back.extend(form_urlencoded::byte_serialize(q.as_bytes()));
    }
    let sections: Vec<SectionView<'_>> =
        page.sections.iter().enumerate().map(|(at, section)| view(page, at, section)).collect();
    rendered(&ReadingPage {
        base,
        style: STYLE.name(),
        site_title: Collection::of(index).title(),
        title: &page.title,
        dir: direction(is_right_to_left(&lang)),
        lang,
        back,
        place: &page.id,
        summary: page.summary.as_deref().filter(|summary| !text_begins_with(page, summary)),
        fields: fields(page),
        has_contents: sections.iter().filter(|section| section.is_listed()).count() >= CONTENTS,
        sections,
    })
}

impl SectionView<'_> {
    /// It has a heading that one can link to.
    fn is_listed(&self) -> bool {
        !self.heading.is_empty() && !self.anchor.is_empty()
    }
}

/// Summaries often repeat the first sentence; one of them is enough.
fn text_begins_with(page: &Page, summary: &str) -> bool {
    page.sections.iter().any(|section| section.text.trim_start().starts_with(summary.trim()))
}

/// Everything that is not shown elsewhere on the page.
fn fields(page: &Page) -> Vec<(String, String)> {
    let shown = ["title", "summary"];
    let fields = page.fields.iter().filter(|(name, _)| !shown.contains(&name.as_str()));
    fields
        .map(|(name, value)| {
            let label = if name == "years" { "Years".to_owned() } else { describe::label(name) };
            (label, describe::value(value, usize::MAX))
        })
        .collect()
}

fn view<'a>(page: &Page, at: usize, section: &'a Section) -> SectionView<'a> {
    let repeats_title = at < 2 && section.heading == page.title;
    SectionView {
        anchor: &section.anchor,
        fragment: encoded(&section.anchor),
        heading: if repeats_title { "" } else { &section.heading },
        level: section.level.clamp(2, 6),
        paragraphs: section.text.lines().filter(|line| !line.trim().is_empty()).collect(),
    }
}
