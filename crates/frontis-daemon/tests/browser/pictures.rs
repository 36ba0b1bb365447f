//! Pictures of the pages for people, written where `FRONTIS_TEST_SCREENSHOTS` says; without it the pages are only opened.

use fantoccini::key::Key;

use crate::served::projects;
use crate::tab::browse;

/// The README's picture is `search-page`, made by
/// `FRONTIS_TEST_SCREENSHOTS=FOLDER cargo test -p frontis-daemon --test browser pictures`.
#[test]
fn pictures_of_the_pages_are_taken() {
    browse(projects(), |tab| {
        tab.resize(1200, 900);
        tab.open("/?q=clean+water");
        tab.until("there are hits", || tab.count("ol.hits > li") > 0);
        tab.picture("search-page");
        tab.colours(true);
        tab.picture("search dark");
        tab.colours(false);
        tab.open("/?q=water&years=2010..2014");
        tab.picture("years");
        tab.focus("#years-first");
        tab.press(Key::Right);
        tab.until_eq(|| tab.chips(), ["Active in: 2011–2014"]);
        tab.picture("years, a slider moved");
        tab.open("/?q=zzxxqq");
        tab.picture("nothing found");
        tab.open("/pages/kitui-sand-dams.md?q=water");
        tab.picture("reading");
        tab.resize(390, 844);
        tab.picture("reading on a phone");
        tab.open("/?q=clean+water");
        tab.picture("search on a phone");
        tab.js("$('#filters').scrollIntoView()");
        tab.picture("filters on a phone");
    });
}
