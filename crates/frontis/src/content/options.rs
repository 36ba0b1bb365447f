//! What a collection's settings say about reading its files.

use std::collections::BTreeMap;

/// How files become pages. [`Options::default`] suits a Jekyll or Hugo folder without settings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// Drafts become pages too.
    pub drafts: bool,
    /// The rule for URLs: site-relative, with `{path}`, `{slug}`, `{stem}`, `{year}` or `{key}` of the front matter;
    /// `None` is the default rule. A page's own permalink or url wins.
    pub url: Option<String>,
    /// Prefixes every site-relative URL: `https://example.org`, without a slash at the end.
    pub site: Option<String>,
    /// How anchors of headings are made.
    pub anchors: Anchors,
    /// What is said of single fields, in the order of the settings.
    pub fields: Vec<FieldRule>,
}

/// How the anchor of a heading without `{#id}` is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Anchors {
    /// GitHub's rule, which most generators follow.
    #[default]
    Auto,
    /// Lower case, punctuation dropped, spaces to `-`, repeats numbered `-1`, `-2`.
    Github,
}

/// What the settings say of one field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldRule {
    /// The canonical name: lower case, `_` between words.
    pub name: String,
    /// The part the field plays beyond being a field.
    pub role: Option<Role>,
    /// Counted and filtered by value; a scalar is an array in answers.
    pub facet: bool,
    /// Other spellings of the key, canonical.
    pub aliases: Vec<String>,
    /// A scalar is split at this text.
    pub split: Option<String>,
    /// Renames values; keys are matched by [`crate::text::fold_value`].
    pub values: BTreeMap<String, String>,
    /// Makes the field an interval of years: the keys of the first and of the last year, alternatives in order.
    pub from: Option<(Vec<String>, Vec<String>)>,
}

/// The part a field plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It is the page's title.
    Title,
    /// It is the page's summary.
    Summary,
    /// It is the page's date.
    Date,
}
