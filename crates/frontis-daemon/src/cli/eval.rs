//! `frontis eval`: measures how good the ranking is.

mod baseline;
mod body;
mod subject;
mod table;
mod text;

use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};

use frontis::eval::{Comparison, Evaluation, Judgments, Run};
use frontis::{Index, Request, eval};

use super::Outcome;
use super::arguments::{Arguments, EvalArguments};
use super::environment::Environment;
use super::output::{Failure, Terminal, counted};
use super::progress::Bar;
use baseline::Baseline;
use body::EvalBody;
use subject::{Asked, Subject};
use text::text;

/// Names shown in a warning.
const FIRST: usize = 5;

/// What came of the queries of one kind, or of a file.
struct Measured {
    /// The kind, or what the file is called.
    name: String,
    evaluation: Evaluation,
    /// The queries that a limit cut.
    cut: Vec<Cut>,
    /// Against the baseline, where it has this kind.
    comparison: Option<Compared>,
}

/// A query that a limit cut.
struct Cut {
    query: String,
    ignored: Vec<String>,
    timed_out: bool,
}

/// The figures that are compared.
struct Compared {
    ndcg: Comparison,
    mrr_10: Comparison,
}

pub(super) fn run(
    arguments: &Arguments,
    own: &EvalArguments,
    environment: &Environment,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    // What is wrong with the files is told before anything is indexed.
    let baseline = own.baseline.as_deref().map(|file| Baseline::read(file, own.k)).transpose()?;
    let subject = Subject::read(own)?;
    if let Some(baseline) = &baseline {
        baseline.check_kind(subject.is_by_kind())?;
    }
    let asked = subject.ask(arguments, own, environment, terminal)?;
    let runs = runs(&asked, terminal)?;
    let mut measured = Vec::with_capacity(runs.len());
    for ((name, judgments), run) in asked.queries.iter().zip(&runs) {
        warn_of_unknown(&asked.index, judgments, terminal)?;
        let mut part = measure(name, judgments, run, own.k);
        let kind = asked.by_kind.then_some(name.as_str());
        part.comparison = baseline.as_ref().and_then(|baseline| baseline.compare(kind, &part.evaluation));
        warn_of_unmeasured(&part.evaluation, terminal);
        warn_of_strangers(&part, terminal);
        measured.push(part);
    }
    if arguments.wants_json() {
        terminal.print_json(&EvalBody { measured: &measured, by_kind: asked.by_kind })?;
    } else {
        terminal.print(text(&measured, own, terminal))?;
    }
    Ok(outcome(&measured, own.min))
}

/// Asks every query, with a progress bar.
fn runs(asked: &Asked, terminal: &Terminal) -> Result<Vec<Run>, frontis::Error> {
    let total = asked.queries.iter().map(|(_, judgments)| judgments.queries.len() as u64).sum();
    let (bar, done) = (Bar::of_queries(terminal), AtomicU64::new(0));
    let request = |query: &str| {
        bar.show_at(done.fetch_add(1, Ordering::Relaxed), total);
        Request::new(query)
    };
    let runs = asked.queries.iter().map(|(_, judgments)| Run::with(&asked.index, judgments, request)).collect();
    bar.clear();
    runs
}

fn measure(name: &str, judgments: &Judgments, run: &Run, k: u8) -> Measured {
    let cut = judgments.queries.iter().zip(&run.rankings).filter(|(_, ranking)| ranking.is_cut());
    let cut = cut.map(|(query, ranking)| Cut {
        query: query.text.clone(),
        ignored: ranking.ignored.clone(),
        timed_out: ranking.timed_out,
    });
    Measured {
        name: name.to_owned(),
        cut: cut.collect(),
        evaluation: Evaluation::new(judgments, run, usize::from(k)),
        comparison: None,
    }
}

/// Not good enough where a kind of query that was measured is below `min`, or where none was measured.
fn outcome(measured: &[Measured], min: Option<f64>) -> Outcome {
    let means: Vec<eval::Means> = measured.iter().map(|part| part.evaluation.means()).collect();
    let mut asked = means.iter().filter(|means| means.queries > 0).peekable();
    let nothing = asked.peek().is_none();
    let low = asked.any(|means| min.is_some_and(|min| means.ndcg < min));
    if nothing || low { Outcome::Nothing } else { Outcome::Done }
}

/// Judged pages that are not there count as not found; whoever renamed them wants to know.
fn warn_of_unknown(index: &Index, judgments: &Judgments, terminal: &Terminal) -> Result<(), Failure> {
    let failed = Cell::new(None);
    let is_page = |page: &str| {
        let found = index.page(page).map(|page| page.is_some());
        found.unwrap_or_else(|error| {
            failed.set(Some(error));
            true
        })
    };
    let unknown = judgments.unknown_pages(is_page);
    if !unknown.is_empty() {
        let pages = counted(unknown.len() as u64, "judged page");
        terminal.warn(&format!("{pages} not in the collection, counted as not found: {}", first(&unknown)));
    }
    failed.into_inner().map_or(Ok(()), |error| Err(error.into()))
}

fn warn_of_unmeasured(evaluation: &Evaluation, terminal: &Terminal) {
    let unmeasured: Vec<&str> = evaluation.unmeasured.iter().map(String::as_str).collect();
    if !unmeasured.is_empty() {
        let count = queries(unmeasured.len());
        terminal.warn(&format!("{count} without a page of grade 1 or more, left out: {}", first(&unmeasured)));
    }
}

/// Queries that only one of two runs has were not compared.
fn warn_of_strangers(part: &Measured, terminal: &Terminal) {
    let Some(compared) = &part.comparison else { return };
    for (keys, run) in [(&compared.ndcg.only_before, "the baseline"), (&compared.ndcg.only_after, "this run")] {
        let names: Vec<&str> = keys.iter().map(String::as_str).collect();
        if !names.is_empty() {
            let count = queries(names.len());
            terminal.warn(&format!("{}: {count} of {run} alone, not compared: {}", part.name, first(&names)));
        }
    }
}

/// `1 query`, `3 queries`.
fn queries(count: usize) -> String {
    if count == 1 { "1 query".to_owned() } else { format!("{count} queries") }
}

/// The first of `names`, and how many more there are.
fn first(names: &[&str]) -> String {
    let shown = names.iter().take(FIRST).copied().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(FIRST) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
