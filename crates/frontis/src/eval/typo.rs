//! Slips of typing: one letter of a word inserted, deleted, replaced, or two of them swapped.

use super::random::Random;

/// Shorter words are typed right, or are another word with any letter changed.
const LEAST_LETTERS: usize = 5;

/// Returns `text` with one slip in its longest word, the first of several; `None` where no word has five letters.
///
/// Letters come from the text itself, so that they are of its script.
pub(super) fn with_typo(text: &str, random: &mut Random) -> Option<String> {
    let (start, word) = longest_word(text)?;
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let right: Vec<char> = word.chars().collect();
    // Swapping two of a kind changes nothing: then another slip is tried.
    let wrong = (0..100).map(|_| slip(&right, &letters, random)).find(|wrong| fold(wrong) != fold(&right))?;
    let wrong: String = wrong.into_iter().collect();
    Some(format!("{}{wrong}{}", &text[..start], &text[start + word.len()..]))
}

/// The longest run of letters and where it begins.
fn longest_word(text: &str) -> Option<(usize, &str)> {
    let mut longest: Option<(usize, usize, &str)> = None;
    let mut at = 0;
    for word in text.split(|c: char| !c.is_alphabetic()) {
        let letters = word.chars().count();
        if letters >= LEAST_LETTERS && longest.is_none_or(|(most, ..)| letters > most) {
            longest = Some((letters, at, word));
        }
        at += word.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    longest.map(|(_, start, word)| (start, word))
}

fn slip(word: &[char], letters: &[char], random: &mut Random) -> Vec<char> {
    let mut word = word.to_vec();
    let letter = letters[random.below(letters.len())];
    match random.below(4) {
        0 => word.insert(random.below(word.len() + 1), letter),
        1 => drop(word.remove(random.below(word.len()))),
        2 => {
            let at = random.below(word.len());
            word[at] = letter;
        }
        _ => {
            let at = random.below(word.len() - 1);
            word.swap(at, at + 1);
        }
    }
    word
}

fn fold(word: &[char]) -> String {
    word.iter().flat_map(|c| c.to_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_longest_word_gets_every_kind_of_slip() {
        let slips: Vec<String> =
            (0..40).map(|seed| with_typo("An égalité of «water»", &mut Random::new(seed)).unwrap()).collect();
        let lengths: Vec<usize> = slips.iter().map(|slip| slip.chars().count()).collect();
        let right = "An égalité of «water»".chars().count();
        assert!([right - 1, right, right + 1].iter().all(|length| lengths.contains(length)), "{slips:?}");
        assert!(slips.iter().all(|slip| slip.starts_with("An ") && slip.ends_with(" of «water»")), "{slips:?}");
        assert_eq!(with_typo("An égalité", &mut Random::new(7)), with_typo("An égalité", &mut Random::new(7)));
    }

    #[test]
    fn short_words_and_words_of_one_letter_are_left_alone() {
        assert_eq!(with_typo("Tea 12345 for two", &mut Random::new(1)), None);
        assert_eq!(longest_word("one-eleven, twelve"), Some((4, "eleven")));
        assert!(with_typo("aaaaa", &mut Random::new(1)).is_some(), "one more or less is a slip");
    }

    proptest! {
        #[test]
        fn any_text_is_one_slip_away(text in "\\PC{0,40}", seed: u64) {
            if let Some(wrong) = with_typo(&text, &mut Random::new(seed)) {
                let (right, wrong) = (text.chars().count(), wrong.chars().count());
                prop_assert!(right.abs_diff(wrong) <= 1 && wrong > 0);
                prop_assert_ne!(&text, &with_typo(&text, &mut Random::new(seed)).unwrap());
            }
        }
    }
}
