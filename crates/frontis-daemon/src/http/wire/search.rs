//! The body of `/v1/search`, which is also what `frontis search --json` prints.

use std::ops::Range;

use frontis::highlight::Marked;
use frontis::search::{FacetCounts, Hit, Results, SectionLink, Snippet, Term, Tier};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::FieldsBody;
use super::explanation::ExplanationBody;
use super::field::NumberBody;

/// An answer to a search.
#[derive(Debug, Serialize)]
pub struct SearchBody<'a> {
    query: &'a str,
    tier: &'static str,
    total: u64,
    partial_total: u64,
    took_us: u64,
    timed_out: bool,
    /// Only where it is `false`.
    #[serde(skip_serializing_if = "Option::is_none")]
    exact: Option<bool>,
    generation: u64,
    hits: Vec<HitBody<'a>>,
    facets: FacetsBody<'a>,
    terms: Vec<TermBody<'a>>,
    did_you_mean: Option<&'a str>,
    next_cursor: Option<&'a str>,
}

impl<'a> SearchBody<'a> {
    /// The body of `results` in a collection with these facets.
    pub fn new(results: &'a Results, facets: &'a [String]) -> Self {
        Self {
            query: &results.query,
            tier: tier_name(results.tier),
            total: results.total,
            partial_total: results.partial_total,
            took_us: u64::try_from(results.took.as_micros()).unwrap_or(u64::MAX),
            timed_out: results.timed_out,
            exact: results.timed_out.then_some(false),
            generation: results.generation,
            hits: results.hits.iter().map(|hit| HitBody::new(hit, facets)).collect(),
            facets: FacetsBody(&results.facets),
            terms: term_bodies(&results.query, &results.terms),
            did_you_mean: results.did_you_mean.as_deref(),
            next_cursor: None,
        }
    }
}

fn tier_name(tier: Tier) -> &'static str {
    match tier {
        Tier::Full => "full",
        Tier::Partial => "partial",
        Tier::Any => "any",
    }
}

#[derive(Debug, Serialize)]
struct HitBody<'a> {
    id: &'a str,
    url: &'a str,
    lang: &'a str,
    dir: &'static str,
    score: f64,
    missing: &'a [String],
    title: MarkedBody<'a>,
    snippets: Vec<SnippetBody<'a>>,
    fields: FieldsBody<'a>,
    /// Only where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<ExplanationBody<'a>>,
}

impl<'a> HitBody<'a> {
    fn new(hit: &'a Hit, facets: &'a [String]) -> Self {
        Self {
            id: &hit.id,
            url: &hit.url,
            lang: &hit.lang,
            dir: if hit.rtl { "rtl" } else { "ltr" },
            score: hit.score,
            missing: &hit.missing,
            title: MarkedBody::new(&hit.title),
            snippets: hit.snippets.iter().map(SnippetBody::new).collect(),
            fields: FieldsBody::new(&hit.fields, facets),
            explanation: ExplanationBody::new(hit),
        }
    }
}

#[derive(Debug, Serialize)]
struct MarkedBody<'a> {
    text: &'a str,
    ranges: Vec<[usize; 2]>,
    html: String,
}

impl<'a> MarkedBody<'a> {
    fn new(marked: &'a Marked) -> Self {
        Self { text: &marked.text, ranges: marked.utf16_ranges(), html: marked.html() }
    }
}

#[derive(Debug, Serialize)]
struct SnippetBody<'a> {
    #[serde(flatten)]
    passage: MarkedBody<'a>,
    section: Option<SectionBody<'a>>,
}

impl<'a> SnippetBody<'a> {
    fn new(snippet: &'a Snippet) -> Self {
        Self { passage: MarkedBody::new(&snippet.text), section: snippet.section.as_ref().map(SectionBody::new) }
    }
}

#[derive(Debug, Serialize)]
struct SectionBody<'a> {
    heading: &'a str,
    anchor: &'a str,
    url: &'a str,
}

impl<'a> SectionBody<'a> {
    fn new(section: &'a SectionLink) -> Self {
        Self { heading: &section.heading, anchor: &section.anchor, url: &section.url }
    }
}

/// An object of facets in the order of the answer.
#[derive(Debug)]
struct FacetsBody<'a>(&'a [FacetCounts]);

