//! `frontis eval`: figures, comparisons, messages and exit codes.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{check_exit, folder, frontis, run, site};

const JUDGMENTS: &str = "# language: en\nquery\tpage\tgrade\nclean water\tguide/clean water.md\t3\n\
                         water\tscript.md\t1\nwells\tguide/clean water.md\t1\n";

/// A folder of three pages, judgments in it, and an index of its own.
struct Ruler {
    site: TempDir,
    index: TempDir,
}

impl Ruler {
    fn new() -> Self {
        let ruler = Self { site: site(), index: tempfile::tempdir().unwrap() };
        ruler.write("judgments.tsv", JUDGMENTS);
        ruler
    }

    fn path(&self, name: &str) -> String {
        self.site.path().join(name).display().to_string()
    }

    fn write(&self, name: &str, text: &str) -> String {
        fs::write(self.site.path().join(name), text).unwrap();
        self.path(name)
    }

    #[track_caller]
    fn eval(&self, path: &str, options: &[&str], exit_code: i32) -> (String, String) {
        run(self.index.path(), &[&["eval", path], options].concat(), exit_code)
    }

    #[track_caller]
    fn json(&self, path: &str, options: &[&str]) -> Value {
        let (stdout, _) = self.eval(path, &[options, &["--json"]].concat(), 0);
        serde_json::from_str(&stdout).unwrap()
    }
}

/// A test collection of three pages and two judged queries.
fn beir() -> TempDir {
    let corpus = "{\"_id\": \"1\", \"title\": \"Wells\", \"text\": \"Clean water from wells.\"}\n\
                  {\"_id\": \"2\", \"title\": \"\", \"text\": \"Pumps lift water.\"}\n\
                  {\"_id\": \"3\", \"title\": \"Tea\", \"text\": \"Leaves.\"}\n";
    let queries = "{\"_id\": \"q1\", \"text\": \"clean water\"}\n{\"_id\": \"q2\", \"text\": \"unjudged\"}\n\
                   {\"_id\": \"q3\", \"text\": \"pumps and tea\"}\n";
    let qrels = "query-id\tcorpus-id\tscore\nq1\t1\t1\nq3\t2\t1\nq3\t3\t2\n";
    folder(&[("corpus.jsonl", corpus), ("queries.jsonl", queries), ("qrels/test.tsv", qrels)])
}

#[test]
fn the_json_of_judgments_is_this() {
    let ruler = Ruler::new();
    let (stdout, stderr) = ruler.eval(&ruler.path("judgments.tsv"), &["--json"], 0);
    assert_eq!(stderr, "");
    insta::assert_snapshot!("judgments_json", stdout);
}

#[test]
fn the_text_of_judgments_is_this() {
    let ruler = Ruler::new();
    let long = (0..140).map(|at| format!("word{at}")).collect::<Vec<_>>().join(" ");
    let path = ruler.write("judgments.tsv", &format!("{JUDGMENTS}{long}\twells.md\t1\nnone\twells.md\t0\n"));
    let (stdout, stderr) = ruler.eval(&path, &["--per-query", "--k", "5"], 0);
    insta::assert_snapshot!("judgments_text", stdout.replace(&long, "(long)"));
    assert_eq!(stderr, "frontis: warning: 1 query without a page of grade 1 or more, left out: none\n");
    assert_eq!(ruler.eval(&path, &["-q"], 0).1, "");
}

#[test]
fn a_long_query_is_cut_where_the_terminal_ends() {
    let ruler = Ruler::new();
    let path = ruler.write("judgments.tsv", "clean water for every village of the valley\twells.md\t1\n");
    let mut command = frontis(&["eval", &path, "--per-query"]);
    let output = command.env("FRONTIS_INDEX", ruler.index.path()).env("COLUMNS", "40").output().unwrap();
    let (stdout, _) = check_exit(&output, 0);
    let last = stdout.lines().last().unwrap();
    assert!(last.ends_with('…') && last.contains("clean water") && last.chars().count() <= 40, "{last}");
}

