//! What a collection's settings say about reading its files.

use std::collections::BTreeMap;

/// How files become pages. [`Options::default`] suits a Jekyll or Hugo folder without settings.
///
/// Part of [`Config`](crate::Config). Every one of these decides what is indexed: a change reads all pages anew.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// Drafts (`draft: true`) become pages too. Default false. Setting `content.drafts`.
    pub drafts: bool,
    /// The rule for URLs: site-relative, with `{path}`, `{slug}`, `{stem}`, `{year}` or `{key}` of the front matter;
    /// what a page does not have is left out. A page's own permalink or url wins. Setting `url`.
    ///
    /// `None`, the default, is `/{path}/`: the path without extension, index files for their folder, `_posts/DATE-slug`
    /// as `/YYYY/MM/DD/slug/`, `_name/x` as `/name/x/`.
    pub url: Option<String>,
    /// Prefixes every site-relative URL: `https://example.org`, without a slash at the end. Default none. Setting
    /// `site`.
    pub site: Option<String>,
    /// How anchors of headings are made. Setting `anchors`.
    pub anchors: Anchors,
    /// What is said of single fields, in the order of the settings. Default nothing. Setting `fields`.
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

/// What the settings say of one field; all but `name` may stay at its default.
///
/// A change reads all pages anew.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldRule {
    /// The canonical name: lower case, `_` between words.
    pub name: String,
    /// The part the field plays; at most one field has each. A title or a summary is then no field of the page. Default
    /// none.
    pub role: Option<Role>,
    /// Counted and filtered by value; a scalar is an array in the daemon's answers. Default false.
    pub facet: bool,
    /// Other spellings of the key, canonical; each belongs to one field only. Default those of [the module](super).
    pub aliases: Vec<String>,
    /// A scalar is split at this text, never empty; parts are trimmed, empty ones dropped, a leading `and`, `et` or `y`
    /// of the last too. `None`, the default, splits nothing, but `country` at commas.
    pub split: Option<String>,
    /// Renames values: what a page has to what is shown. Matched by [`fold_value`](crate::text::fold_value), so without
    /// case, accents and dashes. Default nothing.
    pub values: BTreeMap<String, String>,
    /// Makes the field an interval of years: the keys of the first and of the last year, alternatives in order, neither
    /// empty. Together with no role, split or values. Default none, but `years`, which is made of `start` and `end`.
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
