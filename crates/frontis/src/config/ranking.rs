//! `ranking`, `synonyms` and `pins`: what decides the order of hits and which words stand for which.

use super::marked::{Node, Value};
use super::problems::Problems;
use super::{Config, FIELD_WEIGHT_NAMES, MOST_WEIGHT};

const RANKING_KEYS: &[&str] = &["weights", "recency", "boosts"];
const RECENCY_KEYS: &[&str] = &["field", "half_life", "strength"];
const BOOST_KEYS: &[&str] = &["field", "pivot", "strength"];
const SYNONYM_KEYS: &[&str] = &["from", "to"];
const PIN_KEYS: &[&str] = &["query", "pages"];
/// The greatest strength of a boost.
const MOST_STRENGTH: f64 = 10.0;
/// More of one kind are refused.
const MOST_SYNONYMS: usize = 10_000;
const MOST_PINS: usize = 1_000;
const MOST_BOOSTS: usize = 10;
/// The most texts of one group of synonyms, and pages of one pin.
const MOST_OF_GROUP: usize = 50;

/// Newer pages score more: `1 + strength · 2^(−age / half_life)` times as much.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Recency {
    /// The field the age is taken from, by its canonical name. Default `date`.
    pub field: String,
    /// After so many days, what is added to 1 is half. More than 0. Default 730.
    pub half_life_days: f64,
    /// What a page of today gets beyond 1: 0 to 10. Default 0.2.
    pub strength: f64,
}

/// Pages with a greater number score more: `1 + strength · n / (n + pivot)` times as much.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct NumberBoost {
    /// The field of the number, by its canonical name.
    pub field: String,
    /// The number for which half the strength is added. More than 0.
    pub pivot: f64,
    /// What is added to 1 at most: 0 to 10. Default 0.2.
    pub strength: f64,
}

/// Words that stand for others when a query is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Synonyms {
    /// A query that has one of these words, or rows of words, …
    pub from: Vec<String>,
    /// … is answered by pages that hold one of these too.
    pub to: Vec<String>,
}

/// Pages that come first for a query.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pin {
    /// The query; compared as titles are, by its key.
    pub query: String,
    /// The ids of the pages, in their order.
    pub pages: Vec<String>,
}

pub(super) fn read(node: &Node, config: &mut Config, problems: &mut Problems) {
    for entry in problems.entries(node, "setting \"ranking\"") {
        match entry.key.as_str() {
            "weights" => read_weights(&entry.value, config, problems),
            "recency" => config.recency = read_recency(&entry.value, problems),
            "boosts" => {
                let name = "setting \"ranking.boosts\"";
                let boosts = problems.items(&entry.value, name, MOST_BOOSTS).iter();
                config.boosts = boosts.filter_map(|item| read_boost(item, problems)).collect();
            }
            _ => problems.unknown_key(entry, "setting \"ranking\"", RANKING_KEYS),
        }
    }
}

fn read_weights(node: &Node, config: &mut Config, problems: &mut Problems) {
    for entry in problems.entries(node, "setting \"ranking.weights\"") {
        let Some(at) = FIELD_WEIGHT_NAMES.iter().position(|name| *name == entry.key) else {
            problems.unknown_key(entry, "setting \"ranking.weights\"", &FIELD_WEIGHT_NAMES);
            continue;
        };
        let name = format!("weight \"{}\"", entry.key);
        if let Some(weight) = problems.number(&entry.value, &name, MOST_WEIGHT) {
            config.weights[at] = weight;
        }
    }
}

fn read_recency(node: &Node, problems: &mut Problems) -> Option<Recency> {
    let owner = "setting \"ranking.recency\"";
    let mut recency = Recency { field: "date".to_owned(), half_life_days: 730.0, strength: 0.2 };
    for entry in problems.entries(node, owner) {
        match entry.key.as_str() {
            "field" => recency.field = read_field(&entry.value, problems).unwrap_or(recency.field),
            "half_life" => {
                let text = problems.text(&entry.value, "setting \"half_life\"");
                match text.map(|text| (text, days(text))) {
                    Some((_, Some(days))) => recency.half_life_days = days,
                    Some((text, None)) => {
                        let message = format!("\"half_life\" is \"{text}\"");
                        problems.add(entry.value.place, message, "expected days, weeks or years: 730d, 52w, 2y");
                    }
                    None => {}
                }
            }
            "strength" => recency.strength = read_strength(&entry.value, problems).unwrap_or(recency.strength),
            _ => problems.unknown_key(entry, owner, RECENCY_KEYS),
        }
    }
    matches!(node.value, Value::Map(_)).then_some(recency)
}

