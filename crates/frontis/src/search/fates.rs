//! What became of each word, once the engine has answered.

use super::expand::Expanded;
use super::meaning::{Found, Meaning};
use super::{Context, Fate};
use crate::engine::{Budget, Outcome};
use crate::error::Result;

/// From the nearest reason to the farthest, with the fate of a word that is found so and no nearer.
const KNOWN: [(Found, Fate); 3] =
    [(Found::Own, Fate::Matched), (Found::Beginning, Fate::Prefix), (Found::Expanded, Fate::Expanded)];
/// The same for a word that is searched in other spellings: what they find is more than what its stem does.
const CORRECTED: [(Found, Fate); 5] = [
    (Found::AsTyped, Fate::Matched),
    (Found::Beginning, Fate::Prefix),
    (Found::Corrected, Fate::Corrected),
    (Found::Own, Fate::Matched),
    (Found::Expanded, Fate::Expanded),
];

/// Gives every searched word its fate: the nearest reason for which some page holds it.
pub(super) fn settle(context: &Context, expanded: &mut Expanded, outcome: &Outcome, budget: &Budget) -> Result<()> {
    for searched in &expanded.searched {
        let alone = expanded.searched.iter().filter(|other| other.slot == searched.slot).count() == 1;
        let fate = match alone && outcome.slot_pages[searched.slot] == 0 {
            true => Fate::NotFound,
            false => fate(context, &searched.meaning, budget)?,
        };
        let term = &mut expanded.terms[searched.term];
        term.fate = fate;
        let (spellings, synonyms) = (&searched.meaning.spellings[..], &searched.meaning.synonyms[..]);
        term.to = match fate {
            Fate::NotFound => Vec::new(),
            Fate::Corrected => [spellings, synonyms].concat(),
            _ => [synonyms, spellings].concat(),
        };
    }
    Ok(())
}

fn fate(context: &Context, meaning: &Meaning, budget: &Budget) -> Result<Fate> {
    let reasons = if meaning.corrected.is_empty() { &KNOWN[..] } else { &CORRECTED };
    for (found, fate) in reasons {
        let atoms = meaning.atoms_of(*found);
        if !atoms.is_empty() && context.snapshot.matching_pages(&atoms, 1, budget)? > 0 {
            return Ok(*fate);
        }
    }
    Ok(Fate::NotFound)
}
