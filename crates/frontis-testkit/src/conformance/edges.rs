//! Single cases that random ones meet too rarely, or would not explain.

use std::sync::Arc;

use frontis::ErrorKind;
use frontis::engine::{
    Atom, Batch, Document, Engine, FacetOrder, FacetPlan, Form, FormKind, MAX_SLOTS, Matcher, Plan, Slot, Snapshot,
    TextField, Tier,
};
use frontis::text::{Language, Stemmer};

use crate::document::DocumentBuilder;

/// Checks empty engines, replaced, repeated and unknown ids, ids in any script, payloads, states and stems.
///
/// # Panics
/// When the engine does something else.
pub fn check_edges(make: impl Fn() -> Arc<dyn Engine>) {
    an_empty_engine_answers_every_plan_with_nothing(&*make());
    the_last_word_on_an_id_counts(&*make());
    removing_what_is_not_there_changes_nothing(&*make());
    ids_are_found_byte_by_byte(&*make());
    payloads_and_states_come_back_as_they_were(&*make());
    every_living_term_is_found_by_its_stem(&*make());
    a_page_without_words_is_found_by_no_word(&*make());
    every_slot_has_a_bit_of_its_own(&*make());
    a_batch_based_on_an_older_generation_changes_nothing(&*make());
    emptied_engines_start_over(&*make());
}

fn an_empty_engine_answers_every_plan_with_nothing(engine: &dyn Engine) {
    let snapshot = engine.snapshot();
    assert_eq!((snapshot.generation(), snapshot.page_count()), (0, 0));
    assert!(snapshot.state().is_empty() && snapshot.field_statistics().is_empty());
    assert_eq!(snapshot.find("a.md").expect("find"), None);
    assert_eq!(snapshot.terms_with_stem(Language::English, "water").expect("terms"), [""; 0]);
    let facets = vec![FacetPlan { field: "regions".into(), limit: 10, order: FacetOrder::Count }];
    for slots in [vec![], vec![word("water")]] {
        let plan = Plan { slots, facets: facets.clone(), limit: 10, ..Plan::default() };
        let outcome = snapshot.search(&plan).expect("search");
        assert_eq!((outcome.total, outcome.partial_total, outcome.hits.len()), (0, 0, 0));
        let facet = &outcome.facets[0];
        assert_eq!((facet.field.as_str(), facet.values.len(), facet.distinct), ("regions", 0, 0));
        assert_eq!(facet.range, None);
    }
}

fn the_last_word_on_an_id_counts(engine: &dyn Engine) {
    let document = |text: &str| DocumentBuilder::new("a.md").body(text).build();
    let mut batch = Batch::new();
    batch.add_document(document("first"));
    batch.add_document(document("second"));
    let snapshot = apply(engine, batch);
    assert_eq!((snapshot.generation(), snapshot.page_count()), (1, 1));
    assert_eq!((found(&*snapshot, "first").len(), found(&*snapshot, "second").len()), (0, 1));

    let mut batch = Batch::new().remove("a.md");
    batch.add_document(document("third"));
    let snapshot = apply(engine, batch);
    assert_eq!((snapshot.generation(), snapshot.page_count()), (2, 1));
    assert_eq!((found(&*snapshot, "second").len(), found(&*snapshot, "third").len()), (0, 1));

    let mut batch = Batch::new();
    batch.add_document(document("fourth"));
    let snapshot = apply(engine, batch.remove("a.md"));
    assert_eq!((snapshot.generation(), snapshot.page_count()), (3, 0));
    assert!(found(&*snapshot, "third").is_empty() && found(&*snapshot, "fourth").is_empty());
}

fn removing_what_is_not_there_changes_nothing(engine: &dyn Engine) {
    put(engine, [DocumentBuilder::new("a.md").body("water").build()]);
    let before = found(&*engine.snapshot(), "water");
    let snapshot = apply(engine, Batch::new().remove("b.md").remove("A.md").remove("").remove("a.md "));
    assert_eq!((snapshot.generation(), snapshot.page_count()), (2, 1));
    assert_eq!(found(&*snapshot, "water"), before);
}

