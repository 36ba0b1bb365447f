//! A YAML value as it was written: maps keep their order and their repeats, numbers that are not exact stay text.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

/// Integers beyond this are not exact as numbers and stay text.
const MOST_EXACT_INTEGER: u64 = 1 << 53;

/// A YAML value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Raw {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Raw>),
    Map(Vec<(String, Raw)>),
}

impl Raw {
    /// The text of a scalar; `None` for lists, maps and null.
    pub(super) fn scalar(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Number(number) => Some(number.to_string()),
            Self::Bool(value) => Some(value.to_string()),
            Self::Null | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// True for null, blank text, and lists and maps of nothing else.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::List(items) => items.iter().all(Self::is_blank),
            Self::Map(entries) => entries.is_empty(),
            Self::Bool(_) | Self::Number(_) => false,
        }
    }

    /// True for `true`, `yes`, `on`, `1`; `Some(false)` for their opposites; `None` for anything else.
    pub(super) fn truth(&self) -> Option<bool> {
        match self.scalar()?.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => Some(true),
            "false" | "no" | "off" | "0" => Some(false),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(if value.unsigned_abs() <= MOST_EXACT_INTEGER { Raw::Number(value as f64) } else { text(value) })
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(if value <= MOST_EXACT_INTEGER { Raw::Number(value as f64) } else { text(value) })
    }

    fn visit_i128<E>(self, value: i128) -> Result<Raw, E> {
        Ok(text(value))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Raw, E> {
        Ok(text(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        // Infinities and NaN compare with nothing: they are words.
        Ok(if value.is_finite() { Raw::Number(value) } else { text(value) })
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some((key, value)) = entries.next_entry::<Raw, Raw>()? {
            map.push((key.scalar().unwrap_or_default(), value));
        }
        Ok(Raw::Map(map))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Raw, A::Error> {
        // `!tag value`: the tag says nothing to us.
        let (_, value) = tagged.variant::<String>()?;
        value.newtype_variant()
    }
}

fn text(value: impl fmt::Display) -> Raw {
    Raw::Text(value.to_string())
}
