//! Links beside the page.

use super::*;

#[track_caller]
fn check(body: &str, expected: &[(&str, &str)]) {
    let parsed = parse("a.md", body.as_bytes(), &Options::default());
    let links: Vec<_> = parsed.links.iter().map(|link| (link.text.as_str(), link.target.as_str())).collect();
    assert_eq!(links, expected, "{body}");
}

#[test]
fn links_have_their_clean_text_and_their_target_as_written() {
    check(
        "See [the *old*\n`wells`](wells.md \"Wells\") and [b]( ../b/#c ).",
        &[("the old wells", "wells.md"), ("b", "../b/#c")],
    );
    check(
        "# [Head](/h/)\n\n- [item](i)\n\n| [cell](c) |\n|---|\n| <https://a.org/x> |",
        &[("Head", "/h/"), ("item", "i"), ("cell", "c"), ("https://a.org/x", "https://a.org/x")],
    );
    check("[by name][n], [n]\n\n[n]: /named/", &[("by name", "/named/"), ("n", "/named/")]);
    check("A <a class=\"x\" HREF='/a?b=1&amp;c'>plain <b>tag</b></a> here.", &[("plain tag", "/a?b=1&c")]);
    check("[![Alt](i.png)](/gallery/) ![no](link.png) <me@b.org>", &[("", "/gallery/")]);
}

#[test]
fn tags_of_generators_name_paths() {
    check(
        "[a]({{ \"/x/\" | relative_url }}) [b]({{< ref \"y.md\" >}}) [c]({{ site.baseurl }}/z/)",
        &[("a", "/x/"), ("b", "y.md"), ("c", "/z/")],
    );
    check("[d]({{ page.next }})", &[("d", "")]);
}

#[test]
fn code_unclosed_tags_and_skipped_files_have_no_links() {
    check("`[a](b)`\n\n    [c](d)\n\n```\n[e](f)\n```", &[]);
    check("<a href=\"/a\">never closed\n\nAnother <a name=\"b\">paragraph</a>.", &[]);
    check("---\ndraft: true\n---\n[a](b)", &[]);
}

#[test]
fn where_links_lead_is_no_text_of_the_page() {
    let page = Page::from_markdown("a.md", "[a]({{ \"/secret/\" | url }}) [b](hidden.md) {{ \"/gone\" }}");
    assert_eq!(page.sections[0].text, "a b");
}
