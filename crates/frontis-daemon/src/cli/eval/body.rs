//! What `frontis eval --json` prints, and what `--baseline` reads.

use frontis::eval::{Comparison, QueryScores};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Compared, Cut, Measured};

/// One object of figures, or one for each kind.
pub(super) struct EvalBody<'a> {
    pub(super) measured: &'a [Measured],
    pub(super) by_kind: bool,
}

impl Serialize for EvalBody<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let ([single], false) = (self.measured, self.by_kind) {
            return PartBody(single).serialize(serializer);
        }
        let mut kinds = serializer.serialize_map(Some(self.measured.len()))?;
        for part in self.measured {
            kinds.serialize_entry(&part.name, &PartBody(part))?;
        }
        kinds.end()
    }
}

struct PartBody<'a>(&'a Measured);

impl Serialize for PartBody<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Measured { evaluation, cut, comparison, .. } = self.0;
        let (means, k) = (evaluation.means(), evaluation.k);
        let mut body = serializer.serialize_map(None)?;
        body.serialize_entry("queries", &means.queries)?;
        body.serialize_entry(&format!("ndcg@{k}"), &means.ndcg)?;
        body.serialize_entry("map", &means.map)?;
        body.serialize_entry("mrr", &means.mrr)?;
        body.serialize_entry("mrr@10", &means.mrr_10)?;
        body.serialize_entry("recall@100", &means.recall)?;
        body.serialize_entry("cut", &cut.iter().map(CutBody).collect::<Vec<_>>())?;
        let queries = evaluation.queries.iter().map(|query| QueryBody { query, k });
        body.serialize_entry("per_query", &queries.collect::<Vec<_>>())?;
        if let Some(Compared { ndcg, mrr_10 }) = comparison {
            body.serialize_entry("comparison", &ComparedBody { k, ndcg, mrr_10 })?;
        }
        body.end()
    }
}

struct CutBody<'a>(&'a Cut);

impl Serialize for CutBody<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut body = serializer.serialize_map(Some(3))?;
        body.serialize_entry("query", &self.0.query)?;
        body.serialize_entry("ignored", &self.0.ignored)?;
        body.serialize_entry("timed_out", &self.0.timed_out)?;
        body.end()
    }
}

struct QueryBody<'a> {
    query: &'a QueryScores,
    k: usize,
}

impl Serialize for QueryBody<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let query = self.query;
        let mut body = serializer.serialize_map(None)?;
        body.serialize_entry("query", &query.text)?;
        if let Some(id) = &query.id {
            body.serialize_entry("id", id)?;
        }
        body.serialize_entry(&format!("ndcg@{}", self.k), &query.ndcg)?;
        body.serialize_entry("map", &query.average_precision)?;
        body.serialize_entry("mrr", &query.reciprocal_rank)?;
        body.serialize_entry("mrr@10", &query.reciprocal_rank_10)?;
        body.serialize_entry("recall@100", &query.recall)?;
        body.serialize_entry("relevant", &query.relevant)?;
        body.end()
    }
}

struct ComparedBody<'a> {
    k: usize,
    ndcg: &'a Comparison,
    mrr_10: &'a Comparison,
}

impl Serialize for ComparedBody<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut body = serializer.serialize_map(Some(4))?;
        body.serialize_entry(&format!("ndcg@{}", self.k), &ComparisonBody(self.ndcg))?;
        body.serialize_entry("mrr@10", &ComparisonBody(self.mrr_10))?;
        body.serialize_entry("only_before", &self.ndcg.only_before)?;
        body.serialize_entry("only_after", &self.ndcg.only_after)?;
        body.end()
    }
}

struct ComparisonBody<'a>(&'a Comparison);

impl Serialize for ComparisonBody<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let figure = self.0;
        let mut body = serializer.serialize_map(Some(9))?;
        body.serialize_entry("queries", &figure.queries)?;
        body.serialize_entry("before", &figure.before)?;
        body.serialize_entry("after", &figure.after)?;
        body.serialize_entry("difference", &figure.difference())?;
        body.serialize_entry("low", &figure.low)?;
        body.serialize_entry("high", &figure.high)?;
        body.serialize_entry("wins", &figure.wins)?;
        body.serialize_entry("losses", &figure.losses)?;
        body.serialize_entry("ties", &figure.ties)?;
        body.end()
    }
}
