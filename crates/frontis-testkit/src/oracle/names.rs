//! Which pages a query names by their title or a heading, read off the texts.

use frontis::engine::{Plan, TextField};
use frontis::text::{fold, title_key};

use super::living::Living;

/// Titles are compared by so much of their keys where one begins with a query.
const MOST_KEY_CHARS: usize = 256;

/// Why a page stands before others; the order of the variants is that of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// The pin of this number is on it.
    Pin(usize),
    /// Its title is the query: 0 as it stands, 1 but for case, 2 but for accents, 3 else; 4 when an alias is.
    Title(u8),
    /// One of its headings is.
    Heading,
    /// Its title begins with the query, and has a key of so many scalar values.
    Beginning(usize),
    /// Its title is the near name of this number.
    Misspelt(usize),
    /// It is not raised.
    Last,
}

/// The place that pins, title and headings give a page, whatever else it holds; `Last` for none.
pub(super) fn place(plan: &Plan, living: &Living) -> Place {
    if let Some(pin) = plan.pins.iter().position(|id| *id == living.document.id) {
        return Place::Pin(pin);
    }
    let Some((name, key)) = name(plan) else { return Place::Last };
    if let Some(title) = texts(living, TextField::Title).next().filter(|title| title_key(title) == key) {
        let (title, name) = (title.trim(), name.trim());
        return Place::Title(match () {
            () if title == name => 0,
            () if title.to_lowercase() == name.to_lowercase() => 1,
            () if fold(title) == fold(name) => 2,
            () => 3,
        });
    }
    if texts(living, TextField::Title).skip(1).any(|alias| title_key(alias) == key) {
        return Place::Title(4);
    }
    match texts(living, TextField::Headings).any(|heading| title_key(heading) == key) {
        true => Place::Heading,
        false => Place::Last,
    }
}

/// The place of a page of the full tier whose title begins with the query, or nearly is it.
pub(super) fn beginning(plan: &Plan, living: &Living) -> Option<Place> {
    let (_, key) = name(plan).filter(|_| !plan.slots.is_empty())?;
    let title = title_key(texts(living, TextField::Title).next()?);
    let short: String = title.chars().take(MOST_KEY_CHARS).collect();
    if key.chars().count() <= MOST_KEY_CHARS && short.starts_with(&key) && short != key {
        return Some(Place::Beginning(short.chars().count()));
    }
    let near = plan.near_names.iter().map(|near| title_key(near)).filter(|near| !near.is_empty());
    near.into_iter().position(|near| near == title).map(Place::Misspelt)
}

fn name(plan: &Plan) -> Option<(&str, String)> {
    let name = plan.name.as_deref()?;
    Some((name, title_key(name))).filter(|(_, key)| !key.is_empty())
}

fn texts(living: &Living, field: TextField) -> impl Iterator<Item = &str> {
    living.document.texts.iter().filter(move |text| text.field == field).map(|text| text.text.as_str())
}
