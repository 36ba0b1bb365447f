//! From scored documents to hits people can read.

use std::collections::BTreeMap;

use super::{Context, Hit, Request, SectionLink, Snippet};
use crate::content::{FieldValue, Page, Section};
use crate::engine::{Document, Explanation, Plan, ScoredDoc, TextField};
use crate::error::Result;
use crate::highlight::{Mark, Marked, Patterns, best_passages, opening};
use crate::text::{fold_value, is_right_to_left};

use super::explain::tree;
use super::patterns::field_patterns;

/// Makes hits of one search.
pub(super) struct HitMaker<'a> {
    context: &'a Context,
    request: &'a Request,
    plan: &'a Plan,
    /// The fields asked for; `None` is all.
    wanted: Option<Vec<String>>,
    /// What each slot looks like in the query.
    slot_texts: Vec<String>,
    /// What to mark in each text field.
    patterns: [Patterns; TextField::COUNT],
}

impl<'a> HitMaker<'a> {
    /// # Errors
    /// `FieldUnknown` for a field that was asked for and is none.
    pub(super) fn new(
        context: &'a Context,
        request: &'a Request,
        plan: &'a Plan,
        slot_texts: Vec<String>,
    ) -> Result<Self> {
        let known = |names: &Vec<String>| names.iter().map(|name| context.field(name)).collect::<Result<_>>();
        let wanted = request.fields.as_ref().map(known).transpose()?;
        Ok(Self { context, request, plan, wanted, slot_texts, patterns: field_patterns(&plan.slots) })
    }

    pub(super) fn hit(&self, scored: &ScoredDoc, explanation: Option<&Explanation>) -> Result<Hit> {
        let page = Document::page_from_payload(&self.context.snapshot.payload(scored.doc)?)?;
        let lang = page.lang.clone().unwrap_or_else(|| self.context.language().code().to_owned());
        let missing = self.slot_texts.iter().enumerate().filter(|(slot, _)| scored.matched & (1 << slot) == 0);
        let missing = missing.map(|(_, text)| text.clone()).collect();
        let title = self.mark(TextField::Title, &page.title);
        let snippets = self.snippets(&page, scored.matched);
        Ok(Hit {
            rtl: is_right_to_left(&lang),
            lang,
            score: scored.score,
            raised: scored.raised,
            explanation: explanation.map(|explanation| tree(self.plan, explanation, &self.slot_texts)),
            missing,
            title,
            snippets,
            id: page.id,
            url: page.url,
            fields: self.fields(page.fields),
        })
    }

    /// The fields asked for; values of facets in the spelling their facet shows.
    fn fields(&self, fields: BTreeMap<String, FieldValue>) -> BTreeMap<String, FieldValue> {
        let wanted = |name: &String| self.wanted.as_ref().is_none_or(|wanted| wanted.contains(name));
        let mut fields: BTreeMap<_, _> = fields.into_iter().filter(|(name, _)| wanted(name)).collect();
        for facet in &self.context.facets {
            match fields.get_mut(facet) {
                Some(FieldValue::List(items)) => items.iter_mut().for_each(|item| self.respell(facet, item)),
                Some(value) => self.respell(facet, value),
                None => {}
            }
        }
        fields
    }

    fn respell(&self, facet: &str, value: &mut FieldValue) {
        if let FieldValue::Text(text) = value
            && let Some(shown) = self.context.snapshot.shown_spelling(facet, &fold_value(text))
            && shown != text
        {
            *text = shown.to_owned();
        }
    }

    fn marks(&self, field: TextField, text: &str) -> Vec<Mark> {
        self.patterns[field.index()].marks(text)
    }

    fn mark(&self, field: TextField, text: &str) -> Marked {
        Marked { ranges: crate::highlight::merge(&self.marks(field, text)), text: text.to_owned() }
    }

    /// Passages of the body; where nothing matched there, the summary, the section whose heading matched, or the
    /// beginning of the page.
    fn snippets(&self, page: &Page, matched: u64) -> Vec<Snippet> {
        let Request { snippets: count, snippet_chars: chars, .. } = *self.request;
        if count == 0 {
            return Vec::new();
        }
        // Out of time, a hit is shown by its beginning.
        let looked_at = if self.plan.budget.is_spent() { 0 } else { page.sections.len() };
        let texts: Vec<&str> = page.sections[..looked_at].iter().map(|section| section.text.as_str()).collect();
        let passages = best_passages(&texts, &self.patterns[TextField::Body.index()], matched, count, chars);
        if !passages.is_empty() {
            let snippet = |passage: crate::highlight::Passage| Snippet {
                text: passage.marked,
                section: Some(link(page, &page.sections[passage.source])),
            };
            return passages.into_iter().map(snippet).collect();
        }
        let summary = page.summary.as_deref().filter(|summary| !summary.is_empty());
        let summary_marks = summary.map(|summary| self.marks(TextField::Summary, summary)).unwrap_or_default();
        let under_heading = page
            .sections
            .iter()
            .find(|section| !section.text.is_empty() && !self.marks(TextField::Headings, &section.heading).is_empty());
        let section = match summary {
            Some(summary) if !summary_marks.is_empty() || under_heading.is_none() => {
                return vec![Snippet { text: opening(summary, &summary_marks, chars), section: None }];
            }
            _ => under_heading.or_else(|| page.sections.iter().find(|section| !section.text.is_empty())),
        };
        let snippet = |section: &Section| Snippet {
            text: opening(&section.text, &[], chars),
            section: Some(link(page, section)),
        };
        section.map(snippet).into_iter().collect()
    }
}

fn link(page: &Page, section: &Section) -> SectionLink {
    let url = if section.anchor.is_empty() { page.url.clone() } else { format!("{}#{}", page.url, section.anchor) };
    SectionLink { heading: section.heading.clone(), anchor: section.anchor.clone(), url }
}