/// The days of `730d`, `52w`, `2y`.
fn days(text: &str) -> Option<f64> {
    let unit = text.chars().next_back()?;
    let days = match unit {
        'd' => 1.0,
        'w' => 7.0,
        'y' => 365.25,
        _ => return None,
    };
    let number: f64 = text[..text.len() - 1].trim().parse().ok()?;
    (number > 0.0 && number.is_finite()).then_some(number * days)
}

fn read_boost(node: &Node, problems: &mut Problems) -> Option<NumberBoost> {
    let owner = "a boost of \"ranking.boosts\"";
    let (mut field, mut pivot, mut strength, mut is_told) = (None, None, 0.2, false);
    for entry in problems.entries(node, owner) {
        match entry.key.as_str() {
            "field" => field = read_field(&entry.value, problems),
            "pivot" => {
                pivot = problems.number(&entry.value, "setting \"pivot\"", f64::MAX).filter(|pivot| *pivot > 0.0);
                if pivot.is_none() {
                    is_told = true;
                    problems.add(
                        entry.value.place,
                        "\"pivot\" is not more than 0",
                        "expected the number of a usual page",
                    );
                }
            }
            "strength" => strength = read_strength(&entry.value, problems).unwrap_or(strength),
            _ => problems.unknown_key(entry, owner, BOOST_KEYS),
        }
    }
    let boost = field.zip(pivot).map(|(field, pivot)| NumberBoost { field, pivot, strength });
    if boost.is_none() && !is_told {
        problems.add(node.place, "a boost names no field or no pivot", "expected: { field: views, pivot: 100 }");
    }
    boost
}

fn read_field(node: &Node, problems: &mut Problems) -> Option<String> {
    problems.text(node, "setting \"field\"").map(super::fields::canonical)
}

fn read_strength(node: &Node, problems: &mut Problems) -> Option<f64> {
    problems.number(node, "setting \"strength\"", MOST_STRENGTH)
}

/// Groups of equal words as lists, and words that stand for others as `{ from, to }`.
pub(super) fn read_synonyms(node: &Node, problems: &mut Problems) -> Vec<Synonyms> {
    let items = problems.items(node, "setting \"synonyms\"", MOST_SYNONYMS);
    items.iter().filter_map(|item| read_group(item, problems)).collect()
}

fn read_group(node: &Node, problems: &mut Problems) -> Option<Synonyms> {
    let name = "a group of \"synonyms\"";
    let group = if let Value::Map(_) = node.value {
        let (mut from, mut to) = (Vec::new(), Vec::new());
        for entry in problems.entries(node, name) {
            match entry.key.as_str() {
                "from" => from = read_texts(&entry.value, name, problems),
                "to" => to = read_texts(&entry.value, name, problems),
                _ => problems.unknown_key(entry, name, SYNONYM_KEYS),
            }
        }
        Synonyms { from, to }
    } else {
        let texts = read_texts(node, name, problems);
        if texts.len() == 1 {
            problems.add(node.place, "a group of \"synonyms\" has one member", "add another: [msme, small enterprise]");
        }
        Synonyms { from: texts.clone(), to: texts }
    };
    (!group.from.is_empty() && !group.to.is_empty()).then_some(group)
}

fn read_texts(node: &Node, name: &str, problems: &mut Problems) -> Vec<String> {
    let texts = problems.texts(node, name).unwrap_or_default();
    if texts.len() > MOST_OF_GROUP {
        problems.add(node.place, format!("{name} has {} members", texts.len()), format!("at most {MOST_OF_GROUP}"));
    }
    texts.into_iter().map(|(_, text)| text.to_owned()).collect()
}

pub(super) fn read_pins(node: &Node, problems: &mut Problems) -> Vec<Pin> {
    let items = problems.items(node, "setting \"pins\"", MOST_PINS);
    items.iter().filter_map(|item| read_pin(item, problems)).collect()
}

fn read_pin(node: &Node, problems: &mut Problems) -> Option<Pin> {
    let name = "a pin of \"pins\"";
    let (mut query, mut pages) = (None, Vec::new());
    for entry in problems.entries(node, name) {
        match entry.key.as_str() {
            "query" => query = problems.text(&entry.value, "setting \"query\"").map(str::to_owned),
            "pages" => pages = read_texts(&entry.value, "setting \"pages\"", problems),
            _ => problems.unknown_key(entry, name, PIN_KEYS),
        }
    }
    let pin = query.filter(|_| !pages.is_empty()).map(|query| Pin { query, pages });
    if pin.is_none() {
        let hint = "expected: { query: annual report, pages: [about/report.md] }";
        problems.add(node.place, "a pin has no query or no pages", hint);
    }
    pin
}
