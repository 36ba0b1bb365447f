//! The filters in force, each with the link that takes it back.

use super::describe::label;
use super::links::{changed, same_field};
use super::span::Span;
use crate::http::parameters::SearchParameters;

/// Chips shown. Each link holds the whole search, so that all chips grow with the square of the choices.
const MOST: usize = 50;

/// A choice in force.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Chip {
    /// The facet's name for people.
    pub(super) label: String,
    /// The chosen value for people.
    pub(super) value: String,
    /// The same search without it.
    pub(super) link: String,
}

/// The first choices of a search, and how many are not among them. Fields in `intervals` hold years.
pub(super) fn chips(parameters: &SearchParameters, intervals: &[String]) -> (Vec<Chip>, usize) {
    let fields = parameters.selections.iter().enumerate();
    let choices = fields.flat_map(|(at, (field, values))| values.iter().map(move |value| (at, field, value)));
    let all = choices.clone().count() + usize::from(parameters.filter.is_some());
    let mut chips: Vec<Chip> = choices
        .take(MOST)
        .map(|(at, field, value)| {
            let is_interval = intervals.iter().any(|own| same_field(own, field));
            let span = Span::parse(value).filter(|_| is_interval);
            Chip {
                label: label(field),
                value: span.map_or_else(|| value.clone(), Span::words),
                link: changed(parameters, |next| next.selections[at].1.retain(|other| other != value)),
            }
        })
        .collect();
    if let Some(filter) = parameters.filter.as_ref().filter(|_| chips.len() < MOST) {
        let link = changed(parameters, |next| next.filter = None);
        chips.push(Chip { label: "Filter".to_owned(), value: filter.clone(), link });
    }
    let more = all - chips.len();
    (chips, more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chip_takes_back_one_value_and_returns_to_the_first_hits() {
        let mut parameters = SearchParameters { q: "x".to_owned(), offset: 40, ..SearchParameters::default() };
        parameters.selections = vec![("regions".to_owned(), vec!["Asia".to_owned(), "Africa".to_owned()])];
        let (chips, more) = chips(&parameters, &[]);
        let links: Vec<_> = chips.into_iter().map(|chip| chip.link).collect();
        assert_eq!((links, more), (["./?q=x&regions=Africa", "./?q=x&regions=Asia"].map(str::to_owned).to_vec(), 0));
    }

    #[test]
    fn fifty_chips_stand_for_any_number_of_choices() {
        let values = |count: usize| (0..count).map(|at| format!("v{at}")).collect();
        let selections = vec![("regions".to_owned(), values(40)), ("client".to_owned(), values(40))];
        let filter = Some("a = 1".to_owned());
        let (chips, more) = chips(&SearchParameters { selections, filter, ..SearchParameters::default() }, &[]);
        assert_eq!((chips.len(), more), (50, 31));
        assert_eq!((chips[49].label.as_str(), chips[49].value.as_str()), ("Client", "v9"));
    }

    #[test]
    fn years_and_expressions_have_chips_too() {
        let selections = vec![("years".to_owned(), vec!["2010..2014".to_owned()])];
        let filter = Some("client = \"A\"".to_owned());
        let parameters = SearchParameters { selections, filter, ..SearchParameters::default() };
        let (chips, _) = chips(&parameters, &["years".to_owned()]);
        let said: Vec<_> = chips.iter().map(|chip| (chip.label.as_str(), chip.value.as_str())).collect();
        assert_eq!(said, [("Active in", "2010–2014"), ("Filter", "client = \"A\"")]);
        assert_eq!(chips[1].link, "./?years=2010..2014");
    }
}
