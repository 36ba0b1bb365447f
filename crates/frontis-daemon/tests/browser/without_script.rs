//! Everything works without a script: the same searches by forms and links.

use fantoccini::key::Key;

use crate::served::{Daemon, reports};
use crate::tab::{Tab, browse};

/// Browses with scripts off, which is seen by the class that the script would set.
fn browse_plainly(daemon: &Daemon, test: impl FnOnce(&Tab)) {
    browse(daemon, |tab| {
        tab.without_scripts();
        tab.open("/");
        assert_eq!(tab.attribute("html", "class"), "");
        test(tab);
        assert_eq!(tab.attribute("html", "class"), "", "a script ran");
    });
}

#[test]
fn words_are_searched_for_by_enter_and_by_the_button() {
    browse_plainly(reports(), |tab| {
        tab.type_into("#q", "pumps");
        tab.press(Key::Enter);
        tab.until_eq(|| tab.text("#total"), "15 pages");
        assert_eq!(tab.count("#hit-1 mark"), 1);
        tab.type_into("#q", " lift");
        tab.click("#search button[type=submit]");
        tab.until_eq(|| tab.count("#hit-1 mark"), 2);
        assert_eq!(tab.value("#q"), "pumps lift");
    });
}

#[test]
fn filters_and_the_order_apply_by_their_button() {
    browse_plainly(reports(), |tab| {
        assert_eq!(tab.shown("#facet-country input.within").len(), 0, "what needs a script is not shown");
        tab.click("#facet-regions input[value=Asia]");
        tab.choose("#sort", "date:asc");
        tab.click("aside button.apply");
        tab.until_eq(|| tab.text("#total"), "15 pages");
        assert_eq!((tab.chips(), tab.titles()[0].as_str()), (vec!["Regions: Asia".to_owned()], "Report 01"));
        assert!(tab.checked("#facet-regions input[value=Asia]"));
        tab.click("ul.chips li a");
        tab.until_eq(|| tab.text("#total"), "45 pages");
        tab.click("#facet-country details summary");
        tab.until_eq(|| tab.shown("#facet-country .choice").len(), 14);
    });
}

#[test]
fn years_are_chosen_by_their_numbers() {
    browse_plainly(reports(), |tab| {
        assert_eq!(tab.shown("#years-first, #years-last").len(), 0, "sliders need the script");
        tab.type_into("#years-from", "2009");
        tab.press(Key::Enter);
        tab.until_eq(|| tab.text("#total"), "8 pages");
        assert!(tab.address().ends_with("years=2009.."), "the canonical address: {}", tab.address());
        tab.type_into("#years-to", "2009");
        tab.click("aside button.apply");
        tab.until_eq(|| tab.chips(), ["Active in: 2009"]);
        assert_eq!((tab.value("#years-from").as_str(), tab.value("#years-to").as_str()), ("2009", "2009"));
        tab.click("#clear");
        tab.until_eq(|| tab.text("#total"), "45 pages");
    });
}

#[test]
fn more_hits_and_other_pages_of_hits_are_links() {
    browse_plainly(reports(), |tab| {
        tab.click("nav.paging a.more");
        tab.until_eq(|| tab.count("ol.hits > li"), 40);
        assert!(tab.address().ends_with("#hit-21") && tab.in_view("#hit-21"), "{}", tab.address());
        tab.open("/?q=report");
        tab.click("nav.paging [rel=next]");
        tab.until_eq(|| tab.count("#hit-21"), 1);
        tab.click("nav.paging [rel=prev]");
        tab.until_eq(|| tab.count("#hit-1"), 1);
        assert_eq!(tab.value("#q"), "report");
    });
}

#[test]
fn a_hit_opens_at_its_heading() {
    browse_plainly(reports(), |tab| {
        tab.open("/?q=gauge");
        tab.click("#hit-3 .section");
        tab.until("the heading is in view", || tab.in_view("main.reading #findings"));
        tab.click("nav.back a");
        tab.until_eq(|| tab.value("#q"), "gauge");
    });
}
