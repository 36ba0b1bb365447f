//! Finds runs of word bytes, eight bytes at a time.
//!
//! Most of what indexing, searching and marking do with text is to look for where words begin and end. Byte by byte that
//! costs two mispredicted branches a word; here the borders of 64 bytes become the bits of one number.

use super::outlines::Outlines;

/// A run of ASCII letters and digits and of bytes that are not ASCII.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// Its first byte in the text.
    pub(super) start: usize,
    /// Past its last byte.
    pub(super) end: usize,
    /// A byte of it is not ASCII.
    pub(super) is_wide: bool,
    /// An ASCII capital stands in it after a byte of it: case may part it.
    pub(super) has_capitals: bool,
}

/// Yields the runs of a text.
#[derive(Debug, Clone)]
pub(super) struct Runs<'a> {
    bytes: &'a [u8],
    /// Where the block at hand begins.
    base: usize,
    /// Borders of the block that were not taken yet: bit `i` where a run begins or ends before byte `i`.
    borders: u64,
    /// Bytes of the block that are not ASCII.
    wide: u64,
    /// ASCII capitals of the block that another byte of a run stands before.
    capitals: u64,
    /// Where something in or at a run may make more of it than a word by itself: see [`odd_bytes`].
    odd: u64,
    /// The block's last byte belongs to a run.
    goes_on: bool,
    /// Runs of another outline may be passed over.
    outlines: Option<&'a Outlines>,
    /// The run at hand, and what of it stands in the blocks before.
    begun: Option<Run>,
}

const BLOCK: usize = 64;

impl<'a> Runs<'a> {
    /// Finds the runs of `text`; where `outlines` are given, runs of ASCII with others may be left out.
    pub(super) fn new(text: &'a str, outlines: Option<&'a Outlines>) -> Self {
        let bytes = text.as_bytes();
        let mut runs =
            Self { bytes, base: 0, borders: 0, wide: 0, capitals: 0, odd: 0, goes_on: false, outlines, begun: None };
        runs.load();
        runs
    }

    /// From here on yields every run.
    pub(super) fn leave_nothing_out(&mut self) {
        self.outlines = None;
    }

    /// Reads the block at `base`; bytes past the end part words.
    fn load(&mut self) {
        let rest = self.bytes.get(self.base..).unwrap_or_default();
        let Masks { word, wide, capitals, marks } = match rest.first_chunk() {
            Some(block) => masks(block),
            None => {
                let mut block = [b' '; BLOCK];
                block[..rest.len()].copy_from_slice(rest);
                masks(&block)
            }
        };
        let after_word = word << 1 | u64::from(self.goes_on);
        self.borders = word ^ after_word;
        self.wide = wide;
        self.capitals = capitals & after_word;
        self.odd = self.capitals | odd_bytes(word, after_word, marks);
        self.goes_on = word >> 63 != 0;
    }

    /// Takes the borders of runs that need not be yielded, as far as they begin and end in this block.
    fn pass_over(&mut self, outlines: &Outlines) {
        while self.borders != 0 {
            let begin = self.borders.trailing_zeros();
            let after_begin = self.borders & (self.borders - 1);
            let end = after_begin.trailing_zeros();
            if after_begin == 0
                || outlines.hold(self.bytes[self.base + begin as usize], (end - begin) as usize)
                || (self.is_odd(begin, end) && self.may_be_more(begin, end))
            {
                return;
            }
            self.borders = after_begin & (after_begin - 1);
        }
    }

    /// True when something odd stands in the run of these bits, below 64, or next to it.
    #[inline]
    fn is_odd(&self, begin: u32, end: u32) -> bool {
        let near = u64::MAX << begin.saturating_sub(1) & u64::MAX >> (63 - end);
        begin == 0 || self.odd & near != 0
    }

    /// True when the run of these bits may be more than a word by itself. What stands before an apostrophe decides
    /// whether an `s` after it is a word, and the term of a compound is not that of its first word.
    fn may_be_more(&self, begin: u32, end: u32) -> bool {
        self.capitals & between(begin, end) != 0
            || may_go_on(self.bytes, self.base + end as usize)
            || may_have_dot(self.bytes, self.base + begin as usize)
    }

    /// Takes the block's next border; there must be one.
    fn border(&mut self) -> u32 {
        let bit = self.borders.trailing_zeros();
        self.borders &= self.borders - 1;
        bit
    }

    /// Adds to `run` what its bytes in this block, up to bit `end`, tell.
    fn look(&self, run: &mut Run, end: u32) {
        if self.wide | self.capitals != 0 {
            let bits = between(run.start.saturating_sub(self.base) as u32, end);
            run.is_wide |= self.wide & bits != 0;
            run.has_capitals |= self.capitals & bits != 0;
        }
    }
}

/// The bits from `start`, below 64, up to `end`, at most 64.
fn between(start: u32, end: u32) -> u64 {
    let before_end = (1_u64.checked_shl(end).unwrap_or(0)).wrapping_sub(1);
    u64::MAX << start & before_end
}

