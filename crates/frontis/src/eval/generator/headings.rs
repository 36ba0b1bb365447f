//! Headings that tell a page from others.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{Meant, Source};
use crate::text::fold_value;

/// A heading on more pages names none of them.
const MOST_PAGES: usize = 3;

pub(super) fn headings(sources: &[Source]) -> Meant<'_> {
    let titles: HashSet<String> = sources.iter().map(|source| fold_value(&source.page.title)).collect();
    let mut found: BTreeMap<String, (&str, BTreeSet<&str>)> = BTreeMap::new();
    for source in sources {
        let headings = source.page.sections.iter().map(|section| section.heading.as_str());
        for heading in headings.filter(|heading| !heading.is_empty()) {
            let (_, pages) = found.entry(fold_value(heading)).or_insert_with(|| (heading, BTreeSet::new()));
            pages.insert(&source.page.id);
        }
    }
    let telling = found.into_iter().filter(|(key, (_, pages))| pages.len() <= MOST_PAGES && !titles.contains(key));
    telling.map(|(_, (heading, pages))| (heading.to_owned(), pages)).collect()
}
