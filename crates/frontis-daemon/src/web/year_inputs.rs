//! The number inputs of year groups, sent by a form: `years.from=2010&years.to=2014` stands for `years=2010..2014`.
//! These names are the page's alone, and a facet of such a name wins over them.

use super::links::same_field;
use super::span::Span;
use crate::http::parameters::{ParameterList, SearchParameters};
use crate::http::problem::{ApiError, Problem};

/// The names of the inputs of `field`; `None` where one of them is a facet's own.
pub(super) fn names(field: &str, facets: &[String]) -> Option<[String; 2]> {
    let name = SearchParameters::selection_name(field);
    let names = [format!("{name}.from"), format!("{name}.to")];
    (!facets.contains(&names[0]) && !facets.contains(&names[1])).then_some(names)
}

/// The search that inputs of the fields in `intervals` stand for; `None` where `list` holds no such input.
///
/// What the inputs say replaces other selections of the field; inputs that are all empty say nothing.
///
/// # Errors
/// `parameter_invalid` for what is no year, `parameter_repeated`.
pub fn without_inputs(
    list: &ParameterList,
    intervals: &[String],
    facets: &[String],
) -> Result<Option<ParameterList>, ApiError> {
    let mut settled: Option<ParameterList> = None;
    for (field, names) in intervals.iter().filter_map(|field| Some((field, names(field, facets)?))) {
        if !list.iter().any(|(name, _)| names.iter().any(|own| own == name)) {
            continue;
        }
        let span = Span::between(year(list, &names[0])?, year(list, &names[1])?);
        let mut rest = settled.take().unwrap_or_else(|| list.clone());
        rest = rest.filtered(|name| !names.iter().any(|own| own == name));
        if span != Span::default() {
            let own = SearchParameters::selection_name(field);
            let prefixed = |name: &str| name.strip_prefix("f.").is_some_and(|name| same_field(name, field));
            rest = rest.filtered(|name| !same_field(name, &own) && !prefixed(name));
            rest = rest.with(&own, span.to_string());
        }
        settled = Some(rest);
    }
    Ok(settled)
}

fn year(list: &ParameterList, name: &str) -> Result<Option<i32>, ApiError> {
    let mut values = list.iter().filter(|(own, _)| *own == name).map(|(_, value)| value.trim());
    let value = values.next().unwrap_or_default();
    if values.next().is_some() {
        return Err(ApiError::new(Problem::ParameterRepeated, format!("{name} takes one value")).parameter(name));
    }
    if value.is_empty() {
        return Ok(None);
    }
    let year = value.parse().ok().filter(|year| (1000..=2999).contains(year));
    year.map(Some).ok_or_else(|| {
        let shown: String = value.chars().take(40).collect();
        let detail = format!("{name} must be a year from 1000 to 2999, not {shown:?}");
        ApiError::new(Problem::ParameterInvalid, detail).parameter(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(query: &str) -> Result<Option<ParameterList>, ApiError> {
        let intervals = ["years", "limit"].map(str::to_owned);
        let facets = ["years", "limit", "regions"].map(str::to_owned);
        without_inputs(&ParameterList::from_form(query.as_bytes()), &intervals, &facets)
    }

    #[track_caller]
    fn check(query: &str, expected: &str) {
        assert_eq!(settled(query), Ok(Some(ParameterList::from_form(expected.as_bytes()))), "{query}");
    }

    #[test]
    fn inputs_become_one_selection() {
        check("q=a&years.from=2010&years.to=2014&sort=x", "q=a&sort=x&years=2010..2014");
        check("years.from=2014&years.to=2010", "years=2010..2014");
        check("years.from=2010&years.to=", "years=2010..");
        check("years.to=+2014", "years=..2014");
        check("years.from=2010&years.to=2010", "years=2010");
        check("f.limit.from=1999", "f.limit=1999..");
        check("limit=5&f.limit.from=1999", "limit=5&f.limit=1999..");
        assert_eq!(settled("q=a&years=2010&from=3"), Ok(None));
    }

    #[test]
    fn inputs_replace_other_selections_unless_they_are_all_empty() {
        check("years=2005&regions=Asia&f.years=2007&years.from=2010", "regions=Asia&years=2010..");
        check("years=2005&years=2007&years.from=&years.to=", "years=2005&years=2007");
    }

    #[test]
    fn what_is_no_year_is_refused_with_the_reason() {
        for query in ["years.from=soon", "years.to=999", "years.from=3000", "years.from=2010.5"] {
            let error = settled(query).unwrap_err();
            assert_eq!(error.problem, Problem::ParameterInvalid, "{query}");
            assert!(error.detail.contains("year from 1000 to 2999"), "{}", error.detail);
        }
        assert_eq!(settled("years.to=2000&years.to=2001").unwrap_err().problem, Problem::ParameterRepeated);
    }

    #[test]
    fn a_facet_of_the_name_wins() {
        let names = ["years".to_owned(), "years.to".to_owned()];
        let list = ParameterList::from_form(b"years.to=a");
        assert_eq!(without_inputs(&list, &names[..1], &names), Ok(None));
    }
}
