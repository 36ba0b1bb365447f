//! Which files of a folder are seen, entered and skipped.

use super::*;

#[test]
fn gitignore_files_of_the_root_and_below_decide_as_in_git() {
    let mut site = Site::new()
        .page(
            ".gitignore",
            "*.tmp.md\n/top.md\nbuild/\n!keep.tmp.md\nd/*\n!d/e.md\n\\#x.md\n# comment\n[\n!\n{a,b}.md\n",
        )
        .page("sub/.gitignore", "!again.tmp.md\nlocal.md\n")
        .page("build/.gitignore", "!*\n");
    for name in [
        "a.tmp.md",
        "keep.tmp.md",
        "top.md",
        "sub/top.md",
        "build/a.md",
        "sub/build/a.md",
        "d/e.md",
        "d/f.md",
        "#x.md",
        "sub/again.tmp.md",
        "again.tmp.md",
        "sub/local.md",
        "local.md",
        "sub/deep/local.md",
        "{a,b}.md",
        "b.md",
    ] {
        site.write(name, name);
    }
    let synced = site.sync();
    assert_eq!(site.ids(), ["b.md", "d/e.md", "keep.tmp.md", "local.md", "sub/again.tmp.md", "sub/top.md"]);
    assert_eq!(synced.skipped, 10);
    assert!(remarks(&synced).iter().all(|(_, code)| *code == Code::SkippedIgnored));
}

#[test]
fn ignore_rules_from_outside_the_root_do_not_count() {
    let outer = tempfile::tempdir().unwrap();
    fs::create_dir_all(outer.path().join("site/.git/info")).unwrap();
    fs::write(outer.path().join(".gitignore"), "*.md\n").unwrap();
    fs::write(outer.path().join("site/.git/info/exclude"), "*.md\n").unwrap();
    fs::write(outer.path().join("site/a.md"), "A").unwrap();
    let root = root::Root::open(&outer.path().join("site"), None).unwrap();
    let found = scan::scan(&root, &Config::default()).unwrap();
    assert_eq!(found.files.keys().collect::<Vec<_>>(), ["a.md"]);
}

#[test]
fn hidden_folders_are_entered_and_generated_ones_are_not() {
    let mut site = Site::new();
    for name in
        [".hidden/a.md", ".b.md", ".git/c.md", "node_modules/x/d.md", "e/_site/f.md", "public/g.md", "h/public.md"]
    {
        site.write(name, name);
    }
    let synced = site.sync();
    assert_eq!(site.ids(), [".b.md", ".hidden/a.md", "h/public.md"]);
    assert_eq!(synced.skipped, 0, "what is not entered is not seen");
    let named: Vec<_> = remarks(&synced).into_iter().map(|(path, _)| path).collect();
    assert_eq!(named, ["e/_site", "node_modules", "public"]);
}

#[test]
fn include_and_exclude_choose_files_without_case() {
    let mut site = Site::new().settings("content: { include: ['docs/*.md', '**/*.mdx'], exclude: ['docs/_*'] }");
    for name in ["docs/a.MD", "docs/sub/b.md", "c.md", "x/y/d.Mdx", "docs/_e.md", "DOCS/f.md"] {
        site.write(name, name);
    }
    let synced = site.sync();
    assert_eq!(site.ids(), ["DOCS/f.md", "docs/a.MD", "x/y/d.Mdx"]);
    assert_eq!((synced.skipped, remarks(&synced)), (1, vec![("docs/_e.md", Code::SkippedExcluded)]));
}
