//! The histogram of years, its inputs, and the short address a form of them comes to.

use super::{attributes, text, unique_ids};
use crate::support::{Daemon, folder};
use frontis_daemon::http::Settings;

fn projects() -> Daemon {
    let settings =
        "version: 1\nfields:\n  regions: { facet: true }\n  sort: { facet: true, from: [[opened], [closed]] }\n";
    let files = [
        ("frontis.yaml", settings),
        ("a.md", "---\nregions: Asia\nstart: 2003\nend: 2006\nopened: 1990\nclosed: 1991\n---\n\nWater.\n"),
        ("b.md", "---\nregions: Africa\nstart: 2005\nend: 2006\n---\n\nWater and wells.\n"),
        ("c.md", "---\nregions: Africa\nstart: 2009\nend: 2009\n---\n\nWells.\n"),
    ];
    Daemon::of(folder(&files), Settings::default())
}

fn location(daemon: &Daemon, target: &str) -> String {
    let answer = daemon.get(target);
    assert_eq!(answer.status, 303, "{answer:?}");
    answer.header("location").to_owned()
}

#[test]
fn every_year_has_a_bar_and_a_row() {
    let page = projects().get("/").body;
    let years: Vec<_> = (2003..=2009).map(|year| year.to_string()).collect();
    let group = page.split(r#"id="facet-years""#).nth(1).unwrap();
    assert_eq!(attributes(group, "data-first"), years);
    assert!(page.contains(r#"data-counts="1,1,2,2,0,0,1""#), "{page}");
    let said = text(group);
    assert!(said.contains("As a table Pages active in each year Year Pages 2003 1 2004 1 2005 2"), "{said}");
    assert!(said.contains("Pages active in a year; a page counts in each of its years."));
    assert!(group.contains(r#"<a href="./?years=2005">2005</a>"#) && !group.contains(r#"<a href="./?years=2007">"#));
    assert_eq!(attributes(&page, "style"), Vec::<&str>::new());
    unique_ids(&page);
}

#[test]
fn the_inputs_know_the_least_and_the_greatest_year() {
    let page = projects().get("/").body;
    let from = r#"name="years.from" value="" min="1000" max="2999" placeholder="2003""#;
    let to = r#"name="years.to" value="" min="1000" max="2999" placeholder="2009""#;
    assert!(page.contains(from) && page.contains(to), "{page}");
    assert!(page.contains(r#"aria-valuetext="2003: 1 page""#) && page.contains(r#"name="f.sort.from""#));
}

#[test]
fn a_selection_stands_in_the_inputs_and_its_bars_are_told_apart() {
    let page = projects().get("/?years=2005..2007").body;
    assert!(page.contains(r#"name="years.from" value="2005""#) && page.contains(r#"name="years.to" value="2007""#));
    let group = page.split(r#"id="facet-years""#).nth(1).unwrap();
    assert_eq!((group.matches(r#"class="inside""#).count(), group.matches(r#"class="outside""#).count()), (3, 4));
    assert!(text(&page).contains("Remove Active in: 2005–2007 ×") && !page.contains(r#"type="hidden" name="years""#));
}

#[test]
fn several_selections_are_carried_along_by_the_form() {
    let daemon = projects();
    let page = daemon.get("/?years=2003&years=2009").body;
    assert!(page.contains(r#"<input type="hidden" name="years" value="2003">"#), "{page}");
    assert!(page.contains(r#"name="years.from" value="""#));
    assert_eq!(location(&daemon, "/?years=2003&years=2009&years.from=&years.to="), "./?years=2003&years=2009");
}

#[test]
fn a_form_of_years_comes_to_the_short_address() {
    let daemon = projects();
    for (target, expected) in [
        ("/?q=&years.from=2005&years.to=2007&sort=relevance", "./?years=2005..2007"),
        ("/?q=a+b&regions=Asia&years.from=2007&years.to=2005", "./?q=a+b&regions=Asia&years=2005..2007"),
        ("/?years.from=2005&years.to=", "./?years=2005.."),
        ("/?years.from=&years.to=2005&utm=x", "./?years=..2005"),
        ("/?years.from=2005&years.to=2005&offset=20", "./?years=2005&offset=20"),
        ("/?years=2003&years.from=2005&years.to=2006", "./?years=2005..2006"),
        ("/?f.sort.from=1990&f.sort.to=", "./?f.sort=1990.."),
        ("/?years.from=&years.to=", "./"),
    ] {
        assert_eq!(location(&daemon, target), expected, "{target}");
    }
    let head = daemon.request("HEAD", "/?years.from=2005", "", "");
    assert_eq!((head.status, head.header("location"), head.body.as_str()), (303, "./?years=2005..", ""));
}

#[test]
fn what_is_no_year_is_explained_and_the_words_are_kept() {
    let page = projects().get("/?q=water&years.from=soon");
    assert_eq!(page.status, 400);
    assert!(page.body.contains(r#"role="alert""#) && page.body.contains(r#"name="q" type="search" value="water""#));
    assert!(text(&page.body).contains("years.from must be a year from 1000 to 2999"), "{}", page.body);
}

#[test]
fn a_facet_named_like_an_input_wins() {
    let settings = "version: 1\nfields:\n  \"years.from\": { facet: true }\n";
    let page = "---\nyears.from: home\nstart: 2003\nend: 2006\n---\n\nWater.\n";
    let daemon = Daemon::of(folder(&[("frontis.yaml", settings), ("a.md", page)]), Settings::default());
    let found = daemon.get("/?years.from=home");
    assert_eq!(found.status, 200);
    assert!(found.body.contains(r#"name="years.from" value="home" checked"#), "{}", found.body);
}

#[test]
fn a_selection_without_any_page_can_be_changed_and_is_not_lost() {
    let page = projects().get("/?q=nothingatall&years=2005..").body;
    assert!(page.contains(r#"name="years.from" value="2005" min="1000""#), "{page}");
    assert!(!page.contains("<svg"));
}
