//! The parameters of a search, typed and within their ranges.

use std::ops::RangeInclusive;

use frontis::Request;
use frontis::search::{Match, Sort, SortKey};

use super::ParameterList;
use crate::http::problem::{ApiError, Problem};

/// Parameters that take one value.
const SINGLE: &[&str] = &[
    "q",
    "filter",
    "facet_limit",
    "sort",
    "limit",
    "offset",
    "match",
    "snippets",
    "snippet_chars",
    "explain",
    "deadline_ms",
];
/// Parameters that take a list of names, by commas or by repeating.
const LISTS: &[&str] = &["facets", "fields"];
/// Parameters to come. Fields of these names are reached by the prefix, so that no URL changes its meaning later.
const RESERVED: &[&str] = &["lang", "cursor"];
/// Spells a field whatever its name: `f.limit=3` selects in a field named `limit`.
const FIELD_PREFIX: &str = "f.";
/// The farthest hit that can be asked for.
pub(crate) const FARTHEST_HIT: usize = 10_000;
/// The most values that one search selects, over all fields.
const MOST_VALUES: usize = 256;
/// The most names in `facets` or `fields`.
const MOST_NAMES: usize = 256;

/// What reading parameters needs to know of the daemon and the collection.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// The facets of the collection: each is a parameter.
    pub facets: &'a [String],
    /// The most a request may ask for, in milliseconds.
    pub longest_deadline_ms: u64,
}

/// A search as asked over HTTP.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchParameters {
    /// The query string.
    pub q: String,
    /// Chosen values by field, fields in the order they first appear.
    pub selections: Vec<(String, Vec<String>)>,
    /// A filter expression.
    pub filter: Option<String>,
    /// The facets to count; `None` counts all.
    pub facets: Option<Vec<String>>,
    /// The most values per facet, 0 to 1,000.
    pub facet_limit: usize,
    /// The order of hits.
    pub sort: Sort,
    /// The most hits, 0 to 100.
    pub limit: usize,
    /// Hits to pass over; offset + limit is at most 10,000.
    pub offset: usize,
    /// Which pages are candidates.
    pub matching: Match,
    /// Snippets per hit, 1 to 5.
    pub snippets: usize,
    /// The most Unicode scalar values of a snippet, 40 to 1,000.
    pub snippet_chars: usize,
    /// The fields to return with each hit; `None` returns all.
    pub fields: Option<Vec<String>>,
    /// Each hit says how its score came about.
    pub explain: bool,
    /// Gives up after so many milliseconds; never later than the daemon itself would.
    pub deadline_ms: Option<u64>,
}

impl Default for SearchParameters {
    fn default() -> Self {
        Self {
            q: String::new(),
            selections: Vec::new(),
            filter: None,
            facets: None,
            facet_limit: 100,
            sort: Sort::default(),
            limit: 20,
            offset: 0,
            matching: Match::Auto,
            snippets: 1,
            snippet_chars: 200,
            fields: None,
            explain: false,
            deadline_ms: None,
        }
    }
}

impl SearchParameters {
    /// Reads a list of parameters; what is not there has its default.
    ///
    /// # Errors
    /// `parameter_unknown`, `parameter_invalid`, `parameter_repeated`, `request_invalid`.
    pub fn read(list: &ParameterList, rules: Rules<'_>) -> Result<Self, ApiError> {
        if let Some(name) = SINGLE.iter().find(|name| list.iter().filter(|(own, _)| own == *name).count() > 1) {
            return Err(ApiError::new(Problem::ParameterRepeated, format!("{name} takes one value")).parameter(name));
        }
        let mut parameters = Self::default();
        for (name, value) in list.iter() {
            parameters.set(name, value, rules)?;
        }
        if parameters.offset + parameters.limit > FARTHEST_HIT {
            let detail = format!("offset + limit is {}", parameters.offset + parameters.limit);
            return Err(
                ApiError::new(Problem::RequestInvalid, detail + "; it must be at most 10000").parameter("offset")
            );
        }
        Ok(parameters)
    }

