//! What to mark.

use std::cmp::Ordering;
use std::ops::Range;

use crate::text::{Outlines, Word, words_like};

/// A set of terms, some by their beginning.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermSet {
    terms: Vec<String>,
    prefixes: Vec<String>,
}

impl TermSet {
    /// Makes the set of `terms` and of every term that begins like one of `prefixes`.
    pub fn new(mut terms: Vec<String>, prefixes: Vec<String>) -> Self {
        terms.sort_unstable_by(|a, b| by_length(a, b));
        terms.dedup();
        Self { terms, prefixes }
    }

    /// Returns true when `term` is in the set. O(log terms + prefixes).
    pub fn covers(&self, term: &str) -> bool {
        self.terms.binary_search_by(|own| by_length(own, term)).is_ok()
            || self.prefixes.iter().any(|prefix| term.starts_with(prefix.as_str()))
    }
}

/// Shorter first: most comparisons are of two numbers.
fn by_length(a: &str, b: &str) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

/// One thing to mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    /// Each part and whole of the set.
    Word(TermSet),
    /// A part or whole of each of these sets, at positions one after the other, marked as one. The part after a whole
    /// is the second of the whole's own.
    Phrase(Vec<TermSet>),
}

impl Pattern {
    /// The set of terms it begins with.
    fn first(&self) -> Option<&TermSet> {
        match self {
            Self::Word(set) => Some(set),
            Self::Phrase(parts) => parts.first(),
        }
    }
}

/// A place that matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Bit `i` is set for each query slot `i` whose pattern matched here.
    pub slots: u64,
}

/// A text with more marks than this is not read on: passages come from what was read.
const MOST_MARKS: usize = 4_096;

/// Patterns with the query slots they belong to, ready to be looked for.
#[derive(Debug, Clone)]
pub struct Patterns {
    /// Different patterns, and bit `i` for each slot `i` that has it.
    patterns: Vec<(u64, Pattern)>,
    /// The outlines of the terms a pattern can begin with.
    outlines: Outlines,
}

impl Patterns {
    /// Gathers patterns by slot, 0 to 63; a slot may have several.
    pub fn new(by_slot: Vec<(usize, Pattern)>) -> Self {
        let mut patterns: Vec<(u64, Pattern)> = Vec::new();
        for (slot, pattern) in by_slot {
            let bit = 1 << slot.min(63);
            match patterns.iter_mut().find(|(_, known)| *known == pattern) {
                Some((slots, _)) => *slots |= bit,
                None => patterns.push((bit, pattern)),
            }
        }
        let firsts: Vec<&TermSet> = patterns.iter().filter_map(|(_, pattern)| pattern.first()).collect();
        let terms = firsts.iter().flat_map(|set| &set.terms).map(String::as_str);
        let prefixes = firsts.iter().flat_map(|set| &set.prefixes).map(String::as_str);
        let outlines = Outlines::of(terms, prefixes);
        Self { patterns, outlines }
    }

    /// Returns the places of `text` that match, by where they begin, the first 4,096 or so; marks may overlap.
    /// O(length), but most words are passed over by their first byte and length.
    pub fn marks(&self, text: &str) -> Vec<Mark> {
        let mut marks = Vec::new();
        if self.patterns.is_empty() {
            return marks;
        }
        let mut words = words_like(text, &self.outlines);
        while let Some(word) = words.next().filter(|_| marks.len() < MOST_MARKS) {
            let term = word.term();
            for (slots, pattern) in &self.patterns {
                let end = match pattern {
                    Pattern::Word(set) => set.covers(&term).then_some(word.range.end),
                    Pattern::Phrase(parts) => match parts.split_first() {
                        Some((first, others)) if first.covers(&term) => follow(&word, words.following(), others),
                        _ => None,
                    },
                };
                marks.extend(end.map(|end| Mark { range: word.range.start..end, slots: *slots }));
            }
        }
        marks
    }
}

