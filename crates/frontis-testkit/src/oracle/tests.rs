//! Answers worked out by hand.

use frontis::engine::{
    Atom, FacetOrder, FacetPlan, Form, FormKind, Match, Matcher, Phrase, Plan, Predicate, Selection, Slot, Sort,
    SortKey, Tier, ValueCount, ValueTest, Weights,
};

use super::*;
use crate::document::DocumentBuilder;

fn page(id: &str) -> DocumentBuilder {
    DocumentBuilder::new(id).payload(id)
}

fn term(term: &str, weight: f64) -> Form {
    Form { kind: FormKind::Term(term.into()), weight }
}

fn prefix(prefix: &str, weight: f64) -> Form {
    Form { kind: FormKind::Prefix(prefix.into()), weight }
}

fn any_field(matcher: Matcher) -> Atom {
    Atom { fields: TextField::ALL.to_vec(), matcher }
}

fn word(text: &str) -> Slot {
    Slot { atoms: vec![any_field(Matcher::Word(vec![term(text, 1.0)]))] }
}

fn plan(slots: Vec<Slot>) -> Plan {
    Plan { slots, limit: 100, ..Plan::default() }
}

fn engine<const N: usize>(pages: [DocumentBuilder; N]) -> Arc<dyn Snapshot> {
    NaiveEngine::with_documents(pages.map(DocumentBuilder::build)).snapshot()
}

/// Ids and scores of the hits, in order.
fn hits(snapshot: &Arc<dyn Snapshot>, plan: &Plan) -> Vec<(String, f64)> {
    let outcome = snapshot.search(plan).unwrap();
    let id = |doc| String::from_utf8(snapshot.payload(doc).unwrap()).unwrap();
    outcome.hits.iter().map(|hit| (id(hit.doc), hit.score)).collect()
}

fn ids(snapshot: &Arc<dyn Snapshot>, plan: &Plan) -> String {
    hits(snapshot, plan).into_iter().map(|(id, _)| id).collect::<Vec<_>>().join(" ")
}

fn check_scores(snapshot: &Arc<dyn Snapshot>, plan: &Plan, expected: &[(&str, f64)]) {
    let expected: Vec<_> = expected.iter().map(|(id, score)| ((*id).to_owned(), *score)).collect();
    assert_eq!(hits(snapshot, plan), expected);
}

#[test]
fn one_word_in_one_field_scores_as_bm25_says() {
    // Body lengths 2, 4, 0: the average over three living pages is 2.
    let snapshot = engine([page("a").body("water clean"), page("b").body("water water farm school"), page("c")]);
    // n = 2 of N = 3: idf = ln(1 + 1.5 / 2.5) = ln 1.6 = 0.470004.
    // a: tf = 1 / (0.25 + 0.75 · 2/2) = 1, so 0.470004 · 1 / 2.2 = 0.213638.
    // b: tf = 2 / (0.25 + 0.75 · 4/2) = 1.142857, so 0.470004 · 1.142857 / 2.342857 = 0.229270.
    check_scores(&snapshot, &plan(vec![word("water")]), &[("b", 0.22927), ("a", 0.21364)]);
}

#[test]
fn fields_forms_and_atoms_add_up_inside_the_saturation() {
    let snapshot = engine([page("a").title("water").body("watering the farm"), page("b").title("farm").body("the")]);
    let forms = vec![term("water", 1.0), prefix("wat", 0.5), prefix("waterin", 0.1)];
    let slot = Slot { atoms: vec![any_field(Matcher::Word(forms)), word("farm").atoms.remove(0)] };
    // Averages: title 1, body 2. Both pages match: idf = ln(1 + 0.5 / 2.5) = ln 1.2 = 0.182322.
    // a, first atom: title 1 · 3 / 1 = 3 (the greatest of 1.0 and 0.5); body 0.5 · 1 / (0.25 + 0.75 · 3/2) = 0.363636.
    // a, second atom: body 1 · 1 / 1.375 = 0.727273. tf = 4.090909; 0.182322 · 4.090909 / 5.290909 = 0.140970.
    // b: second atom alone, title 3 / 1. 0.182322 · 3 / 4.2 = 0.130230.
    check_scores(&snapshot, &plan(vec![slot]), &[("a", 0.14097), ("b", 0.13023)]);
}

#[test]
fn slots_add_up_outside_the_saturation() {
    let snapshot = engine([page("a").body("clean water"), page("b").body("clean farm")]);
    // clean: ln 1.2 / 2.2 = 0.082873. water: n = 1, idf = ln(1 + 1.5 / 1.5) = ln 2; 0.693147 / 2.2 = 0.315067.
    check_scores(&snapshot, &plan(vec![word("clean"), word("water")]), &[("a", 0.39794), ("b", 0.08287)]);
}

