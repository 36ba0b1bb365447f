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
    /// How the score of each hit came about, in the order of the hits; empty unless the plan asks.
    pub explanations: Vec<Explanation>,
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
    /// Bit `i` is set when slot `i` matched; all are for a raised page.
    pub matched: u64,
    /// Why it stands before pages with a greater score, if it does.
    pub raised: Option<Raised>,
}

/// Why a page stands before others whatever its score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Raised {
    /// It is pinned to the query.
    Pin,
    /// The query is its title, or one of its aliases.
    Title,
    /// The query is one of its headings.
    Heading,
    /// It holds every word, and its title begins with the query.
    TitleBeginning,
    /// It holds every word, and its title is the query but for a misspelling.
    TitleMisspelt,
}

impl Raised {
    /// Returns the name on the wire: `pin`, `title`, `heading`, `title_beginning`, `title_misspelt`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pin => "pin",
            Self::Title => "title",
            Self::Heading => "heading",
            Self::TitleBeginning => "title_beginning",
            Self::TitleMisspelt => "title_misspelt",
        }
    }
}

/// How a score came about: `(Σ slots + proximity) · boost · Π factors`, rounded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Explanation {
    /// One per slot of the plan.
    pub slots: Vec<SlotExplanation>,
    /// What the words' standing close together adds.
    pub proximity: f64,
    /// The page's own boost; 1 unless it names one.
    pub boost: f64,
    /// The factors of the plan's boosts, in its order.
    pub factors: Vec<f64>,
}

/// What a slot gives to a score: `idf · frequency / (k1 + frequency)`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct SlotExplanation {
    /// How much the slot tells of a page, by how few pages match it.
    pub idf: f64,
    /// The weighted, length-normalised frequency in each text field, in the order of [`TextField::ALL`]; their sum is
    /// the frequency.
    ///
    /// [`TextField::ALL`]: super::TextField::ALL
    pub frequencies: [f64; super::TextField::COUNT],
}

impl SlotExplanation {
    /// Returns what the slot gives to the score.
    pub fn score(&self) -> f64 {
        let frequency: f64 = self.frequencies.iter().sum();
        self.idf * frequency / (super::K1 + frequency)
    }
}

impl Explanation {
    /// Returns the score, not rounded.
    pub fn score(&self) -> f64 {
        let words: f64 = self.slots.iter().map(SlotExplanation::score).sum();
        (words + self.proximity) * self.boost * self.factors.iter().product::<f64>()
    }
}

/// A term of the collection that is spelt like another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimilarTerm {
    /// The term.
    pub term: String,
    /// Edits between the two: 1 or 2.
    pub edits: u8,
    /// Living pages that hold it in some text field.
    pub pages: u64,
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
