//! What people see: hits, facets and reports at several widths, colours and links.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::support::{check_exit, folder, frontis, run};

const SETTINGS: &str = "version: 1\nfields:\n  regions: { facet: true }\n  client: { facet: true }\n";

/// Twelve projects on water and one on roads, with facets and years, and a few remarks.
fn projects() -> TempDir {
    let topics = ["wells", "springs", "pumps", "tanks"];
    let regions = ["Asia and the Pacific", "Sub-Saharan Africa", "Latin America"];
    let page = |at: usize| {
        format!(
            "---\ntitle: Water from {topic} {at}\nregions: [{region}]\nclient: Ministry {at}\nstart: {start}\nend: {end}\n\
             ---\n\n## What was done\n\nThe {topic} of district {at} were mended, and clean water has been carried to \
             {at}0 villages since. Each village chose two people who know how to mend a pump.\n\n## Results\n\nWater for all.\n",
            topic = topics[at % 4],
            region = regions[at % 3],
            start = 1999 + at,
            end = 2003 + at,
        )
    };
    let mut files: Vec<(String, String)> = (1..=12).map(|at| (format!("p{at:02}.md"), page(at))).collect();
    files.push((
        "roads.md".into(),
        "---\ntitle: 道路 Roads\nregions: Latin America\nstart: 2001\nend: 2001\n---\nGravel.".into(),
    ));
    files.push(("broken.md".into(), "---\nregions: [unclosed\n---\nGravel roads.\n".into()));
    files.push(("draft.md".into(), "---\ndraft: true\n---\nNot yet.\n".into()));
    files.push(("twice.md".into(), "---\nEnd: 2004\nend: 2005\ntitle: Twice\n---\nGravel.\n".into()));
    files.push(("frontis.yaml".into(), SETTINGS.into()));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    folder(&files)
}

fn command(site: &Path, index: &Path, arguments: &[&str]) -> Command {
    let mut command = frontis(arguments);
    command.current_dir(site).env("FRONTIS_INDEX", index);
    command
}

fn at_width(site: &Path, index: &Path, columns: &str, arguments: &[&str]) -> String {
    check_exit(&command(site, index, arguments).env("COLUMNS", columns).output().unwrap(), 0).0
}

#[test]
fn an_answer_fits_the_width() {
    let (site, index) = (projects(), tempfile::tempdir().unwrap());
    let search =
        ["search", "clean", "wells", "zebra", "--limit", "3", "--snippets", "2", "--facet", "regions=latin america"];
    for columns in ["40", "80", "160"] {
        let text = at_width(site.path(), index.path(), columns, &search);
        let widest = text.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= columns.parse().unwrap(), "{widest} columns of {columns}:\n{text}");
        insta::assert_snapshot!(format!("search_{columns}"), text);
    }
    insta::assert_snapshot!("search_pipe", run_in(site.path(), index.path(), &search));
    let second =
        ["search", "gravel", "--limit", "1", "--offset", "1", "--sort", "date:desc", "--facet", "years=2001..2005"];
    insta::assert_snapshot!("search_second_page", at_width(site.path(), index.path(), "80", &second));
}

fn run_in(site: &Path, index: &Path, arguments: &[&str]) -> String {
    check_exit(&command(site, index, arguments).output().unwrap(), 0).0
}

