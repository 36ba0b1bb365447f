//! What an engine keeps of a page.

use crate::content::{FieldValue, Page};
use crate::error::{Error, ErrorKind, Result};
use crate::text::{fold_value, words};

/// A field whose words are searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TextField {
    /// The page's title.
    Title,
    /// The headings of its sections, but one that is the title.
    Headings,
    /// Its summary, unless the body repeats it.
    Summary,
    /// The short texts among its fields' values: clients, places, topics.
    Values,
    /// The text of its sections.
    Body,
}

impl TextField {
    /// Every text field, in the order arrays are indexed by.
    pub const ALL: [Self; Self::COUNT] = [Self::Title, Self::Headings, Self::Summary, Self::Values, Self::Body];

    /// How many there are.
    pub const COUNT: usize = 5;

    /// Returns the field's place in [`TextField::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// Returns the name used in queries (`title:word`) and settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Headings => "headings",
            Self::Summary => "summary",
            Self::Values => "values",
            Self::Body => "body",
        }
    }
}

/// One run of text in one field; no phrase reaches out of it.
///
/// The first text of the title field is the page's title, the others there are its aliases; those of the headings field
/// are its headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The field it belongs to.
    pub field: TextField,
    /// Clean text.
    pub text: String,
}

/// One value of an attribute field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AttributeValue {
    /// The field's canonical name.
    pub field: String,
    /// What equal values share ([`fold_value`]).
    pub key: String,
    /// The value as written; the most frequent spelling of a key is the one shown.
    pub spelling: String,
}

/// What an engine is given of one page, and all it needs to search, filter and count it.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The page id: at most one living document has it.
    pub id: String,
    /// The searched texts, in reading order.
    pub texts: Vec<Text>,
    /// The attribute values, sorted, without repeats of field and key.
    pub attributes: Vec<AttributeValue>,
    /// Seconds since 1970-01-01; breaks ties.
    pub date: Option<i64>,
    /// The score is multiplied by it; more than 0, and 1 unless the page names one.
    pub boost: f64,
    /// Given back as it is by [`super::Snapshot::payload`]: the page, serialized.
    pub payload: Vec<u8>,
}

/// Boosts of pages are held between these, wherever they come from.
const LEAST_BOOST: f64 = 0.1;
const MOST_BOOST: f64 = 10.0;
/// Fields with longer names are kept with the page and not counted.
const MOST_FIELD_BYTES: usize = 128;
/// Further values of a field are kept with the page and not counted.
const MOST_VALUES: usize = 1_000;
/// Attribute values are cut here, in Unicode scalar values; one more than a facet found without settings may have.
const MOST_VALUE_CHARS: usize = 256;

impl Document {
    /// Makes what is searched, counted and kept of `page`. Open year intervals go up to `this_year`.
    ///
    /// A boost is held to 0.1 to 10; one that is no number is none. Kept and not counted are fields with names of more than 128 bytes and the values of a field past the 1,000th;
    /// values are cut at 256 Unicode scalar values for counting. Linear in the page.
    pub fn from_page(page: &Page, this_year: i32) -> Self {
        Self {
            id: page.id.clone(),
            texts: texts(page),
            attributes: attributes(page, this_year),
            date: page.date.map(|date| date.unix_seconds()),
            boost: page
                .boost
                .filter(|boost| boost.is_finite())
                .map_or(1.0, |boost| boost.clamp(LEAST_BOOST, MOST_BOOST)),
            payload: postcard::to_stdvec(page).unwrap_or_default(),
        }
    }

    /// Reads back the page of a payload.
    ///
    /// # Errors
    /// [`IndexDamaged`](ErrorKind::IndexDamaged) when the bytes are not a page's.
    pub fn page_from_payload(payload: &[u8]) -> Result<Page> {
        postcard::from_bytes(payload).map_err(|error| {
            Error::new(
                ErrorKind::IndexDamaged,
                "a stored page cannot be read back; delete the index directory to rebuild it",
            )
            .with_source(error)
        })
    }
}

fn texts(page: &Page) -> Vec<Text> {
    let mut texts = vec![Text { field: TextField::Title, text: page.title.clone() }];
    texts.extend(page.aliases.iter().map(|alias| Text { field: TextField::Title, text: alias.clone() }));
    if let Some(summary) = page.summary.as_ref().filter(|summary| !body_repeats(page, summary)) {
        texts.push(Text { field: TextField::Summary, text: summary.clone() });
    }
    for value in page.fields.values() {
        push_value_texts(value, &mut texts);
    }
    for section in &page.sections {
        // A first heading that is the title would count the title twice.
        if !section.heading.is_empty() && section.heading != page.title {
            texts.push(Text { field: TextField::Headings, text: section.heading.clone() });
        }
        if !section.text.is_empty() {
            texts.push(Text { field: TextField::Body, text: section.text.clone() });
        }
    }
    texts.retain(|text| !text.text.is_empty());
    texts
}

/// Longer values are no names of things; as long as a facet's that is found without settings.
const MOST_SEARCHED_VALUE_CHARS: usize = 60;

/// The texts of a value that people would search for: not addresses and file names.
fn push_value_texts(value: &FieldValue, texts: &mut Vec<Text>) {
    match value {
        FieldValue::Text(text) => {
            let is_path = !text.contains(' ') && text.contains(['/', '.', '\\']);
            if !is_path && text.chars().count() <= MOST_SEARCHED_VALUE_CHARS {
                texts.push(Text { field: TextField::Values, text: text.clone() });
            }
        }
        FieldValue::List(items) => items.iter().take(MOST_VALUES).for_each(|item| push_value_texts(item, texts)),
        FieldValue::Number(_) | FieldValue::Bool(_) | FieldValue::Date(_) | FieldValue::Years { .. } => {}
    }
}

/// True when the words of `summary` stand in one section's text, in order and together. Linear in both.
fn body_repeats(page: &Page, summary: &str) -> bool {
    let summary = joined_terms(summary);
    page.sections.iter().any(|section| joined_terms(&section.text).contains(&summary))
}

/// The terms of `text`'s parts, each between spaces.
fn joined_terms(text: &str) -> String {
    let mut joined = String::with_capacity(text.len() + 1);
    joined.push(' ');
    for word in words(text) {
        joined.push_str(&word.term());
        joined.push(' ');
    }
    joined
}

fn attributes(page: &Page, this_year: i32) -> Vec<AttributeValue> {
    let mut attributes = Vec::new();
    for (field, value) in page.fields.iter().filter(|(field, _)| field.len() <= MOST_FIELD_BYTES) {
        let mut spellings = Vec::new();
        value.push_texts(this_year, &mut spellings);
        for spelling in spellings.into_iter().take(MOST_VALUES) {
            let spelling: String = spelling.trim().chars().take(MOST_VALUE_CHARS).collect();
            let key = fold_value(&spelling);
            if !key.is_empty() {
                attributes.push(AttributeValue { field: field.clone(), key, spelling });
            }
        }
    }
    attributes.sort();
    attributes.dedup_by(|later, earlier| (&later.field, &later.key) == (&earlier.field, &earlier.key));
    attributes
}
