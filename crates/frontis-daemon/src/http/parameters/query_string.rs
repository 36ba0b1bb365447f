//! Writes a search back as a query string: links of the search page keep the state of the search in the URL.

use super::SearchParameters;
use super::search::{matches, sorts};

impl SearchParameters {
    /// The shortest query string that reads as these parameters, without `?`. `explain` and `deadline_ms`, which no page
    /// shows, are left out.
    pub fn query_string(&self) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        let default = Self::default();
        if !self.q.is_empty() {
            out.append_pair("q", &self.q);
        }
        for (field, values) in &self.selections {
            let name = Self::selection_name(field);
            for value in values {
                out.append_pair(&name, value);
            }
        }
        if let Some(filter) = &self.filter {
            out.append_pair("filter", filter);
        }
        for (name, list) in [("facets", &self.facets), ("fields", &self.fields)] {
            if let Some(list) = list {
                out.append_pair(name, &list.join(","));
            }
        }
        if self.sort != default.sort {
            out.append_pair("sort", self.sort_name());
        }
        if self.matching != default.matching {
            out.append_pair("match", self.match_name());
        }
        for (name, value, usual) in self.numbers(&default) {
            if value != usual {
                out.append_pair(name, &value.to_string());
            }
        }
        out.finish()
    }

    /// The name of the order on the wire.
    pub fn sort_name(&self) -> &'static str {
        sorts().into_iter().find(|(_, key)| *key == self.sort.key).map_or("relevance", |(name, _)| name)
    }

    /// The name of the way to match on the wire.
    pub fn match_name(&self) -> &'static str {
        matches().into_iter().find(|(_, own)| *own == self.matching).map_or("auto", |(name, _)| name)
    }

    fn numbers(&self, default: &Self) -> [(&'static str, usize, usize); 5] {
        [
            ("limit", self.limit, default.limit),
            ("offset", self.offset, default.offset),
            ("facet_limit", self.facet_limit, default.facet_limit),
            ("snippets", self.snippets, default.snippets),
            ("snippet_chars", self.snippet_chars, default.snippet_chars),
        ]
    }
}