fn ids_are_found_byte_by_byte(engine: &dyn Engine) {
    let ids = ["a.md", "A.md", "á.md", "a\u{301}.md", "a b.md", "глава/1.md", "水.md", "z🙂.md", "-", "a\0b"];
    let snapshot = put(engine, ids.map(|id| DocumentBuilder::new(id).body("water").payload(id).build()));
    for id in ids {
        let doc = snapshot.find(id).expect("find").unwrap_or_else(|| panic!("{id:?} is not found"));
        assert_eq!(snapshot.payload(doc).expect("payload"), id.as_bytes());
    }
    for absent in ["", "a", "a.m", "a.md\0", "Á.md", " a.md"] {
        assert_eq!(snapshot.find(absent).expect("find"), None, "{absent:?}");
    }
    let mut sorted = ids.map(str::to_owned);
    sorted.sort_unstable();
    assert_eq!(found(&*snapshot, "water"), sorted, "ties stand by the bytes of ids");

    let snapshot = apply(engine, Batch::new().remove("á.md").remove("a.md"));
    assert_eq!((snapshot.page_count(), snapshot.find("a.md").expect("find")), (8, None));
    assert!(snapshot.find("a\u{301}.md").expect("find").is_some());
}

fn payloads_and_states_come_back_as_they_were(engine: &dyn Engine) {
    let payloads = [vec![], vec![0, 255, 10], vec![7; 300_000]];
    let document = |(n, payload): (usize, &Vec<u8>)| DocumentBuilder::new(format!("{n}")).payload(payload.clone());
    let mut batch = Batch::new();
    payloads.iter().enumerate().for_each(|pair| batch.add_document(document(pair).build()));
    batch.set_state(vec![1, 0, 255]);
    let first = apply(engine, batch);
    for (n, payload) in payloads.iter().enumerate() {
        let doc = first.find(&n.to_string()).expect("find").expect("a living page");
        assert!(first.payload(doc).expect("payload") == *payload, "payload {n} came back otherwise");
    }
    assert_eq!(first.state(), [1, 0, 255]);
    assert_eq!(apply(engine, Batch::new().remove("0")).state(), [1, 0, 255], "a batch without state keeps the last");
    let mut batch = Batch::new();
    batch.set_state(vec![9]);
    let third = apply(engine, batch);
    assert_eq!((third.state(), third.generation()), (&[9][..], 3), "a state alone is a commit");
    assert_eq!(first.state(), [1, 0, 255], "an older snapshot keeps its state");
}

fn every_living_term_is_found_by_its_stem(engine: &dyn Engine) {
    let document = DocumentBuilder::new("a.md")
        .title("Watering schools")
        .heading("watered")
        .summary("water’s")
        .body("waters 2014 水 Straße")
        .build();
    let snapshot = put(engine, [document]);
    let stemmer = Stemmer::new(Language::English);
    for term in ["watering", "schools", "watered", "water", "waters", "2014", "水", "strasse"] {
        let stem = stemmer.stem(term);
        let terms = snapshot.terms_with_stem(Language::English, &stem).expect("terms");
        assert!(terms.iter().any(|own| own == term), "{term:?} is not among {terms:?}");
        assert!(terms.windows(2).all(|pair| pair[0] < pair[1]), "sorted, without repeats: {terms:?}");
    }
    assert_eq!(snapshot.terms_with_stem(Language::English, "wat").expect("terms"), [""; 0]);
}

fn a_page_without_words_is_found_by_no_word(engine: &dyn Engine) {
    let silent = DocumentBuilder::new("silent.md").title("").body("— … !?").value("regions", "Asia").build();
    let snapshot = put(engine, [silent, DocumentBuilder::new("bare").build()]);
    assert_eq!(snapshot.page_count(), 2);
    assert_eq!(found(&*snapshot, "asia"), [""; 0]);
    let all = snapshot.search(&Plan { limit: 10, ..Plan::default() }).expect("search");
    assert_eq!((all.total, all.hits.len(), all.tier), (2, 2, Tier::Full));
    assert!(all.hits.iter().all(|hit| hit.score == 0.0 && hit.matched == 0));
}

