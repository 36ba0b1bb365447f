//! Filters: choosing values, finding one in a long group, taking them back.

use fantoccini::key::Key;

use crate::served::{Daemon, reports};
use crate::tab::{Tab, browse};

const ASIA: &str = "#facet-regions input[value=Asia]";

/// The values of a group that one sees.
fn values(tab: &Tab, group: &str) -> Vec<String> {
    tab.shown(&format!("{group} label.choice .name"))
}

#[test]
fn a_region_narrows_the_hits_and_the_address_says_so() {
    browse(reports(), |tab| {
        tab.open("/?q=report");
        tab.click(ASIA);
        tab.until_eq(|| tab.text("#total"), "15 pages");
        assert_eq!(tab.address(), "/?q=report&regions=Asia");
        assert!(tab.has_focus(ASIA), "the focus stays on the checkbox");
        assert!(tab.checked(ASIA));
        assert_eq!(tab.chips(), ["Regions: Asia"]);
        assert!(tab.text("ul.chips li a").starts_with("Remove "), "what a chip does is said");
        assert!(
            tab.texts("#hit-1 dl.values div").contains(&"Regions Asia".to_owned()),
            "{:?}",
            tab.texts("#hit-1 div")
        );
        let europe = tab.text("#facet-regions label:has([value=Europe]) .count");
        assert_eq!(europe, "15", "values that are not chosen keep what they would add");
    });
}

#[test]
fn two_values_of_a_group_widen_and_two_groups_narrow() {
    browse(reports(), |tab| {
        tab.open("/");
        tab.click(ASIA);
        tab.until_eq(|| tab.text("#total"), "15 pages");
        tab.click("#facet-regions input[value=Europe]");
        tab.until_eq(|| tab.text("#total"), "30 pages");
        tab.click("#facet-country input[value=Benin]");
        // Reports 1, 15, 29 and 43 are on Benin; 15 alone is on Africa.
        tab.until_eq(|| tab.text("#total"), "3 pages");
        assert_eq!(tab.address(), "/?regions=Asia&regions=Europe&country=Benin");
        tab.press(Key::Space);
        tab.until_eq(|| tab.text("#total"), "30 pages");
        assert!(tab.has_focus("#facet-country input[value=Benin]"), "the keyboard is enough");
    });
}

#[test]
fn chips_take_back_one_value_and_clear_takes_back_all() {
    browse(reports(), |tab| {
        tab.open("/?q=report&regions=Asia&regions=Europe&country=Benin&years=2001..2005");
        assert_eq!(tab.chips().len(), 4);
        tab.click("ul.chips li:first-child a");
        tab.until_eq(|| tab.address(), "/?q=report&regions=Europe&country=Benin&years=2001..2005");
        assert!(!tab.checked(ASIA) && tab.checked("#facet-regions input[value=Europe]"));
        assert_eq!((tab.count("#clear"), tab.text("#clear").as_str()), (1, "Clear all"));
        tab.click("#clear");
        tab.until_eq(|| tab.address(), "/?q=report");
        tab.until_eq(|| tab.text("#total"), "45 pages");
        assert_eq!((tab.count("ul.chips li"), tab.count("aside input:checked")), (0, 0));
        assert_eq!((tab.value("#years-from"), tab.value("#years-to")), (String::new(), String::new()));
        assert!(!tab.has_focus("body"), "the focus is not lost with the chips");
    });
}

