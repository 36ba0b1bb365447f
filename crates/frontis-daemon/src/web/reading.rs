//! The reading view of a page: its stored clean text with headings one can link to, and marks where the words of the
//! search stand. Never the page's own HTML.

use std::collections::HashSet;

use askama::Template;
use frontis::content::Section;
use frontis::highlight::Marked;
use frontis::search::{MarkedPage, MarkedSection};
use frontis::text::is_right_to_left;
use frontis::{FieldValue, Index, Page};

use super::assets::STYLE;
use super::collection::{Collection, direction, encoded, page_language};
use super::{describe, rendered};

/// So many headings make a table of contents.
const CONTENTS: usize = 4;

#[derive(Template)]
#[template(path = "reading.html")]
struct ReadingPage<'a> {
    base: &'a str,
    style: String,
    site_title: String,
    title: &'a str,
    /// Escaped, with marks.
    title_html: String,
    lang: String,
    dir: &'static str,
    /// What no section is called.
    main_id: String,
    /// The way back to the search.
    back: String,
    place: &'a str,
    /// Escaped, with marks.
    summary_html: Option<String>,
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
    /// Escaped, with marks.
    heading_html: String,
    /// 2 to 6: the title is the page's only first-level heading.
    level: u8,
    /// Escaped, with marks.
    paragraphs: Vec<String>,
}

impl SectionView<'_> {
    /// It has a heading that one can link to.
    fn is_listed(&self) -> bool {
        !self.heading.is_empty() && !self.anchor.is_empty()
    }
}

/// The page for `read`; `base` leads back to the search page, `q` is what was searched there.
pub fn reading_page(index: &Index, read: &MarkedPage, base: &str, q: &str) -> String {
    let page = &read.page;
    let lang = page_language(index, page);
    let mut back = base.to_owned();
    if !q.is_empty() {
        back.push_str("?q=");
        back.extend(form_urlencoded::byte_serialize(q.as_bytes()));
    }
    let sections = page.sections.iter().zip(&read.sections).enumerate();
    let sections: Vec<SectionView<'_>> =
        sections.map(|(at, (section, marked))| view(page, at, section, marked)).collect();
    rendered(&ReadingPage {
        base,
        style: STYLE.name(),
        site_title: Collection::of(index).title(),
        title: &page.title,
        title_html: read.title.html(),
        dir: direction(is_right_to_left(&lang)),
        lang,
        main_id: main_id(page),
        back,
        place: &page.id,
        summary_html: read.summary.as_ref().filter(|own| !text_begins_with(page, &own.text)).map(Marked::html),
        fields: fields(index, page),
        has_contents: sections.iter().filter(|section| section.is_listed()).count() >= CONTENTS,
        sections,
    })
}

/// `Main`, which no anchor made of a heading is, and longer where the page names a section so.
fn main_id(page: &Page) -> String {
    let mut id = "Main".to_owned();
    while page.sections.iter().any(|section| section.anchor == id) {
        id.push('-');
    }
    id
}

/// Summaries often repeat the first sentence; one of them is enough.
fn text_begins_with(page: &Page, summary: &str) -> bool {
    page.sections.iter().any(|section| section.text.trim_start().starts_with(summary.trim()))
}

/// Everything that is not shown elsewhere on the page. An interval of years says what its two ends say.
fn fields(index: &Index, page: &Page) -> Vec<(String, String)> {
    let mut shown: HashSet<&str> = HashSet::from(["title", "summary"]);
    for (name, value) in &page.fields {
        if matches!(value, FieldValue::Years { .. }) {
            let rule = index.config().content.fields.iter().find(|rule| rule.name == *name);
            match rule.and_then(|rule| rule.from.as_ref()) {
                Some((first, last)) => shown.extend(first.iter().chain(last).map(String::as_str)),
                None => shown.extend(["start", "end"]),
            }
        }
    }
    let fields = page.fields.iter().filter(|(name, _)| !shown.contains(name.as_str()));
    fields.map(|(name, value)| (describe::field_label(name), describe::value(value, usize::MAX))).collect()
}

fn view<'a>(page: &Page, at: usize, section: &'a Section, marked: &MarkedSection) -> SectionView<'a> {
    let repeats_title = at < 2 && section.heading == page.title;
    SectionView {
        anchor: &section.anchor,
        fragment: encoded(&section.anchor),
        heading: if repeats_title { "" } else { &section.heading },
        heading_html: marked.heading.html(),
        level: section.level.clamp(2, 6),
        paragraphs: paragraphs(&marked.text),
    }
}

/// The lines of a text that hold something, escaped, with their share of the marks. O(length).
fn paragraphs(marked: &Marked) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    let mut ranges = marked.ranges.iter().peekable();
    for line in marked.text.split('\n') {
        let end = start + line.len();
        let mut own = Vec::new();
        while let Some(range) = ranges.peek().filter(|range| range.start < end) {
            own.push(range.start.max(start) - start..range.end.min(end) - start);
            if range.end > end {
                // A phrase goes on in the next line.
                break;
            }
            ranges.next();
        }
        own.retain(|range| !range.is_empty());
        if !line.trim().is_empty() {
            paragraphs.push(Marked { text: line.to_owned(), ranges: own }.html());
        }
        start = end + 1;
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_paragraph_has_its_own_marks() {
        let text = "wet <wells>\n \nno\nwater".to_owned();
        let marked = Marked { text, ranges: vec![0..3, 5..10, 15..19] };
        let expected = ["<mark>wet</mark> &lt;<mark>wells</mark>&gt;", "n<mark>o</mark>", "<mark>wa</mark>ter"];
        assert_eq!(paragraphs(&marked), expected);
        assert!(paragraphs(&Marked::default()).is_empty());
    }
}
