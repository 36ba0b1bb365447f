use super::*;

fn fields(yaml: &str) -> (Page, Vec<Code>) {
    read("a.md", &format!("---\n{yaml}\n---\nBody.\n"))
}

#[test]
fn scalars_and_lists_are_taken_as_they_come() {
    let (page, codes) = fields(
        "title: 'X'\nregions: Asia\nsolutions:\n- Water\n-\n- ''\n- Water\n- 7\nweight: 12\ncode: 010\nfeatured: true\nreviewed: 2016-01-21\nseo: {title: no}\nnothing:\nempty: []",
    );
    assert_eq!(codes, []);
    let date = Date::parse("2016-01-21").unwrap();
    let expected = [
        ("code", text("010")),
        ("featured", FieldValue::Bool(true)),
        ("regions", text("Asia")),
        ("reviewed", FieldValue::Date(date)),
        ("solutions", FieldValue::List(vec![text("Water"), FieldValue::Number(7.0)])),
        ("weight", FieldValue::Number(12.0)),
    ];
    assert_eq!(page.fields, expected.map(|(key, value)| (key.to_owned(), value)).into());
}

#[test]
fn aliases_merge_and_the_exact_key_wins() {
    for (yaml, field, expected, codes) in [
        ("clent: DAI", "client", text("DAI"), vec![]),
        ("regions: Asia\nregion: asia", "regions", text("Asia"), vec![]),
        ("region: Asia\nregions: Africa", "regions", text("Africa"), vec![Code::KeyTwice]),
        ("regions: [Asia]\nregion: Africa", "regions", texts(&["Asia", "Africa"]), vec![]),
        ("tag: a\ntags: [b, A]", "tags", texts(&["a", "b"]), vec![]),
        ("End: 2012\nend: 2014", "end", FieldValue::Number(2014.0), vec![Code::KeyTwice]),
        ("end: 2014\nEnd: 2012", "end", FieldValue::Number(2014.0), vec![Code::KeyTwice]),
        ("end: 2014\nEnd:", "end", FieldValue::Number(2014.0), vec![]),
        ("Country: 'A, B'\ncountries: [C]", "country", texts(&["A", "B", "C"]), vec![]),
        ("end: 2014-2016", "end", FieldValue::Number(2016.0), vec![]),
        ("null: x\nclient: y", "client", text("y"), vec![]),
        ("status: a\nstatus: b", "status", text("b"), vec![Code::KeyTwice]),
    ] {
        let (page, seen) = fields(yaml);
        assert_eq!((page.fields.get(field), seen), (Some(&expected), codes), "{yaml}");
    }
}

#[test]
fn settings_name_alias_split_and_rename() {
    let rule = |name: &str| FieldRule { name: name.into(), ..FieldRule::default() };
    let options = Options {
        fields: vec![
            FieldRule {
                values: [("eastern-europe".to_owned(), "Eastern Europe".to_owned())].into(),
                ..rule("regions")
            },
            FieldRule { split: Some(";".into()), aliases: vec!["sectors".into()], ..rule("solutions") },
            FieldRule { role: Some(Role::Title), ..rule("headline") },
            FieldRule { role: Some(Role::Summary), ..rule("teaser") },
            FieldRule { role: Some(Role::Date), ..rule("published_on") },
            FieldRule { from: Some((vec!["begin".into()], vec!["finish".into()])), ..rule("active") },
        ],
        ..Options::default()
    };
    let yaml = "---\nheadline: H\ntitle: T\nteaser: S\npublished_on: 2020-02-03\nregions: [EASTERN EUROPE, Asia]\nSectors: a; b\nbegin: 2001\nfinish: 2003\n---\n";
    let (page, codes) = read_with("a.md", yaml, &options);
    assert_eq!((page.title.as_str(), page.summary.as_deref(), codes), ("H", Some("S"), vec![]));
    assert_eq!(page.date, Date::parse("2020-02-03"));
    assert_eq!(page.fields["regions"], texts(&["Eastern Europe", "Asia"]));
    assert_eq!(page.fields["solutions"], texts(&["a", "b"]));
    assert_eq!(page.fields["active"], FieldValue::Years { start: 2001, end: Some(2003) });
    assert_eq!(page.fields["years"], FieldValue::Years { start: 2020, end: Some(2020) });
}

