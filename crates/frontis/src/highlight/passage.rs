//! Passages worth reading: where the most distinct words stand nearest together, cut at sentences where that fits.

use std::cmp::Reverse;
use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use super::pattern::merge;
use super::{Mark, Marked, Patterns};

/// A passage and the text it was cut from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The number of the text.
    pub source: usize,
    /// The passage with its marks, `…` where it was cut, line feeds as spaces.
    pub marked: Marked,
}

/// Marks beyond one a slot that make a passage better.
const MORE_MARKS: usize = 2;
/// A page with more windows than this is not read on.
const MOST_WINDOWS: usize = 16_384;
/// Marks of a window that are counted.
const MOST_WINDOW_MARKS: usize = 100;
/// Characters kept for an ellipsis before, and a space and an ellipsis after.
const ELLIPSES: usize = 3;
/// The part of a passage's budget kept for what stands before the first mark.
const LEAD: usize = 3;

/// Returns the best passages of `texts`, best first, at most `count`, each at most `max_chars` Unicode scalar values
/// long, the ellipses included; none overlap. Empty when nothing is marked.
///
/// A passage is worth its distinct slots first, slots no better passage holds counting more, then its marks up to a few
/// more than slots; of equals the earliest. `matched` has bit `i` set for each slot `i` that stands in the page: texts
/// after `count` that hold as much as can be asked for are not looked at. Never splits a grapheme cluster. O(length of
/// the texts looked at + marks · count).
pub fn best_passages(
    texts: &[&str],
    patterns: &Patterns,
    matched: u64,
    count: usize,
    max_chars: usize,
) -> Vec<Passage> {
    let mut found = Found { texts, marks: Vec::new(), windows: Vec::new(), matched };
    found.look(patterns, count, max_chars);
    found.choose(count, max_chars)
}

/// What matched in the texts looked at so far.
struct Found<'a> {
    texts: &'a [&'a str],
    marks: Vec<Vec<Mark>>,
    windows: Vec<Window>,
    matched: u64,
}

impl Found<'_> {
    fn enough_marks(&self) -> usize {
        self.matched.count_ones() as usize + MORE_MARKS
    }

    /// Looks at texts until `settle` of them hold a window that none can be better than.
    fn look(&mut self, patterns: &Patterns, settle: usize, max_chars: usize) {
        let mut settled = 0;
        for (number, text) in self.texts.iter().enumerate() {
            if settled >= settle || self.windows.len() >= MOST_WINDOWS {
                break;
            }
            let marks = patterns.marks(text);
            let before = self.windows.len();
            find_windows(number, &marks, max_chars, &mut self.windows);
            let enough = self.enough_marks();
            let is_best = |window: &Window| window.slots == self.matched && window.marks >= enough;
            settled += usize::from(self.windows[before..].iter().any(is_best));
            self.marks.push(marks);
        }
    }

    fn choose(mut self, count: usize, max_chars: usize) -> Vec<Passage> {
        let enough = self.enough_marks();
        let mut passages = Vec::new();
        let mut taken: Vec<(usize, Range<usize>)> = Vec::new();
        let mut seen = 0;
        while passages.len() < count {
            self.windows.retain(|window| taken.iter().all(|(source, range)| window.is_clear_of(*source, range)));
            let worth = |window: &&Window| {
                let place = Reverse((window.source, window.range.start));
                ((window.slots & !seen).count_ones(), window.slots.count_ones(), window.marks.min(enough), place)
            };
            let Some(best) = self.windows.iter().max_by_key(worth) else { break };
            seen |= best.slots;
            let text = self.texts[best.source];
            let free = free_space(best, &taken, text.len());
            let range = widen(text, best.range.clone(), free, max_chars.saturating_sub(ELLIPSES));
            let marked = cut(text, &self.marks[best.source], range.clone());
            passages.push(Passage { source: best.source, marked });
            taken.push((best.source, range));
        }
        passages
    }
}

