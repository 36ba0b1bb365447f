//! Answers with page ids in the place of document numbers, which mean nothing outside their snapshot.

use std::collections::BTreeMap;
use std::sync::Arc;

use frontis::engine::{DocId, Document, Explanation, FacetCounts, Plan, Raised, ScoredDoc, Snapshot, Tier};

use super::runner::{Verdict, ensure, same};

/// A snapshot and the documents that should be in it.
pub(super) struct Collection {
    pub(super) snapshot: Arc<dyn Snapshot>,
    pub(super) documents: BTreeMap<String, Document>,
    ids: BTreeMap<DocId, String>,
}

/// An [`Outcome`](frontis::engine::Outcome) that can be compared with one of another snapshot.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    pub(super) tier: Tier,
    pub(super) total: u64,
    pub(super) partial_total: u64,
    pub(super) hits: Vec<AnsweredHit>,
    pub(super) slot_pages: Vec<u64>,
    pub(super) facets: Vec<FacetCounts>,
}

/// A hit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct AnsweredHit {
    pub(super) id: String,
    pub(super) score: f64,
    pub(super) matched: u64,
    pub(super) raised: Option<Raised>,
    /// The score by its explanation, not rounded; `None` where none was asked for.
    pub(super) explained: Option<f64>,
}

impl Collection {
    /// Looks every document up; fails when the snapshot holds others or lacks one.
    pub(super) fn new(snapshot: Arc<dyn Snapshot>, documents: Vec<Document>) -> Result<Self, String> {
        same("page counts", &snapshot.page_count(), &(documents.len() as u64))?;
        let mut ids = BTreeMap::new();
        for Document { id, payload, .. } in &documents {
            let doc = snapshot.find(id).map_err(|error| error.to_string())?;
            let doc = doc.ok_or_else(|| format!("page {id:?} is not found"))?;
            let stored = snapshot.payload(doc).map_err(|error| error.to_string())?;
            same(&format!("payloads of {id:?}"), &stored, payload)?;
            let other = ids.insert(doc, id.clone());
            ensure(other.is_none(), || format!("{id:?} and {other:?} are both {doc:?}"))?;
        }
        let documents = documents.into_iter().map(|document| (document.id.clone(), document)).collect();
        Ok(Self { snapshot, documents, ids })
    }

    /// The answer to `plan`.
    pub(super) fn answer(&self, plan: &Plan) -> Result<Answer, String> {
        let outcome = self.snapshot.search(plan).map_err(|error| error.to_string())?;
        ensure(!outcome.timed_out, || "a search without a deadline timed out".to_owned())?;
        let mut hits = Vec::new();
        let explanations = if plan.explain { outcome.hits.len() } else { 0 };
        same("numbers of explanations", &outcome.explanations.len(), &explanations)?;
        let mut explained = outcome.explanations.iter().map(Explanation::score);
        for ScoredDoc { doc, score, matched, raised } in outcome.hits {
            let id = self.ids.get(&doc).ok_or_else(|| format!("a hit is no living page: {doc:?}"))?;
            hits.push(AnsweredHit { id: id.clone(), score, matched, raised, explained: explained.next() });
        }
        let (tier, total, partial_total) = (outcome.tier, outcome.total, outcome.partial_total);
        let (slot_pages, facets) = (outcome.slot_pages, outcome.facets);
        Ok(Answer { tier, total, partial_total, hits, slot_pages, facets })
    }

    /// Passes when nothing observable differs from `expected`: hits, order, counts, and scores to the last bit.
    pub(super) fn equals(&self, expected: &Self, plans: &[Plan]) -> Verdict {
        same("field statistics", &self.snapshot.field_statistics(), &expected.snapshot.field_statistics())?;
        for plan in plans {
            let (found, expected) = (self.answer(plan)?, expected.answer(plan)?);
            same("answers", &found, &expected)?;
            let bits = |answer: &Answer| answer.hits.iter().map(|hit| hit.score.to_bits()).collect::<Vec<_>>();
            same("score bits", &bits(&found), &bits(&expected))?;
        }
        Ok(())
    }
}
