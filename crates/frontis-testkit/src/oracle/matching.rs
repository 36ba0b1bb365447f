//! Where atoms stand: every position of every text is looked at.

use frontis::engine::{Atom, Form, Matcher, Slot};

use super::living::Living;

/// True when one of the slot's atoms stands in the document.
pub(super) fn slot_matches(slot: &Slot, living: &Living) -> bool {
    slot.atoms.iter().any(|atom| atom_matches(atom, living))
}

/// True when the atom stands in one of its fields.
pub(super) fn atom_matches(atom: &Atom, living: &Living) -> bool {
    atom.fields.iter().any(|field| {
        living.texts(*field).any(|terms| (0..terms.len()).any(|at| occurrence(&atom.matcher, terms, at).is_some()))
    })
}

/// The weight of the occurrence that begins at position `at` of a text; `None` where none begins there.
pub(super) fn occurrence(matcher: &Matcher, terms: &[String], at: usize) -> Option<f64> {
    match matcher {
        Matcher::Word(forms) => greatest_weight(forms, &terms[at]),
        Matcher::Phrase(parts) => {
            let fits = at + parts.len() <= terms.len();
            let stands =
                fits && parts.iter().zip(&terms[at..]).all(|(part, term)| greatest_weight(part, term).is_some());
            stands.then_some(1.0)
        }
    }
}

/// The greatest weight among the forms that cover `term`.
fn greatest_weight(forms: &[Form], term: &str) -> Option<f64> {
    forms.iter().filter(|form| form.kind.covers(term)).map(|form| form.weight).max_by(f64::total_cmp)
}
