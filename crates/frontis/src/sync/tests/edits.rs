//! What one sync after another makes of edits, failures and held removals.

use super::*;

#[test]
fn an_index_follows_edits_renames_and_deletions() {
    let mut site = Site::new().page("a.md", "A").page("b/c.md", "C").page("d.txt", "no page");
    assert_eq!(counts(&site.sync()), [2, 0, 0, 0]);
    site.write("a.md", "B");
    fs::rename(site.path("b/c.md"), site.path("b/d.md")).unwrap();
    assert_eq!(counts(&site.sync()), [1, 1, 1, 0]);
    assert_eq!(site.index, [("a.md", "B"), ("b/d.md", "C")].map(|(id, t)| (id.to_owned(), t.to_owned())).into());
    fs::remove_file(site.path("a.md")).unwrap();
    assert_eq!(counts(&site.sync()), [0, 0, 1, 1]);
}

#[test]
fn an_unchanged_folder_needs_no_commit_and_keeps_its_remarks() {
    let mut site = Site::new().page("a.md", "odd").page("b.md", "draft");
    assert!(site.try_sync(Duration::ZERO).unwrap().batch.is_some());
    let first = site.sync();
    let second = site.try_sync(Duration::ZERO).unwrap();
    assert!(second.batch.is_none());
    assert_eq!((counts(&second), second.pages, second.skipped), ([0, 0, 0, 1], 1, 1));
    assert_eq!(second.diagnostics, first.diagnostics);
    assert_eq!(remarks(&second), [("a.md", Code::KeyTwice), ("b.md", Code::SkippedDraft)]);
}

#[test]
fn a_file_is_opened_again_only_while_its_stamp_is_young() {
    let mut site = Site::new().page("a.md", "A").page("b.md", "B");
    site.sync();
    let opened = |site: &Site, manifest: &Manifest| {
        let most = std::sync::atomic::AtomicU64::new(0);
        let request = Request {
            progress: &|_, total| most.store(total, std::sync::atomic::Ordering::Relaxed),
            ..site.request(manifest, Duration::from_secs(60))
        };
        let synced = sync(&request, parse).unwrap();
        assert!(synced.batch.is_none());
        (most.into_inner(), synced.manifest)
    };
    let (young, manifest) = opened(&site, &site.manifest);
    assert_eq!(young, 2, "written within two seconds of the sync");
    assert_eq!(opened(&site, &manifest).0, 0, "a minute later the stamps are trusted");
}

#[test]
fn the_same_bytes_under_a_new_stamp_are_no_change_but_are_remembered() {
    let mut site = Site::new().page("a.md", "A");
    site.sync();
    let file = fs::File::options().write(true).open(site.path("a.md")).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(1000)).unwrap();
    let synced = site.try_sync(Duration::ZERO).unwrap();
    let (changes, state) = synced.batch.unwrap().into_parts();
    assert!(changes.is_empty() && state.is_some());
    assert_eq!((synced.changed, synced.unchanged), (0, 1));
}

#[cfg(unix)]
#[test]
fn a_change_that_keeps_size_and_time_is_seen() {
    let mut site = Site::new().page("a.md", "A");
    let old = SystemTime::now() - Duration::from_secs(1000);
    let backdate = |site: &Site| {
        fs::File::options().write(true).open(site.path("a.md")).unwrap().set_modified(old).unwrap();
    };
    backdate(&site);
    // Even where the clock of the sync is far ahead and nothing seems young.
    site.manifest = site.try_sync(Duration::from_secs(3600)).unwrap().manifest;
    std::thread::sleep(Duration::from_millis(20));
    site.write("a.md", "B");
    backdate(&site);
    assert_eq!(site.try_sync(Duration::ZERO).unwrap().changed, 1);
}

#[test]
fn a_page_that_becomes_a_draft_is_removed_and_comes_back() {
    let mut site = Site::new().page("a.md", "A");
    site.sync();
    site.write("a.md", "draft A");
    let synced = site.sync();
    assert_eq!((counts(&synced), synced.skipped), ([0, 0, 1, 0], 1));
    site.write("a.md", "A");
    assert_eq!(counts(&site.sync()), [1, 0, 0, 0]);
}

#[test]
fn two_pages_with_one_url_are_indexed_and_named_at_every_sync() {
    let mut site = Site::new().page("a.md", "url /x/").page("b.md", "url /x/").page("c.md", "url /y/");
    for _ in 0..2 {
        let synced = site.sync();
        assert_eq!(remarks(&synced), [("b.md", Code::UrlTwice)]);
        assert!(synced.diagnostics[0].message.contains("/x/ of \"a.md\""));
    }
    assert_eq!(site.ids(), ["a.md", "b.md", "c.md"]);
}

