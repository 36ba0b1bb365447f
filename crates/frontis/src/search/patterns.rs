//! From what the engine was asked to what is marked: the same forms, so that what is marked is what matched.

use crate::engine::{Atom, Form, FormKind, Matcher, Slot, TextField};
use crate::highlight::{Pattern, Patterns, TermSet};

/// What to mark in each text field, in the order of [`TextField::ALL`].
pub(super) fn field_patterns(slots: &[Slot]) -> [Patterns; TextField::COUNT] {
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
        Matcher::Phrase(phrase) => Pattern::Phrase(phrase.parts.iter().map(set).collect()),
    }
}
