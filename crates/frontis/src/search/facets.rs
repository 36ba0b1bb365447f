//! Which fields are facets: those the settings name, then those the pages themselves suggest. A pure function of both.

use crate::config::Config;
use crate::engine::{FacetOrder, FieldStatistics};

/// The most facets found without settings.
const MOST_FOUND: usize = 20;
/// The longest value of such a facet, in Unicode scalar values.
const LONGEST_CHARS: u64 = 60;
/// The most distinct values of such a facet.
const MOST_DISTINCT: u64 = 1_000;
/// Counted wherever a page has them, beyond the limits.
const YEARS: &str = "years";
/// Fields that are never facets unless the settings say so: a page's own parts, and the bounds that make up the years.
const NEVER: [&str; 11] =
    ["title", "summary", "description", "date", "url", "slug", "permalink", "layout", "start", "end", "lang"];

/// The facets of a collection: declared ones in the order of the settings, then those found, most pages first, then the
/// years.
pub(super) fn choose(config: &Config, statistics: &[FieldStatistics], pages: u64) -> Vec<String> {
    let rules = &config.content.fields;
    let mut facets: Vec<String> = rules.iter().filter(|rule| rule.facet).map(|rule| rule.name.clone()).collect();
    let declared = |field: &str| rules.iter().any(|rule| rule.name == field);
    let mut found: Vec<&FieldStatistics> =
        statistics.iter().filter(|field| !declared(&field.field) && is_facet(field, pages)).collect();
    found.sort_by(|a, b| b.pages.cmp(&a.pages).then_with(|| a.field.cmp(&b.field)));
    facets.extend(found.into_iter().take(MOST_FOUND).map(|field| field.field.clone()));
    if !declared(YEARS) && statistics.iter().any(|field| field.field == YEARS) {
        facets.push(YEARS.to_owned());
    }
    facets
}

fn is_facet(field: &FieldStatistics, pages: u64) -> bool {
    field.pages >= 2
        && field.longest_chars <= LONGEST_CHARS
        && field.distinct * 2 <= pages
        && field.distinct <= MOST_DISTINCT
        && field.field != YEARS
        && !NEVER.contains(&field.field.as_str())
}

/// Years are shown in their order, everything else by its count.
pub(super) fn order(config: &Config, facet: &str) -> FacetOrder {
    if config.is_interval(facet) { FacetOrder::Value } else { FacetOrder::Count }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::FieldRule;

    fn field(name: &str, pages: u64, distinct: u64, longest_chars: u64) -> FieldStatistics {
        FieldStatistics { field: name.to_owned(), pages, distinct, longest_chars }
    }

    #[test]
    fn fields_that_repeat_short_values_on_several_pages_are_facets() {
        let statistics = [
            field("client", 80, 50, 60),
            field("date", 100, 2, 10),
            field("image", 90, 51, 20),
            field("lead", 100, 2, 61),
            field("once", 1, 1, 5),
            field("regions", 90, 6, 30),
            field("start", 90, 20, 4),
            field("years", 90, 70, 4),
        ];
        assert_eq!(choose(&Config::default(), &statistics, 100), ["regions", "client", "years"]);
    }

    #[test]
    fn declared_facets_come_first_whatever_the_pages_hold() {
        let rule = |name: &str, facet| FieldRule { name: name.to_owned(), facet, ..FieldRule::default() };
        let mut config = Config::default();
        config.content.fields = vec![rule("years", true), rule("rare", true), rule("regions", false)];
        assert_eq!(choose(&config, &[field("regions", 9, 2, 5), field("tags", 9, 2, 5)], 9), ["years", "rare", "tags"]);
    }

    #[test]
    fn at_most_twenty_are_found() {
        let statistics: Vec<_> = (0..30).map(|n| field(&format!("f{n:02}"), 9, 2, 5)).collect();
        assert_eq!(choose(&Config::default(), &statistics, 9).len(), 20);
    }
}
