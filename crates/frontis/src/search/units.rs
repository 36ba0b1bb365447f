//! From a query to units: each word, compound or phrase as typed, analyzed, with where it stands.
//!
//! `Query -> atoms -> compounds of their text -> Unit`. Decides nothing about forms and asks no index.

use std::ops::Range;

use crate::engine::TextField;
use crate::query::{Query, QueryAtom};
use crate::text::{Token, compounds};

/// Words of a phrase past this one are ignored.
pub(super) const MAX_PHRASE_WORDS: usize = 16;

/// A word, compound or phrase of a query.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// `OR` joins it to the unit before.
    pub(super) alternative: bool,
    pub(super) excluded: bool,
    pub(super) fields: Vec<TextField>,
    /// In the query.
    pub(super) range: Range<usize>,
    /// Folded; one for a word, several for a phrase or a compound.
    pub(super) parts: Vec<String>,
    /// Where each part stands in the query.
    part_ranges: Vec<Range<usize>>,
    /// The first part is an article or the like that lost its vowel: `l'eau`.
    pub(super) elided: bool,
    /// The parts as one term, where people write them as one: `wi-fi`, `C++`.
    pub(super) whole: Option<String>,
    pub(super) quoted: bool,
    /// The query ends in the middle of it, for all we know.
    pub(super) prefix: bool,
}

impl Unit {
    /// The term of a unit that is one word and nothing else.
    pub(super) fn word(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [word] if self.whole.is_none() => Some(word),
            _ => None,
        }
    }

    /// The one term it is searched as; `None` for a phrase, and for a compound whose parts alone are terms.
    pub(super) fn term(&self) -> Option<&str> {
        let rest = self.parts.get(1).filter(|_| self.elided);
        rest.map(String::as_str).or(self.whole.as_deref()).or(self.word())
    }

    /// True when it may be searched in other words than itself.
    pub(super) fn is_free(&self) -> bool {
        !self.quoted && !self.excluded
    }

    /// The parts that are searched.
    pub(super) fn searched_parts(&self) -> &[String] {
        &self.parts[..self.parts.len().min(MAX_PHRASE_WORDS)]
    }

    /// Where what is searched of it ends in the query, when words of it are ignored.
    pub(super) fn cut(&self) -> Option<usize> {
        (self.parts.len() > MAX_PHRASE_WORDS).then(|| self.part_ranges[MAX_PHRASE_WORDS - 1].end)
    }
}

/// The units of `query`, in order.
pub(super) fn units(query: &str) -> Vec<Unit> {
    let parsed = Query::parse(query, |name| text_field(name).is_some());
    let mut units = Vec::new();
    for clause in &parsed.clauses {
        for (number, atom) in clause.alternatives.iter().enumerate() {
            read(query, clause.excluded, number > 0, atom, &mut units);
        }
    }
    units
}

/// The text field a query calls so.
fn text_field(name: &str) -> Option<TextField> {
    let name = name.to_lowercase();
    let name = if name == "heading" { "headings" } else { &name };
    TextField::ALL.into_iter().find(|field| field.name() == name)
}

/// Appends the units of an atom: a phrase is one; a chunk is as many as it has compounds, of which only the first is
/// joined by `OR` to what stands before.
fn read(query: &str, excluded: bool, alternative: bool, atom: &QueryAtom, units: &mut Vec<Unit>) {
    let fields = atom.field.as_deref().and_then(text_field).map_or(TextField::ALL.to_vec(), |field| vec![field]);
    let first = units.len();
    for compound in compounds(&query[atom.range.clone()]) {
        let in_query = |range: &Range<usize>| atom.range.start + range.start..atom.range.start + range.end;
        let unit = Unit {
            alternative: alternative && units.len() == first,
            excluded,
            fields: fields.clone(),
            range: in_query(&compound.range),
            parts: compound.parts.iter().map(|part| part.term.clone().into_owned()).collect(),
            part_ranges: compound.parts.iter().map(|part| in_query(&part.range)).collect(),
            elided: !atom.quoted && is_elided(&query[atom.range.clone()], &compound.parts),
            whole: compound.whole.map(|whole| whole.term.into_owned()),
            quoted: atom.quoted,
            prefix: false,
        };
        match units[first..].last_mut().filter(|_| atom.quoted) {
            Some(phrase) => phrase.append(unit),
            None if unit.is_hyphenated(query) => units.extend(unit.apart()),
            None => units.push(unit),
        }
    }
    if let Some(last) = units[first..].last_mut() {
        last.prefix = !excluded && !atom.quoted && last.range.end == query.len();
    }
}

