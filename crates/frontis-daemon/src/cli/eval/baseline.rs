//! An earlier `--json` output, read again.

use std::collections::BTreeMap;
use std::path::Path;

use frontis::content::Escaped;
use frontis::eval::{Comparison, Evaluation, QueryScores};
use serde::Deserialize;
use serde_json::Value;

use super::super::output::Failure;
use super::Compared;

/// A run that was saved.
pub(super) struct Baseline {
    /// The file, fit for a message.
    file: String,
    /// Of judgments.
    queries: Option<Vec<QueryScores>>,
    /// Of a folder that asked itself, by kind.
    kinds: BTreeMap<String, Vec<QueryScores>>,
}

#[derive(Deserialize)]
struct SavedQuery {
    query: String,
    id: Option<String>,
    #[serde(flatten)]
    figures: BTreeMap<String, Value>,
}

impl Baseline {
    /// # Errors
    /// The file cannot be read, is no output of `frontis eval --json`, or has nDCG at another rank than `k`.
    pub(super) fn read(file: &Path, k: u8) -> Result<Self, Failure> {
        let file_name = Escaped(&file.display().to_string()).to_string();
        let text = std::fs::read(file).map_err(|error| Failure(format!("{file_name} cannot be read ({error})")))?;
        let saved: Value = serde_json::from_slice(&text).map_err(|error| no_output(&file_name, &error.to_string()))?;
        let mut baseline = Self { file: file_name, queries: None, kinds: BTreeMap::new() };
        if saved.get("per_query").is_some() {
            baseline.queries = Some(baseline.scores(&saved, k)?);
            return Ok(baseline);
        }
        let kinds = saved.as_object().into_iter().flatten().filter(|(_, part)| part.get("per_query").is_some());
        let kinds: Result<_, Failure> =
            kinds.map(|(kind, part)| Ok((kind.clone(), baseline.scores(part, k)?))).collect();
        baseline.kinds = kinds?;
        if baseline.kinds.is_empty() {
            return Err(no_output(&baseline.file, "it has no \"per_query\""));
        }
        Ok(baseline)
    }

    fn scores(&self, part: &Value, k: u8) -> Result<Vec<QueryScores>, Failure> {
        let ndcg = format!("ndcg@{k}");
        if let Some(other) = part.as_object().into_iter().flatten().find_map(|(name, _)| name.strip_prefix("ndcg@"))
            && part.get(&ndcg).is_none()
        {
            return Err(Failure(format!("{} measures ndcg@{other}; add --k {other}", self.file)));
        }
        let saved: Vec<SavedQuery> =
            Vec::deserialize(&part["per_query"]).map_err(|error| no_output(&self.file, &error.to_string()))?;
        let score = |query: SavedQuery| {
            let figure = |name: &str| query.figures.get(name).and_then(Value::as_f64);
            match (figure(&ndcg), figure("mrr@10")) {
                (Some(ndcg), Some(mrr_10)) => Ok(QueryScores::saved(query.id, query.query, ndcg, mrr_10)),
                _ => Err(no_output(&self.file, &format!("{:?} has no {ndcg} or no mrr@10", query.query))),
            }
        };
        saved.into_iter().map(score).collect()
    }

    /// Compares what was measured now, of judgments or of a kind; `None` where the baseline does not have the kind.
    pub(super) fn compare(&self, kind: Option<&str>, evaluation: &Evaluation) -> Option<Compared> {
        let before = match kind {
            Some(kind) => self.kinds.get(kind)?,
            None => self.queries.as_ref()?,
        };
        let compared = |figure: fn(&QueryScores) -> f64| Comparison::new(before, &evaluation.queries, figure);
        Some(Compared { ndcg: compared(|query| query.ndcg), mrr_10: compared(|query| query.reciprocal_rank_10) })
    }

    /// # Errors
    /// It is of judgments, and what is measured now is a folder that asks itself, or the other way round.
    pub(super) fn check_kind(&self, by_kind: bool) -> Result<(), Failure> {
        let (is, wants) = match (self.queries.is_some(), by_kind) {
            (true, true) => ("of judgments", "a folder of Markdown"),
            (false, false) => ("of a folder of Markdown", "judgments"),
            _ => return Ok(()),
        };
        Err(Failure(format!("{} is {is} and cannot be compared with {wants}; take one of the same", self.file)))
    }
}

fn no_output(file: &str, why: &str) -> Failure {
    let fix = "make it with frontis eval … --json > FILE";
    Failure(format!("{file} is no output of frontis eval: {}; {fix}", Escaped(why)))
}
