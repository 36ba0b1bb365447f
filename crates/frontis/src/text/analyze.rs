//! Cuts text into parts and wholes and folds them.

use std::borrow::Cow;
use std::ops::Range;

use super::case::first_part;
use super::compound::{Whole, chain, joined, parted};
use super::fold;
use super::outlines::Outlines;
use super::runs::{may_go_on, may_have_dot};
use super::written::{WrittenWord, WrittenWords, is_word_char};

/// Longer words are cut here: long enough for any word, short enough that a line of base64 costs nothing.
pub const MAX_TERM_CHARS: usize = 40;

/// One term of a text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'a> {
    /// The folded word or whole, at most [`MAX_TERM_CHARS`] characters, never empty.
    pub term: Cow<'a, str>,
    /// Its bytes in the text, the part past the cut and a possessive included; of a whole all its parts, and the
    /// symbols that belong to it.
    pub range: Range<usize>,
    /// Counts parts from 0; neighbours differ by one. A whole stands at its first part's.
    pub position: u32,
    /// The positions it covers: 1 for a part, `n` for a whole of `n` parts.
    pub span: u32,
}

/// Yields the terms of `text` in order of position, in O(length): each part, and before the first part of a compound
/// the whole of it.
///
/// A part is a run of letters, digits and combining marks, or what case changes make of one; the [module](super) says
/// which parts make a compound and what its whole is. A possessive `'s` belongs to the word before it and to its range,
/// not to its term: `world's` is `world`.
///
/// ```
/// let terms: Vec<_> = frontis::text::analyze("The World's 2 café-owners").map(|token| token.term).collect();
/// assert_eq!(terms, ["the", "world", "2", "cafeowners", "cafe", "owners"]);
/// ```
pub fn analyze(text: &str) -> impl Iterator<Item = Token<'_>> {
    Tokens::new(text, None, true).map(Word::into_token)
}

/// Returns the number of parts of `text`: its length in the sense of BM25. O(length).
pub fn term_count(text: &str) -> usize {
    words(text).count()
}

/// A part or a whole that has not been folded yet: for a caller that does not need every term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    /// What the term is made of.
    text: &'a str,
    kind: Kind,
    is_ascii: bool,
    /// Bytes of the term where it is ASCII, but for the cut.
    length: usize,
    /// As [`Token::range`].
    pub range: Range<usize>,
    /// As [`Token::position`].
    pub position: u32,
    /// As [`Token::span`].
    pub span: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Part,
    /// The whole of a chain.
    Chain,
    /// The whole of a word with symbols.
    Symbols,
    /// The whole of a word that case parts and that is not all of its chain.
    Inner,
}

impl<'a> Word<'a> {
    /// Returns the term, as [`Token::term`].
    pub fn term(&self) -> Cow<'a, str> {
        let term = match self.kind {
            Kind::Part | Kind::Symbols => fold(cut(self.text)),
            Kind::Chain | Kind::Inner => joined(self.text),
        };
        // Folding can lengthen a word: `ﬃ` is three letters.
        if term.len() > MAX_TERM_CHARS && term.chars().count() > MAX_TERM_CHARS {
            Cow::Owned(cut(&term).to_owned())
        } else {
            term
        }
    }

    fn into_token(self) -> Token<'a> {
        Token { term: self.term(), range: self.range, position: self.position, span: self.span }
    }

    /// True when the word may have a term of one of `outlines`.
    fn is_like(&self, outlines: &Outlines) -> bool {
        let first = self.text.as_bytes().first().copied().unwrap_or(u8::MAX);
        may_be(outlines, first, self.length, self.is_ascii)
    }
}

/// True when a text of this first byte and length may have a term of `outlines`; the length tells of ASCII only.
#[inline]
fn may_be(outlines: &Outlines, first: u8, length: usize, is_ascii: bool) -> bool {
    if is_ascii { outlines.hold(first, length) } else { outlines.hold_any(first) }
}

/// Yields the parts of `text`, in order: what [`analyze`] yields without the wholes.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    Tokens::new(text, None, false)
}

/// Yields the parts and wholes of `text` that may have a term of one of `outlines`: those of ASCII that are outlined
/// so, and all that are not ASCII, where only folding tells. Positions count what is looked at. The rest is passed
/// over at several times the speed of [`words`].
pub fn words_like<'a>(text: &'a str, outlines: &'a Outlines) -> WordsLike<'a> {
    WordsLike { tokens: Tokens::new(text, Some(outlines), true), outlines }
}

