//! The body of `/v1/pages/{id}`.

use frontis::Page;
use serde::Serialize;

use super::FieldsBody;

/// One page: its fields and its sections of clean text.
#[derive(Debug, Serialize)]
pub struct PageBody<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    lang: &'a str,
    fields: FieldsBody<'a>,
    sections: Vec<SectionBody<'a>>,
}

#[derive(Debug, Serialize)]
struct SectionBody<'a> {
    heading: &'a str,
    level: u8,
    anchor: &'a str,
    text: &'a str,
}

impl<'a> PageBody<'a> {
    /// The body of `page`, written in `lang`, in a collection with these facets.
    pub fn new(page: &'a Page, lang: &'a str, facets: &'a [String]) -> Self {
        let sections = page.sections.iter().map(|section| SectionBody {
            heading: &section.heading,
            level: section.level,
            anchor: &section.anchor,
            text: &section.text,
        });
        Self {
            id: &page.id,
            url: &page.url,
            title: &page.title,
            lang,
            fields: FieldsBody::new(&page.fields, facets),
            sections: sections.collect(),
        }
    }
}
