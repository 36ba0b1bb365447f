//! The other forms a word is searched in: same stem, beginning, misspelling, split in two. What each is worth beside the
//! word as typed is in one table, [`Origin::weight`].

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::Context;
use crate::engine::{Atom, Budget, Form, FormKind, Matcher, Phrase, SimilarTerm, TextField};
use crate::error::Result;
use crate::text::Stemmer;

/// A word that no page holds as typed is searched in other spellings, when fewer living pages hold a form of its stem,
/// or it joined or split.
pub(super) const RARE_PAGES: u64 = 3;
/// Shorter words are not corrected.
const LEAST_CHARS: usize = 4;
/// Words from this length on may have two edits.
const LEAST_CHARS_OF_TWO_EDITS: usize = 8;
/// The most other spellings of a word; those left out are farther away, or on fewer pages.
const MAX_SPELLINGS: usize = 50;
/// Neither half of a word split in two is shorter, in a short word and in a longer one, where two letters and the rest
/// are more often chance than a way of writing it.
const LEAST_HALF_CHARS: [usize; 2] = [2, 3];
/// The longest short word: `wifi`, `email`.
const SHORT_WORD_CHARS: usize = 5;

/// How a form is related to the word as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// The word itself.
    Exact,
    /// Another word with its stem.
    Stem,
    /// A longer word that begins so.
    Prefix,
    /// A word so many edits away.
    Edits(u8),
    /// Written as one, as two, or with a hyphen.
    Joined,
    /// A synonym of the settings.
    Synonym,
}

impl Origin {
    /// What an occurrence is worth beside one of the word as typed.
    pub(super) fn weight(self) -> f64 {
        match self {
            Self::Exact => 1.0,
            Self::Stem | Self::Joined => 0.9,
            Self::Synonym => 0.8,
            Self::Prefix => 0.7,
            Self::Edits(edits) => 0.8_f64.powi(i32::from(edits)),
        }
    }
}

/// A form that covers one term.
pub(super) fn term(term: impl Into<String>, origin: Origin) -> Form {
    Form { kind: FormKind::Term(term.into()), weight: origin.weight() }
}

/// A form that covers every term that begins with `term`.
pub(super) fn prefix(term: &str) -> Form {
    Form { kind: FormKind::Prefix(term.to_owned()), weight: Origin::Prefix.weight() }
}

/// `word` and, where `stemmed`, the words of the collection with its stem.
pub(super) fn own_forms(context: &Context, word: &str, stemmed: bool) -> Result<Vec<Form>> {
    let mut forms = vec![term(word, Origin::Exact)];
    if stemmed {
        forms.extend(with_stem_of(context, word)?.into_iter().map(|other| term(other, Origin::Stem)));
    }
    Ok(forms)
}

/// The other words of the collection with the stem of `word`.
pub(super) fn with_stem_of(context: &Context, word: &str) -> Result<Vec<String>> {
    let language = context.language();
    let mut terms = context.snapshot.terms_with_stem(language, &Stemmer::new(language).stem(word))?;
    terms.retain(|other| other != word);
    Ok(terms)
}

/// How many edits away a word may be from `word` to be taken for a misspelling of it; 0 for what is not corrected:
/// short words, numbers and codes.
fn most_edits(word: &str) -> u8 {
    let chars = word.chars().count();
    match chars {
        _ if !word.chars().all(char::is_alphabetic) => 0,
        ..LEAST_CHARS => 0,
        LEAST_CHARS..LEAST_CHARS_OF_TWO_EDITS => 1,
        _ => 2,
    }
}

/// The spellings `word` is corrected to, best first; those two edits away only where there is none nearer.
pub(super) fn spellings(context: &Context, word: &str, budget: &Budget) -> Result<Vec<SimilarTerm>> {
    let edits = most_edits(word);
    if edits == 0 {
        return Ok(Vec::new());
    }
    let mut similar = context.snapshot.similar_terms(word, 1, budget)?;
    if similar.is_empty() && edits > 1 {
        similar = context.snapshot.similar_terms(word, edits, budget)?;
    }
    similar.truncate(MAX_SPELLINGS);
    Ok(similar)
}

