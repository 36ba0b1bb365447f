//! The years: sliders, numbers, bars and the table are one choice.

use fantoccini::key::Key;

use crate::served::reports;
use crate::tab::{Tab, browse};

const FIRST: &str = "#years-first";
const LAST: &str = "#years-last";

/// What the numbers say.
fn numbers(tab: &Tab) -> (String, String) {
    (tab.value("#years-from"), tab.value("#years-to"))
}

/// Where the sliders are.
fn sliders(tab: &Tab) -> (String, String) {
    (tab.value(FIRST), tab.value(LAST))
}

fn pair(first: &str, last: &str) -> (String, String) {
    (first.to_owned(), last.to_owned())
}

#[test]
fn sliding_with_the_keyboard_changes_hits_numbers_and_the_address() {
    browse(reports(), |tab| {
        tab.open("/");
        assert_eq!((sliders(tab), numbers(tab)), (pair("2000", "2010"), pair("", "")));
        assert_eq!(
            (tab.attribute(FIRST, "aria-label"), tab.attribute(LAST, "aria-label")),
            pair("First year", "Last year")
        );
        tab.focus(FIRST);
        tab.press(Key::Right);
        tab.press(Key::Right);
        tab.until_eq(|| tab.text("#total"), "41 pages");
        assert_eq!(tab.value("#years-from"), "2002");
        assert_eq!(tab.attribute(FIRST, "aria-valuetext"), "2002: 10 pages");
        assert!(tab.has_focus(FIRST), "one can slide on");
        assert_eq!(tab.address(), "/?years=2002..");
        tab.focus(LAST);
        tab.press(Key::PageDown);
        tab.press(Key::Home);
        tab.until_eq(|| tab.address(), "/?years=2002");
        tab.until_eq(|| tab.text("#total"), "10 pages");
        assert_eq!(sliders(tab), pair("2002", "2002"), "they meet and do not cross");
        tab.press(Key::End);
        tab.focus(FIRST);
        tab.press(Key::Home);
        tab.until_eq(|| tab.address(), "/");
        tab.until_eq(|| tab.text("#total"), "45 pages");
        assert_eq!(numbers(tab), pair("", ""), "the whole range is no choice");
    });
}

#[test]
fn the_first_year_never_passes_the_last() {
    browse(reports(), |tab| {
        tab.open("/?years=2003..2005");
        assert_eq!((sliders(tab), numbers(tab)), (pair("2003", "2005"), pair("2003", "2005")));
        tab.focus(FIRST);
        tab.press(Key::End);
        tab.until_eq(|| tab.address(), "/?years=2005");
        assert_eq!(sliders(tab), pair("2005", "2005"));
        tab.press(Key::Left);
        tab.until_eq(|| tab.address(), "/?years=2004..2005");
    });
}

