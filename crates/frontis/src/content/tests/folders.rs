//! Real folders beside the repository; where there are none the tests say so and pass.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::*;

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");

/// The folder `name` of the shared data; `None`, and a line that says so, where it is missing.
fn shared(name: &str) -> Option<PathBuf> {
    let folder = Path::new(SHARED).join("data").join(name);
    if !folder.exists() {
        println!("skipped: ../shared not present");
        return None;
    }
    Some(folder)
}

/// Ids and bytes of all files under `root`.
fn files(root: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let id = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                files.push((id, std::fs::read(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn the_sample_folders_are_read() {
    let Some(markdown) = shared("markdown") else {
        return;
    };
    for name in ["18f", "digitalgov", "dai"] {
        let files = files(&markdown.join(name));
        let (mut pages, mut codes) = (0, std::collections::BTreeMap::<Code, usize>::new());
        let start = Instant::now();
        for (id, bytes) in &files {
            let parsed = parse(id, bytes, &Options::default());
            pages += usize::from(parsed.page.is_some());
            for remark in &parsed.diagnostics {
                *codes.entry(remark.code).or_default() += 1;
                if std::env::var_os("FRONTIS_TEST_SHOW").is_some() {
                    println!("{remark}");
                }
            }
            let skipped = parsed.diagnostics.iter().any(|remark| remark.code.as_str().starts_with("skipped"));
            assert!(parsed.page.is_some() || skipped, "{id} is neither read nor named");
            for section in parsed.page.iter().flat_map(|page| &page.sections) {
                for mark in ["{{<", "](http", "<!--"] {
                    if section.text.contains(mark) && std::env::var_os("FRONTIS_TEST_SHOW").is_some() {
                        let at = section.text.find(mark).unwrap();
                        println!("{id}: {:?}", section.text[at..].chars().take(60).collect::<String>());
                    }
                }
            }
        }
        let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
        println!("{name}: {pages} pages of {} files, {bytes} bytes in {:?}, {codes:?}", files.len(), start.elapsed());
    }
}

#[test]
fn the_project_collection_is_read_as_expected() {
    let (Some(folder), Some(table)) = (shared("markdown/dai"), shared("expected/dai.tsv")) else {
        return;
    };
    let regions = FieldRule {
        name: "regions".into(),
        values: [("eastern-europe-and-central-asia".into(), "Eastern Europe and Central Asia".into())].into(),
        ..FieldRule::default()
    };
    let client = FieldRule { name: "client".into(), aliases: vec!["clent".into()], ..FieldRule::default() };
    let country = FieldRule { name: "country".into(), split: Some(",".into()), ..FieldRule::default() };
    let options = Options { fields: vec![regions, client, country], ..Options::default() };
    let table = std::fs::read_to_string(table).unwrap();
    for row in table.lines().skip(2) {
        let [id, title, regions, country, client, years, indexed] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{row}");
        };
        let bytes = std::fs::read(folder.join(id)).unwrap();
        let parsed = parse(id, &bytes, &options);
        assert_eq!(parsed.page.is_some(), indexed == "yes", "{id}");
        if parsed.page.is_none() {
            assert_eq!(parsed.diagnostics[0].level, Level::Info, "{id}");
        }
        let page = Page::from_markdown(id, &String::from_utf8(bytes).unwrap());
        let page = parsed.page.unwrap_or(page);
        assert!(page.title.starts_with(title), "{id}: {}", page.title);
        for (field, expected) in [("regions", regions), ("country", country), ("client", client)] {
            assert_eq!(page.values(field, 2026).join("|"), expected, "{id} {field}");
        }
        let seen = match page.fields.get("years") {
            Some(FieldValue::Years { start, end: Some(end) }) => format!("{start}-{end}"),
            _ => String::new(),
        };
        assert!(seen == years || years.is_empty(), "{id}: {seen}");
    }
}
