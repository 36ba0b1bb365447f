//! The figures as people read them.

use frontis::eval::{Comparison, QueryScores};

use super::super::arguments::EvalArguments;
use super::super::output::Terminal;
use super::super::style::{BOLD, DIM, PLAIN, Rich, fitted};
use super::table::Table;
use super::{Cut, Measured, queries};

/// Queries that a limit cut are shown up to here, unless every query is.
const FIRST_CUT: usize = 5;

/// Columns of a query that are shown, however narrow the terminal.
const LEAST_QUERY: usize = 10;

/// The means, the comparison, the queries where they are asked for, and those that a limit cut.
pub(super) fn text(measured: &[Measured], own: &EvalArguments, terminal: &Terminal) -> String {
    let mut lines = means(measured, own.k);
    if measured.iter().any(|part| part.comparison.is_some()) {
        lines.push(Rich::default());
        lines.extend(comparisons(measured, own));
    }
    for part in measured.iter().filter(|part| own.per_query && !part.evaluation.queries.is_empty()) {
        lines.push(Rich::default());
        lines.push(Rich::new(&format!("{}, the worst first", part.name), BOLD));
        lines.extend(each_query(part, terminal.width));
    }
    let cut: Vec<&Cut> = measured.iter().flat_map(|part| &part.cut).collect();
    if !cut.is_empty() {
        lines.push(Rich::default());
        lines.extend(cut_queries(&cut, own.per_query, terminal.width));
    }
    lines.iter().map(|line| line.line(terminal.styled) + "\n").collect()
}

fn figure(value: f64) -> String {
    format!("{value:.4}")
}

fn means(measured: &[Measured], k: u8) -> Vec<Rich> {
    let ndcg = format!("nDCG@{k}");
    let mut table = Table::new(&["", "queries", &ndcg, "MAP", "MRR", "MRR@10", "recall@100"]);
    for part in measured {
        let means = part.evaluation.means();
        let figures = [means.ndcg, means.map, means.mrr, means.mrr_10, means.recall];
        let figures = figures.map(|value| if means.queries == 0 { "-".to_owned() } else { figure(value) });
        table.row([part.name.clone(), means.queries.to_string()].into_iter().chain(figures));
    }
    table.lines()
}

fn comparisons(measured: &[Measured], own: &EvalArguments) -> Vec<Rich> {
    let file = own.baseline.as_ref().map_or_else(String::new, |file| file.display().to_string());
    let ndcg = format!("nDCG@{}", own.k);
    let mut table = Table::new(&[
        &format!("against {file}"),
        "",
        "before",
        "now",
        "change",
        "95 % interval",
        "better",
        "worse",
        "same",
    ]);
    for part in measured {
        let Some(compared) = &part.comparison else { continue };
        for (name, comparison) in [(ndcg.as_str(), &compared.ndcg), ("MRR@10", &compared.mrr_10)] {
            table.row(compared_cells(&part.name, name, comparison));
        }
    }
    table.lines()
}

fn compared_cells(part: &str, name: &str, compared: &Comparison) -> Vec<String> {
    let interval = format!("{:+.4} to {:+.4}", compared.low, compared.high);
    let counts = [compared.wins, compared.losses, compared.ties].map(|count| count.to_string());
    let verdict = match () {
        () if !compared.is_telling() => "within chance",
        () if compared.difference() > 0.0 => "better",
        () => "worse",
    };
    let mut cells = vec![part.to_owned(), name.to_owned(), figure(compared.before), figure(compared.after)];
    cells.extend([format!("{:+.4}", compared.difference()), interval]);
    cells.extend(counts);
    cells.push(verdict.to_owned());
    cells
}

fn each_query(part: &Measured, width: Option<usize>) -> Vec<Rich> {
    let mut worst: Vec<&QueryScores> = part.evaluation.queries.iter().collect();
    worst.sort_by(|a, b| a.ndcg.total_cmp(&b.ndcg).then_with(|| a.recall.total_cmp(&b.recall)));
    let ndcg = format!("nDCG@{}", part.evaluation.k);
    let mut table = Table::new(&[&ndcg, "first", "found"]);
    for query in &worst {
        let first = query.first_relevant().map_or_else(|| "-".to_owned(), |rank| rank.to_string());
        let found = (query.recall * query.relevant as f64).round();
        table.row([figure(query.ndcg), first, format!("{found}/{}", query.relevant)]);
    }
    let mut lines = table.lines().into_iter();
    let header = lines.next().map(|line| line.and("  query", BOLD));
    let rows = lines.zip(&worst).map(|(line, query)| with_query(line.and("  ", PLAIN), &query.text, width));
    header.into_iter().chain(rows).collect()
}

/// The query behind `line`, cut where the terminal ends.
fn with_query(line: Rich, query: &str, width: Option<usize>) -> Rich {
    let query = query.replace(['\n', '\r', '\t'], " ");
    match width {
        // What is cut is escaped already; escaping it again changes nothing.
        Some(width) if line.width() + Rich::new(&query, PLAIN).width() > width => {
            let left = width.saturating_sub(line.width()).max(LEAST_QUERY);
            line.and(&fitted(&query, left), PLAIN)
        }
        _ => line.and(&query, PLAIN),
    }
}

fn cut_queries(cut: &[&Cut], every: bool, width: Option<usize>) -> Vec<Rich> {
    let mut lines = vec![Rich::new(&format!("{} cut by a limit", queries(cut.len())), BOLD)];
    let shown = if every { cut.len() } else { FIRST_CUT };
    for query in cut.iter().take(shown) {
        let ignored = match query.ignored.len() {
            0 => None,
            1 => Some("1 word not searched".to_owned()),
            words => Some(format!("{words} words not searched")),
        };
        let late = query.timed_out.then(|| "out of time".to_owned());
        let why: Vec<String> = ignored.into_iter().chain(late).collect();
        lines.push(with_query(Rich::new(&format!("  {}: ", why.join(", ")), DIM), &query.query, width));
    }
    let more = cut.len().saturating_sub(shown);
    if more > 0 {
        lines.push(Rich::new(&format!("  {more} more; --per-query lists them"), DIM));
    }
    lines
}