/// What is free around `window` between the passages taken of its text.
fn free_space(window: &Window, taken: &[(usize, Range<usize>)], length: usize) -> Range<usize> {
    let mut free = 0..length;
    for (_, range) in taken.iter().filter(|(source, _)| *source == window.source) {
        if range.end <= window.range.start {
            free.start = free.start.max(range.end);
        } else {
            free.end = free.end.min(range.start);
        }
    }
    free
}

/// Returns the beginning of `text`, for a page nothing matched in: at most `max_chars` long, cut like a passage.
pub fn opening(text: &str, marks: &[Mark], max_chars: usize) -> Marked {
    let start = text.len() - text.trim_start().len();
    cut(text, marks, widen(text, start..start, start..text.len(), max_chars.saturating_sub(ELLIPSES)))
}

/// A run of marks that fits a passage.
struct Window {
    source: usize,
    range: Range<usize>,
    /// Bit `i` for slot `i`.
    slots: u64,
    marks: usize,
}

impl Window {
    fn is_clear_of(&self, source: usize, range: &Range<usize>) -> bool {
        self.source != source || self.range.end <= range.start || self.range.start >= range.end
    }
}

/// Appends the windows of one text: from each mark on, as many as fit into `max_chars` less some context. Widths are in
/// bytes, which never underrate them.
fn find_windows(source: usize, marks: &[Mark], max_chars: usize, windows: &mut Vec<Window>) {
    let widest = max_chars - max_chars / 5;
    for (at, first) in marks.iter().enumerate() {
        let mut window = Window { source, range: first.range.clone(), slots: first.slots, marks: 1 };
        let others = marks[at + 1..].iter().take(MOST_WINDOW_MARKS);
        for mark in others.take_while(|mark| mark.range.end.saturating_sub(first.range.start) <= widest) {
            window.slots |= mark.slots;
            window.marks += 1;
            window.range.end = window.range.end.max(mark.range.end);
        }
        windows.push(window);
    }
}

/// Widens `core` inside `bounds` to at most `max_chars`: back to the beginning of its sentence where that leaves room,
/// else a little; then forward to the end of a sentence, else of a word.
fn widen(text: &str, core: Range<usize>, bounds: Range<usize>, max_chars: usize) -> Range<usize> {
    let core =
        core.start..core.start + whole_graphemes(&text[core.clone()], first_chars(&text[core], max_chars).len()).len();
    let core_chars = text[core.clone()].chars().count();
    let room = max_chars.saturating_sub(core_chars);
    let before = &text[bounds.start..core.start];
    let start = core.start - lead(before, room).len();
    let used = text[start..core.end].chars().count();
    let end = core.end + trail(&text[core.end..bounds.end], used, max_chars.saturating_sub(used)).len();
    let range = start..end;
    let trimmed = text[range.clone()].trim();
    let start = range.start + (text[range.clone()].len() - text[range].trim_start().len());
    start..start + trimmed.len()
}

/// The end of `before` that a passage begins with.
fn lead(before: &str, room: usize) -> &str {
    let most = last_chars(before, room);
    if let Some(sentence) = sentence_start(before, most.len()) {
        return sentence;
    }
    let some = last_chars(before, room / LEAD);
    if some.len() == before.len() {
        return some;
    }
    // Not in the middle of a word: from the first space on, if there is one.
    some.find(char::is_whitespace).map_or("", |at| &some[at..])
}

/// The last sentence of `before`, if it is at most `most` bytes long.
fn sentence_start(before: &str, most: usize) -> Option<&str> {
    let ends = before.char_indices().rev().map(|(at, c)| at + c.len_utf8()).chain([0]);
    let mut near = ends.take_while(|at| before.len() - at <= most);
    near.find(|at| sentence_ends_at(before, *at)).map(|at| &before[at..])
}

/// True when a sentence or paragraph ends right before byte `at`, or nothing stands there.
fn sentence_ends_at(text: &str, at: usize) -> bool {
    let parted = || text[at..].chars().next().is_none_or(char::is_whitespace);
    match text[..at].chars().next_back() {
        None | Some('\n' | '。' | '！' | '？') => true,
        Some('!' | '?') => parted(),
        Some('.') => parted() && !is_initial(&text[..at]),
        Some(_) => false,
    }
}

