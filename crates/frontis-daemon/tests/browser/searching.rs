//! Searching as one types, the order, more hits, and what is said when it fails.

use fantoccini::key::Key;

use crate::served::{Daemon, projects, reports};
use crate::tab::browse;

#[test]
fn typing_shows_marked_hits_and_their_number_without_enter() {
    browse(reports(), |tab| {
        tab.open("/");
        tab.until_eq(|| tab.text("#total"), "45 pages");
        tab.type_into("#q", "pumps");
        tab.until_eq(|| tab.text("#total"), "15 pages");
        assert_eq!(tab.count("ol.hits > li"), 15);
        assert_eq!(tab.texts("#hit-1 mark"), ["Pumps"]);
        assert_eq!(tab.address(), "/?q=pumps");
        assert!(tab.property("html", "innerHTML").as_str().unwrap().contains("<title>pumps – "));
        assert!(tab.has_focus("#q"), "one can type on");
    });
}

#[test]
fn the_number_of_pages_is_announced_by_one_node_that_stays() {
    browse(reports(), |tab| {
        tab.open("/");
        tab.js("window.total = $('#total[role=status]')");
        tab.type_into("#q", "pumps");
        tab.until_eq(|| tab.text("#total"), "15 pages");
        assert_eq!(tab.js("return total === $('#total') && total.isConnected"), true);
        tab.until_eq(|| tab.attribute("#Main", "aria-busy") == "true", false);
    });
}

const COUNT_REQUESTS: &str = "
    window.requests = 0;
    const own = fetch;
    window.fetch = (...all) => { requests += 1; return own(...all); }";

#[test]
fn words_that_are_typed_together_are_searched_once() {
    browse(reports(), |tab| {
        tab.open("/");
        tab.js(COUNT_REQUESTS);
        tab.type_into("#q", "pumps lift");
        tab.until_eq(|| tab.address(), "/?q=pumps+lift");
        tab.until_eq(|| tab.count("#hit-1 mark"), 2);
        let fetched = tab.js("return requests").as_u64().unwrap();
        assert!((1..=4).contains(&fetched), "{fetched} requests for ten keys");
    });
}

#[test]
fn letters_that_are_being_composed_are_waited_for() {
    browse(reports(), |tab| {
        tab.open("/");
        tab.js(COUNT_REQUESTS);
        tab.js("const [box, bubbles] = [$('#q'), true];
             box.focus();
             box.dispatchEvent(new CompositionEvent('compositionstart', { bubbles }));
             box.value = 'p';
             box.dispatchEvent(new InputEvent('input', { bubbles, isComposing: true }));
             // Longer than any wait for the next key.
             setTimeout(() => {
                 window.before = requests;
                 box.value = 'pumps';
                 box.dispatchEvent(new CompositionEvent('compositionend', { bubbles }));
             }, 500)");
        tab.until_eq(|| tab.text("#total"), "15 pages");
        assert_eq!(tab.js("return [before, requests]"), serde_json::json!([0, 1]));
    });
}

#[test]
fn a_click_for_another_tab_is_left_to_the_browser() {
    browse(reports(), |tab| {
        tab.open("/");
        tab.js(
            "addEventListener('click', (event) => { window.taken = event.defaultPrevented; event.preventDefault(); });
             for (const [name, ctrlKey] of [['plain', false], ['other', true]]) {
                 $('[rel=next]').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey }));
                 window[name] = taken;
             }",
        );
        assert_eq!(tab.js("return [plain, other]"), serde_json::json!([true, false]));
    });
}

#[test]
fn enter_searches_at_once_and_an_emptied_box_shows_every_page() {
    browse(reports(), |tab| {
        tab.open("/?q=pumps");
        assert_eq!(tab.value("#q"), "pumps");
        tab.js("$('#q').select()");
        tab.press(Key::Delete);
        tab.until_eq(|| tab.text("#total"), "45 pages");
        assert_eq!(tab.address(), "/");
        tab.type_into("#q", "gauge");
        tab.press(Key::Enter);
        tab.until_eq(|| tab.address(), "/?q=gauge");
        tab.until_eq(|| tab.text("#hit-1 .snippet mark"), "gauge");
    });
}

#[test]
fn a_slash_moves_to_the_box_unless_one_is_typing() {
    browse(reports(), |tab| {
        tab.open("/?q=pumps");
        tab.type_into("#hit-1 h3 a", "/");
        tab.until("the box has the focus", || tab.has_focus("#q"));
        assert_eq!(tab.value("#q"), "pumps");
        tab.js("$('#q').setSelectionRange(5, 5)");
        tab.type_into("#q", "/");
        assert_eq!(tab.value("#q"), "pumps/");
    });
}

