//! The query language: words, `"phrases"`, `-word`, `field:word`, `OR`.

use std::ops::Range;

/// A query, read: clauses in the order typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// What was typed, clause by clause.
    pub clauses: Vec<Clause>,
}

/// Alternatives of which a page should hold one, or must hold none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// `-`: no page of the answer holds it. Then there is one alternative.
    pub excluded: bool,
    /// Parted by `OR`; at least one.
    pub alternatives: Vec<QueryAtom>,
}

/// A run of text without white space, or a phrase in quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryAtom {
    /// The field named before the colon, as the caller knows it.
    pub field: Option<String>,
    /// The bytes of the text in the query, without sign, field and quotes; never empty.
    pub range: Range<usize>,
    /// It stood in quotes.
    pub quoted: bool,
}

impl Query {
    /// Reads any string, in O(length). `known` says which names before a colon are fields; `x:y` is text otherwise.
    ///
    /// ```
    /// use frontis::query::Query;
    ///
    /// let query = Query::parse(r#""clean water" -pumps title:msme OR wash"#, |name| name == "title");
    /// assert_eq!(query.clauses.len(), 3);
    /// assert!(query.clauses[1].excluded);
    /// assert_eq!(query.clauses[2].alternatives.len(), 2);
    /// ```
    pub fn parse(text: &str, known: impl Fn(&str) -> bool) -> Self {
        let mut parser = Parser { text, at: 0, known };
        let mut query = Self::default();
        // The text of a pending `OR`, which is a word after all when nothing it could join follows.
        let mut pending: Option<QueryAtom> = None;
        while let Some((excluded, atom)) = parser.next() {
            if parser.is_or(excluded, &atom) && pending.is_none() && query.clauses.last().is_some_and(|c| !c.excluded) {
                pending = Some(atom);
                continue;
            }
            match (pending.take(), query.clauses.last_mut()) {
                (Some(_), Some(clause)) if !excluded => clause.alternatives.push(atom),
                (or, _) => {
                    query.push(false, or);
                    query.push(excluded, Some(atom));
                }
            }
        }
        query.push(false, pending);
        query
    }

    /// Writes the query as text that reads as an equal tree; `text` is what it was read from. One space between atoms,
    /// and what was typed between its words is gone.
    ///
    /// ```
    /// use frontis::query::Query;
    ///
    /// let text = " \"clean water\"   -pumps \"\" wash OR  hygiene";
    /// let query = Query::parse(text, |_| false);
    /// assert_eq!(query.to_text(text), "\"clean water\" -pumps wash OR hygiene");
    /// ```
    pub fn to_text(&self, text: &str) -> String {
        let mut written = String::new();
        for clause in &self.clauses {
            for (number, atom) in clause.alternatives.iter().enumerate() {
                let field = atom.field.as_ref().map(|field| format!("{field}:")).unwrap_or_default();
                let sign = if clause.excluded { "-" } else { "" };
                let start = atom.range.start - usize::from(atom.quoted) - field.len() - sign.len();
                // What stands right behind a quote is no sign; an empty pair of quotes keeps it so.
                let is_apart = text[..start].chars().next_back().is_none_or(char::is_whitespace);
                written.push_str(if number > 0 { " OR " } else { " " });
                written.extend([if is_apart { "" } else { "\"\"" }, sign, &field]);
                let quote = if atom.quoted { "\"" } else { "" };
                written.extend([quote, &text[atom.range.clone()], quote]);
            }
        }
        written.split_off(written.len().min(1))
    }

    fn push(&mut self, excluded: bool, atom: Option<QueryAtom>) {
        self.clauses.extend(atom.map(|atom| Clause { excluded, alternatives: vec![atom] }));
    }
}

struct Parser<'a, F> {
    text: &'a str,
    at: usize,
    known: F,
}

