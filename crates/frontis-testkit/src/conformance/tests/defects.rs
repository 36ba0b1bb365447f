//! Naive engines with one defect each: the suite must see every one.

use std::sync::Arc;

use frontis::Result;
use frontis::engine::{
    Atom, Batch, Budget, DocId, Document, Engine, FieldStatistics, FormKind, Match, Matcher, Outcome, Plan, Predicate,
    SimilarTerm, Snapshot, SortKey, Text, TextField,
};
use frontis::text::Language;

use crate::oracle::NaiveEngine;

/// What an engine does wrong.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Defect {
    None,
    CountsOneTooMany,
    CountsMoreUnderFilters,
    DropsTheLastHit,
    IgnoresTheOffset,
    SwapsTheFirstTwoHits,
    SwapsTies,
    ScoresByHistory,
    ForgetsASlot,
    ForgetsRemovals,
    ForgetsSelectedValues,
    ShowsLaterBatches,
    SkipsAGeneration,
    LosesTheState,
    LosesTheRange,
    LosesAStem,
    MatchesOneMore,
    ClaimsAPayload,
    IgnoresExclusions,
    IgnoresTextFields,
    IgnoresNot,
    ReadsPhrasesAsWords,
    JoinsTexts,
    CapsForms,
    TakesPrefixesAsTerms,
    TakesAutoAsAny,
    RaisesWeights,
    FiltersItsOwnFacet,
    IgnoresNames,
    IgnoresMisspeltTitles,
    IgnoresPins,
    IgnoresBoosts,
    IgnoresProximity,
    ForgetsSimilarTerms,
    MisexplainsScores,
}

/// A naive engine with one defect.
pub(super) struct Defective {
    engine: Arc<NaiveEngine>,
    defect: Defect,
}

struct DefectiveSnapshot {
    snapshot: Arc<dyn Snapshot>,
    engine: Arc<NaiveEngine>,
    defect: Defect,
}

impl Defective {
    pub(super) fn new(defect: Defect) -> Self {
        Self { engine: Arc::default(), defect }
    }
}

impl Engine for Defective {
    fn apply(&self, batch: Batch) -> Result<Arc<dyn Snapshot>> {
        let generation = batch.generation();
        let (changes, state) = batch.into_parts();
        let mut batch = Batch::new();
        if let Some(generation) = generation {
            batch.set_generation(generation);
        }
        for (id, change) in changes {
            match change {
                Some(document) if self.defect == Defect::JoinsTexts => batch.add_document(joined(document)),
                Some(document) => batch.add_document(document),
                None if self.defect == Defect::ForgetsRemovals => {}
                None => batch = batch.remove(id),
            }
        }
        if let Some(state) = state.filter(|_| self.defect != Defect::LosesTheState) {
            batch.set_state(state);
        }
        self.engine.apply(batch)?;
        Ok(self.snapshot())
    }

    fn snapshot(&self) -> Arc<dyn Snapshot> {
        let engine = Arc::clone(&self.engine);
        Arc::new(DefectiveSnapshot { snapshot: self.engine.snapshot(), engine, defect: self.defect })
    }
}

/// The document with one text a field: phrases reach from one into the next.
fn joined(mut document: Document) -> Document {
    let text = |field| {
        let texts = document.texts.iter().filter(|text| text.field == field).map(|text| text.text.as_str());
        Text { field, text: texts.collect::<Vec<_>>().join(" ") }
    };
    document.texts = TextField::ALL.map(text).to_vec();
    document
}

impl Snapshot for DefectiveSnapshot {
    fn generation(&self) -> u64 {
        let generation = self.snapshot.generation();
        generation + u64::from(self.defect == Defect::SkipsAGeneration && generation > 0)
    }

    fn page_count(&self) -> u64 {
        self.snapshot.page_count()
    }

    fn size_bytes(&self) -> u64 {
        self.snapshot.size_bytes()
    }

    fn state(&self) -> &[u8] {
        self.snapshot.state()
    }

    fn terms_with_stem(&self, language: Language, stem: &str) -> Result<Vec<String>> {
        let lost = usize::from(self.defect == Defect::LosesAStem);
        Ok(self.snapshot.terms_with_stem(language, stem)?.into_iter().skip(lost).collect())
    }

    fn field_statistics(&self) -> Vec<FieldStatistics> {
        self.snapshot.field_statistics()
    }

    fn shown_spelling(&self, field: &str, key: &str) -> Option<&str> {
        self.snapshot.shown_spelling(field, key)
    }

    fn similar_terms(&self, term: &str, edits: u8, budget: &Budget) -> Result<Vec<SimilarTerm>> {
        let lost = usize::from(self.defect == Defect::ForgetsSimilarTerms);
        Ok(self.snapshot.similar_terms(term, edits, budget)?.into_iter().skip(lost).collect())
    }

    fn matching_pages(&self, atoms: &[Atom], at_most: u64, budget: &Budget) -> Result<u64> {
        Ok(self.snapshot.matching_pages(atoms, at_most, budget)? + u64::from(self.defect == Defect::MatchesOneMore))
    }

