//! Compounds: which written words belong together, and the term they have as a whole.
//!
//! The rules are the table of the [module](super).

use std::borrow::Cow;
use std::ops::Range;

use super::written::{WrittenWord, is_word_char};
use super::{MAX_TERM_CHARS, fold};

/// A chain of more parts has no whole: nobody writes it as one word.
pub const MAX_COMPOUND_PARTS: usize = 8;

/// A maximal chain of written words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chain {
    /// Past everything that belongs to it.
    pub(super) end: usize,
    pub(super) whole: Option<Whole>,
}

/// What a chain is as one term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Whole {
    /// What is marked.
    pub(super) range: Range<usize>,
    /// What the term is made of.
    pub(super) letters: Range<usize>,
    /// The term holds every character of `letters`, not letters and digits alone.
    pub(super) has_symbols: bool,
    pub(super) is_ascii: bool,
    /// Bytes of the term where it is ASCII.
    pub(super) length: usize,
    pub(super) parts: u32,
}

/// Reads the chain that begins with `first`. O(length of the chain).
pub(super) fn chain(text: &str, first: WrittenWord) -> Chain {
    if let Some(letters) = with_symbols(text, &first) {
        return symbols(text, first, letters);
    }
    let mut links = Links::of(text, first);
    while let Some((joint, next)) = next_word(text, &links.last) {
        links.push(text, joint, next);
    }
    let end = links.last.after + usize::from(links.has_last_dot(text));
    Chain { end, whole: links.whole(text, end) }
}

/// Returns the whole of a word that case parts, apart from the chain it stands in.
pub(super) fn parted(text: &str, word: WrittenWord) -> Option<Whole> {
    Links::of(text, word).whole(text, word.after)
}

/// Returns the term of `letters`: its letters and digits, and a dot between digits, folded.
pub(super) fn joined(letters: &str) -> Cow<'_, str> {
    if letters.is_ascii() {
        return Cow::Owned(joined_ascii(letters.as_bytes()));
    }
    let mut before = None;
    let mut chars = letters.chars().peekable();
    let mut kept = String::with_capacity(letters.len());
    while let Some(c) = chars.next() {
        let is_point = c == '.' && before.is_some_and(is_digit) && chars.peek().copied().is_some_and(is_digit);
        if is_word_char(c) || is_point {
            kept.push(c);
        }
        before = Some(c);
    }
    Cow::Owned(fold(&kept).into_owned())
}

fn joined_ascii(letters: &[u8]) -> String {
    let mut kept = String::with_capacity(letters.len());
    for (at, byte) in letters.iter().enumerate() {
        let is_digit = |at: usize| letters.get(at).is_some_and(u8::is_ascii_digit);
        if byte.is_ascii_alphanumeric() || (*byte == b'.' && is_digit(at.wrapping_sub(1)) && is_digit(at + 1)) {
            kept.push(char::from(byte.to_ascii_lowercase()));
        }
    }
    kept
}

fn symbols(text: &str, word: WrittenWord, letters: Range<usize>) -> Chain {
    let end = word.after.max(letters.end);
    let whole = Whole {
        range: letters.start..end,
        has_symbols: true,
        is_ascii: word.is_ascii,
        length: letters.len(),
        parts: u32::from(word.parts),
        letters: letters.clone(),
    };
    let fits = has_room(&fold(&text[letters]));
    Chain { end, whole: fits.then_some(whole) }
}

/// What is known of a chain while it is read.
struct Links {
    first: WrittenWord,
    last: WrittenWord,
    parts: u32,
    /// Letters, digits and kept dots, in bytes.
    length: usize,
    is_ascii: bool,
    only_digits: bool,
    /// Single letters with dots between them.
    is_dotted: bool,
    /// A joint between digits that does not make one number of them.
    parts_numbers: bool,
    has_at: bool,
    /// The chain begins with the `v` of a version.
    has_v: bool,
}

impl Links {
    fn of(text: &str, first: WrittenWord) -> Self {
        Self {
            first,
            last: first,
            parts: u32::from(first.parts),
            length: first.end - first.start,
            is_ascii: first.is_ascii,
            only_digits: is_number(first.text(text)),
            is_dotted: is_letter(first.text(text)),
            parts_numbers: false,
            has_at: false,
            has_v: false,
        }
    }

    fn push(&mut self, text: &str, joint: char, next: WrittenWord) {
        let (before, after) = (self.last.text(text), next.text(text));
        let is_point = joint == '.' && before.ends_with(is_digit) && after.starts_with(is_digit);
        if self.last == self.first && is_point {
            self.has_v = before.strip_prefix(['v', 'V']).is_some_and(is_number);
        }
        self.parts += u32::from(next.parts);
        self.length += next.end - next.start + usize::from(is_point);
        self.is_ascii &= next.is_ascii;
        self.only_digits &= is_number(after);
        self.is_dotted &= joint == '.' && is_letter(after);
        let are_thousands = matches!(joint, ',' | '_' | '\'' | '’') && are_thousands(before, after);
        self.parts_numbers |= !(is_point || are_thousands);
        self.has_at |= joint == '@';
        self.last = next;
    }

