//! How the score of a hit came about, where a search asked.

use frontis::search::{Factor, Hit};
use serde::Serialize;

/// Why a hit stands where it stands.
#[derive(Debug, Serialize)]
pub(super) struct ExplanationBody<'a> {
    /// Why it stands before hits with a greater score; `null` where the score alone decides.
    raised: Option<&'static str>,
    score: FactorBody<'a>,
}

impl<'a> ExplanationBody<'a> {
    /// The explanation of a hit; `None` where the search did not ask.
    pub(super) fn new(hit: &'a Hit) -> Option<Self> {
        let score = hit.explanation.as_ref().map(FactorBody::new)?;
        Some(Self { raised: hit.raised.map(|raised| raised.as_str()), score })
    }
}

/// A part of a score and what it is made of.
#[derive(Debug, Serialize)]
struct FactorBody<'a> {
    name: &'a str,
    value: f64,
    /// How the value comes of the parts: their `sum`, their `product`, or of their sum `x` the `saturation`
    /// `x / (k1 + x)` with [`K1`](frontis::engine::K1). Only where there are parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    operation: Option<&'static str>,
    parts: Vec<Self>,
}

impl<'a> FactorBody<'a> {
    fn new(factor: &'a Factor) -> Self {
        Self {
            name: &factor.name,
            value: factor.value,
            operation: (!factor.parts.is_empty()).then(|| factor.operation.as_str()),
            parts: factor.parts.iter().map(Self::new).collect(),
        }
    }
}