/// The forms of corrected spellings: each, the words with its stem, and, where the query may end within the word, those
/// that begin with it.
pub(super) fn corrected_forms(context: &Context, spellings: &[SimilarTerm], is_beginning: bool) -> Result<Vec<Form>> {
    let mut forms: Vec<Form> = Vec::new();
    for similar in spellings {
        let origin = Origin::Edits(similar.edits);
        forms.push(term(&similar.term, origin));
        let other_form = |kind: FormKind, by: Origin| Form { kind, weight: origin.weight() * by.weight() };
        let stems = with_stem_of(context, &similar.term)?.into_iter();
        forms.extend(stems.map(|other| other_form(FormKind::Term(other), Origin::Stem)));
        let begins = is_beginning && similar.term.chars().count() >= LEAST_CHARS;
        let begins = begins.then(|| other_form(FormKind::Prefix(similar.term.clone()), Origin::Prefix));
        forms.extend(begins);
    }
    Ok(forms)
}

/// So many words are remembered.
const MOST_SPLITS: usize = 10_000;

/// The splits of words in one generation: looking for pages that hold two words one after the other takes longer than
/// all else that is asked of a word.
#[derive(Debug, Default)]
pub(super) struct Splits(Mutex<HashMap<Asked, Vec<Phrase>>>);

/// Where a word may stand, and the word.
type Asked = (Vec<TextField>, String);

impl Splits {
    fn get_or(
        &self,
        word: &str,
        fields: &[TextField],
        look: impl FnOnce() -> Result<(Vec<Phrase>, bool)>,
    ) -> Result<Vec<Phrase>> {
        let key = (fields.to_vec(), word.to_owned());
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known().get(&key) {
            return Ok(found.clone());
        }
        let (found, is_whole) = look()?;
        let mut known = known();
        if known.len() >= MOST_SPLITS {
            known.clear();
        }
        // What a spent budget cut short is not what the pages hold.
        if is_whole {
            known.insert(key, found.clone());
        }
        Ok(found)
    }
}

/// The two words that `word` is when it is split so that some page holds them one after the other; where not `telling`,
/// those with a stop word too.
pub(super) fn split(
    context: &Context,
    word: &str,
    fields: &[TextField],
    telling: bool,
    budget: &Budget,
) -> Result<Vec<Phrase>> {
    let look = || {
        let found = look_for_splits(context, word, fields, budget)?;
        Ok((found, !budget.is_spent()))
    };
    let mut found = context.splits.get_or(word, fields, look)?;
    let language = context.language();
    let is_stop_word = |form: &Form| matches!(&form.kind, FormKind::Term(half) if language.is_stop_word(half));
    found.retain(|phrase| !telling || !phrase.parts.iter().flatten().any(is_stop_word));
    Ok(found)
}

fn look_for_splits(context: &Context, word: &str, fields: &[TextField], budget: &Budget) -> Result<Vec<Phrase>> {
    let mut found = Vec::new();
    let chars = word.chars().count();
    let least = LEAST_HALF_CHARS[usize::from(chars > SHORT_WORD_CHARS)];
    for (at, _) in word.char_indices().skip(least).take((chars + 1).saturating_sub(2 * least)) {
        let (first, second) = word.split_at(at);
        let parts = [first, second].map(|half| vec![term(half, Origin::Exact)]).to_vec();
        let phrase = Phrase { parts, weight: Origin::Joined.weight() };
        let atom = Atom { fields: fields.to_vec(), matcher: Matcher::Phrase(phrase.clone()) };
        if context.snapshot.matching_pages(&[atom], 1, budget)? > 0 {
            found.push(phrase);
        }
    }
    Ok(found)
}
