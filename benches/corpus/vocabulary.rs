//! The words of made-up pages: some 1,500 of the sample's, the most frequent first, then invented ones.

use std::collections::HashSet;

use super::random::Random;

/// How many words there are.
pub(super) const SIZE: usize = 40_000;

/// The words of the sample's English pages as they were when these benches were written, so that figures taken before
/// and after a change of the sample can be compared.
const REAL: &str = include_str!("words.txt");

const ONSETS: [&str; 20] =
    ["b", "br", "ch", "d", "f", "g", "h", "k", "l", "m", "n", "p", "pl", "r", "s", "sh", "st", "t", "tr", "v"];
const VOWELS: [&str; 7] = ["a", "e", "i", "o", "u", "ai", "ou"];
const CODAS: [&str; 6] = ["n", "r", "l", "m", "nd", "ck"];

/// The vocabulary, the most frequent first. Invented words can be spoken; a third come in several forms of one stem, as
/// English ones do.
pub(super) fn words() -> Vec<String> {
    let mut words: Vec<String> = REAL.lines().map(str::to_owned).collect();
    let mut known: HashSet<String> = words.iter().cloned().collect();
    let mut random = Random::new(1);
    while words.len() < SIZE {
        let word = invented(&mut random);
        let endings: &[&str] = if random.once_in(3) { &["", "s", "ing"] } else { &[""] };
        for form in endings.iter().map(|ending| format!("{word}{ending}")) {
            if known.insert(form.clone()) {
                words.push(form);
            }
        }
    }
    words.truncate(SIZE);
    words
}

/// Two or three syllables.
fn invented(random: &mut Random) -> String {
    let mut word = String::new();
    for _ in 0..random.between(2, 3) {
        word.push_str(random.of(&ONSETS));
        word.push_str(random.of(&VOWELS));
        if random.once_in(3) {
            word.push_str(random.of(&CODAS));
        }
    }
    word
}
