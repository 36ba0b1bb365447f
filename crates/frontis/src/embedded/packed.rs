//! Hands terms to tantivy without its analysis: a text is analyzed once, by us, into terms with a line feed after each,
//! and the tokenizer registered here splits at line feeds.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::text::analyze;

/// The tokenizer's name in the schema.
pub(super) const PACKED: &str = "packed";

/// Appends the terms of `text` to `out` and returns how many there are.
pub(super) fn pack(text: &str, out: &mut String) -> u64 {
    let mut count = 0;
    for token in analyze(text) {
        out.push_str(&token.term);
        out.push('\n');
        count += 1;
    }
    count
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
        self.token.text.clear();
        self.token.text.push_str(term);
        self.token.position = self.token.position.wrapping_add(1);
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

    #[test]
    fn packed_terms_come_back_with_their_positions() {
        let mut packed = String::new();
        assert_eq!(pack("Clean, clean Water", &mut packed), 3);
        let mut tokenizer = PackedTokenizer::default();
        let mut seen = Vec::new();
        tokenizer.token_stream(&packed).process(&mut |token| seen.push((token.text.clone(), token.position)));
        assert_eq!(seen, [("clean".to_owned(), 0), ("clean".to_owned(), 1), ("water".to_owned(), 2)]);
    }
}
