//! Cuts text into words and folds them.

use std::borrow::Cow;
use std::ops::Range;

use super::fold;
use super::outlines::Outlines;
use super::runs::Runs;

/// Longer words are cut here: long enough for any word, short enough that a line of base64 costs nothing.
pub const MAX_TERM_CHARS: usize = 40;

/// One term of a text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'a> {
    /// The folded word, at most [`MAX_TERM_CHARS`] characters, never empty.
    pub term: Cow<'a, str>,
    /// The word's bytes in the text, the part past the cut and a possessive included.
    pub range: Range<usize>,
    /// Counts terms from 0; neighbours differ by one.
    pub position: u32,
}

/// Yields the terms of `text` in order, in O(length).
///
/// A word is a run of letters, digits and combining marks; everything else parts words. A possessive `'s` belongs to
/// the word before it and to its range, not to its term: `world's` is `world`.
///
/// ```
/// let terms: Vec<_> = frontis::text::analyze("The World's 2 café-owners").map(|token| token.term).collect();
/// assert_eq!(terms, ["the", "world", "2", "cafe", "owners"]);
/// ```
pub fn analyze(text: &str) -> impl Iterator<Item = Token<'_>> {
    words(text).map(|word| Token { term: word.term(), range: word.range, position: word.position })
}

/// Returns the number of terms of `text`: its length in the sense of BM25. O(length).
pub fn term_count(text: &str) -> usize {
    words(text).count()
}

/// A word that has not been folded yet: for a caller that does not need the term of every word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    text: &'a str,
    is_ascii: bool,
    /// As [`Token::range`].
    pub range: Range<usize>,
    /// As [`Token::position`].
    pub position: u32,
}

impl<'a> Word<'a> {
    /// Returns the term, as [`Token::term`].
    pub fn term(&self) -> Cow<'a, str> {
        let term = fold(cut(self.text));
        // Folding can lengthen a word: `ﬃ` is three letters.
        if term.len() > MAX_TERM_CHARS && term.chars().count() > MAX_TERM_CHARS {
            Cow::Owned(cut(&term).to_owned())
        } else {
            term
        }
    }

    /// True when the word may have a term of one of `outlines`.
    fn is_like(&self, outlines: &Outlines) -> bool {
        let first = self.text.as_bytes().first().filter(|_| self.is_ascii);
        first.is_none_or(|first| outlines.hold(*first, self.text.len()))
    }
}

/// Yields the words of `text`, those [`analyze`] makes terms of, in order.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    Words::new(text, None)
}

/// Yields the words of `text` that may have a term of one of `outlines`: those of ASCII that are outlined so, and all
/// that are not ASCII, where only folding tells. Positions count the words yielded. The rest is passed over at several
/// times the speed of [`words`].
pub fn words_like<'a>(text: &'a str, outlines: &'a Outlines) -> impl Iterator<Item = Word<'a>> {
    Words::new(text, Some(outlines)).filter(|word| word.is_like(outlines))
}

struct Words<'a> {
    text: &'a str,
    runs: Runs<'a>,
    /// What is left of a run that is not ASCII: its characters tell where its words are.
    wide: Option<(usize, usize)>,
    /// Everything before this belongs to a word that was yielded.
    done: usize,
    position: u32,
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    #[inline]
    fn next(&mut self) -> Option<Word<'a>> {
        loop {
            if let Some((at, run_end)) = self.wide.take() {
                let Some((start, end)) = wide_word(self.text, at, run_end) else { continue };
                let after = end + possessive_length(&self.text[end..]);
                self.wide = (after < run_end).then_some((after, run_end));
                self.done = after;
                // A word of nothing but accents has no term.
                let is_ascii = self.text[start..end].is_ascii();
                if is_ascii || !fold(cut(&self.text[start..end])).is_empty() {
                    return Some(self.word((start, end), after, is_ascii));
                }
                continue;
            }
            let (start, end, is_wide) = self.runs.next()?;
            let start = start.max(self.done);
            if is_wide {
                self.wide = (start < end).then_some((start, end));
            } else if start < end {
                let after = match self.text.as_bytes().get(end) {
                    Some(b'\'') => end + possessive_length(&self.text[end..]),
                    _ => end,
                };
                return Some(self.word((start, end), after, true));
            }
        }
    }
}

impl<'a> Words<'a> {
    fn new(text: &'a str, outlines: Option<&'a Outlines>) -> Self {
        Self { text, runs: Runs::new(text, outlines), wide: None, done: 0, position: 0 }
    }

    #[inline]
    fn word(&mut self, (start, end): (usize, usize), after: usize, is_ascii: bool) -> Word<'a> {
        self.done = after;
        self.position += 1;
        Word { text: &self.text[start..end], is_ascii, range: start..after, position: self.position - 1 }
    }
}

