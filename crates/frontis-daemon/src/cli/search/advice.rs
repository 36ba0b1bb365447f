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
    let narrowed = [!parameters.selections.is_empty(), parameters.filter.is_some()];
    let unknown = results.terms.iter().any(|term| term.fate == Fate::NotFound);
    let excluded = results.terms.iter().any(|term| term.fate == Fate::Excluded);
    if unknown && !parameters.q.contains(':') {
        sentences.push("Try another spelling, or the first letters: the last word is also a beginning.".to_owned());
    } else if narrowed.contains(&true) {
        let names = ["--facet", "--filter"].iter().zip(narrowed).filter(|(_, given)| *given).map(|(name, _)| *name);
        sentences.push(format!("Try without {}.", names.collect::<Vec<_>>().join(" and ")));
    } else if parameters.matching == Match::All {
        sentences.push("Try --match auto, which also shows pages that miss a word.".to_owned());
    } else if excluded {
        sentences.push("Try without the words that leave pages out.".to_owned());
    } else if parameters.q.contains(['"', ':']) {
        sentences.push("Try without quotes and field names.".to_owned());
    }
    sentences
}
