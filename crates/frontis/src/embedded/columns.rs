//! What a segment holds in memory: loaded once, whatever is deleted from it later.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use tantivy::SegmentReader;
use tantivy::columnar::StrColumn;

use super::schema::{ATTRIBUTES, BOOST, DATE, ID, TITLE_KEY, length_name};
use super::stems::StemIndex;
use super::{io_error, tantivy_error};
use crate::engine::{AttributeValue, TextField};
use crate::error::{Error, ErrorKind, Result};
use crate::text::Language;

/// Parts field, key and spelling in the attribute column; stands in none of them.
const SEPARATOR: char = '\u{1F}';

/// The date of a page without one: sorts after every date.
pub(super) const NO_DATE: i64 = i64::MIN;

/// The rank of the key of a page without a title.
const NO_TITLE: u32 = u32::MAX;

/// Columns of one segment, by document.
#[derive(Debug)]
pub(super) struct SegmentColumns {
    /// The rank of the document's id among the segment's ids.
    pub(super) id_ranks: Vec<u32>,
    ids: Strings,
    /// The documents with a title, by the keys of their titles.
    titled: Vec<u32>,
    /// The rank of the key of each document's title in `title_keys`, or [`NO_TITLE`].
    title_ranks: Vec<u32>,
    title_keys: Strings,
    /// Each document's own boost; empty when none has one.
    boosts: Vec<f64>,
    /// Unix seconds, or [`NO_DATE`].
    pub(super) dates: Vec<i64>,
    /// Terms in each text field.
    pub(super) lengths: [Vec<u32>; TextField::COUNT],
    /// The segment's attribute values, sorted by field, key, spelling.
    pub(super) values: Vec<AttributeValue>,
    rows: Rows,
    stems: Mutex<HashMap<Language, Arc<StemIndex>>>,
}

impl SegmentColumns {
    pub(super) fn load(reader: &SegmentReader) -> Result<Self> {
        let documents = reader.max_doc();
        let columns = reader.fast_fields();
        let mut lengths = [const { Vec::new() }; TextField::COUNT];
        for field in TextField::ALL {
            let column = columns.u64(&length_name(field)).map_err(tantivy_error)?;
            lengths[field.index()] = (0..documents).map(|doc| column.first(doc).unwrap_or(0) as u32).collect();
        }
        // There is no such column in a segment without a single date.
        let dates = columns.column_opt::<i64>(DATE).map_err(tantivy_error)?;
        let ids = columns.str(ID).map_err(tantivy_error)?;
        let attributes = columns.str(ATTRIBUTES).map_err(tantivy_error)?;
        let titles = columns.str(TITLE_KEY).map_err(tantivy_error)?;
        let boosts = columns.column_opt::<f64>(BOOST).map_err(tantivy_error)?;
        let boost = |doc| boosts.as_ref().and_then(|boosts| boosts.first(doc)).unwrap_or(1.0);
        let mut own_boosts: Vec<f64> = (0..documents).map(boost).collect();
        // There may be such a column where no document has a boost.
        if own_boosts.iter().all(|boost| *boost == 1.0) {
            own_boosts = Vec::new();
        }
        let ranks = |column: &Option<StrColumn>, missing: u32| -> Vec<u32> {
            let rank = |column: &StrColumn, doc| column.ords().first(doc).map_or(missing, |ord| ord as u32);
            (0..documents).map(|doc| column.as_ref().map_or(missing, |column| rank(column, doc))).collect()
        };
        let title_ranks = ranks(&titles, NO_TITLE);
        let mut titled: Vec<u32> = (0..documents).filter(|doc| title_ranks[*doc as usize] != NO_TITLE).collect();
        titled.sort_by_key(|doc| title_ranks[*doc as usize]);
        Ok(Self {
            titled,
            id_ranks: ranks(&ids, 0),
            ids: Strings::load(ids.as_ref())?,
            title_ranks,
            title_keys: Strings::load(titles.as_ref())?,
            boosts: own_boosts,
            dates: (0..documents)
                .map(|doc| dates.as_ref().and_then(|dates| dates.first(doc)).unwrap_or(NO_DATE))
                .collect(),
            lengths,
            values: Strings::load(attributes.as_ref())?.iter().map(unpack_attribute).collect(),
            rows: Rows::load(documents, attributes.as_ref()),
            stems: Mutex::default(),
        })
    }

