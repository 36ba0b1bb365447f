//! Facet groups of the search page: checkboxes with counts, and links that take a choice back.

use frontis::search::{FacetCounts, ValueCount};

use super::describe::{grouped, label};
use crate::http::parameters::SearchParameters;

/// Values shown before the rest folds away.
const TOP: usize = 10;
/// Chips shown. Each link holds the whole search, so that all chips grow with the square of the choices.
const MOST_CHIPS: usize = 50;

/// One facet.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// Its name for people.
    pub(super) label: String,
    /// The values everyone sees.
    pub(super) top: Vec<Choice>,
    /// The others.
    pub(super) rest: Vec<Choice>,
    /// The others are shown at once, because one of them is chosen.
    pub(super) open: bool,
    /// Values beyond those listed.
    pub(super) left_out: Option<String>,
}

/// One value.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// The parameter its checkbox sets.
    pub(super) name: String,
    /// What it sets it to.
    pub(super) value: String,
    /// The pages that hold it.
    pub(super) count: String,
    /// It is chosen.
    pub(super) selected: bool,
}

/// The groups of an answer; facets without values are left out.
pub(super) fn groups(facets: &[FacetCounts]) -> Vec<Group> {
    facets.iter().filter(|facet| !facet.values.is_empty()).map(group).collect()
}

fn group(facet: &FacetCounts) -> Group {
    let name = SearchParameters::selection_name(&facet.field);
    let mut choices: Vec<Choice> = facet.values.iter().map(|value| choice(&name, value)).collect();
    if counts_up(&facet.values) {
        // Of years, the last are looked for most.
        choices.reverse();
    }
    let rest = choices.split_off(choices.len().min(TOP));
    let listed = facet.values.iter().filter(|value| value.count > 0).count();
    let left_out = facet.distinct.saturating_sub(listed);
    Group {
        label: label(&facet.field),
        open: rest.iter().any(|choice| choice.selected),
        top: choices,
        rest,
        left_out: (left_out > 0).then(|| grouped(left_out as u64)),
    }
}

/// True for numbers that stand least first, which is how years come.
fn counts_up(values: &[ValueCount]) -> bool {
    let numbers: Option<Vec<f64>> = values.iter().map(|value| value.value.parse().ok()).collect();
    numbers.is_some_and(|numbers| numbers.is_sorted())
}

fn choice(name: &str, value: &ValueCount) -> Choice {
    Choice { name: name.to_owned(), value: value.value.clone(), count: grouped(value.count), selected: value.selected }
}

/// A choice in force, and the link that takes it back.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Chip {
    /// The facet's name for people.
    pub(super) label: String,
    /// The chosen value as the URL has it.
    pub(super) value: String,
    /// The same search without it.
    pub(super) link: String,
}

/// The first choices of a search, and how many are not among them.
pub(super) fn chips(parameters: &SearchParameters) -> (Vec<Chip>, usize) {
    let fields = parameters.selections.iter().enumerate();
    let choices = fields.flat_map(|(at, (field, values))| values.iter().map(move |value| (at, field, value)));
    let all = choices.clone().count();
    let chips = choices.take(MOST_CHIPS).map(|(at, field, value)| {
        let mut without = parameters.clone();
        without.offset = 0;
        without.selections[at].1.retain(|other| other != value);
        Chip { label: label(field), value: value.clone(), link: format!("./?{}", without.query_string()) }
    });
    (chips.collect(), all.saturating_sub(MOST_CHIPS))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facet(values: usize, selected: usize) -> FacetCounts {
        let value =
            |at: usize| ValueCount { value: format!("v{at}"), count: 1000 + at as u64, selected: at == selected };
        FacetCounts {
            field: "sort".to_owned(),
            values: (0..values).map(value).collect(),
            distinct: values + 3,
            range: None,
        }
    }

    #[test]
    fn ten_values_show_and_the_rest_folds_unless_chosen() {
        let group = group(&facet(12, 11));
        assert_eq!((group.top.len(), group.rest.len(), group.open), (10, 2, true));
        assert_eq!(group.left_out.as_deref(), Some("3"));
        assert_eq!(group.top[1].count, "1,001");
        assert_eq!(group.top[0].name, "f.sort", "a facet named like a parameter has a prefix");
        assert!(!super::group(&facet(12, 3)).open);
    }

    #[test]
    fn years_come_last_first_and_other_numbers_as_they_are() {
        let shown = |numbers: &[&str]| {
            let value = |number: &&str| ValueCount { value: (*number).to_owned(), count: 1, selected: false };
            let counts = FacetCounts { values: numbers.iter().map(value).collect(), ..FacetCounts::default() };
            group(&counts).top.into_iter().map(|choice| choice.value).collect::<Vec<_>>()
        };
        assert_eq!(shown(&["998", "1999", "2005"]), ["2005", "1999", "998"]);
        assert_eq!(shown(&["4", "11", "6"]), ["4", "11", "6"], "the most frequent first");
    }

    #[test]
    fn a_chip_takes_back_one_value_and_returns_to_the_first_hits() {
        let mut parameters = SearchParameters { q: "x".to_owned(), offset: 40, ..SearchParameters::default() };
        parameters.selections = vec![("regions".to_owned(), vec!["Asia".to_owned(), "Africa".to_owned()])];
        let (chips, more) = chips(&parameters);
        let links: Vec<_> = chips.into_iter().map(|chip| chip.link).collect();
        assert_eq!((links, more), (["./?q=x&regions=Africa", "./?q=x&regions=Asia"].map(str::to_owned).to_vec(), 0));
    }

    #[test]
    fn fifty_chips_stand_for_any_number_of_choices() {
        let values = |count: usize| (0..count).map(|at| format!("v{at}")).collect();
        let selections = vec![("regions".to_owned(), values(40)), ("client".to_owned(), values(40))];
        let (chips, more) = chips(&SearchParameters { selections, ..SearchParameters::default() });
        assert_eq!((chips.len(), more), (50, 30));
        assert_eq!((chips[49].label.as_str(), chips[49].value.as_str()), ("Client", "v9"));
    }
}
