//! The reading view.

use crate::served::{projects, reports};
use crate::tab::browse;

#[test]
fn words_of_the_query_are_marked_in_title_headings_and_text() {
    browse(reports(), |tab| {
        tab.open("/pages/report-03.md?q=report+findings+pumps");
        assert_eq!(tab.texts("main.reading h1 mark"), ["Report"]);
        assert_eq!(tab.texts("#findings h2 mark"), ["Findings"]);
        assert!(tab.texts("main.reading p mark").contains(&"Pumps".to_owned()));
        tab.open("/pages/report-03.md");
        assert_eq!(tab.count("mark"), 0);
    });
}

#[test]
fn the_section_asked_for_is_in_view_and_stands_out() {
    browse(reports(), |tab| {
        tab.open("/pages/report-03.md?q=gauge#findings");
        tab.until("the heading is in view", || tab.in_view("#findings h2"));
        let looks = |section: &str| {
            let parts = [section.to_owned(), format!("{section} > *"), format!("{section} h2")];
            let styles = ["box-shadow", "border-inline-start", "background-color", "outline"];
            parts.map(|part| styles.map(|style| tab.style(&part, style)))
        };
        assert_ne!(looks("#findings"), looks("#costs"));
    });
}

#[test]
fn the_way_back_leads_to_the_search() {
    browse(reports(), |tab| {
        tab.open("/pages/report-03.md?q=gauge");
        tab.click("nav.back a");
        tab.until_eq(|| tab.address(), "/?q=gauge");
        assert_eq!((tab.value("#q").as_str(), tab.text("#total").as_str()), ("gauge", "45 pages"));
    });
}

#[test]
fn four_headings_have_a_table_of_contents_that_leads_to_them() {
    browse(reports(), |tab| {
        tab.open("/pages/report-03.md");
        assert_eq!(tab.texts("nav.contents a"), ["Minutes", "Costs", "Findings", "Outlook"]);
        tab.click("nav.contents li:nth-child(4) a");
        tab.until("the heading is in view", || tab.in_view("#outlook h2"));
        assert_eq!(tab.address(), "/pages/report-03.md#outlook");
    });
}

#[test]
fn a_short_page_has_no_table_of_contents_and_a_foreign_one_its_language() {
    browse(projects(), |tab| {
        tab.open("/pages/mali-forages-solaires.md");
        assert_eq!(
            (tab.attribute("main.reading", "lang"), tab.attribute("main.reading", "dir")),
            ("fr".into(), "ltr".into())
        );
        let headings = tab.count("main.reading section :is(h2, h3, h4, h5, h6)");
        assert_eq!(tab.count("nav.contents") > 0, headings >= 4, "{headings} headings");
        assert!(tab.count("table.fields tr") > 0);
    });
}
