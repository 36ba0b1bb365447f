//! Links of the search page. The search in force is the only state: each link is that search with one thing changed,
//! as its shortest URL.

use crate::http::parameters::SearchParameters;

/// Where `parameters` are answered, seen from the search page.
pub(crate) fn link(parameters: &SearchParameters) -> String {
    let query = parameters.query_string();
    if query.is_empty() { "./".to_owned() } else { format!("./?{query}") }
}

/// The link to the first hits of what `change` makes of the search.
pub(super) fn changed(parameters: &SearchParameters, change: impl FnOnce(&mut SearchParameters)) -> String {
    let mut next = SearchParameters { offset: 0, ..parameters.clone() };
    change(&mut next);
    link(&next)
}

/// The link to the same search without anything that narrows it.
pub(super) fn without_filters(parameters: &SearchParameters) -> String {
    changed(parameters, |next| {
        next.selections.clear();
        next.filter = None;
    })
}

/// True for two spellings of one field: case and `-` for `_` tell none apart.
pub(super) fn same_field(one: &str, other: &str) -> bool {
    let folded = |name: &str| name.to_lowercase().replace('-', "_");
    one == other || folded(one) == folded(other)
}

/// The values that `parameters` select in `field`.
pub(super) fn selected<'a>(parameters: &'a SearchParameters, field: &str) -> Vec<&'a str> {
    let own = parameters.selections.iter().filter(|(name, _)| same_field(name, field));
    own.flat_map(|(_, values)| values.iter().map(String::as_str)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_the_search_with_one_thing_changed_from_its_first_hit() {
        let selections = vec![("f-a".to_owned(), vec!["x".to_owned()])];
        let search = SearchParameters { q: "a b".to_owned(), offset: 20, selections, ..SearchParameters::default() };
        assert_eq!(link(&search), "./?q=a+b&f-a=x&offset=20");
        assert_eq!(changed(&search, |next| next.q.clear()), "./?f-a=x");
        assert_eq!(without_filters(&search), "./?q=a+b");
        assert_eq!(link(&SearchParameters::default()), "./");
        assert_eq!(selected(&search, "F_A"), ["x"]);
    }
}