#[test]
fn the_order_changes_the_hits_and_the_address() {
    browse(reports(), |tab| {
        tab.open("/?q=water");
        tab.choose("#sort", "date:asc");
        tab.until_eq(|| tab.text("#hit-1 h3"), "Report 03");
        assert_eq!(tab.address(), "/?q=water&sort=date%3Aasc");
        tab.choose("#sort", "date:desc");
        tab.until_eq(|| tab.text("#hit-1 h3"), "Report 45");
        tab.choose("#sort", "relevance");
        tab.until_eq(|| tab.address(), "/?q=water");
        assert_eq!(tab.value("#sort"), "relevance");
    });
}

#[test]
fn more_hits_come_below_and_the_focus_goes_to_the_first_of_them() {
    browse(reports(), |tab| {
        tab.open("/");
        assert_eq!(tab.text("nav.paging a.more"), "Show 20 more");
        tab.js("$('nav.paging a.more').scrollIntoView({ block: 'end' }); window.first = $('#hit-1')");
        let before = tab.js("return scrollY").as_f64().unwrap();
        tab.click("nav.paging a.more");
        tab.until_eq(|| tab.count("ol.hits > li"), 40);
        tab.until("the first new hit has the focus", || tab.has_focus("#hit-21 h3 a"));
        assert!(tab.in_view("#hit-21"));
        assert!(tab.js("return scrollY").as_f64().unwrap() >= before, "nobody is thrown to the top");
        assert!(tab.address().starts_with("/?limit=40"), "{}", tab.address());
        tab.click("nav.paging a.more");
        tab.until_eq(|| tab.count("ol.hits > li"), 45);
        tab.until("the first new hit has the focus", || tab.has_focus("#hit-41 h3 a"));
        assert_eq!(tab.count("nav.paging a.more"), 0, "there is nothing more");
        let ids = tab.js("return $$('ol.hits > li').map((hit, at) => hit.id === `hit-${at + 1}`).every(Boolean)");
        assert_eq!(ids, true, "each rank once and in order");
    });
}

#[test]
fn pages_of_hits_are_turned_forth_and_back() {
    browse(reports(), |tab| {
        tab.open("/?sort=date%3Aasc");
        assert_eq!(tab.count("nav.paging [rel=prev]"), 0);
        tab.click("nav.paging [rel=next]");
        tab.until_eq(|| tab.text("#hit-21 h3"), "Report 21");
        assert_eq!((tab.count("ol.hits > li"), tab.count("#hit-1")), (20, 0));
        tab.until_eq(|| tab.js("return scrollY"), 0);
        tab.click("nav.paging [rel=next]");
        tab.until_eq(|| tab.text("#hit-41 h3"), "Report 41");
        assert_eq!((tab.count("ol.hits > li"), tab.count("nav.paging [rel=next]")), (5, 0));
        tab.click("nav.paging [rel=prev]");
        tab.until_eq(|| tab.text("#hit-21 h3"), "Report 21");
        tab.type_into("#q", "pumps");
        tab.until_eq(|| tab.text("#total"), "15 pages");
        assert_eq!(tab.text("#hit-1 h3"), "Report 03", "other words begin at the first hit");
    });
}

#[test]
fn a_corrected_word_is_said_and_a_click_makes_it_what_was_typed() {
    browse(reports(), |tab| {
        tab.open("/");
        tab.type_into("#q", "report pmups");
        tab.until_eq(|| tab.text(".note.corrected"), "Searched for pumps instead; no page holds “pmups”.");
        tab.until_eq(|| tab.text("#total"), "15 pages with every word; 30 hold some");
        assert_eq!(tab.texts("#hit-1 mark"), ["Report", "Pumps"], "what was found is marked");
        tab.click(".note.corrected a");
        tab.until_eq(|| tab.value("#q"), "report pumps");
        tab.until_eq(|| tab.count(".note"), 0);
        assert_eq!(tab.address(), "/?q=report+pumps");
        tab.back();
        tab.until_eq(|| tab.value("#q"), "report pmups");
        tab.until_eq(|| tab.count(".note.corrected a"), 1);
    });
}