impl<F: Fn(&str) -> bool> Parser<'_, F> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn is_or(&self, excluded: bool, atom: &QueryAtom) -> bool {
        !excluded && !atom.quoted && atom.field.is_none() && &self.text[atom.range.clone()] == "OR"
    }

    /// The next atom and whether it is excluded; quotes with nothing between them are passed over.
    fn next(&mut self) -> Option<(bool, QueryAtom)> {
        loop {
            self.at += self.rest().len() - self.rest().trim_start().len();
            if self.rest().is_empty() {
                return None;
            }
            let excluded = self.sign();
            let field = self.field();
            let (range, quoted) = match self.quoted() {
                Some(range) => (range, true),
                None => (self.chunk(), false),
            };
            if !self.text[range.clone()].trim().is_empty() {
                return Some((excluded, QueryAtom { field, range, quoted }));
            }
        }
    }

    /// A `-` at the beginning or after white space, with something other than white space or another `-` after it.
    fn sign(&mut self) -> bool {
        let after = self.rest().strip_prefix('-').and_then(|rest| rest.chars().next());
        let begins = self.text[..self.at].chars().next_back().is_none_or(char::is_whitespace);
        let signed = begins && after.is_some_and(|c| !c.is_whitespace() && c != '-');
        self.at += usize::from(signed);
        signed
    }

    /// A known name, a colon, and something after it.
    fn field(&mut self) -> Option<String> {
        let end = self.rest().find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-')?;
        let name = &self.rest()[..end];
        let after = self.rest()[end..].strip_prefix(':')?.chars().next();
        if name.is_empty() || after.is_none_or(char::is_whitespace) || !(self.known)(name) {
            return None;
        }
        let name = name.to_owned();
        self.at += end + 1;
        Some(name)
    }

    /// What stands between two quotes; a quote without a second one is text.
    fn quoted(&mut self) -> Option<Range<usize>> {
        let inner = self.rest().strip_prefix('"')?;
        let length = inner.find('"')?;
        let start = self.at + 1;
        self.at = start + length + 1;
        Some(start..start + length)
    }

    fn chunk(&mut self) -> Range<usize> {
        let start = self.at;
        self.at += self.rest().find(char::is_whitespace).unwrap_or(self.rest().len());
        start..self.at
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Clauses by `|`, alternatives by `/`, with sign, field and quotes.
    fn shape(text: &str) -> String {
        let atom = |atom: &QueryAtom| {
            let field = atom.field.as_ref().map(|field| format!("{field}:")).unwrap_or_default();
            let quote = if atom.quoted { "\"" } else { "" };
            format!("{field}{quote}{}{quote}", &text[atom.range.clone()])
        };
        let clause = |clause: &Clause| {
            let sign = if clause.excluded { "-" } else { "" };
            sign.to_owned() + &clause.alternatives.iter().map(atom).collect::<Vec<_>>().join("/")
        };
        Query::parse(text, |name| name == "title").clauses.iter().map(clause).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn operators_are_read_and_everything_else_is_text() {
        for (text, expected) in [
            ("clean  water ", "clean|water"),
            ("\"clean water\" pump", "\"clean water\"|pump"),
            ("-pump -\"clean water\" x-y", "-pump|-\"clean water\"|x-y"),
            ("\"low\"-income housing", "\"low\"|-income|housing"),
            ("- --pump a -", "-|--pump|a|-"),
            ("title:water titel:water title: :x", "title:water|titel:water|title:|:x"),
            ("title:\"clean water\" -title:x", "title:\"clean water\"|-title:x"),
            ("a OR b OR c d", "a/b/c|d"),
            ("OR a OR", "OR|a|OR"),
            ("a OR -b", "a|OR|-b"),
            ("-a OR b", "-a|OR|b"),
            ("a OR OR b", "a/OR|b"),
            ("\"unclosed water", "\"unclosed|water"),
            ("\"\"\"", "\""),
            ("\" \" a", "a"),
            ("(a OR b) AND c", "(a/b)|AND|c"),
            ("", ""),
        ] {
            assert_eq!(shape(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_query_prints_back_to_an_equal_tree(text in "[a-c :\"OR\\-é]{0,40}|\\PC{0,40}|((\"|-|a:|OR |b )){0,12}") {
            let known = |name: &str| name == "a";
            let query = Query::parse(&text, known);
            let printed = query.to_text(&text);
            let again = Query::parse(&printed, known);
            let shape = |query: &Query, text: &str| {
                let atom = |atom: &QueryAtom| (atom.field.clone(), text[atom.range.clone()].to_owned(), atom.quoted);
                let clause = |clause: &Clause| (clause.excluded, clause.alternatives.iter().map(atom).collect::<Vec<_>>());
                query.clauses.iter().map(clause).collect::<Vec<_>>()
            };
            prop_assert_eq!(shape(&again, &printed), shape(&query, &text), "{}", printed);
        }

        #[test]
        fn every_string_is_a_query_and_every_letter_stands_in_one_atom(text in "[a-c :\"OR\\-é]{0,40}|\\PC{0,40}") {
            let query = Query::parse(&text, |name| name == "a");
            let mut end = 0;
            for atom in query.clauses.iter().flat_map(|clause| &clause.alternatives) {
                prop_assert!(atom.range.start >= end && atom.range.end > atom.range.start);
                end = atom.range.end;
            }
        }
    }
}
