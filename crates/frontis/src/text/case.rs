//! Case changes that part a word: `camelCase`, `GitHub`, `XMLHttpRequest`.
//!
//! A capital begins a part after a lower-case letter, after a digit where a lower-case letter follows, and after a
//! capital where a lower-case letter follows. An `s` that ends a word after a capital is the plural of what stands
//! before it: `NGOs`, `PhDs`. A word is parted only where every part begins with a letter and has two characters (that
//! `s` not counted): `iPhone`, `PhD`, `eBay`, `kHz`, `4GHz` and `H2O` stay whole, `McDonald` is `Mc` and `Donald`.

use super::{MAX_COMPOUND_PARTS, MAX_TERM_CHARS};

/// What case sees in a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Lower,
    Upper,
    Digit,
    Other,
}

/// Returns the class of a letter or digit; `None` for a mark, which goes with the character before it.
fn class(c: char) -> Option<Class> {
    if c.is_lowercase() {
        Some(Class::Lower)
    } else if c.is_uppercase() {
        Some(Class::Upper)
    } else if c.is_numeric() {
        Some(Class::Digit)
    } else if c.is_alphabetic() && !unicode_normalization::char::is_combining_mark(c) {
        Some(Class::Other)
    } else {
        None
    }
}

/// Returns the number of parts of a written word: 1 unless case changes part it, at most [`MAX_COMPOUND_PARTS`].
///
/// Words of more characters than a term are not parted, so that a line of base64 is one word. O(length).
pub(super) fn part_count(word: &str) -> u8 {
    let too_long = word.len() > MAX_TERM_CHARS && word.chars().count() > MAX_TERM_CHARS;
    if too_long || !is_mixed(word) {
        return 1;
    }
    let (mut count, mut rest) = (0, word);
    while !rest.is_empty() {
        let (part, others) = rest.split_at(first_part(rest));
        let own = if others.is_empty() { without_plural(part) } else { part };
        let begins = own.chars().next().and_then(class).is_some_and(|class| class != Class::Digit);
        if !begins || own.chars().filter_map(class).nth(1).is_none() {
            return 1;
        }
        (count, rest) = (count + 1, others);
    }
    if count > MAX_COMPOUND_PARTS { 1 } else { count as u8 }
}

/// Returns where the first part of a word ends: its length where nothing parts it. What follows parts as it does in
/// the whole word.
pub(super) fn first_part(word: &str) -> usize {
    let mut before: Option<Class> = None;
    let mut classes = without_plural(word).char_indices().filter_map(|(at, c)| Some((at, class(c)?))).peekable();
    while let Some((at, class)) = classes.next() {
        let goes_down = classes.peek().is_some_and(|(_, next)| *next == Class::Lower);
        let begins = match before {
            Some(Class::Lower) => true,
            Some(Class::Upper | Class::Digit) => goes_down,
            _ => false,
        };
        if class == Class::Upper && begins {
            return at;
        }
        before = Some(class);
    }
    word.len()
}

/// A capital stands behind the first character, and a lower-case letter somewhere.
fn is_mixed(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase)
}

/// The word without an `s` that makes a plural of capitals.
fn without_plural(word: &str) -> &str {
    let singular = word.strip_suffix('s').filter(|singular| singular.ends_with(char::is_uppercase));
    singular.unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(mut word: &str) -> String {
        let mut parts = Vec::new();
        for _ in 1..part_count(word) {
            let (part, rest) = word.split_at(first_part(word));
            parts.push(part);
            word = rest;
        }
        parts.push(word);
        parts.join("|")
    }

    #[test]
    fn case_parts_words_into_parts_of_two_characters_and_more() {
        for parted in [
            "camel|Case",
            "Git|Hub",
            "HTML|Parser",
            "XML|Http|Request",
            "Java|Script",
            "Mc|Donald",
            "My|SQL",
            "user|IDs",
            "base64|Encode",
            "MP3|Player",
            "Vitamin|B12",
            "Wi|Fi",
            "Git|Hubs",
            "École|Normale",
            "Вики|Данные",
            "mac|OS",
        ] {
            assert_eq!(parts(&parted.replace('|', "")), parted);
        }
    }

    #[test]
    fn a_word_with_a_part_of_one_character_stays_whole() {
        for word in [
            "iPhone",
            "PhD",
            "PhDs",
            "eBay",
            "kHz",
            "GHz",
            "4GHz",
            "H2O",
            "NGOs",
            "MSMEs",
            "URLs",
            "mRNA",
            "IPv4",
            "SaaS",
            "LaTeX",
            "1Password",
            "WATER",
            "Water",
            "water",
            "2D",
            "HTTPs",
            "É",
            "日本語",
            "aB",
            "",
        ] {
            assert_eq!(parts(word), word);
        }
    }

    #[test]
    fn a_word_without_end_stays_whole() {
        assert_eq!(part_count(&"Ab".repeat(8)), 8);
        assert_eq!(part_count(&"Ab".repeat(9)), 1);
        assert_eq!(part_count(&"Camel".repeat(8)), 8);
        assert_eq!(part_count(&"Camels".repeat(7)), 1);
    }
}
