//! The attribute values of a snapshot: one number per field and key that a living page holds, across segments.

use std::collections::BTreeMap;
use std::ops::Range;

use super::columns::SegmentColumns;
use crate::engine::{FieldStatistics, number};

/// A local value that no living page holds.
pub(super) const DEAD: u32 = u32::MAX;

/// One value: what equal spellings share.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Value {
    pub(super) key: String,
    /// The most frequent spelling.
    pub(super) shown: String,
    pub(super) number: Option<f64>,
}

/// All values, by number; those of one field are neighbours, by key.
#[derive(Debug, Default)]
pub(super) struct Values {
    pub(super) all: Vec<Value>,
    fields: BTreeMap<String, Range<u32>>,
    pub(super) statistics: Vec<FieldStatistics>,
}

/// A segment as the values are counted from it.
pub(super) struct Source<'a> {
    pub(super) columns: &'a SegmentColumns,
    /// Living documents.
    pub(super) living: Vec<u32>,
}

impl Values {
    /// Counts the values of living pages and numbers them. Returns with it, per segment, the number of each of the
    /// segment's own values. O(values of all pages).
    pub(super) fn build(sources: &[Source<'_>]) -> (Self, Vec<Vec<u32>>) {
        let counts: Vec<_> = sources.iter().map(count).collect();
        let mut spellings: BTreeMap<(&str, &str), BTreeMap<&str, u64>> = BTreeMap::new();
        for (source, counts) in sources.iter().zip(&counts) {
            for (value, count) in source.columns.values.iter().zip(counts).filter(|(_, count)| **count > 0) {
                let spellings = spellings.entry((&value.field, &value.key)).or_default();
                *spellings.entry(&value.spelling).or_default() += count;
            }
        }
        let mut values = Self::default();
        let mut numbers = BTreeMap::new();
        for ((field, key), spellings) in &spellings {
            let at = values.all.len() as u32;
            numbers.insert((*field, *key), at);
            values.fields.entry((*field).to_owned()).or_insert(at..at).end = at + 1;
            // The first of the most frequent: spellings are in the order of their bytes.
            let most = spellings.iter().rev().max_by_key(|(_, count)| **count);
            let shown = most.map_or("", |(spelling, _)| spelling).to_owned();
            values.all.push(Value { key: (*key).to_owned(), number: number(&shown), shown });
        }
        let maps = sources.iter().zip(&counts).map(|(source, counts)| {
            let number = |value: &crate::engine::AttributeValue| numbers[&(value.field.as_str(), value.key.as_str())];
            let pairs = source.columns.values.iter().zip(counts);
            pairs.map(|(value, count)| if *count > 0 { number(value) } else { DEAD }).collect()
        });
        let maps: Vec<Vec<u32>> = maps.collect();
        values.statistics = values.count_fields(sources, &counts);
        (values, maps)
    }

    /// The numbers of a field's values; empty where no living page has the field.
    pub(super) fn of_field(&self, field: &str) -> Range<u32> {
        self.fields.get(field).cloned().unwrap_or(0..0)
    }

    /// The spelling shown of a value.
    pub(super) fn shown(&self, field: &str, key: &str) -> Option<&str> {
        let numbers = self.of_field(field);
        let values = &self.all[numbers.start as usize..numbers.end as usize];
        let at = values.binary_search_by(|value| value.key.as_str().cmp(key)).ok()?;
        Some(&values[at].shown)
    }

    fn count_fields(&self, sources: &[Source<'_>], counts: &[Vec<u64>]) -> Vec<FieldStatistics> {
        let mut statistics: BTreeMap<&str, FieldStatistics> = BTreeMap::new();
        for (field, numbers) in &self.fields {
            let distinct = u64::from(numbers.end - numbers.start);
            statistics.insert(field, FieldStatistics { field: field.clone(), distinct, ..FieldStatistics::default() });
        }
        for (source, counts) in sources.iter().zip(counts) {
            for (value, _) in source.columns.values.iter().zip(counts).filter(|(_, count)| **count > 0) {
                if let Some(of_field) = statistics.get_mut(value.field.as_str()) {
                    of_field.longest_chars = of_field.longest_chars.max(value.spelling.chars().count() as u64);
                }
            }
            for (field, pages) in pages_by_field(source) {
                if let Some(of_field) = statistics.get_mut(field) {
                    of_field.pages += pages;
                }
            }
        }
        statistics.into_values().collect()
    }
}

/// Living documents per local value.
fn count(source: &Source<'_>) -> Vec<u64> {
    let mut counts = vec![0; source.columns.values.len()];
    for doc in &source.living {
        for value in source.columns.row(*doc) {
            counts[*value as usize] += 1;
        }
    }
    counts
}

/// Living documents per field that has a value there.
fn pages_by_field<'a>(source: &Source<'a>) -> BTreeMap<&'a str, u64> {
    let mut pages = BTreeMap::new();
    for doc in &source.living {
        let mut last = "";
        for value in source.columns.row(*doc) {
            let field = source.columns.values[*value as usize].field.as_str();
            if field != last {
                *pages.entry(field).or_default() += 1;
                last = field;
            }
        }
    }
    pages
}
