//! Holds two indexes against each other, through the whole search pipeline.

use std::collections::BTreeMap;

use frontis::{Hit, Index, Request, Results};
use proptest::prelude::*;

use super::near;
use super::runner::{Verdict, ensure, for_all, same};
use crate::{generate, scale};

/// Checks that two indexes of the same pages answer every request alike: errors, tiers, totals, hits with titles,
/// snippets, fields and missing words, facets, the fate of every word, suggestions.
///
/// Scores may differ by [`TOLERANCE`](super::TOLERANCE), and hits within it may change places unless they tie in both. What a search took and the generation are
/// not compared.
///
/// # Panics
/// When an answer differs.
pub fn check_index(real: &Index, oracle: &Index, requests: impl IntoIterator<Item = Request>) {
    for request in requests {
        if let Err(difference) = request_agrees(real, oracle, &request) {
            panic!("two indexes answer differently: {difference}");
        }
    }
}

/// Checks random folders: `load` makes two indexes of the files it is given (Markdown by path), which must answer every
/// request alike, as in [`check_index`].
///
/// # Panics
/// When an answer differs, with the smallest folder and requests.
pub fn check_pipeline(load: impl Fn(&BTreeMap<String, String>) -> (Index, Index)) {
    let cases = (generate::files(12), prop::collection::vec(generate::requests(), 1..=8));
    for_all("two indexes of one folder answer alike", scale::cases(40, 800), cases, |(files, requests)| {
        let (real, oracle) = load(&files);
        requests.iter().try_for_each(|request| request_agrees(&real, &oracle, request))
    });
}

fn request_agrees(real: &Index, oracle: &Index, request: &Request) -> Verdict {
    let verdict = match (real.search(request), oracle.search(request)) {
        (Ok(found), Ok(expected)) => results_agree(&found, &expected),
        (Err(found), Err(expected)) => same("errors", &found.kind(), &expected.kind()),
        (found, expected) => Err(format!("one index refuses: found {found:?}, expected {expected:?}")),
    };
    verdict.map_err(|difference| format!("{difference}\n request: {request:?}"))
}

fn results_agree(found: &Results, expected: &Results) -> Verdict {
    same("queries", &found.query, &expected.query)?;
    same("tiers", &found.tier, &expected.tier)?;
    same("totals", &found.total, &expected.total)?;
    same("partial totals", &found.partial_total, &expected.partial_total)?;
    same("time-outs", &found.timed_out, &expected.timed_out)?;
    same("facets", &found.facets, &expected.facets)?;
    same("terms", &found.terms, &expected.terms)?;
    same("suggestions", &found.did_you_mean, &expected.did_you_mean)?;
    same("numbers of hits", &found.hits.len(), &expected.hits.len())?;
    for (place, (hit, expected)) in found.hits.iter().zip(&expected.hits).enumerate() {
        ensure(near(hit.score, expected.score), || {
            let (id, score) = (&expected.id, expected.score);
            format!("hit {place} is {:?} with {}, expected {id:?} with {score}", hit.id, hit.score)
        })?;
    }
    hits_agree(found, expected)?;
    ties_agree(found, expected)
}

/// Compares hits of one id. A hit may be missing on one side only where the window ends amid near ties.
fn hits_agree(found: &Results, expected: &Results) -> Verdict {
    let by_id: BTreeMap<&str, &Hit> = expected.hits.iter().map(|hit| (hit.id.as_str(), hit)).collect();
    same("numbers of pages", &by_id.len(), &expected.hits.len())?;
    for hit in &found.hits {
        match by_id.get(hit.id.as_str()) {
            Some(expected) => hit_agrees(hit, expected)?,
            None => {
                let mut ends = expected.hits.first().into_iter().chain(expected.hits.last());
                ensure(ends.any(|end| near(hit.score, end.score)), || format!("{:?} is a hit", hit.id))?;
            }
        }
    }
    Ok(())
}

fn hit_agrees(found: &Hit, expected: &Hit) -> Verdict {
    let id = &found.id;
    ensure(near(found.score, expected.score), || {
        format!("{id:?} scores {}, expected {}", found.score, expected.score)
    })?;
    same(&format!("titles of {id:?}"), &found.title, &expected.title)?;
    same(&format!("snippets of {id:?}"), &found.snippets, &expected.snippets)?;
    same(&format!("missing words of {id:?}"), &found.missing, &expected.missing)?;
    same(&format!("fields of {id:?}"), &found.fields, &expected.fields)?;
    let place = |hit: &Hit| (hit.url.clone(), hit.lang.clone(), hit.rtl);
    same(&format!("url, language and direction of {id:?}"), &place(found), &place(expected))
}

/// Pages that tie in both indexes stand by date and id, so their order is the same in both.
fn ties_agree(found: &Results, expected: &Results) -> Verdict {
    let places: BTreeMap<&str, (usize, f64)> =
        expected.hits.iter().enumerate().map(|(place, hit)| (hit.id.as_str(), (place, hit.score))).collect();
    for (place, first) in found.hits.iter().enumerate() {
        for second in found.hits[place + 1..].iter().filter(|second| second.score == first.score) {
            if let (Some(a), Some(b)) = (places.get(first.id.as_str()), places.get(second.id.as_str())) {
                let kept = a.1 != b.1 || a.0 < b.0;
                ensure(kept, || format!("{:?} stands before {:?}, with the same score", first.id, second.id))?;
            }
        }
    }
    Ok(())
}
