//! The forms a word is found in, and what a search says of them.

use frontis::search::{Fate, Raised};
use frontis::{Batch, Config, Index, Page, Request, open_engine};

use crate::{first, ids, index_of};

/// An index under settings, of pages given as id and Markdown.
fn index_under(settings: &str, pages: &[(&str, &str)]) -> Index {
    let index = Index::with_engine(open_engine(None).unwrap(), Config::parse(settings, "settings").unwrap());
    let batch = pages.iter().fold(Batch::new(), |batch, (id, text)| batch.add(&Page::from_markdown(id, text)));
    index.apply(batch).unwrap();
    index
}

/// Each word with its fate and what it became.
fn fates(index: &Index, query: &str) -> String {
    let results = index.search(query).unwrap();
    let one = |term: &frontis::search::Term| {
        let to = if term.to.is_empty() { String::new() } else { format!(" ({})", term.to.join(", ")) };
        format!("{} {}{to}", term.text, term.fate.as_str())
    };
    results.terms.iter().map(one).collect::<Vec<_>>().join("; ")
}

const PAGES: [(&str, &str); 5] = [
    ("wells.md", "# Wells\n\nVaccines and clean water for the vaccinated."),
    ("wifi.md", "# Office\n\nThe WiFi is down, and so is email."),
    ("split.md", "# Home\n\nA wi fi router and an e-mail."),
    ("code.md", "# Languages\n\nC++ and C# and .NET, AT&T and the U.S. in version v1.2.3."),
    ("other.md", "# Other\n\nA web site about healthcare."),
];

#[test]
fn words_are_found_as_people_write_them() {
    let index = index_of(&PAGES);
    for (query, expected) in [
        ("wi-fi ", vec!["split.md", "wifi.md"]),
        ("wifi ", vec!["split.md", "wifi.md"]),
        ("wi fi ", vec!["split.md", "wifi.md"]),
        ("e-mail ", vec!["split.md", "wifi.md"]),
        ("email ", vec!["split.md", "wifi.md"]),
        ("website ", vec!["other.md"]),
        ("health care ", vec!["other.md"]),
        ("c++ ", vec!["code.md"]),
        ("C# ", vec!["code.md"]),
        (".net ", vec!["code.md"]),
        ("at&t ", vec!["code.md"]),
        ("US ", vec!["code.md"]),
        ("u.s. ", vec!["code.md"]),
        ("1.2.3 ", vec!["code.md"]),
        ("v1.2.3 ", vec!["code.md"]),
    ] {
        let mut found = index.search(query).unwrap().hits.into_iter().map(|hit| hit.id).collect::<Vec<_>>();
        found.sort();
        assert_eq!(found, expected, "{query:?}");
    }
}

#[test]
fn a_phrase_finds_words_that_pages_write_in_parts() {
    let index = index_of(&[("a.md", "# A\nA JavaScript library and a wi-fi network.")]);
    for query in
        ["\"javascript library\"", "\"JavaScript library\"", "\"wifi network\"", "\"wi-fi network\"", "\"a wi fi\""]
    {
        assert_eq!(ids(&first(&index, query, 9)), ["a.md"], "{query}");
    }
    assert!(first(&index, "\"script java\"", 9).is_empty());
}

#[test]
fn what_matched_is_marked_in_every_form() {
    let index = index_of(&PAGES);
    for (query, marked) in [
        ("wifi", "A <mark>wi fi</mark> router and an e-mail."),
        ("C++", "<mark>C++</mark> and C# and .NET, AT&amp;T and the U.S. in version v1.2.3."),
        ("helthcare", "A web site about <mark>healthcare</mark>."),
    ] {
        let results = index.search(query).unwrap();
        let snippets: Vec<String> = results.hits.iter().map(|hit| hit.snippets[0].text.html()).collect();
        assert!(snippets.contains(&marked.to_owned()), "{query:?}: {snippets:?}");
    }
}

#[test]
fn a_word_no_page_holds_is_corrected_and_one_that_some_page_holds_is_not() {
    let index = index_of(&PAGES);
    assert_eq!(fates(&index, "vacines clean "), "vacines corrected (vaccines); clean matched");
    assert_eq!(fates(&index, "rotuer "), "rotuer corrected (router)");
    assert_eq!(fates(&index, "wtaer zzyzx wells"), "wtaer corrected (water); zzyzx not_found; wells matched");
    // Another form of the word is no other spelling.
    assert_eq!(fates(&index, "routers "), "routers matched");
    // Never numbers, codes, quoted or excluded words.
    assert_eq!(
        fates(&index, "\"vacines\" v1.2.4 wattr1 -vacines"),
        "vacines not_found; v1.2.4 not_found; wattr1 not_found; vacines excluded"
    );
    let index = index_of(&[("a.md", "# A\nOmission."), ("b.md", "# B\nThe mission."), ("c.md", "# C\nThe mission.")]);
    assert_eq!(ids(&first(&index, "omission ", 9)), ["a.md"]);
    assert_eq!(fates(&index, "omission "), "omission matched");
}

