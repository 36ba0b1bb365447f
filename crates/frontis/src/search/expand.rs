//! From a query to slots: which words are searched, in which forms, and what became of the others.

use std::ops::Range;

use super::{Context, Fate, Term};
use crate::engine::{Atom, Budget, Form, FormKind, Matcher, Slot, TextField};
use crate::error::Result;
use crate::highlight::{Pattern, Patterns, TermSet};
use crate::query::{Query, QueryAtom};
use crate::text::words;

/// Words past this one are ignored.
const MAX_WORDS: usize = 128;
/// Of more slots, the rarest are searched.
const MAX_SEARCHED: usize = 32;
/// Words of a phrase past this one are ignored.
const MAX_PHRASE_WORDS: usize = 16;
/// What an occurrence of another form of a word is worth beside the word itself.
const STEM_WEIGHT: f64 = 0.9;
/// What an occurrence of a longer word is worth where the query's last word is its beginning.
const PREFIX_WEIGHT: f64 = 0.7;

/// A query, ready to be planned.
#[derive(Debug, Default)]
pub(super) struct Expanded {
    pub(super) slots: Vec<Slot>,
    pub(super) excluded: Vec<Atom>,
    /// What stands in `Results::terms`; those of slots with a fate to be settled by the outcome.
    pub(super) terms: Vec<Term>,
    /// For each slot, the terms it was made of, as indexes into `terms`; one per atom.
    pub(super) slot_terms: Vec<Vec<usize>>,
}

/// A word or phrase as typed, analyzed.
struct Unit {
    /// `OR` joins it to the unit before.
    alternative: bool,
    excluded: bool,
    fields: Vec<TextField>,
    /// In the query.
    range: Range<usize>,
    /// Folded; one for a word, several for a phrase or a compound.
    terms: Vec<String>,
    quoted: bool,
    /// The query ends in the middle of it, for all we know.
    prefix: bool,
}

/// Expands `query`.
///
/// # Errors
/// What the engine reports when it is asked for forms.
pub(super) fn expand(context: &Context, query: &str, budget: &Budget) -> Result<Expanded> {
    let parsed = Query::parse(query, |name| text_field(name).is_some());
    let mut expanded = Expanded::default();
    let mut units = Vec::new();
    for clause in &parsed.clauses {
        for (number, atom) in clause.alternatives.iter().enumerate() {
            for unit in read(query, clause.excluded, number > 0, atom) {
                if units.len() < MAX_WORDS {
                    units.push(unit);
                } else {
                    expanded.push_term(query, unit.range, Fate::IgnoredTooMany);
                }
            }
        }
    }
    let ignored = std::mem::take(&mut expanded.terms);
    let language = context.language();
    let is_stop_word = |unit: &Unit| !unit.quoted && unit.terms.len() == 1 && language.is_stop_word(&unit.terms[0]);
    let only_stop_words = units.iter().filter(|unit| !unit.excluded).all(is_stop_word);
    // The last slot is of the clause at hand: an alternative joins it.
    let mut is_open = false;
    for unit in units {
        is_open &= unit.alternative;
        let fate = match (unit.excluded, !only_stop_words && is_stop_word(&unit)) {
            (true, _) => Fate::Excluded,
            (false, true) => Fate::StopWord,
            (false, false) => Fate::Matched,
        };
        let term = expanded.push_term(query, unit.range.clone(), fate);
        match fate {
            Fate::StopWord => continue,
            Fate::Excluded => expanded.excluded.push(atom(context, &unit)?),
            _ => {
                expanded.push_atom(atom(context, &unit)?, term, is_open);
                is_open = true;
            }
        }
        if unit.terms.len() > MAX_PHRASE_WORDS {
            expanded.split_tail(query, term);
        }
    }
    expanded.terms.extend(ignored);
    expanded.keep_rarest(context, budget)?;
    Ok(expanded)
}

