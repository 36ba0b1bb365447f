//! What can be told of a word by looking at its first byte and its length.

use super::MAX_TERM_CHARS;

/// The outlines of a set of terms: per first byte, the lengths in bytes. 2 KB.
#[derive(Debug, Clone)]
pub struct Outlines([u64; 256]);

impl Outlines {
    /// Makes the outlines of `terms`, and of every term that begins like one of `prefixes`.
    pub fn of<'a>(terms: impl Iterator<Item = &'a str>, prefixes: impl Iterator<Item = &'a str>) -> Self {
        let mut outlines = Self([0; 256]);
        for term in terms {
            outlines.add(term, length_bit(term.len()));
        }
        for prefix in prefixes {
            outlines.add(prefix, u64::MAX << prefix.len().min(MAX_TERM_CHARS));
        }
        outlines
    }

    fn add(&mut self, text: &str, lengths: u64) {
        for first in text.bytes().take(1) {
            self.0[usize::from(first)] |= lengths;
            self.0[usize::from(first.to_ascii_uppercase())] |= lengths;
        }
    }

    /// Returns true when a term of the set may be folded from an ASCII word with this first byte and length.
    pub fn hold(&self, first: u8, length: usize) -> bool {
        self.0[usize::from(first)] & length_bit(length) != 0
    }

    /// Returns true when a term of the set may be folded from a text that begins with this byte; one that is not ASCII
    /// may fold to anything.
    pub fn hold_any(&self, first: u8) -> bool {
        !first.is_ascii() || self.0[usize::from(first)] != 0
    }
}

/// Longer words are cut, so that their terms have the greatest length.
fn length_bit(length: usize) -> u64 {
    1 << length.min(MAX_TERM_CHARS)
}
