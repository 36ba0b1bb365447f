//! The title law and the heading law, on every page of real collections.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use frontis::search::{Hit, Raised};
use frontis::text::{fold, title_key};
use frontis::{Index, Page};
use frontis_testkit::{scale, shared};

use crate::{collection, first, ids, sample};

/// The most hits of one request.
const MOST: usize = 100;
/// So many pages of a heading are raised.
const RAISED_HEADINGS: usize = 3;

/// How like a title is to a query that has its key: less is more alike.
fn likeness(title: &str, query: &str) -> u8 {
    let (title, query) = (title.trim(), query.trim());
    match () {
        () if title == query => 0,
        () if title.to_lowercase() == query.to_lowercase() => 1,
        () if fold(title) == fold(query) => 2,
        () => 3,
    }
}

/// Asks every title and heading of a collection; of large ones, each `step`th.
fn check(root: &Path, step: usize) {
    let (index, pages) = collection(root);
    let mut titles: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut headings: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut queries: BTreeSet<&str> = BTreeSet::new();
    for page in &pages {
        let own = title_key(&page.title);
        titles.entry(own.clone()).or_default().insert(&page.id);
        queries.insert(&page.title);
        for section in page.sections.iter().filter(|section| !section.heading.is_empty()) {
            let key = title_key(&section.heading);
            queries.insert(&section.heading);
            if key != own {
                headings.entry(key).or_default().insert(&page.id);
            }
        }
    }
    let by_id: BTreeMap<&str, &Page> = pages.iter().map(|page| (page.id.as_str(), page)).collect();
    let none = BTreeSet::new();
    let mut asked = (0, 0);
    for query in queries.into_iter().filter(|query| query.len() <= 4_096 && !title_key(query).is_empty()).step_by(step)
    {
        let key = title_key(query);
        let named = titles.get(&key).unwrap_or(&none);
        let carried: BTreeSet<&str> = headings.get(&key).unwrap_or(&none).difference(named).copied().collect();
        assert!(named.len() + RAISED_HEADINGS <= MOST, "{query:?}: {} pages of one title", named.len());
        let hits = first(&index, query, named.len() + RAISED_HEADINGS);
        check_titles(query, named, &hits, &by_id);
        check_headings(query, &carried, &hits[named.len().min(hits.len())..]);
        asked = (asked.0 + usize::from(!named.is_empty()), asked.1 + usize::from(!carried.is_empty()));
    }
    eprintln!("{}: {} titles, {} headings", root.display(), asked.0, asked.1);
}

fn check_titles(query: &str, named: &BTreeSet<&str>, hits: &[Hit], pages: &BTreeMap<&str, &Page>) {
    let front: Vec<&Hit> = hits.iter().take(named.len()).collect();
    let found: BTreeSet<&str> = front.iter().map(|hit| hit.id.as_str()).collect();
    assert!(found.is_subset(named) && found.len() == named.len(), "{query:?}: {found:?}, expected {named:?}");
    let key = |hit: &Hit| {
        let page = pages[hit.id.as_str()];
        let newest_first = std::cmp::Reverse(page.date);
        (likeness(&page.title, query), std::cmp::Reverse(hit.score.to_bits()), newest_first, hit.id.clone())
    };
    assert!(front.windows(2).all(|pair| key(pair[0]) < key(pair[1])), "{query:?}: {:?}", ids(hits));
    assert!(front.iter().all(|hit| hit.missing.is_empty() && hit.raised == Some(Raised::Title)), "{query:?}");
}

fn check_headings(query: &str, carried: &BTreeSet<&str>, hits: &[Hit]) {
    let raised = carried.len().min(RAISED_HEADINGS);
    assert!(hits.len() >= raised, "{query:?}: {:?} are too few for {carried:?}", ids(hits));
    for hit in &hits[..raised] {
        assert!(carried.contains(hit.id.as_str()), "{query:?}: {} has no such heading: {carried:?}", hit.id);
        assert!(hit.missing.is_empty() && hit.raised == Some(Raised::Heading), "{query:?}: {}", hit.id);
    }
    let others = hits[raised..].iter().filter(|hit| hit.raised == Some(Raised::Heading));
    assert_eq!(others.count(), 0, "{query:?}");
}

#[test]
fn every_title_and_heading_of_the_sample_leads_to_its_pages() {
    check(&sample(), 1);
}

#[test]
fn every_title_and_heading_of_18f_leads_to_its_pages() {
    let Some(root) = shared("markdown/18f") else { return };
    check(&root, 1);
}

#[test]
fn every_title_and_heading_of_digitalgov_leads_to_its_pages() {
    let Some(root) = shared("markdown/digitalgov") else { return };
    check(&root, scale::cases(4, 1) as usize);
}

/// Ranks under a filter and a page deleted: the law speaks of living pages that pass.
#[test]
fn the_laws_hold_under_filters_and_after_edits() {
    let index: Index = crate::index_of(&[
        ("a.md", "---\ntitle: Annual report\nkind: old\n---\nNothing."),
        ("b.md", "---\ntitle: annual  REPORT\nkind: new\n---\nNothing."),
        ("c.md", "---\ntitle: Elsewhere\nkind: new\n---\n## Annual report\n\nReport, annual report, annual."),
    ]);
    let request = || frontis::Request::new("Annual report").filter("kind = new");
    let hits = index.search(request()).unwrap().hits;
    assert_eq!(ids(&hits), ["b.md", "c.md"]);
    assert_eq!(ids(&first(&index, "Annual report", 9)), ["a.md", "b.md", "c.md"]);
    assert_eq!(ids(&first(&index, "annual-report.", 9)), ["a.md", "b.md", "c.md"]);
    assert_eq!(ids(&first(&index, " annual REPORT ", 9)), ["b.md", "a.md", "c.md"]);
    index.apply(frontis::Batch::new().remove("a.md")).unwrap();
    assert_eq!(ids(&first(&index, "Annual report", 9)), ["b.md", "c.md"]);
}
