//! The figures of a run, by query and on average.

use super::judgments::{JudgedQuery, Judgments};
use super::measures::{average_precision, is_relevant, ndcg, recall, reciprocal_rank};
use super::run::{DEPTH, Ranking, Run};

/// The figures of one query.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct QueryScores {
    /// The name of the query where it has one besides its words.
    pub id: Option<String>,
    /// The words.
    pub text: String,
    /// nDCG at [`Evaluation::k`].
    pub ndcg: f64,
    /// The average precision over the first [`DEPTH`] pages.
    pub average_precision: f64,
    /// 1 by the rank of the first relevant page.
    pub reciprocal_rank: f64,
    /// The same, 0 where that rank is past the tenth.
    pub reciprocal_rank_10: f64,
    /// The share of the relevant pages that are among the first [`DEPTH`].
    pub recall: f64,
    /// Pages judged relevant, those the collection lacks included.
    pub relevant: usize,
}

impl QueryScores {
    /// Makes the figures that a comparison looks at, for a run that was saved; the others are 0.
    pub fn saved(id: Option<String>, text: impl Into<String>, ndcg: f64, reciprocal_rank_10: f64) -> Self {
        Self { id, text: text.into(), ndcg, reciprocal_rank_10, ..Self::default() }
    }

    /// Returns what tells this query from others: its id, else its words.
    pub fn key(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.text)
    }

    /// Returns the rank of the first relevant page, from 1; `None` where it is not among the first [`DEPTH`].
    pub fn first_relevant(&self) -> Option<usize> {
        // The rank is small and whole, so that the quotient rounds to it.
        (self.reciprocal_rank > 0.0).then(|| (1.0 / self.reciprocal_rank).round() as usize)
    }
}

/// Averages over queries.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct Means {
    /// Queries that were measured: those with a relevant page.
    pub queries: usize,
    /// Mean nDCG at [`Evaluation::k`].
    pub ndcg: f64,
    /// Mean average precision.
    pub map: f64,
    /// Mean reciprocal rank.
    pub mrr: f64,
    /// Mean reciprocal rank, of the first ten pages.
    pub mrr_10: f64,
    /// Mean recall of the first [`DEPTH`] pages.
    pub recall: f64,
}

/// The figures of a [`Run`].
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Evaluation {
    /// The rank at which nDCG is cut.
    pub k: usize,
    /// The figures of each query that has a relevant page, in the order of the judgments.
    pub queries: Vec<QueryScores>,
    /// Keys of queries without a relevant page, which measure nothing.
    pub unmeasured: Vec<String>,
}

impl Evaluation {
    /// Measures `run`, which answers `judgments`, with nDCG at `k`. O(queries · (pages + judged pages)).
    ///
    /// A judged page that the collection lacks counts as one that was not found.
    pub fn new(judgments: &Judgments, run: &Run, k: usize) -> Self {
        let (measured, unmeasured): (Vec<_>, Vec<_>) =
            judgments.queries.iter().zip(&run.rankings).partition(|(query, _)| query.is_measurable());
        Self {
            k,
            queries: measured.into_iter().map(|(query, ranking)| scores(query, ranking, k)).collect(),
            unmeasured: unmeasured.into_iter().map(|(query, _)| query.key().to_owned()).collect(),
        }
    }

    /// Returns the averages; all are 0 where no query was measured.
    pub fn means(&self) -> Means {
        let queries = self.queries.len();
        let mean = |figure: fn(&QueryScores) -> f64| {
            if queries == 0 { 0.0 } else { self.queries.iter().map(figure).sum::<f64>() / queries as f64 }
        };
        Means {
            queries,
            ndcg: mean(|query| query.ndcg),
            map: mean(|query| query.average_precision),
            mrr: mean(|query| query.reciprocal_rank),
            mrr_10: mean(|query| query.reciprocal_rank_10),
            recall: mean(|query| query.recall),
        }
    }
}

fn scores(query: &JudgedQuery, ranking: &Ranking, k: usize) -> QueryScores {
    let grade = |page: &String| query.grades.get(page).copied().unwrap_or(0);
    let ranked: Vec<u8> = ranking.pages.iter().map(grade).collect();
    let judged: Vec<u8> = query.grades.values().copied().collect();
    QueryScores {
        id: query.id.clone(),
        text: query.text.clone(),
        ndcg: ndcg(&ranked, &judged, k),
        average_precision: average_precision(&ranked, &judged),
        reciprocal_rank: reciprocal_rank(&ranked, DEPTH),
        reciprocal_rank_10: reciprocal_rank(&ranked, 10),
        recall: recall(&ranked, &judged, DEPTH),
        relevant: judged.iter().filter(|grade| is_relevant(**grade)).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranking(pages: &[&str]) -> Ranking {
        Ranking { pages: pages.iter().map(|page| (*page).to_owned()).collect(), ..Ranking::default() }
    }

    /// tea finds its one page at rank 1, rice its first of two at rank 12: MRR (1 + 1/12) / 2, at ten 1/2, recall
    /// (1 + 1/2) / 2, MAP (1 + 1/24) / 2. salt has no relevant page.
    #[test]
    fn means_are_over_the_queries_that_have_a_relevant_page() {
        let judgments = Judgments {
            queries: vec![
                JudgedQuery::new("tea", [("a", 3)]),
                JudgedQuery::new("salt", [("a", 0)]),
                JudgedQuery::new("rice", [("b", 1), ("gone", 1), ("x0", 0)]),
            ],
        };
        let mut rice: Vec<String> = (0..11).map(|at| format!("x{at}")).collect();
        rice.push("b".to_owned());
        let rice = Ranking { pages: rice, ..Ranking::default() };
        let run = Run { rankings: vec![ranking(&["a", "b"]), ranking(&["a"]), rice] };
        let evaluation = Evaluation::new(&judgments, &run, 10);
        assert_eq!(evaluation.unmeasured, ["salt"]);
        let means = evaluation.means();
        assert_eq!((means.queries, means.ndcg, means.mrr_10, means.recall), (2, 0.5, 0.5, 0.75));
        assert!((means.mrr - 13.0 / 24.0).abs() < 1e-12 && (means.map - 25.0 / 48.0).abs() < 1e-12, "{means:?}");
        let first: Vec<_> = evaluation.queries.iter().map(|query| (query.first_relevant(), query.relevant)).collect();
        assert_eq!(first, [(Some(1), 1), (Some(12), 2)]);
        assert_eq!(Evaluation::default().means(), Means::default());
    }

    #[test]
    fn every_rank_is_told_from_its_reciprocal() {
        for rank in 1..=DEPTH {
            let scores = QueryScores { reciprocal_rank: 1.0 / rank as f64, ..QueryScores::default() };
            assert_eq!(scores.first_relevant(), Some(rank));
        }
        assert_eq!(QueryScores::default().first_relevant(), None);
    }
}
