use proptest::prelude::*;

use super::*;

/// One megabyte of `unit`, as body, behind a heading, as front matter, and in a title.
fn bombs(unit: &str) -> Vec<Vec<u8>> {
    let bomb = unit.repeat(1_000_000 / unit.len());
    let short = unit.repeat(60_000 / unit.len());
    let wrapped = [format!("---\na: {short}\n---\nend"), format!("---\ntitle: '{short}'\n---\nend")];
    wrapped
        .into_iter()
        .chain([bomb.clone(), format!("# h\n\n{bomb}\n\nend"), format!("---\n{bomb}")])
        .map(String::into_bytes)
        .collect()
}

#[test]
fn bombs_become_pages() {
    for unit in [
        "[",
        "{",
        ">",
        "*",
        "![",
        "`",
        "<",
        "_",
        "> ",
        "- ",
        "* a\n  ",
        "<!--",
        "<script>",
        "{{",
        "{%",
        "{:",
        "[^1]: ",
        "|",
        "[a](",
        "&",
        "&#x",
        "\\",
        "Ã©",
        "\0",
        "\r",
        "a\n-\n",
        "# a\n",
        "\n---\n",
        "<b title=\"",
        "x <script> ",
        "<div>\n\n",
        "~~",
        "a: b\n",
        "é",
        "\u{E000}",
        "{: #a}\n# ",
        "- a: ",
        "[a]: b\n",
        "1. ",
        "\t",
        "{a: ",
    ] {
        for bytes in bombs(unit) {
            let parsed = parse("bomb.md", &bytes, &Options::default());
            assert!(parsed.page.is_some(), "{unit}");
        }
    }
}

#[test]
fn a_file_beyond_the_limit_is_skipped_by_name() {
    let parsed = parse("big.md", &vec![b'a'; MOST_FILE_BYTES + 1], &Options::default());
    assert_eq!((parsed.page, parsed.diagnostics[0].code), (None, Code::FileTooLarge));
}

#[test]
fn deep_and_long_front_matter_is_left_out_by_name() {
    for yaml in
        ["[".repeat(200_000), "[".repeat(65) + &"]".repeat(65), format!("a: {}", "b".repeat(70_000)), "- ".repeat(70)]
    {
        let (page, codes) = read("a.md", &format!("---\n{yaml}\n---\n# Body"));
        assert_eq!((page.title.as_str(), codes), ("Body", vec![Code::FrontMatterTooLarge]));
    }
    let laughs: String = (1..30).map(|i| format!("a{i}: &a{i} [{0}]\n", format!("*a{}, ", i - 1).repeat(9))).collect();
    assert_eq!(read("a.md", &format!("---\na0: &a0 x\n{laughs}---\n# Body")).1, [Code::FrontMatterInvalid]);
}

proptest! {
    #[test]
    fn any_bytes_become_a_page(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        parse("a.md", &bytes, &Options::default());
    }

    #[test]
    fn any_markup_becomes_clean_text(
        yaml in "([a-cTt: \\[\\]{}\"'&*!|>\n#-]|title: |start: |- ){0,20}",
        markdown in "([a-c \n]|[*_~|#>-]|\\[|\\]|\\(|\\)|!|<script>|</script>|<b|<!--|-->|\"|\\{\\{|\\}\\}|\\{%|%\\}|\\{:|\\}|é|Ã|\r|[0-9]\\.){0,60}",
    ) {
        let parsed = parse("a.md", format!("---\n{yaml}\n---\n{markdown}").as_bytes(), &Options::default());
        let page = parsed.page.expect("nothing here is a draft");
        prop_assert!(!page.title.is_empty());
        let mut anchors = std::collections::HashSet::new();
        for section in &page.sections {
            prop_assert!(section.text.trim() == section.text && !section.text.contains("\n\n"), "{:?}", section.text);
            prop_assert!(section.level == 0 || anchors.insert(&section.anchor));
        }
    }

    #[test]
    fn no_script_is_left(markdown in "([a-z]|\n|<|>|</|<script>|</script>|<SCRIPT>|<Script src=x>|<b x=\"|\"|<!--|-->|[*>#] ){0,60}") {
        let page = Page::from_markdown("a.md", &markdown);
        for section in &page.sections {
            prop_assert!(!section.text.to_lowercase().contains("<script"), "{:?} {:?}", markdown, section.text);
        }
    }
}
