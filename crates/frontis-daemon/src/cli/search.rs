//! `frontis search`: searches from the terminal.

mod advice;
mod explain;
mod facets;
mod hits;
mod links;
mod text;
mod years;

use frontis::{ErrorKind, Index};

use super::Outcome;
use super::arguments::{Arguments, SearchArguments};
use super::environment::Environment;
use super::open::{builder, ready};
use super::output::{Failure, Terminal};
use crate::http::parameters::{ParameterList, Rules, SearchParameters};
use crate::http::problem::ApiError;
use crate::http::wire::SearchBody;
use links::Links;
use text::{View, text};

/// Facet values that are counted for people, who see a year that is not listed as one without pages.
const MOST_VALUES: usize = 1000;

pub(super) fn run(
    arguments: &Arguments,
    own: &SearchArguments,
    environment: &Environment,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    // What is wrong with the request is told before anything is indexed.
    let mut parameters = parameters(own)?;
    let index = ready(builder(arguments, environment, &own.folder), &own.folder, "searched", terminal)?;
    if !arguments.wants_json() {
        parameters.facet_limit = MOST_VALUES;
    }
    let results = index.search(parameters.request()).map_err(|error| unknown_field(error, &index))?;
    if arguments.wants_json() {
        terminal.print_json(&SearchBody::new(&results, &index.facet_names()))?;
    } else {
        let view = View { terminal, links: Links::new(&index, &own.folder, terminal), intervals: intervals(&index) };
        terminal.print(text(&results, &parameters, &view))?;
    }
    let found = results.total + results.partial_total > 0;
    Ok(if found { Outcome::Done } else { Outcome::Nothing })
}

/// Reads the request as `/v1/search` does: names, ranges and messages are the same.
fn parameters(own: &SearchArguments) -> Result<SearchParameters, Failure> {
    // The space is `arguments::with_exclusions`'s.
    let words: Vec<_> = own.query.iter().map(|word| word.trim_start()).collect();
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("q", &words.join(" "));
    for (field, value) in &own.facet {
        // The prefix reaches a field whatever its name; which there are is not known yet.
        form.append_pair(&format!("f.{field}"), value);
    }
    let single = [
        ("filter", &own.filter),
        ("match", &own.matching),
        ("sort", &own.sort),
        ("limit", &own.limit),
        ("offset", &own.offset),
        ("snippets", &own.snippets),
    ];
    for (name, value) in single {
        if let Some(value) = value {
            form.append_pair(name, value);
        }
    }
    if own.explain {
        form.append_pair("explain", "true");
    }
    let list = ParameterList::from_form(form.finish().as_bytes());
    SearchParameters::read(&list, Rules { facets: &[], longest_deadline_ms: 0 }).map_err(|error| refused(&error))
}

/// The message of `/v1/search`, with the parameter named as it is here.
fn refused(error: &ApiError) -> Failure {
    let dashes = error.parameter.as_ref().filter(|name| error.detail.starts_with(name.as_str())).map_or("", |_| "--");
    let hint = error.hint.as_ref().map_or_else(String::new, |hint| format!("; {hint}"));
    Failure(format!("{dashes}{}{hint}", error.detail))
}

/// A field that is like no other gets the names there are.
fn unknown_field(error: frontis::Error, index: &Index) -> Failure {
    let lost = error.kind() == ErrorKind::FieldUnknown && !error.to_string().contains("did you mean");
    let mut failure = Failure::from(error);
    if lost {
        failure.0.push_str(&match &index.facet_names()[..] {
            [] => "; this folder has no facets".to_owned(),
            names => format!("; the facets are {}", names.join(", ")),
        });
    }
    failure
}

/// The facets whose values are the years a page was active in.
fn intervals(index: &Index) -> Vec<String> {
    index.facet_names().into_iter().filter(|facet| index.config().is_interval(facet)).collect()
}
