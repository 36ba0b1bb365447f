//! Whether one run is better than another by more than the luck of the queries.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::evaluation::QueryScores;
use super::random::Random;

/// Samples drawn for an interval.
pub const DRAWS: usize = 10_000;

/// Differences of less are none: what figures lose when they are printed and read again.
const SAME: f64 = 1e-9;

/// One figure of two runs, query by query.
///
/// The interval is that of the paired bootstrap: [`DRAWS`] samples of as many queries as there are, drawn with
/// replacement, each with the mean of its differences; the interval holds the middle 95 % of those means (Efron and
/// Tibshirani: "An Introduction to the Bootstrap", 1993, section 13.3; for retrieval Sakai: "Evaluating evaluation
/// metrics based on the bootstrap", SIGIR 2006). The seed is fixed: the same runs give the same interval.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Comparison {
    /// Queries in both runs.
    pub queries: usize,
    /// The mean of these before.
    pub before: f64,
    /// Their mean now.
    pub after: f64,
    /// The lower end of the 95 % interval of the mean difference, now less before.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// Queries that are better now.
    pub wins: usize,
    /// Queries that are worse now.
    pub losses: usize,
    /// Queries that are the same.
    pub ties: usize,
    /// Keys of queries only the earlier run has.
    pub only_before: Vec<String>,
    /// Keys of queries only the later run has.
    pub only_after: Vec<String>,
}

impl Comparison {
    /// Compares `figure` of two runs; queries are the same where their keys are. O(queries · [`DRAWS`]).
    ///
    /// ```
    /// use frontis::eval::{Comparison, QueryScores};
    ///
    /// let saved = |query, ndcg| QueryScores::saved(None, query, ndcg, 0.0);
    /// let (before, after) = ([saved("tea", 0.5), saved("rice", 0.5)], [saved("tea", 0.75), saved("rice", 0.5)]);
    /// let comparison = Comparison::new(&before, &after, |query| query.ndcg);
    /// assert_eq!((comparison.difference(), comparison.wins, comparison.ties), (0.125, 1, 1));
    /// assert!(!comparison.is_telling());
    /// ```
    pub fn new(before: &[QueryScores], after: &[QueryScores], figure: impl Fn(&QueryScores) -> f64) -> Self {
        let earlier: HashMap<&str, &QueryScores> = before.iter().map(|query| (query.key(), query)).collect();
        let later: HashMap<&str, &QueryScores> = after.iter().map(|query| (query.key(), query)).collect();
        let pair = |query: &QueryScores| Some((figure(earlier.get(query.key())?), figure(query)));
        let pairs: Vec<(f64, f64)> = after.iter().filter_map(pair).collect();
        let differences: Vec<f64> = pairs.iter().map(|(before, after)| difference(*before, *after)).collect();
        let (low, high) = interval(&differences);
        let count = |wanted| differences.iter().filter(|difference| difference.total_cmp(&0.0) == wanted).count();
        let mean = |side: fn(&(f64, f64)) -> f64| {
            if pairs.is_empty() { 0.0 } else { pairs.iter().map(side).sum::<f64>() / pairs.len() as f64 }
        };
        let missing = |queries: &[QueryScores], others: &HashMap<&str, &QueryScores>| {
            let missing = queries.iter().map(QueryScores::key).filter(|key| !others.contains_key(key));
            missing.map(str::to_owned).collect()
        };
        Self {
            queries: pairs.len(),
            before: mean(|pair| pair.0),
            after: mean(|pair| pair.1),
            low,
            high,
            wins: count(Ordering::Greater),
            losses: count(Ordering::Less),
            ties: count(Ordering::Equal),
            only_before: missing(before, &later),
            only_after: missing(after, &earlier),
        }
    }

    /// Returns the mean difference, now less before.
    pub fn difference(&self) -> f64 {
        difference(self.before, self.after)
    }

    /// Returns true when the interval leaves 0 out: the difference is more than the luck of the queries.
    pub fn is_telling(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

fn difference(before: f64, after: f64) -> f64 {
    let difference = after - before;
    if difference.abs() < SAME { 0.0 } else { difference }
}

/// The middle 95 % of the means of samples; zeros where there is nothing to draw from.
fn interval(differences: &[f64]) -> (f64, f64) {
    if differences.is_empty() {
        return (0.0, 0.0);
    }
    let mut random = Random::new(0);
    let mut draw = || differences[random.below(differences.len())];
    let mut means: Vec<f64> = Vec::with_capacity(DRAWS);
    for _ in 0..DRAWS {
        means.push((0..differences.len()).map(|_| draw()).sum::<f64>() / differences.len() as f64);
    }
    means.sort_unstable_by(f64::total_cmp);
    let outside = DRAWS / 40;
    (means[outside], means[DRAWS - 1 - outside])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(figures: &[(&str, f64)]) -> Vec<QueryScores> {
        figures.iter().map(|(query, ndcg)| QueryScores::saved(None, *query, *ndcg, 0.0)).collect()
    }

    fn compare(before: &[(&str, f64)], after: &[(&str, f64)]) -> Comparison {
        Comparison::new(&scores(before), &scores(after), |query| query.ndcg)
    }

    #[test]
    fn queries_are_matched_by_their_keys_and_the_rest_is_named() {
        let found = compare(
            &[("a", 0.2), ("b", 0.5), ("c", 0.5), ("old", 1.0)],
            &[("c", 0.5), ("new", 0.0), ("b", 0.4), ("a", 0.6)],
        );
        assert_eq!((found.queries, found.wins, found.losses, found.ties), (3, 1, 1, 1));
        assert!((found.before - 0.4).abs() < 1e-12 && (found.after - 0.5).abs() < 1e-12, "{found:?}");
        assert_eq!(
            (found.only_before.as_slice(), found.only_after.as_slice()),
            (&["old".to_owned()][..], &["new".to_owned()][..])
        );
        let mut named = scores(&[("words", 0.0)]);
        named[0].id = Some("a".to_owned());
        assert_eq!(Comparison::new(&named, &scores(&[("a", 1.0)]), |query| query.ndcg).queries, 1);
    }

    /// Differences of standard deviation s have a mean of standard error s / √n, and the interval is about 1.96 of
    /// these to either side: of 400 differences of 0.1 ± 0.5 it is 0.1 ± 0.049.
    #[test]
    fn the_interval_is_about_two_standard_errors_to_either_side() {
        let names: Vec<String> = (0..400).map(|at| at.to_string()).collect();
        let before: Vec<(&str, f64)> = names.iter().map(|name| (name.as_str(), 0.0)).collect();
        let after: Vec<(&str, f64)> =
            names.iter().enumerate().map(|(at, name)| (name.as_str(), if at % 2 == 0 { 0.6 } else { -0.4 })).collect();
        let found = compare(&before, &after);
        assert!((found.low - 0.051).abs() < 0.004 && (found.high - 0.149).abs() < 0.004, "{found:?}");
        assert!(found.is_telling());
        assert_eq!(found, compare(&before, &after), "the seed is fixed");
        let back = compare(&after, &before);
        assert!(back.is_telling() && back.high < 0.0, "worse is telling too");
    }

    #[test]
    fn the_same_run_is_no_different_and_no_run_is_no_panic() {
        let found = compare(&[("a", 0.3), ("b", 0.7)], &[("a", 0.1 + 0.2), ("b", 0.7)]);
        assert_eq!((found.low, found.high, found.ties, found.is_telling()), (0.0, 0.0, 2, false));
        assert_eq!(compare(&[], &[]), Comparison::default());
    }
}
