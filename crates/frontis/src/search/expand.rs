//! From a query to slots: which words are searched, in which forms, and what became of the others.
//!
//! `units -> stop words and limits -> the forms of each -> joined neighbours, split words -> the rarest where there are
//! too many -> other spellings and synonyms -> slots`. The forms of a query are a function of the query, the settings and
//! the living pages alone, so that one generation always searches the same.

use std::ops::Range;

use super::forms::{self, Origin, RARE_PAGES};
use super::meaning::{Found, Meaning};
use super::synonyms::Row;
use super::units::{HYPHENS, Unit, units};
use super::{Context, Fate, Term};
use crate::engine::{Atom, Budget, Form, Matcher, Slot};
use crate::error::Result;
use crate::text::Stemmer;

/// Words past this one are ignored.
const MAX_WORDS: usize = 128;
/// Of more slots, the rarest are searched.
const MAX_SEARCHED: usize = 32;
/// Of more words, the rarest take other spellings and synonyms.
const MAX_EXPANDED: usize = 8;

/// A query, ready to be planned.
#[derive(Debug, Default)]
pub(super) struct Expanded {
    pub(super) slots: Vec<Slot>,
    pub(super) excluded: Vec<Atom>,
    /// What stands in `Results::terms`; those of slots with a fate to be settled by the outcome.
    pub(super) terms: Vec<Term>,
    /// The units that are searched.
    pub(super) searched: Vec<Searched>,
}

/// A unit that is searched.
#[derive(Debug)]
pub(super) struct Searched {
    pub(super) unit: Unit,
    /// What stands for it in `Expanded::terms`.
    pub(super) term: usize,
    /// The slot it is an alternative of.
    pub(super) slot: usize,
    pub(super) meaning: Meaning,
}

/// Expands `query`.
///
/// # Errors
/// What the engine reports when it is asked for forms.
pub(super) fn expand(context: &Context, query: &str, budget: &Budget) -> Result<Expanded> {
    let mut expanded = Expanded::default();
    let mut units = units(query);
    let ignored = units.split_off(units.len().min(MAX_WORDS));
    expanded.choose(context, query, units, budget)?;
    for unit in ignored {
        expanded.push_term(query, unit.range, Fate::IgnoredTooMany);
    }
    expanded.join_neighbours(context, query, budget)?;
    expanded.split_words(context, budget)?;
    expanded.keep_rarest(context, budget)?;
    expanded.correct_and_widen(context, budget)?;
    for searched in &expanded.searched {
        if searched.slot == expanded.slots.len() {
            expanded.slots.push(Slot { atoms: Vec::new() });
        }
        expanded.slots[searched.slot].atoms.extend(searched.meaning.atoms());
    }
    Ok(expanded)
}

impl Expanded {
    /// Tells searched units from stop words and exclusions.
    fn choose(&mut self, context: &Context, query: &str, units: Vec<Unit>, budget: &Budget) -> Result<()> {
        let language = context.language();
        let is_stop_word = |unit: &Unit| match unit.word() {
            _ if unit.quoted => false,
            Some(word) => language.is_stop_word(word),
            None => language.is_stop_compound(&query[unit.range.clone()]),
        };
        let only_stop_words = units.iter().filter(|unit| !unit.excluded).all(is_stop_word);
        // An alternative joins the last slot, if that is of the clause at hand.
        let (mut slots, mut is_open) = (0, false);
        for unit in units {
            is_open &= unit.alternative;
            let fate = match (unit.excluded, !only_stop_words && is_stop_word(&unit)) {
                (true, _) => Fate::Excluded,
                (false, true) => Fate::StopWord,
                (false, false) => Fate::Matched,
            };
            let term = self.push_term(query, unit.range.clone(), fate);
            if let Some(cut) = unit.cut() {
                self.split_tail(query, term, cut);
            }
            match fate {
                Fate::StopWord => {}
                Fate::Excluded => self.excluded.extend(Meaning::of(context, &unit, budget)?.atoms()),
                _ => {
                    slots += usize::from(!is_open);
                    is_open = true;
                    let meaning = Meaning::of(context, &unit, budget)?;
                    self.searched.push(Searched { unit, term, slot: slots - 1, meaning });
                }
            }
        }
        Ok(())
    }

