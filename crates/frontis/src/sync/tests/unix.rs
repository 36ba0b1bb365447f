//! Links, pipes, names and permissions.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;

use super::*;

#[test]
fn links_are_followed_to_files_inside_the_root_only() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.md"), "S").unwrap();
    let mut site = Site::new().page("real/a.md", "A");
    for (target, link) in [
        (Path::new("real/a.md"), "inside.md"),
        (&outside.path().join("secret.md"), "outside.md"),
        (outside.path(), "folder"),
        (Path::new("."), "loop"),
        (Path::new("../real"), "real/again"),
        (Path::new("self.md"), "self.md"),
        (Path::new("gone.md"), "broken.md"),
        (Path::new("gone"), "broken"),
    ] {
        symlink(target, site.path(link)).unwrap();
    }
    let synced = site.sync();
    assert_eq!(site.ids(), ["inside.md", "real/a.md"]);
    assert_eq!(synced.skipped, 3);
    let expected = [
        ("broken.md", Code::FileUnreadable),
        ("folder", Code::LinkLeavesRoot),
        ("outside.md", Code::LinkLeavesRoot),
        ("self.md", Code::FileUnreadable),
    ];
    assert_eq!(remarks(&synced), expected);
}

#[test]
fn a_root_that_is_a_link_is_the_folder_it_leads_to() {
    let site = Site::new().page("a.md", "A");
    let elsewhere = tempfile::tempdir().unwrap();
    symlink(site.folder.path(), elsewhere.path().join("link")).unwrap();
    let root = root::Root::open(&elsewhere.path().join("link"), None).unwrap();
    assert_eq!(scan::scan(&root, &Config::default()).unwrap().files.len(), 1);
}

#[test]
fn a_pipe_is_never_opened() {
    let mut site = Site::new();
    let made = Command::new("mkfifo").arg(site.path("pipe.md")).arg(site.path(".gitignore")).status();
    assert!(made.is_ok_and(|status| status.success()), "the pipe is there");
    let synced = site.sync();
    assert_eq!((synced.skipped, remarks(&synced)), (1, vec![("pipe.md", Code::FileUnreadable)]));
}

#[test]
fn a_name_that_is_not_utf8_is_skipped_and_shown() {
    let mut site = Site::new();
    fs::write(site.folder.path().join(OsStr::from_bytes(b"caf\xe9.md")), "A").unwrap();
    fs::create_dir(site.folder.path().join(OsStr::from_bytes(b"\xff"))).unwrap();
    fs::write(site.folder.path().join(OsStr::from_bytes(b"\xff/a.md")), "A").unwrap();
    let synced = site.sync();
    assert_eq!((synced.pages, synced.skipped), (0, 2));
    assert_eq!(remarks(&synced), [("caf\u{FFFD}.md", Code::NameNotUtf8), ("\u{FFFD}/a.md", Code::NameNotUtf8)]);
}

#[test]
fn files_and_folders_without_permission_keep_their_pages() {
    let mut site = Site::new().page("a.md", "A").page("b/c.md", "C").page("b/d.md", "draft");
    site.sync();
    site.write("a.md", "changed");
    site.write("new.md", "new");
    let allow = |name: &str, mode| fs::set_permissions(site.path(name), fs::Permissions::from_mode(mode)).unwrap();
    ["a.md", "new.md", "b"].iter().for_each(|name| allow(name, 0o000));
    // Permissions do not bind a superuser.
    let bound = fs::read(site.path("a.md")).is_err();
    let synced = site.try_sync(Duration::ZERO).unwrap();
    allow("b", 0o755);
    if bound {
        assert_eq!((counts(&synced), synced.skipped), ([0, 0, 0, 2], 2));
        let unreadable = ["a.md", "b", "b/d.md", "new.md"];
        assert_eq!(remarks(&synced).into_iter().map(|(path, _)| path).collect::<Vec<_>>(), unreadable);
    }
}
