use proptest::prelude::*;

use super::*;

/// The terms of a text, those at one position parted by `/`, wholes first.
fn terms(text: &str) -> String {
    let mut written = String::new();
    let mut last = None;
    for token in analyze(text) {
        let parted = match last {
            None => "",
            Some(position) if position == token.position => "/",
            Some(_) => " ",
        };
        written.push_str(parted);
        written.push_str(&token.term);
        last = Some(token.position);
    }
    written
}

#[test]
fn words_are_runs_of_letters_digits_and_marks() {
    for (text, expected) in [
        ("Cambodia—Micro, Small", "cambodia micro small"),
        ("the world's worlds’ end", "the world worlds end"),
        ("हिन्दी में", "हिन्दी में"),
        ("e\u{301}te\u{301}", "ete"),
        ("", ""),
        ("— … !?", ""),
        ("\u{301}", ""),
    ] {
        assert_eq!(terms(text), expected, "{text}");
    }
}

#[test]
fn a_compound_has_its_whole_at_its_first_part() {
    for (text, expected) in [
        ("covid-19 plug-and-play", "covid19/covid 19 plugandplay/plug and play"),
        ("wi-fi wi‐fi wi‑fi", "wifi/wi fi wifi/wi fi wifi/wi fi"),
        ("snake_case snakeCase", "snakecase/snake case snakecase/snake case"),
        ("in the U.S. and U.S.A", "in the us/u s and usa/u s a"),
        ("AT&T R&D O'Brien don’t l'eau", "att/at t rd/r d obrien/o brien dont/don t leau/l eau"),
        ("Node.js ASP.NET README.md", "nodejs/node js aspnet/asp net readmemd/readme md"),
        ("XMLHttpRequest", "xmlhttprequest/xml http request"),
        ("GitHub-hosted", "githubhosted/github/git hub hosted"),
        ("Société-générale", "societegenerale/societe generale"),
        ("x86_64 h2o", "x8664/x86 64 h2o"),
        ("a - b word. Next -c", "a b word next c"),
    ] {
        assert_eq!(terms(text), expected, "{text}");
    }
}

#[test]
fn symbols_belong_to_the_whole_of_a_word() {
    for (text, expected) in [
        ("C++ C# F#, g++ Notepad++", "c++/c c#/c f#/f g++/g notepad++/notepad"),
        (".NET (.NET) .htaccess", ".net/net .net/net .htaccess/htaccess"),
        ("C++11 C/C++ .NET-based A+", "c++/c 11 c c++/c .net/net based a+/a"),
        (".NETCore", ".netcore/netcore/net core"),
        ("x+y C+++ a#b ab# ..x 1++ end.", "x y c a b ab x 1 end"),
        ("C++'s C#’s U.S.'s AT&T's Inc.'s", "c++/c c#/c us/u s att/at t inc"),
    ] {
        assert_eq!(terms(text), expected, "{text}");
    }
}

#[test]
fn numbers_keep_their_points_and_lose_their_thousands() {
    for (text, expected) in [
        ("v1.2.3 1.2.3 3.14", "1.2.3/v1 2 3 1.2.3/1 2 3 3.14/3 14"),
        ("1,000 1,234,567.50 1'000", "1000/1 000 1234567.50/1 234 567 50 1000/1 000"),
        ("1,00 1,0000 1234,567 1,2", "1 00 1 0000 1234 567 1 2"),
        ("2010–2014 2016-01-21 555-1234 24/7 10:30", "2010 2014 2016 01 21 555 1234 24 7 10 30"),
        ("1.2.3-beta 2.4GHz 1,000km", "1.2.3beta/1 2 3 beta 2.4ghz/2 4ghz 1000km/1 000km"),
    ] {
        assert_eq!(terms(text), expected, "{text}");
    }
}

#[test]
fn slashes_join_short_words_and_at_signs_have_no_whole() {
    for (text, expected) in [
        ("I/O CI/CD n/a", "io/i o cicd/ci cd na/n a"),
        ("TCP/IP and/or", "tcp ip and or"),
        ("john.doe@example.com", "john doe example com"),
        ("https://www.example.com/x", "https wwwexamplecom/www example com x"),
    ] {
        assert_eq!(terms(text), expected, "{text}");
    }
}

