use super::*;

#[test]
fn text_is_clean() {
    for (markdown, expected) in [
        (
            "Some *em* **strong** ~~gone~~ `code` [link](http://x \"t\") <http://auto.org>",
            "Some em strong gone code link http://auto.org",
        ),
        ("soft\nbreak  \nhard", "soft break hard"),
        (
            "![2.jpg](/u/2.jpg)\n\n![][1]\n\n![Karina Diaz (1).jpg](/x)\n\n![A map](/m.png) here\n\n[1]: /x",
            "A map here",
        ),
        ("a\n\n<!--more-->\n\nb", "a\nb"),
        ("<aside>Kept.</aside>\n\n<iframe src=\"x\">no</iframe>\n\nEnd &amp; more &eacute;", "Kept.\nEnd & more é"),
        ("- one\n- two\n  - three\n\n> quote\n\n1. four\n- [x] five", "one\ntwo\nthree\nquote\nfour\nfive"),
        ("|a|b|\n|-|-|\n|c|d|", "a\nb\nc\nd"),
        ("```rust\nfn main() {\n    {{ x }}\n}\n```\n\nafter", "fn main() {\n    {{ x }}\n}\nafter"),
        ("Hi {{ user.name }}! {% if x %}Yes{% endif %} [a]({{ site.url }}/x)", "Hi ! Yes a"),
        ("{{< youtube id=\"x\" >}}\n\n{{% note %}}Mind.{{% /note %}}", "Mind."),
        ("<img src=\"{{ site.baseurl }}/a.png\" class=\"x\" alt=\"A phone\" />", "A phone"),
        ("para\n{: .lead}\n\n*x*{: .red} y", "para\nx y"),
        ("Note[^1].\n\n[^1]: The note.", "Note.\nThe note."),
        ("see [x][ref]\n\n[ref]: http://x.org 'T'", "see x"),
        ("a <b>b</b> <script>var x = 1 < 2;</script> c", "a b c"),
        ("<style>\np { }\n\nq { }\n</style>\n\ntext", "text"),
        ("x<br>y \\* z\u{7}\u{E000}", "x y * z"),
        ("Intended outcomes: \n1. One\n2. Two\n\n### Next", "Intended outcomes:\nOne\nTwo\nNext"),
    ] {
        assert_eq!(body(markdown), expected, "{markdown}");
    }
}

#[test]
fn sections_follow_headings() {
    let page = Page::from_markdown(
        "a.md",
        "Intro.\n\n# One {#first}\ntext\n\nTwo\n---\n* glued\n## Two\n> # In a quote\n> q\n\n##\n",
    );
    let sections: Vec<_> =
        page.sections.iter().map(|s| (s.level, s.heading.as_str(), s.anchor.as_str(), s.text.as_str())).collect();
    assert_eq!(
        sections,
        [
            (0, "", "", "Intro."),
            (1, "One", "first", "text"),
            (2, "Two", "two", "glued"),
            (2, "Two", "two-1", ""),
            (1, "In a quote", "in-a-quote", "q"),
        ]
    );
}

#[test]
fn misread_text_is_repaired_in_titles_fields_and_body() {
    let (page, codes) = read("a.md", "---\ntitle: Cambodiaâ€”Micro\nclient: SociÃ©tÃ©\n---\nitâ€™s");
    assert_eq!((page.title.as_str(), &page.fields["client"]), ("Cambodia—Micro", &text("Société")));
    assert_eq!((page.sections[0].text.as_str(), codes), ("it’s", vec![Code::MojibakeRepaired]));
}

#[test]
fn a_body_that_nests_without_end_is_read_as_plain_text() {
    let (page, codes) = read("a.md", &format!("{}deep", "> ".repeat(5000)));
    assert_eq!(codes, [Code::BodyTooComplex]);
    assert!(page.sections[0].text.ends_with("deep"));
    assert_eq!(read("a.md", &"- - \n".repeat(1000)).1, []);
}
