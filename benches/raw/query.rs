//! Queries made of terms.

use tantivy::Term;
use tantivy::query::{AllQuery, BooleanQuery, Occur, PhrasePrefixQuery, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Facet, Field, IndexRecordOption};

/// The fields a query looks in.
#[derive(Clone, Copy)]
pub(crate) struct In<'a>(pub(crate) &'a [Field]);

impl In<'_> {
    /// Pages with the word in some field.
    pub(crate) fn word(self, word: &str) -> Box<dyn Query> {
        self.in_some(|field| Box::new(TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::WithFreqs)))
    }

    /// Pages with one of the words: one flat disjunction, the form tantivy is fastest at.
    pub(crate) fn any(self, words: &[String]) -> Box<dyn Query> {
        let terms = words.iter().flat_map(|word| self.0.iter().map(|field| Term::from_field_text(*field, word)));
        let clause = |term| -> (Occur, Box<dyn Query>) {
            (Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)))
        };
        Box::new(BooleanQuery::new(terms.map(clause).collect()))
    }

    /// Pages with each of the words in some field.
    pub(crate) fn all(self, words: &[String]) -> Box<dyn Query> {
        must(words.iter().map(|word| self.word(word)).collect())
    }

    /// Pages with the words one after the other in a field.
    pub(crate) fn phrase(self, words: &[String; 2]) -> Box<dyn Query> {
        self.in_some(|field| {
            let terms = words.iter().map(|word| Term::from_field_text(field, word));
            Box::new(PhraseQuery::new(terms.collect()))
        })
    }

    /// Pages with a word that begins so: tantivy's `PhrasePrefixQuery` of one word, up to `expansions` words of a field
    /// in the order of the alphabet; all such pages score the same.
    pub(crate) fn prefix(self, beginning: &str, expansions: u32) -> Box<dyn Query> {
        self.in_some(|field| {
            let mut query = PhrasePrefixQuery::new(vec![Term::from_field_text(field, beginning)]);
            query.set_max_expansions(expansions);
            Box::new(query)
        })
    }

    /// Pages with the first word and without the second.
    pub(crate) fn without(self, word: &str, excluded: &str) -> Box<dyn Query> {
        let clauses = vec![(Occur::Must, self.word(word)), (Occur::MustNot, self.word(excluded))];
        Box::new(BooleanQuery::new(clauses))
    }

    fn in_some(self, query: impl Fn(Field) -> Box<dyn Query>) -> Box<dyn Query> {
        match self.0 {
            [field] => query(*field),
            fields => Box::new(BooleanQuery::union(fields.iter().map(|field| query(*field)).collect())),
        }
    }
}

/// Pages that pass every query.
pub(crate) fn must(queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    Box::new(BooleanQuery::intersection(queries))
}

/// Every page.
pub(crate) fn everything() -> Box<dyn Query> {
    Box::new(AllQuery)
}

/// Pages with one of the values.
pub(crate) fn selected(field: Field, values: &[&str]) -> Box<dyn Query> {
    let value = |value: &&str| -> Box<dyn Query> {
        let term = Term::from_facet(field, &Facet::from_path([*value]));
        Box::new(TermQuery::new(term, IndexRecordOption::Basic))
    };
    Box::new(BooleanQuery::union(values.iter().map(value).collect()))
}
