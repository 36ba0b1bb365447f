//! Random material that never matches would let anything pass.

use std::cell::Cell;

use frontis::engine::{Match, Raised, Tier};
use proptest::prelude::*;

use super::super::answers::loaded;
use super::super::runner::{ensure, for_all};
use super::*;
use crate::generate;

/// How often something happened.
#[derive(Default)]
struct Tally(Cell<u32>);

impl Tally {
    fn add(&self, happened: bool) {
        self.0.set(self.0.get() + u32::from(happened));
    }
}

#[test]
fn generated_plans_meet_every_case() {
    let names = ["full", "partial", "any", "both tiers", "ties", "phrases", "counted facets", "filtered", "empty"];
    let raised = [Raised::Pin, Raised::Title, Raised::Heading, Raised::TitleBeginning, Raised::TitleMisspelt];
    let raises = raised.map(|_| Tally::default());
    let tallies = names.map(|_| Tally::default());
    let cases = (generate::collection(20), generate::plan());
    for_all("a tally", 400, cases, |(documents, plan)| {
        let oracle = loaded(Arc::new(NaiveEngine::new()), documents)?;
        let answer = oracle.answer(&plan)?;
        let ties = answer.hits.windows(2).filter(|pair| pair[0].score == pair[1].score && pair[0].score > 0.0).count();
        let phrases = plan.slots.iter().enumerate().filter(|(slot, words)| {
            let phrase = words.atoms.iter().all(|atom| matches!(atom.matcher, frontis::engine::Matcher::Phrase(_)));
            phrase && answer.hits.iter().any(|hit| hit.matched >> slot & 1 == 1)
        });
        let happened = [
            answer.tier == Tier::Full && !plan.slots.is_empty() && answer.total > 0,
            answer.tier == Tier::Partial && answer.total > 0,
            answer.tier == Tier::Any && plan.matching == Match::Any && answer.total > 0,
            answer.total > 0 && answer.partial_total > 0,
            ties > 0,
            phrases.count() > 0,
            answer.facets.iter().any(|facet| facet.values.len() > 1),
            plan.filter.is_some() && answer.total > 0,
            answer.total == 0,
        ];
        for (raised, tally) in raised.iter().zip(&raises) {
            tally.add(answer.hits.iter().any(|hit| hit.raised == Some(*raised)));
        }
        tallies.iter().zip(happened).for_each(|(tally, happened)| tally.add(happened));
        ensure(answer.hits.len() <= plan.limit, || "more hits than the limit".to_owned())
    });
    for (name, tally) in names.iter().zip(&tallies) {
        assert!(tally.0.get() >= 8, "{name}: {} of 400", tally.0.get());
    }
    for (raised, tally) in raised.iter().zip(&raises) {
        assert!(tally.0.get() >= 1, "{raised:?}: {} of 400", tally.0.get());
    }
}

#[test]
fn generated_files_and_requests_can_be_made() {
    let cases = (generate::files(4), prop::collection::vec(generate::requests(), 1..4));
    for_all("files", 20, cases, |(files, _)| {
        let site = files.iter().fold(crate::site::Site::new(), |site, (path, markdown)| site.page(path, markdown));
        let written = files.keys().all(|path| site.root().join(path).is_file());
        ensure(written, || "a file was not written".to_owned())
    });
}