impl Serialize for FacetsBody<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for facet in self.0 {
            map.serialize_entry(&facet.field, &FacetBody::new(facet))?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct FacetBody<'a> {
    values: Vec<ValueBody<'a>>,
    distinct: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<NumberBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<NumberBody>,
}

#[derive(Serialize)]
struct ValueBody<'a> {
    value: &'a str,
    count: u64,
    selected: bool,
}

impl<'a> FacetBody<'a> {
    fn new(facet: &'a FacetCounts) -> Self {
        let values = facet.values.iter();
        Self {
            values: values
                .map(|value| ValueBody { value: &value.value, count: value.count, selected: value.selected })
                .collect(),
            distinct: facet.distinct,
            min: facet.range.map(|(min, _)| NumberBody(min)),
            max: facet.range.map(|(_, max)| NumberBody(max)),
        }
    }
}

#[derive(Debug, Serialize)]
struct TermBody<'a> {
    text: &'a str,
    range: [usize; 2],
    fate: &'static str,
    /// Why an ignored word was ignored.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    to: &'a [String],
}

fn term_bodies<'a>(query: &str, terms: &'a [Term]) -> Vec<TermBody<'a>> {
    let mut units = Utf16Units { text: query, bytes: 0, units: 0 };
    let bodies = terms.iter().map(|term| TermBody {
        text: &term.text,
        range: units.range(&term.range),
        fate: term.fate.as_str(),
        reason: term.fate.reason(),
        to: &term.to,
    });
    bodies.collect()
}

/// Counts UTF-16 code units up to byte offsets; linear over offsets that grow.
struct Utf16Units<'a> {
    text: &'a str,
    bytes: usize,
    units: usize,
}

impl Utf16Units<'_> {
    fn range(&mut self, range: &Range<usize>) -> [usize; 2] {
        [self.at(range.start), self.at(range.end)]
    }

    fn at(&mut self, byte: usize) -> usize {
        if byte < self.bytes {
            (self.bytes, self.units) = (0, 0);
        }
        if let Some(part) = self.text.get(self.bytes..byte) {
            self.units += part.encode_utf16().count();
            self.bytes = byte;
        }
        self.units
    }
}

#[cfg(test)]
mod tests {
    use frontis::search::ValueCount;

    use super::*;

    #[test]
    fn ranges_of_the_query_are_in_utf16_units() {
        let mut units = Utf16Units { text: "é 🙂 ab", bytes: 0, units: 0 };
        assert_eq!(units.range(&(3..7)), [2, 4]);
        assert_eq!(units.range(&(8..10)), [5, 7]);
        assert_eq!(units.range(&(0..2)), [0, 1], "an earlier range starts anew");
    }

    #[test]
    fn facets_keep_their_order_and_numbers_their_bounds() {
        let value = |value: &str, count, selected| ValueCount { value: value.to_owned(), count, selected };
        let facets = [
            FacetCounts {
                field: "years".to_owned(),
                values: vec![value("2005", 3, false)],
                distinct: 18,
                range: Some((1999.0, 2016.0)),
            },
            FacetCounts {
                field: "regions".to_owned(),
                values: vec![value("Asia", 31, true), value("<Africa>", 0, true)],
                distinct: 6,
                range: None,
            },
        ];
        insta::assert_snapshot!(serde_json::to_string(&FacetsBody(&facets)).unwrap(), @r#"{"years":{"values":[{"value":"2005","count":3,"selected":false}],"distinct":18,"min":1999,"max":2016},"regions":{"values":[{"value":"Asia","count":31,"selected":true},{"value":"<Africa>","count":0,"selected":true}],"distinct":6}}"#);
    }

    #[test]
    fn a_snippet_is_text_ranges_html_and_its_section() {
        let mut snippet = Snippet::default();
        snippet.text = Marked { text: "🙂 <b>water</b>".to_owned(), ranges: vec![0..4, 8..13] };
        let mut section = SectionLink::default();
        section.heading = "Results".to_owned();
        section.anchor = "results".to_owned();
        section.url = "/a/#results".to_owned();
        snippet.section = Some(section);
        insta::assert_snapshot!(serde_json::to_string(&SnippetBody::new(&snippet)).unwrap(), @r#"{"text":"🙂 <b>water</b>","ranges":[[0,2],[6,11]],"html":"<mark>🙂</mark> &lt;b&gt;<mark>water</mark>&lt;/b&gt;","section":{"heading":"Results","anchor":"results","url":"/a/#results"}}"#);
    }
}