/// Where a phrase that begins with `first` ends, if what follows goes on as its other parts say.
fn follow<'a>(first: &Word<'_>, following: impl Iterator<Item = Word<'a>>, others: &[TermSet]) -> Option<usize> {
    let mut following = following.peekable();
    // What else stands at the position of the first word.
    while following.next_if(|word| word.position == first.position).is_some() {}
    let mut end = first.range.end;
    for part in others {
        let position = following.peek()?.position;
        let mut last = None;
        while let Some(word) = following.next_if(|word| word.position == position) {
            if part.covers(&word.term()) {
                last = last.max(Some(word.range.end));
            }
        }
        end = end.max(last?);
    }
    Some(end)
}

/// The union of marks as sorted, disjoint ranges; ranges that touch stay apart.
pub(crate) fn merge(marks: &[Mark]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = marks.iter().map(|mark| mark.range.clone()).collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut().filter(|last| range.start < last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, patterns: Vec<Pattern>) -> Vec<&str> {
        let patterns = Patterns::new(patterns.into_iter().map(|pattern| (0, pattern)).collect());
        merge(&patterns.marks(text)).into_iter().map(|range| &text[range]).collect()
    }

    fn set(terms: &[&str]) -> TermSet {
        TermSet::new(terms.iter().map(|term| (*term).to_owned()).collect(), Vec::new())
    }

    #[test]
    fn words_are_marked_in_every_spelling_of_their_terms_and_nothing_else_is() {
        let text = "Water, waters and WATER's wáter; underwater";
        assert_eq!(marked(text, vec![Pattern::Word(set(&["water"]))]), ["Water", "WATER's", "wáter"]);
    }

    #[test]
    fn a_whole_is_marked_over_all_of_it_and_a_part_alone() {
        let text = "Wi-Fi, wifi, WiFi's and wi fi; C++ or C, in the U.S.";
        assert_eq!(marked(text, vec![Pattern::Word(set(&["wifi"]))]), ["Wi-Fi", "wifi", "WiFi's"]);
        assert_eq!(marked(text, vec![Pattern::Word(set(&["fi"]))]), ["Fi", "Fi's", "fi"]);
        assert_eq!(marked(text, vec![Pattern::Word(set(&["c++"]))]), ["C++"]);
        assert_eq!(marked(text, vec![Pattern::Word(set(&["c", "us"]))]), ["C", "C", "U.S."]);
        let prefix = Pattern::Word(TermSet::new(Vec::new(), vec!["wif".into()]));
        assert_eq!(marked(text, vec![prefix]), ["Wi-Fi", "wifi", "WiFi's"]);
    }

    #[test]
    fn phrases_go_over_positions_where_a_whole_may_stand() {
        let phrase = |parts: &[&str]| Pattern::Phrase(parts.iter().map(|part| set(&[part])).collect());
        let text = "free Wi-Fi network, free-wi-fi";
        assert_eq!(marked(text, vec![phrase(&["wi", "fi", "network"])]), ["Wi-Fi network"]);
        assert_eq!(marked(text, vec![phrase(&["free", "wifi"])]), ["free Wi-Fi"]);
        assert_eq!(marked(text, vec![phrase(&["wifi", "fi"])]), ["Wi-Fi"]);
        assert_eq!(marked(text, vec![phrase(&["wifi", "network"])]), [""; 0]);
        assert_eq!(marked(text, vec![phrase(&["free", "wi", "fi"])]), ["free Wi-Fi", "free-wi-fi"]);
    }

    #[test]
    fn prefixes_mark_whole_words() {
        let pattern = Pattern::Word(TermSet::new(Vec::new(), vec!["wat".into()]));
        assert_eq!(marked("water Watches wit", vec![pattern]), ["water", "Watches"]);
    }

    #[test]
    fn phrases_are_marked_as_one_and_their_words_alone_are_not() {
        let phrase = || Pattern::Phrase(vec![set(&["clean"]), set(&["clean"]), set(&["water"])]);
        assert_eq!(marked("clean clean clean water, clean water", vec![phrase()]), ["clean clean water"]);
        assert_eq!(marked("clean water", vec![phrase()]), [""; 0]);
    }
}
