//! Sentences on what became of the words of a search: for the page with links, for the terminal as text.

use frontis::search::{Fate, Results, Term};

use super::links::changed;
use crate::http::parameters::SearchParameters;

/// Spellings and synonyms named of one word; a word may have fifty.
const MOST_SPELLINGS: usize = 3;
const NOT_FOUND: &str = "not-found";

/// A sentence on what became of some words.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Note {
    /// The fate, as a class: `corrected`, `not-found`.
    kind: &'static str,
    pub(crate) pieces: Vec<Piece>,
}

/// A part of a sentence.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Words of ours, and words as typed in quotes.
    Text(String),
    /// What was searched in the place of a word.
    Instead {
        /// A spelling or synonym.
        word: String,
        /// The whole query in this spelling, with the likeliest of every other word that was corrected.
        query: Option<String>,
    },
}

/// What a reader should know of the words, a sentence each; nothing about words that some page holds.
pub(crate) fn notes(results: &Results) -> Vec<Note> {
    let mut notes = instead(&results.query, &results.terms);
    notes.extend(gathered(&results.terms));
    if results.timed_out {
        // Nowhere in what there was time for; perhaps elsewhere.
        notes.retain(|note| note.kind != NOT_FOUND);
    }
    notes
}

/// A sentence for each word, or for several with the same synonyms, in the place of which others were searched.
fn instead(query: &str, terms: &[Term]) -> Vec<Note> {
    let is_other = |fate| matches!(fate, Fate::Corrected | Fate::Expanded);
    let others: Vec<&Term> = terms.iter().filter(|term| is_other(term.fate) && !term.to.is_empty()).collect();
    let alike = |one: &Term, two: &Term| one.fate == two.fate && one.to == two.to;
    let mut notes = Vec::new();
    for (at, first) in others.iter().enumerate() {
        if others[..at].iter().any(|before| alike(before, first)) {
            continue;
        }
        let mut typed: Vec<&str> = Vec::new();
        for term in others.iter().filter(|term| alike(term, first)) {
            if !typed.contains(&term.text.as_str()) {
                typed.push(&term.text);
            }
        }
        let is_corrected = first.fate == Fate::Corrected;
        let respelt = |word: &str| is_corrected.then(|| respelt(query, &others, first, word));
        let words = first.to.iter().take(MOST_SPELLINGS);
        let pieces = words.map(|word| Piece::Instead { word: word.clone(), query: respelt(word) });
        let mut sentence = vec![Piece::Text("Searched for ".to_owned())];
        sentence.extend(listed(pieces.collect()));
        let typed = typed.iter().map(|text| Piece::Text(quoted(text))).collect();
        sentence.push(Piece::Text(" instead; no page holds ".to_owned()));
        sentence.extend(listed(typed));
        sentence.push(Piece::Text(".".to_owned()));
        notes.push(Note { kind: if is_corrected { "corrected" } else { "expanded" }, pieces: sentence });
    }
    notes
}

/// The query with `word` in the place of `own` and of terms like it.
fn respelt(query: &str, others: &[&Term], own: &Term, word: &str) -> String {
    let mut better = query.to_owned();
    // From the back, so that ranges before stay true.
    for term in others.iter().rev().filter(|term| term.fate == Fate::Corrected) {
        let likeliest = term.to.first().map_or(word, String::as_str);
        better.replace_range(term.range.clone(), if term.to == own.to { word } else { likeliest });
    }
    better
}

/// `a`, `a or b`, `a, b or c`.
fn listed(pieces: Vec<Piece>) -> Vec<Piece> {
    let last = pieces.len().saturating_sub(1);
    let joint = |at: usize| match at {
        0 => None,
        _ if at == last => Some(Piece::Text(" or ".to_owned())),
        _ => Some(Piece::Text(", ".to_owned())),
    };
    pieces.into_iter().enumerate().flat_map(|(at, piece)| joint(at).into_iter().chain([piece])).collect()
}

/// One sentence for all words of a fate.
fn gathered(terms: &[Term]) -> impl Iterator<Item = Note> {
    let groups = [
        (Fate::NotFound, NOT_FOUND, "Found nowhere: "),
        (Fate::StopWord, "stop-words", "Too common to tell pages apart, not searched: "),
        (Fate::Excluded, "excluded", "Left out pages with: "),
        (Fate::IgnoredTooMany, "ignored", "Not searched, the query has too many words: "),
        (Fate::IgnoredTooLong, "ignored", "Not searched, the phrase is too long: "),
    ];
    groups.into_iter().filter_map(|(fate, kind, says)| {
        let texts: Vec<_> = terms.iter().filter(|term| term.fate == fate).map(|term| quoted(&term.text)).collect();
        let text = format!("{says}{}.", texts.join(", "));
        (!texts.is_empty()).then(|| Note { kind, pieces: vec![Piece::Text(text)] })
    })
}

