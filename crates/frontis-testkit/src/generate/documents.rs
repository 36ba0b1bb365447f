//! Documents and collections of them.

use std::collections::BTreeSet;

use frontis::engine::{Document, TextField};
use proptest::prelude::*;
use proptest::sample::select;

use super::sentence;
use crate::document::DocumentBuilder;

/// The attribute fields of generated documents.
pub const FIELDS: [&str; 6] = ["client", "level", "opened", "regions", "solutions", "years"];

/// Open intervals end here.
const THIS_YEAR: i32 = 2017;

/// The values a field is given, several spellings of one value among them: `Asia` and `asia`, `-5` and `5`.
///
/// Empty for a field without values.
pub fn values_of(field: &str) -> &'static [&'static str] {
    match field {
        "client" => &["World Bank", "world bank", "USAID", "Foreign, Commonwealth & Development Office", "Élan"],
        "level" => &["1", "2", "2.0", "10", "-5", "5", "0.5", "1e3", "high"],
        "opened" => &["2014-03-01", "2016-01-21", "2016-01-21T22:40:52+02:00", "1969-12-31", "soon"],
        "regions" => {
            &["Asia", "asia", "ASIA", "Middle-East", "middle east", "Africa", "Europe & Asia", "Europe and Asia"]
        }
        "solutions" => &["Energy", "Santé", "sante", "Water", "水", "C++"],
        "years" => &["2012", "2013", "2014", "2015", "2016", "2017"],
        _ => &[],
    }
}

/// A page id out of 24, some in other scripts, some that only differ in case or accents.
pub fn page_id() -> impl Strategy<Value = String> {
    let odd = ["a.md", "A.md", "á.md", "a b.md", "глава/1.md", "水.md", "a/index.md", "z🙂.md"];
    prop_oneof![(0..16).prop_map(|n| format!("p{n}.md")), select(odd.to_vec()).prop_map(str::to_owned)]
}

/// A document: up to three sections, up to four facet fields, a date two times out of three.
pub fn document() -> impl Strategy<Value = Document> {
    (page_id(), texts(), attributes(), date(), boost(), prop::collection::vec(any::<u8>(), 0..4)).prop_map(
        |(id, texts, attributes, date, boost, payload)| {
            let builder =
                texts.into_iter().fold(DocumentBuilder::new(id), |builder, (field, text)| builder.text(field, text));
            let add = |builder: DocumentBuilder, (field, value): (&str, String)| builder.value(field, value);
            attributes.into_iter().fold(builder, add).date(date).boost(boost).payload(payload).build()
        },
    )
}

/// Up to `most` documents with different ids, in no order.
pub fn collection(most: usize) -> impl Strategy<Value = Vec<Document>> {
    // No strategy depends on a generated value, here and below: such values do not shrink.
    prop::collection::vec(document(), 0..=most).prop_map(|mut documents: Vec<Document>| {
        let mut ids = BTreeSet::new();
        documents.retain(|document| ids.insert(document.id.clone()));
        documents
    })
}

/// Texts of every other page: pages that share them tie.
const STOCK: [(&str, &str, &str); 3] = [
    ("Clean water", "The school", "water for the school"),
    ("Energy", "Clean water", "The farmer’s energy, 2014"),
    ("", "The school", "clean clean farm"),
];

fn texts() -> impl Strategy<Value = Vec<(TextField, String)>> {
    let stock = select(&STOCK[..])
        .prop_map(|(title, heading, body)| {
            vec![(TextField::Title, title), (TextField::Headings, heading), (TextField::Body, body)]
        })
        .prop_map(|texts| texts.into_iter().map(|(field, text)| (field, text.to_owned())).collect());
    prop_oneof![1 => stock, 1 => own_texts()]
}

fn own_texts() -> impl Strategy<Value = Vec<(TextField, String)>> {
    let sections = prop::collection::vec((sentence(2), sentence(14)), 0..=3);
    let alias = prop::option::weighted(0.2, sentence(2));
    let value = prop::option::weighted(0.3, sentence(2));
    (sentence(4), alias, prop::option::of(sentence(6)), value, sections).prop_map(
        |(title, alias, summary, value, sections)| {
            let mut texts = vec![(TextField::Title, title)];
            texts.extend(alias.map(|alias| (TextField::Title, alias)));
            texts.extend(summary.map(|summary| (TextField::Summary, summary)));
            texts.extend(value.map(|value| (TextField::Values, value)));
            for (heading, body) in sections {
                texts.extend([(TextField::Headings, heading), (TextField::Body, body)]);
            }
            texts
        },
    )
}

fn boost() -> impl Strategy<Value = f64> {
    prop_oneof![6 => Just(1.0), 1 => select(vec![0.5, 2.0])]
}

fn date() -> impl Strategy<Value = Option<i64>> {
    prop_oneof![1 => Just(None), 2 => select(vec![0, -1, 86_400, 1_453_416_052]).prop_map(Some)]
}

/// Up to five values of any fields; `years` is an interval besides, open one time out of three.
fn attributes() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let all: Vec<_> = FIELDS.iter().flat_map(|field| values_of(field).iter().map(|value| (*field, *value))).collect();
    (prop::collection::vec(select(all), 0..=5), prop::option::of(years())).prop_map(|(plain, years)| {
        let plain = plain.into_iter().map(|(field, value)| (field, value.to_owned()));
        let years = years.into_iter().flatten().map(|year| ("years", year.to_string()));
        plain.chain(years).collect()
    })
}

fn years() -> impl Strategy<Value = std::ops::RangeInclusive<i32>> {
    let end = prop_oneof![2 => (0..4).prop_map(Some), 1 => Just(None)];
    (2012..=THIS_YEAR, end).prop_map(|(start, more)| start..=more.map_or(THIS_YEAR, |more| start + more))
}