impl Unit {
    /// Takes in the next words of a phrase; together they are no longer written as one.
    fn append(&mut self, next: Self) {
        self.range.end = next.range.end;
        self.parts.extend(next.parts);
        self.part_ranges.extend(next.part_ranges);
        self.whole = None;
    }

    /// True for words with hyphens between them, each of which is one by itself: `cost-benefit`, not `e-mail`. People
    /// write those apart as often, and mean pages that hold both.
    fn is_hyphenated(&self, query: &str) -> bool {
        let is_word = |part: &String| part.chars().all(char::is_alphabetic) && part.chars().count() >= LEAST_WORD_CHARS;
        let joined = |pair: &[Range<usize>]| HYPHENS.contains(&&query[pair[0].end..pair[1].start]);
        let has_words = self.parts.len() > 1 && self.parts.iter().all(is_word);
        has_words && self.is_free() && self.part_ranges.windows(2).all(joined)
    }

    /// Each part as a unit of its own.
    fn apart(self) -> Vec<Self> {
        let part = |number: usize| Self {
            alternative: self.alternative && number == 0,
            range: self.part_ranges[number].clone(),
            parts: vec![self.parts[number].clone()],
            part_ranges: vec![self.part_ranges[number].clone()],
            whole: None,
            ..self.clone()
        };
        (0..self.parts.len()).map(part).collect()
    }
}

/// A shorter part of a compound is no word by itself.
const LEAST_WORD_CHARS: usize = 3;
/// What joins words that may as well be written apart.
pub(super) const HYPHENS: [&str; 3] = ["-", "‐", "‑"];

/// Words that lose their vowel before another in French, Italian and Catalan.
const ELIDED: [&str; 16] =
    ["l", "d", "j", "m", "n", "s", "t", "c", "qu", "dell", "nell", "dall", "sull", "all", "jusqu", "lorsqu"];

fn is_elided(text: &str, parts: &[Token<'_>]) -> bool {
    let [first, second] = parts else { return false };
    matches!(&text[first.range.end..second.range.start], "'" | "’") && ELIDED.contains(&first.term.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Units by `|`, parts by `+`, the whole after `=`, a beginning with `*`.
    fn shape(query: &str) -> String {
        let unit = |unit: &Unit| {
            let whole = unit.whole.as_ref().map(|whole| format!("={whole}")).unwrap_or_default();
            let sign = if unit.excluded { "-" } else { "" };
            format!("{sign}{}{whole}{}", unit.parts.join("+"), if unit.prefix { "*" } else { "" })
        };
        units(query).iter().map(unit).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn words_compounds_and_phrases_are_units() {
        for (query, expected) in [
            ("clean water", "clean|water*"),
            ("clean water ", "clean|water"),
            ("wi-fi, water", "wi+fi=wifi|water*"),
            ("\"clean wi-fi\" -e-mail", "clean+wi+fi|-e+mail=email"),
            ("\"wi-fi\"", "wi+fi=wifi"),
            ("title:wells and/or", "wells|and|or*"),
            ("cost-benefit -cost-benefit 2010-2014", "cost|benefit|-cost+benefit=costbenefit|2010+2014*"),
            ("l'eau don't", "l+eau=leau|don+t=dont*"),
            ("", ""),
        ] {
            assert_eq!(shape(query), expected, "{query}");
        }
    }
}
