mod defects;
mod material;

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::*;
use crate::oracle::NaiveEngine;
use defects::{Defect, Defective};

#[test]
fn the_naive_engine_passes_the_suite() {
    check_engine(|| Arc::new(NaiveEngine::new()));
}

#[test]
fn a_wrapper_without_a_defect_passes_the_suite() {
    check_engine(defective(Defect::None));
}

#[test]
fn edges_see_defects() {
    check_fails(
        |defect| check_edges(defective(defect)),
        &[
            Defect::ForgetsRemovals,
            Defect::ShowsLaterBatches,
            Defect::LosesTheState,
            Defect::LosesAStem,
            Defect::SkipsAGeneration,
        ],
    );
}

#[test]
fn random_answers_see_defects() {
    check_fails(
        |defect| check_answers(defective(defect)),
        &[
            Defect::CountsOneTooMany,
            Defect::DropsTheLastHit,
            Defect::IgnoresTheOffset,
            Defect::SwapsTheFirstTwoHits,
            Defect::SwapsTies,
            Defect::ForgetsASlot,
            Defect::LosesTheRange,
            Defect::LosesAStem,
            Defect::MatchesOneMore,
            Defect::ClaimsAPayload,
            Defect::IgnoresExclusions,
            Defect::IgnoresTextFields,
            Defect::ReadsPhrasesAsWords,
            Defect::JoinsTexts,
            Defect::CapsForms,
            Defect::TakesPrefixesAsTerms,
            Defect::RaisesWeights,
            Defect::TakesAutoAsAny,
            Defect::FiltersItsOwnFacet,
            Defect::IgnoresNot,
            Defect::ForgetsSelectedValues,
            Defect::IgnoresNames,
            Defect::IgnoresMisspeltTitles,
            Defect::IgnoresPins,
            Defect::IgnoresBoosts,
            Defect::IgnoresProximity,
            Defect::ForgetsSimilarTerms,
            Defect::MisexplainsScores,
        ],
    );
}

#[test]
fn random_counts_see_defects() {
    let defects = [Defect::CountsOneTooMany, Defect::CountsMoreUnderFilters, Defect::FiltersItsOwnFacet];
    check_fails(|defect| check_counts(defective(defect)), &defects);
}

#[test]
fn random_histories_see_defects() {
    let defects =
        [Defect::ScoresByHistory, Defect::ForgetsRemovals, Defect::SwapsTheFirstTwoHits, Defect::SkipsAGeneration];
    check_fails(|defect| check_histories(defective(defect)), &defects);
    check_fails(|defect| check_isolation(defective(defect)), &[Defect::ShowsLaterBatches, Defect::SkipsAGeneration]);
}

fn defective(defect: Defect) -> impl Fn() -> Arc<dyn Engine> {
    move || Arc::new(Defective::new(defect))
}

fn check_fails(part: impl Fn(Defect), defects: &[Defect]) {
    for defect in defects {
        let run = AssertUnwindSafe(|| part(*defect));
        assert!(catch_unwind(run).is_err(), "an engine that {defect:?} passes");
    }
}
