//! What is said of words that were searched in another spelling, or as other words.

use frontis_daemon::http::Settings;
use serde_json::json;
use tempfile::TempDir;

use crate::support::{Daemon, check_exit, folder, frontis, run};

const SETTINGS: &str = "synonyms: [[msme, small enterprise]]\n";

/// Words that are spelt like `watr`, a word with a synonym, and a slip that three pages share.
fn site() -> TempDir {
    let mut files = vec![
        ("frontis.yaml".to_owned(), SETTINGS.to_owned()),
        ("words.md".to_owned(), "The war on wart and wats; a water wheel.".to_owned()),
        ("loans.md".to_owned(), "Loans for a small enterprise that sells water.".to_owned()),
    ];
    files.extend((1..=3).map(|at| (format!("slip{at}.md"), "Clean pmups".to_owned())));
    files.extend((1..=30).map(|at| (format!("page{at}.md"), "Clean pumps".to_owned())));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    folder(&files)
}

#[test]
fn an_answer_has_every_spelling_and_the_page_three_with_links() {
    let daemon = Daemon::of(site(), Settings::default());
    let term = daemon.get("/v1/search?q=watr").json()["terms"][0].clone();
    assert_eq!((&term["fate"], &term["to"]), (&json!("corrected"), &json!(["water", "war", "wart", "wats"])));
    let page = daemon.get("/?q=watr+wheel&sort=date:desc").body;
    let link = |word: &str| format!(r#"<a href="./?q={word}+wheel&#38;sort=date%3Adesc"><strong>{word}</strong></a>"#);
    let [water, war, wart] = ["water", "war", "wart"].map(link);
    let note =
        format!("<p class=\"note corrected\">Searched for {water}, {war} or {wart} instead; no page holds “watr”.</p>");
    assert!(page.contains(&note), "{note}\nin {page}");
    assert!(!page.contains("wats</strong>"), "{page}");
}

#[test]
fn a_synonym_is_named_without_a_link() {
    let daemon = Daemon::of(site(), Settings::default());
    let term = daemon.get("/v1/search?q=msme").json()["terms"][0].clone();
    assert_eq!((&term["fate"], &term["to"]), (&json!("expanded"), &json!(["small enterprise"])));
    let page = daemon.get("/?q=msme").body;
    let note =
        "<p class=\"note expanded\">Searched for <strong>small enterprise</strong> instead; no page holds “msme”.</p>";
    assert!(page.contains(note), "{page}");
    assert!(page.contains("<mark>small enterprise</mark>"), "{page}");
}

#[test]
fn a_slip_of_others_is_asked_back() {
    let daemon = Daemon::of(site(), Settings::default());
    let body = daemon.get("/v1/search?q=clean+pmups").json();
    assert_eq!((&body["did_you_mean"], &body["total"]), (&json!("clean pumps"), &json!(3)));
    let page = daemon.get("/?q=clean+pmups&limit=2").body;
    let asked =
        r#"<p id="did-you-mean" class="note">Did you mean <a href="./?q=clean+pumps&#38;limit=2">clean pumps</a>?</p>"#;
    assert!(page.contains(asked), "{page}");
    assert!(!page.contains(r#"class="note corrected""#), "{page}");
    for query in ["clean+pumps", "clean+watr"] {
        assert!(!daemon.get(&format!("/?q={query}")).body.contains("did-you-mean"), "{query}");
    }
}

#[test]
fn the_terminal_says_the_same() {
    let (site, index) = (site(), tempfile::tempdir().unwrap());
    let path = site.path().to_str().unwrap();
    let said = |query: &str, sentence: &str| {
        let (text, _) = run(index.path(), &["search", "--in", path, "--limit", "1", query], 0);
        assert!(text.lines().any(|line| line == sentence), "{sentence:?} in {text}");
    };
    said("watr", "Searched for “water”, “war” or “wart” instead; no page holds “watr”.");
    said("msme", "Searched for “small enterprise” instead; no page holds “msme”.");
    said("clean pmups", "Did you mean “clean pumps”?");
    let mut command = frontis(&["search", "--in", path, "watr", "--color", "always"]);
    let (text, _) = check_exit(&command.env("FRONTIS_INDEX", index.path()).output().unwrap(), 0);
    assert!(text.contains("Searched for “\u{1b}[1mwater\u{1b}[0m”"), "{text:?}");
}
