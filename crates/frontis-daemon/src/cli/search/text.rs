//! The answer to a search as people read it.

use frontis::search::Results;

use super::advice::advice;
use super::facets::facets;
use super::hits::hit;
use super::links::Links;
use crate::cli::output::Terminal;
use crate::cli::style::{BOLD, PLAIN, Rich};
use crate::http::parameters::SearchParameters;
use crate::web::{Note, Piece, listed, notes, total};

/// What an answer is shown with.
pub(super) struct View<'a> {
    pub(super) terminal: &'a Terminal,
    pub(super) links: Links,
    /// The facets whose values are years of activity.
    pub(super) intervals: Vec<String>,
}

/// Longer lines of text are hard to read; tables take what there is.
const WIDEST_TEXT: usize = 100;
/// Where lines have no end, tables stop here.
const TABLE: usize = 80;

impl View<'_> {
    /// The columns of running text.
    pub(super) fn text_width(&self) -> Option<usize> {
        self.terminal.width.map(|width| width.min(WIDEST_TEXT))
    }

    /// The columns of tables.
    pub(super) fn table_width(&self) -> usize {
        self.terminal.width.unwrap_or(TABLE)
    }
}

/// Hits, what was found in all, what became of odd words, facets; an empty line between these.
pub(super) fn text(results: &Results, parameters: &SearchParameters, view: &View<'_>) -> String {
    let last = parameters.offset + results.hits.len();
    let digits = last.to_string().len();
    let numbered = results.hits.iter().zip(parameters.offset + 1..);
    let mut parts: Vec<Vec<String>> = numbered.map(|(found, number)| hit(found, number, digits, view)).collect();
    parts.push(summary(results, parameters, view));
    parts.extend(facets(&results.facets, view));
    let parts: Vec<String> = parts.into_iter().map(|lines| lines.join("\n") + "\n").collect();
    parts.join("\n")
}

fn summary(results: &Results, parameters: &SearchParameters, view: &View<'_>) -> Vec<String> {
    let mut remarks = vec![Rich::new(&total(results), BOLD)];
    remarks.extend(notes(results).iter().map(note));
    let mut sentences: Vec<String> = Vec::new();
    sentences.extend(results.did_you_mean.as_ref().map(|better| format!("Did you mean “{better}”?")));
    sentences.extend(paging(results, parameters));
    if results.total + results.partial_total == 0 {
        sentences.extend(advice(results, parameters));
    }
    remarks.extend(sentences.iter().map(|sentence| Rich::new(sentence, PLAIN)));
    remarks.iter().flat_map(|remark| remark.lines(view.text_width(), view.terminal.styled)).collect()
}

fn note(note: &Note) -> Rich {
    note.pieces.iter().fold(Rich::default(), |rich, piece| match piece {
        Piece::Text(text) => rich.and(text, PLAIN),
        Piece::Instead { word, .. } => rich.and("“", PLAIN).and(word, BOLD).and("”", PLAIN),
    })
}

/// Which hits these are, and how to get the next ones.
fn paging(results: &Results, parameters: &SearchParameters) -> Option<String> {
    let listed = listed(parameters, results);
    let (offset, shown) = (parameters.offset, results.hits.len());
    let after = offset + shown;
    let more = after < listed;
    let these = match shown {
        1 => format!("Hit {after}"),
        _ => format!("Hits {} to {after}", offset + 1),
    };
    match shown {
        0 if offset > 0 && listed > 0 => Some(format!("No hit from {} on; the last is {listed}.", offset + 1)),
        0 => None,
        _ if more => Some(format!("{these}; --offset {after} shows the next.")),
        _ if offset > 0 => Some(format!("{these}, the last.")),
        _ => None,
    }
}
