//! Reads the YAML between `---` and `---`: the only place that names `serde_yaml`.
//!
//! `text -> entries as written + body`. What a key or a value means is `fields`' business. Duplicate keys are all kept,
//! in order, because real folders have them and which one counts is a rule, not an accident of a parser.

use super::diagnostic::{Code, Diagnostic};
use super::raw::Raw;

/// Front matter of more bytes is not read: YAML parsers are not linear.
pub(super) const MOST_FRONT_MATTER_BYTES: usize = 64 * 1024;

/// Deeper nesting, of brackets or of indicators on one line, is not read.
pub(super) const MOST_NESTING: usize = 64;

/// The top-level keys in the order written, repeats included, and the text they were read from.
#[derive(Debug, Default)]
pub(super) struct FrontMatter<'a> {
    pub(super) entries: Vec<(String, Raw)>,
    yaml: &'a str,
}

impl FrontMatter<'_> {
    /// The 1-based line and column in the file where the last `key:` of the top level stands; 0 when it cannot be told.
    pub(super) fn place(&self, key: &str) -> (u32, u32) {
        let found = self.yaml.lines().enumerate().filter(|(_, line)| value_of(line, key).is_some()).last();
        found.map_or((0, 0), |(index, _)| (u32::try_from(index).unwrap_or(u32::MAX).saturating_add(2), 1))
    }

    /// The scalar behind `key:` as written, where it is on the key's line: `2.0` where YAML says 2.
    pub(super) fn as_written(&self, key: &str) -> Option<&str> {
        let value = self.yaml.lines().rev().find_map(|line| value_of(line, key))?;
        Some(value.split(" #").next().unwrap_or(value).trim()).filter(|value| !value.is_empty())
    }
}

/// What follows `key:` when `line` begins so.
fn value_of<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let quote = |c| c == '"' || c == '\'';
    let rest = line.trim_start_matches(quote).strip_prefix(key)?.trim_start_matches(quote);
    rest.trim_start().strip_prefix(':').filter(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// Splits `text` into front matter and body. What cannot be read is named, and never takes the body with it.
pub(super) fn read<'a>(id: &str, text: &'a str, diagnostics: &mut Vec<Diagnostic>) -> (FrontMatter<'a>, &'a str) {
    let mut remark = |place, code, message: String, hint: &str| {
        diagnostics.push(Diagnostic::new(id, place, code, message, hint));
    };
    let (yaml, body) = match split(text) {
        Split::None => return (FrontMatter::default(), text),
        Split::Unclosed => {
            let message = "front matter is opened and never closed; the whole file was read as body".to_owned();
            remark((1, 1), Code::FrontMatterUnclosed, message, "add a line with --- below the front matter");
            return (FrontMatter::default(), text);
        }
        Split::Toml(body) => {
            let message = "front matter is TOML, which is not read".to_owned();
            remark((1, 1), Code::FrontMatterInvalid, message, "write it as YAML between lines with ---");
            return (FrontMatter::default(), body);
        }
        Split::Yaml(yaml, body) => (yaml, body),
    };
    if let Some(message) = too_large(yaml) {
        remark((1, 1), Code::FrontMatterTooLarge, message, "move long text to the body");
        return (FrontMatter::default(), body);
    }
    match serde_yaml::from_str::<Raw>(yaml) {
        Ok(Raw::Null) => (FrontMatter::default(), body),
        Ok(Raw::Map(entries)) => (FrontMatter { entries: with_merged(entries), yaml }, body),
        Ok(_) => {
            let message = "front matter holds no keys; the whole file was read as body".to_owned();
            remark((2, 1), Code::FrontMatterInvalid, message, "write key: value lines, or begin with another mark");
            (FrontMatter::default(), text)
        }
        Err(error) => {
            let (line, col) = error.location().map_or((1, 1), |at| (at.line(), at.column()));
            let place = (u32::try_from(line + 1).unwrap_or(0), u32::try_from(col).unwrap_or(0));
            let message = format!("front matter is not YAML: {}", without_place(&error.to_string()));
            remark(place, Code::FrontMatterInvalid, message, "quote values that hold a colon, indent with spaces");
            (FrontMatter::default(), body)
        }
    }
}

enum Split<'a> {
    None,
    Unclosed,
    Toml(&'a str),
    Yaml(&'a str, &'a str),
}

fn split(text: &str) -> Split<'_> {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let (toml, closers): (bool, &[&str]) = match first.trim_end() {
        "---" => (false, &["---", "..."]),
        "+++" => (true, &["+++"]),
        _ => return Split::None,
    };
    let mut end = 0;
    for line in rest.split_inclusive('\n') {
        if closers.contains(&line.trim_end()) {
            let body = &rest[end + line.len()..];
            return if toml { Split::Toml(body) } else { Split::Yaml(&rest[..end], body) };
        }
        end += line.len();
    }
    if toml || rest.trim().is_empty() { Split::None } else { Split::Unclosed }
}

/// Says why `yaml` is beyond the limits. Brackets in quotes count too: no real file comes near the limit.
fn too_large(yaml: &str) -> Option<String> {
    if yaml.len() > MOST_FRONT_MATTER_BYTES {
        return Some(format!("front matter has {} bytes; the most is {MOST_FRONT_MATTER_BYTES}", yaml.len()));
    }
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in yaml.bytes() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    let indicators =
        |line: &str| line.split_ascii_whitespace().take_while(|word| ["-", "?", ":"].contains(word)).count();
    let deepest = deepest.max(yaml.lines().map(indicators).max().unwrap_or(0));
    (deepest > MOST_NESTING)
        .then(|| format!("front matter is nested {deepest} levels deep; the most is {MOST_NESTING}"))
}

/// Adds what `<<: *anchor` merges in: keys that do not stand there themselves.
fn with_merged(entries: Vec<(String, Raw)>) -> Vec<(String, Raw)> {
    let (merges, mut entries): (Vec<_>, Vec<_>) = entries.into_iter().partition(|(key, _)| key == "<<");
    for (_, merge) in merges {
        if let Raw::Map(merged) = merge {
            let new: Vec<_> = merged.into_iter().filter(|(key, _)| entries.iter().all(|(own, _)| own != key)).collect();
            entries.extend(new);
        }
    }
    entries
}

/// The parser's message without the place, which would be the snippet's and not the file's.
fn without_place(message: &str) -> String {
    let mut kept = String::with_capacity(message.len());
    let mut words = message.split(' ').peekable();
    while let Some(word) = words.next() {
        if word == "at" && words.peek() == Some(&"line") {
            // "at line 3 column 5"
            words.by_ref().take(4).for_each(drop);
            continue;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    kept.trim_end_matches(',').to_owned()
}
