//! What the benches ask: words of a collection by how often they stand there.

use std::collections::HashMap;

use frontis::Page;
use frontis::text::{Language, words};

/// Several words of one rank are asked in turn, so that no figure is that of one lucky word.
const OF_EACH: usize = 8;

/// Words and phrases of a collection.
pub(crate) struct Asked {
    /// Eight from the 50th most frequent word on.
    pub(crate) common: Vec<String>,
    /// Eight from the 300th on.
    pub(crate) middling: Vec<String>,
    /// Eight from the 3,000th on.
    pub(crate) rare: Vec<String>,
    /// For each of the common words, the two words it most often begins.
    pub(crate) phrases: Vec<[String; 2]>,
}

impl Asked {
    /// Counts the words of the pages' texts: ASCII letters only, three and more, no stop words, so that every analyzer
    /// agrees on what they are.
    pub(crate) fn of(pages: &[Page]) -> Self {
        let mut counts = HashMap::<String, usize>::new();
        for_each_word(pages, |word, _| match counts.get_mut(word) {
            Some(count) => *count += 1,
            None => drop(counts.insert(word.to_owned(), 1)),
        });
        let mut ranked: Vec<(String, usize)> = counts.into_iter().filter(|(word, _)| is_plain(word)).collect();
        ranked.sort_by(|(a, a_count), (b, b_count)| b_count.cmp(a_count).then_with(|| a.cmp(b)));
        let from = |rank: usize| -> Vec<String> {
            let start = rank.min(ranked.len().saturating_sub(OF_EACH));
            ranked[start..].iter().take(OF_EACH).map(|(word, _)| word.clone()).collect()
        };
        let common = from(49);
        let phrases = phrases(pages, &common);
        Self { middling: from(299), rare: from(2_999), common, phrases }
    }
}

fn is_plain(word: &str) -> bool {
    word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase()) && !Language::English.is_stop_word(word)
}

fn phrases(pages: &[Page], words: &[String]) -> Vec<[String; 2]> {
    let mut counts = HashMap::<[String; 2], usize>::new();
    for_each_word(pages, |word, next| {
        if words.iter().any(|own| own == word)
            && let Some(next) = next.filter(|next| is_plain(next) && *next != word)
        {
            *counts.entry([word.to_owned(), next.to_owned()]).or_default() += 1;
        }
    });
    let most = |word: &String| {
        let own = counts.iter().filter(|([first, _], _)| first == word);
        own.max_by(|(a, a_count), (b, b_count)| a_count.cmp(b_count).then_with(|| b.cmp(a)))
    };
    words.iter().filter_map(most).map(|(phrase, _)| phrase.clone()).collect()
}

/// Calls `found` with each term of the sections' texts and the one after it.
fn for_each_word(pages: &[Page], mut found: impl FnMut(&str, Option<&str>)) {
    for section in pages.iter().flat_map(|page| &page.sections) {
        let mut terms = words(&section.text).map(|word| word.term()).peekable();
        while let Some(term) = terms.next() {
            found(&term, terms.peek().map(AsRef::as_ref));
        }
    }
}
