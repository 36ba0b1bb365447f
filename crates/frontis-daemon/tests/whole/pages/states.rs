//! What the page says where there is nothing to show, or something to know of the words.

use std::time::Duration;

use frontis_daemon::http::Settings;

use super::text;
use crate::support::{Daemon, folder};

#[test]
fn no_result_says_what_to_try() {
    let page = Daemon::start().get("/?q=nothingatall&regions=Asia&regions=Africa").body;
    let said = text(&page);
    assert!(said.contains("No page matches") && said.contains("Found nowhere: “nothingatall”."), "{said}");
    assert!(page.contains(r#"Remove <a href="./?q=nothingatall&#38;regions=Africa">Regions: Asia</a>"#), "{page}");
    assert!(page.contains(r#"<a href="./">See every page</a>, newest first."#));
    assert!(!said.contains("any of the words"), "no word is found, so that fewer of them find nothing: {said}");
}

#[test]
fn any_of_the_words_is_offered_where_it_finds_more() {
    let daemon = Daemon::start();
    let page = daemon.get("/?q=water+nothingatall&match=all").body;
    assert!(page.contains(r#"<a href="./?q=water+nothingatall&#38;match=any">any of the words</a>"#), "{page}");
    let hidden = daemon.get("/?q=clean+water&regions=Africa&sort=date:desc").body;
    assert!(hidden.contains("any of the words"), "{hidden}");
    assert!(!daemon.get("/?q=water+nothingatall&match=any&regions=x").body.contains("any of the words"));
}

#[test]
fn a_folder_without_pages_says_so() {
    let said = text(&Daemon::of(folder(&[]), Settings::default()).get("/").body);
    assert!(said.contains("There are no pages here yet") && said.contains("frontis check"), "{said}");
}

#[test]
fn beyond_the_last_hit_there_is_a_way_back() {
    let page = Daemon::start().get("/?q=water&offset=50").body;
    assert!(page.contains(r#"<a href="./?q=water">Go to the first pages found</a>"#), "{page}");
}

#[test]
fn a_search_without_time_says_so_and_can_be_sent_again() {
    let daemon = Daemon::with(Settings { deadline: Duration::ZERO, ..Settings::default() });
    let page = daemon.get("/?q=water").body;
    assert!(text(&page).contains("The search ran out of time"), "{page}");
    assert!(page.contains(r#"class="again" href="./?q=water">Search again</a>"#), "{page}");
    assert!(!page.contains("Found nowhere"));
}

#[test]
fn words_that_were_not_searched_are_named() {
    let page = Daemon::start().get("/?q=the+water+xyzzy+-wells").body;
    for (kind, note) in [
        ("stop-words", "Too common to tell pages apart, not searched: “the”."),
        ("not-found", "Found nowhere: “xyzzy”."),
        ("excluded", "Left out pages with: “wells”."),
    ] {
        assert!(page.contains(&format!(r#"<p class="note {kind}">{note}</p>"#)), "{note} in {page}");
    }
}

#[test]
fn a_refused_search_keeps_its_words_and_says_what_to_do() {
    let daemon = Daemon::start();
    let refused = daemon.get("/?q=water&filter=regions+%3D");
    assert_eq!(refused.status, 400);
    let said = text(&refused.body);
    assert!(said.contains("This search cannot be answered Invalid filter:"), "{said}");
    assert!(refused.body.contains(r#"value="water""#) && refused.body.contains(r#"<div class="empty" role="alert">"#));
}
