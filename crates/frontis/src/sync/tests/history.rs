//! Incremental equals rebuild.

use proptest::prelude::*;

use super::*;

#[derive(Debug, Clone)]
enum Edit {
    Write(usize, u8),
    Remove(usize),
    Rename(usize, usize),
    Sync,
}

const NAMES: [&str; 6] = ["a.md", "b.md", "c/a.md", "c/d/e.md", "skip.md", "f.mdx"];

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let name = 0..NAMES.len();
    let edit = prop_oneof![
        4 => (name.clone(), 0..6_u8).prop_map(|(name, text)| Edit::Write(name, text)),
        2 => name.clone().prop_map(Edit::Remove),
        2 => (name.clone(), name).prop_map(|(from, to)| Edit::Rename(from, to)),
        3 => Just(Edit::Sync),
    ];
    proptest::collection::vec(edit, 1..30)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn after_any_history_the_index_is_what_a_fresh_one_would_be(edits in edits()) {
        let mut site = Site::new().settings("content: { exclude: ['skip.md'] }");
        let model: RefCell<BTreeMap<&str, String>> = RefCell::default();
        for edit in edits.into_iter().chain([Edit::Sync]) {
            let mut files = model.borrow_mut();
            match edit {
                // Texts of equal length, two of them drafts.
                Edit::Write(name, text) => {
                    let text = format!("{} {text}", if text < 2 { "draft" } else { "pages" });
                    site.write(NAMES[name], &text);
                    files.insert(NAMES[name], text);
                }
                Edit::Remove(name) => {
                    if files.remove(NAMES[name]).is_some() {
                        fs::remove_file(site.path(NAMES[name])).unwrap();
                    }
                }
                Edit::Rename(from, to) => {
                    if let Some(text) = files.remove(NAMES[from]) {
                        fs::create_dir_all(site.path(NAMES[to]).parent().unwrap()).unwrap();
                        fs::rename(site.path(NAMES[from]), site.path(NAMES[to])).unwrap();
                        files.insert(NAMES[to], text);
                    }
                }
                Edit::Sync => {
                    let before = site.index.clone();
                    let synced = site.sync();
                    let pages: BTreeMap<String, String> = files
                        .iter()
                        .filter(|(name, text)| **name != "skip.md" && !text.starts_with("draft"))
                        .map(|(name, text)| ((*name).to_owned(), text.clone()))
                        .collect();
                    prop_assert_eq!(&site.index, &pages);
                    prop_assert_eq!(synced.pages + synced.skipped, files.len() as u64);
                    let gone: BTreeSet<_> = before.keys().filter(|id| !pages.contains_key(*id)).collect();
                    prop_assert_eq!(synced.removed, gone.len() as u64);
                    let fresh = Manifest::default();
                    let last = std::mem::replace(&mut site.manifest, fresh);
                    let rebuilt = site.try_sync(Duration::ZERO).unwrap();
                    site.manifest = last;
                    prop_assert_eq!(&rebuilt.manifest.entries, &site.manifest.entries);
                    prop_assert_eq!(rebuilt.diagnostics, synced.diagnostics);
                }
            }
        }
    }
}
