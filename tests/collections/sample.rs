//! The sample collection.

use std::collections::BTreeSet;
use std::path::Path;

use frontis::{Index, Marked, Request};

fn sample() -> Index {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("index-data/projects");
    let index = Index::builder(root).in_memory().open().unwrap();
    let report = index.sync().unwrap();
    assert_eq!((report.pages, report.skipped), (93, 4), "{:?}", report.diagnostics);
    index
}

#[test]
fn clean_water_is_found_in_several_regions_and_marked() {
    let results = sample().search(Request::new("clean water").limit(100)).unwrap();
    let regions: BTreeSet<String> =
        results.hits.iter().filter(|hit| hit.missing.is_empty()).filter_map(|hit| hit.get("regions")).collect();
    assert!(regions.len() >= 3, "{regions:?}");
    for hit in results.hits.iter().filter(|hit| hit.missing.is_empty()) {
        let text = &hit.snippets[0].text;
        assert!(!text.ranges.is_empty() || !hit.title.ranges.is_empty(), "{}: {}", hit.id, text.html());
    }
}

#[test]
fn choosing_a_region_keeps_the_counts_of_the_others() {
    let index = sample();
    let regions = |request: Request| {
        let results = index.search(request.facets(["regions"])).unwrap();
        (results.total, results.facets[0].values.clone())
    };
    let (_, all) = regions(Request::new("clean water"));
    for chosen in &all {
        let (total, counted) = regions(Request::new("clean water").select("regions", [&chosen.value]));
        assert_eq!(total, chosen.count, "{}", chosen.value);
        let counts = |values: &[frontis::search::ValueCount]| {
            values.iter().map(|value| (value.value.clone(), value.count)).collect::<BTreeSet<_>>()
        };
        assert_eq!(counts(&counted), counts(&all), "{} chosen", chosen.value);
    }
}

#[test]
fn the_misread_title_is_shown_as_it_was_meant() {
    let results = sample().search("Cambodia").unwrap();
    assert!(results.hits[0].title.text.starts_with("Cambodia—"), "{}", results.hits[0].title.text);
}

#[test]
fn values_are_spelt_as_their_facet_shows_them() {
    let results = sample().search(Request::new("").limit(100)).unwrap();
    for facet in &results.facets {
        let shown: BTreeSet<&str> = facet.values.iter().map(|value| value.value.as_str()).collect();
        for hit in results.hits.iter().filter(|hit| facet.field != "years" && hit.fields.contains_key(&facet.field)) {
            let values: Vec<String> = hit.get(&facet.field).unwrap();
            assert!(values.iter().all(|value| shown.contains(value.as_str())), "{}: {values:?}", hit.id);
        }
    }
}

#[test]
fn requests_that_cannot_be_meant_are_refused() {
    use frontis::ErrorKind::{FieldUnknown, FilterInvalid, RequestInvalid};
    let index = sample();
    let many: Vec<String> = (0..257).map(|n| n.to_string()).collect();
    for (request, kind) in [
        (Request::new("").select("years", ["abc"]), RequestInvalid),
        (Request::new("").select("years", ["2014..2010"]), RequestInvalid),
        (Request::new("").select("regions", many), RequestInvalid),
        (Request::new("").select("regoins", ["Asia"]), FieldUnknown),
        (Request::new("").fields(["regoins"]), FieldUnknown),
        (Request::new("").facets(["regoins"]), FieldUnknown),
        (Request::new("").filter("years IN 2014..2010"), FilterInvalid),
        (Request::new("").limit(101), RequestInvalid),
        (Request::new("").offset(9_990), RequestInvalid),
        (Request::new("").snippet_chars(39), RequestInvalid),
    ] {
        assert_eq!(index.search(&request).unwrap_err().kind(), kind, "{request:?}");
    }
}

#[test]
fn a_page_read_from_a_hit_shows_the_marks_of_its_snippets() {
    let index = sample();
    let mut marks = 0;
    for query in
        ["clean water", "\"clean water\"", "title:water wells", "school kitch", "agua potable", "-water villages"]
    {
        for hit in index.search(Request::new(query).limit(100)).unwrap().hits {
            let read = index.read(&hit.id, query).unwrap().unwrap();
            assert_eq!(read.title, hit.title, "{query}: {}", hit.id);
            assert_eq!(read.sections.len(), read.page.sections.len());
            let in_text: BTreeSet<&str> = read.sections.iter().flat_map(|section| marked(&section.text)).collect();
            let in_summary: BTreeSet<&str> = read.summary.iter().flat_map(marked).collect();
            let excludes_water = query.starts_with("-water");
            let is_water = |mark: &&str| mark.to_lowercase().starts_with("water");
            assert!(!excludes_water || !in_text.iter().any(is_water), "{query}: {}", hit.id);
            let marks_in_text: usize = read.sections.iter().map(|section| section.text.ranges.len()).sum();
            let words: usize = read.sections.iter().map(|section| section.text.text.split_whitespace().count()).sum();
            assert!(marks_in_text * 2 < words, "{query}: {marks_in_text} marks in {words} words of {}", hit.id);
            for snippet in &hit.snippets {
                let shown = if snippet.section.is_some() { &in_text } else { &in_summary };
                assert!(marked(&snippet.text).all(|mark| shown.contains(mark)), "{query}: {}", hit.id);
                marks += snippet.text.ranges.len();
            }
        }
    }
    assert!(marks > 50, "{marks} marks");
}

/// The marked parts of a text.
fn marked(text: &Marked) -> impl Iterator<Item = &str> {
    text.ranges.iter().map(|range| &text.text[range.clone()])
}

#[test]
fn a_page_is_read_with_no_marks_where_nothing_matches_and_not_at_all_where_there_is_none() {
    let index = sample();
    let read = index.read("kitui-sand-dams.md", "").unwrap().unwrap();
    assert!(read.title.ranges.is_empty() && read.sections.iter().all(|section| section.text.ranges.is_empty()));
    assert_eq!(read.title.text, read.page.title);
    assert!(index.read("no-such-page.md", "water").unwrap().is_none());
    let long = index.read("kitui-sand-dams.md", "x".repeat(5_000).as_str());
    assert_eq!(long.unwrap_err().kind(), frontis::ErrorKind::QueryTooLong);
}