impl Expanded {
    fn push_term(&mut self, query: &str, range: Range<usize>, fate: Fate) -> usize {
        self.terms.push(Term { text: query[range.clone()].to_owned(), range, fate, to: Vec::new() });
        self.terms.len() - 1
    }

    /// Adds an atom as a slot of its own, or as one more alternative of the last slot.
    fn push_atom(&mut self, atom: Atom, term: usize, alternative: bool) {
        match (self.slots.last_mut(), self.slot_terms.last_mut()) {
            (Some(slot), Some(terms)) if alternative => {
                slot.atoms.push(atom);
                terms.push(term);
            }
            _ => {
                self.slots.push(Slot { atoms: vec![atom] });
                self.slot_terms.push(vec![term]);
            }
        }
    }

    /// Gives the words of a phrase past the limit an entry of their own.
    fn split_tail(&mut self, query: &str, term: usize) {
        let range = self.terms[term].range.clone();
        let Some(first) = words(&query[range.clone()]).nth(MAX_PHRASE_WORDS) else { return };
        let at = range.start + first.range.start;
        let head = &mut self.terms[term];
        head.range.end = range.start + query[range.start..at].trim_end().len();
        head.text = query[head.range.clone()].to_owned();
        self.push_term(query, at..range.end, Fate::IgnoredTooLong);
    }

    /// Of more slots than are searched, keeps the rarest, in their order; slots nothing matches tell least.
    fn keep_rarest(&mut self, context: &Context, budget: &Budget) -> Result<()> {
        if self.slots.len() <= MAX_SEARCHED {
            return Ok(());
        }
        let mut ranked = Vec::with_capacity(self.slots.len());
        for (number, slot) in self.slots.iter().enumerate() {
            let mut pages = 0;
            for atom in &slot.atoms {
                pages += context.snapshot.matching_pages(atom, u64::MAX, budget)?;
            }
            ranked.push((pages == 0, pages, number));
        }
        ranked.sort_unstable();
        let mut kept = vec![false; self.slots.len()];
        ranked.iter().take(MAX_SEARCHED).for_each(|(_, _, number)| kept[*number] = true);
        for (terms, _) in self.slot_terms.iter().zip(&kept).filter(|(_, kept)| !**kept) {
            terms.iter().for_each(|term| self.terms[*term].fate = Fate::IgnoredTooMany);
        }
        let mut keep = kept.iter();
        self.slots.retain(|_| keep.next() == Some(&true));
        let mut keep = kept.iter();
        self.slot_terms.retain(|_| keep.next() == Some(&true));
        Ok(())
    }
}

/// The text field a query calls so.
fn text_field(name: &str) -> Option<TextField> {
    let name = name.to_lowercase();
    let name = if name == "heading" { "headings" } else { &name };
    TextField::ALL.into_iter().find(|field| field.name() == name)
}

/// The units of an atom: a phrase is one; a chunk is as many as it has words that nothing joins. Only the first is joined
/// by `OR` to what stands before.
fn read(query: &str, excluded: bool, alternative: bool, atom: &QueryAtom) -> Vec<Unit> {
    let fields = atom.field.as_deref().and_then(text_field).map_or(TextField::ALL.to_vec(), |field| vec![field]);
    let text = &query[atom.range.clone()];
    let mut units: Vec<Unit> = Vec::new();
    for word in words(text) {
        let range = atom.range.start + word.range.start..atom.range.start + word.range.end;
        let last = units.last_mut().filter(|last| atom.quoted || is_joined(&query[last.range.end..range.start]));
        if let Some(last) = last {
            last.range.end = range.end;
            last.terms.push(word.term().into_owned());
        } else {
            units.push(Unit {
                alternative: alternative && units.is_empty(),
                excluded,
                fields: fields.clone(),
                range,
                terms: vec![word.term().into_owned()],
                quoted: atom.quoted,
                prefix: false,
            });
        }
    }
    if let Some(last) = units.last_mut() {
        last.prefix = !excluded && !atom.quoted && last.range.end == query.len();
    }
    units
}

