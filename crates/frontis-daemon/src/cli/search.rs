//! `frontis search`: searches from the terminal.

use std::fmt::Write;

use frontis::content::Escaped;
use frontis::search::{FacetCounts, Hit, Results};
use frontis::{ErrorKind, Request};

use super::Outcome;
use super::arguments::{Arguments, SearchArguments};
use super::environment::Environment;
use super::open::{builder, open, remark_diagnostics, synced, warn_if_empty, warn_of_writer};
use super::output::{Failure, Terminal};
use super::style::Styled;
use crate::http::wire::SearchBody;
use crate::web::total;

pub(super) fn run(
    arguments: &Arguments,
    own: &SearchArguments,
    environment: &Environment,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let (index, bar) = open(builder(arguments, environment, &own.folder), terminal)?;
    match synced(&index, &bar) {
        Ok(report) => {
            remark_diagnostics(&report, terminal);
            warn_if_empty(&index, &report, terminal);
        }
        Err(error) if error.kind() == ErrorKind::IndexLocked => warn_of_writer(&index, "searched", terminal)?,
        Err(error) if error.kind() == ErrorKind::SyncHeld => terminal.warn(&Failure::from(error).0),
        Err(error) => return Err(error.into()),
    }
    let results = index.search(request(own))?;
    if arguments.wants_json() {
        terminal.print_json(&SearchBody::new(&results, &index.facet_names()))?;
    } else {
        terminal.print(text(&results, terminal.styled))?;
    }
    let found = results.total + results.partial_total > 0;
    Ok(if found { Outcome::Done } else { Outcome::Nothing })
}

fn request(own: &SearchArguments) -> Request {
    // The space is `arguments::with_exclusions`'s.
    let words: Vec<_> = own.query.iter().map(|word| word.trim_start()).collect();
    let mut request = Request::new(words.join(" ")).limit(usize::from(own.limit));
    for (field, value) in &own.facet {
        request = request.select(field.as_str(), [value.as_str()]);
    }
    match &own.filter {
        Some(filter) => request.filter(filter.as_str()),
        None => request,
    }
}

fn text(results: &Results, bold: bool) -> String {
    let mut out = String::new();
    for found in &results.hits {
        hit(&mut out, found, bold);
    }
    let _ = writeln!(out, "{}", total(results));
    for term in results.terms.iter().filter(|term| !matches!(term.fate.as_str(), "matched" | "prefix" | "excluded")) {
        let to = if term.to.is_empty() { String::new() } else { format!(": {}", term.to.join(", ")) };
        let fate = term.fate.as_str().replace('_', " ");
        let _ = writeln!(out, "  {} – {fate}{}", Escaped(&term.text), Escaped(&to));
    }
    if let Some(better) = &results.did_you_mean {
        let _ = writeln!(out, "  did you mean: {}", Escaped(better));
    }
    for facet in results.facets.iter().filter(|facet| !facet.values.is_empty()) {
        let _ = writeln!(out, "  {}: {}", Escaped(&facet.field), Escaped(&values(facet)));
    }
    out
}

/// Writing to a `String` cannot fail.
fn hit(out: &mut String, hit: &Hit, bold: bool) {
    let _ = writeln!(out, "{}", Styled { marked: &hit.title, bold });
    let place = if hit.url.is_empty() { &hit.id } else { &hit.url };
    let _ = writeln!(out, "  {}  ({})", Escaped(place), Escaped(&hit.id));
    for snippet in &hit.snippets {
        let _ = writeln!(out, "  {}", Styled { marked: &snippet.text, bold });
    }
    if !hit.missing.is_empty() {
        let _ = writeln!(out, "  without: {}", Escaped(&hit.missing.join(", ")));
    }
    out.push('\n');
}

/// The most frequent values on one line.
fn values(facet: &FacetCounts) -> String {
    const SHOWN: usize = 5;
    let mut values: Vec<_> = facet.values.iter().filter(|value| value.count > 0).collect();
    values.sort_by_key(|value| std::cmp::Reverse(value.count));
    let shown: Vec<_> = values.iter().take(SHOWN).map(|value| format!("{} ({})", value.value, value.count)).collect();
    let left = facet.distinct.saturating_sub(SHOWN);
    let rest = if left > 0 { format!(", {left} more") } else { String::new() };
    format!("{}{rest}", shown.join(", "))
}
