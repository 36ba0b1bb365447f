//! Checkboxes, chips, and what the form carries along.

use frontis_daemon::http::Settings;

use super::{text, unique_ids};
use crate::support::{Daemon, folder};

/// Pages, each with its own tag and one of a hundred and fifty names.
fn tagged() -> Daemon {
    let settings = "version: 1\nfields:\n  ta-gs: { facet: true }\n";
    let page = |at: usize| (format!("p{at:03}.md"), format!("---\nta-gs: [name {at:03}, all]\n---\n\nText.\n"));
    let pages: Vec<(String, String)> = (0..150).map(page).collect();
    let mut files: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    files.push(("frontis.yaml", settings));
    Daemon::of(folder(&files), Settings::default())
}

#[test]
fn a_form_sent_again_keeps_what_has_no_control() {
    let page = Daemon::start().get("/?q=water&match=any&limit=2&offset=1&facets=years&regions=Asia").body;
    for (name, value) in [("match", "any"), ("limit", "2"), ("facets", "years"), ("regions", "Asia")] {
        let input = format!(r#"<input type="hidden" name="{name}" value="{value}">"#);
        assert!(page.contains(&input), "{input} in {page}");
    }
    assert!(!page.contains(r#"type="hidden" name="offset""#) && !page.contains(r#"type="hidden" name="q""#));
}

#[test]
fn ten_values_show_ninety_fold_away_and_the_rest_is_counted() {
    let daemon = tagged();
    let page = daemon.get("/").body;
    assert_eq!(page.matches(r#"name="ta_gs""#).count(), 100, "{page}");
    assert!(page.contains(r#"<fieldset id="facet-ta_gs""#) && page.contains("90 more</summary>"));
    assert!(text(&page).contains("Find in Ta gs") && page.contains("51 further values are not listed"));
    let all = daemon.get("/?facets=ta_gs&facet_limit=1000&limit=0").body;
    assert_eq!(all.matches(r#"name="ta_gs""#).count(), 151);
    assert!(!all.contains("further values") && !all.contains(r#"class="empty""#));
    unique_ids(&page);
}

#[test]
fn a_chosen_value_is_listed_however_rare_and_its_fold_is_open() {
    let page = tagged().get("/?ta_gs=name+149").body;
    assert!(page.contains(r#"name="ta_gs" value="name 149" checked"#), "{page}");
    assert!(page.contains("<details open>"));
}

#[test]
fn each_choice_has_a_chip_that_takes_it_back_and_clear_all_stands_once() {
    let page = Daemon::start().get("/?q=water&regions=Asia&regions=Africa&sort=date:asc&filter=regions+EXISTS").body;
    let said = text(&page);
    for chip in ["Remove Regions: Asia ×", "Remove Regions: Africa ×", "Remove Filter: regions EXISTS ×"] {
        assert!(said.contains(chip), "{chip} in {said}");
    }
    assert_eq!(said.matches("Clear all").count(), 1);
    assert!(page.contains(r#"id="clear" href="./?q=water&#38;sort=date%3Aasc""#), "{page}");
}
