//! Random edit histories: incremental equals rebuild, and a snapshot never changes.

use std::sync::Arc;

use frontis::engine::{Engine, Plan};
use proptest::prelude::*;

use super::answer::Collection;
use super::answers::{agree, loaded};
use super::runner::{Verdict, for_all, same};
use crate::generate::{self, History};
use crate::oracle::NaiveEngine;
use crate::scale;

/// Checks that after each batch of a random history an engine answers exactly as a fresh one of its kind that got the
/// surviving documents at once, and as the naive engine.
///
/// # Panics
/// When an answer, a score in its last bit, or a generation is another.
pub fn check_histories(make: impl Fn() -> Arc<dyn Engine>) {
    let cases = (generate::history(5), prop::collection::vec(generate::plan(), 1..=4));
    for_all("incremental equals rebuild", scale::cases(40, 800), cases, |(history, plans)| {
        let edited = make();
        for (applied, batch) in history.batches().enumerate() {
            let before = edited.snapshot().generation();
            let snapshot = edited.apply(batch).map_err(|error| error.to_string())?;
            same("generations", &snapshot.generation(), &(before + 1))?;
            let survivors = history.survivors(applied + 1);
            let collection = Collection::new(snapshot, survivors.clone())?;
            nothing_removed_is_found(&collection, &history)?;
            collection.equals(&loaded(make(), survivors.clone())?, &plans)?;
            agree(&collection, &loaded(Arc::new(NaiveEngine::new()), survivors)?, &plans)?;
        }
        Ok(())
    });
}

/// Checks that a snapshot taken before a batch answers after it as it did before.
///
/// # Panics
/// When an old snapshot shows anything of a later batch.
pub fn check_isolation(make: impl Fn() -> Arc<dyn Engine>) {
    let cases = (generate::history(4), prop::collection::vec(generate::plan(), 1..=3));
    for_all("a snapshot never changes", scale::cases(24, 480), cases, |(history, plans)| {
        let engine = make();
        let mut held = Vec::new();
        for (applied, batch) in history.batches().enumerate() {
            let snapshot = engine.snapshot();
            same("generations", &snapshot.generation(), &(applied as u64))?;
            let collection = Collection::new(snapshot, history.survivors(applied))?;
            let answers = answers(&collection, &plans)?;
            held.push((applied, collection, answers));
            engine.apply(batch).map_err(|error| error.to_string())?;
        }
        for (applied, collection, before) in held {
            same("answers of an old snapshot", &answers(&collection, &plans)?, &before)?;
            // Ids, payloads and counts are looked up again.
            let again = Collection::new(Arc::clone(&collection.snapshot), history.survivors(applied))?;
            nothing_removed_is_found(&again, &history)?;
        }
        Ok(())
    });
}

fn answers(collection: &Collection, plans: &[Plan]) -> Result<Vec<super::answer::Answer>, String> {
    plans.iter().map(|plan| collection.answer(plan)).collect()
}

fn nothing_removed_is_found(collection: &Collection, history: &History) -> Verdict {
    for id in history.ids().filter(|id| !collection.documents.contains_key(*id)) {
        let found = collection.snapshot.find(id).map_err(|error| error.to_string())?;
        same(&format!("places of {id:?}, which is not there"), &found, &None)?;
    }
    Ok(())
}
