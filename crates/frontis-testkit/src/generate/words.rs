//! Words, texts and the forms of words.

use frontis::engine::{Form, FormKind, Phrase};
use frontis::text::fold;
use proptest::prelude::*;
use proptest::sample::select;

/// The words of every generated text: inflections, accents, digits, other scripts. The first ten are the most common.
pub const VOCABULARY: [&str; 32] = [
    "water",
    "waters",
    "clean",
    "cleaner",
    "energy",
    "farm",
    "the",
    "school",
    "2014",
    "Société",
    "watering",
    "Watered",
    "cleaning",
    "cleaned",
    "energies",
    "farmer",
    "farmers",
    "farming",
    "health",
    "healthy",
    "schools",
    "societe",
    "société",
    "Straße",
    "naïve",
    "covid",
    "19",
    "b2c",
    "bridge",
    "水",
    "हिन्दी",
    "Σοφός",
];

/// Words that often stand together, in texts and in generated phrases.
pub const PHRASES: [&str; 4] = ["clean water", "water water", "energy farm", "the clean school"];

/// How many words at the front of [`VOCABULARY`] are common.
const COMMON: usize = 10;

/// A word as written: a common one two times out of three.
fn word() -> impl Strategy<Value = &'static str> {
    prop_oneof![2 => select(&VOCABULARY[..COMMON]), 1 => select(&VOCABULARY[COMMON..])]
}

/// A text of at most `most_words` words or [`PHRASES`], with the punctuation that real text has. May be empty.
pub fn sentence(most_words: usize) -> impl Strategy<Value = String> {
    let separator = prop_oneof![6 => Just(" "), 1 => Just(", "), 1 => Just("-"), 1 => Just("'s "), 1 => Just("\n")];
    let run = prop_oneof![8 => word(), 1 => select(&PHRASES[..])];
    prop::collection::vec((run, separator), 0..=most_words)
        .prop_map(|words| words.into_iter().flat_map(|(word, separator)| [word, separator]).collect())
}

/// A term: a word as the index holds it.
pub fn term() -> impl Strategy<Value = String> {
    word().prop_map(|word| fold(word).into_owned())
}

/// A phrase of two or three words in up to three forms each, at one of two weights; one of [`PHRASES`] every other time.
pub fn phrase() -> impl Strategy<Value = Phrase> {
    let parts = prop::collection::vec(prop::collection::vec(form(), 1..=3), 2..=3);
    let known = (select(&PHRASES[..]), prop::option::of(form()), 0_usize..3).prop_map(|(phrase, more, at)| {
        let exact = |word: &str| vec![Form { kind: FormKind::Term(word.to_owned()), weight: 1.0 }];
        let mut parts: Vec<_> = phrase.split(' ').map(exact).collect();
        let last = parts.len() - 1;
        parts[at.min(last)].extend(more);
        parts
    });
    (prop_oneof![parts, known], select(vec![1.0, 1.0, 0.5])).prop_map(|(parts, weight)| Phrase { parts, weight })
}

/// A form of a word: the term, or a beginning of one to four characters, at one of several weights.
pub fn form() -> impl Strategy<Value = Form> {
    let prefix = (term(), 1_usize..=4).prop_map(|(term, chars)| term.chars().take(chars).collect());
    let kind = prop_oneof![3 => term().prop_map(FormKind::Term), 1 => prefix.prop_map(FormKind::Prefix)];
    (kind, select(vec![1.0, 0.8, 0.5, 0.25, 0.1])).prop_map(|(kind, weight)| Form { kind, weight })
}
