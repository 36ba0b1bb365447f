//! Finds runs of word bytes, eight bytes at a time.
//!
//! Most of what indexing, searching and marking do with text is to look for where words begin and end. Byte by byte that
//! costs two mispredicted branches a word; here the borders of 64 bytes become the bits of one number.

use super::outlines::Outlines;

/// Yields the runs of ASCII letters and digits and of bytes that are not ASCII: start, end, and whether one is not ASCII.
pub(super) struct Runs<'a> {
    bytes: &'a [u8],
    /// Where the block at hand begins.
    base: usize,
    /// Borders of the block that were not taken yet: bit `i` where a run begins or ends before byte `i`.
    borders: u64,
    /// Bytes of the block that are not ASCII.
    wide: u64,
    /// The block's last byte belongs to a run.
    goes_on: bool,
    /// Runs of another outline may be passed over.
    outlines: Option<&'a Outlines>,
    /// Where the run at hand began, and whether it has a byte that is not ASCII in the blocks before.
    begun: Option<(usize, bool)>,
}

const BLOCK: usize = 64;

impl<'a> Runs<'a> {
    /// Finds the runs of `text`; where `outlines` are given, runs of ASCII with others may be left out.
    pub(super) fn new(text: &'a str, outlines: Option<&'a Outlines>) -> Self {
        let mut runs =
            Self { bytes: text.as_bytes(), base: 0, borders: 0, wide: 0, goes_on: false, outlines, begun: None };
        runs.load();
        runs
    }

    /// Reads the block at `base`; bytes past the end part words.
    fn load(&mut self) {
        let rest = self.bytes.get(self.base..).unwrap_or_default();
        let (word, wide) = match rest.first_chunk() {
            Some(block) => masks(block),
            None => {
                let mut block = [b' '; BLOCK];
                block[..rest.len()].copy_from_slice(rest);
                masks(&block)
            }
        };
        self.borders = word ^ (word << 1 | u64::from(self.goes_on));
        self.wide = wide;
        self.goes_on = word >> 63 != 0;
    }

    /// Takes the borders of runs that need not be yielded, as far as they begin and end in this block.
    fn pass_over(&mut self, outlines: &Outlines) {
        while self.borders != 0 {
            let begin = self.borders.trailing_zeros();
            let after_begin = self.borders & (self.borders - 1);
            let end = after_begin.trailing_zeros();
            let first = self.bytes[self.base + begin as usize];
            // What stands before an apostrophe decides whether an `s` after it is a word.
            if after_begin == 0
                || self.bytes.get(self.base + end as usize) == Some(&b'\'')
                || outlines.hold(first, (end - begin) as usize)
            {
                return;
            }
            self.borders = after_begin & (after_begin - 1);
        }
    }

    /// Takes the block's next border; there must be one.
    fn border(&mut self) -> u32 {
        let bit = self.borders.trailing_zeros();
        self.borders &= self.borders - 1;
        bit
    }

    /// True when one of the block's bytes from `start` (of the text) up to bit `end` is not ASCII.
    fn is_wide(&self, start: usize, end: u32) -> bool {
        if self.wide == 0 {
            return false;
        }
        let before_end = (1_u64.checked_shl(end).unwrap_or(0)).wrapping_sub(1);
        let from_start = u64::MAX << start.saturating_sub(self.base);
        self.wide & before_end & from_start != 0
    }
}

impl Iterator for Runs<'_> {
    type Item = (usize, usize, bool);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let (None, 0, Some(outlines)) = (self.begun, self.wide, self.outlines) {
                self.pass_over(outlines);
            }
            if self.begun.is_none() && self.borders != 0 {
                self.begun = Some((self.base + self.border() as usize, false));
            }
            if self.borders != 0 {
                let bit = self.border();
                let (start, wide) = self.begun.take()?;
                return Some((start, self.base + bit as usize, wide || self.is_wide(start, bit)));
            }
            if let Some((start, wide)) = self.begun {
                self.begun = Some((start, wide || self.is_wide(start, 64)));
            }
            self.base += BLOCK;
            if self.base >= self.bytes.len() {
                return self.begun.take().map(|(start, wide)| (start, self.bytes.len(), wide));
            }
            self.load();
        }
    }
}

/// Bit `i` for a byte `i` that belongs to a run, and for one that is not ASCII.
fn masks(block: &[u8; BLOCK]) -> (u64, u64) {
    let (mut word, mut wide) = (0, 0);
    for (at, bytes) in block.as_chunks().0.iter().enumerate() {
        let bytes = u64::from_le_bytes(*bytes);
        word |= mask(word_bytes(bytes)) << (8 * at);
        wide |= mask(bytes & HIGH) << (8 * at);
    }
    (word, wide)
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;

/// The high bit of each byte that is an ASCII letter or digit, or not ASCII.
fn word_bytes(bytes: u64) -> u64 {
    let low = bytes & !HIGH;
    // Adding 128 − c to a byte below 128 sets its high bit from c on.
    let at_least = |bytes: u64, c: u8| bytes + u64::from(128 - c) * ONES;
    let lower = low | (0x20 * ONES);
    let letter = at_least(lower, b'a') & !at_least(lower, b'z' + 1);
    let digit = at_least(low, b'0') & !at_least(low, b'9' + 1);
    (letter | digit | bytes) & HIGH
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
    fn slow(text: &str) -> Vec<(usize, usize, bool)> {
        let mut runs: Vec<(usize, usize, bool)> = Vec::new();
        for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_alphanumeric() || !byte.is_ascii())
        {
            match runs.last_mut().filter(|run| run.1 == at) {
                Some(run) => *run = (run.0, at + 1, run.2 || !byte.is_ascii()),
                None => runs.push((at, at + 1, !byte.is_ascii())),
            }
        }
        runs
    }

    #[test]
    fn every_ascii_byte_is_classified() {
        for byte in 0..128_u8 {
            let text = format!("-{}-", char::from(byte));
            assert_eq!(Runs::new(&text, None).count(), usize::from(byte.is_ascii_alphanumeric()), "{byte}");
        }
    }

    proptest! {
        #[test]
        fn runs_are_those_found_byte_by_byte(text in "[ab0é — ]{0,200}|\\PC{0,80}|[ -~]{0,200}|[a-z]{120,140}é?[a-z]{0,70}") {
            prop_assert_eq!(Runs::new(&text, None).collect::<Vec<_>>(), slow(&text));
        }
    }
}
