//! Turns front matter entries into named values: one spelling of each key, one shape of each value.
//!
//! Keys are canonical and aliases merged; values are split and renamed as the settings say. Maps are left out, in lists
//! too and without a remark: generators keep their own settings in them (`seo:`, `image: {src: …}`), and a search has
//! no use for those.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::clean::one_line;
use super::date::Date;
use super::diagnostic::{Code, Diagnostic};
use super::front_matter::FrontMatter;
use super::options::{FieldRule, Options};
use super::page::FieldValue;
use super::raw::Raw;
use crate::text::fold_value;

/// The one value of a field, as YAML gave it.
#[derive(Debug)]
pub(super) struct Entry {
    /// The key it was written under.
    pub(super) written: String,
    pub(super) value: Raw,
}

/// The values of a page by canonical key.
pub(super) type Entries = BTreeMap<String, Entry>;

/// Spellings that are one key, without settings.
const ALIASES: &[(&str, &str)] = &[
    ("start_date", "start"),
    ("end_date", "end"),
    ("clent", "client"),
    ("region", "regions"),
    ("countries", "country"),
    ("tag", "tags"),
    ("category", "categories"),
];

/// `Start-Date` as `start_date`.
pub(super) fn canonical(key: &str) -> String {
    key.trim().to_lowercase().replace(['-', ' '], "_")
}

/// The field that `key` is a spelling of. A field of the settings is never an alias.
pub(super) fn resolve(key: &str, options: &Options) -> String {
    let key = canonical(key);
    if options.fields.iter().any(|rule| rule.name == key) {
        return key;
    }
    if let Some(rule) = options.fields.iter().find(|rule| rule.aliases.iter().any(|alias| canonical(alias) == key)) {
        return rule.name.clone();
    }
    let built_in = ALIASES.iter().find(|(alias, _)| *alias == key);
    built_in.map_or(key, |(_, field)| (*field).to_owned())
}

/// Merges keys that are one field: lists together, of scalars the exact key's. Blank values count as not written.
///
/// Scalars that differ are named in a diagnostic, once for each field.
pub(super) fn merge(
    id: &str,
    front: &FrontMatter<'_>,
    options: &Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> Entries {
    let (mut entries, mut named) = (Entries::new(), BTreeSet::new());
    for (written, value) in &front.entries {
        let field = resolve(written, options);
        let value = &*split(&field, value, options);
        if field.is_empty() || value.is_blank() {
            continue;
        }
        let entry = Entry { written: written.clone(), value: value.clone() };
        match entries.get_mut(&field) {
            None => {
                entries.insert(field, entry);
            }
            Some(kept) => {
                if let Some(message) = kept.merge(entry, &field).filter(|_| named.insert(field)) {
                    let place = front.place(written);
                    diagnostics.push(Diagnostic::new(id, place, Code::KeyTwice, message, "keep one of them"));
                }
            }
        }
    }
    entries
}

impl Entry {
    /// Takes in another value of the same field; says so when one of two had to go.
    fn merge(&mut self, other: Self, field: &str) -> Option<String> {
        match (&mut self.value, other.value) {
            (Raw::Map(_), _) | (_, Raw::Map(_)) => None,
            (Raw::List(items), more) => {
                items.extend(scalars(&more).cloned());
                None
            }
            (scalar, Raw::List(more)) => {
                let first = std::mem::replace(scalar, Raw::Null);
                *scalar = Raw::List(std::iter::once(first).chain(more).collect());
                None
            }
            (one, other) if fold_text(one) == fold_text(&other) => None,
            (_, value) => {
                let (kept, written) = (&self.written, &other.written);
                // Of one spelling written twice the last counts, as in most generators.
                let later = exactness(written, field) >= exactness(kept, field);
                let message = match (kept == written, later) {
                    (true, _) => format!("{kept:?} is written twice with two values; the last was taken"),
                    (false, true) => format!("{kept:?} and {written:?} are one key; the latter was taken"),
                    (false, false) => format!("{written:?} and {kept:?} are one key; the latter was taken"),
                };
                if later {
                    *self = Self { written: other.written, value };
                }
                Some(message)
            }
        }
    }
}

/// 2 for the canonical spelling, 1 for another spelling of the same words, 0 for an alias.
fn exactness(written: &str, field: &str) -> u8 {
    if written == field { 2 } else { u8::from(canonical(written) == field) }
}

fn fold_text(value: &Raw) -> Option<String> {
    value.scalar().map(|text| fold_value(&text))
}

/// The scalars of `value`, inner lists included.
fn scalars(value: &Raw) -> Box<dyn Iterator<Item = &Raw> + '_> {
    match value {
        Raw::List(items) => Box::new(items.iter().flat_map(scalars)),
        Raw::Map(_) => Box::new(std::iter::empty()),
        scalar => Box::new(std::iter::once(scalar)),
    }
}