#[test]
fn a_report_sums_up_its_remarks() {
    let (site, index) = (projects(), tempfile::tempdir().unwrap());
    let text = run_in(site.path(), index.path(), &["index"]);
    let took = text.lines().next().unwrap().rsplit(' ').nth(1).unwrap();
    insta::assert_snapshot!("index", text.replacen(&format!("{took} ms"), "N ms", 1));
    let (stdout, stderr) = check_exit(&command(site.path(), index.path(), &["check"]).output().unwrap(), 1);
    insta::assert_snapshot!("check", stdout);
    assert_eq!(stderr, "");
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let (site, index) = (projects(), tempfile::tempdir().unwrap());
    let coloured = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = command(site.path(), index.path(), arguments);
        let output = command.envs(variables.iter().copied()).output().unwrap();
        [output.stdout, output.stderr].map(|bytes| bytes.contains(&0x1b)).contains(&true)
    };
    let search = ["search", "water"];
    let asked = |when| ["search", "water", "--color", when];
    assert!(!coloured(&search, &[]), "a pipe");
    assert!(coloured(&search, &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&search, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(coloured(&asked("always"), &[("NO_COLOR", "1")]), "a flag wins over a variable");
    assert!(!coloured(&asked("never"), &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&asked("auto"), &[]));
    for command in [&["check"][..], &["index"], &["--help"], &["serch"], &["index", "no/such/folder"]] {
        assert!(coloured(&[command, &["--color", "always"]].concat(), &[]), "{command:?}");
        assert!(!coloured(&[command, &["--color=never"]].concat(), &[("CLICOLOR_FORCE", "1")]), "{command:?}");
    }
    assert!(!coloured(&["search", "water", "--json", "--quiet", "--color", "always"], &[]), "JSON is for programs");
}

#[test]
fn titles_lead_to_the_file_or_to_the_page_on_its_site() {
    let (site, index) = (projects(), tempfile::tempdir().unwrap());
    let linked = |variables: &[(&str, &str)]| {
        let mut command =
            command(site.path(), index.path(), &["search", "gravel", "--limit", "1", "--color", "always"]);
        check_exit(&command.envs(variables.iter().copied()).output().unwrap(), 0).0
    };
    let force = ("FORCE_HYPERLINK", "1");
    let file = format!("file://{}/roads.md", site.path().canonicalize().unwrap().display());
    let text = linked(&[force]);
    assert!(text.contains(&format!(";{file}\x1b\\")), "{text:?}");
    assert_eq!(text.matches("\x1b]8;id=").count(), text.matches("\x1b]8;;\x1b\\").count());
    assert!(!linked(&[]).contains("\x1b]8;"), "a terminal that is not known to take them");
    assert!(!linked(&[force, ("TERM", "dumb")]).contains("\x1b]8;"));
    std::fs::write(site.path().join("frontis.yaml"), format!("{SETTINGS}site: https://a.example\n")).unwrap();
    let text = linked(&[force]);
    assert!(text.contains(";https://a.example/roads/\x1b\\") && !text.contains("file://"), "{text:?}");
    assert!(text.contains("roads.md") && text.contains("https://a.example/roads/"), "{text:?}");
}

#[test]
fn a_folder_that_will_not_do_is_named_with_the_fix() {
    let (site, index) = (projects(), tempfile::tempdir().unwrap());
    let file = site.path().join("roads.md");
    let check = |path: &Path, text: &str| {
        let (stdout, stderr) = run(index.path(), &["index", path.to_str().unwrap()], 2);
        assert_eq!(
            (stdout.as_str(), stderr.as_str()),
            ("", format!("frontis: the content folder {} {text}\n", path.display()).as_str())
        );
    };
    check(&file, "is not a folder; name the folder that holds the pages");
    check(&site.path().join("no"), "does not exist; create it, or name another folder");
    let empty = tempfile::tempdir().unwrap();
    let (stdout, stderr) = run(index.path(), &["index", empty.path().to_str().unwrap()], 0);
    assert!(stdout.starts_with("0 pages: "), "{stdout}");
    let empty = empty.path().display();
    let expected = format!(
        "frontis: warning: no page found in {empty}; looked for **/*.{{md,markdown,mdx}}; name the folder that holds the pages\n"
    );
    assert_eq!(stderr, expected);
}

#[test]
fn a_search_tells_of_errors_in_the_files_in_one_line() {
    let (site, index) = (projects(), tempfile::tempdir().unwrap());
    let (_, stderr) = check_exit(&command(site.path(), index.path(), &["search", "water"]).output().unwrap(), 0);
    assert_eq!(
        stderr,
        "frontis: warning: 1 error in the files: some of their text may be missing here; see frontis check\n"
    );
    let (_, stderr) = check_exit(&command(site.path(), index.path(), &["search", "water", "-q"]).output().unwrap(), 0);
    assert_eq!(stderr, "");
}