/// The words of [`words_like`].
#[derive(Debug, Clone)]
pub struct WordsLike<'a> {
    tokens: Tokens<'a>,
    outlines: &'a Outlines,
}

impl<'a> WordsLike<'a> {
    /// Yields every part and whole behind the last word yielded, beginning with what else stands at its position.
    pub fn following(&self) -> impl Iterator<Item = Word<'a>> + use<'a> {
        let mut tokens = self.tokens.clone();
        tokens.leave_nothing_out();
        tokens
    }
}

impl<'a> Iterator for WordsLike<'a> {
    type Item = Word<'a>;

    #[inline]
    fn next(&mut self) -> Option<Word<'a>> {
        let outlines = self.outlines;
        self.tokens.find(|word| word.is_like(outlines))
    }
}

/// A chain of words that something joins, or a word that nothing joins to another: what a query asks for as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compound<'a> {
    /// Its bytes in the text; those of the whole where there is one.
    pub range: Range<usize>,
    /// Its parts, at least one, at consecutive positions.
    pub parts: Vec<Token<'a>>,
    /// What it is as one term. With a single part, the term of a word with its symbols: `c++` over the part `c`.
    pub whole: Option<Token<'a>>,
}

/// Yields every compound and single word of `text`, in order; together they hold the parts of [`words`]. O(length).
///
/// ```
/// let found: Vec<_> = frontis::text::compounds("wi-fi, C++")
///     .map(|compound| (compound.parts.len(), compound.whole.map(|whole| whole.term.into_owned())))
///     .collect();
/// assert_eq!(found, [(2, Some("wifi".to_owned())), (1, Some("c++".to_owned()))]);
/// ```
pub fn compounds(text: &str) -> impl Iterator<Item = Compound<'_>> {
    let mut tokens = Tokens::new(text, None, true);
    let mut ahead = None;
    std::iter::from_fn(move || {
        let first = ahead.take().or_else(|| tokens.next())?;
        // Reading the first token of the next compound will move this.
        let end = tokens.chain_end;
        let mut compound = Compound { range: first.range.start..end, parts: Vec::new(), whole: None };
        let mut next = Some(first);
        while let Some(token) = next.take_if(|token| token.range.start < end) {
            match token.kind {
                Kind::Part => compound.parts.push(token.into_token()),
                Kind::Chain | Kind::Symbols => compound.whole = Some(token.into_token()),
                Kind::Inner => {}
            }
            next = tokens.next();
        }
        ahead = next;
        Some(compound)
    })
}

/// Yields the parts of a text, with or without wholes before them.
#[derive(Debug, Clone)]
struct Tokens<'a> {
    words: WrittenWords<'a>,
    has_wholes: bool,
    /// Plain words of other outlines are passed over.
    outlines: Option<&'a Outlines>,
    /// Something waits, or is left of a word.
    has_more: bool,
    /// What stands at the position of the last whole yielded: another whole, and the part.
    waiting: [Option<Word<'a>>; 2],
    /// What is left of a word that case parts.
    rest: Option<WrittenWord>,
    /// Words before this belong to a chain that was read.
    chain_end: usize,
    /// The next part's.
    position: u32,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Word<'a>;

    #[inline]
    fn next(&mut self) -> Option<Word<'a>> {
        if self.has_more {
            return self.more();
        }
        loop {
            let word = self.words.next()?;
            if word.parts > 1 {
                return Some(if self.has_wholes { self.with_wholes(word) } else { self.first_part(word) });
            }
            if self.has_wholes {
                let bytes = self.words.text().as_bytes();
                if may_go_on(bytes, word.end) || may_have_dot(bytes, word.start) {
                    if self.outlines.is_none_or(|outlines| may_begin(outlines, bytes, word)) {
                        return Some(self.with_wholes(word));
                    }
                    self.position += 1;
                    continue;
                }
                self.chain_end = self.chain_end.max(word.after);
                let (first, length) = (bytes[word.start], word.end - word.start);
                if self.outlines.is_some_and(|outlines| !may_be(outlines, first, length, word.is_ascii)) {
                    self.position += 1;
                    continue;
                }
            }
            return Some(self.part(word, word.end, word.after));
        }
    }
}

impl<'a> Tokens<'a> {
    fn new(text: &'a str, outlines: Option<&'a Outlines>, has_wholes: bool) -> Self {
        let words = WrittenWords::new(text, outlines);
        let (waiting, rest) = ([None, None], None);
        Self { words, has_wholes, outlines, has_more: false, waiting, rest, chain_end: 0, position: 0 }
    }

