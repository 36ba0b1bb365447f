//! Checks `site` and the rule for URLs.

use super::marked::Node;
use super::problems::Problems;

/// `https://example.org/base`, without the slashes at its end.
pub(super) fn site(node: &Node, problems: &mut Problems) -> Option<String> {
    let text = problems.text(node, "setting \"site\"")?;
    let site = text.trim_end_matches('/');
    let host = ["http://", "https://"].iter().find_map(|scheme| {
        let (head, rest) = site.split_at_checked(scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then_some(rest)
    });
    let usable = host.is_some_and(|host| !host.is_empty() && !host.starts_with('/'));
    if !usable || site.chars().any(|c| is_unsafe(c) || matches!(c, '?' | '#' | '{' | '}')) {
        problems.add(node.place, format!("site \"{text}\" is not usable"), "expected one like \"https://example.org\"");
        return None;
    }
    Some(site.to_owned())
}

/// A site-relative path with placeholders: `/projects/{slug}/`.
pub(super) fn template(node: &Node, problems: &mut Problems) -> Option<String> {
    let text = problems.text(node, "setting \"url\"")?;
    if let Err((message, hint)) = check_template(text) {
        problems.add(node.place, format!("url \"{text}\" {message}"), hint);
        return None;
    }
    Some(text.to_owned())
}

fn check_template(text: &str) -> Result<(), (&'static str, &'static str)> {
    const UNBALANCED: (&str, &str) = ("has unbalanced braces", "write placeholders like \"{slug}\"");
    const NAMELESS: (&str, &str) = (
        "has a placeholder without a name",
        "expected one of: {path}, {slug}, {stem}, {year}, or a key of the front matter",
    );
    if !text.starts_with('/') || text.starts_with("//") {
        return Err(("is not site-relative", "begin it with one \"/\"; \"site\" holds the rest"));
    }
    let mut name_start = None;
    for (at, c) in text.char_indices() {
        match (c, name_start) {
            ('{', None) => name_start = Some(at + 1),
            ('}', Some(start)) if text[start..at].trim().is_empty() => return Err(NAMELESS),
            ('}', Some(_)) => name_start = None,
            ('{', Some(_)) | ('}', None) => return Err(UNBALANCED),
            // A key of the front matter may hold spaces.
            (c, inside) if is_unsafe(c) && (c != ' ' || inside.is_none()) => {
                return Err(("has characters that no URL has", "percent-encode them"));
            }
            _ => {}
        }
    }
    if name_start.is_some() { Err(UNBALANCED) } else { Ok(()) }
}

/// Characters that no URL holds as they are, or that browsers read as others.
fn is_unsafe(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\\' | '"' | '<' | '>' | '`' | '|' | '^')
}
