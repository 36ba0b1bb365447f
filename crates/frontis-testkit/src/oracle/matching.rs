//! Where atoms stand: every position of every text is looked at.

use frontis::engine::{Atom, Form, Matcher, Phrase, Slot};

use super::living::Living;

/// True when one of the slot's atoms stands in the document.
pub(super) fn slot_matches(slot: &Slot, living: &Living) -> bool {
    slot.atoms.iter().any(|atom| atom_matches(atom, living))
}

/// True when the atom stands in one of its fields.
pub(super) fn atom_matches(atom: &Atom, living: &Living) -> bool {
    atom.fields.iter().any(|field| {
        living.texts(*field).any(|text| (0..text.len()).any(|at| occurrences(&atom.matcher, text, at).next().is_some()))
    })
}

/// The weight of each occurrence that begins at position `at` of a text: one for each term there that a form covers,
/// and one for each that a phrase begins with.
pub(super) fn occurrences<'a>(
    matcher: &'a Matcher,
    text: &'a [Vec<String>],
    at: usize,
) -> impl Iterator<Item = f64> + use<'a> {
    let (first, others, phrase_weight) = match matcher {
        Matcher::Word(forms) => (Some(forms), &[][..], None),
        Matcher::Phrase(Phrase { parts, weight }) => (parts.first(), &parts[1.min(parts.len())..], Some(*weight)),
    };
    let goes_on = (1..).zip(others).all(|(offset, part)| {
        let here = text.get(at + offset).into_iter().flatten();
        here.into_iter().any(|term| greatest_weight(part, term).is_some())
    });
    let begins = text[at].iter().filter_map(move |term| greatest_weight(first?, term));
    begins.filter(move |_| goes_on).map(move |weight| phrase_weight.unwrap_or(weight))
}

/// The greatest weight among the forms that cover `term`.
fn greatest_weight(forms: &[Form], term: &str) -> Option<f64> {
    forms.iter().filter(|form| form.kind.covers(term)).map(|form| form.weight).max_by(f64::total_cmp)
}
