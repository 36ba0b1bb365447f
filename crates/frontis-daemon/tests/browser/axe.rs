//! Accessibility: every rule of axe-core, on every kind of page, light and dark, wide and narrow.

use std::{env, fs};

use serde_json::Value;

use crate::served::{Daemon, projects, reports};
use crate::tab::{Tab, browse};

/// Opens `path` with each look and checks it after `ready`.
fn check(daemon: &Daemon, path: &str, ready: impl Fn(&Tab)) {
    let Some(file) = env::var_os("FRONTIS_TEST_AXE_CORE") else {
        println!("skipped: no axe-core");
        return;
    };
    let axe = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    browse(daemon, |tab| {
        tab.open(path);
        ready(tab);
        tab.js(&axe);
        for width in [1200, 320] {
            tab.resize(width, 900);
            for dark in [false, true] {
                tab.colours(dark);
                let found = tab.js_later(RUN);
                assert!(found.as_array().is_some_and(Vec::is_empty), "{width} px, dark: {dark}:\n{}", report(&found));
            }
        }
    });
}

/// Every rule that axe-core knows but the contrast of level AAA, which no page here claims.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    const rules = axe.getRules().map((rule) => rule.ruleId).filter((id) => id !== 'color-contrast-enhanced');
    axe.run(document, { runOnly: { type: 'rule', values: rules }, resultTypes: ['violations'] })
        .then((results) => done(results.violations), (error) => done(String(error)));";

/// A line per element at fault.
fn report(violations: &Value) -> String {
    let Some(violations) = violations.as_array() else { return violations.to_string() };
    let mut lines = Vec::new();
    for violation in violations {
        for node in violation["nodes"].as_array().into_iter().flatten() {
            lines.push(format!("{}: {}: {}", violation["id"], node["html"], node["failureSummary"]));
        }
    }
    lines.join("\n")
}

#[test]
fn the_first_look_has_no_violation() {
    check(projects(), "/", |_| {});
}

#[test]
fn results_have_no_violation() {
    check(projects(), "/?q=clean+water", |tab| assert!(tab.count("mark") > 0));
}

#[test]
fn filters_and_years_in_force_have_no_violation() {
    check(reports(), "/?q=report&regions=Asia&country=Benin&years=2003..2008", |tab| {
        assert_eq!(tab.chips().len(), 3);
        tab.js("$$('details').forEach((fold) => { fold.open = true; })");
    });
}

#[test]
fn nothing_found_has_no_violation() {
    check(projects(), "/?q=zzxxqq&years=2010..2014", |tab| assert_eq!(tab.count(".empty"), 1));
}

#[test]
fn a_group_being_searched_has_no_violation() {
    check(reports(), "/", |tab| {
        tab.type_into("#facet-country input.within", "zz");
        tab.until("nothing matches", || tab.shown("#facet-country").join("").contains("No value matches"));
    });
}

#[test]
fn a_search_that_is_refused_has_no_violation() {
    check(projects(), "/?years=never", |tab| {
        assert_eq!(tab.count("[role=alert]"), 1);
        tab.console();
    });
}

#[test]
fn a_search_that_cannot_be_sent_has_no_violation() {
    let daemon = Daemon::of_files(&[("a.md", "# Alpha\n\nwater")]);
    check(&daemon, "/?q=water", |tab| {
        daemon.stop();
        tab.type_into("#q", "x");
        tab.until("an alert", || !tab.shown("[role=alert]").is_empty());
        tab.console();
    });
}

#[test]
fn the_reading_view_has_no_violation() {
    check(reports(), "/pages/report-03.md?q=findings+pumps#findings", |tab| assert!(tab.count("mark") > 1));
}

#[test]
fn an_error_page_has_no_violation() {
    check(projects(), "/pages/none.md", |tab| drop(tab.console()));
}
