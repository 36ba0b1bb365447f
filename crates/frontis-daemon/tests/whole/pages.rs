//! The pages a browser opens.

mod filters;
mod states;
mod years;

use frontis_daemon::http::Settings;

use crate::support::{Daemon, folder};

/// The values of an attribute in a page.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The ids of a page, after checking that each is there once.
#[track_caller]
fn unique_ids(html: &str) -> Vec<&str> {
    let ids = attributes(html, "id");
    let distinct: std::collections::HashSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), distinct.len(), "{ids:?}");
    ids
}

/// The text of a page without markup, white space as single spaces.
fn text(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        let (tag, rest) = part.split_once('>').unwrap_or(("", part));
        // Cells of a table stand apart.
        text.push_str(if tag == "td" || tag.starts_with("th") { " " } else { "" });
        text.push_str(rest);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_search_page_shows_marked_hits_and_counted_facets() {
    let daemon = Daemon::start();
    let page = daemon.get("/?q=clean+water&regions=Asia&utm_source=letter");
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    assert!(page.body.contains("<mark>Clean</mark> <mark>water</mark></a>"), "{}", page.body);
    assert!(page.body.contains(r#"name="regions" value="Asia" checked"#));
    assert!(page.body.contains("./pages?id=guide%2Fclean%20water.md&#38;q=clean+water#select-results"));
    let other = daemon.get("/?q=water&regions=Asia").body;
    assert!(other.contains(r#"name="regions" value="Africa">"#), "values that are not chosen stay: {other}");
    assert!(page.body.contains(r#"role="search""#) && page.body.contains(r#"role="status""#));
}

#[test]
fn nothing_is_inline_and_every_file_the_page_loads_is_there() {
    let daemon = Daemon::start();
    let page = daemon.get("/");
    assert!(page.header("content-security-policy").starts_with("default-src 'none'"));
    assert_eq!((attributes(&page.body, "style"), attributes(&page.body, "onclick")), (vec![], vec![]));
    let links = [attributes(&page.body, "href"), attributes(&page.body, "src")].concat();
    let assets: Vec<_> =
        links.iter().filter_map(|link| link.strip_prefix('.')).filter(|link| link.contains("assets")).collect();
    assert_eq!(assets.len(), 2);
    for asset in assets {
        let answer = daemon.get(asset);
        assert_eq!(answer.status, 200);
        assert!(answer.header("cache-control").contains("immutable"));
    }
    daemon.get("/assets/style.css").check_problem(404, "route_not_found");
}

#[test]
fn links_work_under_any_path_of_a_proxy() {
    let daemon = Daemon::start();
    for target in
        ["/", "/?q=water&limit=1", "/?q=nothingatall", "/pages/wells.md?q=x", "/pages/nothing", "/problems/internal"]
    {
        let page = daemon.get(target).body;
        let links = [attributes(&page, "href"), attributes(&page, "src"), attributes(&page, "action")].concat();
        assert!(!links.is_empty());
        for link in links {
            let relative = ["./", "../", "#", "data:,"].iter().any(|start| link.starts_with(start));
            assert!(relative, "{link:?} on {target}");
        }
    }
}

#[test]
fn markup_of_pages_and_queries_is_shown_not_obeyed() {
    let daemon = Daemon::start();
    let hostile = "/?q=%22%3E%3Cscript%3Ealert(2)%3C/script%3E+tags&regions=%22%3E%3Ci%3E";
    for target in [hostile, "/?q=tags", "/pages/script.md?q=%22%3E%3Ci%3E", "/?sort=%3Cscript%3E"] {
        let page = daemon.get(target).body;
        assert!(!page.contains("<script>") && !page.contains("<i>") && !page.contains("<b "), "{target}: {page}");
    }
}

#[test]
fn fifty_choices_have_a_chip_and_one_link_clears_all() {
    let target = (0..60).fold("/?q=water".to_owned(), |target, at| format!("{target}&regions=v{at}"));
    let page = Daemon::start().get(&target).body;
    assert_eq!(page.matches("Remove </span>").count(), 50);
    assert!(page.contains("<li>and 10 more</li>"));
    assert!(page.contains(r#"<li><a id="clear" href="./?q=water">Clear all</a></li>"#));
}

#[test]
fn the_ids_of_a_page_are_unique_whatever_its_headings() {
    let text = "# Guide\n\n## Main\n\nOne.\n\n## Search\n\nTwo.\n\n## Q\n\nThree.\n\n## _main\n\nFour.\n";
    let page = Daemon::of(folder(&[("a.md", text)]), Settings::default()).get("/pages/a.md").body;
    let ids = unique_ids(&page);
    assert!(ids.contains(&"main") && page.contains(r##"href="#Main""##), "{ids:?}");
    assert!(page.contains("<h2>Main</h2>") && page.contains(r#"aria-label="Link to “Main”""#), "{page}");
    let named = "# Guide {#Main}\n\n## Two {#Contents}\n\n## Three\n\n## Four\n\n## Five\n\nText.\n";
    let page = Daemon::of(folder(&[("a.md", named)]), Settings::default()).get("/pages/a.md").body;
    assert!(unique_ids(&page).contains(&"Main-") && page.contains(r##"class="skip" href="#Main-""##), "{page}");
}

#[test]
fn a_page_is_read_as_text_with_headings_one_can_link_to() {
    let page = Daemon::start().get("/pages/guide%2Fclean%20water.md?q=clean+water");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("<h1><mark>Clean</mark> <mark>water</mark></h1>"));
    assert!(page.body.contains(r#"<section id="select-results">"#));
    assert!(page.body.contains("<p>The <mark>clean</mark> <mark>water</mark> value chain grew.</p>"));
    assert!(page.body.contains(r#"href="../?q=clean+water""#));
    assert!(page.body.contains("2005–2007") && !page.body.contains(">Start<"), "the years say what their ends say");
    let plain = Daemon::start().get(&format!("/pages/guide%2Fclean%20water.md?q={}", "x".repeat(5000)));
    assert!(plain.status == 200 && plain.body.contains("<h1>Clean water</h1>"));
}

#[test]
fn four_headings_make_a_table_of_contents() {
    let page = |headings: usize| (0..headings).map(|at| format!("## Part {at}\n\nText.\n\n")).collect::<String>();
    let files = [("three.md", page(3)), ("four.md", "# Title\n\n".to_owned() + &page(4) + "### Deep & down\n")];
    let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
    let daemon = Daemon::of(folder(&files), Settings::default());
    assert!(!daemon.get("/pages/three.md").body.contains("contents"));
    let four = daemon.get("/pages/four.md").body;
    let contents = four.split(r#"<nav class="contents""#).nth(1).unwrap().split("</nav>").next().unwrap();
    assert_eq!(attributes(contents, "href"), ["#part-0", "#part-1", "#part-2", "#part-3", "#deep--down"]);
    assert!(contents.contains(r##"<li class="level-3"><a href="#deep--down">Deep &#38; down</a>"##), "{contents}");
}

#[test]
fn what_cannot_be_shown_is_a_page_too() {
    let daemon = Daemon::start();
    let missing = daemon.get("/pages/nothing.md");
    assert_eq!((missing.status, missing.header("content-type")), (404, "text/html; charset=utf-8"));
    let long = daemon.get(&format!("/?q={}", "x".repeat(5000)));
    assert_eq!((long.status, long.header("content-type")), (400, "text/html; charset=utf-8"));
    assert!(long.body.contains("Query too long"));
}

#[test]
fn hits_are_numbered_through_and_say_their_language() {
    let page = Daemon::start().get("/?q=water&limit=1&offset=1").body;
    assert!(page.contains(r#"<ol class="hits" start="2">"#) && page.contains(r#"<li id="hit-2" lang="en" dir="ltr">"#));
    unique_ids(&page);
}

#[test]
fn the_skeleton_is_there_whatever_the_answer() {
    let daemon = Daemon::start();
    let empty = Daemon::of(folder(&[]), Settings::default());
    let pages = [daemon.get("/?q=water").body, daemon.get("/?limit=x").body, empty.get("/").body];
    for page in pages {
        let ids = unique_ids(&page);
        for id in ["search", "q", "carried", "Main", "summary", "total", "to-filters", "sort", "found", "filters"] {
            assert!(ids.contains(&id), "{id} in {page}");
        }
    }
}

#[test]
fn paging_keeps_the_search_and_stops_at_the_ends() {
    let daemon = Daemon::start();
    let first = daemon.get("/?q=water&limit=1&regions=Asia").body;
    assert!(first.contains(r#"rel="next" href="./?q=water&#38;regions=Asia&#38;limit=1&#38;offset=1""#), "{first}");
    assert!(!first.contains(r#"rel="prev""#));
    let last = daemon.get("/?q=water&limit=1&regions=Asia&offset=1").body;
    assert!(last.contains(r#"rel="prev" href="./?q=water&#38;regions=Asia&#38;limit=1""#), "{last}");
    assert!(!last.contains(r#"rel="next""#) && !last.contains(r#"class="more""#));
}

#[test]
fn more_hits_can_be_added_below_those_shown() {
    let files: Vec<(String, &str)> = (0..45).map(|at| (format!("p{at:02}.md"), "Water.")).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let daemon = Daemon::of(folder(&files), Settings::default());
    let more = |target: &str| {
        let page = daemon.get(target).body;
        let link = page.split(r#"<a class="more" href=""#).nth(1).map(|rest| rest.split("</a>").next().unwrap());
        link.unwrap_or_default().replace("&#38;", "&")
    };
    assert_eq!(more("/?q=water"), "./?q=water&limit=40#hit-21\">Show 20 more");
    assert_eq!(more("/?q=water&limit=40"), "./?q=water&limit=60#hit-41\">Show 5 more");
    assert_eq!(more("/?q=water&limit=60"), "");
}