/// The typed value of `field`; `None` when nothing usable is left.
pub(super) fn value(field: &str, raw: &Raw, options: &Options) -> Option<FieldValue> {
    let rule = options.fields.iter().find(|rule| rule.name == field);
    let renamed: Vec<(String, &str)> = rule.map(renames).unwrap_or_default();
    if renamed.is_empty() && !matches!(raw, Raw::List(_)) {
        return typed(raw);
    }
    let mut seen = Vec::new();
    let mut values: Vec<FieldValue> = Vec::new();
    for part in scalars(raw).filter(|part| !part.is_blank()) {
        let key = fold_text(part).unwrap_or_default();
        let name = renamed.iter().find(|(from, _)| *from == key).map(|(_, to)| FieldValue::Text((*to).to_owned()));
        let Some(value) = name.or_else(|| typed(part)) else {
            continue;
        };
        let key = if let FieldValue::Text(text) = &value { fold_value(text) } else { key };
        // Long lists are keywords dumped in: whether one repeats is not worth quadratic time.
        if values.len() > MOST_COMPARED || !seen.contains(&key) {
            seen.push(key);
            values.push(value);
        }
    }
    match (values.len(), raw) {
        (0, _) => None,
        (1, Raw::List(_)) => Some(FieldValue::List(values)),
        (1, _) => values.pop(),
        _ => Some(FieldValue::List(values)),
    }
}

/// Repeats among more values than this are kept.
const MOST_COMPARED: usize = 1000;

fn renames(rule: &FieldRule) -> Vec<(String, &str)> {
    rule.values.iter().map(|(from, to)| (fold_value(from), to.as_str())).collect()
}

fn typed(raw: &Raw) -> Option<FieldValue> {
    match raw {
        Raw::Bool(value) => Some(FieldValue::Bool(*value)),
        Raw::Number(number) => Some(FieldValue::Number(*number)),
        Raw::Text(text) => match Date::parse(text) {
            Some(date) => Some(FieldValue::Date(date)),
            None => Some(FieldValue::Text(one_line(text))).filter(|value| *value != FieldValue::Text(String::new())),
        },
        Raw::Null | Raw::List(_) | Raw::Map(_) => None,
    }
}

/// The parts of a text, where the field is one whose texts are split; several are a list.
fn split<'a>(field: &str, raw: &'a Raw, options: &Options) -> Cow<'a, Raw> {
    let rule = options.fields.iter().find(|rule| rule.name == field);
    let at = rule.and_then(|rule| rule.split.as_deref()).or((field == "country").then_some(","));
    let (Raw::Text(text), Some(at)) = (raw, at.filter(|at| !at.is_empty())) else {
        return Cow::Borrowed(raw);
    };
    let mut parts: Vec<Raw> = parts(text, at).map(Raw::Text).collect();
    Cow::Owned(if parts.len() > 1 { Raw::List(parts) } else { parts.pop().unwrap_or(Raw::Null) })
}

/// The parts of an enumeration: `Belize, Guyana, and Jamaica`.
fn parts<'a>(text: &'a str, split: &'a str) -> impl Iterator<Item = String> + 'a {
    let count = text.split(split).filter(|part| !part.trim().is_empty()).count();
    let parts = text.split(split).map(str::trim).filter(|part| !part.is_empty());
    parts.enumerate().map(move |(index, part)| {
        let last = index > 0 && index + 1 == count;
        let rest = if last { without_and(part) } else { part };
        rest.to_owned()
    })
}

fn without_and(part: &str) -> &str {
    for word in ["and", "et", "y"] {
        match part.split_at_checked(word.len()) {
            Some((first, rest)) if first.eq_ignore_ascii_case(word) && rest.starts_with(char::is_whitespace) => {
                return rest.trim_start();
            }
            _ => {}
        }
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(values: &[&str]) -> Option<FieldValue> {
        Some(FieldValue::List(values.iter().map(|text| FieldValue::Text((*text).to_owned())).collect()))
    }

    #[test]
    fn a_scalar_is_split_only_where_a_rule_says_so() {
        let options = Options::default();
        let text = |text: &str| Raw::Text(text.to_owned());
        for (field, raw, expected) in [
            ("country", "Colombia,  Ecuador,  Peru", list(&["Colombia", "Ecuador", "Peru"])),
            (
                "country",
                "Belize, Suriname, and Trinidad and Tobago",
                list(&["Belize", "Suriname", "Trinidad and Tobago"]),
            ),
            ("country", "Bénin, et Togo,", list(&["Bénin", "Togo"])),
            ("country", "Perú, Y Chile", list(&["Perú", "Chile"])),
            ("country", "Andorra, Yemen", list(&["Andorra", "Yemen"])),
            ("country", "and Peru", Some(FieldValue::Text("and Peru".into()))),
            (
                "client",
                "Foreign, Commonwealth & Development Office",
                Some(FieldValue::Text("Foreign, Commonwealth & Development Office".into())),
            ),
            ("country", " , ", None),
        ] {
            let split = split(field, &text(raw), &options).into_owned();
            assert_eq!(value(field, &split, &options), expected, "{raw}");
        }
    }

    #[test]
    fn keys_are_one_whatever_their_spelling() {
        let mut options = Options::default();
        for (key, field) in [("Start-Date", "start"), ("clent", "client"), ("Agency Full-Name", "agency_full_name")] {
            assert_eq!(resolve(key, &options), field);
        }
        options.fields.push(FieldRule { name: "region".into(), aliases: vec!["zone".into()], ..FieldRule::default() });
        assert_eq!((resolve("region", &options), resolve("Zone", &options)), ("region".into(), "region".into()));
    }
}