#[test]
fn moving_a_slider_paints_at_once_and_searches_when_it_rests() {
    browse(reports(), |tab| {
        tab.open("/");
        // As the hand does before it lets go.
        tab.js("const first = $('#years-first'); first.value = 2008;
                first.dispatchEvent(new InputEvent('input', { bubbles: true }));
                window.painted = [$('#years-from').value, first.getAttribute('aria-valuetext'), location.search,
                                  $$('#facet-years rect.inside').length]");
        assert_eq!(tab.js("return painted"), serde_json::json!(["2008", "2008: 8 pages", "", 3]));
        tab.js("$('#years-first').dispatchEvent(new Event('change', { bubbles: true }))");
        tab.until_eq(|| tab.address(), "/?years=2008..");
        tab.until_eq(|| tab.text("#total"), "12 pages");
    });
}

#[test]
fn numbers_change_hits_sliders_and_the_address() {
    browse(reports(), |tab| {
        tab.open("/");
        assert_eq!((tab.attribute("#years-from", "min"), tab.attribute("#years-to", "max")), pair("1000", "2999"));
        assert_eq!(tab.attribute("#years-from", "placeholder"), "2000");
        tab.type_into("#years-from", "2009");
        tab.press(Key::Enter);
        tab.until_eq(|| tab.address(), "/?years=2009..");
        tab.until_eq(|| tab.text("#total"), "8 pages");
        tab.type_into("#years-to", "2009");
        tab.press(Key::Tab);
        tab.until_eq(|| tab.address(), "/?years=2009");
        assert_eq!(sliders(tab), pair("2009", "2009"));
        tab.until_eq(|| tab.chips(), ["Active in: 2009"]);
    });
}

#[test]
fn bars_within_the_choice_stand_out() {
    browse(reports(), |tab| {
        tab.open("/?years=2003..2005");
        let colours = |tab: &Tab| {
            let bars = tab.js("return $$('#facet-years svg rect')
                                   .map((bar) => getComputedStyle(bar).fill + getComputedStyle(bar).opacity)");
            serde_json::from_value::<Vec<String>>(bars).unwrap()
        };
        let bars = colours(tab);
        assert_eq!(bars.len(), 11, "a bar for each year: {bars:?}");
        let full: Vec<_> = (0..11).filter(|at| bars[*at] == bars[3]).collect();
        assert_eq!(full, [3, 4, 5]);
        tab.click("#clear");
        tab.until("all bars are alike", || colours(tab).windows(2).all(|pair| pair[0] == pair[1]));
        assert_eq!(tab.attribute("#facet-years svg", "aria-hidden"), "true");
    });
}

#[test]
fn the_table_behind_the_bars_lists_every_year_with_a_link() {
    browse(reports(), |tab| {
        tab.open("/?q=report");
        assert_eq!(tab.shown("#facet-years table").len(), 0);
        tab.js("$$('#facet-years summary').find((summary) => summary.textContent.includes('As a table')).click()");
        tab.until_eq(|| tab.shown("#facet-years table").len(), 1);
        assert_eq!(tab.texts("#facet-years thead th"), ["Year", "Pages"]);
        assert_ne!(tab.text("#facet-years caption"), "");
        let years: Vec<_> = (2000..=2010).map(|year| year.to_string()).collect();
        assert_eq!(tab.texts("#facet-years tbody th"), years);
        assert_eq!(tab.texts("#facet-years tbody td"), ["4", "9", "10", "10", "10", "10", "9", "8", "8", "8", "4"]);
        tab.js("$$('#facet-years tbody a').find((link) => link.textContent.trim() === '2001').click()");
        tab.until_eq(|| tab.address(), "/?q=report&years=2001");
        tab.until_eq(|| tab.text("#total"), "9 pages");
    });
}

#[test]
fn several_years_are_chips_and_are_carried_along() {
    browse(reports(), |tab| {
        tab.open("/?years=2001&years=2008");
        assert_eq!(tab.chips(), ["Active in: 2001", "Active in: 2008"]);
        assert_eq!(numbers(tab), pair("", ""));
        tab.type_into("#q", "pumps");
        tab.until_eq(|| tab.address(), "/?q=pumps&years=2001&years=2008");
    });
}

#[test]
fn moving_one_end_leaves_the_other_where_it_is_even_beyond_what_is_counted() {
    browse(reports(), |tab| {
        tab.open("/?years=2003..2050");
        tab.focus(FIRST);
        tab.press(Key::Right);
        tab.until_eq(|| tab.address(), "/?years=2004..2050");
        assert_eq!(numbers(tab), pair("2004", "2050"));
    });
}

#[test]
fn a_year_outside_the_bars_can_be_written_and_keeps_nothing_from_being_searched() {
    browse(reports(), |tab| {
        tab.open("/?regions=Africa");
        tab.type_into("#years-from", "1950");
        tab.press(Key::Tab);
        tab.until_eq(|| tab.address(), "/?regions=Africa&years=1950..");
        tab.type_into("#q", "pumps");
        tab.press(Key::Enter);
        tab.until_eq(|| tab.address(), "/?q=pumps&regions=Africa&years=1950..");
    });
}
