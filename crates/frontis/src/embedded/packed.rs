//! Hands terms to tantivy without its analysis: a text is analyzed once, by us, into terms with a line feed after each
//! and a backspace before one that stands at the position of the term before; the tokenizer registered here splits at
//! line feeds.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::text::analyze;

/// The tokenizer's name in the schema.
pub(super) const PACKED: &str = "packed";

/// Stands before a term at the position of the one before; no term holds it.
const SAME_POSITION: char = '\u{8}';

/// Appends the terms of `text` to `out` and returns how many positions they have: the text's length.
pub(super) fn pack(text: &str, out: &mut String) -> u64 {
    let mut positions = 0;
    for token in analyze(text) {
        if token.position < positions {
            out.push(SAME_POSITION);
        }
        positions = token.position + 1;
        out.push_str(&token.term);
        out.push('\n');
    }
    u64::from(positions)
}

/// Splits packed terms.
#[derive(Debug, Clone, Default)]
pub(super) struct PackedTokenizer {
    token: Token,
}

pub(super) struct PackedStream<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl Tokenizer for PackedTokenizer {
    type TokenStream<'a> = PackedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> PackedStream<'a> {
        self.token.reset();
        PackedStream { rest: text, token: &mut self.token }
    }
}

impl TokenStream for PackedStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((term, rest)) = self.rest.split_once('\n') else { return false };
        self.rest = rest;
        let (term, step) = term.strip_prefix(SAME_POSITION).map_or((term, 1), |term| (term, 0));
        self.token.text.clear();
        self.token.text.push_str(term);
        // The position before the first is the greatest number.
        self.token.position = self.token.position.wrapping_add(step);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(String, usize)> {
        let mut packed = String::new();
        pack(text, &mut packed);
        let mut tokenizer = PackedTokenizer::default();
        let mut seen = Vec::new();
        tokenizer.token_stream(&packed).process(&mut |token| seen.push((token.text.clone(), token.position)));
        seen
    }

    fn at(expected: &[(&str, usize)]) -> Vec<(String, usize)> {
        expected.iter().map(|(term, position)| ((*term).to_owned(), *position)).collect()
    }

    #[test]
    fn packed_terms_come_back_with_their_positions() {
        assert_eq!(pack("Clean, clean Water", &mut String::new()), 3);
        assert_eq!(seen("Clean, clean Water"), at(&[("clean", 0), ("clean", 1), ("water", 2)]));
    }

    #[test]
    fn a_whole_shares_a_position_and_adds_nothing_to_the_length() {
        assert_eq!(pack("Wi-Fi for C++", &mut String::new()), 4);
        let expected = [("wifi", 0), ("wi", 0), ("fi", 1), ("for", 2), ("c++", 3), ("c", 3)];
        assert_eq!(seen("Wi-Fi for C++"), at(&expected));
    }
}
