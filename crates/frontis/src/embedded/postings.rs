//! From an atom to the documents that match it, term at a time.

use std::collections::BTreeMap;

use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, InvertedIndexReader, TERMINATED};

use super::io_error;
use super::phrase::each_phrase;
use super::snapshot::Segment;
use crate::engine::{Atom, Budget, Form, FormKind, Matcher, Phrase, TextField};
use crate::error::Result;

/// Postings between two looks at the clock.
const CHECK_EVERY: u32 = 2_048;

/// Counts work and looks at the clock now and then.
pub(super) struct Meter<'a> {
    budget: &'a Budget,
    left: u32,
    spent: bool,
}

impl<'a> Meter<'a> {
    pub(super) fn new(budget: &'a Budget) -> Self {
        Self { budget, left: 0, spent: false }
    }

    /// Counts `units` of work; true once the budget is spent.
    pub(super) fn tick(&mut self, units: u32) -> bool {
        if self.left > units {
            self.left -= units;
        } else {
            self.left = CHECK_EVERY;
            self.spent = self.spent || self.budget.is_spent();
        }
        self.spent
    }

    pub(super) fn is_spent(&self) -> bool {
        self.spent
    }
}

/// Calls `found` with each living document of `segment` (its number there) that `atom` matches in some field, the field,
/// and what its occurrences weigh; several times for one document. Stops early when the meter is spent or `found`
/// answers false.
pub(super) fn each_match(
    segment: &Segment,
    atom: &Atom,
    meter: &mut Meter<'_>,
    mut found: impl FnMut(u32, TextField, f64) -> bool,
) -> Result<()> {
    for field in atom.fields.iter().copied() {
        match &atom.matcher {
            Matcher::Word(forms) => {
                for (info, weight) in terms(segment, field, forms, meter)? {
                    if !each_posting_until(segment, field, &info, meter, |doc, count| {
                        found(doc, field, weight * f64::from(count))
                    })? {
                        return Ok(());
                    }
                }
            }
            Matcher::Phrase(Phrase { parts, weight }) => {
                let found = |doc, count| found(doc, field, weight * f64::from(count));
                if !each_phrase(segment, field, parts, meter, found)? {
                    return Ok(());
                }
            }
        }
    }
    Ok(())
}

/// The terms of `forms` that stand in the field, each once, with the greatest weight of a form that covers it; in the
/// order of the terms, so that sums are the same however segments lie.
///
/// What a spent meter leaves out is not among them.
pub(super) fn terms(
    segment: &Segment,
    field: TextField,
    forms: &[Form],
    meter: &mut Meter<'_>,
) -> Result<Vec<(TermInfo, f64)>> {
    let dictionary = segment.dictionary(field.index());
    let mut found: BTreeMap<Vec<u8>, (TermInfo, f64)> = BTreeMap::new();
    for form in forms {
        match &form.kind {
            FormKind::Term(term) => {
                if let Some(info) = dictionary.get(term).map_err(io_error)? {
                    put(&mut found, term.as_bytes(), &info, form.weight);
                }
            }
            FormKind::Prefix(prefix) => {
                let mut stream = dictionary.range().ge(prefix).into_stream().map_err(io_error)?;
                while !meter.tick(1) && stream.advance() && stream.key().starts_with(prefix.as_bytes()) {
                    put(&mut found, stream.key(), stream.value(), form.weight);
                }
            }
        }
    }
    Ok(found.into_values().collect())
}

fn put(found: &mut BTreeMap<Vec<u8>, (TermInfo, f64)>, term: &[u8], info: &TermInfo, weight: f64) {
    match found.get_mut(term) {
        Some((_, own)) => *own = own.max(weight),
        None => {
            found.insert(term.to_owned(), (info.clone(), weight));
        }
    }
}

/// Calls `found` with each living document of a posting list and the occurrences there; false when it stopped early.
fn each_posting_until(
    segment: &Segment,
    field: TextField,
    info: &TermInfo,
    meter: &mut Meter<'_>,
    mut found: impl FnMut(u32, u32) -> bool,
) -> Result<bool> {
    let texts = &segment.texts[field.index()];
    let mut postings = texts.read_postings_from_terminfo(info, IndexRecordOption::WithFreqs).map_err(io_error)?;
    let mut doc = postings.doc();
    while doc != TERMINATED {
        if meter.tick(1) || (segment.is_living(doc) && !found(doc, postings.term_freq())) {
            return Ok(false);
        }
        doc = postings.advance();
    }
    Ok(true)
}

/// Calls `found` with each living document of a posting list, until the meter is spent.
pub(super) fn each_living(
    segment: &Segment,
    field: TextField,
    info: &TermInfo,
    meter: &mut Meter<'_>,
    mut found: impl FnMut(u32),
) -> Result<()> {
    each_posting_until(segment, field, info, meter, |doc, _| {
        found(doc);
        true
    })?;
    Ok(())
}

/// Calls `found` with each living document of a posting list that holds no frequencies.
pub(super) fn each_posting(
    segment: &Segment,
    inverted: &InvertedIndexReader,
    info: &TermInfo,
    mut found: impl FnMut(u32, u32),
) -> Result<()> {
    let mut postings = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic).map_err(io_error)?;
    let mut doc = postings.doc();
    while doc != TERMINATED {
        if segment.is_living(doc) {
            found(doc, 1);
        }
        doc = postings.advance();
    }
    Ok(())
}