#[test]
fn a_long_group_is_narrowed_by_typing_whatever_accents_and_case() {
    browse(reports(), |tab| {
        tab.open("/");
        assert_eq!(values(tab, "#facet-country").len(), 10, "the rest is folded away");
        assert_eq!(tab.shown("#facet-regions input.within").len(), 0, "a short group needs no search");
        tab.type_into("#facet-country input.within", "COTE");
        tab.until_eq(|| values(tab, "#facet-country"), vec!["Côte d'Ivoire".to_owned()]);
        tab.press(Key::Escape);
        tab.until_eq(|| values(tab, "#facet-country").len(), 10);
        assert_eq!(tab.value("#facet-country input.within"), "");
        tab.type_into("#facet-country input.within", "pan");
        tab.until_eq(|| values(tab, "#facet-country"), vec!["España".to_owned()]);
        tab.press(Key::Escape);
        tab.type_into("#facet-country input.within", "zz");
        tab.until_eq(|| values(tab, "#facet-country").len(), 0);
        assert!(tab.shown("#facet-country").join("").contains("No value matches"));
        assert_eq!(tab.address(), "/", "nothing was searched for");
    });
}

#[test]
fn values_of_the_folded_part_are_found_and_chosen_ones_stay_in_view() {
    browse(reports(), |tab| {
        tab.open("/");
        // Of the values with the fewest pages some are folded; each of the fourteen must be found.
        let folded = tab.js("return $$('#facet-country details .choice .name').map((name) => name.textContent)");
        let folded = folded[0].as_str().expect("some values are folded").to_owned();
        assert!(!values(tab, "#facet-country").contains(&folded));
        tab.type_into("#facet-country input.within", &folded);
        tab.until_eq(|| values(tab, "#facet-country"), vec![folded.clone()]);
        tab.click(&format!("#facet-country input[value=\"{folded}\"]"));
        tab.until_eq(|| tab.chips(), [format!("Country: {folded}")]);
        assert_eq!(tab.value("#facet-country input.within"), folded, "what was typed stays");
        tab.js("$('#facet-country input.within').select()");
        tab.type_into("#facet-country input.within", "zz");
        tab.until_eq(|| values(tab, "#facet-country"), vec![folded]);
    });
}

#[test]
fn a_value_beyond_those_listed_is_found_too() {
    let mut files: Vec<_> = (0..130)
        .map(|number| (format!("{number:03}.md"), format!("---\ntitle: Page {number}\ntags: Tag {number:03}\n---\n")))
        .collect();
    files.push(("frontis.yaml".to_owned(), "version: 1\nfields:\n  tags: { facet: true }\n".to_owned()));
    browse(&Daemon::of_files(&files), |tab| {
        tab.open("/");
        assert!(tab.count("#facet-tags .choice") <= 100);
        assert_eq!(tab.count("#facet-tags input[value='Tag 129']"), 0);
        tab.type_into("#facet-tags input.within", "tag 129");
        tab.until_eq(|| values(tab, "#facet-tags"), vec!["Tag 129".to_owned()]);
        tab.click("#facet-tags input[value='Tag 129']");
        tab.until_eq(|| tab.text("#total"), "1 page");
        assert_eq!(tab.address(), "/?tags=Tag+129");
        // The values are fetched again for the new search, and what is chosen stays chosen.
        tab.until_eq(|| tab.count("#facet-tags input:checked"), 1);
        tab.type_into("#q", "page");
        tab.until_eq(|| tab.address(), "/?q=page&tags=Tag+129");
    });
}

#[test]
fn the_page_stays_where_it_is_when_a_filter_changes() {
    browse(reports(), |tab| {
        tab.resize(1200, 500);
        tab.open("/");
        tab.js("scrollTo(0, 300); $('#facet-regions input[value=Asia]').focus({ preventScroll: true })");
        tab.press(Key::Space);
        tab.until_eq(|| tab.text("#total"), "15 pages");
        assert_eq!(tab.js("return scrollY"), 300);
    });
}

#[test]
fn an_unfolded_group_stays_unfolded() {
    browse(reports(), |tab| {
        tab.open("/");
        tab.click("#facet-country details summary");
        tab.until_eq(|| values(tab, "#facet-country").len(), 14);
        tab.click(ASIA);
        tab.until_eq(|| tab.text("#total"), "15 pages");
        assert!(tab.property("#facet-country details", "open") == true);
    });
}
