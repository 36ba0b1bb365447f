//! The seam between what a search asks and what answers it.
//!
//! A [`Plan`] goes in, an [`Outcome`] comes out; a [`Batch`] of [`Document`]s changes what is there. Nothing here names
//! a search library, so that an engine can be replaced, and so that the naive engine of the test kit can be held against
//! the real one. **Both must agree on everything below, scores included**, on any collection and after any history.
//!
//! # What an engine computes
//!
//! *Words.* [`analyze`](crate::text::analyze) cuts each text of a document into terms with positions; no phrase reaches
//! from one text into the next. The length of a text is the number of its positions.
//!
//! *An atom* matches a page when one of its forms (or its phrase) stands in one of its text fields. A *slot* matches when
//! one of its atoms does. An excluded atom that matches takes the page out of everything, unless it is raised by name.
//!
//! *Words' score* (BM25F: Robertson, Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, §3.2). For
//! a slot, `tf = Σ over atoms, forms, fields of form weight · field weight · occurrences / (1 − b + b · length / average
//! length of the field)`. An *occurrence* of a form is one of any term it covers; a term that several forms of an atom
//! cover counts once, with the greatest weight. An occurrence of a phrase is a position where it begins, with the
//! phrase's weight. `idf = ln(1 + (N − n + 0.5) / (n + 0.5))`, `N` living pages, `n` living pages that the slot matches.
//! A slot scores `idf · tf / (k1 + tf)`; an engine may round the length factor to `f32`. Averages are over living pages,
//! those without the field included; a field no page has has average 1. Statistics never count a deleted page; they do
//! count pages that an excluded atom takes out.
//!
//! *Score.* `(Σ over slots + proximity) · the document's boost · the factor of each of the plan's boosts`
//! ([`Boost`]).
//!
//! *Proximity.* Slots whose words have the same terms by their whole spelling (the [`FormKind::Term`]s of all their words,
//! as a set) are one group; a slot without such a term is in none. A group has the positions of its first slot's terms, in
//! the fields that slot looks at, the idf of that slot, and the sum of its slots' idfs as its weight. `m` is the average of the idfs of groups that match a page.
//! For each two positions of different groups `s`, `u` in one text field, `d` apart, `1 ≤ d ≤` [`PROXIMITY_WINDOW`]:
//! `a_s += idf_u / (m · d)`, and `a_u += idf_s / (m · d)`. The texts of a field stand in a row with one position left out
//! between them; those without terms are left out. Proximity is [`Plan::proximity`] `· Σ over groups of weight · a / (k1 +
//! a)`: at most that share of what the words score. (After Rasolofo, Savoy, "Term Proximity Scoring for Keyword-Based
//! Retrieval Systems", 2003, and Büttcher, Clarke, Lushman, "Term Proximity Scoring for Ad-Hoc Retrieval on Very Large
//! Text Collections", 2006; the window is that of Metzler, Croft, "A Markov Random Field Model for Term Dependencies",
//! 2005.)
//!
//! *Names.* With [`Plan::name`] given, and [`title_key`](crate::text::title_key) of it not empty:
//!
//! - a page is of that *title* when the keys of its title and of the name are equal, or those of one of its aliases;
//! - a page that is not carries that *heading* when a text of its headings has the key;
//! - a page's title *begins with* the name when the plan has slots, the first 256 scalar values of the title's key begin
//!   with the name's key and are longer, and the name's key has at most 256;
//! - a page's title *nearly is* the name when the plan has slots and the title's key is that of one of
//!   [`Plan::near_names`].
//!
//! Pinned pages and pages of that title or heading belong to the full tier and match every slot, whatever they hold; an
//! excluded atom does not take them out.
//!
//! *Tiers* (`Match::Auto`). The full tier is the pages that match every slot; the partial tier those that match some.
//! Which one counts is decided before filters: the full tier unless it is empty. `All` drops the partial tier, `Any`
//! makes one tier of all. A plan without slots matches every page as the full tier.
//!
//! *Counts.* `total` is the pages of the counted tier that pass every selection and the filter. The count of a value is
//! the pages of the counted tier that hold it and pass the filter and every selection on *other* fields.
//!
//! *Order.* By the sort key. Under relevance: pinned pages, in the plan's order; pages of that title; of those that carry
//! the heading the first three by score, date and id that pass selections and filter; pages of the full tier (the one
//! tier of `Any`) whose title begins with the name, shortest key first, then those whose title nearly is the name, in the
//! order of the near names; all others. Pages of that title: those whose title is the name but for white space around it,
//! then but for case (`str::to_lowercase`), then but for what [`fold`](crate::text::fold) folds, then the rest, then those
//! of an alias. Within each, the full tier before the partial, then the score rounded to 1e-5, greatest first. Ties: the
//! date, newest first, none last; then the page id by its bytes.
//!
//! *Two stages.* Proximity is part of the score of the first 200 pages that pass, in the order that scores without it
//! give; they are then ordered anew among themselves. Under another sort, with one slot or none, and with
//! [`Plan::proximity`] 0, it is part of none.

mod batch;
mod document;
mod outcome;
mod plan;

use std::sync::Arc;

