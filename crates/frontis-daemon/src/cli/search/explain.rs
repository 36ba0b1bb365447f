//! How the score of a hit came about, as a tree: values in a column, names indented by what they are part of.

use frontis::engine::K1;
use frontis::search::{Factor, Hit, Operation, Raised};

use crate::cli::style::{BOLD, DIM, PLAIN, Rich, fitted};

/// Columns by which a part is indented.
const INDENT: usize = 2;
/// A name is cut no shorter than this.
const LEAST_NAME: usize = 8;

/// One line of the tree.
struct Row {
    value: String,
    depth: usize,
    name: String,
    /// How the value comes of the lines below; empty where nothing is.
    made: String,
}

/// The lines of the explanation of `hit`, cut to `width` columns where there is a width; none where the search did not
/// ask.
pub(super) fn explanation(hit: &Hit, width: Option<usize>) -> Vec<Rich> {
    let Some(score) = &hit.explanation else { return Vec::new() };
    let mut rows = Vec::new();
    push(score, 0, &mut rows);
    let digits = rows.iter().map(|row| row.value.len()).max().unwrap_or(0);
    let raised = hit.raised.map(|raised| Rich::new(because(raised), BOLD));
    raised.into_iter().chain(rows.iter().map(|row| line(row, digits, width))).collect()
}

/// Why a hit stands before those with a greater score.
fn because(raised: Raised) -> &'static str {
    match raised {
        Raised::Pin => "raised: the settings pin it to these words",
        Raised::Title => "raised: these words are its title, or an alias of it",
        Raised::Heading => "raised: these words are one of its headings",
        Raised::TitleBeginning => "raised: its title begins with these words",
        Raised::TitleMisspelt => "raised: these words are its title but for a misspelling",
    }
}

/// A part that is made of one alone shares its line; one that is nothing is made of nothing.
fn push(factor: &Factor, depth: usize, rows: &mut Vec<Row>) {
    let (mut own, mut name) = (factor, factor.name.clone());
    while let ([only], Operation::Sum | Operation::Product) = (own.parts.as_slice(), own.operation) {
        own = only;
        name = format!("{name} = {}", own.name);
    }
    let parts = if own.value == 0.0 { &[][..] } else { &own.parts };
    let made = match own.operation {
        _ if parts.is_empty() => String::new(),
        Operation::Sum => " = sum of".to_owned(),
        Operation::Product => " = product of".to_owned(),
        Operation::Saturation => format!(" = x / ({K1} + x), x the sum of"),
    };
    rows.push(Row { value: format!("{:.4}", own.value), depth, name, made });
    parts.iter().for_each(|part| push(part, depth + 1, rows));
}

fn line(row: &Row, digits: usize, width: Option<usize>) -> Rich {
    let before = format!("{:>digits$}  {}", row.value, " ".repeat(row.depth * INDENT));
    let room = width.map_or(usize::MAX, |width| width.saturating_sub(before.len()));
    // Where there is no room, a name says more than how its value is made.
    let made = if room >= LEAST_NAME + row.made.len() { row.made.as_str() } else { "" };
    let name = fitted(&row.name, room.saturating_sub(made.len()).max(LEAST_NAME));
    Rich::new(&before, DIM).and(&name, PLAIN).and(made, DIM)
}