    /// From here on yields everything.
    fn leave_nothing_out(&mut self) {
        self.outlines = None;
        self.words.leave_nothing_out();
    }

    /// What stands behind the token yielded last, of the same written word.
    #[inline(never)]
    fn more(&mut self) -> Option<Word<'a>> {
        let waiting = self.waiting[0].take().or_else(|| self.waiting[1].take());
        let word = match waiting {
            None => self.rest.take().map(|rest| self.first_part(rest)),
            waiting => waiting,
        };
        self.has_more = self.waiting[1].is_some() || self.rest.is_some();
        word
    }

    /// The first part of `word`; the others wait.
    fn first_part(&mut self, word: WrittenWord) -> Word<'a> {
        if word.parts == 1 {
            return self.part(word, word.end, word.after);
        }
        let end = word.start + first_part(word.text(self.words.text()));
        self.rest = Some(WrittenWord { start: end, parts: word.parts - 1, ..word });
        self.has_more = true;
        self.part(word, end, end)
    }

    /// The part that ends at `end`, and with what belongs to it at `after`.
    #[inline]
    fn part(&mut self, word: WrittenWord, end: usize, after: usize) -> Word<'a> {
        self.position += 1;
        Word {
            text: &self.words.text()[word.start..end],
            kind: Kind::Part,
            is_ascii: word.is_ascii,
            length: end - word.start,
            range: word.start..after,
            position: self.position - 1,
            span: 1,
        }
    }

    /// Reads the chains that were passed over and may reach `start`.
    ///
    /// Nothing joins words over white space, and what was read before is not read again, so that all of this is linear in
    /// the text.
    fn catch_up(&mut self, start: usize) {
        let text = self.words.text();
        let Some(unread) = text.as_bytes().get(self.chain_end..start) else { return };
        let space = unread.iter().rposition(u8::is_ascii_whitespace);
        let mut at = self.chain_end + space.map_or(0, |space| space + 1);
        while let Some(next) = text[at..start].find(is_word_char) {
            let (word, has_term) = WrittenWord::read(text, at + next);
            at = if has_term { chain(text, word).end.max(word.after) } else { word.after };
            self.chain_end = at;
            if at >= start {
                break;
            }
        }
    }

    /// The first of what stands at the position of `word`: the whole of the chain it begins, its own whole where case
    /// parts it, its first part.
    #[inline(never)]
    fn with_wholes(&mut self, word: WrittenWord) -> Word<'a> {
        let text = self.words.text();
        let position = self.position;
        let mut outer = None;
        if self.outlines.is_some() {
            self.catch_up(word.start);
        }
        if word.start >= self.chain_end {
            let chain = chain(text, word);
            self.chain_end = chain.end;
            outer = chain.whole;
        }
        let is_all = |whole: &Whole| !whole.has_symbols && whole.letters == (word.start..word.end);
        let inner = if word.parts > 1 && !outer.as_ref().is_some_and(is_all) { parted(text, word) } else { None };
        let outer = outer.map(|whole| {
            let kind = if whole.has_symbols { Kind::Symbols } else { Kind::Chain };
            whole_word(text, whole, kind, position)
        });
        let inner = inner.map(|whole| whole_word(text, whole, Kind::Inner, position));
        let part = self.first_part(word);
        self.has_more |= outer.is_some() || inner.is_some();
        match (outer, inner) {
            (None, None) => part,
            (Some(first), None) | (None, Some(first)) => {
                self.waiting = [None, Some(part)];
                first
            }
            (Some(outer), inner) => {
                self.waiting = [inner, Some(part)];
                outer
            }
        }
    }
}

/// True when a term that begins where `word` does, or before it, may be of `outlines`; word by word most are not.
fn may_begin(outlines: &Outlines, bytes: &[u8], word: WrittenWord) -> bool {
    let first = bytes[word.start];
    // A version loses its `v`, a word with a dot begins with that.
    outlines.hold_any(first) || matches!(first, b'v' | b'V') || may_have_dot(bytes, word.start)
}

fn whole_word(text: &str, whole: Whole, kind: Kind, position: u32) -> Word<'_> {
    Word {
        text: &text[whole.letters],
        kind,
        is_ascii: whole.is_ascii,
        length: whole.length,
        range: whole.range,
        position,
        span: whole.parts,
    }
}

/// The beginning of a word that is looked at.
pub(super) fn cut(word: &str) -> &str {
    if word.len() <= MAX_TERM_CHARS {
        return word;
    }
    word.char_indices().nth(MAX_TERM_CHARS).map_or(word, |(at, _)| &word[..at])
}

#[cfg(test)]
mod tests;
