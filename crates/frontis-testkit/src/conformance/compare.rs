//! Holds the answer of one engine against that of another, which may add up scores in another order.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use frontis::engine::{Match, Plan, Raised, SortKey, Tier};

use super::answer::{Answer, AnsweredHit, Collection};
use super::near;
use super::runner::{Verdict, ensure, same};

/// More than any generated collection holds.
const ALL_HITS: usize = 10_000;

/// Passes when `real` answers as `oracle` does: counts, tiers, matched slots and exact order, where pages may change
/// places only if their scores are within [`TOLERANCE`](super::TOLERANCE) and `real`'s own scores put them so.
pub(super) fn answers_agree(real: &Collection, oracle: &Collection, plan: &Plan) -> Verdict {
    let all = Plan { offset: 0, limit: ALL_HITS, ..plan.clone() };
    let (found, expected) = (real.answer(&all)?, oracle.answer(&all)?);
    same("tiers", &found.tier, &expected.tier)?;
    same("totals", &found.total, &expected.total)?;
    same("partial totals", &found.partial_total, &expected.partial_total)?;
    same("pages of slots", &found.slot_pages, &expected.slot_pages)?;
    same("facets", &found.facets, &expected.facets)?;
    hits_agree(&found.hits, &expected.hits)?;
    is_in_order(real, plan, &found)?;
    window_is_a_part(&real.answer(plan)?, found, plan)
}

fn hits_agree(found: &[AnsweredHit], expected: &[AnsweredHit]) -> Verdict {
    same("numbers of hits", &found.len(), &expected.len())?;
    let by_id: BTreeMap<&str, &AnsweredHit> = expected.iter().map(|hit| (hit.id.as_str(), hit)).collect();
    for (place, (hit, expected)) in found.iter().zip(expected).enumerate() {
        let own = by_id.get(hit.id.as_str()).ok_or_else(|| format!("{:?} is a hit", hit.id))?;
        same(&format!("matched slots of {:?}", hit.id), &hit.matched, &own.matched)?;
        let ties_for_headings = hit.raised != own.raised && near(hit.score, expected.score);
        ensure(hit.raised == own.raised || ties_for_headings, || {
            format!("{:?} is raised by {:?}, expected {:?}", hit.id, hit.raised, own.raised)
        })?;
        let adds_up = hit.explained.is_none_or(|explained| near(explained, hit.score));
        ensure(adds_up, || format!("{:?} scores {}, explained as {:?}", hit.id, hit.score, hit.explained))?;
        ensure(near(hit.score, own.score), || format!("{:?} scores {}, expected {}", hit.id, hit.score, own.score))?;
        ensure(hit.id == expected.id || near(own.score, expected.score), || {
            format!("hit {place} is {hit:?}, expected {expected:?}")
        })?;
    }
    let mut ids: Vec<&str> = found.iter().map(|hit| hit.id.as_str()).collect();
    ids.sort_unstable();
    ensure(ids.windows(2).all(|pair| pair[0] != pair[1]), || format!("a page is a hit twice: {ids:?}"))
}

/// Passes when the hits stand by the engine's own scores, rounded as promised, and ties by date and id.
fn is_in_order(real: &Collection, plan: &Plan, found: &Answer) -> Verdict {
    let all_slots = (0..plan.slots.len()).fold(0_u64, |bits, slot| bits | 1 << slot);
    let key = |hit: &AnsweredHit| {
        let date = real.documents[&hit.id].date;
        let partial = plan.matching != Match::Any && hit.matched != all_slots;
        // Scores are at least 0, and of such numbers the greater has the greater bits.
        let class = hit.raised.map_or(u8::MAX, |raised| raised as u8);
        let by_sort = match plan.sort.key {
            SortKey::Relevance => (class, partial, Reverse(hit.score.to_bits()), None),
            SortKey::Date { descending: true } => (0, false, Reverse(0), None),
            SortKey::Date { descending: false } => (0, date.is_none(), Reverse(0), date),
        };
        (by_sort, Reverse(date), hit.id.clone())
    };
    for hit in &found.hits {
        let rounded = (hit.score * 1e5).round() / 1e5;
        ensure(hit.score >= 0.0 && hit.score == rounded, || format!("a score is not rounded to 1e-5: {hit:?}"))?;
        let counted = found.tier != Tier::Full || hit.matched == all_slots;
        ensure(counted || plan.sort.key == SortKey::Relevance, || format!("{hit:?} is not of the counted tier"))?;
    }
    // Within pins, titles and beginnings of titles there is an order before that of scores; the oracle's is the same.
    let by_score = |hit: &AnsweredHit| matches!(hit.raised, None | Some(Raised::Heading));
    for pair in found.hits.windows(2).filter(|pair| pair[0].raised != pair[1].raised || by_score(&pair[0])) {
        ensure(key(&pair[0]) < key(&pair[1]), || format!("{:?} stands before {:?}", pair[0], pair[1]))?;
    }
    Ok(())
}

/// Passes when the plan's own offset and limit cut `window` out of `all`, and change nothing else.
fn window_is_a_part(window: &Answer, mut all: Answer, plan: &Plan) -> Verdict {
    all.hits = all.hits.into_iter().skip(plan.offset).take(plan.limit).collect();
    same("hits from offset to limit", window, &all)
}