#[test]
fn a_phrase_stands_within_one_text_and_counts_where_it_begins() {
    let parts = vec![vec![term("clean", 0.5), prefix("pure", 0.5)], vec![prefix("water", 0.2)]];
    let plan = plan(vec![Slot { atoms: vec![any_field(Matcher::Phrase(Phrase { parts, weight: 1.0 }))] }]);
    let snapshot = engine([
        page("twice").body("clean water, clean waters"),
        page("apart").body("clean").body("water"),
        page("other").title("water clean"),
        page("end").body("water is clean"),
    ]);
    // Body lengths 4, 2, 0, 3: average 2.25. n = 1 of 4: idf = ln(1 + 3.5 / 1.5) = 1.203973.
    // tf = 2 / (0.25 + 0.75 · 4 / 2.25) = 1.263158; 1.203973 · 1.263158 / 2.463158 = 0.617422.
    check_scores(&snapshot, &plan, &[("twice", 0.61742)]);
}

#[test]
fn a_field_without_weight_matches_and_is_worth_nothing() {
    let snapshot = engine([page("a").title("water"), page("b").title("farm")]);
    let plan = Plan { weights: Weights([0.0, 1.0, 1.0, 1.0, 1.0]), ..plan(vec![word("water")]) };
    check_scores(&snapshot, &plan, &[("a", 0.0)]);
}

#[test]
fn atoms_stand_in_their_fields_only() {
    let snapshot = engine([page("t").title("water"), page("b").body("water")]);
    let mut plan = plan(vec![word("water")]);
    plan.slots[0].atoms[0].fields = vec![TextField::Title];
    assert_eq!(ids(&snapshot, &plan), "t");
    assert_eq!(snapshot.matching_pages(&plan.slots[0].atoms, u64::MAX, &Budget::default()).unwrap(), 1);
}

#[test]
fn pages_with_every_word_come_first_and_alone_count() {
    let snapshot = engine([page("both").body("clean water and much more text"), page("one").title("clean clean")]);
    let auto = plan(vec![word("clean"), word("water")]);
    let outcome = snapshot.search(&auto).unwrap();
    assert_eq!((outcome.tier, outcome.total, outcome.partial_total), (Tier::Full, 1, 1));
    assert_eq!(ids(&snapshot, &auto), "both one");
    let matched: Vec<u64> = outcome.hits.iter().map(|hit| hit.matched).collect();
    assert_eq!(matched, [0b11, 0b01]);

    let all = Plan { matching: Match::All, ..auto.clone() };
    assert_eq!(ids(&snapshot, &all), "both");
    let any = Plan { matching: Match::Any, ..auto.clone() };
    let outcome = snapshot.search(&any).unwrap();
    assert_eq!((outcome.tier, outcome.total, outcome.partial_total), (Tier::Any, 2, 0));
    let by_date = Plan { sort: Sort { key: SortKey::Date { descending: true } }, ..auto };
    assert_eq!(ids(&snapshot, &by_date), "both", "under another order the counted tier alone is listed");
}

#[test]
fn the_partial_tier_counts_where_no_page_has_every_word() {
    let snapshot = engine([page("a").body("clean").value("r", "Asia"), page("b").body("water"), page("c")]);
    let outcome = snapshot.search(&plan(vec![word("clean"), word("water")])).unwrap();
    assert_eq!((outcome.tier, outcome.total, outcome.partial_total), (Tier::Partial, 2, 0));
    let outcome = snapshot.search(&Plan { matching: Match::All, ..plan(vec![word("clean"), word("water")]) }).unwrap();
    assert_eq!((outcome.tier, outcome.total), (Tier::Full, 0));
}

#[test]
fn filters_do_not_change_the_tier() {
    let snapshot = engine([page("full").body("clean water"), page("half").body("clean").value("r", "Asia")]);
    let asia = Selection { field: "r".into(), tests: vec![ValueTest::is("asia")] };
    let outcome =
        snapshot.search(&Plan { selections: vec![asia], ..plan(vec![word("clean"), word("water")]) }).unwrap();
    assert_eq!((outcome.tier, outcome.total, outcome.partial_total), (Tier::Full, 0, 1));
    assert_eq!(outcome.hits.len(), 1);
}

#[test]
fn an_exclusion_takes_pages_out_before_tiers_are_told_apart() {
    let snapshot = engine([page("full").body("clean water draft"), page("half").body("clean")]);
    let plan = Plan { excluded: word("draft").atoms, ..plan(vec![word("clean"), word("water")]) };
    let outcome = snapshot.search(&plan).unwrap();
    assert_eq!((outcome.tier, outcome.total), (Tier::Partial, 1));
    // clean stands on 2 of 2 pages, the excluded one included: tf = 1 / (0.25 + 0.75 · 1/2) = 1.6;
    // ln 1.2 · 1.6 / 2.8 = 0.104184.
    check_scores(&snapshot, &plan, &[("half", 0.10418)]);
}