fn a_batch_based_on_an_older_generation_changes_nothing(engine: &dyn Engine) {
    let before = apply(engine, Batch::new().remove("nothing"));
    let batch = |id: &str, generation| {
        let mut batch = Batch::new();
        batch.add_document(DocumentBuilder::new(id).body("water").build());
        batch.set_generation(generation);
        batch
    };
    let first = engine.apply(batch("first.md", before.generation())).expect("a batch based on the last generation");
    let refused = engine.apply(batch("second.md", before.generation())).map(drop).map_err(|error| error.kind());
    assert_eq!(refused, Err(ErrorKind::IndexChanged));
    assert_eq!((engine.snapshot().generation(), engine.snapshot().page_count()), (first.generation(), 1));
}

fn every_slot_has_a_bit_of_its_own(engine: &dyn Engine) {
    let all: Vec<String> = (0..MAX_SLOTS).map(|n| format!("word{n}")).collect();
    let last = all[MAX_SLOTS - 1].clone();
    let documents = [DocumentBuilder::new("all").body(all.join(" ")), DocumentBuilder::new("last").body(last)];
    let snapshot = put(engine, documents.map(DocumentBuilder::build));
    let plan = Plan { slots: all.iter().map(|term| word(term)).collect(), limit: 10, ..Plan::default() };
    let outcome = snapshot.search(&plan).expect("search");
    assert_eq!((outcome.tier, outcome.total, outcome.partial_total), (Tier::Full, 1, 1));
    let bits = [(1 << MAX_SLOTS) - 1, 1 << (MAX_SLOTS - 1)];
    assert_eq!(outcome.hits.iter().map(|hit| hit.matched).collect::<Vec<_>>(), bits);
}

fn emptied_engines_start_over(engine: &dyn Engine) {
    let water = || DocumentBuilder::new("a.md").body("water").value("regions", "asia").build();
    let before = put(engine, [water()]);
    let emptied = apply(engine, Batch::new().remove("a.md"));
    assert_eq!((emptied.page_count(), emptied.field_statistics().len()), (0, 0));
    assert_eq!(found(&*emptied, "water"), [""; 0]);
    assert_eq!(found(&*before, "water"), ["a.md"], "an older snapshot is as it was");
    let again = put(engine, [water()]);
    assert_eq!(found(&*again, "water"), ["a.md"]);
    assert_eq!(scores(&*again, "water"), scores(&*before, "water"), "deleted pages count in no statistic");
}

fn apply(engine: &dyn Engine, batch: Batch) -> Arc<dyn Snapshot> {
    let applied = engine.apply(batch).expect("a batch is applied");
    assert_eq!(applied.generation(), engine.snapshot().generation(), "what was applied is the newest state");
    applied
}

fn put(engine: &dyn Engine, documents: impl IntoIterator<Item = Document>) -> Arc<dyn Snapshot> {
    let mut batch = Batch::new();
    documents.into_iter().for_each(|mut document| {
        if document.payload.is_empty() {
            document.payload = document.id.clone().into_bytes();
        }
        batch.add_document(document);
    });
    apply(engine, batch)
}

fn word(term: &str) -> Slot {
    let form = Form { kind: FormKind::Term(term.to_owned()), weight: 1.0 };
    Slot { atoms: vec![Atom { fields: TextField::ALL.to_vec(), matcher: Matcher::Word(vec![form]) }] }
}

fn search(snapshot: &dyn Snapshot, term: &str) -> frontis::engine::Outcome {
    let plan = Plan { slots: vec![word(term)], limit: 100, ..Plan::default() };
    snapshot.search(&plan).expect("search")
}

/// The ids of the hits of one word, read back from the payloads that [`put`] gives documents without one.
fn found(snapshot: &dyn Snapshot, term: &str) -> Vec<String> {
    let hits = search(snapshot, term).hits;
    let id = |hit: &frontis::engine::ScoredDoc| snapshot.payload(hit.doc).expect("payload");
    hits.iter().map(|hit| String::from_utf8(id(hit)).expect("an id")).collect()
}

fn scores(snapshot: &dyn Snapshot, term: &str) -> Vec<f64> {
    search(snapshot, term).hits.iter().map(|hit| hit.score).collect()
}
