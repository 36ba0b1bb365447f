//! The search page at `/`.

use askama::Template;
use frontis::search::{Results, Sort, SortKey, Tier};

use super::assets::{SCRIPT, STYLE};
use super::collection::Collection;
use super::facets::{Chip, Group, chips, groups};
use super::hits::{HitView, hit};
use super::{describe, rendered};
use crate::http::parameters::SearchParameters;
use crate::http::problem::ApiError;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage<'a> {
    title: String,
    heading: String,
    style: String,
    script: String,
    q: &'a str,
    /// Parameters that the form passes on and has no control for.
    hidden: Vec<(String, String)>,
    sort: &'static str,
    groups: Vec<Group>,
    chips: Vec<Chip>,
    /// The choices beyond those that have a chip.
    more_chips: usize,
    total: String,
    notes: Vec<String>,
    did_you_mean: Option<(String, String)>,
    hits: Vec<HitView>,
    first: usize,
    previous: Option<String>,
    next: Option<String>,
    /// The same words without any choice.
    clear: Option<String>,
    /// The time ran out before everything was looked at.
    timed_out: bool,
    /// Nothing was asked for but everything.
    browsing: bool,
    error: Option<String>,
}

/// The page with the answer to a search.
pub fn search_page(collection: &Collection, parameters: &SearchParameters, results: &Results) -> String {
    let q = parameters.q.as_str();
    let narrowed = !parameters.selections.is_empty() || parameters.filter.is_some();
    let mut page = blank(collection, q);
    page.hidden = hidden(parameters, results);
    page.sort = parameters.sort_name();
    page.groups = groups(&results.facets);
    (page.chips, page.more_chips) = chips(parameters);
    page.total = describe::total(results);
    page.notes = describe::words(results);
    page.did_you_mean =
        results.did_you_mean.as_ref().map(|better| (better.clone(), link_for_query(parameters, better)));
    page.hits = results.hits.iter().map(|found| hit(collection, q, found)).collect();
    page.first = parameters.offset + 1;
    (page.previous, page.next) = paging(parameters, results);
    page.clear =
        narrowed.then(|| format!("./?{}", SearchParameters { q: q.to_owned(), ..Default::default() }.query_string()));
    page.timed_out = results.timed_out;
    page.browsing = q.trim().is_empty() && !narrowed;
    rendered(&page)
}

/// The page for a search that cannot be answered.
pub fn failed_search_page(collection: &Collection, q: &str, error: &ApiError) -> String {
    let mut page = blank(collection, q);
    let hint = error.hint.as_ref().map_or_else(String::new, |hint| format!(" ({hint})"));
    page.error = Some(format!("{}: {}{hint}", error.problem.title(), error.detail));
    rendered(&page)
}

fn blank<'a>(collection: &Collection, q: &'a str) -> SearchPage<'a> {
    let heading = collection.title();
    SearchPage {
        title: if q.trim().is_empty() { heading.clone() } else { format!("{q} – {heading}") },
        heading,
        style: STYLE.name(),
        script: SCRIPT.name(),
        q,
        hidden: Vec::new(),
        sort: "relevance",
        groups: Vec::new(),
        chips: Vec::new(),
        more_chips: 0,
        total: String::new(),
        notes: Vec::new(),
        did_you_mean: None,
        hits: Vec::new(),
        first: 1,
        previous: None,
        next: None,
        clear: None,
        timed_out: false,
        browsing: false,
        error: None,
    }
}

/// What the form must carry along: everything but what has a control of its own, and but the offset, because a new
/// search begins at the first hit.
fn hidden(parameters: &SearchParameters, results: &Results) -> Vec<(String, String)> {
    let mut rest = SearchParameters { q: String::new(), sort: Sort::default(), offset: 0, ..parameters.clone() };
    rest.selections.retain(|(field, _)| !results.facets.iter().any(|facet| facet.field == *field));
    form_urlencoded::parse(rest.query_string().as_bytes()).into_owned().collect()
}

fn link_for_query(parameters: &SearchParameters, q: &str) -> String {
    let changed = SearchParameters { q: q.to_owned(), offset: 0, ..parameters.clone() };
    format!("./?{}", changed.query_string())
}

/// Links to the hits before and after these.
fn paging(parameters: &SearchParameters, results: &Results) -> (Option<String>, Option<String>) {
    let link = |offset| format!("./?{}", SearchParameters { offset, ..parameters.clone() }.query_string());
    let limit = parameters.limit;
    let previous = (parameters.offset > 0).then(|| link(parameters.offset.saturating_sub(limit)));
    let after = parameters.offset + limit;
    let reachable = after + limit <= crate::http::parameters::FARTHEST_HIT;
    let next = (limit > 0 && reachable && (after as u64) < listed(parameters, results)).then(|| link(after));
    (previous, next)
}

/// The hits that paging reaches: under relevance, the partial tier follows the full one.
fn listed(parameters: &SearchParameters, results: &Results) -> u64 {
    match (results.tier, &parameters.sort.key) {
        (Tier::Full, SortKey::Relevance) => results.total + results.partial_total,
        _ => results.total,
    }
}