pub use batch::Batch;
pub use document::{AttributeValue, Document, Text, TextField};
pub use outcome::{
    DocId, Explanation, FacetCounts, FieldStatistics, Outcome, Raised, ScoredDoc, SimilarTerm, SlotExplanation, Tier,
    ValueCount,
};
pub(crate) use plan::number;
pub use plan::{
    Atom, Boost, BoostKind, Budget, FacetOrder, FacetPlan, Form, FormKind, Match, Matcher, Phrase, Plan, Predicate,
    Selection, Slot, Sort, SortKey, ValueTest, Weights,
};

use crate::error::Result;
use crate::text::Language;

/// The most slots of a plan.
pub const MAX_SLOTS: usize = 62;
/// BM25's saturation of repeated words.
pub const K1: f64 = 1.2;
/// BM25's share of length normalisation.
pub const B: f64 = 0.75;

/// Words farther apart than this do not stand close together, in positions.
pub const PROXIMITY_WINDOW: u32 = 8;

/// Holds the documents of one collection and answers plans from them.
pub trait Engine: Send + Sync + 'static {
    /// Applies removals, then additions, in one commit, and publishes the next snapshot. An added id replaces the
    /// document that had it. When it fails, searches go on as before; the next commit starts from what is there.
    ///
    /// # Errors
    /// [`IndexLocked`](crate::ErrorKind::IndexLocked), [`IndexNotWritable`](crate::ErrorKind::IndexNotWritable),
    /// [`IndexDamaged`](crate::ErrorKind::IndexDamaged), [`Io`](crate::ErrorKind::Io);
    /// [`IndexChanged`](crate::ErrorKind::IndexChanged) when the batch is based on another generation than the last,
    /// [`RequestInvalid`](crate::ErrorKind::RequestInvalid) for a page id the engine cannot keep.
    fn apply(&self, batch: Batch) -> Result<Arc<dyn Snapshot>>;

    /// Publishes what is committed now, by another process too, and returns it.
    ///
    /// # Errors
    /// [`IndexDamaged`](crate::ErrorKind::IndexDamaged), [`Io`](crate::ErrorKind::Io); the snapshot stays as it was
    /// then.
    fn refresh(&self) -> Result<Arc<dyn Snapshot>> {
        Ok(self.snapshot())
    }

    /// The newest published state. Cheap; searches under way keep the one they have.
    fn snapshot(&self) -> Arc<dyn Snapshot>;
}

/// One committed state of an index; never changes.
pub trait Snapshot: Send + Sync {
    /// Grows by one with each commit; 0 for an index nothing was ever applied to.
    fn generation(&self) -> u64;

    /// Living pages.
    fn page_count(&self) -> u64;

    /// Bytes of the index on disk, or of its files in memory.
    fn size_bytes(&self) -> u64;

    /// The opaque bytes of the last batch that carried some; empty when none did.
    fn state(&self) -> &[u8];

    /// The terms of the index, in any text field, that have this stem in `language`; sorted, without repeats. Terms of
    /// deleted pages may be among them.
    ///
    /// # Errors
    /// [`IndexDamaged`](crate::ErrorKind::IndexDamaged), [`Io`](crate::ErrorKind::Io).
    fn terms_with_stem(&self, language: Language, stem: &str) -> Result<Vec<String>>;

    /// The terms of living pages, in any text field, that are 1 to `edits` edits from `term` (optimal string alignment:
    /// letters inserted, deleted, replaced, neighbours swapped); `edits` is 1 or 2. Nearest first, then those on most
    /// pages, then by their bytes. Looking stops when the budget is spent.
    ///
    /// # Errors
    /// [`IndexDamaged`](crate::ErrorKind::IndexDamaged), [`Io`](crate::ErrorKind::Io).
    fn similar_terms(&self, term: &str, edits: u8, budget: &Budget) -> Result<Vec<SimilarTerm>>;

    /// Per attribute field, what the living pages hold; sorted by name.
    fn field_statistics(&self) -> Vec<FieldStatistics>;

    /// The spelling shown of the value with this key in `field`: the most frequent among living pages, of equally
    /// frequent ones the least by bytes. `None` when no living page holds it.
    fn shown_spelling(&self, field: &str, key: &str) -> Option<&str>;

    /// Living pages that one of `atoms` matches, or `at_most` when there are at least so many; counting stops there, and
    /// when the budget is spent.
    ///
    /// # Errors
    /// [`IndexDamaged`](crate::ErrorKind::IndexDamaged), [`Io`](crate::ErrorKind::Io).
    fn matching_pages(&self, atoms: &[Atom], at_most: u64, budget: &Budget) -> Result<u64>;

    /// Answers `plan`; [the module](self) says what that means.
    ///
    /// # Errors
    /// [`IndexDamaged`](crate::ErrorKind::IndexDamaged), [`Io`](crate::ErrorKind::Io).
    fn search(&self, plan: &Plan) -> Result<Outcome>;

    /// The stored payload of a document ([`Document::payload`]) of this snapshot.
    ///
    /// # Errors
    /// [`IndexDamaged`](crate::ErrorKind::IndexDamaged), [`Io`](crate::ErrorKind::Io).
    fn payload(&self, doc: DocId) -> Result<Vec<u8>>;

    /// The living document with this page id; `None` where there is none.
    ///
    /// # Errors
    /// [`IndexDamaged`](crate::ErrorKind::IndexDamaged), [`Io`](crate::ErrorKind::Io).
    fn find(&self, id: &str) -> Result<Option<DocId>>;
}
