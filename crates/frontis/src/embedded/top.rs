//! Keeps the best documents of a search.

use std::cmp::Ordering;

use super::raise::Place;
use super::snapshot::EmbeddedSnapshot;
use crate::engine::SortKey;

/// What documents are ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rank {
    /// Where it stands whatever its score.
    pub(super) place: Place,
    /// 0 for the full tier, 1 for the partial.
    pub(super) tier: u8,
    /// The score in units of 1e-5.
    pub(super) score: i64,
    pub(super) date: i64,
    pub(super) doc: u32,
}

/// The order of a plan's hits.
#[derive(Clone, Copy)]
pub(super) struct Order<'a> {
    pub(super) snapshot: &'a EmbeddedSnapshot,
    pub(super) sort: &'a SortKey,
}

/// The best `wanted` documents seen so far, in O(1) amortised per document and O(wanted) memory.
pub(super) struct Top<'a> {
    order: Order<'a>,
    wanted: usize,
    kept: Vec<Rank>,
    /// The last place among `wanted`, once there are so many.
    worst: Option<Rank>,
}

impl<'a> Top<'a> {
    pub(super) fn new(order: Order<'a>, wanted: usize) -> Self {
        Self { order, wanted, kept: Vec::new(), worst: None }
    }

    /// True for a document that cannot be among the best, told by its place, tier and score alone, in units of 1e-5 and
    /// not rounded: most need not be looked at any closer.
    #[inline]
    pub(super) fn is_beaten(&self, place: Place, tier: u8, units: f64) -> bool {
        let Some(worst) = self.worst.filter(|_| *self.order.sort == SortKey::Relevance) else {
            return self.wanted == 0;
        };
        match (place, tier).cmp(&(worst.place, worst.tier)) {
            Ordering::Less => false,
            Ordering::Equal => units < worst.score as f64 - 0.5,
            Ordering::Greater => true,
        }
    }

    pub(super) fn push(&mut self, rank: Rank) {
        if self.wanted == 0 || self.worst.is_some_and(|worst| self.order.compare(&rank, &worst) != Ordering::Less) {
            return;
        }
        self.kept.push(rank);
        if self.kept.len() >= self.wanted.saturating_mul(2).saturating_add(64) {
            self.shrink();
        }
    }

    fn shrink(&mut self) {
        let mut kept = std::mem::take(&mut self.kept);
        let (_, worst, _) = kept.select_nth_unstable_by(self.wanted - 1, |a, b| self.order.compare(a, b));
        self.worst = Some(*worst);
        kept.truncate(self.wanted);
        self.kept = kept;
    }

    /// The best documents, in order.
    pub(super) fn finish(mut self) -> Vec<Rank> {
        let mut kept = std::mem::take(&mut self.kept);
        self.order.sort(&mut kept);
        kept.truncate(self.wanted);
        kept
    }
}

impl Order<'_> {
    pub(super) fn sort(&self, ranks: &mut [Rank]) {
        ranks.sort_unstable_by(|a, b| self.compare(a, b));
    }

    fn compare(&self, a: &Rank, b: &Rank) -> Ordering {
        let newest_first = b.date.cmp(&a.date);
        let ordering = match self.sort {
            SortKey::Relevance => {
                (a.place, a.tier).cmp(&(b.place, b.tier)).then(b.score.cmp(&a.score)).then(newest_first)
            }
            SortKey::Date { descending: true } => newest_first,
            SortKey::Date { descending: false } => {
                let missing = |rank: &Rank| rank.date == super::columns::NO_DATE;
                missing(a).cmp(&missing(b)).then(a.date.cmp(&b.date))
            }
        };
        ordering.then_with(|| self.compare_ids(a.doc, b.doc))
    }

    /// By the bytes of the page ids; within a segment their ranks tell.
    fn compare_ids(&self, a: u32, b: u32) -> Ordering {
        let ((segment_a, local_a), (segment_b, local_b)) = (self.snapshot.locate(a), self.snapshot.locate(b));
        if segment_a.base == segment_b.base {
            let ranks = &segment_a.columns.id_ranks;
            ranks[local_a as usize].cmp(&ranks[local_b as usize])
        } else {
            segment_a.columns.id(local_a).cmp(segment_b.columns.id(local_b))
        }
    }
}
