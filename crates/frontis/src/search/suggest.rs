//! Other spellings of a whole query, made of the collection's own words.
//!
//! *Did you mean*: a word that few pages hold may be a misspelling that their authors made too. It is replaced by a
//! similar word that many more pages hold, and the query is suggested when it finds more. *Near names*: the query with
//! each corrected word in the spellings it is searched in, for pages whose title that is.

use super::expand::{Expanded, Searched, expand};
use super::forms::spellings;
use super::{Context, Fate};
use crate::engine::{Outcome, Plan, Tier};
use crate::error::Result;

/// A word on more pages is taken to be what was meant.
const MOST_PAGES: u64 = 50;
/// The other word must be on so many times as many pages.
const TIMES_AS_MANY: u64 = 10;

/// The query in a better spelling, if there is one that finds more. `plan` is how the query was asked.
pub(super) fn did_you_mean(
    context: &Context,
    query: &str,
    expanded: &Expanded,
    plan: &Plan,
    outcome: &Outcome,
) -> Result<Option<String>> {
    if expanded.terms.iter().any(|term| term.fate == Fate::Corrected) {
        return Ok(None);
    }
    let mut better = query.to_owned();
    // From the back, so that ranges before stay true.
    for searched in expanded.searched.iter().rev() {
        if let Some(word) = likelier(context, searched, outcome.slot_pages[searched.slot], plan)? {
            better.replace_range(searched.unit.range.clone(), &word);
        }
    }
    if better == query {
        return Ok(None);
    }
    let again = expand(context, &better, &plan.budget)?;
    let plan = Plan {
        slots: again.slots,
        name: None,
        near_names: Vec::new(),
        facets: Vec::new(),
        limit: 0,
        explain: false,
        ..plan.clone()
    };
    let found = context.snapshot.search(&plan)?;
    let finds_more = match (outcome.tier, found.tier) {
        (Tier::Partial, Tier::Full) => found.total > 0,
        (mine, theirs) => mine == theirs && found.total > outcome.total,
    };
    Ok((finds_more && !found.timed_out).then_some(better))
}

/// More near names are not looked for.
const MOST_NEAR_NAMES: usize = 64;

/// The query with its corrected words in other spellings, at most 64 of them; the nearest of each word come first. None
/// where nothing is corrected. O(64 · length).
pub(super) fn near_names(query: &str, expanded: &Expanded) -> Vec<String> {
    let corrected: Vec<&Searched> =
        expanded.searched.iter().filter(|searched| !searched.meaning.spellings.is_empty()).collect();
    if corrected.is_empty() {
        return Vec::new();
    }
    // So many of each word that their combinations are not too many.
    let each = (MOST_NEAR_NAMES as f64).powf(1.0 / corrected.len() as f64) as usize;
    let mut names = vec![query.to_owned()];
    // From the back, so that ranges before stay true.
    for searched in corrected.into_iter().rev() {
        let spellings = || searched.meaning.spellings.iter().take(each.max(1));
        let respelt = |name: &String, spelling: &String| {
            let mut name = name.clone();
            name.replace_range(searched.unit.range.clone(), spelling);
            name
        };
        names = names.iter().flat_map(|name| spellings().map(move |spelling| respelt(name, spelling))).collect();
    }
    names
}

/// A word that is likelier to be meant than that of a unit which `pages` hold.
fn likelier(context: &Context, searched: &Searched, pages: u64, plan: &Plan) -> Result<Option<String>> {
    let word = searched.unit.word().filter(|_| searched.unit.is_free() && (1..=MOST_PAGES).contains(&pages));
    let Some(word) = word else { return Ok(None) };
    let spellings = spellings(context, word, &plan.budget)?;
    Ok(spellings.into_iter().find(|other| other.pages >= pages * TIMES_AS_MANY).map(|other| other.term))
}
