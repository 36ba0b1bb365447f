//! How close the words of a query stand in a few documents: where its terms stand -> what that adds to the scores.
//!
//! The formula is in the documentation of [`engine`](crate::engine). Positions are read for the documents asked for alone.

use std::collections::BTreeSet;

use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

use super::io_error;
use super::postings::{Meter, terms};
use super::score::SlotStatistics;
use super::snapshot::{EmbeddedSnapshot, Segment};
use crate::engine::{Atom, Form, FormKind, K1, Matcher, PROXIMITY_WINDOW, Plan, Slot, TextField};
use crate::error::Result;

/// Where the terms of groups stand in one field of a document: position and group.
type Places = Vec<(u32, u8)>;

/// Slots that have the same terms.
struct Group<'a> {
    slot: &'a Slot,
    terms: BTreeSet<&'a str>,
    idf: f64,
    weight: f64,
    /// Some page matches one of the slots.
    is_found: bool,
}

/// What proximity adds to the score of each of `docs`, in their order.
pub(super) fn proximities(
    snapshot: &EmbeddedSnapshot,
    plan: &Plan,
    slots: &[SlotStatistics],
    docs: &[u32],
    meter: &mut Meter<'_>,
) -> Result<Vec<f64>> {
    let groups = groups(plan, slots);
    if groups.len() < 2 || docs.is_empty() {
        return Ok(vec![0.0; docs.len()]);
    }
    let mut places: Vec<[Places; TextField::COUNT]> = docs.iter().map(|_| Default::default()).collect();
    for segment in &snapshot.segments {
        let end = segment.base + segment.reader.max_doc();
        let here = docs.iter().enumerate().filter(|(_, doc)| (segment.base..end).contains(*doc));
        let mut here: Vec<(u32, usize)> = here.map(|(number, doc)| (doc - segment.base, number)).collect();
        here.sort_unstable();
        for (number, group) in groups.iter().enumerate() {
            for (field, info) in terms_of(segment, group.slot, meter)? {
                read_places(segment, field, &info, &here, meter, |doc, position| {
                    places[doc][field.index()].push((position, number as u8));
                })?;
            }
        }
    }
    Ok(places.into_iter().map(|mut fields| plan.proximity * proximity(&groups, &mut fields)).collect())
}

/// The groups of a plan, but for those that no page matches.
fn groups<'a>(plan: &'a Plan, slots: &[SlotStatistics]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (slot, SlotStatistics { idf, pages }) in plan.slots.iter().zip(slots) {
        let terms: BTreeSet<&str> = whole_forms(slot).filter_map(|(_, form)| term(form)).collect();
        match groups.iter_mut().find(|group| group.terms == terms) {
            _ if terms.is_empty() => {}
            Some(group) => {
                group.weight += idf;
                group.is_found |= *pages > 0;
            }
            None => groups.push(Group { slot, terms, idf: *idf, weight: *idf, is_found: *pages > 0 }),
        }
    }
    groups.retain(|group| group.is_found);
    groups
}

fn term(form: &Form) -> Option<&str> {
    match &form.kind {
        FormKind::Term(term) => Some(term),
        FormKind::Prefix(_) => None,
    }
}

/// The terms that a slot's words have by their whole spelling, each with its field.
fn terms_of(segment: &Segment, slot: &Slot, meter: &mut Meter<'_>) -> Result<Vec<(TextField, TermInfo)>> {
    let mut found = Vec::new();
    for field in TextField::ALL {
        let here = whole_forms(slot).filter(|(atom, _)| atom.fields.contains(&field));
        let forms: Vec<Form> = here.map(|(_, form)| form.clone()).collect();
        found.extend(terms(segment, field, &forms, meter)?.into_iter().map(|(info, _)| (field, info)));
    }
    Ok(found)
}

/// The forms of a slot's words that are whole terms.
fn whole_forms(slot: &Slot) -> impl Iterator<Item = (&Atom, &Form)> {
    let words = slot.atoms.iter().filter_map(|atom| match &atom.matcher {
        Matcher::Word(forms) => Some((atom, forms)),
        Matcher::Phrase(_) => None,
    });
    words.flat_map(|(atom, forms)| forms.iter().map(move |form| (atom, form)).filter(|(_, form)| term(form).is_some()))
}

/// Calls `found` with each position of a term in the documents `here`, which are in order, with the document's number.
fn read_places(
    segment: &Segment,
    field: TextField,
    info: &TermInfo,
    here: &[(u32, usize)],
    meter: &mut Meter<'_>,
    mut found: impl FnMut(usize, u32),
) -> Result<()> {
    let texts = &segment.texts[field.index()];
    let option = IndexRecordOption::WithFreqsAndPositions;
    let mut postings = texts.read_postings_from_terminfo(info, option).map_err(io_error)?;
    let mut positions = Vec::new();
    for (doc, number) in here {
        if meter.tick(4) {
            return Ok(());
        }
        let at = if postings.doc() < *doc { postings.seek(*doc) } else { postings.doc() };
        if at == TERMINATED {
            return Ok(());
        }
        if at == *doc {
            positions.clear();
            postings.append_positions_with_offset(0, &mut positions);
            positions.iter().for_each(|position| found(*number, *position));
        }
    }
    Ok(())
}

/// The bonus of a document, before it is scaled.
fn proximity(groups: &[Group<'_>], fields: &mut [Places; TextField::COUNT]) -> f64 {
    let mean = groups.iter().map(|group| group.idf).sum::<f64>() / groups.len() as f64;
    let mut near = vec![0.0; groups.len()];
    for places in fields {
        places.sort_unstable();
        places.dedup();
        for (at, (position, group)) in places.iter().enumerate() {
            let before = places[..at].iter().rev().take_while(|(other, _)| position - other <= PROXIMITY_WINDOW);
            for (other, partner) in before.filter(|(other, partner)| other != position && partner != group) {
                let distance = mean * f64::from(position - other);
                near[usize::from(*group)] += groups[usize::from(*partner)].idf / distance;
                near[usize::from(*partner)] += groups[usize::from(*group)].idf / distance;
            }
        }
    }
    groups.iter().zip(near).map(|(group, near)| group.weight * near / (K1 + near)).sum()
}