/// True for a text that ends with a single letter and a dot: `U.S.`, `e.g.`, `J.` end no sentence.
fn is_initial(text: &str) -> bool {
    let mut before_dot = text.chars().rev().skip(1);
    before_dot.next().is_some_and(char::is_alphabetic) && before_dot.next().is_none_or(|c| !c.is_alphanumeric())
}

/// The beginning of `after` that a passage of `used` characters so far ends with: whole sentences where they fill most
/// of it, else whole words.
fn trail(after: &str, used: usize, room: usize) -> &str {
    let most = first_chars(after, room);
    if most.len() == after.len() {
        return most;
    }
    let fills = |at: usize| (used + most[..at].chars().count()) * 5 >= (used + room) * 3;
    let mut ends = most.char_indices().rev().map(|(at, c)| at + c.len_utf8());
    if let Some(at) = ends.find(|at| sentence_ends_at(after, *at)).filter(|at| fills(*at)) {
        return &most[..at];
    }
    // A word that goes on past the limit is left out, unless there is nothing else.
    if after[most.len()..].starts_with(char::is_whitespace) {
        return most;
    }
    most.rfind(char::is_whitespace).map_or_else(|| whole_graphemes(after, most.len()), |at| &most[..at])
}

/// The longest beginning of `text` that ends at a grapheme border, at most `most` bytes long.
fn whole_graphemes(text: &str, most: usize) -> &str {
    let mut cursor = GraphemeCursor::new(most, text.len(), true);
    let at = match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0),
        _ => most,
    };
    &text[..at]
}

fn first_chars(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).map_or(text, |(at, _)| &text[..at])
}

fn last_chars(text: &str, chars: usize) -> &str {
    if chars == 0 {
        return "";
    }
    text.char_indices().rev().nth(chars - 1).map_or(text, |(at, _)| &text[at..])
}