    fn push_term(&mut self, query: &str, range: Range<usize>, fate: Fate) -> usize {
        self.terms.push(Term { text: query[range.clone()].to_owned(), range, fate, to: Vec::new() });
        self.terms.len() - 1
    }

    /// Gives the words of a phrase past `cut` an entry of their own.
    fn split_tail(&mut self, query: &str, term: usize, cut: usize) {
        let head = &mut self.terms[term];
        let rest = cut..head.range.end;
        head.range.end = cut;
        head.text = query[head.range.clone()].to_owned();
        let skipped = query[rest.clone()].find(char::is_alphanumeric).unwrap_or(0);
        self.push_term(query, rest.start + skipped..rest.end, Fate::IgnoredTooLong);
    }

    /// `wi fi` is searched as `wifi` too, where a page holds that.
    fn join_neighbours(&mut self, context: &Context, query: &str, budget: &Budget) -> Result<()> {
        for at in 1..self.searched.len() {
            let (before, after) = (&self.searched[at - 1], &self.searched[at]);
            let (first, second) = (&before.unit, &after.unit);
            let between = &query[first.range.end..second.range.start];
            let is_gap = between.chars().all(char::is_whitespace) || HYPHENS.contains(&between);
            let apart = first.is_free() && second.is_free() && is_gap;
            let (true, false, Some(one), Some(two)) = (apart, second.alternative, first.word(), second.word()) else {
                continue;
            };
            if first.fields != second.fields || before.slot == after.slot {
                continue;
            }
            let joined = forms::term(format!("{one}{two}"), Origin::Exact);
            let word = Atom { fields: first.fields.clone(), matcher: Matcher::Word(vec![joined.clone()]) };
            if context.snapshot.matching_pages(&[word], 1, budget)? == 0 {
                continue;
            }
            let mut all = vec![joined];
            let stems = forms::with_stem_of(context, &format!("{one}{two}"))?;
            all.extend(stems.into_iter().map(|other| forms::term(other, Origin::Stem)));
            for searched in &mut self.searched[at - 1..=at] {
                searched.meaning.expand(vec![all.clone()], Origin::Joined.weight());
            }
        }
        Ok(())
    }

    /// `wifi` is searched as `wi fi` too, where a page holds that.
    fn split_words(&mut self, context: &Context, budget: &Budget) -> Result<()> {
        for searched in self.searched.iter_mut().filter(|searched| searched.unit.is_free()) {
            let Some(word) = searched.unit.word() else { continue };
            let phrases = forms::split(context, word, &searched.unit.fields, true, budget)?;
            searched.meaning.expanded_phrases.extend(phrases);
        }
        Ok(())
    }

    /// Of more slots than are searched, keeps the rarest, in their order; slots nothing matches tell least.
    fn keep_rarest(&mut self, context: &Context, budget: &Budget) -> Result<()> {
        let slots = self.searched.last().map_or(0, |last| last.slot + 1);
        if slots <= MAX_SEARCHED {
            return Ok(());
        }
        let mut ranked: Vec<(bool, u64, usize)> = (0..slots).map(|slot| (true, 0, slot)).collect();
        for searched in &self.searched {
            let pages = context.snapshot.matching_pages(&searched.meaning.atoms(), u64::MAX, budget)?;
            let (is_empty, sum, _) = &mut ranked[searched.slot];
            (*is_empty, *sum) = (*is_empty && pages == 0, *sum + pages);
        }
        ranked.sort_unstable();
        let mut kept: Vec<usize> = ranked.into_iter().take(MAX_SEARCHED).map(|(_, _, slot)| slot).collect();
        kept.sort_unstable();
        for searched in self.searched.iter().filter(|searched| kept.binary_search(&searched.slot).is_err()) {
            self.terms[searched.term].fate = Fate::IgnoredTooMany;
        }
        self.searched.retain(|searched| kept.binary_search(&searched.slot).is_ok());
        self.searched.iter_mut().for_each(|searched| {
            searched.slot = kept.partition_point(|slot| *slot < searched.slot);
        });
        Ok(())
    }

