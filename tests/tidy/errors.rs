//! Whoever can fail says how: in the library, what is public and returns a `Result` documents its errors.

use std::ops::Range;

use super::source::{Source, item, words_of};

const LIBRARY: &str = "crates/frontis/src/";

/// Public functions, and functions of public traits, that return a `Result` and have no `# Errors` in their
/// documentation.
pub(crate) fn unexplained(source: &Source) -> Vec<String> {
    if !source.path.starts_with(LIBRARY) {
        return Vec::new();
    }
    let code = source.shipped.as_str();
    let traits: Vec<Range<usize>> = starts(code, "pub trait ").map(|at| at..at + item(&code[at..])).collect();
    let of_trait = starts(code, "fn ").filter(|at| traits.iter().any(|item| item.contains(at)));
    let mut public: Vec<usize> =
        ["pub fn ", "pub const fn ", "pub async fn "].iter().flat_map(|head| starts(code, head)).collect();
    public.extend(of_trait);
    public.sort_unstable();
    let line = |at: usize| code[..at].matches('\n').count() + 1;
    let failing = public.into_iter().filter(|at| returns_result(&code[*at..]));
    let silent = failing.filter(|at| !has_errors_section(source, line(*at)));
    silent
        .map(|at| source.finding(line(at), "it returns a `Result` and has no `# Errors` in its documentation"))
        .collect()
}

/// Where a line begins with `head`, after white space.
fn starts<'a>(code: &'a str, head: &'a str) -> impl Iterator<Item = usize> + 'a {
    let begins_line = |at: &usize| code[..*at].rsplit('\n').next().is_none_or(|before| before.trim().is_empty());
    code.match_indices(head).map(|(at, _)| at).filter(begins_line)
}

/// True for a function whose type after the arrow is `Result`, under whatever path and with whatever arguments.
fn returns_result(function: &str) -> bool {
    let mut depth = 0;
    let mut arrow = None;
    let mut end = function.len();
    for (at, c) in function.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '{' | ';' if depth == 0 => {
                end = at;
                break;
            }
            'w' if depth == 0
                && function[at..].starts_with("where")
                && function[..at].ends_with(char::is_whitespace) =>
            {
                end = at;
                break;
            }
            '>' if depth == 0 && function[..at].ends_with('-') => arrow = Some(at + 1),
            _ => {}
        }
    }
    let returned = arrow.map_or("", |arrow| &function[arrow..end]);
    words_of(returned.split('<').next().unwrap_or_default()).last() == Some("Result")
}

/// Looks through the comments and attributes that stand directly above `line`.
fn has_errors_section(source: &Source, line: usize) -> bool {
    let code: Vec<&str> = source.code.lines().take(line - 1).collect();
    let comments: Vec<&str> = source.comments.lines().take(line - 1).collect();
    let above = code.iter().zip(&comments).rev();
    let attached = above
        .take_while(|(code, comment)| comment.trim_start().starts_with("///") || code.trim_start().starts_with("#["));
    attached.into_iter().any(|(_, comment)| comment.trim() == "/// # Errors")
}

#[test]
fn a_failing_function_that_does_not_say_how_is_caught() {
    let findings = |text: &str| unexplained(&Source::new("crates/frontis/src/x.rs", text)).len();
    for text in [
        "pub fn f() -> Result<A> { b }",
        "/// Does.\npub fn f<F>(g: F) -> Result<A>\nwhere\n    F: Fn() -> B,\n{ c }",
        "/// Does.\npub fn f(g: impl Fn(A) -> B) -> std::result::Result<A, B>\nwhere\n    A: B,\n{ c }",
        "impl A {\n    /// Does.\n    #[must_use]\n    pub const fn f() -> io::Result<()> { b }\n}",
        "pub trait A {\n    /// Does.\n    fn f(&self) -> Result<Vec<B>>;\n    /// # Errors\n    /// `C`.\n    fn g() -> Result<B>;\n}",
        "/// # Errors\n/// `A`.\npub fn f() -> Result<A> { b }\n/// Does.\npub fn g() -> Result<A> { b }",
        "// # Errors\npub fn f() -> Result<A> { \"/// # Errors\" }",
    ] {
        assert_eq!(findings(text), 1, "{text}");
    }
    for text in [
        "/// Does.\n///\n/// # Errors\n/// `A`.\n#[must_use]\npub fn f() -> Result<A> { b }",
        "pub(crate) fn f() -> Result<A> { b }\nfn g() -> Result<A> { b }",
        "pub fn f(g: impl Fn() -> Result<A>) -> Option<A> { b }\npub fn h(a: Result<A>) { b }",
        "/// `pub fn f() -> Result<A>`\npub fn g() -> Results { let x = |y| -> Result<A> { z }; x }",
        "trait A {\n    fn f() -> Result<B>;\n}\n#[cfg(test)]\nmod tests {\n    pub fn f() -> Result<A> { b }\n}",
    ] {
        assert_eq!(findings(text), 0, "{text}");
    }
    assert!(unexplained(&Source::new("crates/frontis-daemon/src/x.rs", "pub fn f() -> Result<A> { b }")).is_empty());
}