/// True for what joins two words into one: `covid-19`, `U.S.`, `AT&T`, `snake_case`, `l'eau`.
fn is_joined(between: &str) -> bool {
    matches!(between, "-" | "." | "_" | "'" | "’" | "&" | "@" | "‐" | "‑")
}

/// The atom of a unit: a word in its forms, or its words one after the other.
fn atom(context: &Context, unit: &Unit) -> Result<Atom> {
    let mut parts = Vec::with_capacity(unit.terms.len());
    let terms = &unit.terms[..unit.terms.len().min(MAX_PHRASE_WORDS)];
    for (at, term) in terms.iter().enumerate() {
        let prefix = unit.prefix && at + 1 == unit.terms.len();
        parts.push(forms(context, term, !unit.quoted, prefix)?);
    }
    let word = if parts.len() == 1 { parts.pop() } else { None };
    let matcher = word.map_or_else(|| Matcher::Phrase(parts), Matcher::Word);
    Ok(Atom { fields: unit.fields.clone(), matcher })
}

fn forms(context: &Context, term: &str, stemmed: bool, prefix: bool) -> Result<Vec<Form>> {
    let mut forms = vec![Form { kind: FormKind::Term(term.to_owned()), weight: 1.0 }];
    if stemmed {
        let language = context.language();
        let stem = crate::text::Stemmer::new(language).stem(term);
        let others = context.snapshot.terms_with_stem(language, &stem)?.into_iter().filter(|other| other != term);
        forms.extend(others.map(|other| Form { kind: FormKind::Term(other), weight: STEM_WEIGHT }));
    }
    if prefix {
        forms.push(Form { kind: FormKind::Prefix(term.to_owned()), weight: PREFIX_WEIGHT });
    }
    Ok(forms)
}

/// True when one of the word's forms is a prefix.
pub(super) fn has_prefix(atom: &Atom) -> bool {
    let prefix = |forms: &[Form]| forms.iter().any(|form| matches!(form.kind, FormKind::Prefix(_)));
    match &atom.matcher {
        Matcher::Word(forms) => prefix(forms),
        Matcher::Phrase(parts) => parts.iter().any(|forms| prefix(forms)),
    }
}

/// The atom without its prefix forms.
pub(super) fn without_prefix(atom: &Atom) -> Atom {
    let whole = |forms: &Vec<Form>| -> Vec<Form> {
        forms.iter().filter(|form| matches!(form.kind, FormKind::Term(_))).cloned().collect()
    };
    let matcher = match &atom.matcher {
        Matcher::Word(forms) => Matcher::Word(whole(forms)),
        Matcher::Phrase(parts) => Matcher::Phrase(parts.iter().map(whole).collect()),
    };
    Atom { fields: atom.fields.clone(), matcher }
}

/// What to mark in each text field, in the order of [`TextField::ALL`].
pub(super) fn field_patterns(slots: &[Slot]) -> [Patterns; 4] {
    TextField::ALL.map(|field| {
        let atoms = slots.iter().enumerate().flat_map(|(slot, atoms)| atoms.atoms.iter().map(move |atom| (slot, atom)));
        let here = atoms.filter(|(_, atom)| atom.fields.contains(&field));
        Patterns::new(here.map(|(slot, atom)| (slot, pattern(atom))).collect())
    })
}

/// What to mark of an atom.
fn pattern(atom: &Atom) -> Pattern {
    let set = |forms: &Vec<Form>| {
        let (mut terms, mut prefixes) = (Vec::new(), Vec::new());
        for form in forms {
            match &form.kind {
                FormKind::Term(term) => terms.push(term.clone()),
                FormKind::Prefix(prefix) => prefixes.push(prefix.clone()),
            }
        }
        TermSet::new(terms, prefixes)
    };
    match &atom.matcher {
        Matcher::Word(forms) => Pattern::Word(set(forms)),
        Matcher::Phrase(parts) => Pattern::Phrase(parts.iter().map(set).collect()),
    }
}
