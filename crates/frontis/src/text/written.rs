//! Written words: runs of letters, digits and marks as they stand in a text, before case parts them.

use super::analyze::cut;
use super::case::part_count;
use super::fold;
use super::outlines::Outlines;
use super::runs::Runs;

/// A word as it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WrittenWord {
    /// Its first byte.
    pub(super) start: usize,
    /// Past its last letter, digit or mark.
    pub(super) end: usize,
    /// Past a possessive `'s`; else `end`.
    pub(super) after: usize,
    pub(super) is_ascii: bool,
    /// The parts that case makes of it, at least one.
    pub(super) parts: u8,
}

impl WrittenWord {
    /// Reads the word that begins at `start` and ends at `end`.
    #[inline]
    fn new(text: &str, start: usize, end: usize, is_ascii: bool, may_part: bool) -> Self {
        let after = match text.as_bytes().get(end) {
            Some(b'\'' | b'.' | b'+' | b'#' | 0x80..) => end + possessive_length(&text[end..]),
            _ => end,
        };
        let parts = if may_part { part_count(&text[start..end]) } else { 1 };
        Self { start, end, after, is_ascii, parts }
    }

    /// Reads the word that begins at `start`; `None` where none does. O(length of the word).
    pub(super) fn at(text: &str, start: usize) -> Option<Self> {
        let (word, has_term) = Self::read(text, start);
        has_term.then_some(word)
    }

    /// Reads the run of letters, digits and marks that begins at `start`, and whether it has a term. O(its length).
    pub(super) fn read(text: &str, start: usize) -> (Self, bool) {
        let rest = &text[start..];
        let ascii = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if rest.as_bytes().get(ascii).is_none_or(u8::is_ascii) {
            let may_part = rest.as_bytes()[..ascii].iter().skip(1).any(u8::is_ascii_uppercase);
            return (Self::new(text, start, start + ascii, true, may_part), ascii > 0);
        }
        let length = rest.find(|c| !is_word_char(c)).unwrap_or(rest.len());
        let word = &rest[..length];
        let has_term = length > 0 && (word.is_ascii() || has_term(word));
        (Self::new(text, start, start + length, word.is_ascii(), true), has_term)
    }

    pub(super) fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start..self.end]
    }
}

/// Yields the written words of a text in order.
#[derive(Debug, Clone)]
pub(super) struct WrittenWords<'a> {
    text: &'a str,
    runs: Runs<'a>,
    /// What is left of a run that is not ASCII: its characters tell where its words are.
    wide: Option<(usize, usize)>,
    /// Everything before this belongs to a word that was yielded.
    done: usize,
}

impl<'a> WrittenWords<'a> {
    /// Finds the words of `text`; where `outlines` are given, words of one part with others may be left out, but none
    /// that something joins to the word after it.
    pub(super) fn new(text: &'a str, outlines: Option<&'a Outlines>) -> Self {
        Self { text, runs: Runs::new(text, outlines), wide: None, done: 0 }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// From here on yields every word.
    pub(super) fn leave_nothing_out(&mut self) {
        self.runs.leave_nothing_out();
    }

    /// The first word of what is left of a wide run.
    fn next_wide(&mut self) -> Option<WrittenWord> {
        while let Some((at, run_end)) = self.wide.take() {
            let Some((start, end)) = wide_word(self.text, at, run_end) else { break };
            let is_ascii = self.text[start..end].is_ascii();
            let word = WrittenWord::new(self.text, start, end, is_ascii, true);
            self.wide = (word.after < run_end).then_some((word.after, run_end));
            self.done = word.after;
            if is_ascii || has_term(word.text(self.text)) {
                return Some(word);
            }
        }
        None
    }
}

impl Iterator for WrittenWords<'_> {
    type Item = WrittenWord;

    #[inline]
    fn next(&mut self) -> Option<WrittenWord> {
        loop {
            if self.wide.is_some()
                && let Some(word) = self.next_wide()
            {
                return Some(word);
            }
            let run = self.runs.next()?;
            let start = run.start.max(self.done);
            if start >= run.end {
                continue;
            }
            if run.is_wide {
                self.wide = Some((start, run.end));
            } else {
                let word = WrittenWord::new(self.text, start, run.end, true, run.has_capitals);
                self.done = word.after;
                return Some(word);
            }
        }
    }
}

/// False for a word of nothing but accents.
fn has_term(word: &str) -> bool {
    !fold(cut(word)).is_empty()
}

/// The first word of a run from `at` on.
fn wide_word(text: &str, at: usize, run_end: usize) -> Option<(usize, usize)> {
    let run = &text[at..run_end];
    let start = run.find(is_word_char)?;
    let length = run[start..].find(|c| !is_word_char(c)).unwrap_or(run.len() - start);
    Some((at + start, at + start + length))
}

/// The bytes of an apostrophe and `s` that end a word here, and of the symbols between it and the word (`U.S.'s`,
/// `C++'s`); 0 where there are none.
fn possessive_length(rest: &str) -> usize {
    let symbols = match rest.as_bytes() {
        [b'+', b'+', ..] => 2,
        [b'.' | b'+' | b'#', ..] => 1,
        _ => 0,
    };
    let apostrophe = match &rest.as_bytes()[symbols..] {
        [b'\'', ..] => 1,
        [0xE2, 0x80, 0x99, ..] => '’'.len_utf8(),
        _ => return 0,
    };
    let after = &rest[symbols + apostrophe..];
    let ends = after.chars().nth(1).is_none_or(|c| !is_word_char(c));
    if after.starts_with(['s', 'S']) && ends { symbols + apostrophe + 1 } else { 0 }
}

/// Letters, digits and the marks that combine with them.
pub(super) fn is_word_char(c: char) -> bool {
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

    /// The words of a text, character by character.
    fn slow(text: &str) -> Vec<WrittenWord> {
        let mut found: Vec<WrittenWord> = Vec::new();
        let mut at = 0;
        while let Some(start) = text[at..].find(is_word_char).map(|start| at + start) {
            let end = start + text[start..].find(|c| !is_word_char(c)).unwrap_or(text.len() - start);
            at = end + possessive_length(&text[end..]);
            let (word, parts) = (&text[start..end], part_count(&text[start..end]));
            if has_term(word) {
                found.push(WrittenWord { start, end, after: at, is_ascii: word.is_ascii(), parts });
            }
        }
        found
    }

    proptest! {
        #[test]
        fn words_are_those_found_character_by_character(text in "[asBC.+#'’é—\u{301} ]{0,80}|\\PC{0,120}") {
            let words: Vec<_> = WrittenWords::new(&text, None).collect();
            prop_assert_eq!(&words, &slow(&text));
            for word in words {
                prop_assert_eq!(WrittenWord::at(&text, word.start), Some(word));
            }
        }
    }
}
