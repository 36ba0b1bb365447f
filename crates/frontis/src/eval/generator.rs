//! Judgments that a collection makes of itself.

mod headings;
mod links;
#[cfg(test)]
mod tests;
mod titles;

use std::collections::{BTreeMap, BTreeSet};

use super::judgments::{JudgedQuery, Judgments};
use super::random::Random;
use super::resolve::Places;
use crate::content::{Link, Page, Parsed};
use crate::query::MAX_QUERY_BYTES;

/// Queries of one kind, unless others are asked for.
const MOST_QUERIES: usize = 2_000;

/// Whatever is chosen is chosen by this seed and the text concerned, so that one more page changes few queries.
const SEED: u64 = 0x0066_726f_6e74_6973;

/// A page and the links that its file holds.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Source {
    /// The page.
    pub page: Page,
    /// Its links, which pages do not keep.
    pub links: Vec<Link>,
}

impl Source {
    /// Takes what reading a file gave; `None` for a file that was skipped.
    pub fn of(parsed: Parsed) -> Option<Self> {
        let Parsed { page, links, .. } = parsed;
        Some(Self { page: page?, links })
    }
}

impl From<Page> for Source {
    /// A page without links.
    fn from(page: Page) -> Self {
        Self { page, links: Vec::new() }
    }
}

/// What people type who mean a page they know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A title, for the pages that have it.
    Title,
    /// A heading that at most three pages have and that is no page's title, for those pages.
    Heading,
    /// A title of three or more words without one of them.
    TitleMinusWord,
    /// The beginning of a title, of three or more characters, for every page whose title begins so.
    TitlePrefix,
    /// A title with one letter inserted, deleted or replaced, or two swapped, in its longest word, which has five or
    /// more. A slip that makes another word is among them.
    TitleTypo,
    /// The text of a link, for the pages it leads to anywhere in the collection. Texts that name nothing, such as
    /// `here`, `read more` and addresses, are left out.
    LinkText,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Title, Self::Heading, Self::TitleMinusWord, Self::TitlePrefix, Self::TitleTypo, Self::LinkText];

    /// Returns the name on the wire, `title_prefix` say.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Heading => "heading",
            Self::TitleMinusWord => "title_minus_word",
            Self::TitlePrefix => "title_prefix",
            Self::TitleTypo => "title_typo",
            Self::LinkText => "link_text",
        }
    }
}

/// Makes [`Judgments`] of a collection's own pages; every judged page has grade 1.
///
/// The same pages give the same judgments, and a page more or less changes few of them.
///
/// ```
/// use frontis::Page;
/// use frontis::eval::{Generator, Kind, Source};
///
/// let sources = ["Wells of Chad", "Pumps"].map(|title| Source::from(Page::builder(title).title(title).build()));
/// let judgments = Generator::new(&sources).judgments(Kind::TitlePrefix);
/// let queries: Vec<_> = judgments.queries.iter().map(|query| query.text.as_str()).collect();
/// assert_eq!(queries[..4], ["Pum", "Pump", "Wel", "Well"]);
/// ```
#[derive(Debug, Clone)]
pub struct Generator<'a> {
    sources: &'a [Source],
    site: &'a str,
    most_queries: usize,
}

/// Queries and the ids of the pages they mean.
type Meant<'a> = BTreeMap<String, BTreeSet<&'a str>>;

impl<'a> Generator<'a> {
    /// Makes a generator for the pages of a collection, all of them: what a link leads to is looked up here.
    pub fn new(sources: &'a [Source]) -> Self {
        Self { sources, site: "", most_queries: MOST_QUERIES }
    }

    /// Takes links that begin with `site` (`https://example.org`) for links to pages; the default is none. It is the
    /// setting `site`, which stands before the URLs of such pages.
    #[must_use]
    pub fn site(mut self, site: &'a str) -> Self {
        self.site = site;
        self
    }

    /// Makes at most so many queries of each kind; the default is 2,000. More are thinned out evenly.
    #[must_use]
    pub fn most_queries(mut self, most: usize) -> Self {
        self.most_queries = most;
        self
    }

    /// Makes the queries of one kind, in the order of their texts. Texts longer than a query may be are left out.
    /// O(text of the pages), and the searching of titles for prefixes.
    pub fn judgments(&self, kind: Kind) -> Judgments {
        let meant = match kind {
            Kind::Title => titles::titles(self.sources),
            Kind::Heading => headings::headings(self.sources),
            Kind::TitleMinusWord => titles::minus_word(self.sources),
            Kind::TitlePrefix => titles::prefixes(self.sources),
            Kind::TitleTypo => titles::typos(self.sources),
            Kind::LinkText => {
                let places = Places::new(self.sources.iter().map(|source| &source.page), self.site);
                links::links(self.sources, &places)
            }
        };
        let mut queries: Vec<(u64, JudgedQuery)> = meant
            .into_iter()
            .filter(|(query, _)| !query.trim().is_empty() && query.len() <= MAX_QUERY_BYTES)
            .map(|(query, pages)| {
                let lot = Random::of_text(SEED, &query).next();
                (lot, JudgedQuery::new(query, pages.into_iter().map(|page| (page, 1))))
            })
            .collect();
        queries.sort_by_key(|(lot, _)| *lot);
        queries.truncate(self.most_queries);
        let mut queries: Vec<JudgedQuery> = queries.into_iter().map(|(_, query)| query).collect();
        queries.sort_by(|a, b| a.text.cmp(&b.text));
        Judgments { queries }
    }
}
