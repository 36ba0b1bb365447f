//! The collection that set the requirements: ten project files with every trap in them.

use std::fs;

use frontis::content::FieldValue;
use frontis::{Index, Page};

use frontis_testkit::shared;

const SETTINGS: &str = r#"
fields:
  regions: { facet: true, values: { "eastern-europe-and-central-asia": "Eastern Europe and Central Asia" } }
  country: { facet: true, split: "," }
  client: { facet: true, aliases: [clent] }
  years: { facet: true, from: [[start, start-date], [end, end-date]] }
"#;

fn dai() -> Option<Index> {
    let root = shared("markdown/dai")?;
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("frontis.yaml");
    fs::write(&settings, SETTINGS).unwrap();
    let index = Index::builder(root).config_file(settings).in_memory().open().unwrap();
    index.sync().unwrap();
    Some(index)
}

fn values(page: &Page, field: &str) -> String {
    page.values(field, 2026).join("|")
}

fn years(page: &Page) -> String {
    match page.fields.get("years") {
        Some(FieldValue::Years { start, end: Some(end) }) => format!("{start}-{end}"),
        other => format!("{other:?}"),
    }
}

#[test]
fn every_row_of_the_expected_table_holds() {
    let (Some(index), Some(table)) = (dai(), shared("expected/dai.tsv")) else { return };
    let table = fs::read_to_string(table).unwrap();
    let rows: Vec<Vec<&str>> = table.lines().skip(2).map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows.len(), 10);
    for row in rows {
        let [id, title, regions, country, client, interval, indexed] = row[..] else { panic!("{row:?}") };
        let page = index.page(id).unwrap();
        if indexed == "no" {
            assert!(page.is_none(), "{id}");
            continue;
        }
        let page = page.unwrap_or_else(|| panic!("{id} is not indexed"));
        assert!(page.title.starts_with(title), "{id}: {}", page.title);
        assert_eq!(values(&page, "regions"), regions, "{id}");
        assert_eq!(values(&page, "country"), country, "{id}");
        assert_eq!(values(&page, "client"), client, "{id}");
        assert_eq!(years(&page), interval, "{id}");
    }
}

#[test]
fn skipped_pages_are_named() {
    let Some(index) = dai() else { return };
    let report = index.check().unwrap();
    let skipped = report.diagnostics.iter().filter(|remark| remark.code.as_str() == "skipped-unpublished");
    assert_eq!((report.pages, report.skipped, skipped.count()), (8, 3, 3));
}

#[test]
fn cambodia_finds_the_misread_page_first() {
    let Some(index) = dai() else { return };
    let hit = &index.search("Cambodia").unwrap().hits[0];
    let title = "Cambodia—Micro, Small and Medium Enterprises Strengthening 2 Project (MSME 1 and 2)";
    assert_eq!((hit.title.text.as_str(), hit.title.utf16_ranges()), (title, vec![[0, 8]]));
}
