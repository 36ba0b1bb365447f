//! A score as a tree of named factors, for people who ask why a page stands where it stands.

use crate::engine::{Explanation, K1, Plan, SlotExplanation, TextField};

/// A named part of a score and what it is made of.
///
/// The value of a part with parts is their sum or product, so that the tree adds up to
/// [`Hit::score`](super::Hit::score), which is rounded to 1e-5.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Factor {
    /// What it is: `score`, `words`, a word of the query as typed, `idf`, `frequency`, `proximity`, a field's name, …
    pub name: String,
    /// Its value.
    pub value: f64,
    /// How the value comes of the parts; of no meaning without parts.
    pub operation: Operation,
    /// What it is made of.
    pub parts: Vec<Factor>,
}

/// How a [`Factor`] is made of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// They are added.
    Sum,
    /// They are multiplied.
    Product,
    /// `frequency / (k1 + frequency)` of their sum: further occurrences of a word count less and less.
    Saturation,
}

impl Operation {
    /// Returns the name on the wire: `sum`, `product`, `saturation`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Product => "product",
            Self::Saturation => "saturation",
        }
    }
}

impl Factor {
    fn leaf(name: impl Into<String>, value: f64) -> Self {
        Self::of(name, Operation::Sum, value, Vec::new())
    }

    fn of(name: impl Into<String>, operation: Operation, value: f64, parts: Vec<Self>) -> Self {
        Self { name: name.into(), value, operation, parts }
    }

    fn sum(name: impl Into<String>, parts: Vec<Self>) -> Self {
        Self::of(name, Operation::Sum, parts.iter().map(|part| part.value).sum(), parts)
    }

    fn product(name: impl Into<String>, parts: Vec<Self>) -> Self {
        Self::of(name, Operation::Product, parts.iter().map(|part| part.value).product(), parts)
    }
}

/// The tree of an explanation; `slot_texts` are the slots as typed.
pub(super) fn tree(plan: &Plan, explanation: &Explanation, slot_texts: &[String]) -> Factor {
    let words = explanation.slots.iter().zip(slot_texts).map(|(slot, text)| word(text, slot));
    let mut sum: Vec<Factor> = words.collect();
    if explanation.proximity != 0.0 {
        sum.push(Factor::leaf("proximity", explanation.proximity));
    }
    let mut product = vec![Factor::sum("words", sum)];
    if explanation.boost != 1.0 {
        product.push(Factor::leaf("boost of the page", explanation.boost));
    }
    for (boost, factor) in plan.boosts.iter().zip(&explanation.factors) {
        product.push(Factor::leaf(format!("boost by {}", boost.field), *factor));
    }
    Factor::product("score", product)
}

fn word(text: &str, slot: &SlotExplanation) -> Factor {
    let fields = TextField::ALL.into_iter().filter(|field| slot.frequencies[field.index()] > 0.0);
    let parts: Vec<Factor> = fields.map(|field| Factor::leaf(field.name(), slot.frequencies[field.index()])).collect();
    let frequency: f64 = slot.frequencies.iter().sum();
    let saturated = Factor::of("frequency", Operation::Saturation, frequency / (K1 + frequency), parts);
    Factor::product(text, vec![Factor::leaf("idf", slot.idf), saturated])
}
