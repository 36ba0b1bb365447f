//! Any string is a query: its atoms ascend in the text and lie on character borders, and what `to_text` prints reads as
//! an equal tree. Not for what the words mean, which is the target `search`.
#![no_main]

use frontis::query::{MAX_QUERY_BYTES, Query, QueryAtom};
use libfuzzer_sys::fuzz_target;

const FIELDS: [&str; 5] = ["title", "headings", "summary", "body", "é-1_"];

/// The clauses, each with its sign and alternatives; of an alternative field, text and whether it stood in quotes.
type Tree<'a> = Vec<(bool, Vec<(Option<&'a str>, &'a str, bool)>)>;

fuzz_target!(|text: &str| {
    let end = (0..=MAX_QUERY_BYTES).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let text = &text[..end];
    let query = read(text);
    let mut end = 0;
    for clause in &query.clauses {
        assert!(!clause.alternatives.is_empty() && (!clause.excluded || clause.alternatives.len() == 1));
        for atom in &clause.alternatives {
            assert!(atom.range.start >= end && atom.range.end > atom.range.start, "{atom:?} after {end}");
            assert!(text.get(atom.range.clone()).is_some_and(|own| !own.trim().is_empty()), "{atom:?}");
            end = atom.range.end;
        }
    }
    let printed = query.to_text(text);
    assert_eq!(tree(&read(&printed), &printed), tree(&query, text), "{printed:?}");
});

fn read(text: &str) -> Query {
    Query::parse(text, |name| FIELDS.contains(&name))
}

fn tree<'a>(query: &'a Query, text: &'a str) -> Tree<'a> {
    let atom = |atom: &'a QueryAtom| (atom.field.as_deref(), &text[atom.range.clone()], atom.quoted);
    query.clauses.iter().map(|clause| (clause.excluded, clause.alternatives.iter().map(atom).collect())).collect()
}
