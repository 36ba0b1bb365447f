//! Long files and functions, for a reader to judge.

use super::source::{Source, is_word, item, words_of};

const LONG_FILE: usize = 400;
const LONG_FUNCTION: usize = 60;

/// Files and functions that are longer than most.
pub(crate) fn long(source: &Source) -> Vec<String> {
    let lines = source.code.lines().count();
    let mut found = Vec::new();
    if lines > LONG_FILE {
        found.push(format!("{}: {lines} lines", source.path));
    }
    for (line, name, length) in functions(&source.code) {
        if length > LONG_FUNCTION {
            found.push(source.finding(line, &format!("`{name}` has {length} lines")));
        }
    }
    found
}

/// The line, name and lines of every function with a body.
fn functions(code: &str) -> Vec<(usize, &str, usize)> {
    let mut functions = Vec::new();
    let mut line_start = 0;
    for (at, line) in code.split_inclusive('\n').enumerate() {
        let head = &code[line_start..];
        line_start += line.len();
        let Some(name) = name(line) else { continue };
        let length = head[..item(head)].lines().count();
        functions.push((at + 1, name, length));
    }
    functions
}

/// The name after `fn` on this line; a type such as `fn(A) -> B` has none.
fn name(line: &str) -> Option<&str> {
    let (before, after) = line.split_once("fn ")?;
    let name = words_of(after).next().filter(|name| after.starts_with(name))?;
    (!before.ends_with(is_word)).then_some(name)
}

#[test]
fn long_files_and_functions_are_found() {
    let long_function = format!(
        "struct S {{ f: fn(a) -> b }}\nfn short() -> [u8; 2] {{ a }}\n\nfn long(\n    a: b,\n) -> c {{\n{}}}\n",
        "    d;\n".repeat(60)
    );
    let source = Source::new("x.rs", &long_function);
    assert_eq!(long(&source), ["x.rs:4: `long` has 64 lines"]);
    assert_eq!(long(&Source::new("y.rs", &"a;\n".repeat(401))), ["y.rs: 401 lines"]);
}