    /// The page id of a document.
    pub(super) fn id(&self, doc: u32) -> &str {
        self.ids.get(self.id_ranks[doc as usize])
    }

    /// True when some document has a boost of its own.
    pub(super) fn has_boosts(&self) -> bool {
        !self.boosts.is_empty()
    }

    /// What the document's score is multiplied by.
    pub(super) fn boost(&self, doc: u32) -> f64 {
        self.boosts.get(doc as usize).copied().unwrap_or(1.0)
    }

    /// The documents whose title's key begins with `prefix` and is longer, with the key's length in Unicode scalar values.
    pub(super) fn titles_beginning(&self, prefix: &str) -> impl Iterator<Item = (u32, u32)> {
        let keys = &self.title_keys;
        let first = keys.partition_point(|key| key <= prefix);
        let after = keys.partition_point(|key| key <= prefix || key.starts_with(prefix));
        let at = |rank: u32| self.titled.partition_point(|doc| self.title_ranks[*doc as usize] < rank);
        let length = |doc: u32| keys.get(self.title_ranks[doc as usize]).chars().count() as u32;
        self.titled[at(first)..at(after)].iter().map(move |doc| (*doc, length(*doc)))
    }

    /// The indexes into [`Self::values`] of a document's attribute values, ascending.
    pub(super) fn row(&self, doc: u32) -> &[u32] {
        self.rows.get(doc)
    }

    /// The stem index of `language`, made on first use.
    pub(super) fn stems(&self, language: Language, make: impl FnOnce() -> Result<StemIndex>) -> Result<Arc<StemIndex>> {
        let mut stems = self.stems.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(found) = stems.get(&language) {
            return Ok(Arc::clone(found));
        }
        let made = Arc::new(make()?);
        stems.insert(language, Arc::clone(&made));
        Ok(made)
    }
}

/// An attribute value as the column holds it.
pub(super) fn pack_attribute(value: &AttributeValue) -> String {
    let part = |text: &str| text.replace(SEPARATOR, " ");
    format!("{}{SEPARATOR}{}{SEPARATOR}{}", part(&value.field), part(&value.key), part(&value.spelling))
}

fn unpack_attribute(packed: &str) -> AttributeValue {
    let mut parts = packed.splitn(3, SEPARATOR).map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    AttributeValue { field: next(), key: next(), spelling: next() }
}

/// Strings by number, in one buffer.
#[derive(Debug, Default)]
struct Strings {
    bytes: String,
    ends: Vec<u32>,
}

impl Strings {
    /// The dictionary of a column, in order.
    fn load(column: Option<&StrColumn>) -> Result<Self> {
        let mut strings = Self::default();
        let Some(column) = column else { return Ok(strings) };
        let mut stream = column.dictionary().stream().map_err(io_error)?;
        while stream.advance() {
            strings.bytes.push_str(&String::from_utf8_lossy(stream.key()));
            let end = u32::try_from(strings.bytes.len());
            strings
                .ends
                .push(end.map_err(|_| Error::new(ErrorKind::Internal, "a segment holds 4 GiB of ids or values"))?);
        }
        Ok(strings)
    }

    fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let start = if number == 0 { 0 } else { self.ends[number - 1] as usize };
        &self.bytes[start..self.ends[number] as usize]
    }

    /// How many strings `holds` is true for, which must be true for the first ones only.
    fn partition_point(&self, holds: impl Fn(&str) -> bool) -> u32 {
        let (mut low, mut high) = (0, self.ends.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            if holds(self.get(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|number| self.get(number as u32))
    }
}

/// Numbers per document, in one buffer.
#[derive(Debug, Default)]
struct Rows {
    numbers: Vec<u32>,
    ends: Vec<u32>,
}

impl Rows {
    fn load(documents: u32, column: Option<&StrColumn>) -> Self {
        let mut rows = Self::default();
        for doc in 0..documents {
            let start = rows.numbers.len();
            if let Some(column) = column {
                rows.numbers.extend(column.ords().values_for_doc(doc).map(|ord| ord as u32));
                rows.numbers[start..].sort_unstable();
            }
            rows.ends.push(rows.numbers.len() as u32);
        }
        rows
    }

    fn get(&self, doc: u32) -> &[u32] {
        let doc = doc as usize;
        let start = if doc == 0 { 0 } else { self.ends[doc - 1] as usize };
        &self.numbers[start..self.ends[doc] as usize]
    }
}
