//! What pages say of the collection as a whole, and how they link to its pages.

use frontis::{Index, Page};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::year_inputs::names;

/// Everything but the unreserved characters of a URL is encoded, `/` included: an id is one segment.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A collection as the search page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collection {
    /// The folder's name.
    pub name: String,
    /// True when the pages are published on a site of their own, and hits link there.
    pub has_site: bool,
    /// The facets that hold intervals of years and can be selected by two of them.
    pub intervals: Vec<String>,
}

impl Collection {
    /// What is shown of `index`.
    pub fn of(index: &Index) -> Self {
        let folder = index.root().and_then(|root| root.file_name()).map(|name| name.to_string_lossy().into_owned());
        let config = index.config();
        let facets = index.facet_names();
        let intervals = facets.iter().filter(|facet| config.is_interval(facet) && names(facet, &facets).is_some());
        Self {
            name: folder.unwrap_or_default(),
            has_site: config.content.site.is_some(),
            intervals: intervals.cloned().collect(),
        }
    }

    /// The title of the search page.
    pub fn title(&self) -> String {
        if self.name.is_empty() { "Search".to_owned() } else { format!("Search {}", self.name) }
    }

    /// Where a hit is read, seen from the search page: the site's own `url`, else the reading view.
    ///
    /// An id with a `/` goes into the query: many proxies decode a path before they pass it on, and would make several
    /// segments of one.
    pub fn link(&self, id: &str, url: &str, q: &str, anchor: &str) -> String {
        if self.has_site {
            return url.to_owned();
        }
        let in_query = id.contains('/');
        let mut link =
            if in_query { format!("./pages?id={}", encoded(id)) } else { format!("./pages/{}", encoded(id)) };
        if !q.is_empty() {
            link.push_str(if in_query { "&q=" } else { "?q=" });
            link.extend(form_urlencoded::byte_serialize(q.as_bytes()));
        }
        if !anchor.is_empty() {
            link.push('#');
            link.push_str(&encoded(anchor));
        }
        link
    }
}

/// A text as one segment of a path, or as a fragment.
pub(super) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

/// The language tag of `page`: its own, else the collection's, else English, which is what an undecided one is read as.
pub fn page_language(index: &Index, page: &Page) -> String {
    let collection = index.config().language.map_or("en", |language| language.code());
    page.lang.clone().unwrap_or_else(|| collection.to_owned())
}

/// `rtl` or `ltr`.
pub(super) fn direction(rtl: bool) -> &'static str {
    if rtl { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hit_links_to_the_reading_view_unless_there_is_a_site() {
        let mut collection = Collection { name: "notes".to_owned(), has_site: false, intervals: Vec::new() };
        let link = |collection: &Collection, id: &str| collection.link(id, "/a/", "x&y z", "é-1");
        assert_eq!(link(&collection, "a b-c#?.md"), "./pages/a%20b-c%23%3F.md?q=x%26y+z#%C3%A9-1");
        assert_eq!(link(&collection, "a b/c#?.md"), "./pages?id=a%20b%2Fc%23%3F.md&q=x%26y+z#%C3%A9-1");
        collection.has_site = true;
        assert_eq!(link(&collection, "a.md"), "/a/");
    }
}
