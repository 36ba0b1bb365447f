//! Random collections and plans: every answer is the naive engine's.

use std::sync::Arc;

use frontis::engine::{Atom, Batch, Budget, Document, Engine, Plan};
use frontis::text::{Language, Stemmer};
use proptest::prelude::*;

use super::answer::Collection;
use super::compare::answers_agree;
use super::runner::{Verdict, ensure, for_all, same};
use crate::generate;
use crate::oracle::NaiveEngine;
use crate::scale;

/// Checks totals, tiers, counts, ranges, order, scores and matched slots on random collections of one batch.
///
/// # Panics
/// When an answer differs from the naive engine's.
pub fn check_answers(make: impl Fn() -> Arc<dyn Engine>) {
    let cases = (generate::collection(20), prop::collection::vec(generate::plan(), 1..=8));
    for_all("an engine answers as its specification says", scale::cases(100, 2_000), cases, |(documents, plans)| {
        let real = loaded(make(), documents.clone())?;
        let oracle = loaded(Arc::new(NaiveEngine::new()), documents)?;
        agree(&real, &oracle, &plans)
    });
}

/// An engine with these documents, applied in one batch.
pub(super) fn loaded(engine: Arc<dyn Engine>, documents: Vec<Document>) -> Result<Collection, String> {
    let mut batch = Batch::new();
    documents.iter().cloned().for_each(|document| batch.add_document(document));
    let snapshot = engine.apply(batch).map_err(|error| error.to_string())?;
    Collection::new(snapshot, documents)
}

/// Passes when `real` gives every answer that `oracle` gives, statistics and stems included.
pub(super) fn agree(real: &Collection, oracle: &Collection, plans: &[Plan]) -> Verdict {
    same("field statistics", &real.snapshot.field_statistics(), &oracle.snapshot.field_statistics())?;
    stems_agree(real, oracle)?;
    spellings_agree(real, oracle)?;
    similar_terms_agree(real, oracle)?;
    for plan in plans {
        let slots = plan.slots.iter().flat_map(|slot| &slot.atoms);
        for atom in slots.chain(&plan.excluded) {
            for at_most in [u64::MAX, 1] {
                let (found, expected) = (matching(real, atom, at_most)?, matching(oracle, atom, at_most)?);
                same(&format!("pages that match {atom:?}, at most {at_most}"), &found, &expected)?;
            }
        }
        answers_agree(real, oracle, plan).map_err(|difference| format!("{difference}\n    plan: {plan:?}"))?;
    }
    Ok(())
}

fn matching(collection: &Collection, atom: &Atom, at_most: u64) -> Result<u64, String> {
    collection
        .snapshot
        .matching_pages(std::slice::from_ref(atom), at_most, &Budget::default())
        .map_err(|error| error.to_string())
}

/// The spelling shown of every value that a page holds, and of one that none does.
fn spellings_agree(real: &Collection, oracle: &Collection) -> Verdict {
    let held = real.documents.values().flat_map(|document| &document.attributes);
    let held = held.map(|value| (value.field.as_str(), value.key.as_str()));
    for (field, key) in held.chain([("regions", "nowhere"), ("", "")]) {
        let (shown, expected) = (real.snapshot.shown_spelling(field, key), oracle.snapshot.shown_spelling(field, key));
        same(&format!("the spelling of {field}: {key}"), &shown, &expected)?;
    }
    Ok(())
}

/// The terms near words that are there, and near words that are not.
fn similar_terms_agree(real: &Collection, oracle: &Collection) -> Verdict {
    for (term, edits) in
        [("water", 1), ("waetr", 1), ("farmers", 2), ("helathy", 2), ("clan", 1), ("societe", 2), ("水", 1)]
    {
        let similar = |collection: &Collection| {
            collection.snapshot.similar_terms(term, edits, &Budget::default()).map_err(|error| error.to_string())
        };
        same(&format!("terms within {edits} of {term:?}"), &similar(real)?, &similar(oracle)?)?;
    }
    Ok(())
}

/// Terms of deleted pages may be among a stem's; those of living pages must be, and nothing with another stem.
fn stems_agree(real: &Collection, oracle: &Collection) -> Verdict {
    for language in [Language::English, Language::French] {
        let stemmer = Stemmer::new(language);
        for word in ["water", "cleaning", "energies", "farmers", "societe", "2014", "水", "absent"] {
            let stem = stemmer.stem(word);
            let terms = |collection: &Collection| {
                collection.snapshot.terms_with_stem(language, &stem).map_err(|error| error.to_string())
            };
            let (found, living) = (terms(real)?, terms(oracle)?);
            let all_there = living.iter().all(|term| found.contains(term));
            ensure(all_there, || format!("terms with the stem {stem:?} are {found:?}, expected {living:?}"))?;
            let all_right = found.iter().all(|term| stemmer.stem(term) == stem);
            let sorted = found.windows(2).all(|pair| pair[0] < pair[1]);
            ensure(all_right && sorted, || format!("of another stem than {stem:?}, or out of order: {found:?}"))?;
        }
    }
    Ok(())
}
