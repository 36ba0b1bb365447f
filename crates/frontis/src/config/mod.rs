//! Turns `frontis.yaml` into a [`Config`].
//!
//! `text -> marked (a tree with places) -> settings, fields, urls, globs (what there is and what it may be) -> Config`,
//! with every problem on the way collected, so that one look at the file mends all of them. Opens no file.
//!
//! | key | what | default | reindex |
//! |---|---|---|---|
//! | `version` | of the file's format | 1, the only one | |
//! | `content.include` | globs of the files that are pages | `**/*.{md,markdown,mdx}` | yes |
//! | `content.exclude` | globs of files that are not | none | yes |
//! | `content.drafts` | drafts are pages too | false | yes |
//! | `url` | where a page is read: `/projects/{slug}/` | `/{path}/` | yes |
//! | `site` | what stands before every site-relative URL | nothing | yes |
//! | `anchors` | of headings: `auto` or `github` | `auto` | yes |
//! | `language` | words are stemmed in it, and pages that name none have it: `auto` or a code | `auto`: English | no |
//! | `fields.NAME.role` | `title`, `summary` or `date` | none | yes |
//! | `fields.NAME.facet` | counted by value | false | yes |
//! | `fields.NAME.aliases` | other keys that are this field | none | yes |
//! | `fields.NAME.split` | the text a scalar is split at | `,` for `country` | yes |
//! | `fields.NAME.values` | names for values: `eeca: Eastern Europe` | none | yes |
//! | `fields.NAME.from` | makes it an interval of years: `[[start], [end]]` | `years` from `start` and `end` | yes |
//! | `ranking.weights.FIELD` | of a match in `title`, `headings`, `summary`, `values` (of fields), `body`: 0 to 100 | 3, 2, 1.5, 1, 1 | no |
//! | `ranking.recency` | newer pages score more: `{ field: date, half_life: 730d, strength: 0.2 }` | they do not | no |
//! | `ranking.boosts` | so do those with a greater number: `[{ field: views, pivot: 100, strength: 0.2 }]` | none | no |
//! | `synonyms` | `[msme, small enterprise]` for each other, `{ from: tv, to: television }` one way | none | no |
//! | `pins` | pages that come first for a query: `[{ query: annual report, pages: [about/report.md] }]` | none | no |
//!
//! *Reindex* says whether a change makes another index, beside the old one, by reading all pages at the next sync.
//! Settings take effect when the index is opened.

mod fields;
mod fingerprint;
pub(crate) mod globs;
mod marked;
mod problems;
mod ranking;
mod settings;
#[cfg(test)]
mod tests;
mod urls;

pub use ranking::{NumberBoost, Pin, Recency, Synonyms};

use crate::content;
use crate::content::Diagnostic;
use crate::text::Language;

/// The names of [`Config::weights`], in their order.
const FIELD_WEIGHT_NAMES: [&str; 5] = ["title", "headings", "summary", "values", "body"];
/// The greatest weight.
const MOST_WEIGHT: f64 = 100.0;

/// A collection's settings, validated. [`Config::default`] is what a folder without `frontis.yaml` gets.
///
/// [The module](self) lists the keys of the file. Fields changed in a program are not checked again.
///
/// ```
/// # use frontis::Config;
/// let config = Config::parse("fields: { regions: { facet: true } }", "frontis.yaml").unwrap();
/// assert_eq!(config.declared_facets(), ["regions"]);
///
/// let problems = Config::parse("feilds: {}\nranking: { weights: { title: -1 } }", "frontis.yaml").unwrap_err();
/// assert_eq!(problems.len(), 2);
/// assert_eq!(
///     problems[0].to_string(),
///     "frontis.yaml:1:1: error setting-invalid: unknown key \"feilds\" in the settings (did you mean \"fields\"?)"
/// );
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Config {
    /// Globs of files that are pages, relative to the root, ASCII letters without case; `*` stays within one name, `**`
    /// crosses folders. Default `**/*.{md,markdown,mdx}`. A change needs a reindex.
    pub include: Vec<String>,
    /// Globs of files that are not, written alike. Default none. A change needs a reindex.
    pub exclude: Vec<String>,
    /// How files become pages. A change needs a reindex.
    pub content: content::Options,
    /// The language of the collection; `None` is `auto`, which is English until pages tell. Acts when a query is asked.
    pub language: Option<Language>,
    /// The weights of title, headings, summary, values and body, each 0 to 100. Default 3, 2, 1.5, 1, 1. Act when a query is
    /// asked.
    pub weights: [f64; 5],
    /// How much newer pages are preferred. Default `None`, not at all. Acts when a query is asked.
    pub recency: Option<Recency>,
    /// Numbers of pages that raise their scores. Default none. Act when a query is asked.
    pub boosts: Vec<NumberBoost>,
    /// Words that stand for others. Default none. Act when a query is asked.
    pub synonyms: Vec<Synonyms>,
    /// Pages that come first for a query. Default none. Act when a query is asked.
    pub pins: Vec<Pin>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            include: vec!["**/*.{md,markdown,mdx}".to_owned()],
            exclude: Vec::new(),
            content: content::Options::default(),
            language: None,
            weights: [3.0, 2.0, 1.5, 1.0, 1.0],
            recency: None,
            boosts: Vec::new(),
            synonyms: Vec::new(),
            pins: Vec::new(),
        }
    }
}

impl Config {
    /// Reads settings; `path` names the file in diagnostics.
    ///
    /// Empty text is [`Config::default`], and so is every key without a value. At most 64 KiB, 32 levels deep, one YAML
    /// document without aliases and tags. Linear in the text, but for the edit distances of keys that are unknown.
    ///
    /// # Errors
    /// Every problem of the file, in its order, each with line and column; after text that is not YAML, nothing more is
    /// read. All have the code [`SettingInvalid`](content::Code::SettingInvalid).
    pub fn parse(text: &str, path: &str) -> Result<Self, Vec<Diagnostic>> {
        let mut problems = problems::Problems::new(path);
        let root = marked::read(text, &mut problems);
        let config = root.map(|root| settings::read(&root, &mut problems)).unwrap_or_default();
        problems.or(config)
    }

    /// Returns 64 hex digits of a BLAKE3 hash: two settings with one fingerprint index a folder alike.
    ///
    /// Covers what decides which files are pages and what is kept of them, and `this_year`, which open intervals are
    /// counted to. Not language, ranking, synonyms and pins, which
    /// act when a query is asked.
    pub fn fingerprint(&self, this_year: i32) -> String {
        fingerprint::fingerprint(self, this_year)
    }

    /// Returns true for a field, by its canonical name, that holds intervals of years: `years`, and what the settings
    /// make of two ends with `from:`.
    pub fn is_interval(&self, field: &str) -> bool {
        field == "years" || self.content.fields.iter().any(|rule| rule.name == field && rule.from.is_some())
    }

    /// Returns the canonical names of the fields declared facets, in the order of the settings.
    pub fn declared_facets(&self) -> Vec<&str> {
        self.content.fields.iter().filter(|field| field.facet).map(|field| field.name.as_str()).collect()
    }
}
