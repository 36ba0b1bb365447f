//! The address is the state: sharing it, going back and forward, coming back from a page.

use fantoccini::key::Key;

use crate::served::{projects, reports};
use crate::tab::{Tab, browse};

/// Everything a state shows.
#[derive(Debug, PartialEq)]
struct State {
    address: String,
    q: String,
    total: String,
    titles: Vec<String>,
    chips: Vec<String>,
    checked: Vec<String>,
    years: [String; 4],
    sort: String,
}

fn state(tab: &Tab) -> State {
    let checked = tab.js("return $$('aside input:checked').map((box) => `${box.name}=${box.value}`)");
    State {
        address: tab.address(),
        q: tab.value("#q"),
        total: tab.text("#total"),
        titles: tab.titles(),
        chips: tab.chips(),
        checked: serde_json::from_value(checked).unwrap(),
        years: ["#years-from", "#years-to", "#years-first", "#years-last"].map(|input| tab.value(input)),
        sort: tab.value("#sort"),
    }
}

/// Does something that changes the state, and returns the new one when it has come.
fn then(tab: &Tab, total: &str, change: impl FnOnce()) -> State {
    change();
    tab.until_eq(|| tab.text("#total"), total);
    state(tab)
}

#[test]
fn back_and_forward_restore_every_state() {
    browse(reports(), |tab| {
        tab.open("/");
        let states = [
            state(tab),
            then(tab, "15 pages", || tab.type_into("#q", "pumps")),
            // Those that speak of pumps are all in Africa.
            then(tab, "15 pages", || {
                tab.click("#facet-regions input[value=Africa]");
                tab.until_eq(|| tab.chips().len(), 1);
            }),
            // Reports 9 and 39.
            then(tab, "2 pages", || {
                tab.focus("#years-first");
                tab.press(Key::End);
            }),
        ];
        let before = states.iter().rev().skip(1);
        for state in before {
            tab.back();
            tab.until(&format!("{state:?}"), || self::state(tab) == *state);
        }
        for state in &states[1..] {
            tab.forward();
            tab.until(&format!("{state:?}"), || self::state(tab) == *state);
        }
    });
}

#[test]
fn typing_is_one_step_back_however_long_it_takes() {
    browse(reports(), |tab| {
        tab.open("/?regions=Asia");
        let steps = || tab.js("return history.length").as_u64().unwrap();
        let before = steps();
        for (keys, address) in [("wat", "/?q=wat&regions=Asia"), ("er ta", "/?q=water+ta&regions=Asia")] {
            tab.type_into("#q", keys);
            tab.until_eq(|| tab.address(), address);
            tab.until_eq(|| tab.attribute("#Main", "aria-busy") == "true", false);
        }
        assert_eq!(steps(), before + 1);
        tab.back();
        tab.until_eq(|| tab.address(), "/?regions=Asia");
        tab.until_eq(|| tab.value("#q"), "");
        tab.until_eq(|| tab.text("#total"), "15 pages");
    });
}

#[test]
fn a_shared_address_shows_the_same_elsewhere() {
    browse(projects(), |tab| {
        tab.open("/");
        tab.type_into("#q", "water");
        tab.until("hits are marked", || tab.count("#hit-1 mark") > 0);
        tab.click("#facet-regions input");
        tab.until_eq(|| tab.chips().len(), 1);
        tab.focus("#years-first");
        tab.press(Key::Right);
        tab.until_eq(|| tab.chips().len(), 2);
        tab.choose("#sort", "date:desc");
        tab.until("the order is in the address", || tab.address().contains("sort="));
        tab.until_eq(|| tab.attribute("#Main", "aria-busy") == "true", false);
        let here = state(tab);
        assert!(!here.titles.is_empty());
        tab.leave_for_a_new_tab();
        tab.open(&here.address);
        tab.until_eq(|| state(tab), here);
    });
}

#[test]
fn a_hit_opens_at_its_heading_and_back_returns_to_the_results() {
    browse(reports(), |tab| {
        tab.open("/");
        tab.type_into("#q", "gauge");
        tab.until_eq(|| tab.text("#hit-1 .snippet mark"), "gauge");
        tab.js("$('#hit-20').scrollIntoView()");
        let results = state(tab);
        assert_eq!(tab.text("#hit-20 .section"), "Findings");
        tab.click("#hit-20 .section");
        tab.until("the heading is in view", || tab.in_view("main.reading #findings"));
        assert!(tab.js("return scrollY").as_f64().unwrap() > 900.0, "it is far down the page");
        tab.back();
        tab.until_eq(|| state(tab), results);
        tab.until("one is where one was", || tab.in_view("#hit-20"));
    });
}

#[test]
fn the_same_search_again_is_no_step_back() {
    browse(reports(), |tab| {
        tab.open("/?q=pumps");
        let steps = || tab.js("return history.length").as_u64().unwrap();
        let before = steps();
        tab.focus("#q");
        tab.press(Key::Enter);
        tab.type_into("#q", "x");
        tab.press(Key::Backspace);
        tab.until_eq(|| tab.address(), "/?q=pumps");
        tab.until_eq(|| tab.text("#total"), "15 pages");
        assert!(steps() <= before + 1, "{} steps", steps() - before);
    });
}