#[test]
fn a_better_spelling_is_offered_and_a_click_away() {
    let slips = (1..=3).map(|at| (format!("slip-{at}.md"), "# Slip\n\nClean watr."));
    let pages = (1..=30).map(|at| (format!("page-{at}.md"), "# Page\n\nClean water."));
    let daemon = Daemon::of_files(&slips.chain(pages).collect::<Vec<_>>());
    browse(&daemon, |tab| {
        tab.open("/");
        tab.type_into("#q", "clean watr");
        tab.until_eq(|| tab.text("#did-you-mean"), "Did you mean clean water?");
        assert_eq!(tab.text("#total"), "3 pages with every word; 30 hold some");
        tab.click("#did-you-mean a");
        tab.until_eq(|| tab.text("#total"), "30 pages with every word; 3 hold some");
        assert_eq!((tab.address(), tab.value("#q")), ("/?q=clean+water".to_owned(), "clean water".to_owned()));
        assert_eq!(tab.count("#did-you-mean"), 0);
    });
}

#[test]
fn what_is_found_nowhere_is_said_with_ways_out() {
    browse(projects(), |tab| {
        tab.open("/");
        tab.type_into("#q", "zzxxqq");
        tab.until_eq(|| tab.text("#total"), "No page");
        assert!(tab.texts(".note").iter().any(|note| note.contains("zzxxqq")), "{:?}", tab.texts(".note"));
        assert_eq!((tab.count("ol.hits > li"), tab.count(".empty")), (0, 1));
        tab.click(".empty a[href='./']");
        tab.until("every page is shown", || tab.count("ol.hits > li") == 20);
        assert_eq!((tab.address(), tab.value("#q")), ("/".to_owned(), String::new()));
    });
}

#[test]
fn a_search_that_cannot_be_sent_keeps_the_hits_and_can_be_tried_again() {
    let daemon = Daemon::of_files(&[("a.md", "# Alpha\n\nwater"), ("b.md", "# Beta\n\nwater and oil")]);
    browse(&daemon, |tab| {
        tab.open("/?q=water");
        assert_eq!(tab.text("#total"), "2 pages");
        daemon.stop();
        tab.type_into("#q", " oil");
        tab.until("an alert", || tab.shown("[role=alert]").iter().any(|text| text.contains("Try again")));
        assert_eq!((tab.count("ol.hits > li"), tab.value("#q").as_str()), (2, "water oil"));
        assert_eq!(tab.attribute("#Main", "aria-busy"), "");
        assert!(tab.has_focus("#q"), "one can type on");
        // A connection that is refused is an error of the console whatever the page does.
        let errors = tab.console();
        assert!(errors.iter().all(|error| error.contains("ERR_CONNECTION_REFUSED")), "{errors:?}");
        daemon.start_again();
        tab.js(
            "$$('[role=alert] a, [role=alert] button').find((link) => link.textContent.includes('Try again')).click()",
        );
        tab.until_eq(|| tab.text("#hit-1 h3"), "Beta");
        tab.until_eq(|| tab.shown("[role=alert]").len(), 0);
        assert_eq!(tab.address(), "/?q=water+oil");
    });
}

#[test]
fn the_policy_of_the_pages_is_kept_and_would_be_noticed() {
    browse(reports(), |tab| {
        for path in ["/", "/?q=pumps&regions=Asia&years=2003..2005", "/pages/report-03.md?q=pumps", "/pages/none.md"] {
            tab.open(path);
            let errors = tab.console();
            assert!(errors.iter().all(|error| error.contains("404")), "{path}: {errors:?}");
        }
        tab.open("/");
        tab.js("const script = document.createElement('script');
                script.textContent = 'window.obeyed = true';
                document.body.append(script)");
        tab.until("the console tells", || tab.console().iter().any(|error| error.contains("Content Security Policy")));
        assert_eq!(tab.js("return window.obeyed ?? false"), false);
    });
}

#[test]
fn a_search_that_is_refused_keeps_what_was_chosen() {
    browse(reports(), |tab| {
        tab.open("/?regions=Asia&sort=date%3Aasc");
        let search_for = |words: &str| {
            tab.js(&format!("$('#q').value = {words}; $('#q').dispatchEvent(new Event('input', {{ bubbles: true }}))"));
        };
        search_for("'é'.repeat(2100)");
        tab.until("a refusal", || tab.shown("#found [role=alert]").iter().any(|text| text.contains("Query too long")));
        assert!(tab.console().iter().all(|error| error.contains("400")), "{:?}", tab.console());
        search_for("'report'");
        tab.until_eq(|| tab.address(), "/?q=report&sort=date%3Aasc&regions=Asia");
        tab.until("the region is chosen", || tab.checked("#facet-regions input[value=Asia]"));
    });
}
