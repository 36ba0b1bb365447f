//! What to try where nothing was found.

use frontis::search::{Fate, Match, Results};

use crate::http::parameters::{SearchParameters, nearest};

/// Sentences, the likeliest cause first.
pub(super) fn advice(results: &Results, parameters: &SearchParameters) -> Vec<String> {
    let lost = results.facets.iter().filter_map(|facet| {
        let lost = facet.values.iter().find(|value| value.selected && value.count == 0)?;
        let others = facet.values.iter().filter(|value| value.count > 0).map(|value| value.value.as_str());
        let near = nearest(&lost.value, others)?;
        Some(format!("No page found has {} = {}; did you mean {near}?", facet.field, lost.value))
    });
    let mut sentences: Vec<String> = lost.collect();
    sentences.extend(likeliest(results, parameters));
    sentences
}

fn likeliest(results: &Results, parameters: &SearchParameters) -> Option<String> {
    let unknown: Vec<&str> =
        results.terms.iter().filter(|term| term.fate == Fate::NotFound).map(|term| term.text.as_str()).collect();
    let excluded = results.terms.iter().any(|term| term.fate == Fate::Excluded);
    let narrowed = [!parameters.selections.is_empty(), parameters.filter.is_some()];
    let try_this = if unknown.iter().any(|text| text.contains(char::is_whitespace)) {
        "Try the words of the phrase without quotes."
    } else if !unknown.is_empty() && parameters.q.contains(':') {
        "Try the words without a field's name."
    } else if !unknown.is_empty() {
        "Try another spelling, or the first letters: the last word is also a beginning."
    } else if narrowed.contains(&true) {
        let names = ["--facet", "--filter"].iter().zip(narrowed).filter(|(_, given)| *given).map(|(name, _)| *name);
        return Some(format!("Try without {}.", names.collect::<Vec<_>>().join(" and ")));
    } else if parameters.matching == Match::All {
        "Try --match auto, which also shows pages that miss a word."
    } else if excluded {
        "Try without the words that leave pages out."
    } else {
        return None;
    };
    Some(try_this.to_owned())
}
