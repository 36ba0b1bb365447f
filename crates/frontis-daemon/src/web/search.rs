//! The search page at `/`.

use askama::Template;
use frontis::search::{Results, Sort};

use super::assets::{SCRIPT, STYLE};
use super::chips::{Chip, chips};
use super::collection::Collection;
use super::describe;
use super::empty::{Empty, empty};
use super::facets::{Group, groups};
use super::hits::{HitView, hit};
use super::links::{changed, link, same_field, without_filters};
use super::notes::{NoteView, notes};
use super::paging::{Paging, listed, paging};
use super::rendered;
use crate::http::parameters::SearchParameters;
use crate::http::problem::ApiError;

/// The whole page. Its skeleton is always there, whatever happened, so that the script can swap its parts.
#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage<'a> {
    title: String,
    heading: String,
    style: String,
    script: String,
    q: &'a str,
    /// Parameters that the form passes on and has no control for.
    carried: Vec<(String, String)>,
    sort: &'static str,
    total: String,
    found: Found,
    groups: Vec<Group>,
}

/// What stands between the total and the end of the hits.
enum Found {
    Answer(Box<Answer>),
    Failure(Failure),
}

#[derive(Default)]
struct Answer {
    did_you_mean: Option<(String, String)>,
    notes: Vec<NoteView>,
    chips: Vec<Chip>,
    /// The choices beyond those that have a chip.
    more_chips: usize,
    /// The same search without any choice, where there is one.
    clear: Option<String>,
    /// This search again, where the time ran out with hits to show.
    again: Option<String>,
    first: usize,
    hits: Vec<HitView>,
    empty: Option<Empty>,
    paging: Paging,
}

/// Why there is no answer, and what to do.
struct Failure {
    problem: &'static str,
    detail: String,
    hint: Option<String>,
    documentation: &'static str,
    /// The address may work in a moment.
    passes: bool,
}

/// The page with the answer to a search.
pub fn search_page(collection: &Collection, parameters: &SearchParameters, results: &Results) -> String {
    let q = parameters.q.as_str();
    let groups = groups(&results.facets, parameters, collection);
    let mut page = page(collection, q, Found::Answer(Box::new(answer(collection, parameters, results))));
    page.carried = carried(parameters, &groups);
    page.groups = groups.into_iter().map(|(_, group)| group).collect();
    page.sort = parameters.sort_name();
    page.total = describe::total(results);
    rendered(&page)
}

/// The page for a search that cannot be answered.
pub fn failed_search_page(collection: &Collection, q: &str, error: &ApiError) -> String {
    let failure = Failure {
        problem: error.problem.title(),
        detail: error.detail.clone(),
        hint: error.hint.clone(),
        documentation: error.problem.documentation(),
        passes: error.problem.status() >= 500,
    };
    rendered(&page(collection, q, Found::Failure(failure)))
}

fn page<'a>(collection: &Collection, q: &'a str, found: Found) -> SearchPage<'a> {
    let heading = collection.title();
    SearchPage {
        title: if q.trim().is_empty() { heading.clone() } else { format!("{} – {heading}", beginning(q)) },
        heading,
        style: STYLE.name(),
        script: SCRIPT.name(),
        q,
        carried: Vec::new(),
        sort: "relevance",
        total: String::new(),
        found,
        groups: Vec::new(),
    }
}

/// What of a query fits a window's title.
fn beginning(q: &str) -> String {
    q.trim().chars().take(200).collect()
}

fn answer(collection: &Collection, parameters: &SearchParameters, results: &Results) -> Answer {
    let q = parameters.q.as_str();
    let first = parameters.offset + 1;
    let (chips, more_chips) = chips(parameters, &collection.intervals);
    let better = results.did_you_mean.as_ref();
    Answer {
        did_you_mean: better.map(|better| (better.clone(), changed(parameters, |next| better.clone_into(&mut next.q)))),
        notes: notes(results).into_iter().map(|note| NoteView::new(note, parameters)).collect(),
        clear: (!chips.is_empty()).then(|| without_filters(parameters)),
        again: (results.timed_out && !results.hits.is_empty()).then(|| link(parameters)),
        first,
        hits: results.hits.iter().enumerate().map(|(at, found)| hit(collection, q, first + at, found)).collect(),
        empty: empty(parameters, results, &chips),
        paging: paging(parameters, listed(parameters, results)),
        chips,
        more_chips,
    }
}

/// What the form must carry along: everything but what has a control of its own, and but the offset, because a new
/// search begins at the first hit.
fn carried(parameters: &SearchParameters, groups: &[(&str, Group)]) -> Vec<(String, String)> {
    let mut rest = SearchParameters { q: String::new(), sort: Sort::default(), offset: 0, ..parameters.clone() };
    rest.selections.retain(|(own, _)| !groups.iter().any(|(field, _)| same_field(own, field)));
    for (field, group) in groups.iter().filter(|(_, group)| !group.carried().is_empty()) {
        rest.selections.push(((*field).to_owned(), group.carried().to_vec()));
    }
    form_urlencoded::parse(rest.query_string().as_bytes()).into_owned().collect()
}
