//! Folding: what two spellings must share to be one term, one facet value, or one title.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Folds `word` to the form the index holds: compatibility forms, case and Latin, Greek and Cyrillic accents are one.
///
/// `Société` and `SOCIETE` fold to `societe`, `ﬁ` to `fi`, `ß` to `ss`, `ø` to `o`. Marks of other scripts stay: they
/// are vowels there. Idempotent. Borrowed when nothing changes; O(length).
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return if word.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(word.to_ascii_lowercase())
        } else {
            Cow::Borrowed(word)
        };
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd().flat_map(char::to_lowercase).nfkd().filter(|c| !is_accent(*c)) {
        match special(c) {
            Some(text) => folded.push_str(text),
            None => folded.push(c),
        }
    }
    let folded: String = folded.nfc().collect();
    if folded == word { Cow::Borrowed(word) } else { Cow::Owned(folded) }
}

/// Folds a facet value to its key: [`fold`], `&` as `and`, runs of white space, `-` and `_` as one space, ends trimmed.
///
/// A number is its own key, its sign included. Values with one key are one value: `Water & Sanitation`, `water-and-sanitation`.
pub fn fold_value(value: &str) -> String {
    let folded = fold(value);
    if folded.trim().parse::<f64>().is_ok() {
        return folded.trim().to_owned();
    }
    let mut key = String::with_capacity(folded.len());
    let spaced = if folded.contains('&') { Cow::Owned(folded.replace('&', " and ")) } else { Cow::Borrowed(&*folded) };
    for part in spaced.split(|c: char| c.is_whitespace() || c == '_' || is_dash(c)).filter(|part| !part.is_empty()) {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(part);
    }
    if key.is_empty() { folded.trim().to_owned() } else { key }
}

/// Folds a title, or a query that may be one, to its key: [`fold`], runs of white space and dashes as one space, then
/// outer white space and punctuation trimmed unless nothing would be left.
///
/// Punctuation is Unicode's general category `P`, so `+` stays and `#` goes: `C++` is `c++`, `C#` is `c`. What is all
/// punctuation is trimmed of white space alone (`???`), what is all dashes is `-`; the key of white space is empty.
/// Idempotent. O(length).
///
/// ```
/// assert_eq!(frontis::text::title_key(" Café—Water: a “Guide”? "), "cafe water: a “guide");
/// ```
pub fn title_key(text: &str) -> String {
    let folded = fold(text);
    let mut key = String::with_capacity(folded.len());
    for c in folded.chars() {
        let parts = c.is_whitespace() || is_title_dash(c);
        match parts {
            true if key.ends_with(' ') => {}
            true => key.push(' '),
            false => key.push(c),
        }
    }
    let is_outer = |c: char| c == ' ' || c.general_category_group() == GeneralCategoryGroup::Punctuation;
    match (key.trim_matches(is_outer), key.trim_matches(' ')) {
        ("", "") if folded.contains(is_title_dash) => "-".to_owned(),
        ("", punctuation) => punctuation.to_owned(),
        (key, _) => key.to_owned(),
    }
}

/// Every dash of Unicode, and the minus sign.
fn is_title_dash(c: char) -> bool {
    is_dash(c) || c.general_category() == GeneralCategory::DashPunctuation
}

/// Hyphens and dashes of Unicode's `Pd` that people type.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

/// Combining marks that accent a letter without making another of it.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{00AD}' | '\u{200C}' | '\u{200D}')
}

/// Letters whose base Unicode does not decompose.
fn special(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'þ' => "th",
        'ŋ' => "n",
        'ς' => "σ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_that_differ_in_case_accents_or_width_are_one_term() {
        for (word, folded) in [
            ("Société", "societe"),
            ("STRASSE", "strasse"),
            ("Straße", "strasse"),
            ("ﬁne", "fine"),
            ("Ｗａｔｅｒ", "water"),
            ("Ærø", "aero"),
            ("ΣΟΦΟΣ", "σοφοσ"),
            ("σοφός", "σοφοσ"),
            ("हिन्दी", "हिन्दी"),
            ("İstanbul", "istanbul"),
        ] {
            assert_eq!(fold(word), folded, "{word}");
        }
    }

    #[test]
    fn facet_values_that_differ_in_spelling_only_share_a_key() {
        for (value, key) in [
            ("eastern-europe-and-central-asia", "eastern europe and central asia"),
            ("Eastern Europe & Central  Asia ", "eastern europe and central asia"),
            ("R&D", "r and d"),
            ("C++", "c++"),
            ("-", "-"),
            (" -5", "-5"),
        ] {
            assert_eq!(fold_value(value), key, "{value}");
        }
    }

    #[test]
    fn titles_that_differ_in_case_accents_dashes_and_outer_punctuation_share_a_key() {
        let long = format!("{}?", "Wäter ".repeat(100));
        let long_key = "water ".repeat(100);
        for (title, key) in [
            ("Clean Water", "clean water"),
            ("  CLEAN —  Wáter!? ", "clean water"),
            ("clean-water", "clean water"),
            ("clean\u{a0}‒\u{2212}water", "clean water"),
            ("x: y", "x: y"),
            ("“What is C++?”", "what is c++"),
            ("C++", "c++"),
            ("C#", "c"),
            (".NET", "net"),
            ("404", "404"),
            ("snake_case", "snake_case"),
            ("???", "???"),
            (" ?! ", "?!"),
            ("? — ?", "? ?"),
            ("—", "-"),
            (" - ", "-"),
            (" ", ""),
            ("", ""),
            ("北京市（概要）", "北京市(概要"),
            ("「水」", "水"),
            ("ما هي المياه؟", "ما هي المياه"),
            ("น้ำสะอาด", "น้\u{e4d}าสะอาด"),
            ("🌍 World 👨‍👩‍👧!", "🌍 world 👨👩👧"),
            (&long, long_key.trim_end()),
        ] {
            assert_eq!(title_key(title), key, "{title}");
        }
    }

    proptest! {
        #[test]
        fn a_title_key_is_its_own_key(title in "[a ?.—#+é-]{0,12}|\\PC{0,30}") {
            let key = title_key(&title);
            prop_assert_eq!(title_key(&key), key.clone());
            prop_assert_eq!(title_key(&format!(" {title} ")), key);
        }

        #[test]
        fn folding_twice_changes_nothing(word in "\\PC{0,20}") {
            let once = fold(&word).into_owned();
            prop_assert_eq!(fold(&once).into_owned(), once.clone());
            let key = fold_value(&word);
            prop_assert_eq!(fold_value(&key), key.clone());
        }
    }
}
