//! Does a query typed so find a text written so? `golden/words.tsv` says, and its head says what a line means.

use super::{Compound, analyze, compounds};

/// A query of more words is not tried as one word.
const MOST_JOINED: usize = 3;

/// The terms of a text by position.
struct Terms(Vec<Vec<String>>);

impl Terms {
    fn of(text: &str) -> Self {
        let mut positions: Vec<Vec<String>> = Vec::new();
        for token in analyze(text) {
            positions.resize_with(positions.len().max(token.position as usize + 1), Vec::new);
            positions[token.position as usize].push(token.term.into_owned());
        }
        Self(positions)
    }

    fn hold(&self, term: &str) -> bool {
        self.0.iter().flatten().any(|own| own == term)
    }

    /// True when the terms stand at consecutive positions.
    fn hold_in_sequence(&self, terms: &[&str]) -> bool {
        let stand = |positions: &[Vec<String>]| {
            positions.iter().zip(terms).all(|(here, term)| here.iter().any(|own| own == term))
        };
        self.0.windows(terms.len()).any(stand)
    }

    /// True when `term` is two terms of the text that stand one after the other, cut anywhere but between two digits:
    /// `314` is not `3.14`.
    fn hold_split(&self, term: &str) -> bool {
        let mut halves = term.char_indices().skip(1).map(|(at, _)| term.split_at(at));
        halves.any(|(first, second)| {
            let in_number = first.ends_with(char::is_numeric) && second.starts_with(char::is_numeric);
            !in_number && self.hold_in_sequence(&[first, second])
        })
    }

    /// True when the compound's whole stands in the text, or its parts do in sequence, or the two halves of a word. Of
    /// a word with symbols, which has one part and a whole, only the whole tells.
    fn are_found_by(&self, compound: &Compound<'_>) -> bool {
        let parts: Vec<&str> = compound.parts.iter().map(|part| part.term.as_ref()).collect();
        match (&compound.whole, parts.as_slice()) {
            (Some(whole), [_]) => self.hold(&whole.term),
            (None, [word]) => self.hold(word) || self.hold_split(word),
            (whole, parts) => {
                whole.as_ref().is_some_and(|whole| self.hold(&whole.term)) || self.hold_in_sequence(parts)
            }
        }
    }
}

/// Returns true when a text written as `written` is found by `query`, as the head of the list says.
fn finds(query: &str, written: &str) -> bool {
    let (terms, asked) = (Terms::of(written), compounds(query).collect::<Vec<_>>());
    let single = |compound: &Compound<'_>| compound.parts.len() == 1 && compound.whole.is_none();
    let may_join = (2..=MOST_JOINED).contains(&asked.len()) && asked.iter().all(single);
    let joined: String = asked.iter().flat_map(|compound| &compound.parts).map(|part| part.term.as_ref()).collect();
    !asked.is_empty()
        && (asked.iter().all(|compound| terms.are_found_by(compound)) || (may_join && terms.hold(&joined)))
}

/// The lines of the list, each with its number.
fn lines() -> impl Iterator<Item = (usize, &'static str)> {
    let lines = (1..).zip(include_str!("golden/words.tsv").lines());
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

#[test]
fn every_written_form_is_found_by_the_queries_that_mean_it_and_by_no_others() {
    let mut wrong = Vec::new();
    for (number, line) in lines() {
        let [written, query, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("line {number} is not three fields: {line}");
        };
        assert!(["found", "not"].contains(&expected), "line {number}: {expected}");
        if finds(query, written) != (expected == "found") {
            wrong.push(format!("{number}: {written:?} by {query:?} should be {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_list_is_long_and_says_nothing_twice() {
    let pairs = |line: &'static str| line.rsplit_once('\t').map(|(pair, _)| pair);
    let mut pairs: Vec<_> = lines().filter_map(|(_, line)| pairs(line)).collect();
    let count = pairs.len();
    pairs.sort_unstable();
    pairs.dedup();
    assert_eq!(pairs.len(), count);
    assert!(count >= 200, "{count}");
}

#[test]
fn every_written_form_finds_itself() {
    for (number, line) in lines() {
        let written = line.split('\t').next().unwrap_or_default();
        assert!(finds(written, written), "line {number}: {written}");
    }
}