#[test]
fn judgments_are_about_the_folder_they_lie_in_or_one_that_is_named() {
    let ruler = Ruler::new();
    let elsewhere = folder(&[("judgments.tsv", JUDGMENTS)]);
    let path = elsewhere.path().join("judgments.tsv").display().to_string();
    let there = ruler.json(&path, &["--in", &ruler.path("")]);
    assert_eq!(there, ruler.json(&ruler.path("judgments.tsv"), &[]));
    let (_, stderr) = ruler.eval(&path, &[], 0);
    assert!(stderr.contains("no page found in"), "{stderr}");
    let pages = "2 judged pages not in the collection, counted as not found: guide/clean water.md, script.md";
    assert!(stderr.contains(pages), "{stderr}");
}

#[test]
fn a_test_collection_is_measured_by_its_own_queries() {
    let (ruler, beir) = (Ruler::new(), beir());
    let path = beir.path().display().to_string();
    let body = ruler.json(&path, &[]);
    assert_eq!((&body["queries"], &body["ndcg@10"], &body["recall@100"]), (&json!(2), &json!(1.0), &json!(1.0)));
    assert_eq!((&body["per_query"][0]["id"], &body["per_query"][0]["query"]), (&json!("q1"), &json!("clean water")));
    let settings = ruler.write("flat.yaml", "version: 1\nranking: { weights: { title: 0 } }\n");
    let flat = ruler.json(&path, &["--config", &settings]);
    assert_ne!(flat["ndcg@10"], body["ndcg@10"], "the settings act");
    assert!(ruler.eval(&path, &["--in", "."], 2).1.contains("--in goes with a file of judgments"));
    fs::write(beir.path().join("qrels/test.tsv"), "q9\t1\t1\n").unwrap();
    let (_, stderr) = ruler.eval(&path, &[], 2);
    assert!(stderr.contains("test.tsv:1: there is no query \"q9\" in"), "{stderr}");
    assert_eq!(fs::read_dir(ruler.index.path()).unwrap().count(), 0, "no index is kept");
}

#[test]
fn a_folder_is_asked_for_its_own_titles_headings_and_links() {
    let ruler = Ruler::new();
    ruler.write("links.md", "# Further reading\n\nSee [the value chain](guide/clean%20water.md).\n");
    let body = ruler.json(&ruler.path(""), &[]);
    let kinds: Vec<_> = body.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(kinds, ["heading", "link_text", "title", "title_minus_word", "title_prefix", "title_typo"]);
    assert_eq!((&body["title"]["queries"], &body["title"]["mrr"]), (&json!(4), &json!(1.0)));
    assert_eq!(body["link_text"]["per_query"][0]["query"], "the value chain");
    let (stdout, _) = ruler.eval(&ruler.path(""), &[], 0);
    let first: Vec<_> = stdout.lines().skip(1).filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(first, ["title", "heading", "title_minus_word", "title_prefix", "title_typo", "link_text"]);
}

#[test]
fn below_the_threshold_or_with_nothing_to_measure_the_exit_code_is_one() {
    let ruler = Ruler::new();
    let path = ruler.path("judgments.tsv");
    ruler.eval(&path, &["--min", "0.2"], 0);
    let (stdout, _) = ruler.eval(&path, &["--min", "0.99"], 1);
    assert!(stdout.contains("judgments.tsv"), "{stdout}");
    let nothing = ruler.write("nothing.tsv", "water\twells.md\t0\n");
    let (stdout, _) = ruler.eval(&nothing, &[], 1);
    assert!(stdout.contains("nothing.tsv        0        -"), "{stdout}");
    ruler.eval(folder(&[]).path().to_str().unwrap(), &[], 1);
    ruler.eval(&ruler.path(""), &["--min", "0.1"], 0);
}