    /// True for a name that a search takes.
    pub fn knows(name: &str, facets: &[String]) -> bool {
        let is_facet = || !RESERVED.contains(&name) && facets.iter().any(|facet| facet == name);
        SINGLE.contains(&name) || LISTS.contains(&name) || name.starts_with(FIELD_PREFIX) || is_facet()
    }

    /// The name of the parameter that selects in `field`.
    pub fn selection_name(field: &str) -> String {
        let taken = [SINGLE, LISTS, RESERVED].iter().any(|names| names.contains(&field));
        if taken || field.starts_with(FIELD_PREFIX) { format!("{FIELD_PREFIX}{field}") } else { field.to_owned() }
    }

    /// The library's request; the caller sets the deadline.
    pub fn request(&self) -> Request {
        let mut request = Request::new(self.q.as_str())
            .facet_limit(self.facet_limit)
            .sort(self.sort.clone())
            .limit(self.limit)
            .offset(self.offset)
            .matching(self.matching)
            .snippets(self.snippets)
            .snippet_chars(self.snippet_chars)
            .explain(self.explain);
        for (field, values) in &self.selections {
            request = request.select(field.as_str(), values.iter().map(String::as_str));
        }
        if let Some(filter) = &self.filter {
            request = request.filter(filter.as_str());
        }
        if let Some(facets) = &self.facets {
            request = request.facets(facets.iter().map(String::as_str));
        }
        if let Some(fields) = &self.fields {
            request = request.fields(fields.iter().map(String::as_str));
        }
        request
    }

    fn set(&mut self, name: &str, value: &str, rules: Rules<'_>) -> Result<(), ApiError> {
        match name {
            "q" => value.clone_into(&mut self.q),
            "filter" => self.filter = Some(value.to_owned()).filter(|filter| !filter.trim().is_empty()),
            "facets" => push_names(name, &mut self.facets, value)?,
            "fields" => push_names(name, &mut self.fields, value)?,
            "facet_limit" => self.facet_limit = number(name, value, 0..=1000)?,
            "sort" => self.sort = Sort { key: order(name, value)? },
            "limit" => self.limit = number(name, value, 0..=100)?,
            "offset" => self.offset = number(name, value, 0..=FARTHEST_HIT)?,
            "match" => self.matching = choice(name, value, &matches())?,
            "snippets" => self.snippets = number(name, value, 1..=5)?,
            "snippet_chars" => self.snippet_chars = number(name, value, 40..=1000)?,
            "explain" => self.explain = choice(name, value, &[("true", true), ("false", false)])?,
            "deadline_ms" => {
                let longest = usize::try_from(rules.longest_deadline_ms).unwrap_or(usize::MAX);
                self.deadline_ms = Some(number(name, value, 1..=longest)? as u64);
            }
            _ if RESERVED.contains(&name) => return Err(reserved(name)),
            _ => self.select(name, value, rules)?,
        }
        Ok(())
    }

    /// An empty value selects nothing: it is what a form sends for "any".
    fn select(&mut self, name: &str, value: &str, rules: Rules<'_>) -> Result<(), ApiError> {
        let field = match name.strip_prefix(FIELD_PREFIX) {
            Some(field) => field,
            None if rules.facets.iter().any(|facet| facet == name) => name,
            None => return Err(unknown(name, rules.facets)),
        };
        if value.is_empty() {
            return Ok(());
        }
        if self.selections.iter().map(|(_, values)| values.len()).sum::<usize>() == MOST_VALUES {
            let detail = format!("more than {MOST_VALUES} values are selected");
            return Err(ApiError::new(Problem::ParameterInvalid, detail).parameter(&beginning(name)));
        }
        match self.selections.iter_mut().find(|(own, _)| own == field) {
            Some((_, values)) => values.push(value.to_owned()),
            None => self.selections.push((field.to_owned(), vec![value.to_owned()])),
        }
        Ok(())
    }
}

