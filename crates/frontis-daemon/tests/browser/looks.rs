//! What is seen: chosen and focused values, narrow windows, large text, paper. Contrast is axe-core's.

use std::collections::BTreeSet;

use fantoccini::key::Key;

use crate::served::{projects, reports};
use crate::tab::{Tab, browse};

const CHOICE: &str = "#facet-regions label.choice:has([value=VALUE])";

/// The styles by which the value of a facet differs from its neighbours: of its row, its name and its checkbox.
fn looks(tab: &Tab, value: &str) -> Vec<String> {
    let row = CHOICE.replace("VALUE", value);
    let parts = [row.clone(), format!("{row} .name"), format!("{row} input")];
    let styles = ["background-color", "font-weight", "outline-style", "box-shadow", "border-inline-start-color"];
    parts.iter().flat_map(|part| styles.map(|style| tab.style(part, style))).collect()
}

#[test]
fn plain_chosen_and_focused_values_look_different_each() {
    browse(reports(), |tab| {
        for dark in [false, true] {
            tab.colours(dark);
            tab.open("/?regions=Asia");
            let plain = looks(tab, "Europe");
            let chosen = looks(tab, "Asia");
            assert_ne!(tab.style(&format!("{} .name", CHOICE.replace("VALUE", "Asia")), "font-weight"), "400");
            tab.focus("#facet-regions input[value=Asia]");
            let chosen_and_focused = looks(tab, "Asia");
            tab.focus("#facet-regions input[value=Europe]");
            let focused = looks(tab, "Europe");
            let different: BTreeSet<_> = [plain, chosen, chosen_and_focused, focused].into();
            assert_eq!(different.len(), 4, "dark: {dark}: {different:?}");
        }
    });
}

#[test]
fn the_focus_is_seen_wherever_the_tab_key_goes() {
    browse(reports(), |tab| {
        tab.open("/?q=report&regions=Asia");
        for _ in 0..30 {
            tab.press(Key::Tab);
            let outlined = tab.js("const focused = document.activeElement;
                 const outlined = (element) => element && getComputedStyle(element).outlineStyle !== 'none'
                     && parseFloat(getComputedStyle(element).outlineWidth) >= 2;
                 return outlined(focused) || !!outlined(focused.closest('label'))");
            if outlined == true {
                continue;
            }
            // The outline of a slider is that of its thumb, which no style tells.
            let focused = tab.seen();
            let element = tab.js("const focused = document.activeElement; focused.blur(); return focused.outerHTML");
            assert_ne!(tab.seen(), focused, "{element}");
        }
    });
}

/// Fails when the page is wider than the window, and names what sticks out.
fn check_width(tab: &Tab, what: &str) {
    let wide = tab.js("const wide = document.scrollingElement.scrollWidth;
         return wide <= innerWidth ? [] : [`${wide} px`].concat(
             $$('body *').filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
                 .map((element) => element.outerHTML.slice(0, 100)))");
    assert_eq!(wide, serde_json::json!([]), "{what}");
}

#[test]
fn nothing_scrolls_sideways_at_320_pixels_or_with_text_of_200_percent() {
    browse(projects(), |tab| {
        for path in ["/", "/?q=clean+water&years=2010..2014", "/?q=zzxxqq", "/pages/kitui-sand-dams.md?q=water"] {
            tab.resize(320, 700);
            tab.open(path);
            check_width(tab, &format!("{path} at 320 px"));
            tab.resize(640, 700);
            tab.large_text();
            check_width(tab, &format!("{path} at 640 px with text of 200 %"));
        }
    });
}

#[test]
fn what_is_pressed_with_a_finger_is_at_least_24_pixels_high() {
    let check = |tab: &Tab| {
        let small =
            tab.js("return $$('button, label.choice, summary, ul.chips a, nav a, select, input:not([type=hidden])')
                 .filter((element) => element.checkVisibility() && !element.closest('label.choice input'))
                 .filter((element) => element.type !== 'checkbox' && element.getBoundingClientRect().height < 24)
                 .map((element) => element.outerHTML.slice(0, 100))");
        assert_eq!(small, serde_json::json!([]));
    };
    browse(reports(), |tab| {
        tab.resize(390, 800);
        tab.open("/?q=report&regions=Asia");
        check(tab);
    });
    browse(projects(), |tab| {
        tab.resize(390, 800);
        tab.open("/pages/philippines-typhoon-ready-harbours.md?q=harbour");
        check(tab);
    });
}

#[test]
fn paper_shows_hits_and_no_form() {
    browse(reports(), |tab| {
        tab.open("/?q=pumps&regions=Africa");
        tab.print();
        for hidden in ["#search", "#filters", "#sort", "nav.paging"] {
            assert_eq!(tab.shown(hidden).len(), 0, "{hidden}");
        }
        for seen in ["h1", "#total", "ul.chips", "ol.hits"] {
            assert_eq!(tab.shown(seen).len(), 1, "{seen}");
        }
    });
}
