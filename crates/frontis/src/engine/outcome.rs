//! What an engine answers.

/// A document within one snapshot; means nothing in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocId(pub u32);

/// The tier that `total` and the facet counts speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tier {
    /// Pages that hold every word.
    #[default]
    Full,
    /// Pages that hold some words, because none holds all.
    Partial,
    /// Pages that hold at least one word, asked for as one tier.
    Any,
}

/// The answer to a plan.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// The counted tier.
    pub tier: Tier,
    /// Pages of the counted tier that pass selections and filter.
    pub total: u64,
    /// Pages of the partial tier that do, where the full one is counted; else 0.
    pub partial_total: u64,
    /// The hits from `offset`, at most `limit`.
    pub hits: Vec<ScoredDoc>,
    /// Living pages each slot matches, whatever the filter, in the plan's order.
    pub slot_pages: Vec<u64>,
    /// One per planned facet, in the plan's order.
    pub facets: Vec<FacetCounts>,
    /// The budget was spent: what is above speaks of the part that was looked at, the tier too. An excluded page is
    /// never among the hits.
    pub timed_out: bool,
}

/// A page that matched.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoredDoc {
    /// The document.
    pub doc: DocId,
    /// The score, rounded to 1e-5; 0 without slots.
    pub score: f64,
    /// Bit `i` is set when slot `i` matched.
    pub matched: u64,
}

/// The values of one field among the counted pages.
///
/// A value's count is the total one gets when it is the only value selected in its field, other fields' selections and
/// the filter kept. A page with several values counts in each, so that counts may add up to more than the total.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FacetCounts {
    /// The field's canonical name.
    pub field: String,
    /// Values with a count, at most the limit, then selected ones left out by it or without a count. Most pages first,
    /// ties by folded value; years in their order. Empty when no counted page has the field.
    pub values: Vec<ValueCount>,
    /// Distinct values with a count, those past the limit included.
    pub distinct: usize,
    /// The least and greatest number among the values with a count, those past the limit included; `None` when no value
    /// is a number.
    pub range: Option<(f64, f64)>,
}

/// A facet value and its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueCount {
    /// The most frequent spelling among living pages; of equally frequent ones the least by bytes.
    pub value: String,
    /// Pages that hold it; exact. 0 only for a selected value.
    pub count: u64,
    /// It passes a test of the selection on its field.
    pub selected: bool,
}

/// What the living pages hold in one attribute field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldStatistics {
    /// The field.
    pub field: String,
    /// Pages with a value in it.
    pub pages: u64,
    /// Distinct keys.
    pub distinct: u64,
    /// The length of the longest spelling, in Unicode scalar values.
    pub longest_chars: u64,
}