    /// True for a dot after `U.S`.
    fn has_last_dot(&self, text: &str) -> bool {
        let last = &self.last;
        self.is_dotted && self.parts > 1 && last.after == last.end && text[last.end..].starts_with('.')
    }

    fn whole(&self, text: &str, end: usize) -> Option<Whole> {
        let are_numbers = self.only_digits && self.parts_numbers;
        if self.has_at || are_numbers || self.parts < 2 || self.parts > MAX_COMPOUND_PARTS as u32 {
            return None;
        }
        let letters = self.first.start + usize::from(self.has_v)..self.last.end;
        let length = self.length - usize::from(self.has_v);
        let fits = if self.is_ascii { length <= MAX_TERM_CHARS } else { has_room(&joined(&text[letters.clone()])) };
        let range = self.first.start..end;
        let (is_ascii, parts) = (self.is_ascii, self.parts);
        fits.then_some(Whole { range, letters, has_symbols: false, is_ascii, length, parts })
    }
}

/// True when a folded term is no longer than a term may be.
fn has_room(term: &str) -> bool {
    term.len() <= MAX_TERM_CHARS || term.chars().count() <= MAX_TERM_CHARS
}

/// The word that something joins to `last`, and what.
fn next_word(text: &str, last: &WrittenWord) -> Option<(char, WrittenWord)> {
    let joint = text[last.end..].chars().next().filter(|c| is_joint(*c))?;
    if last.after != last.end {
        return None;
    }
    let next = WrittenWord::at(text, last.end + joint.len_utf8())?;
    let joins = joins(joint, last.text(text), next.text(text)) && with_symbols(text, &next).is_none();
    joins.then_some((joint, next))
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '.' | '_' | '\'' | '’' | '&' | '@' | '/' | ',' | ':' | '–')
}

/// True when `joint` makes one compound of the words around it.
fn joins(joint: char, before: &str, after: &str) -> bool {
    let numbers = is_number(before) && is_number(after);
    match joint {
        '/' => numbers || (is_short(before) && is_short(after)),
        ',' => are_thousands(before, after),
        ':' | '–' => numbers,
        _ => true,
    }
}

/// True for `1` and `000`: one to three digits, then three and no fourth.
fn are_thousands(before: &str, after: &str) -> bool {
    is_number(before) && before.len() <= 3 && after.bytes().take_while(u8::is_ascii_digit).count() == 3
}

/// Returns the word with the symbols that belong to it, as bytes of the text: `C++`, `C#`, `.NET`.
fn with_symbols(text: &str, word: &WrittenWord) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let has_mark = matches!(bytes.get(word.end), Some(b'+' | b'#'));
    if !has_mark && bytes[..word.start].last() != Some(&b'.') {
        return None;
    }
    let (before, own) = (&text[..word.start], word.text(text));
    let has_dot = before.strip_suffix('.').is_some_and(|before| before.chars().next_back().is_none_or(opens))
        && own.starts_with(char::is_alphabetic);
    let trailing = trailing_symbols(own, &text[word.end..]);
    (has_dot || trailing > 0).then(|| word.start - usize::from(has_dot)..word.end + trailing)
}

/// The bytes of `++`, `+` or `#` at the beginning of `rest` that belong to the word before it.
fn trailing_symbols(word: &str, rest: &str) -> usize {
    let (belongs, length) = match rest.as_bytes() {
        [b'+', b'+', ..] => (word.ends_with(char::is_alphabetic), 2),
        [b'+' | b'#', ..] => (is_letter(word), 1),
        _ => return 0,
    };
    let goes_on = rest[length..].chars().next().is_some_and(|next| match next {
        '+' | '#' => true,
        // `C++11`
        _ if length == 2 => next.is_alphabetic(),
        _ => is_word_char(next),
    });
    if belongs && !goes_on { length } else { 0 }
}

/// White space, brackets and quotes that open, and slashes: a dot after one belongs to the word behind it.
fn opens(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | '[' | '{' | '<' | '/' | '\\' | '"' | '\'' | '`' | '“' | '‘' | '«' | '„')
}

fn is_digit(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { c.is_numeric() }
}

fn is_number(word: &str) -> bool {
    word.starts_with(is_digit) && word.chars().all(is_digit)
}

fn is_letter(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

fn is_short(word: &str) -> bool {
    word.chars().nth(2).is_none()
}
