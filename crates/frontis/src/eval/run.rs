//! Asks an index every judged query and keeps what came back.

use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::judgments::Judgments;
use crate::error::Result;
use crate::index::Index;
use crate::search::{Fate, Request};

/// Pages kept of each answer: the most a search returns.
pub const DEPTH: usize = 100;

/// What one query found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Ranking {
    /// Page ids, best first, at most [`DEPTH`].
    pub pages: Vec<String>,
    /// Words of the query that a limit kept from being searched, as typed.
    pub ignored: Vec<String>,
    /// The search ended before its end: what is here is what was found by then.
    pub timed_out: bool,
}

impl Ranking {
    /// Returns true when a limit decided what was found.
    pub fn is_cut(&self) -> bool {
        self.timed_out || !self.ignored.is_empty()
    }
}

/// The answers to the queries of some [`Judgments`], in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Run {
    /// One for each query.
    pub rankings: Vec<Ranking>,
}

impl Run {
    /// Asks `index` every query as a search box would, with every default, and keeps the first [`DEPTH`] pages.
    ///
    /// Searches on all processors, with threads that end before it returns.
    ///
    /// # Errors
    /// As [`Index::search`], with the first query that fails.
    pub fn new(index: &Index, judgments: &Judgments) -> Result<Self> {
        Self::with(index, judgments, |query| Request::new(query))
    }

    /// Asks `index` every query with the request that `request` makes of its words: to measure a filter, a deadline,
    /// another way to match. Limit, facets, snippets and fields are set here.
    ///
    /// ```
    /// use frontis::eval::{Judgments, Run};
    /// use frontis::search::Match;
    /// use frontis::{Batch, Index, Page, Request};
    ///
    /// let index = Index::in_memory()?;
    /// index.apply(Batch::new().add(&Page::from_markdown("tea.md", "# Tea")))?;
    /// let judgments = Judgments::parse("tea and rice\ttea.md\t3", "judgments.tsv")?;
    /// let run = Run::with(&index, &judgments, |query| Request::new(query).matching(Match::All))?;
    /// assert!(run.rankings[0].pages.is_empty());
    /// # Ok::<(), frontis::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Index::search`], with the first query that fails.
    pub fn with(index: &Index, judgments: &Judgments, request: impl Fn(&str) -> Request + Sync) -> Result<Self> {
        let queries = &judgments.queries;
        let answers: Vec<OnceLock<Result<Ranking>>> = queries.iter().map(|_| OnceLock::new()).collect();
        let next = AtomicUsize::new(0);
        let work = || {
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(query) = queries.get(at) else { break };
                answers[at].get_or_init(|| ranking(index, request(&query.text)));
            }
        };
        let others = thread::available_parallelism().map_or(0, |threads| NonZero::get(threads) - 1).min(queries.len());
        thread::scope(|scope| {
            for _ in 0..others {
                // Where no thread can be had, those that are there do it all.
                let _ = thread::Builder::new().name("frontis-eval".to_owned()).spawn_scoped(scope, work);
            }
            work();
        });
        let answers = answers.into_iter().map(|answer| answer.into_inner().expect("the threads took every query"));
        Ok(Self { rankings: answers.collect::<Result<_>>()? })
    }
}

fn ranking(index: &Index, request: Request) -> Result<Ranking> {
    let none = || std::iter::empty::<String>();
    let results = index.search(request.limit(DEPTH).facets(none()).fields(none()).snippets(0))?;
    let ignored = results.terms.iter().filter(|term| matches!(term.fate, Fate::IgnoredTooMany | Fate::IgnoredTooLong));
    Ok(Ranking {
        ignored: ignored.map(|term| term.text.clone()).collect(),
        timed_out: results.timed_out,
        pages: results.hits.into_iter().map(|hit| hit.id).collect(),
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::content::Page;
    use crate::engine::Batch;
    use crate::error::ErrorKind;
    use crate::eval::JudgedQuery;

    fn index() -> Index {
        let index = Index::in_memory().unwrap();
        let pages = (0..150).map(|at| Page::builder(format!("p{at:03}")).title(format!("Water {at}")).build());
        index.apply(pages.fold(Batch::new(), |batch, page| batch.add(&page))).unwrap();
        index
    }

    fn judgments(queries: &[&str]) -> Judgments {
        Judgments { queries: queries.iter().map(|query| JudgedQuery::new(*query, [("p000", 1)])).collect() }
    }

    #[test]
    fn every_query_has_its_ranking_of_a_hundred_pages() {
        let queries: Vec<String> = (0..60).map(|at| format!("title:{at} ")).collect();
        let mut queries: Vec<&str> = queries.iter().map(String::as_str).collect();
        queries.push("water");
        let run = Run::new(&index(), &judgments(&queries)).unwrap();
        assert_eq!(run.rankings.len(), 61);
        for (at, ranking) in run.rankings[..60].iter().enumerate() {
            assert_eq!(ranking.pages, [format!("p{at:03}")]);
        }
        assert_eq!((run.rankings[60].pages.len(), run.rankings[60].is_cut()), (DEPTH, false));
    }

    #[test]
    fn a_query_that_a_limit_cut_says_so() {
        let long = (0..200).map(|at| format!("word{at}")).collect::<Vec<_>>().join(" ");
        let run = Run::new(&index(), &judgments(&[&long, "water"])).unwrap();
        assert!(run.rankings[0].ignored.contains(&"word199".to_owned()) && run.rankings[0].is_cut());
        assert_eq!(run.rankings[1].ignored, [""; 0]);
        let gone = Arc::new(AtomicBool::new(true));
        let run = Run::with(&index(), &judgments(&["water"]), |query| Request::new(query).cancel(Arc::clone(&gone)));
        assert!(run.unwrap().rankings[0].timed_out);
    }

    #[test]
    fn a_query_that_is_refused_is_an_error() {
        let error = Run::new(&index(), &judgments(&["water", &"w".repeat(4_097)])).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::QueryTooLong);
    }
}
