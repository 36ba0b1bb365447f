//! The synonyms of the settings, ready to be looked up: rows of words, compared by their stems.

use std::collections::HashMap;

use crate::config::Synonyms;
use crate::text::{Compound, Language, Stemmer, compounds};

/// A row of words that stands for others.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    /// The stems of the row.
    from: Vec<String>,
    to: Vec<Row>,
}

/// A row of words to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// As the settings have it.
    pub(super) text: String,
    pub(super) terms: Vec<String>,
}

/// Every rule, by the first stem of its row.
#[derive(Debug, Default)]
pub(super) struct Thesaurus(HashMap<String, Vec<Rule>>);

impl Thesaurus {
    /// Prepares the groups of the settings.
    pub(super) fn new(groups: &[Synonyms], language: Language) -> Self {
        let stemmer = Stemmer::new(language);
        let stems = |terms: &[String]| terms.iter().map(|term| stemmer.stem(term)).collect::<Vec<String>>();
        let mut rules: HashMap<String, Vec<Rule>> = HashMap::new();
        for group in groups {
            let rows: Vec<Row> = group.to.iter().map(|text| Row { terms: terms(text), text: text.clone() }).collect();
            for row in group.from.iter().map(|text| terms(text)) {
                let others = rows.iter().filter(|other| !other.terms.is_empty() && stems(&other.terms) != stems(&row));
                let to: Vec<Row> = others.cloned().collect();
                // Stop words of a query are not searched, so they cannot be asked for.
                let telling = row.iter().filter(|term| !language.is_stop_word(term));
                let from: Vec<String> = telling.map(|term| stemmer.stem(term)).collect();
                if from.is_empty() {
                    continue;
                }
                rules.entry(from[0].clone()).or_default().push(Rule { from, to });
            }
        }
        Self(rules)
    }

    /// The rows that stand for the beginning of `stems`, each with how many of the stems it stands for.
    pub(super) fn of(&self, stems: &[String]) -> impl Iterator<Item = (usize, &Row)> {
        let rules = stems.first().and_then(|first| self.0.get(first)).map(Vec::as_slice).unwrap_or_default();
        let apply = rules.iter().filter(move |rule| stems.starts_with(&rule.from));
        apply.flat_map(|rule| rule.to.iter().map(|row| (rule.from.len(), row)))
    }
}

/// The terms of a row of words; a compound that is a term is one.
fn terms(text: &str) -> Vec<String> {
    let term = |compound: Compound<'_>| match compound.whole {
        Some(whole) => vec![whole.term.into_owned()],
        None => compound.parts.into_iter().map(|part| part.term.into_owned()).collect(),
    };
    compounds(text).flat_map(term).collect()
}
