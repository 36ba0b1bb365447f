//! Hits: number, title, place, passages, missing words, and how the score came about where that was asked.

use frontis::search::{Hit, Snippet};

use super::explain::explanation;
use super::text::View;
use crate::cli::style::{BOLD, DIM, PLACE, PLAIN, Rich, WARNING};

/// The lines of a hit; `number` is right-aligned in `digits` columns and everything else stands behind it.
pub(super) fn hit(hit: &Hit, number: usize, digits: usize, view: &View<'_>) -> Vec<String> {
    let (styled, indent) = (view.terminal.styled, digits + 2);
    let width = view.text_width().map(|width| width.saturating_sub(indent).max(1));
    let title = Rich::default().and_marked(&hit.title, BOLD).linked(view.links.title(hit));
    let mut parts = vec![title, place(hit, view)];
    let passages: Vec<_> = hit.snippets.iter().filter(|snippet| !snippet.text.text.is_empty()).collect();
    // Several would read as one.
    let bullet = if passages.len() > 1 { "• " } else { "" };
    parts.extend(passages.into_iter().map(|snippet| passage(snippet, bullet, view)));
    if !hit.missing.is_empty() {
        parts.push(Rich::new("without ", WARNING).and(&hit.missing.join(", "), PLAIN));
    }
    parts.extend(explanation(hit, width));
    let mut lines: Vec<String> = parts.iter().flat_map(|part| part.lines(width, styled)).collect();
    for (at, line) in lines.iter_mut().enumerate() {
        let before =
            if at == 0 { Rich::new(&format!("{number:>digits$}. "), DIM).line(styled) } else { " ".repeat(indent) };
        line.insert_str(0, &before);
    }
    lines
}

fn place(hit: &Hit, view: &View<'_>) -> Rich {
    let file = Rich::new(&view.links.file(hit), PLACE);
    match view.links.address(hit) {
        Some(address) => file.and("  ", PLAIN).and(address, DIM),
        None => file,
    }
}

fn passage(snippet: &Snippet, bullet: &str, view: &View<'_>) -> Rich {
    let section = snippet.section.as_ref().filter(|section| !section.heading.is_empty());
    let begun = section.map(|section| {
        let heading = format!("{bullet}{}", section.heading);
        Rich::new(&heading, DIM).linked(view.links.section(section)).and(" › ", DIM)
    });
    begun.unwrap_or_else(|| Rich::new(bullet, DIM)).and_marked(&snippet.text, PLAIN)
}
