//! What a document's score is multiplied by.

use super::columns::NO_DATE;
use super::snapshot::EmbeddedSnapshot;
use crate::engine::{Boost, Plan};

/// The boosts of a plan, ready to be asked of documents.
pub(super) struct Boosts<'a> {
    snapshot: &'a EmbeddedSnapshot,
    boosts: &'a [Boost],
    /// Every factor is 1.
    is_neutral: bool,
}

impl<'a> Boosts<'a> {
    pub(super) fn new(snapshot: &'a EmbeddedSnapshot, plan: &'a Plan) -> Self {
        let is_neutral = plan.boosts.is_empty() && snapshot.segments.iter().all(|own| !own.columns.has_boosts());
        Self { snapshot, boosts: &plan.boosts, is_neutral }
    }

    /// The page's own boost.
    pub(super) fn own(&self, doc: u32) -> f64 {
        let (segment, local) = self.snapshot.locate(doc);
        segment.columns.boost(local)
    }

    /// The factor of each of the plan's boosts.
    pub(super) fn factors(&self, doc: u32) -> impl Iterator<Item = f64> {
        self.boosts.iter().map(move |boost| self.factor(boost, doc))
    }

    /// All of them multiplied.
    #[inline]
    pub(super) fn product(&self, doc: u32) -> f64 {
        if self.is_neutral { 1.0 } else { self.own(doc) * self.factors(doc).product::<f64>() }
    }

    fn factor(&self, boost: &Boost, doc: u32) -> f64 {
        if boost.field == "date" {
            return boost.of_date(Some(self.snapshot.date(doc)).filter(|date| *date != NO_DATE));
        }
        let numbers = self.snapshot.values.of_field(&boost.field);
        let values = self.snapshot.row(doc).filter(|value| numbers.contains(value));
        boost.of_values(values.map(|value| self.snapshot.values.all[value as usize].shown.as_str()))
    }
}
