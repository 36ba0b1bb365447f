//! What one unit of a query is searched as, by why each form is there: what the engine is asked, and what tells a word
//! found from one corrected.

use super::Context;
use super::forms::{Origin, own_forms, prefix, split, term};
use super::units::Unit;
use crate::engine::{Atom, Budget, Form, Matcher, Phrase, TextField};
use crate::error::Result;

/// Why a page matches a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// It holds the word as typed.
    AsTyped,
    /// It holds the word, or another with its stem.
    Own,
    /// It holds a word that begins so.
    Beginning,
    /// It holds the word in another spelling.
    Corrected,
    /// It holds the word joined or split, or a synonym.
    Expanded,
}

/// The forms of a unit.
#[derive(Debug, Clone, Default)]
pub(super) struct Meaning {
    fields: Vec<TextField>,
    /// The word, in the forms of its stem; empty for a phrase.
    own: Vec<Form>,
    /// The words of a phrase or compound, one after the other.
    own_phrase: Option<Phrase>,
    /// The same with the words apart that some pages write in parts: `java script library`, for a page that says
    /// `JavaScript library`.
    parted_phrase: Option<Phrase>,
    /// What begins with the word, or with the whole of a compound.
    begins: Option<Form>,
    /// The last word of `own_phrase` may be a beginning too.
    phrase_begins: Option<Form>,
    /// Other spellings.
    pub(super) corrected: Vec<Form>,
    /// Joined words, and synonyms of one word.
    expanded: Vec<Form>,
    /// Split words, and synonyms of several.
    pub(super) expanded_phrases: Vec<Phrase>,
    /// The words of `corrected`, likeliest first, for people.
    pub(super) spellings: Vec<String>,
    /// The synonyms, as the settings have them.
    pub(super) synonyms: Vec<String>,
}

impl Meaning {
    /// What `unit` is searched as, other spellings and words aside.
    pub(super) fn of(context: &Context, unit: &Unit, budget: &Budget) -> Result<Self> {
        let mut meaning = Self { fields: unit.fields.clone(), ..Self::default() };
        let parts = unit.searched_parts();
        if let Some(word) = unit.term() {
            meaning.own = own_forms(context, word, !unit.quoted)?;
            meaning.own.extend(unit.whole.iter().filter(|_| unit.elided).map(|whole| term(whole, Origin::Exact)));
            meaning.begins = unit.prefix.then(|| prefix(word));
        }
        if parts.len() > 1 && !unit.elided {
            let forms = |part: &String| own_forms(context, part, !unit.quoted);
            let parts: Vec<Vec<Form>> = parts.iter().map(forms).collect::<Result<_>>()?;
            let origin = if unit.whole.is_some() { Origin::Joined } else { Origin::Exact };
            meaning.phrase_begins = unit.parts.last().filter(|_| unit.prefix).map(|last| prefix(last));
            meaning.own_phrase = Some(Phrase { parts, weight: origin.weight() });
            if unit.quoted {
                meaning.parted_phrase = parted(context, unit, budget)?;
            }
        }
        Ok(meaning)
    }

    /// What the engine is asked: a word in all its forms, and phrases.
    pub(super) fn atoms(&self) -> Vec<Atom> {
        let forms = [&self.own[..], self.begins.as_slice(), &self.corrected, &self.expanded].concat();
        let own = self.phrase_with_beginning().into_iter().chain(self.parted_phrase.clone());
        self.all(forms, own.chain(self.expanded_phrases.iter().cloned()))
    }

    /// The atoms that match a page with the unit as typed.
    fn atoms_as_typed(&self) -> Vec<Atom> {
        let exact = self.own.iter().filter(|form| form.weight >= Origin::Exact.weight()).cloned();
        self.all(exact.collect(), self.own_phrases())
    }

    /// The atoms that match a page for the reason `found`.
    pub(super) fn atoms_of(&self, found: Found) -> Vec<Atom> {
        match found {
            Found::AsTyped => self.atoms_as_typed(),
            Found::Own => self.all(self.own.clone(), self.own_phrases()),
            Found::Beginning => {
                let phrase = self.phrase_begins.as_ref().and_then(|_| self.phrase_with_beginning());
                self.all(self.begins.iter().cloned().collect(), phrase.into_iter())
            }
            Found::Corrected => self.all(self.corrected.clone(), [].into_iter()),
            Found::Expanded => self.all(self.expanded.clone(), self.expanded_phrases.iter().cloned()),
        }
    }

    /// Adds a synonym, or a word that is it joined or split.
    pub(super) fn expand(&mut self, words: Vec<Vec<Form>>, weight: f64) {
        match <[Vec<Form>; 1]>::try_from(words) {
            Ok([forms]) => {
                let weighed = |form: Form| Form { weight: form.weight * weight, ..form };
                self.expanded.extend(forms.into_iter().map(weighed));
            }
            Err(parts) => self.expanded_phrases.push(Phrase { parts, weight }),
        }
    }

    /// True for a term that is the word or has its stem.
    pub(super) fn holds(&self, term: &str) -> bool {
        self.own.iter().any(|form| form.kind.covers(term))
    }

    fn own_phrases(&self) -> impl Iterator<Item = Phrase> {
        self.own_phrase.iter().chain(&self.parted_phrase).cloned()
    }

    fn phrase_with_beginning(&self) -> Option<Phrase> {
        let mut phrase = self.own_phrase.clone()?;
        if let Some(last) = phrase.parts.last_mut() {
            last.extend(self.phrase_begins.clone());
        }
        Some(phrase)
    }

    fn all(&self, forms: Vec<Form>, phrases: impl Iterator<Item = Phrase>) -> Vec<Atom> {
        let word = (!forms.is_empty()).then_some(Matcher::Word(forms));
        let matchers = word.into_iter().chain(phrases.map(Matcher::Phrase));
        matchers.map(|matcher| Atom { fields: self.fields.clone(), matcher }).collect()
    }
}

/// The words of a phrase, those apart that some page holds in two parts; `None` when there is no such word.
fn parted(context: &Context, unit: &Unit, budget: &Budget) -> Result<Option<Phrase>> {
    let mut parts = Vec::new();
    for word in unit.searched_parts() {
        let halves = split(context, word, &unit.fields, true, budget)?;
        match halves.into_iter().next() {
            Some(phrase) => parts.extend(phrase.parts),
            None => parts.push(vec![term(word, Origin::Exact)]),
        }
    }
    let is_parted = parts.len() > unit.searched_parts().len();
    Ok(is_parted.then(|| Phrase { parts, weight: Origin::Exact.weight() }))
}