#[test]
fn what_cannot_be_measured_is_named_with_the_fix() {
    let ruler = Ruler::new();
    let broken = ruler.write("broken.tsv", "water\twells.md\t3\nwater\twells.md\n");
    let (stdout, stderr) = ruler.eval(&broken, &[], 2);
    let columns = "there are 2 columns; write the query, the page and the grade, parted by tabs";
    assert_eq!((stdout.as_str(), stderr), ("", format!("frontis: {broken}:2: {columns}\n")));
    let commas = ruler.write("judgments.csv", "water,wells.md,3\n");
    assert!(ruler.eval(&commas, &[], 2).1.contains("columns are parted by tabs, not by commas"));
    let (_, stderr) = ruler.eval("no/such/file.tsv", &[], 2);
    assert!(
        stderr.contains("no/such/file.tsv cannot be read") && stderr.contains("name a file of judgments"),
        "{stderr}"
    );
    assert_eq!(fs::read_dir(ruler.index.path()).unwrap().count(), 0, "nothing was indexed");
}

#[test]
fn a_run_is_compared_with_one_that_was_saved() {
    let ruler = Ruler::new();
    let path = ruler.path("judgments.tsv");
    let before = ruler.write("before.json", &ruler.eval(&path, &["--json"], 0).0);
    let (stdout, stderr) = ruler.eval(&path, &["--baseline", &before], 0);
    assert!(stdout.contains("+0.0000  +0.0000 to +0.0000       0      0     3  within chance"), "{stdout}");
    assert_eq!(stderr, "");
    ruler.write("guide/clean water.md", "# Wells\n\nWells everywhere, and water.\n");
    ruler.write("judgments.tsv", &JUDGMENTS.replace("clean water\tg", "clear water\tg"));
    let (stdout, stderr) = ruler.eval(&path, &["--json", "--baseline", &before], 0);
    let compared = &serde_json::from_str::<Value>(&stdout).unwrap()["comparison"];
    assert_eq!((&compared["only_before"], &compared["only_after"]), (&json!(["clean water"]), &json!(["clear water"])));
    let ndcg = &compared["ndcg@10"];
    assert_eq!(
        (&ndcg["queries"], &ndcg["wins"], &ndcg["losses"], &ndcg["ties"]),
        (&json!(2), &json!(1), &json!(0), &json!(1))
    );
    assert!(ndcg["difference"].as_f64().unwrap() > 0.0 && ndcg["low"] == json!(0.0), "{ndcg}");
    assert!(stderr.contains("1 query of the baseline alone, not compared: clean water"), "{stderr}");
}

#[test]
fn a_baseline_of_something_else_is_refused() {
    let ruler = Ruler::new();
    let path = ruler.path("judgments.tsv");
    let refused = |path: &str, options: &[&str], message: &str| {
        let (stdout, stderr) = ruler.eval(path, options, 2);
        assert!(stdout.is_empty() && stderr.contains(message), "{stderr}");
    };
    let five = ruler.write("five.json", &ruler.eval(&path, &["--json", "--k", "5"], 0).0);
    refused(&path, &["--baseline", &five], "five.json measures ndcg@5; add --k 5");
    ruler.eval(&path, &["--baseline", &five, "--k", "5"], 0);
    refused(&ruler.path(""), &["--baseline", &five, "--k", "5"], "cannot be compared with a folder of Markdown");
    let kinds = ruler.write("kinds.json", &ruler.eval(&ruler.path(""), &["--json"], 0).0);
    refused(&path, &["--baseline", &kinds], "cannot be compared with judgments");
    let (stdout, _) = ruler.eval(&ruler.path(""), &["--baseline", &kinds], 0);
    assert_eq!(stdout.matches("within chance").count(), 12, "{stdout}");
    refused(&path, &["--baseline", &ruler.write("text.json", "{")], "is no output of frontis eval");
    refused(&path, &["--baseline", &ruler.write("hit.json", "{\"hits\": []}")], "has no \"per_query\"");
    let half = ruler.write("half.json", "{\"ndcg@10\": 1, \"per_query\": [{\"query\": \"a\", \"ndcg@10\": 1}]}");
    refused(&path, &["--baseline", &half], "\"a\" has no ndcg@10 or no mrr@10");
    refused(&path, &["--baseline", &ruler.path("gone.json")], "gone.json cannot be read");
}
