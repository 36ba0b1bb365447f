//! Which pages stand before others whatever their score, and in what order.
//!
//! `Plan::pins and Plan::name -> documents by postings of names -> Place of a document`. What a page must hold for it and
//! how the places lie is said in the documentation of [`engine`](crate::engine).

use std::collections::HashMap;

use super::io_error;
use super::names::{self, MOST_KEY_CHARS};
use super::postings::each_posting;
use super::snapshot::EmbeddedSnapshot;
use crate::engine::{DocId, Plan, Raised, Snapshot};
use crate::error::Result;
use crate::text::title_key;

/// So many pages of a heading are raised.
const RAISED_HEADINGS: usize = 3;

/// Where a document stands before tier and score are looked at; less comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    class: u8,
    order: u32,
}

impl Place {
    /// That of a document that is not raised.
    pub(super) const LAST: Self = Self { class: 5, order: 0 };

    fn new(raised: Raised, order: u32) -> Self {
        Self { class: raised as u8, order }
    }

    /// Why a document with this place is raised.
    pub(super) fn raised(self) -> Option<Raised> {
        const CLASSES: [Raised; 5] =
            [Raised::Pin, Raised::Title, Raised::Heading, Raised::TitleBeginning, Raised::TitleMisspelt];
        CLASSES.get(usize::from(self.class)).copied()
    }
}

/// The raised documents of one search.
#[derive(Default)]
pub(super) struct Raises {
    /// Those of pins and titles, then of the best headings.
    places: HashMap<u32, Place>,
    /// Documents with a heading the query names, but for those in `places`.
    carriers: Vec<u32>,
    /// Documents with a title that nearly is the query, with the number of the near name it is.
    misspelt: HashMap<u32, u32>,
    /// Documents with a title that begins with the query, with the length of the title's key.
    beginnings: HashMap<u32, u32>,
}

impl Raises {
    pub(super) fn find(snapshot: &EmbeddedSnapshot, plan: &Plan) -> Result<Self> {
        let mut raises = Self::default();
        for (number, id) in plan.pins.iter().enumerate() {
            if let Some(DocId(doc)) = snapshot.find(id)? {
                raises.put(doc, Place::new(Raised::Pin, number as u32));
            }
        }
        let Some((titles, heading)) = plan.name.as_deref().and_then(names::of_query) else { return Ok(raises) };
        for (likeness, name) in titles.iter().enumerate() {
            for doc in named(snapshot, name)? {
                raises.put(doc, Place::new(Raised::Title, likeness as u32));
            }
        }
        raises.carriers = named(snapshot, &heading)?;
        raises.carriers.retain(|doc| !raises.places.contains_key(doc));
        let key = plan.name.as_deref().map(title_key).unwrap_or_default();
        if !plan.slots.is_empty() && key.chars().count() <= MOST_KEY_CHARS {
            for segment in &snapshot.segments {
                let titles = segment.columns.titles_beginning(&key);
                raises.beginnings.extend(titles.map(|(doc, length)| (segment.base + doc, length)));
            }
        }
        let near = if plan.slots.is_empty() { &[] } else { &plan.near_names[..] };
        for (number, key) in (0..).zip(near.iter().map(|name| title_key(name)).filter(|key| !key.is_empty())) {
            for doc in named(snapshot, &names::of_title_key(&key))? {
                raises.misspelt.entry(doc).or_insert(number);
            }
        }
        Ok(raises)
    }

    /// The first reason counts.
    fn put(&mut self, doc: u32, place: Place) {
        self.places.entry(doc).or_insert(place);
    }

    /// Documents with a heading that the query names; none of them is pinned or of such a title.
    pub(super) fn carriers(&self) -> &[u32] {
        &self.carriers
    }

    /// Documents that miss no word whatever they hold.
    pub(super) fn of_full_tier(&self) -> impl Iterator<Item = u32> {
        self.places.keys().copied().chain(self.carriers.iter().copied())
    }

    /// Every document that is raised if it is of the full tier.
    pub(super) fn docs(&self) -> impl Iterator<Item = u32> {
        self.of_full_tier().chain(self.misspelt.keys().copied()).chain(self.beginnings.keys().copied())
    }

    /// Raises the first of `best`, which are carriers in their order.
    pub(super) fn raise_headings(&mut self, best: impl Iterator<Item = u32>) {
        for doc in best.take(RAISED_HEADINGS) {
            self.put(doc, Place::new(Raised::Heading, 0));
        }
    }

    /// The place of a document of the full tier.
    pub(super) fn place(&self, doc: u32) -> Place {
        let named = self.places.get(&doc).copied();
        let beginning = || self.beginnings.get(&doc).map(|length| Place::new(Raised::TitleBeginning, *length));
        let misspelt = || self.misspelt.get(&doc).map(|number| Place::new(Raised::TitleMisspelt, *number));
        named.or_else(beginning).or_else(misspelt).unwrap_or(Place::LAST)
    }
}

/// The living documents with this name.
fn named(snapshot: &EmbeddedSnapshot, name: &str) -> Result<Vec<u32>> {
    let mut found = Vec::new();
    for segment in &snapshot.segments {
        if let Some(info) = segment.names.terms().get(name).map_err(io_error)? {
            each_posting(segment, &segment.names, &info, |doc, _| found.push(segment.base + doc))?;
        }
    }
    Ok(found)
}