#[test]
fn a_chain_without_end_has_no_whole_and_its_parts_are_all_there() {
    let long = "ab-".repeat(30_000);
    assert_eq!(analyze(&long).count(), 30_000);
    assert_eq!(terms("a-b-c-d-e-f-g-h").split('/').next(), Some("abcdefgh"));
    assert_eq!(terms("a-b-c-d-e-f-g-h-i"), "a b c d e f g h i");
    let (twenty, more) = ("a".repeat(20), "b".repeat(21));
    assert_eq!(terms(&format!("{twenty}-{twenty}")), format!("{twenty}{twenty}/{twenty} {twenty}"));
    assert_eq!(terms(&format!("{twenty}-{more}")), format!("{twenty} {more}"));
    // Each ligature is three letters.
    assert_eq!(terms(&format!("{}-x", "ﬃ".repeat(13))), format!("{0}x/{0} x", "ffi".repeat(13)));
    assert_eq!(terms(&format!("{}-xy", "ﬃ".repeat(13))), format!("{} xy", "ffi".repeat(13)));
    // Three bytes that are eighteen letters.
    assert!(!terms(".aﷺﷺﷺ").contains('/') && terms(".aﷺ").starts_with(".a"));
}

#[test]
fn a_possessive_is_part_of_the_range_and_not_of_the_term() {
    let token = analyze("the world's end").nth(1).expect("second word");
    assert_eq!((token.term.as_ref(), token.range, token.position, token.span), ("world", 4..11, 1, 1));
}

#[test]
fn a_whole_ranges_over_its_parts_and_symbols() {
    for (text, range) in [
        ("the U.S. of", "U.S."),
        ("the U.S.'s of", "U.S.'s"),
        ("the e.g.", "e.g."),
        ("the Node.js. of", "Node.js"),
        ("the C++ of", "C++"),
        ("the (.NET)", ".NET"),
        ("the v1.2, of", "v1.2"),
        ("the AT&T's of", "AT&T's"),
    ] {
        let token = analyze(text).nth(1).expect("a whole");
        assert_eq!((&text[token.range], token.position), (range, 1), "{text}");
    }
}

#[test]
fn a_word_without_end_is_cut_and_ranged_whole() {
    let long = "x".repeat(100_000);
    let tokens: Vec<_> = analyze(&long).collect();
    assert_eq!(tokens.len(), 1);
    assert_eq!((tokens[0].term.len(), tokens[0].range.clone()), (MAX_TERM_CHARS, 0..100_000));
}

#[test]
fn compounds_hold_what_a_query_asks_for_as_one() {
    let text = "The C++ of GitHub-hosted wi-fi, .NET";
    let found: Vec<_> = compounds(text).collect();
    let ranges: Vec<&str> = found.iter().map(|compound| &text[compound.range.clone()]).collect();
    assert_eq!(ranges, ["The", "C++", "of", "GitHub-hosted", "wi-fi", ".NET"]);
    let parts: Vec<usize> = found.iter().map(|compound| compound.parts.len()).collect();
    assert_eq!(parts, [1, 1, 1, 3, 2, 1]);
    let wholes: Vec<_> =
        found.iter().map(|compound| compound.whole.as_ref().map(|whole| whole.term.as_ref())).collect();
    assert_eq!(wholes, [None, Some("c++"), None, Some("githubhosted"), Some("wifi"), Some(".net")]);
}

/// Texts with all that makes compounds.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "([aBc1é]{1,3}[-.'’&@/,+#_ :–]{0,2}){0,40}",
        "(C\\+\\+|\\.NET|U\\.S\\.|AT&T's|v1\\.2|1,000|gitHub| |-|'s|日本|—|\u{301}){0,30}",
        "((gitHub|XMLFile|\\.NET|\\.net|C#|end\\.|x)[ (-]){0,30}",
        "([qQa1\u{301}]{1,2}('s)?[-./,&' ]){0,30}",
        "\\PC{0,120}",
    ]
}