#[test]
fn a_better_spelling_is_suggested_where_it_finds_more() {
    let mut pages: Vec<(String, String)> =
        (0..30).map(|n| (format!("{n:02}.md"), format!("# Page {n}\nThe government of {n}."))).collect();
    pages.push(("typo.md".into(), "# Typo\nThe goverment.".into()));
    let pages: Vec<(&str, &str)> = pages.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
    let index = index_of(&pages);
    let results = index.search("goverment page ").unwrap();
    assert_eq!(results.did_you_mean.as_deref(), Some("government page "));
    assert_eq!(index.search("goverment ").unwrap().total, 1);
    assert_eq!(index.search("government ").unwrap().did_you_mean, None);
    assert_eq!(index.search("goverment -page ").unwrap().did_you_mean, None, "the other finds no more");
    let corrected = index.search("governmnt ").unwrap();
    assert_eq!((corrected.did_you_mean, corrected.terms[0].fate), (None, Fate::Corrected));
}

#[test]
fn synonyms_stand_for_each_other_one_way_or_both_and_in_several_words() {
    let settings = "synonyms: [[msme, micro small and medium enterprise], { from: tv, to: [television] }]";
    let pages = [
        ("short.md", "# Short\nAn MSME on television."),
        ("long.md", "# Long\nMicro, small and medium enterprises with a TV."),
        ("part.md", "# Part\nA small enterprise."),
    ];
    let index = index_under(settings, &pages);
    let full = |query: &str| {
        let results = index.search(query).unwrap();
        let mut found: Vec<String> =
            results.hits.into_iter().filter(|hit| hit.missing.is_empty()).map(|hit| hit.id).collect();
        found.sort();
        found
    };
    assert_eq!(full("msme "), ["long.md", "short.md"]);
    assert_eq!(full("micro small and medium enterprises "), ["long.md", "short.md"]);
    assert_eq!(full("tv "), ["long.md", "short.md"]);
    assert_eq!(full("television "), ["short.md"]);
    assert_eq!(fates(&index, "msme "), "msme matched (micro small and medium enterprise)");
    let html = index.search("msme ").unwrap().hits.iter().map(|hit| hit.snippets[0].text.html()).collect::<Vec<_>>();
    assert!(html.contains(&"<mark>Micro, small and medium enterprises</mark> with a TV.".to_owned()), "{html:?}");
}

#[test]
fn pins_titles_aliases_and_headings_come_in_their_order() {
    let settings = "pins: [{ query: Annual Report, pages: [pinned.md, missing.md] }]";
    let pages = [
        ("pinned.md", "# Nothing of the kind\n"),
        ("title.md", "# Annual report\nWords."),
        ("alias.md", "---\ntitle: Yearbook\nsearch: { aliases: [annual report] }\n---\nWords."),
        ("heading.md", "# Papers\n\n## Annual report\n\nWords."),
        ("begins.md", "# Annual reports of old\nWords."),
        ("words.md", "# Other\nThe annual report, the annual report, the annual report."),
        ("hidden.md", "---\nsearch: { exclude: true }\n---\n# Annual report"),
    ];
    let index = index_under(settings, &pages[..6]);
    let hits = first(&index, "annual report", 9);
    assert_eq!(ids(&hits), ["pinned.md", "title.md", "alias.md", "heading.md", "begins.md", "words.md"]);
    let raised: Vec<Option<Raised>> = hits.iter().map(|hit| hit.raised).collect();
    let (title, heading) = (Some(Raised::Title), Some(Raised::Heading));
    assert_eq!(raised, [Some(Raised::Pin), title, title, heading, Some(Raised::TitleBeginning), None]);
    let parsed = frontis::content::parse("hidden.md", pages[6].1.as_bytes(), &Default::default());
    assert!(parsed.page.is_none() && parsed.diagnostics[0].code.as_str() == "skipped-unsearched");
}

#[test]
fn values_of_fields_are_words_of_a_page() {
    let index = index_of(&[
        ("a.md", "---\nclient: World Bank\ncountry: Ghana\nimage: /img/ghana.png\n---\n# A\nText."),
        ("b.md", "---\nclient: USAID\n---\n# B\nA bank in the world."),
    ]);
    assert_eq!(ids(&first(&index, "ghana ", 9)), ["a.md"]);
    assert_eq!(ids(&first(&index, "values:bank ", 9)), ["a.md"]);
    assert_eq!(ids(&first(&index, "\"world bank\"", 9)), ["a.md"]);
    assert!(first(&index, "png ", 9).is_empty());
}

#[test]
fn words_that_stand_together_come_before_the_same_words_apart() {
    let filler = "of this and that, as it was said and written in many places, ".repeat(3);
    let index = index_of(&[
        ("apart.md", &format!("# A\nLand {filler} title. More {filler}")),
        ("near.md", &format!("# B\n{filler} land title. More {filler}")),
    ]);
    assert_eq!(ids(&first(&index, "land title ", 9)), ["near.md", "apart.md"]);
}

#[test]
fn thirty_three_words_and_more_keep_the_rarest() {
    let letter = |n: u8| char::from(b'a' + n);
    let words: Vec<String> = (0..40).map(|n| format!("zz{}{}", letter(n / 26), letter(n % 26))).collect();
    let index = index_of(&[("a.md", &words.join(" ")), ("b.md", &words[..8].join(" "))]);
    let results = index.search(Request::new(words.join(" ") + " ")).unwrap();
    let ignored = results.terms.iter().filter(|term| term.fate == Fate::IgnoredTooMany).count();
    assert_eq!((results.terms.len(), ignored, results.total), (40, 8, 1));
}
