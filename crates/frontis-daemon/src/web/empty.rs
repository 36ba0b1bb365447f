//! What the page says where it has no hit to show, and what to try next.

use frontis::search::{Fate, Match, Results, SortKey};

use super::chips::Chip;
use super::links::{changed, link};
use crate::http::parameters::SearchParameters;

/// Links that take back one filter; further ones are among the chips.
const MOST_FILTERS: usize = 10;

/// A heading and what to try.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Empty {
    pub(super) heading: &'static str,
    pub(super) advice: Vec<Advice>,
}

/// A sentence around at most one link.
#[derive(Debug, PartialEq, Eq, Default)]
pub(super) struct Advice {
    pub(super) before: &'static str,
    /// The text, and where it leads.
    pub(super) link: Option<(String, String)>,
    pub(super) after: &'static str,
    /// The link repeats the search that is shown.
    pub(super) again: bool,
}

impl Advice {
    fn text(before: &'static str) -> Self {
        Self { before, ..Self::default() }
    }

    fn link(before: &'static str, text: &str, link: String, after: &'static str) -> Self {
        Self { before, link: Some((text.to_owned(), link)), after, again: false }
    }
}

/// What to say of `results`; `None` where there are hits, or none were asked for.
pub(super) fn empty(parameters: &SearchParameters, results: &Results, chips: &[Chip]) -> Option<Empty> {
    if !results.hits.is_empty() || parameters.limit == 0 {
        return None;
    }
    let narrowed = !parameters.selections.is_empty() || parameters.filter.is_some();
    Some(if results.timed_out {
        let again = Advice::link("", "Search again", link(parameters), " in a moment, or for fewer words.");
        Empty { heading: "No page was found in time", advice: vec![Advice { again: true, ..again }] }
    } else if parameters.offset > 0 && results.total + results.partial_total > 0 {
        let first = changed(parameters, |_| {});
        Empty {
            heading: "There is nothing this far down",
            advice: vec![Advice::link("", "Go to the first pages found", first, ".")],
        }
    } else if parameters.q.trim().is_empty() && !narrowed {
        let advice =
            "No Markdown file in the folder became a page. The command “frontis check” names each file and why.";
        Empty { heading: "There are no pages here yet", advice: vec![Advice::text(advice)] }
    } else {
        Empty { heading: "No page matches", advice: nothing_found(parameters, results, chips) }
    })
}

fn nothing_found(parameters: &SearchParameters, results: &Results, chips: &[Chip]) -> Vec<Advice> {
    let mut advice: Vec<Advice> = chips
        .iter()
        .take(MOST_FILTERS)
        .map(|chip| Advice::link("Remove ", &format!("{}: {}", chip.label, chip.value), chip.link.clone(), ""))
        .collect();
    if any_word_helps(parameters, results) {
        let any = changed(parameters, |next| next.matching = Match::Any);
        advice.push(Advice::link("Find pages with ", "any of the words", any, "."));
    }
    if !parameters.q.trim().is_empty() {
        advice.push(Advice::text("Check the spelling, or use fewer or other words."));
    }
    advice.push(Advice::link("", "See every page", "./".to_owned(), ", newest first."));
    advice
}

/// Under `auto`, pages with some of the words are hits already, unless another order lists full matches only.
fn any_word_helps(parameters: &SearchParameters, results: &Results) -> bool {
    let searched = |fate: Fate| !matches!(fate, Fate::NotFound | Fate::StopWord | Fate::Excluded);
    let found = results.terms.iter().filter(|term| searched(term.fate)).count();
    let every = results.terms.iter().filter(|term| term.fate != Fate::Excluded).count();
    let hides_some = match parameters.matching {
        Match::All => true,
        Match::Auto => parameters.sort.key != SortKey::Relevance && results.partial_total > 0,
        _ => false,
    };
    hides_some && found > 0 && every > 1
}