#[test]
fn without_words_the_newest_come_first_then_ids_by_bytes() {
    let snapshot = engine([page("b").date(5), page("é"), page("a"), page("Z").date(9), page("c").date(5)]);
    assert_eq!(ids(&snapshot, &plan(vec![])), "Z b c a é");
    let oldest = Plan { sort: Sort { key: SortKey::Date { descending: false } }, ..plan(vec![]) };
    assert_eq!(ids(&snapshot, &oldest), "b c Z a é");
    assert_eq!(ids(&snapshot, &Plan { offset: 1, limit: 2, ..plan(vec![]) }), "b c");
}

#[test]
fn a_facet_counts_under_the_selections_of_other_fields() {
    let snapshot = engine([
        page("1").value("region", "Asia").value("region", "Africa").value("kind", "Water"),
        page("2").value("region", "asia").value("kind", "Farm"),
        page("3").value("region", "ASIA").value("kind", "Water"),
        page("4").value("region", "asia"),
    ]);
    let facet = |field: &str, limit| FacetPlan { field: field.into(), limit, order: FacetOrder::Count };
    let select = |field: &str, value| Selection { field: field.into(), tests: vec![ValueTest::is(value)] };
    let plan = Plan {
        selections: vec![select("region", "africa"), select("kind", "water")],
        facets: vec![facet("region", 1), facet("kind", 10), facet("none", 10)],
        ..plan(vec![])
    };
    let outcome = snapshot.search(&plan).unwrap();
    let values = |facet: usize| {
        let value =
            |value: &ValueCount| format!("{} {}{}", value.value, value.count, if value.selected { "*" } else { "" });
        outcome.facets[facet].values.iter().map(value).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(outcome.total, 1);
    assert_eq!((values(0).as_str(), outcome.facets[0].distinct), ("asia 2, Africa 1*", 2));
    assert_eq!((values(1).as_str(), outcome.facets[1].distinct), ("Water 1*", 1));
    assert_eq!((values(2).as_str(), outcome.facets[2].distinct), ("", 0));
}

#[test]
fn numbers_stand_by_size_and_make_the_range_then_words_by_key() {
    let pages = ["10", "9", "-1.5", "high", "Élan", "inf"].map(|level| page(level).value("level", level));
    let snapshot = engine(pages);
    let facet = |order| FacetPlan { field: "level".into(), limit: 10, order };
    let outcome = snapshot.search(&Plan { facets: vec![facet(FacetOrder::Value)], ..plan(vec![]) }).unwrap();
    let values: Vec<&str> = outcome.facets[0].values.iter().map(|value| value.value.as_str()).collect();
    assert_eq!(values, ["-1.5", "9", "10", "Élan", "high", "inf"]);
    assert_eq!(outcome.facets[0].range, Some((-1.5, 10.0)));
}

#[test]
fn conditions_are_read_as_logic() {
    let snapshot = engine([
        page("a").value("year", "2012").value("year", "2013"),
        page("b").value("year", "2016").value("region", "Asia"),
        page("c"),
    ]);
    let holds = |tests| Predicate::Holds(Selection { field: "year".into(), tests });
    let exists = || Predicate::Exists("region".into());
    for (filter, expected) in [
        (Predicate::And(vec![]), "a b c"),
        (Predicate::Or(vec![]), ""),
        (Predicate::Not(Box::new(exists())), "a c"),
        (holds(vec![ValueTest::Numbers(Some(2013.0), None)]), "a b"),
        (holds(vec![ValueTest::Beyond(2013.0, true)]), "b"),
        (holds(vec![ValueTest::is("2012"), ValueTest::is("2016")]), "a b"),
        (Predicate::And(vec![holds(vec![ValueTest::Numbers(None, Some(2020.0))]), exists()]), "b"),
    ] {
        let plan = Plan { filter: Some(filter), ..plan(vec![]) };
        assert_eq!(ids(&snapshot, &plan), expected, "{:?}", plan.filter);
    }
}

#[test]
fn statistics_speak_of_living_pages() {
    let engine = NaiveEngine::with_documents([
        page("a").value("region", "Asia").value("region", "Middle East").build(),
        page("b").value("region", "asia").build(),
        page("c").value("client", "é").build(),
    ]);
    let snapshot = engine.apply(Batch::new().remove("c")).unwrap();
    let region = FieldStatistics { field: "region".into(), pages: 2, distinct: 2, longest_chars: 11 };
    assert_eq!(snapshot.field_statistics(), [region]);
    assert_eq!((snapshot.generation(), snapshot.page_count()), (2, 2));
}