fn quoted(text: &str) -> String {
    format!("“{text}”")
}

/// A note as the page shows it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoteView {
    pub(super) kind: &'static str,
    pub(super) pieces: Vec<PieceView>,
}

/// A part of a note; one that is linked leads to the search for it alone.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PieceView {
    pub(super) text: String,
    pub(super) strong: bool,
    pub(super) link: Option<String>,
}

impl NoteView {
    pub(super) fn new(note: Note, parameters: &SearchParameters) -> Self {
        let view = |piece| match piece {
            Piece::Text(text) => PieceView { text, strong: false, link: None },
            Piece::Instead { word, query } => PieceView {
                text: word,
                strong: true,
                link: query.map(|query| changed(parameters, |next| next.q = query)),
            },
        };
        Self { kind: note.kind, pieces: note.pieces.into_iter().map(view).collect() }
    }
}

#[cfg(test)]
mod tests {
    use frontis::{Batch, Config, Index, Page, open_engine};

    use super::*;

    const SYNONYMS: &str = "synonyms: [[msme, small enterprise, cottage industry, one man firm, tiny trade], \
                            { from: solar panel, to: sun }]";
    const PAGES: [&str; 5] = [
        "Clean water for the firms of Wales",
        "A small enterprise; clean wells",
        "Sun on the roof, wells below",
        "A well, a wall",
        "A loan for the cottage industry",
    ];

    fn results(query: &str) -> Results {
        let config = Config::parse(SYNONYMS, "frontis.yaml").unwrap();
        let index = Index::with_engine(open_engine(None).unwrap(), config);
        let pages = PAGES.iter().enumerate().map(|(at, text)| Page::from_markdown(&format!("{at}.md"), text));
        index.apply(pages.fold(Batch::new(), |batch, page| batch.add(&page))).unwrap();
        index.search(query).unwrap()
    }

    /// The notes on `query`, what was searched instead between `*`.
    #[track_caller]
    fn check(query: &str, expected: &[&str]) {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Instead { word, .. } => format!("*{word}*"),
        };
        let notes = notes(&results(query));
        let said: Vec<String> = notes.iter().map(|note| note.pieces.iter().map(piece).collect()).collect();
        assert_eq!(said, expected, "{query}");
    }
    #[test]
    fn what_was_searched_in_the_place_of_a_word_is_named() {
        check("clean watr", &["Searched for *water* instead; no page holds “watr”."]);
        check("wels", &["Searched for *wells* or *well* instead; no page holds “wels”."]);
        check("watr watr", &["Searched for *water* instead; no page holds “watr”."]);
        let synonyms = "Searched for *small enterprise*, *cottage industry* or *one man firm* instead; \
                        no page holds “msme”.";
        check("msme loan", &[synonyms]);
        check("solar panel", &["Searched for *sun* instead; no page holds “solar” or “panel”."]);
    }

    #[test]
    fn nothing_is_said_of_a_word_that_some_page_holds() {
        check("clean water", &[]);
        assert_eq!(results("wall").terms[0].fate, Fate::Matched);
        check("wall", &[]);
    }

    #[test]
    fn a_spelling_leads_to_the_whole_query_in_good_spelling() {
        let queries = |query: &str| -> Vec<String> {
            let pieces = notes(&results(query)).into_iter().flat_map(|note| note.pieces);
            let query = |piece| if let Piece::Instead { query, .. } = piece { query } else { None };
            pieces.filter_map(query).collect()
        };
        assert_eq!(queries("claen  watr "), ["clean  water ", "clean  water "]);
        assert_eq!(queries("body:wels é watr"), ["body:wells é water", "body:well é water", "body:wells é water"]);
        assert_eq!(queries("msme"), Vec::<String>::new(), "a synonym is not what was meant to be typed");
    }

    #[test]
    fn words_that_were_not_searched_or_not_found_share_a_sentence() {
        check(
            "the water of zebras -walls xyzzy",
            &[
                "Found nowhere: “zebras”, “xyzzy”.",
                "Too common to tell pages apart, not searched: “the”, “of”.",
                "Left out pages with: “walls”.",
            ],
        );
    }
}
