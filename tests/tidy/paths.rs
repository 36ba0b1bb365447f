//! Finds the paths in code: `use a::{b, c::d}` is `a::b` and `a::c::d`, and an expression's `a::b(…)` is `a::b`.

use super::source::{Source, is_word};

/// A path as written, with where it stands.
#[derive(Debug, PartialEq)]
pub(crate) struct CodePath {
    /// 1-based.
    pub(crate) line: usize,
    /// `["crate", "content", "Page"]`; a glob ends with `*`.
    pub(crate) segments: Vec<String>,
    /// The inline modules around it, outermost first.
    pub(crate) within: Vec<String>,
}

struct Token<'a> {
    text: &'a str,
    line: usize,
}

/// Every path of two and more segments, and every imported name.
pub(crate) fn paths(source: &Source) -> Vec<CodePath> {
    let tokens = tokens(&source.code);
    let mut walk = Walk { tokens: &tokens, within: Vec::new(), found: Vec::new() };
    walk.run();
    walk.found
}

fn tokens(code: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    for (number, line) in code.lines().enumerate() {
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let word = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            let length = match word {
                0 if rest.starts_with("::") => 2,
                0 => first.len_utf8(),
                _ => word,
            };
            tokens.push(Token { text: &rest[..length], line: number + 1 });
            rest = rest[length..].trim_start();
        }
    }
    tokens
}

struct Walk<'a> {
    tokens: &'a [Token<'a>],
    /// Open blocks; those of inline modules carry the name.
    within: Vec<Option<&'a str>>,
    found: Vec<CodePath>,
}

impl<'a> Walk<'a> {
    fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    fn run(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            at = match self.text(at) {
                "use" if self.text(at + 1) != "<" => self.tree(at + 1, &[]),
                "mod" if self.text(at + 2) == "{" => {
                    self.within.push(Some(self.text(at + 1)));
                    at + 3
                }
                "{" => {
                    self.within.push(None);
                    at + 1
                }
                "}" => {
                    self.within.pop();
                    at + 1
                }
                word if word.starts_with(is_word) && self.text(at + 1) == "::" => self.expression(at),
                _ => at + 1,
            };
        }
    }

    /// A path in an expression or a type, up to what is no name: `a::b::<c>` is `a::b`.
    fn expression(&mut self, start: usize) -> usize {
        let mut segments = vec![self.text(start).to_owned()];
        let mut at = start + 1;
        while self.text(at) == "::" && self.text(at + 1).starts_with(is_word) {
            segments.push(self.text(at + 1).to_owned());
            at += 2;
        }
        self.push(start, segments);
        at
    }

    /// One branch of a `use` tree; returns where the separator after it stands.
    fn tree(&mut self, start: usize, prefix: &[String]) -> usize {
        let mut segments = prefix.to_vec();
        let mut at = start;
        while at < self.tokens.len() {
            match self.text(at) {
                "::" => at += 1,
                "as" => at += 2,
                "{" => return self.branches(at + 1, &segments),
                "," | ";" | "}" => break,
                name => {
                    segments.push(name.to_owned());
                    at += 1;
                }
            }
        }
        if segments.len() > prefix.len() {
            self.push(start, segments);
        }
        at
    }

    fn branches(&mut self, start: usize, prefix: &[String]) -> usize {
        let mut at = self.tree(start, prefix);
        while self.text(at) == "," {
            at = self.tree(at + 1, prefix);
        }
        at + 1
    }

    fn push(&mut self, at: usize, segments: Vec<String>) {
        let within = self.within.iter().flatten().map(|name| (*name).to_owned()).collect();
        self.found.push(CodePath { line: self.tokens[at].line, segments, within });
    }
}

#[test]
fn use_trees_and_expressions_become_paths() {
    let text =
        "use std::{fs, io::{self, Read as R}};\npub use super::*;\nmod tests { fn f() { a::b::<c::D>(e); } }\nx::y!();";
    let found: Vec<_> = paths(&Source::new("x.rs", text))
        .into_iter()
        .map(|path| (path.line, path.segments.join("::"), path.within.join("::")))
        .collect();
    let expected = [
        (1, "std::fs", ""),
        (1, "std::io::self", ""),
        (1, "std::io::Read", ""),
        (2, "super::*", ""),
        (3, "a::b", "tests"),
        (3, "c::D", "tests"),
        (4, "x::y", ""),
    ];
    let expected = expected.map(|(line, path, within)| (line, path.to_owned(), within.to_owned()));
    assert_eq!(found, expected);
}