/// The passage at `range`, with the marks that lie in it, and ellipses where text was cut off but for the beginning of
/// a sentence.
fn cut(text: &str, marks: &[Mark], range: Range<usize>) -> Marked {
    let rest = text[..range.start].trim_end_matches(' ');
    let before = if sentence_ends_at(text, rest.len()) { "" } else { "…" };
    let after = match text[range.end..].trim_start().is_empty() {
        true => "",
        false if sentence_ends_at(text, range.end) => " …",
        false => "…",
    };
    let passage = format!("{before}{}{after}", text[range.clone()].replace('\n', " "));
    // A match wider than the passage is marked as far as it is shown.
    let inside = marks.iter().filter(|mark| mark.range.start < range.end && mark.range.end > range.start);
    let clipped = inside.map(|mark| Mark {
        range: mark.range.start.max(range.start)..mark.range.end.min(range.end),
        slots: mark.slots,
    });
    let inside: Vec<Mark> = clipped.collect();
    let shift = |at: usize| at - range.start + before.len();
    let ranges = merge(&inside).into_iter().map(|range| shift(range.start)..shift(range.end)).collect();
    Marked { text: passage, ranges }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::highlight::{Pattern, Patterns, TermSet};

    fn patterns(words: &[&str]) -> Patterns {
        let word =
            |(slot, word): (usize, &&str)| (slot, Pattern::Word(TermSet::new(vec![(*word).to_owned()], Vec::new())));
        Patterns::new(words.iter().enumerate().map(word).collect())
    }

    fn passages(text: &str, words: &[&str], count: usize, max_chars: usize) -> Vec<String> {
        let matched = (1 << words.len()) - 1;
        let passages = best_passages(&[text], &patterns(words), matched, count, max_chars);
        passages.into_iter().map(|passage| passage.marked.html()).collect()
    }

    const TEXT: &str = "The first sentence speaks of water alone. The second one is about hills and their people. \
        In the third, clean water comes from the hills. A fourth goes on about roads, bridges and ports for a while.";

    #[test]
    fn the_passage_with_the_most_distinct_words_is_taken_and_begins_with_its_sentence() {
        assert_eq!(
            passages(TEXT, &["water", "clean", "hills"], 1, 60),
            ["In the third, <mark>clean</mark> <mark>water</mark> comes from the <mark>hills</mark>. …"]
        );
    }

    #[test]
    fn further_passages_do_not_overlap_and_prefer_what_was_not_shown() {
        let found = passages(TEXT, &["water", "roads"], 2, 60);
        assert_eq!(found.len(), 2);
        assert!(found[0].contains("water") && found[1].contains("roads"), "{found:?}");
    }

    #[test]
    fn nothing_marked_is_no_passage_and_the_opening_is_cut_at_a_word() {
        assert!(passages(TEXT, &["absent"], 3, 60).is_empty());
        assert_eq!(opening(TEXT, &[], 60).text, "The first sentence speaks of water alone. …");
        assert_eq!(opening("word ".repeat(30).trim(), &[], 40).text, "word word word word word word word…");
        assert_eq!(opening("short", &[], 40).text, "short");
    }

    #[test]
    fn a_match_wider_than_the_passage_is_marked_as_far_as_it_is_shown() {
        let phrase = "one two three four five six seven eight nine ten eleven twelve";
        let parts = phrase.split(' ').map(|word| TermSet::new(vec![word.to_owned()], Vec::new())).collect();
        let patterns = Patterns::new(vec![(0, Pattern::Phrase(parts))]);
        let text = format!("They count {phrase} and so on.");
        let passages = best_passages(&[&text], &patterns, 1, 1, 43);
        assert_eq!(passages[0].marked.html(), "…<mark>one two three four five six seven eight</mark>…");
    }

    #[test]
    fn initials_end_no_sentence() {
        let text = "It is long ago. Then the U.S. Digital Service wrote about clean water, e.g. in a guide of J. Doe to wells.";
        assert_eq!(
            passages(text, &["clean", "water"], 1, 90),
            [
                "Then the U.S. Digital Service wrote about <mark>clean</mark> <mark>water</mark>, e.g. in a guide of J. Doe to…"
            ]
        );
    }

    #[test]
    fn a_text_without_spaces_is_cut_between_graphemes() {
        let family = "👨‍👩‍👧‍👦".repeat(40);
        let cut = opening(&family, &[], 40).text;
        assert!(cut.chars().count() <= 40 && cut.len() > "…".len());
        assert_eq!(cut.trim_end_matches('…').replace("👨‍👩‍👧‍👦", ""), "");
    }

    proptest! {
        #[test]
        fn texts_that_are_not_looked_at_hold_nothing_better(
            texts in prop::collection::vec("([a-c]{1,2}[ .]){0,40}", 0..6),
            count in 1usize..4,
        ) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let patterns = patterns(&["a", "bc"]);
            let look = |settle| {
                let mut found = Found { texts: &texts, marks: Vec::new(), windows: Vec::new(), matched: 3 };
                found.look(&patterns, settle, 60);
                found.choose(count, 60)
            };
            prop_assert_eq!(look(count), look(usize::MAX));
        }

        #[test]
        fn passages_keep_their_length_and_their_marks_are_words_of_the_query(
            text in "([a-c]{1,3}[ .\n]){0,80}|\\PC{0,200}",
            count in 1usize..4,
            max_chars in 40usize..120,
        ) {
            for passage in best_passages(&[&text], &patterns(&["a", "bc"]), 3, count, max_chars) {
                prop_assert!(passage.marked.text.chars().count() <= max_chars);
                prop_assert!(!passage.marked.ranges.is_empty());
                for range in &passage.marked.ranges {
                    let word = crate::text::fold(&passage.marked.text[range.clone()]).into_owned();
                    let mut found = crate::text::analyze(&word).filter(|token| token.range == (0..word.len()));
                    prop_assert!(found.any(|token| ["a", "bc"].contains(&token.term.as_ref())), "{word}");
                }
            }
        }
    }
}
