//! Plans that use everything a plan can say.

use std::collections::BTreeSet;

use frontis::engine::{
    Atom, Boost, BoostKind, FacetOrder, FacetPlan, Match, Matcher, Plan, Selection, Slot, Sort, SortKey, TextField,
    Weights,
};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::{FIELDS, form, page_id, phrase, predicate, selection, sentence};

/// An atom: a word in up to four forms (now and then in none), or a phrase of two to three words; in every text field
/// two times out of three.
pub fn atom() -> impl Strategy<Value = Atom> {
    let all = TextField::ALL.to_vec();
    let fields = prop_oneof![2 => Just(all.clone()), 1 => subsequence(all, 1..=5)];
    let word = prop::collection::vec(form(), 1..=4).prop_map(Matcher::Word);
    let phrase = phrase().prop_map(Matcher::Phrase);
    let matcher = prop_oneof![12 => word, 4 => phrase, 1 => Just(Matcher::Word(Vec::new()))];
    (fields, matcher).prop_map(|(fields, matcher)| Atom { fields, matcher })
}

/// A plan: up to four slots, two exclusions, two selections, a filter, facets; every order; any window of hits.
pub fn plan() -> impl Strategy<Value = Plan> {
    let words = (slots(), excluded(), matching(), weights());
    let conditions = (selections(), prop::option::weighted(0.3, predicate()));
    let shape = (sort(), facets(), select(vec![0, 0, 0, 1, 3, 1000]), select(vec![0, 1, 2, 5, 100]));
    let ranking = (name(), near_names(), pins(), boosts(), select(vec![0.0, 1.0, 1.0, 2.0]), any::<bool>());
    (words, conditions, shape, ranking).prop_map(
        |(
            (slots, excluded, matching, weights),
            (selections, filter),
            (sort, facets, offset, limit),
            (name, near_names, pins, boosts, proximity, explain),
        )| Plan {
            name,
            near_names,
            pins,
            boosts,
            proximity,
            explain,
            slots,
            excluded,
            matching,
            weights,
            selections,
            filter,
            sort,
            facets,
            offset,
            limit,
            ..Plan::default()
        },
    )
}

fn slots() -> impl Strategy<Value = Vec<Slot>> {
    let atoms = prop_oneof![3 => prop::collection::vec(atom(), 1), 1 => prop::collection::vec(atom(), 2..=3)];
    let slot = atoms.prop_map(|atoms| Slot { atoms }).boxed();
    prop_oneof![3 => prop::collection::vec(slot.clone(), 0..=2), 1 => prop::collection::vec(slot, 3..=4)]
}

fn excluded() -> impl Strategy<Value = Vec<Atom>> {
    prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(atom(), 1..=2)]
}

fn matching() -> impl Strategy<Value = Match> {
    select(vec![Match::Auto, Match::Auto, Match::All, Match::Any])
}

fn weights() -> impl Strategy<Value = Weights> {
    let weight = || select(vec![0.0, 0.5, 1.0, 2.0, 3.0]);
    prop_oneof![2 => Just(Weights::default()), 1 => prop::array::uniform5(weight()).prop_map(Weights)]
}

/// Selections on up to two different fields.
fn selections() -> impl Strategy<Value = Vec<Selection>> {
    prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(selection(), 1..=2)].prop_map(|mut selections| {
        selections.sort_by(|a, b| a.field.cmp(&b.field));
        selections.dedup_by(|a, b| a.field == b.field);
        selections
    })
}

/// A name that titles and headings of generated documents have or begin with, spelt in another way now and then.
fn name() -> impl Strategy<Value = Option<String>> {
    let known = select(vec!["Clean water", "clean  water ", "CLEAN-WATER", "energy", "Energy", "the School", "?", " "]);
    let near = select(vec!["clean", "cl", "ener", "claen water", "clean wate", "enrgy"]);
    let written = prop_oneof![known, near].prop_map(str::to_owned);
    let name = prop_oneof![4 => written, 1 => sentence(2), 1 => sentence(1)];
    prop::option::weighted(0.7, name)
}

/// Now and then up to three titles, some of which there are.
fn near_names() -> impl Strategy<Value = Vec<String>> {
    let known = select(vec!["Clean water", "energy", "clean-WATER", "?", ""]).prop_map(str::to_owned);
    prop_oneof![1 => Just(Vec::new()), 1 => prop::collection::vec(prop_oneof![3 => known, 1 => sentence(1)], 1..=3)]
}

/// Now and then up to two pages, some of which there are.
fn pins() -> impl Strategy<Value = Vec<String>> {
    prop_oneof![4 => Just(Vec::new()), 1 => prop::collection::vec(page_id(), 1..=2)]
}

/// Now and then a boost by date, by a number, or by a field without numbers.
fn boosts() -> impl Strategy<Value = Vec<Boost>> {
    let recency = BoostKind::Recency { now: 1_500_000_000, half_life: 40_000_000.0 };
    let kind = select(vec![recency, BoostKind::Number { pivot: 2.0 }]);
    let field = select(vec!["date", "opened", "level", "regions", "unknown"]);
    let boost = (field, kind, select(vec![0.0, 0.2, 3.0])).prop_map(|(field, kind, strength)| Boost {
        field: field.to_owned(),
        kind,
        strength,
    });
    prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(boost, 1..=2)]
}

fn sort() -> impl Strategy<Value = Sort> {
    let date = any::<bool>().prop_map(|descending| SortKey::Date { descending });
    prop_oneof![3 => Just(SortKey::Relevance), 1 => date].prop_map(|key| Sort { key })
}

/// Facets of different fields, in any order.
fn facets() -> impl Strategy<Value = Vec<FacetPlan>> {
    let mut fields = FIELDS.to_vec();
    fields.push("unknown");
    let facet = (select(fields), select(vec![0, 1, 2, 5, 100]), select(vec![FacetOrder::Count, FacetOrder::Value]))
        .prop_map(|(field, limit, order)| FacetPlan { field: field.to_owned(), limit, order });
    prop::collection::vec(facet, 0..=8).prop_map(|mut facets| {
        let mut fields = BTreeSet::new();
        facets.retain(|facet| fields.insert(facet.field.clone()));
        facets
    })
}
