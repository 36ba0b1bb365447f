//! Terms that are spelt like another: the dictionaries walked with a Levenshtein automaton.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

use super::postings::{Meter, each_living};
use super::snapshot::EmbeddedSnapshot;
use super::{io_error, tantivy_error};
use crate::engine::{Budget, SimilarTerm, TextField};
use crate::error::Result;

/// Living terms up to `edits` edits away, `term` itself left out.
pub(super) fn similar_terms(
    snapshot: &EmbeddedSnapshot,
    term: &str,
    edits: u8,
    budget: &Budget,
) -> Result<Vec<SimilarTerm>> {
    let mut similar = Vec::new();
    let mut meter = Meter::new(budget);
    for (other, distance) in within(snapshot, term, edits, &mut meter)? {
        let mut pages = BTreeSet::new();
        for segment in &snapshot.segments {
            for field in TextField::ALL {
                if let Some(info) = segment.dictionary(field.index()).get(&other).map_err(io_error)? {
                    each_living(segment, field, &info, &mut meter, |doc| {
                        pages.insert(segment.base + doc);
                    })?;
                }
            }
        }
        if !pages.is_empty() {
            similar.push(SimilarTerm { term: other, edits: distance, pages: pages.len() as u64 });
        }
    }
    similar.sort_by(|a, b| (a.edits, b.pages, &a.term).cmp(&(b.edits, a.pages, &b.term)));
    Ok(similar)
}

/// The terms of all dictionaries up to `edits` edits away, with their distance.
fn within(snapshot: &EmbeddedSnapshot, term: &str, edits: u8, meter: &mut Meter<'_>) -> Result<BTreeMap<String, u8>> {
    let query = FuzzyTermQuery::new(Term::from_field_text(snapshot.fields.id, term), edits, true);
    let mut found = BTreeMap::new();
    for segment in &snapshot.segments {
        for field in TextField::ALL {
            let automaton = query.automaton().map_err(tantivy_error)?;
            let search = segment.dictionary(field.index()).search(automaton);
            let mut stream = search.into_stream().map_err(io_error)?;
            while !meter.tick(1) && stream.advance() {
                let other = String::from_utf8_lossy(stream.key()).into_owned();
                if other != term {
                    let distance = strsim::osa_distance(&other, term) as u8;
                    found.entry(other).or_insert(distance);
                }
            }
        }
    }
    Ok(found)
}