impl Iterator for Runs<'_> {
    type Item = Run;

    #[inline]
    fn next(&mut self) -> Option<Run> {
        loop {
            if let (None, 0, Some(outlines)) = (self.begun, self.wide, self.outlines) {
                self.pass_over(outlines);
            }
            if self.begun.is_none() && self.borders != 0 {
                let start = self.base + self.border() as usize;
                self.begun = Some(Run { start, end: start, is_wide: false, has_capitals: false });
            }
            if self.borders != 0 {
                let bit = self.border();
                let mut run = self.begun.take()?;
                self.look(&mut run, bit);
                return Some(Run { end: self.base + bit as usize, ..run });
            }
            if let Some(mut run) = self.begun {
                self.look(&mut run, 64);
                self.begun = Some(run);
            }
            self.base += BLOCK;
            if self.base >= self.bytes.len() {
                return self.begun.take().map(|run| Run { end: self.bytes.len(), ..run });
            }
            self.load();
        }
    }
}

/// True when what stands from `end` on, where a word ends, may belong to the word or join it to another.
#[inline]
pub(super) fn may_go_on(bytes: &[u8], end: usize) -> bool {
    let Some(byte) = bytes.get(end) else { return false };
    match byte {
        b'\'' | b'+' | b'#' => true,
        b'-' | b'.' | b'_' | b'&' | b'@' | b'/' | b',' | b':' => {
            bytes.get(end + 1).is_some_and(|next| next.is_ascii_alphanumeric() || *next == b'\'' || !next.is_ascii())
        }
        _ => !byte.is_ascii(),
    }
}

/// True when a word that begins at `start` may have a dot of its own before it.
#[inline]
pub(super) fn may_have_dot(bytes: &[u8], start: usize) -> bool {
    bytes[..start].last() == Some(&b'.') && !bytes[..start - 1].last().is_some_and(u8::is_ascii_alphanumeric)
}

/// What a block's bytes are: bit `i` for byte `i`.
struct Masks {
    /// It belongs to a run.
    word: u64,
    /// It is not ASCII.
    wide: u64,
    /// It is an ASCII capital.
    capitals: u64,
    /// It is ASCII and neither of a run nor white space.
    marks: u64,
}

fn masks(block: &[u8; BLOCK]) -> Masks {
    let mut masks = Masks { word: 0, wide: 0, capitals: 0, marks: 0 };
    for (at, bytes) in block.as_chunks().0.iter().enumerate() {
        let bytes = u64::from_le_bytes(*bytes);
        let (word, upper, visible) = word_bytes(bytes);
        masks.word |= mask(word) << (8 * at);
        masks.wide |= mask(bytes & HIGH) << (8 * at);
        masks.capitals |= mask(upper) << (8 * at);
        masks.marks |= mask(visible) << (8 * at);
    }
    masks.marks &= !masks.word;
    masks
}

/// Marks that may join a run to another or belong to one: those after a run and before no white space (`wi-fi`, `C++`,
/// `U.S.'s`), those after a run of one byte (`C#`), those before a run and after none (`.NET`).
fn odd_bytes(word: u64, after_word: u64, marks: u64) -> u64 {
    // The byte after the block may be anything.
    let before_more = (word | marks) >> 1 | 1 << 63;
    let after_one = !(word << 2);
    (marks & after_word & (before_more | after_one)) | (marks & !after_word & before_more)
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;

/// The high bit of each byte that is an ASCII letter or digit, or not ASCII; of each that is an ASCII capital; and of each
/// above the space, or not ASCII.
fn word_bytes(bytes: u64) -> (u64, u64, u64) {
    let low = bytes & !HIGH;
    // Adding 128 − c to a byte below 128 sets its high bit from c on.
    let at_least = |bytes: u64, c: u8| bytes + u64::from(128 - c) * ONES;
    let lower = low | (0x20 * ONES);
    let letter = at_least(lower, b'a') & !at_least(lower, b'z' + 1);
    let digit = at_least(low, b'0') & !at_least(low, b'9' + 1);
    // Letters differ in case by the bit 0x20, here moved to the high bit.
    let upper = letter & !(low << 2) & !bytes & HIGH;
    let visible = (at_least(low, b' ' + 1) | bytes) & HIGH;
    ((letter | digit | bytes) & HIGH, upper, visible)
}

/// The high bits of eight bytes, the first byte's lowest.
fn mask(high: u64) -> u64 {
    (high >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same, byte by byte.
    fn slow(text: &str) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_alphanumeric() || !byte.is_ascii())
        {
            let (is_wide, capital) = (!byte.is_ascii(), byte.is_ascii_uppercase());
            match runs.last_mut().filter(|run| run.end == at) {
                Some(run) => {
                    run.end = at + 1;
                    run.is_wide |= is_wide;
                    run.has_capitals |= capital;
                }
                None => runs.push(Run { start: at, end: at + 1, is_wide, has_capitals: false }),
            }
        }
        runs
    }

    #[test]
    fn every_ascii_byte_is_classified() {
        for byte in 0..128_u8 {
            let text = format!("-{}-a{0}-", char::from(byte));
            let word = usize::from(byte.is_ascii_alphanumeric());
            let runs: Vec<Run> = Runs::new(&text, None).collect();
            assert_eq!(runs.len(), 1 + word, "{byte}");
            assert_eq!(runs[word].has_capitals, byte.is_ascii_uppercase(), "{byte}");
        }
    }

    proptest! {
        #[test]
        fn runs_are_those_found_byte_by_byte(
            text in "[aB0é — ]{0,200}|\\PC{0,80}|[ -~]{0,200}|[a-z]{120,140}[éA]?[a-z]{0,70}",
        ) {
            prop_assert_eq!(Runs::new(&text, None).collect::<Vec<_>>(), slow(&text));
        }
    }
}
