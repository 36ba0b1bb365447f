//! The pages that benches make up: figures can be compared only where the pages are the same.

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::collections::{BTreeMap, BTreeSet};

use frontis::content::{Options, parse};

/// FNV-1a, 64 bits (Fowler, Noll, Vo).
fn hash(files: &[(String, String)]) -> u64 {
    let bytes = files.iter().flat_map(|(id, text)| id.bytes().chain(text.bytes()));
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// Where this fails, every figure taken before is of another collection: measure all of them again.
#[test]
fn made_up_pages_are_the_same_everywhere() {
    assert_eq!(format!("{:016x}", hash(&corpus::synthetic_files(200))), "dea4be4729078e1a");
}

#[test]
fn fewer_pages_are_the_first_of_more() {
    assert_eq!(corpus::synthetic_files(20), corpus::synthetic_files(50)[..20]);
}

#[test]
fn every_made_up_page_reads_without_a_remark_and_has_its_facets() {
    let mut seen = BTreeMap::<&str, BTreeSet<String>>::new();
    for (id, text) in corpus::synthetic_files(1_000) {
        let parsed = parse(&id, text.as_bytes(), &Options::default());
        assert_eq!(parsed.diagnostics, [], "{text}");
        let page = parsed.page.unwrap();
        for (facet, _) in corpus::FACETS {
            let values = page.values(facet, 2_000);
            assert!(!values.is_empty(), "{facet}: {text}");
            seen.entry(facet).or_default().extend(values);
        }
    }
    for (facet, values) in corpus::FACETS.iter().filter(|(_, values)| *values > 0) {
        assert_eq!(seen[facet].len(), *values, "{facet}");
    }
}

/// Natural text has few words that make up much of it and many that stand in it once, and pages of all lengths.
#[test]
fn made_up_pages_are_shaped_like_real_ones() {
    let files = corpus::synthetic_files(2_000);
    let mut lengths: Vec<usize> = files.iter().map(|(_, text)| text.len()).collect();
    lengths.sort_unstable();
    let [least, median, most] = [0, 1_000, 1_999].map(|at| lengths[at]);
    assert!(least < 450 && (800..1_200).contains(&median) && most > 8_000, "{least} {median} {most}");

    let mut counts = BTreeMap::<String, usize>::new();
    for (_, text) in &files {
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        words.for_each(|word| *counts.entry(word.to_lowercase()).or_default() += 1);
    }
    let total: usize = counts.values().sum();
    let once = counts.values().filter(|count| **count == 1).count();
    let the = counts["the"] * 100 / total;
    assert!((4..=10).contains(&the) && counts.len() > 15_000 && once > 3_000, "{the} % {} {once}", counts.len());
}