    /// Adds other spellings of rare words, and synonyms; of many words, to the rarest only.
    fn correct_and_widen(&mut self, context: &Context, budget: &Budget) -> Result<()> {
        let telling = self.most_telling(context, budget)?;
        let stemmer = Stemmer::new(context.language());
        let stems: Vec<String> = self.searched.iter().map(|searched| stem(&stemmer, &searched.unit)).collect();
        for number in 0..self.searched.len() {
            let searched = &mut self.searched[number];
            if !searched.unit.is_free() || !telling.contains(&number) {
                continue;
            }
            let is_rare = is_rare(context, &searched.meaning, budget)?;
            if let Some(word) = searched.unit.term().filter(|_| is_rare) {
                let mut spellings = forms::spellings(context, word, budget)?;
                // `toilet` is another form of `toilets`, and no better spelling.
                spellings.retain(|similar| !searched.meaning.holds(&similar.term));
                if spellings.is_empty() {
                    // `upto` for `up to`: too common a pair to be looked for where anything else explains the word.
                    let phrases = forms::split(context, word, &searched.unit.fields, false, budget)?;
                    searched.meaning.expanded_phrases.extend(phrases);
                }
                searched.meaning.corrected = forms::corrected_forms(context, &spellings, searched.unit.prefix)?;
                searched.meaning.spellings = spellings.into_iter().map(|similar| similar.term).collect();
            }
            let rows: Vec<(usize, Row)> =
                context.thesaurus.of(&stems[number..]).map(|(length, row)| (length, row.clone())).collect();
            for (length, row) in rows {
                let parts: Vec<Vec<Form>> =
                    row.terms.iter().map(|word| forms::own_forms(context, word, true)).collect::<Result<_>>()?;
                for searched in &mut self.searched[number..number + length] {
                    searched.meaning.expand(parts.clone(), Origin::Synonym.weight());
                    searched.meaning.synonyms.push(row.text.clone());
                }
            }
        }
        Ok(())
    }

    /// What each slot looks like in the query.
    pub(super) fn slot_texts(&self) -> Vec<String> {
        let mut texts = vec![String::new(); self.slots.len()];
        for searched in &self.searched {
            let text = &mut texts[searched.slot];
            if !text.is_empty() {
                text.push_str(" OR ");
            }
            text.push_str(&self.terms[searched.term].text);
        }
        texts
    }

    /// The numbers of the units that take other spellings and synonyms.
    fn most_telling(&self, context: &Context, budget: &Budget) -> Result<Vec<usize>> {
        let free = (0..self.searched.len()).filter(|number| self.searched[*number].unit.is_free());
        let mut ranked: Vec<(u64, usize)> = free.map(|number| (0, number)).collect();
        if ranked.len() > MAX_EXPANDED {
            for (pages, number) in &mut ranked {
                let atoms = self.searched[*number].meaning.atoms();
                *pages = context.snapshot.matching_pages(&atoms, u64::MAX, budget)?;
            }
            ranked.sort_unstable();
        }
        Ok(ranked.into_iter().take(MAX_EXPANDED).map(|(_, number)| number).collect())
    }
}

/// True when no living page holds a unit as typed, and few in a form of its stem, joined or split. A word that some page
/// holds is a word: its correct, if rare, spelling must not find all that looks like it.
fn is_rare(context: &Context, meaning: &Meaning, budget: &Budget) -> Result<bool> {
    if context.snapshot.matching_pages(&meaning.atoms_of(Found::AsTyped), 1, budget)? > 0 {
        return Ok(false);
    }
    let atoms = [meaning.atoms_of(Found::Own), meaning.atoms_of(Found::Expanded)].concat();
    Ok(context.snapshot.matching_pages(&atoms, RARE_PAGES, budget)? < RARE_PAGES)
}

/// What synonyms compare a unit by; empty for one that has none.
fn stem(stemmer: &Stemmer, unit: &Unit) -> String {
    unit.term().filter(|_| unit.is_free()).map(|term| stemmer.stem(term)).unwrap_or_default()
}
