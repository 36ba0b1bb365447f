//! Hits as the search page shows them.

use frontis::search::{Hit, Snippet};

use super::collection::{Collection, direction};
use super::describe;

/// Values of one field that a hit shows.
const VALUES: usize = 4;

/// One hit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct HitView {
    /// Its place among all hits, from 1.
    pub(super) rank: usize,
    pub(super) lang: String,
    pub(super) dir: &'static str,
    pub(super) link: String,
    /// Escaped, with marks.
    pub(super) title_html: String,
    /// Where the page is: its URL on a site, else its id.
    pub(super) place: String,
    pub(super) snippets: Vec<SnippetView>,
    /// Field names for people and their values.
    pub(super) fields: Vec<(String, String)>,
    /// The words it misses, quoted; empty when none.
    pub(super) missing: String,
}

/// One passage.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SnippetView {
    /// Escaped, with marks.
    pub(super) html: String,
    /// The heading it stands under and the link to it.
    pub(super) section: Option<(String, String)>,
}

/// The hit of this rank; `q` is what was searched.
pub(super) fn hit(collection: &Collection, q: &str, rank: usize, hit: &Hit) -> HitView {
    let missing: Vec<_> = hit.missing.iter().map(|word| format!("“{word}”")).collect();
    HitView {
        rank,
        lang: hit.lang.clone(),
        dir: direction(hit.rtl),
        link: collection.link(&hit.id, &hit.url, q, ""),
        title_html: hit.title.html(),
        place: if collection.has_site { hit.url.clone() } else { hit.id.clone() },
        snippets: hit.snippets.iter().map(|snippet| self::snippet(collection, q, hit, snippet)).collect(),
        fields: hit
            .fields
            .iter()
            .map(|(name, value)| (describe::field_label(name), describe::value(value, VALUES)))
            .collect(),
        missing: missing.join(", "),
    }
}

fn snippet(collection: &Collection, q: &str, hit: &Hit, snippet: &Snippet) -> SnippetView {
    let section = snippet.section.as_ref().filter(|section| !section.heading.is_empty());
    SnippetView {
        html: snippet.text.html(),
        section: section.map(|section| {
            let link = collection.link(&hit.id, &section.url, q, &section.anchor);
            (section.heading.clone(), link)
        }),
    }
}
