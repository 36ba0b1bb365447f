//! Titles, whole and as people get them wrong.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

use super::super::random::Random;
use super::super::typo::with_typo;
use super::{Meant, SEED, Source};
use crate::text::fold;

/// A beginning of fewer characters means nothing yet.
const LEAST_PREFIX: usize = 3;
/// Beginnings of one title; of a longer title these are chosen.
const MOST_PREFIXES: usize = 24;
/// A title of fewer words is another title without one of them.
const LEAST_WORDS: usize = 3;

/// The pages of each title.
fn by_title(sources: &[Source]) -> BTreeMap<&str, Vec<&str>> {
    let mut titles: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for source in sources {
        titles.entry(source.page.title.as_str()).or_default().push(&source.page.id);
    }
    titles
}

/// The queries that `change` makes of titles.
fn changed(sources: &[Source], change: impl Fn(&str, &mut Random) -> Option<String>) -> Meant<'_> {
    let mut meant = Meant::new();
    for (title, pages) in by_title(sources) {
        if let Some(query) = change(title, &mut Random::of_text(SEED, title)) {
            meant.entry(query).or_default().extend(pages);
        }
    }
    meant
}

pub(super) fn titles(sources: &[Source]) -> Meant<'_> {
    changed(sources, |title, _| Some(title.to_owned()))
}

pub(super) fn typos(sources: &[Source]) -> Meant<'_> {
    changed(sources, with_typo)
}

pub(super) fn minus_word(sources: &[Source]) -> Meant<'_> {
    changed(sources, |title, random| {
        let parts: Vec<&str> = title.split_whitespace().collect();
        let is_word = |part: &str| part.contains(char::is_alphanumeric);
        let words: Vec<usize> = (0..parts.len()).filter(|at| is_word(parts[*at])).collect();
        if words.len() < LEAST_WORDS {
            return None;
        }
        let gone = words[random.below(words.len())];
        let kept: Vec<&str> = parts.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, part)| *part).collect();
        Some(kept.join(" "))
    })
}

pub(super) fn prefixes(sources: &[Source]) -> Meant<'_> {
    let titles = by_title(sources);
    let mut folded: Vec<(String, &str)> =
        titles.iter().flat_map(|(title, pages)| pages.iter().map(|page| (fold(title).into_owned(), *page))).collect();
    folded.sort_unstable();
    let mut meant = Meant::new();
    for prefix in titles.keys().flat_map(|title| beginnings(title)) {
        let begins = fold(prefix);
        let first = folded.partition_point(|(title, _)| title.as_str() < &*begins);
        let pages = folded[first..].iter().take_while(|(title, _)| title.starts_with(&*begins)).map(|(_, page)| *page);
        meant.entry(prefix.to_owned()).or_insert_with(|| pages.collect());
    }
    meant
}

/// The beginnings of a title as it is typed, without a space at the end.
fn beginnings(title: &str) -> Vec<&str> {
    let ends = title.grapheme_indices(true).skip(LEAST_PREFIX).map(|(at, _)| &title[..at]);
    let mut beginnings: Vec<&str> = ends.filter(|prefix| !prefix.ends_with(char::is_whitespace)).collect();
    let mut random = Random::of_text(SEED, title);
    while beginnings.len() > MOST_PREFIXES {
        beginnings.remove(random.below(beginnings.len()));
    }
    beginnings
}