#[test]
fn a_file_over_the_limit_is_skipped_and_loses_its_page() {
    let mut site = Site::new().page("a.md", "A");
    site.sync();
    site.write("a.md", &"x".repeat(101));
    let synced = site.sync();
    assert_eq!((synced.removed, synced.skipped), (1, 1));
    assert_eq!(remarks(&synced), [("a.md", Code::FileTooLarge)]);
    site.write("a.md", &"x".repeat(100));
    assert_eq!(site.sync().added, 1);
}

#[test]
fn a_file_that_cannot_be_read_keeps_its_page() {
    let mut site = Site::new().page("a.md", "A").page("b.md", "B").page("d.md", "draft");
    site.sync();
    for name in ["a.md", "d.md", "new.md"] {
        site.write(name, "changed");
    }
    let path = |name: &str| site.path(name);
    let synced = site.try_sync_after(Duration::ZERO, |_| {
        fs::remove_file(path("a.md")).unwrap();
        for name in ["d.md", "new.md"] {
            fs::remove_file(path(name)).unwrap();
            fs::create_dir(path(name)).unwrap();
        }
    });
    let synced = synced.unwrap();
    assert_eq!((counts(&synced), synced.pages, synced.skipped), ([0, 0, 0, 2], 2, 2));
    let unreadable = |name| (name, Code::FileUnreadable);
    let expected = [unreadable("a.md"), unreadable("d.md"), ("d.md", Code::SkippedDraft), unreadable("new.md")];
    assert_eq!(remarks(&synced), expected);
    site.manifest = synced.manifest;
    // Now they are gone, or folders, and that is no failure.
    let synced = site.try_sync(Duration::ZERO).unwrap();
    assert_eq!((counts(&synced), synced.skipped, remarks(&synced)), ([0, 0, 1, 1], 0, vec![]));
}

#[test]
fn a_folder_that_cannot_be_listed_keeps_its_pages_until_it_can() {
    let mut site = Site::new().page("a/b.md", "B").page("a/c/d.md", "draft").page("ab.md", "A").page("a.md", "A");
    site.sync();
    site.write("a/b.md", "changed");
    let synced = site.try_sync_after(Duration::from_secs(60), |scan| {
        scan.files.retain(|id, _| !id.starts_with("a/"));
        scan.unreadable_folders.insert("a".to_owned());
    });
    let synced = synced.unwrap();
    assert_eq!((counts(&synced), synced.pages, synced.skipped), ([0, 0, 0, 3], 3, 1));
    site.manifest = synced.manifest;
    assert_eq!(counts(&site.try_sync(Duration::ZERO).unwrap()), [0, 1, 0, 2]);
}

#[test]
fn an_empty_folder_is_an_empty_index() {
    let synced = Site::new().sync();
    assert_eq!((synced.pages, synced.skipped, synced.diagnostics.len()), (0, 0, 0));
}

#[test]
fn a_root_that_cannot_be_used_is_an_error_that_names_it() {
    let site = Site::new().page("file.md", "A");
    for (name, words) in [("gone", "does not exist"), ("file.md", "is not a folder")] {
        let error = root::Root::open(&site.path(name), None).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::RootUnusable);
        assert!(error.to_string().contains(name) && error.to_string().contains(words), "{error}");
    }
    let root = root::Root::open(site.folder.path(), None).unwrap();
    assert!(root::Root::open(site.folder.path(), Some(root.device)).is_ok());
    let error = root::Root::open(site.folder.path(), Some(root.device.wrapping_add(1))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RootUnusable, "another disk lies there");
}

#[test]
fn most_pages_go_only_when_that_is_accepted() {
    let mut site = Site::new();
    for n in 0..20 {
        site.write(&format!("p{n}.md"), &format!("page {n}"));
    }
    site.sync();
    fs::create_dir(site.path("moved")).unwrap();
    for n in 0..20 {
        fs::rename(site.path(&format!("p{n}.md")), site.path(&format!("moved/p{n}.md"))).unwrap();
    }
    assert_eq!(counts(&site.sync()), [20, 0, 20, 0], "a renamed folder is no loss");
    for n in 0..11 {
        fs::remove_file(site.path(&format!("moved/p{n}.md"))).unwrap();
    }
    let error = site.try_sync(Duration::ZERO).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::SyncHeld);
    assert!(error.to_string().contains("11 of 20"), "{error}");
    site.accept_shrink = true;
    assert_eq!(counts(&site.sync()), [0, 0, 11, 9]);
}

#[test]
fn a_parser_that_panics_fails_the_sync_only() {
    let site = Site::new().page("a.md", "A");
    let request = site.request(&site.manifest, Duration::ZERO);
    assert_eq!(sync(&request, |_, _| panic!("a defect")).unwrap_err().kind(), ErrorKind::Internal);
}