/// The first word of a run from `at` on.
fn wide_word(text: &str, at: usize, run_end: usize) -> Option<(usize, usize)> {
    let run = &text[at..run_end];
    let start = run.find(is_word_char)?;
    let length = run[start..].find(|c| !is_word_char(c)).unwrap_or(run.len() - start);
    Some((at + start, at + start + length))
}

fn cut(word: &str) -> &str {
    if word.len() <= MAX_TERM_CHARS {
        return word;
    }
    word.char_indices().nth(MAX_TERM_CHARS).map_or(word, |(at, _)| &word[..at])
}

/// The bytes of an apostrophe and `s` that end a word here; 0 where there are none.
fn possessive_length(rest: &str) -> usize {
    let apostrophe = match rest.as_bytes() {
        [b'\'', ..] => 1,
        [0xE2, 0x80, 0x99, ..] => '’'.len_utf8(),
        _ => return 0,
    };
    let after = &rest[apostrophe..];
    let ends = after.chars().nth(1).is_none_or(|c| !is_word_char(c));
    if after.starts_with(['s', 'S']) && ends { apostrophe + 1 } else { 0 }
}

/// Letters, digits and the marks that combine with them.
fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    // General punctuation, the most frequent of what is not ASCII, but for the joiners.
    if ('\u{2000}'..='\u{206F}').contains(&c) {
        return matches!(c, '\u{200C}' | '\u{200D}');
    }
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) || c == '\u{00AD}'
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn terms(text: &str) -> Vec<String> {
        analyze(text).map(|token| token.term.into_owned()).collect()
    }

    #[test]
    fn words_are_runs_of_letters_digits_and_marks() {
        for (text, expected) in [
            ("Cambodia—Micro, Small", "cambodia micro small"),
            ("the world's worlds’ O'Brien", "the world worlds o brien"),
            ("covid-19 plug-and-play", "covid 19 plug and play"),
            ("हिन्दी में", "हिन्दी में"),
            ("e\u{301}te\u{301}", "ete"),
            ("", ""),
            ("— … !?", ""),
            ("\u{301}", ""),
        ] {
            assert_eq!(terms(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn a_possessive_is_part_of_the_range_and_not_of_the_term() {
        let token = analyze("the world's end").nth(1).expect("second word");
        assert_eq!((token.term.as_ref(), token.range, token.position), ("world", 4..11, 1));
    }

    #[test]
    fn a_word_without_end_is_cut_and_ranged_whole() {
        let long = "x".repeat(100_000);
        let tokens: Vec<_> = analyze(&long).collect();
        assert_eq!(tokens.len(), 1);
        assert_eq!((tokens[0].term.len(), tokens[0].range.clone()), (MAX_TERM_CHARS, 0..100_000));
    }

    /// The words of a text, character by character.
    fn slow(text: &str) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while let Some(start) = text[at..].find(is_word_char).map(|start| at + start) {
            let end = start + text[start..].find(|c| !is_word_char(c)).unwrap_or(text.len() - start);
            at = end + possessive_length(&text[end..]);
            if !fold(cut(&text[start..end])).is_empty() {
                found.push(start..at);
            }
        }
        found
    }

    proptest! {
        #[test]
        fn words_are_those_found_character_by_character(text in "[as'’é—\u{301} ]{0,80}|\\PC{0,120}") {
            prop_assert_eq!(words(&text).map(|word| word.range).collect::<Vec<_>>(), slow(&text));
        }

        #[test]
        fn words_of_other_outlines_are_all_that_is_passed_over(text in "[asxyAS'’é— ]{0,200}|[a-x]{60,70} [xa]{0,9}|\\PC{0,120}") {
            let outlines = Outlines::of(["aa", "xas", "s"].into_iter(), ["sss"].into_iter());
            let passes = |word: &Word<'_>| word.is_like(&outlines);
            let expected: Vec<_> = words(&text).filter(passes).map(|word| word.range).collect();
            prop_assert_eq!(words_like(&text, &outlines).map(|word| word.range).collect::<Vec<_>>(), expected);
            for word in words(&text).filter(|word| !word.is_like(&outlines)) {
                let term = word.term();
                prop_assert!(!["aa", "xas", "s"].contains(&term.as_ref()) && !term.starts_with("sss"));
            }
        }

        #[test]
        fn ranges_are_in_order_on_character_borders_and_terms_are_folded(text in "\\PC{0,60}") {
            let mut end = 0;
            for (count, token) in analyze(&text).enumerate() {
                prop_assert!(token.range.start >= end && token.range.end > token.range.start);
                prop_assert!(text.get(token.range.clone()).is_some());
                prop_assert_eq!(token.position as usize, count);
                prop_assert!(!token.term.is_empty() && token.term.chars().count() <= MAX_TERM_CHARS);
                prop_assert_eq!(fold(&token.term).into_owned(), token.term.to_string());
                end = token.range.end;
            }
        }
    }
}