#[test]
fn titles_are_clean_and_else_the_heading_or_the_name() {
    for (yaml, title) in [
        ("title: Caribbean—COVID-19 Recovery\n  and Resiliency", "Caribbean—COVID-19 Recovery and Resiliency"),
        ("title: 404", "404"),
        ("title: 2.0", "2.0"),
        ("title: 2016-01-21", "2016-01-21"),
        ("title: true", "true"),
        ("title: C++", "C++"),
        ("title: 'x: y'", "x: y"),
        ("title: '# C# and 1. item'", "# C# and 1. item"),
        ("title: '1. First'", "1. First"),
        ("title: '*Really* `good` &amp; <b>bold</b> [link](http://x)'", "Really good & bold link"),
        ("title: Vec<T> and 2 * 3 * 4", "Vec<T> and 2 * 3 * 4"),
        ("title: '***'", "***"),
        ("title: '&nbsp;'", "&nbsp;"),
        ("title: ' '", "a"),
        ("title:", "a"),
    ] {
        assert_eq!(fields(yaml).0.title, title, "{yaml}");
    }
    assert_eq!(read("a.md", "text\n\n## The *first*\n\n# Second").0.title, "The first");
    let (page, codes) = fields("title: [a, b]");
    assert_eq!((page.title.as_str(), codes), ("a", vec![Code::ValueUnusable]));
}

#[test]
fn a_summary_is_the_first_that_is_there() {
    let (page, _) = fields("summary:\ndescription: 'One\n\n  two *three*'\nexcerpt: other");
    assert_eq!(page.summary.as_deref(), Some("One two three"));
    assert_eq!(page.fields.keys().collect::<Vec<_>>(), ["excerpt"]);
}

#[test]
fn drafts_and_unpublished_pages_are_skipped_by_name() {
    for (yaml, drafts, code) in [
        ("draft: true", false, Some(Code::SkippedDraft)),
        ("draft: true", true, None),
        ("draft: false", false, None),
        ("published: false", true, Some(Code::SkippedUnpublished)),
        ("published: 2016-01-01", false, None),
    ] {
        let options = Options { drafts, ..Options::default() };
        let parsed = parse("a.md", format!("---\n{yaml}\n---\n").as_bytes(), &options);
        let codes: Vec<Code> = parsed.diagnostics.iter().map(|remark| remark.code).collect();
        assert_eq!((parsed.page.is_none(), codes), (code.is_some(), code.into_iter().collect()), "{yaml}");
    }
    assert_eq!(Page::from_markdown("a.md", "---\ndraft: true\npublished: false\n---\n# A").title, "A");
}

#[test]
fn what_is_no_yaml_is_named_where_it_stands_and_the_body_is_read() {
    for (text, code, place, body) in [
        ("---\na: b\n\tc: d\n---\nBody.", Code::FrontMatterInvalid, (3, 1), "Body."),
        ("---\ntitle: a: b\n---\nBody.", Code::FrontMatterInvalid, (2, 9), "Body."),
        ("---\na: b\n# Body", Code::FrontMatterUnclosed, (1, 1), "a: b"),
        ("---\njust words\n---\nBody.", Code::FrontMatterInvalid, (2, 1), "just words"),
        ("+++\ntitle = 'x'\n+++\nBody.", Code::FrontMatterInvalid, (1, 1), "Body."),
    ] {
        let parsed = parse("a.md", text.as_bytes(), &Options::default());
        let remark = &parsed.diagnostics[0];
        assert_eq!((remark.code, (remark.line, remark.col)), (code, place), "{text} {remark}");
        let page = parsed.page.unwrap();
        assert!(page.sections.iter().any(|section| section.text.contains(body) || section.heading.contains(body)));
    }
}

