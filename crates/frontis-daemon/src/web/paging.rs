//! The ways to further hits.

use frontis::search::{Results, SortKey, Tier};

use super::links::link;
use crate::http::parameters::{FARTHEST_HIT, SearchParameters};

/// How many hits are added in place at a time.
const STEP: usize = 20;
/// The most hits on one page.
const MOST: usize = 100;

/// Links to the hits around those shown; each missing where there are none.
#[derive(Debug, PartialEq, Eq, Default)]
pub(super) struct Paging {
    pub(super) previous: Option<String>,
    pub(super) next: Option<String>,
    /// How many further hits one page more shows, and the link to it.
    pub(super) more: Option<(usize, String)>,
}

impl Paging {
    /// True where there is no way on or back.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The ways on and back from the hits of `parameters`, of `listed` in all.
pub(super) fn paging(parameters: &SearchParameters, listed: usize) -> Paging {
    let to = |limit, offset| link(&SearchParameters { limit, offset, ..parameters.clone() });
    let SearchParameters { limit, offset, .. } = *parameters;
    let after = offset + limit;
    let reachable = listed.min(FARTHEST_HIT);
    let grown = (limit + STEP).min(MOST).min(FARTHEST_HIT.saturating_sub(offset));
    let more = grown.min(reachable.saturating_sub(offset)).saturating_sub(limit);
    Paging {
        previous: (offset > 0).then(|| to(limit, offset.saturating_sub(limit))),
        next: (limit > 0 && after < listed && after + limit <= FARTHEST_HIT).then(|| to(limit, after)),
        more: (more > 0).then(|| (more, format!("{}#hit-{}", to(grown, offset), after + 1))),
    }
}

/// The hits that paging reaches: under relevance, the partial tier follows the full one.
pub(crate) fn listed(parameters: &SearchParameters, results: &Results) -> usize {
    let listed = match (results.tier, &parameters.sort.key) {
        (Tier::Full, SortKey::Relevance) => results.total + results.partial_total,
        _ => results.total,
    };
    usize::try_from(listed).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(limit: usize, offset: usize, listed: usize, expected: [&str; 3]) {
        let paging = paging(&SearchParameters { limit, offset, ..SearchParameters::default() }, listed);
        let more = paging.more.map(|(count, link)| format!("{count} {link}"));
        let links = [paging.previous, more, paging.next].map(Option::unwrap_or_default);
        assert_eq!(links, expected);
    }

    #[test]
    fn links_lead_on_and_back_and_stop_at_the_ends() {
        check(20, 0, 20, ["", "", ""]);
        check(20, 0, 21, ["", "1 ./?limit=40#hit-21", "./?offset=20"]);
        check(20, 40, 200, ["./?offset=20", "20 ./?limit=40&offset=40#hit-61", "./?offset=60"]);
        check(20, 10, 25, ["./", "", ""]);
        check(0, 0, 5, ["", "5 ./#hit-1", ""]);
    }

    #[test]
    fn a_page_grows_to_a_hundred_hits_and_no_further() {
        check(90, 0, 500, ["", "10 ./?limit=100#hit-91", "./?limit=90&offset=90"]);
        check(100, 0, 500, ["", "", "./?limit=100&offset=100"]);
    }

    #[test]
    fn the_farthest_hit_bounds_every_link() {
        check(20, 9980, 20_000, ["./?offset=9960", "", ""]);
        check(20, 9970, 20_000, ["./?offset=9950", "10 ./?limit=30&offset=9970#hit-9991", ""]);
    }
}
