//! Facet groups of the search page: checkboxes with counts, and years.

use std::collections::HashSet;

use frontis::search::{FacetCounts, ValueCount};
use frontis::text::fold_value;

use super::collection::Collection;
use super::describe::{grouped, label};
use super::links::selected;
use super::years::{Years, years};
use crate::http::parameters::SearchParameters;

/// Values shown before the rest folds away; groups of more can be searched within.
const TOP: usize = 10;

/// One facet.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// Values to tick.
    Values(Values),
    /// An interval of years.
    Years(Years),
}

/// The checkboxes of a facet.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Values {
    /// What ids of its elements end with.
    pub(super) id: String,
    /// The field.
    pub(super) field: String,
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
    /// Selected ranges, which no checkbox stands for, carried along by the form.
    pub(super) carried: Vec<String>,
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

impl Group {
    /// The parameter and the values of it that the form carries along for the group.
    pub(super) fn carried(&self) -> &[String] {
        match self {
            Self::Values(values) => &values.carried,
            Self::Years(years) => &years.carried,
        }
    }
}

/// Makes field names fit for ids, each its own.
#[derive(Debug, Default)]
pub(super) struct Ids(HashSet<String>);

impl Ids {
    /// The part of an id that stands for `field`.
    pub(super) fn of(&mut self, field: &str) -> String {
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let safe: String = field.chars().map(|c| if fits(c) { c } else { '-' }).collect();
        let mut id = safe.clone();
        let mut number = 1;
        while !self.0.insert(id.clone()) {
            number += 1;
            id = format!("{safe}-{number}");
        }
        id
    }
}

/// The groups of an answer with their fields: years first, a picture of the whole answer, then the facets in their order.
/// Those without anything to choose are left out.
pub(super) fn groups<'a>(
    facets: &'a [FacetCounts],
    parameters: &SearchParameters,
    collection: &Collection,
) -> Vec<(&'a str, Group)> {
    let mut ids = Ids::default();
    let groups = facets.iter().filter_map(|facet| {
        let group = if collection.intervals.contains(&facet.field) {
            Group::Years(years(facet, parameters, &mut ids)?)
        } else {
            Group::Values(values(facet, parameters, &mut ids)?)
        };
        Some((facet.field.as_str(), group))
    });
    let mut groups: Vec<_> = groups.collect();
    groups.sort_by_key(|(_, group)| matches!(group, Group::Values(_)));
    groups
}

fn values(facet: &FacetCounts, parameters: &SearchParameters, ids: &mut Ids) -> Option<Values> {
    let name = SearchParameters::selection_name(&facet.field);
    let (ranges, named): (Vec<&str>, Vec<&str>) =
        selected(parameters, &facet.field).into_iter().partition(|value| is_range(value));
    // What lies in a selected range is found, but not ticked: the box would say that the value was chosen by itself.
    let named: HashSet<String> = named.into_iter().map(fold_value).collect();
    let is_chosen =
        |value: &ValueCount| value.selected && (ranges.is_empty() || named.contains(&fold_value(&value.value)));
    let counted = facet.values.iter().filter(|value| value.count > 0 || is_chosen(value)).enumerate();
    let listed = counted.filter(|(at, value)| *at < parameters.facet_limit || is_chosen(value)).map(|(_, value)| value);
    let listed: Vec<&ValueCount> = listed.collect();
    if listed.is_empty() && ranges.is_empty() {
        return None;
    }
    let left_out = facet.distinct.saturating_sub(listed.iter().filter(|value| value.count > 0).count());
    let mut top: Vec<Choice> = listed
        .into_iter()
        .map(|value| Choice {
            name: name.clone(),
            value: value.value.clone(),
            count: grouped(value.count),
            selected: is_chosen(value),
        })
        .collect();
    let rest = top.split_off(top.len().min(TOP));
    Some(Values {
        id: ids.of(&facet.field),
        field: facet.field.clone(),
        label: label(&facet.field),
        open: rest.iter().any(|choice| choice.selected),
        top,
        rest,
        left_out: (left_out > 0).then(|| grouped(left_out as u64)),
        carried: ranges.into_iter().map(str::to_owned).collect(),
    })
}

/// True for `3..7`, which selects numbers.
fn is_range(value: &str) -> bool {
    let is_end = |text: &str| text.trim().is_empty() || text.trim().parse::<f64>().is_ok();
    value.split_once("..").is_some_and(|(from, to)| is_end(from) && is_end(to))
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

    fn group(facet: &FacetCounts, parameters: &SearchParameters) -> Values {
        values(facet, parameters, &mut Ids::default()).unwrap()
    }

    #[test]
    fn ten_values_show_and_the_rest_folds_unless_chosen() {
        let all = SearchParameters::default();
        let group = group(&facet(12, 11), &all);
        assert_eq!((group.top.len(), group.rest.len(), group.open), (10, 2, true));
        assert_eq!(group.left_out.as_deref(), Some("3"));
        assert_eq!(group.top[1].count, "1,001");
        assert_eq!(group.top[0].name, "f.sort", "a facet named like a parameter has a prefix");
        assert!(!super::values(&facet(12, 3), &all, &mut Ids::default()).unwrap().open);
    }

    #[test]
    fn values_beyond_the_limit_are_counted_and_chosen_ones_listed() {
        let group = group(&facet(150, 140), &SearchParameters::default());
        assert_eq!((group.top.len() + group.rest.len(), group.left_out.as_deref()), (101, Some("52")));
        assert!(group.open && group.rest.last().unwrap().selected);
    }

    #[test]
    fn a_range_ticks_no_box_and_is_carried_along() {
        let selections = vec![("sort".to_owned(), vec!["1..5".to_owned(), "V2".to_owned()])];
        let mut facet = facet(4, 1);
        facet.values[2].selected = true;
        let group = group(&facet, &SearchParameters { selections, ..SearchParameters::default() });
        assert_eq!(group.top.iter().map(|choice| choice.selected).collect::<Vec<_>>(), [false, false, true, false]);
        assert_eq!(group.carried, ["1..5"]);
    }

    #[test]
    fn ids_are_safe_and_each_their_own() {
        let mut ids = Ids::default();
        assert_eq!(["a b", "a.b", "a-b", "größe"].map(|field| ids.of(field)), ["a-b", "a-b-2", "a-b-3", "gr--e"]);
    }
}