#[test]
fn front_matter_ends_with_dots_too_and_may_be_empty() {
    for (text, title) in [
        ("---\ntitle: T\n...\nB", "T"),
        ("--- \r\ntitle: T\r\n--- \r\nB", "T"),
        ("\u{FEFF}---\ntitle: T\n---", "T"),
        ("---\n---\n# H", "H"),
        ("---\n# comment\n---\n# H", "H"),
        ("---\nbase: &b {title: T}\n<<: *b\n---\n", "T"),
        ("---\ntitle: !tag T\n---\n", "T"),
        ("---\n", "a"),
    ] {
        let (page, codes) = read("a.md", text);
        assert_eq!((page.title.as_str(), codes), (title, vec![]), "{text}");
    }
}

#[test]
fn years_and_date_come_from_many_shapes() {
    for (yaml, years, codes) in [
        ("start: 2005\nend: 2012", Some((2005, Some(2012))), vec![]),
        ("start-date: 2014\nend-date: '2019'", Some((2014, Some(2019))), vec![]),
        ("start-date:\nend-date:\ndate: 2016-01-21 22:40:52.765000000 Z", Some((2016, Some(2016))), vec![]),
        ("start: 2014", Some((2014, None)), vec![]),
        ("date: 2016/1/2", Some((2016, Some(2016))), vec![]),
        ("start: 2014\nend: 2010", Some((2014, Some(2010))), vec![Code::YearsUnusable]),
        ("start: 1800\nend: 2010", Some((1800, Some(2010))), vec![Code::YearsTooMany]),
        ("start: soon\ndate: 2016-01-21", None, vec![Code::YearsUnusable]),
        ("date: someday", None, vec![Code::ValueUnusable]),
        ("tags: x", None, vec![]),
    ] {
        let (page, seen) = fields(yaml);
        let expected = years.map(|(start, end)| FieldValue::Years { start, end });
        assert_eq!((page.fields.get("years"), seen), (expected.as_ref(), codes), "{yaml}");
    }
    let (page, _) = read("_posts/2016-01-21-a.md", "text");
    assert_eq!((page.date, page.url.as_str()), (Date::parse("2016-01-21"), "/2016/01/21/a/"));
}

#[test]
fn a_page_names_its_own_url_unless_it_is_refused() {
    for (yaml, url, codes) in [
        ("permalink: /x/", "/x/", vec![]),
        ("url: https://example.org/x", "https://example.org/x", vec![]),
        ("permalink: /:year/:title/", "/a/", vec![]),
        ("permalink: '{{ x }}'", "/a/", vec![]),
        ("permalink: false", "/a/", vec![]),
        ("url: javascript:alert(1)", "/a/", vec![Code::UrlRefused]),
        ("url: //evil.com/x", "/a/", vec![Code::UrlRefused]),
    ] {
        let (page, seen) = fields(yaml);
        assert_eq!((page.url.as_str(), seen), (url, codes), "{yaml}");
    }
}

#[test]
fn the_language_is_a_lower_case_tag() {
    for (yaml, lang) in [("lang: FR", Some("fr")), ("locale: pt_BR.UTF-8", Some("pt-br")), ("lang: 'é'", None)] {
        assert_eq!(fields(yaml).0.lang.as_deref(), lang, "{yaml}");
    }
}

#[test]
fn builders_make_the_same_pages() {
    let page = Page::builder("guide/my-page")
        .summary(" a  b ")
        .field("Start Year", 2010_i64)
        .field("tags", vec!["a", "b"])
        .section("Wells", 9, "Dig.\n\n Deep.")
        .section("Wells", 2, "")
        .body("First.")
        .url("javascript:no")
        .build();
    assert_eq!(
        (page.title.as_str(), page.url.as_str(), page.summary.as_deref()),
        ("Wells", "/guide/my-page/", Some("a b"))
    );
    assert_eq!(page.fields["start_year"], FieldValue::Number(2010.0));
    let sections: Vec<_> = page.sections.iter().map(|s| (s.level, s.anchor.as_str(), s.text.as_str())).collect();
    assert_eq!(sections, [(0, "", "First."), (6, "wells", "Dig.\nDeep."), (2, "wells-1", "")]);
}
