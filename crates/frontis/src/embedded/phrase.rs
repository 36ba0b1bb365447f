//! Phrases: one form of each part at consecutive positions.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

use super::io_error;
use super::postings::{Meter, terms};
use super::snapshot::Segment;
use crate::engine::{Form, TextField};
use crate::error::Result;

/// Opening a posting list with positions costs about as much as walking so many postings.
const POSTINGS_WORK: u32 = 64;

/// Calls `found` with each living document that holds the phrase in `field`, and how often; false when it stopped early.
///
/// Walks the documents of the part with the fewest postings and looks the others up in those only.
pub(super) fn each_phrase(
    segment: &Segment,
    field: TextField,
    parts: &[Vec<Form>],
    meter: &mut Meter<'_>,
    mut found: impl FnMut(u32, u32) -> bool,
) -> Result<bool> {
    let mut cursors = Vec::with_capacity(parts.len());
    for forms in parts {
        cursors.push(Part::open(segment, field, forms, meter)?);
    }
    let Some(rarest) = (0..cursors.len()).min_by_key(|at| cursors[*at].postings_left()) else { return Ok(true) };
    // Each document is looked up in every posting list.
    let work = cursors.iter().map(|part| part.0.len() as u32).sum();
    let mut doc = 0;
    let mut starts = Vec::new();
    let mut positions = Vec::new();
    loop {
        doc = cursors[rarest].seek(doc);
        if doc == TERMINATED {
            return Ok(true);
        }
        if meter.tick(work) {
            return Ok(false);
        }
        if segment.is_living(doc) && cursors.iter_mut().all(|part| part.seek(doc) == doc) {
            starts.clear();
            for (offset, part) in (0..).zip(&mut cursors) {
                part.positions(doc, &mut positions);
                if offset == 0 {
                    std::mem::swap(&mut starts, &mut positions);
                } else {
                    starts.retain(|start| positions.binary_search(&(start + offset)).is_ok());
                }
            }
            if !starts.is_empty() && !found(doc, starts.len() as u32) {
                return Ok(false);
            }
        }
        doc += 1;
    }
}

/// The postings of every term that may stand in one place of the phrase.
struct Part(Vec<SegmentPostings>);

impl Part {
    fn open(segment: &Segment, field: TextField, forms: &[Form], meter: &mut Meter<'_>) -> Result<Self> {
        let texts = &segment.texts[field.index()];
        let option = IndexRecordOption::WithFreqsAndPositions;
        let postings = terms(segment, field, forms, meter)?;
        let postings = postings.iter().take_while(|_| !meter.tick(POSTINGS_WORK));
        let postings = postings.map(|(info, _)| texts.read_postings_from_terminfo(info, option));
        Ok(Self(postings.collect::<Result<_, _>>().map_err(io_error)?))
    }

    fn postings_left(&self) -> u64 {
        self.0.iter().map(|postings| u64::from(postings.doc_freq())).sum()
    }

    /// The first document from `target` on that holds one of the terms.
    fn seek(&mut self, target: u32) -> u32 {
        let each = self.0.iter_mut().map(
            |postings| {
                if postings.doc() < target { postings.seek(target) } else { postings.doc() }
            },
        );
        each.min().unwrap_or(TERMINATED)
    }

    /// Where the terms stand in `doc`, ascending.
    fn positions(&mut self, doc: u32, out: &mut Vec<u32>) {
        out.clear();
        for postings in self.0.iter_mut().filter(|postings| postings.doc() == doc) {
            postings.append_positions_with_offset(0, out);
        }
        out.sort_unstable();
    }
}
