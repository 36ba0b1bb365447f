//! Says in a few bytes whether an index made under other settings is still good.

use blake3::Hasher;

use super::Config;
use crate::content::{Anchors, FieldRule, Role};

/// The name of this encoding; another encoding needs another name.
const ENCODING: &str = "frontis settings 1";

/// Hex of a hash over everything that changes what is indexed.
///
/// Every text goes in with its length and every list with its count, so that no two settings share an encoding.
pub(super) fn fingerprint(config: &Config, this_year: i32) -> String {
    let mut hasher = Hasher::new();
    // Exhaustive patterns: a new setting does not compile until someone decides whether it belongs here. The last row
    // acts when a query is asked.
    #[rustfmt::skip]
    let Config {
        include, exclude, content,
        language: _, weights: _, recency: _, boosts: _, synonyms: _, pins: _,
    } = config;
    let crate::content::Options { drafts, url, site, anchors, fields } = content;
    text(&mut hasher, ENCODING);
    texts(&mut hasher, include);
    texts(&mut hasher, exclude);
    byte(&mut hasher, u8::from(*drafts));
    optional(&mut hasher, url.as_deref());
    optional(&mut hasher, site.as_deref());
    byte(&mut hasher, anchors_code(*anchors));
    count(&mut hasher, fields.len());
    for field in fields {
        hash_field(&mut hasher, field);
    }
    hasher.update(&this_year.to_le_bytes());
    hasher.finalize().to_hex().to_string()
}

fn hash_field(hasher: &mut Hasher, field: &FieldRule) {
    let FieldRule { name, role, facet, aliases, split, values, from } = field;
    text(hasher, name);
    byte(hasher, role_code(*role));
    byte(hasher, u8::from(*facet));
    texts(hasher, aliases);
    optional(hasher, split.as_deref());
    count(hasher, values.len());
    for (key, label) in values {
        text(hasher, key);
        text(hasher, label);
    }
    byte(hasher, u8::from(from.is_some()));
    if let Some((start, end)) = from {
        texts(hasher, start);
        texts(hasher, end);
    }
}

fn anchors_code(anchors: Anchors) -> u8 {
    match anchors {
        Anchors::Auto => 0,
        Anchors::Github => 1,
    }
}

fn role_code(role: Option<Role>) -> u8 {
    match role {
        None => 0,
        Some(Role::Title) => 1,
        Some(Role::Summary) => 2,
        Some(Role::Date) => 3,
    }
}

fn byte(hasher: &mut Hasher, byte: u8) {
    hasher.update(&[byte]);
}

fn count(hasher: &mut Hasher, count: usize) {
    hasher.update(&(count as u64).to_le_bytes());
}

fn text(hasher: &mut Hasher, text: &str) {
    count(hasher, text.len());
    hasher.update(text.as_bytes());
}

fn texts(hasher: &mut Hasher, texts: &[String]) {
    count(hasher, texts.len());
    texts.iter().for_each(|item| text(hasher, item));
}

fn optional(hasher: &mut Hasher, value: Option<&str>) {
    byte(hasher, u8::from(value.is_some()));
    text(hasher, value.unwrap_or_default());
}
