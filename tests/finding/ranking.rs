//! How good the ranking is on public test collections, and that the order is one list whatever part of it is asked for.

use frontis::eval::{Beir, Evaluation, Means, Run};
use frontis::search::Match;
use frontis::{Config, Request};
use frontis_testkit::{scale, shared};

use crate::{collection, ids};

/// The sets, their judged queries, and nDCG@10 of Lucene's BM25 on each.
const SETS: [(&str, usize, f64); 4] =
    [("cranfield", 225, 0.359), ("cisi", 76, 0.385), ("cacm", 52, 0.494), ("med", 30, 0.690)];

/// The figures of the four sets, each query asked as `request` makes it.
fn measure(request: impl Fn(&Beir, &str) -> Request + Sync) -> Option<[Means; 4]> {
    let folder = shared("ir")?;
    Some(SETS.map(|(set, queries, _)| {
        let beir = Beir::read(folder.join(set)).unwrap();
        let index = beir.index(Config::default()).unwrap();
        let run = Run::with(&index, &beir.judgments, |query| request(&beir, query)).unwrap();
        let means = Evaluation::new(&beir.judgments, &run, 10).means();
        assert_eq!(means.queries, queries, "{set}");
        means
    }))
}

fn mean(means: &[Means; 4]) -> f64 {
    means.iter().map(|means| means.ndcg).sum::<f64>() / 4.0
}

#[test]
fn public_collections_are_ranked_better_than_by_lucene() {
    let Some(means) = measure(|_, query| Request::new(query)) else { return };
    for ((set, _, lucene), means) in SETS.iter().zip(&means) {
        eprintln!(
            "{set}: nDCG@10 {:.4} (Lucene {lucene}), MAP {:.4}, MRR@10 {:.4}",
            means.ndcg, means.map, means.mrr_10
        );
        assert!(means.ndcg >= lucene - 0.005, "{set}: {}", means.ndcg);
    }
    eprintln!("mean nDCG@10 {:.4}", mean(&means));
    assert!(mean(&means) >= 0.490);
}

#[test]
fn pages_with_every_word_may_come_first_without_loss() {
    let Some(auto) = measure(|_, query| Request::new(query)) else { return };
    let any = measure(|_, query| Request::new(query).matching(Match::Any)).unwrap();
    for ((set, ..), (auto, any)) in SETS.iter().zip(auto.iter().zip(&any)) {
        eprintln!("{set}: auto {:.4}, any {:.4}", auto.ndcg, any.ndcg);
        assert!((auto.ndcg - any.ndcg).abs() <= any.ndcg * 0.01, "{set}: {} and {}", auto.ndcg, any.ndcg);
    }
}

#[test]
fn one_slip_in_the_longest_word_loses_next_to_nothing() {
    let Some(clean) = measure(|_, query| Request::new(query)) else { return };
    let mut kept = Vec::new();
    for seed in 0..scale::cases(2, 10) {
        let slipped = measure(|_, query| Request::new(slip(query, u64::from(seed)))).unwrap();
        eprintln!("seed {seed}: mean nDCG@10 {:.4} of {:.4}", mean(&slipped), mean(&clean));
        kept.push(mean(&slipped) / mean(&clean));
    }
    let kept_on_average = kept.iter().sum::<f64>() / kept.len() as f64;
    assert!(kept_on_average >= 0.98, "{kept:?}");
}

/// `query` with one letter of its longest word left out, doubled, replaced or swapped with the next.
fn slip(query: &str, seed: u64) -> String {
    let words = query.split(|c: char| !c.is_ascii_alphabetic());
    let Some(longest) = words.max_by_key(|word| word.len()).filter(|word| word.len() > 3) else {
        return query.to_owned();
    };
    let mut state = query
        .bytes()
        .fold(seed ^ 0x9E37_79B9_7F4A_7C15, |state, byte| (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3));
    let mut next = |below: usize| {
        state = (state ^ (state >> 31)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        ((state >> 33) % below as u64) as usize
    };
    let mut letters: Vec<char> = longest.chars().collect();
    let at = next(letters.len() - 1);
    match next(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, char::from(b'a' + next(26) as u8)),
        2 => letters[at] = char::from(b'a' + next(26) as u8),
        _ => letters.swap(at, at + 1),
    }
    query.replacen(longest, &letters.into_iter().collect::<String>(), 1)
}

#[test]
fn pages_of_results_join_to_one_list_over_any_limit() {
    let Some(root) = shared("markdown/18f") else { return };
    let (index, _) = collection(&root);
    let request = |query: &str| Request::new(query).facets::<&str>([]).fields::<&str>([]).snippets(0);
    for query in
        ["design", "open source code", "user research team", "agile procurement contracts -team", "acessibility"]
    {
        let mut whole = Vec::new();
        for offset in (0..400).step_by(100) {
            whole.extend(index.search(request(query).offset(offset).limit(100)).unwrap().hits);
        }
        for limit in [1, 7, 30, 99] {
            let mut joined = Vec::new();
            while joined.len() < whole.len().min(300) {
                let hits = index.search(request(query).offset(joined.len()).limit(limit)).unwrap().hits;
                joined.extend(hits);
            }
            let length = joined.len().min(whole.len());
            assert_eq!(ids(&joined[..length]), ids(&whole[..length]), "{query:?} by {limit}");
            let scores = |hits: &[frontis::search::Hit]| hits.iter().map(|hit| hit.score).collect::<Vec<_>>();
            assert_eq!(scores(&joined[..length]), scores(&whole[..length]), "{query:?} by {limit}");
        }
    }
}