/// The orders by their names on the wire.
pub(crate) fn sorts() -> [(&'static str, SortKey); 3] {
    [
        ("relevance", SortKey::Relevance),
        ("date:desc", SortKey::Date { descending: true }),
        ("date:asc", SortKey::Date { descending: false }),
    ]
}

/// The ways to match by their names on the wire.
pub(crate) fn matches() -> [(&'static str, Match); 3] {
    [("auto", Match::Auto), ("all", Match::All), ("any", Match::Any)]
}

/// A name that is there already is not taken twice.
fn push_names(name: &str, list: &mut Option<Vec<String>>, value: &str) -> Result<(), ApiError> {
    let list = list.get_or_insert_default();
    for own in value.split(',').map(str::trim).filter(|own| !own.is_empty()) {
        if list.iter().any(|other| other == own) {
            continue;
        }
        if list.len() == MOST_NAMES {
            let detail = format!("{name} holds more than {MOST_NAMES} names");
            return Err(ApiError::new(Problem::ParameterInvalid, detail).parameter(name));
        }
        list.push(own.to_owned());
    }
    Ok(())
}

/// An order; one by a field is told apart from a slip.
fn order(name: &str, value: &str) -> Result<SortKey, ApiError> {
    let sorts = sorts();
    choice(name, value, &sorts).map_err(|error| {
        let by_field = value.ends_with(":asc") || value.ends_with(":desc");
        if !by_field || value.starts_with("relevance:") {
            return error;
        }
        let orders = sorts.map(|(own, _)| own).join(", ");
        let detail = format!("{name}={} is not available yet; the orders are {orders}", beginning(value));
        ApiError::new(Problem::ParameterInvalid, detail).parameter(name)
    })
}

fn reserved(name: &str) -> ApiError {
    ApiError::new(Problem::ParameterInvalid, format!("{name} is not available yet"))
        .parameter(name)
        .hint(format!("write {FIELD_PREFIX}{name}= to select in a field of this name"))
}

fn number(name: &str, value: &str, range: RangeInclusive<usize>) -> Result<usize, ApiError> {
    value.parse().ok().filter(|number| range.contains(number)).ok_or_else(|| {
        let detail = format!(
            "{name} must be a whole number from {} to {}, not {:?}",
            range.start(),
            range.end(),
            beginning(value)
        );
        ApiError::new(Problem::ParameterInvalid, detail).parameter(name)
    })
}

fn choice<T: Clone>(name: &str, value: &str, choices: &[(&str, T)]) -> Result<T, ApiError> {
    choices.iter().find(|(own, _)| *own == value).map(|(_, choice)| choice.clone()).ok_or_else(|| {
        let names: Vec<_> = choices.iter().map(|(own, _)| *own).collect();
        let detail = format!("{name} must be one of {}, not {:?}", names.join(", "), beginning(value));
        ApiError::new(Problem::ParameterInvalid, detail).parameter(name)
    })
}

fn unknown(name: &str, facets: &[String]) -> ApiError {
    let name: &str = &beginning(name);
    let error = ApiError::new(Problem::ParameterUnknown, format!("unknown parameter {name:?}")).parameter(name);
    let known = SINGLE.iter().chain(LISTS).copied().chain(facets.iter().map(String::as_str));
    match nearest(name, known) {
        Some(known) => error.hint(format!("did you mean {known:?}?")),
        None => error.hint(format!("write {FIELD_PREFIX}{name}= to select in a field that is not a facet")),
    }
}

/// The nearest of `known` to `name`, if it is near: at most a third of the letters differ, and at least one may.
pub(crate) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let most = (name.chars().count() / 3).clamp(1, 3);
    let folded = name.to_lowercase().replace('-', "_");
    known
        .map(|own| (strsim::damerau_levenshtein(&folded, &own.to_lowercase()), own))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, own)| own)
}

/// What of a value is repeated in a message.
fn beginning(value: &str) -> String {
    value.chars().take(40).collect()
}

#[cfg(test)]
mod tests;
