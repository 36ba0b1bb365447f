use super::*;
use crate::content::{Options, parse};

fn sources(files: &[(&str, &str)]) -> Vec<Source> {
    let read = |(id, text): &(&str, &str)| Source::of(parse(id, text.as_bytes(), &Options::default()));
    files.iter().filter_map(read).collect()
}

fn judged(files: &[(&str, &str)], kind: Kind) -> Vec<(String, Vec<String>)> {
    let sources = sources(files);
    let judgments = Generator::new(&sources).judgments(kind);
    assert!(judgments.queries.iter().all(|query| query.grades.values().all(|grade| *grade == 1)));
    judgments.queries.into_iter().map(|query| (query.text, query.grades.into_keys().collect())).collect()
}

#[track_caller]
fn check(files: &[(&str, &str)], kind: Kind, expected: &[(&str, &[&str])]) {
    let found = judged(files, kind);
    let found: Vec<(&str, Vec<&str>)> =
        found.iter().map(|(query, pages)| (query.as_str(), pages.iter().map(String::as_str).collect())).collect();
    let expected: Vec<(&str, Vec<&str>)> = expected.iter().map(|(query, pages)| (*query, pages.to_vec())).collect();
    assert_eq!(found, expected);
}

const PAGES: &[(&str, &str)] = &[
    ("a.md", "---\ntitle: Wells of Chad\n---\n# Wells\n## Results\n## Depth"),
    ("b.md", "# Wéll tests\n## Results\n## Depth\n"),
    ("c.md", "# Tea\n## results\n## wells of chad"),
    ("d.md", "# Tea\n## RESULTS\n"),
];

#[test]
fn a_title_means_every_page_that_has_it() {
    check(PAGES, Kind::Title, &[("Tea", &["c.md", "d.md"]), ("Wells of Chad", &["a.md"]), ("Wéll tests", &["b.md"])]);
}

#[test]
fn headings_of_many_pages_and_headings_that_are_titles_mean_nothing() {
    check(PAGES, Kind::Heading, &[("Depth", &["a.md", "b.md"]), ("Wells", &["a.md"])]);
}

#[test]
fn a_beginning_means_every_page_whose_title_begins_so() {
    let found = judged(PAGES, Kind::TitlePrefix);
    let pages = |query: &str| found.iter().find(|(text, _)| text == query).map(|(_, pages)| pages.join(" "));
    assert_eq!(pages("Wel").as_deref(), Some("a.md b.md"));
    assert_eq!(pages("Wél").as_deref(), Some("a.md b.md"));
    assert_eq!(pages("Wells").as_deref(), Some("a.md"));
    assert_eq!(pages("Wells of Cha").as_deref(), Some("a.md"));
    for none in ["We", "Tea", "Wells ", "Wells of Chad"] {
        assert_eq!(pages(none), None, "{none}");
    }
    let long = format!("---\ntitle: {}\n---", "ab ".repeat(60));
    assert_eq!(judged(&[("long.md", &long)], Kind::TitlePrefix).len(), 24);
}

#[test]
fn a_title_loses_one_word_or_one_letter() {
    let found = judged(PAGES, Kind::TitleMinusWord);
    assert_eq!(found.len(), 1, "two words are too few");
    assert!(["Wells of", "Wells Chad", "of Chad"].contains(&found[0].0.as_str()), "{found:?}");
    assert!(judged(&[("a.md", "---\ntitle: A — B\n---")], Kind::TitleMinusWord).is_empty(), "a dash is no word");
    let typos = judged(PAGES, Kind::TitleTypo);
    assert_eq!(typos.len(), 2, "{typos:?}");
    assert!(
        typos.iter().any(|(query, pages)| query.ends_with("of Chad") && query != "Wells of Chad" && *pages == ["a.md"])
    );
}

#[test]
fn a_links_text_means_every_page_it_leads_to() {
    let files = [
        ("a.md", "[Deep wells](b.md), [deep wells](/c/), [the tea](d.md#x) [Read more…](b.md) [ici](b.md) [me](#top)"),
        ("b.md", "[b.org/x](c.md) [https://a.org](c.md) [x](c.md) [Aquí](c.md) [12](c.md) [elsewhere](https://c.org/)"),
        ("c.md", "[the Tea](d.md) [c](c.md) [gone](nowhere.md)"),
        ("d.md", ""),
    ];
    check(&files, Kind::LinkText, &[("Deep wells", &["b.md", "c.md"]), ("the tea", &["d.md"])]);
}

#[test]
fn addresses_of_the_site_are_links_to_its_pages() {
    let sources = sources(&[("a.md", "[other page](https://a.org/b/)"), ("b.md", "")]);
    assert!(Generator::new(&sources).judgments(Kind::LinkText).queries.is_empty());
    let judgments = Generator::new(&sources).site("https://a.org").judgments(Kind::LinkText);
    assert_eq!(judgments.queries, [JudgedQuery::new("other page", [("b.md", 1)])]);
}

#[test]
fn a_sample_is_the_same_whatever_stands_beside_it() {
    let all: Vec<Source> =
        (0..300).map(|at| Page::builder(format!("p{at}")).title(format!("Page {at}")).build().into()).collect();
    let texts = |sources: &[Source]| -> BTreeSet<String> {
        let judgments = Generator::new(sources).most_queries(100).judgments(Kind::Title);
        judgments.queries.into_iter().map(|query| query.text).collect()
    };
    let (whole, fewer) = (texts(&all), texts(&all[..290]));
    assert_eq!((whole.len(), fewer.len()), (100, 100));
    assert!(whole.intersection(&fewer).count() >= 90, "ten pages less change at most ten queries");
    assert_eq!(whole, texts(&all));
    let later = whole.iter().filter(|title| title.as_str() > "Page 235").count();
    assert!((30..=70).contains(&later), "{later} of the later half: it is thinned out evenly");
}

#[test]
fn texts_that_are_no_query_are_left_out() {
    let sources = [Source::from(Page::builder("a").title("w".repeat(4_097)).build())];
    assert!(Generator::new(&sources).judgments(Kind::Title).queries.is_empty());
    let mut page = Page::builder("b").build();
    page.title = String::new();
    for kind in Kind::ALL {
        assert!(Generator::new(&[Source::from(page.clone())]).judgments(kind).queries.is_empty(), "{kind:?}");
    }
}