proptest! {
    #[test]
    fn what_is_yielded_without_wholes_is_what_stands_between_them(text in texts()) {
        let parts: Vec<_> = Tokens::new(&text, None, true).filter(|word| word.kind == Kind::Part).collect();
        prop_assert_eq!(&parts, &words(&text).collect::<Vec<_>>());
        let of_compounds = compounds(&text).flat_map(|compound| compound.parts).collect::<Vec<_>>();
        let tokens: Vec<_> = parts.into_iter().map(Word::into_token).collect();
        prop_assert_eq!(of_compounds, tokens);
    }

    #[test]
    fn words_of_other_outlines_are_all_that_is_passed_over(text in texts()) {
        let (own, prefix) = (["ab", "xas", "s", "b1", "1.1", ".net", "c++", "us", "github", "hub"], "cc");
        let outlines = Outlines::of(own.into_iter(), [prefix].into_iter());
        let passes = |word: &Word<'_>| word.is_like(&outlines);
        let all = || Tokens::new(&text, None, true);
        let place = |word: Word<'_>| (word.term().into_owned(), word.range, word.span);
        let expected: Vec<_> = all().filter(passes).map(place).collect();
        prop_assert_eq!(words_like(&text, &outlines).map(place).collect::<Vec<_>>(), expected);
        for word in all().filter(|word| !word.is_like(&outlines)) {
            let term = word.term();
            prop_assert!(!own.contains(&term.as_ref()) && !term.starts_with(prefix), "{term}");
        }
    }

    #[test]
    fn what_follows_a_word_is_all_that_stands_behind_it(text in texts()) {
        let outlines = Outlines::of(["aa", "bc"].into_iter(), ["c"].into_iter());
        let mut like = words_like(&text, &outlines);
        while let Some(word) = like.next() {
            let place = |word: Word<'_>| (word.range, word.span, word.kind == Kind::Part);
            let here = place(word.clone());
            let behind = Tokens::new(&text, None, true).map(place).skip_while(|own| *own != here);
            prop_assert_eq!(like.following().map(place).collect::<Vec<_>>(), behind.skip(1).collect::<Vec<_>>());
            let next = like.following().next().map_or(word.position + 1, |next| next.position);
            prop_assert!(next == word.position || next == word.position + 1);
        }
    }

    #[test]
    fn ranges_are_in_order_on_character_borders_and_terms_are_folded(text in texts()) {
        let (mut end, mut start, mut last, mut count) = (0, 0, 0, 0);
        for token in analyze(&text) {
            prop_assert!(text.get(token.range.clone()).is_some() && !token.range.is_empty());
            prop_assert!(token.range.start >= start);
            prop_assert!(!token.term.is_empty() && token.term.chars().count() <= MAX_TERM_CHARS);
            prop_assert_eq!(fold(&token.term).into_owned(), token.term.to_string());
            prop_assert!(token.position == last || token.position == last + 1);
            (start, last) = (token.range.start, token.position);
        }
        for word in words(&text) {
            prop_assert!(word.range.start >= end && word.position == count && word.span == 1);
            (end, count) = (word.range.end, count + 1);
        }
        prop_assert_eq!(count as usize, term_count(&text));
    }

    #[test]
    fn a_whole_ranges_over_exactly_its_parts(text in texts()) {
        let parts: Vec<_> = words(&text).collect();
        for whole in Tokens::new(&text, None, true).filter(|word| word.kind != Kind::Part) {
            let own = &parts[whole.position as usize..][..whole.span as usize];
            let (first, last) = (&own[0].range, &own[own.len() - 1].range);
            let (before, after) = (&text[whole.range.start..first.start], &text[last.end..whole.range.end]);
            prop_assert!(["", "."].contains(&before), "{before:?}");
            prop_assert!(["", ".", "+", "++", "#"].contains(&after), "{after:?}");
            prop_assert_ne!(whole.term(), own[0].term());
            prop_assert!(whole.span > 1 || whole.kind == Kind::Symbols);
        }
    }
}
