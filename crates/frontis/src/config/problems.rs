//! Collects every problem of a settings file, and reads single values of the marked tree on the way.
//!
//! A value that is missing (`key:`, `~`) is as if the key were not there; a value of the wrong kind is a problem and
//! reads as missing, so that reading goes on to the next problem.

use super::marked::{Entry, Node, Place, Value};
use crate::content::{Code, Diagnostic};

/// The problems of one file so far.
pub(super) struct Problems {
    path: String,
    found: Vec<Diagnostic>,
}

impl Problems {
    pub(super) fn new(path: &str) -> Self {
        Self { path: path.to_owned(), found: Vec::new() }
    }

    pub(super) fn add(&mut self, place: Place, message: impl Into<String>, hint: impl Into<String>) {
        self.found.push(Diagnostic::new(&self.path, place, Code::SettingInvalid, message, hint));
    }

    /// `value` when there was no problem, else the problems in the order of the file.
    pub(super) fn or<T>(mut self, value: T) -> Result<T, Vec<Diagnostic>> {
        if self.found.is_empty() {
            return Ok(value);
        }
        self.found.sort_by_key(|problem| (problem.line, problem.col));
        Err(self.found)
    }

    /// A key that is not one of `known`; names the nearest, or all where none is near.
    pub(super) fn unknown_key(&mut self, entry: &Entry, owner: &str, known: &[&str]) {
        let message = format!("unknown key \"{}\" in {owner}", shortened(&entry.key));
        self.add(entry.place, message, nearest_or_all(&entry.key, known));
    }

    pub(super) fn entries<'n>(&mut self, node: &'n Node, name: &str) -> &'n [Entry] {
        match &node.value {
            Value::Map(entries) => entries,
            Value::Null => &[],
            _ => {
                self.wrong_kind(node, name, "keys with values: \"key: value\"");
                &[]
            }
        }
    }

    /// The items of a list, at most `most`.
    pub(super) fn items<'n>(&mut self, node: &'n Node, name: &str, most: usize) -> &'n [Node] {
        match &node.value {
            Value::List(items) if items.len() > most => {
                self.add(node.place, format!("{name} has {} entries", items.len()), format!("at most {most}"));
                &[]
            }
            Value::List(items) => items,
            Value::Null => &[],
            _ => {
                self.wrong_kind(node, name, "a list");
                &[]
            }
        }
    }

    pub(super) fn text<'n>(&mut self, node: &'n Node, name: &str) -> Option<&'n str> {
        match &node.value {
            Value::Scalar { text, .. } => Some(text),
            Value::Null => None,
            _ => {
                self.wrong_kind(node, name, "one text");
                None
            }
        }
    }

    /// The texts of a list; one text stands for a list of one.
    pub(super) fn texts<'n>(&mut self, node: &'n Node, name: &str) -> Option<Vec<(Place, &'n str)>> {
        match &node.value {
            Value::Null => None,
            Value::Scalar { text, .. } => Some(vec![(node.place, text)]),
            Value::List(items) => {
                let mut texts = Vec::with_capacity(items.len());
                for item in items {
                    match &item.value {
                        Value::Scalar { text, .. } => texts.push((item.place, text.as_str())),
                        _ => self.wrong_kind(item, name, "a list of texts"),
                    }
                }
                (texts.len() == items.len()).then_some(texts)
            }
            Value::Map(_) => {
                self.wrong_kind(node, name, "a list of texts");
                None
            }
        }
    }

    pub(super) fn truth(&mut self, node: &Node, name: &str) -> Option<bool> {
        match &node.value {
            Value::Null => return None,
            Value::Scalar { text, plain: true } => match text.as_str() {
                "true" | "True" | "TRUE" => return Some(true),
                "false" | "False" | "FALSE" => return Some(false),
                _ => {}
            },
            _ => {}
        }
        self.wrong_kind(node, name, "true or false");
        None
    }

    /// A number within `0..=most`.
    pub(super) fn number(&mut self, node: &Node, name: &str, most: f64) -> Option<f64> {
        if let Value::Null = node.value {
            return None;
        }
        if let Value::Scalar { text, plain: true } = &node.value
            && let Some(number) = text.parse().ok().filter(|number| (0.0..=most).contains(number))
        {
            return Some(number);
        }
        self.wrong_kind(node, name, &format!("a number from 0 to {most}"));
        None
    }

    /// The place of the text in `known`; `what` is what it would be one of: `unknown role`.
    pub(super) fn one_of(&mut self, node: &Node, name: &str, what: &str, known: &[&str]) -> Option<usize> {
        let text = self.text(node, name)?;
        let found = known.iter().position(|known| *known == text);
        if found.is_none() {
            let hint = format!("expected one of: {}", known.join(", "));
            self.add(node.place, format!("{name} has unknown {what} \"{text}\""), hint);
        }
        found
    }

    fn wrong_kind(&mut self, node: &Node, name: &str, expected: &str) {
        let found = match &node.value {
            Value::Null => "empty".to_owned(),
            Value::Scalar { text, .. } => format!("\"{}\"", shortened(text)),
            Value::List(_) => "a list".to_owned(),
            Value::Map(_) => "a map".to_owned(),
        };
        self.add(node.place, format!("{name} is {found}"), format!("expected {expected}"));
    }
}

/// Texts in messages are cut here, in Unicode scalar values.
const MOST_SHOWN_CHARS: usize = 60;

/// `text`, or its beginning and an ellipsis.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(MOST_SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Names the nearest of `known`, if one is near, else all of them.
fn nearest_or_all(key: &str, known: &[&str]) -> String {
    let key = shortened(key).to_lowercase().replace('-', "_");
    let nearest = known.iter().map(|known| (strsim::damerau_levenshtein(&key, known), *known)).min();
    match nearest {
        // A third of the letters may differ, and always one.
        Some((edits, nearest)) if edits <= (key.chars().count() / 3).max(1) => format!("did you mean \"{nearest}\"?"),
        _ => format!("expected one of: {}", known.join(", ")),
    }
}