    fn search(&self, plan: &Plan) -> Result<Outcome> {
        let shows_later = self.defect == Defect::ShowsLaterBatches;
        let snapshot = if shows_later { self.engine.snapshot() } else { Arc::clone(&self.snapshot) };
        let misread = misread(self.defect, plan);
        let mut outcome = snapshot.search(&misread)?;
        if self.defect == Defect::FiltersItsOwnFacet {
            for (facet, planned) in outcome.facets.iter_mut().zip(&plan.facets) {
                let chosen = plan.selections.iter().find(|selection| selection.field == planned.field);
                facet.values.retain(|value| chosen.is_none() || value.selected);
            }
        }
        self.spoil(plan, &mut outcome);
        Ok(outcome)
    }

    fn payload(&self, doc: DocId) -> Result<Vec<u8>> {
        let mut payload = self.snapshot.payload(doc)?;
        if self.defect == Defect::ClaimsAPayload && payload.is_empty() {
            payload.push(0);
        }
        Ok(payload)
    }

    fn find(&self, id: &str) -> Result<Option<DocId>> {
        self.snapshot.find(id)
    }
}

impl DefectiveSnapshot {
    fn spoil(&self, plan: &Plan, outcome: &mut Outcome) {
        let hits = &mut outcome.hits;
        let mut values = outcome.facets.iter_mut().flat_map(|facet| &mut facet.values);
        match self.defect {
            Defect::CountsOneTooMany => values.take(1).for_each(|value| value.count += 1),
            Defect::CountsMoreUnderFilters if plan.filter.is_some() => values.for_each(|value| value.count += 1),
            Defect::ForgetsSelectedValues if values.any(|value| value.count == 0) => {
                outcome.facets.iter_mut().for_each(|facet| facet.values.retain(|value| value.count > 0));
            }
            Defect::DropsTheLastHit if hits.len() > 3 => drop(hits.pop()),
            Defect::SwapsTheFirstTwoHits if hits.len() > 1 && plan.sort.key == SortKey::Relevance => hits.swap(0, 1),
            Defect::SwapsTies => {
                let tie = hits.windows(2).position(|pair| pair[0].score == pair[1].score && pair[0].score > 0.0);
                tie.into_iter().for_each(|at| hits.swap(at, at + 1));
            }
            Defect::ScoresByHistory if self.generation() > 1 => {
                hits.iter_mut().for_each(|hit| hit.score = (hit.score * 1e5 + 1.0).round() / 1e5);
            }
            Defect::MisexplainsScores => {
                outcome.explanations.iter_mut().for_each(|explanation| explanation.boost *= 1.1);
            }
            Defect::ForgetsASlot => hits.iter_mut().for_each(|hit| hit.matched &= !2),
            Defect::LosesTheRange => outcome.facets.iter_mut().for_each(|facet| facet.range = None),
            _ => {}
        }
    }
}

/// The plan as an engine with the defect understands it.
fn misread(defect: Defect, plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    match defect {
        Defect::IgnoresTheOffset => plan.offset = 0,
        Defect::IgnoresExclusions => plan.excluded.clear(),
        Defect::TakesAutoAsAny if plan.matching == Match::Auto => plan.matching = Match::Any,
        Defect::IgnoresNames => plan.name = None,
        Defect::IgnoresMisspeltTitles => plan.near_names.clear(),
        Defect::IgnoresPins => plan.pins.clear(),
        Defect::IgnoresBoosts => plan.boosts.clear(),
        Defect::IgnoresProximity => plan.proximity = 0.0,
        Defect::IgnoresNot => plan.filter = plan.filter.map(without_not),
        _ => {}
    }
    let atoms = plan.slots.iter_mut().flat_map(|slot| &mut slot.atoms);
    atoms.for_each(|atom| misread_atom(defect, atom));
    plan
}

fn misread_atom(defect: Defect, atom: &mut Atom) {
    match (defect, &mut atom.matcher) {
        (Defect::IgnoresTextFields, _) => atom.fields = TextField::ALL.to_vec(),
        (Defect::ReadsPhrasesAsWords, Matcher::Phrase(phrase)) => {
            atom.matcher = Matcher::Word(phrase.parts.concat());
        }
        (Defect::CapsForms, Matcher::Word(forms)) => forms.truncate(2),
        (Defect::RaisesWeights, Matcher::Word(forms)) => forms.iter_mut().for_each(|form| form.weight = 1.0),
        (Defect::TakesPrefixesAsTerms, Matcher::Word(forms)) => forms.iter_mut().for_each(|form| {
            if let FormKind::Prefix(prefix) = &form.kind {
                form.kind = FormKind::Term(prefix.clone());
            }
        }),
        _ => {}
    }
}

fn without_not(predicate: Predicate) -> Predicate {
    let all = |parts: Vec<Predicate>| parts.into_iter().map(without_not).collect();
    match predicate {
        Predicate::Not(part) => without_not(*part),
        Predicate::And(parts) => Predicate::And(all(parts)),
        Predicate::Or(parts) => Predicate::Or(all(parts)),
        other => other,
    }
}
