//! Reads Rust source the way the rules need it: code apart from comments and literals, and shipped code apart from what
//! only tests compile. Everything keeps its line.

use std::fs;
use std::path::{Path, PathBuf};

/// One source file in several views, all with the same lines.
pub(crate) struct Source {
    /// Relative to the repository, `/`-separated.
    pub(crate) path: String,
    /// The code; comments and literals are spaces.
    pub(crate) code: String,
    /// The comments; everything else is spaces.
    pub(crate) comments: String,
    /// The code without what only tests compile.
    pub(crate) shipped: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Code,
    Comment,
    Literal,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let parts = parts(&chars);
        let view = |wanted| {
            let kept = |(c, part): (&char, &Part)| if *part == wanted || *c == '\n' { *c } else { ' ' };
            chars.iter().zip(&parts).map(kept).collect::<String>()
        };
        let code = view(Part::Code);
        let shipped = if is_test_file(path) { String::new() } else { without_test_items(&code) };
        Self { path: path.to_owned(), comments: view(Part::Comment), code, shipped }
    }

    pub(crate) fn finding(&self, line: usize, message: &str) -> String {
        format!("{}:{line}: {message}", self.path)
    }
}

/// The repository's root.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file of the workspace, in order of path.
pub(crate) fn workspace() -> Vec<Source> {
    let mut files = Vec::new();
    for folder in ["crates", "tests", "benches"] {
        collect(&root().join(folder), &mut files);
    }
    files.sort();
    files.iter().map(|file| Source::new(&relative(file), &read(file))).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() && !path.ends_with("target") {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn relative(file: &Path) -> String {
    let path = file.strip_prefix(root()).expect("files are below the root");
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Integration tests, benches, and unit tests moved to a file of their own.
pub(crate) fn is_test_file(path: &str) -> bool {
    path.split('/').any(|part| ["tests", "tests.rs", "benches"].contains(&part))
}

fn parts(chars: &[char]) -> Vec<Part> {
    let mut parts = Vec::with_capacity(chars.len());
    while parts.len() < chars.len() {
        let (part, length) = piece(&chars[parts.len()..]);
        parts.resize((parts.len() + length).min(chars.len()), part);
    }
    parts
}

/// What begins here, and its length in characters.
fn piece(rest: &[char]) -> (Part, usize) {
    match rest {
        ['/', '/', ..] => (Part::Comment, rest.iter().position(|c| *c == '\n').unwrap_or(rest.len())),
        ['/', '*', ..] => (Part::Comment, block_comment(rest)),
        ['"', ..] => (Part::Literal, string(rest)),
        ['\'', '\\', _, tail @ ..] => (Part::Literal, 4 + tail.iter().take_while(|c| **c != '\'').count()),
        ['\'', _, '\'', ..] => (Part::Literal, 3),
        [c, ..] if is_word(*c) => {
            let word = rest.iter().take_while(|c| is_word(**c)).count();
            match raw_string(&rest[..word], &rest[word..]) {
                Some(length) => (Part::Literal, word + length),
                None => (Part::Code, word),
            }
        }
        _ => (Part::Code, 1),
    }
}

fn block_comment(rest: &[char]) -> usize {
    let (mut at, mut depth) = (0, 0);
    while at < rest.len() {
        match rest[at..] {
            ['/', '*', ..] => (at, depth) = (at + 2, depth + 1),
            ['*', '/', ..] => (at, depth) = (at + 2, depth - 1),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn string(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != '"' {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// The length of `#"…"#` after one of the prefixes `r`, `br`, `cr`.
fn raw_string(prefix: &[char], rest: &[char]) -> Option<usize> {
    if !matches!(prefix, ['r'] | ['b' | 'c', 'r']) {
        return None;
    }
    let hashes = rest.iter().take_while(|c| **c == '#').count();
    if rest.get(hashes) != Some(&'"') {
        return None;
    }
    let closes = |at: usize| rest[at] == '"' && rest[at + 1..].iter().take_while(|c| **c == '#').count() >= hashes;
    let end = (hashes + 1..rest.len()).find(|at| closes(*at)).unwrap_or(rest.len());
    Some(end + 1 + hashes)
}

/// A character of an identifier.
pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Blanks every item under a `#[cfg(test)]`.
fn without_test_items(code: &str) -> String {
    let mut left = code.to_owned();
    let mut from = 0;
    while let Some(found) = left[from..].find("#[cfg(") {
        let start = from + found;
        let end = start + closing(&left[start..]);
        let condition = &left[start..end];
        from = end;
        if words_of(condition).any(|word| word == "test") && !condition.contains("not(") {
            let end = end + item(&left[end..]);
            let blank = left[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect::<String>();
            from = start + blank.len();
            left.replace_range(start..end, &blank);
        }
    }
    left
}

/// The identifiers and keywords of `code`, in order.
pub(crate) fn words_of(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c| !is_word(c)).filter(|word| !word.is_empty())
}

/// The bytes of the item that begins here: to its `;`, or to the end of its first block.
pub(crate) fn item(code: &str) -> usize {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ';' if depth == 0 => return at + 1,
            '{' => return at + closing(&code[at..]),
            _ => {}
        }
    }
    code.len()
}

/// The bytes up to and with the bracket that closes the first one opened here.
fn closing(code: &str) -> usize {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 1 => return at + 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

#[test]
fn comments_and_literals_are_not_code() {
    let text = r##"a("x // \" y"); // b "c
let d = 'e'; /* f /* g */ h */ let i: &'static str = r#"j " k"#; b'"' l
"##;
    let source = Source::new("x.rs", text);
    assert_eq!(words_of(&source.code).collect::<Vec<_>>(), ["a", "let", "d", "let", "i", "static", "str", "b", "l"]);
    assert_eq!(words_of(&source.comments).collect::<Vec<_>>(), ["b", "c", "f", "g", "h"]);
}

#[test]
fn what_only_tests_compile_is_not_shipped() {
    let text = "a; #[cfg(test)] use b::{c}; d; #[cfg(not(test))] e; #[cfg(all(test, unix))] fn f() -> [g; 2] { h } i;
        #[cfg(test)] mod tests { fn j() { k } } l;";
    let source = Source::new("crates/x/src/y.rs", text);
    let words: Vec<_> = words_of(&source.shipped).collect();
    assert_eq!(words, ["a", "d", "cfg", "not", "test", "e", "i", "l"]);
    assert_eq!(Source::new("crates/x/src/y/tests.rs", "a").shipped, "");
}
