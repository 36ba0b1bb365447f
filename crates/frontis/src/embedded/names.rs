//! What titles and headings are named by: the terms of one raw field, so that pages of a name are one posting list.
//!
//! A title has four names, each folding more than the one before: as it stands without outer white space, without case,
//! without accents, and its key. The first a query shares with it says how like they are. An alias has its key alone,
//! after all titles; so has a heading. The first character of a name says which of these it is.

use std::collections::BTreeSet;

use crate::engine::{Document, TextField};
use crate::text::{fold, title_key};

/// The likenesses of a title, an alias the last.
pub(super) const TITLE_LEVELS: usize = 5;
/// The first character of the name of all titles with one key.
const TITLE_KEY: char = '3';
/// The first character of a heading's name.
const HEADING: char = 'h';
/// Titles are compared by the beginning of their keys up to here, in Unicode scalar values, where one begins with a query.
pub(super) const MOST_KEY_CHARS: usize = 256;
/// A longer name is longer than any query.
const MOST_NAME_BYTES: usize = 60_000;

/// The names a query looks for, the likest title first, and that of a heading; `None` when it names nothing.
pub(super) fn of_query(query: &str) -> Option<([String; TITLE_LEVELS], String)> {
    let key = title_key(query);
    if key.is_empty() {
        return None;
    }
    let [exact, caseless, accentless] = spellings(query);
    let names = [exact, caseless, accentless, of_title_key(&key), name('4', &key)];
    Some((names, name(HEADING, &key)))
}

/// The names of a page.
pub(super) fn of_document(document: &Document) -> BTreeSet<String> {
    let of_field = |field: TextField| document.texts.iter().filter(move |text| text.field == field);
    let mut names = BTreeSet::new();
    for (number, text) in of_field(TextField::Title).enumerate() {
        if number == 0 {
            names.extend(spellings(&text.text));
            names.insert(of_title_key(&title_key(&text.text)));
        } else {
            names.insert(name('4', &title_key(&text.text)));
        }
    }
    names.extend(of_field(TextField::Headings).map(|text| name(HEADING, &title_key(&text.text))));
    // A name without anything behind its first character is no name.
    names.retain(|name| name.len() > 1 && name.len() <= MOST_NAME_BYTES);
    names
}

/// The beginning of the key of the page's title.
pub(super) fn short_title_key(document: &Document) -> Option<String> {
    let title = document.texts.iter().find(|text| text.field == TextField::Title)?;
    let key: String = title_key(&title.text).chars().take(MOST_KEY_CHARS).collect();
    (!key.is_empty()).then_some(key)
}

/// The name that every title with this key has.
pub(super) fn of_title_key(key: &str) -> String {
    name(TITLE_KEY, key)
}

fn spellings(text: &str) -> [String; 3] {
    let text = text.trim();
    [name('0', text), name('1', &text.to_lowercase()), name('2', &fold(text))]
}

fn name(level: char, text: &str) -> String {
    format!("{level}{text}")
}
