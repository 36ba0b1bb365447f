//! Which address is what. Segments are decoded here, once: warp leaves them as they came.

use percent_encoding::percent_decode_str;

use super::problem::{ApiError, Problem};

/// An address the daemon knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Route {
    /// The search page.
    Home,
    /// A file of our own pages.
    Asset(String),
    /// The reading view of a page; `None` takes the id from `?id=`.
    Reading(Option<String>),
    /// What a problem's `type` points to.
    Problem(String),
    /// A search.
    Search,
    /// One page as JSON; `None` takes the id from `?id=`.
    Page(Option<String>),
    /// The index in figures.
    Stats,
    /// Is the process alive?
    Health,
    /// Does it answer searches?
    Ready,
}

impl Route {
    /// The route of `path`.
    ///
    /// # Errors
    /// `route_not_found`, and `page_not_found` for an id that is not UTF-8, which no page has.
    pub(super) fn of(path: &str) -> Result<Self, ApiError> {
        let segments: Vec<&str> = path.strip_prefix('/').unwrap_or(path).split('/').collect();
        Ok(match segments.as_slice() {
            [""] => Self::Home,
            ["healthz"] => Self::Health,
            ["readyz"] => Self::Ready,
            ["assets", name] => Self::Asset((*name).to_owned()),
            ["problems", code] => Self::Problem((*code).to_owned()),
            ["pages"] => Self::Reading(None),
            ["pages", id] => Self::Reading(Some(decoded(id)?)),
            ["v1", "search"] => Self::Search,
            ["v1", "stats"] => Self::Stats,
            ["v1", "pages"] => Self::Page(None),
            ["v1", "pages", id] => Self::Page(Some(decoded(id)?)),
            ["v1", "pages", ..] => {
                return Err(ApiError::new(Problem::RouteNotFound, "a page id is one segment")
                    .hint("write / as %2F, or send the id as ?id="));
            }
            _ => return Err(ApiError::new(Problem::RouteNotFound, "no such route; searches are at /v1/search")),
        })
    }

    /// The methods the route takes, as the `Allow` header lists them.
    pub(super) fn methods(&self) -> &'static str {
        match self {
            Self::Search => "GET, HEAD, POST",
            _ => "GET, HEAD",
        }
    }

    /// Checks the method.
    ///
    /// # Errors
    /// `method_not_allowed`, with the methods that are.
    pub(super) fn check_method(&self, method: &str) -> Result<(), ApiError> {
        if self.methods().split(", ").any(|own| own == method) {
            return Ok(());
        }
        let mut error = ApiError::new(Problem::MethodNotAllowed, format!("this route takes {}", self.methods()));
        error.allow = Some(self.methods());
        Err(error)
    }

    /// True for what a person opens in a browser: its errors are pages, too.
    pub(super) fn is_page(&self) -> bool {
        matches!(self, Self::Home | Self::Reading(_) | Self::Problem(_))
    }
}

fn decoded(segment: &str) -> Result<String, ApiError> {
    let text = percent_decode_str(segment).decode_utf8();
    text.map(Into::into).map_err(|_| ApiError::new(Problem::PageNotFound, "the page id is not UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_id_is_one_encoded_segment() {
        assert_eq!(Route::of("/v1/pages/guide%2Fa%20b.md"), Ok(Route::Page(Some("guide/a b.md".to_owned()))));
        assert_eq!(Route::of("/pages/a%25.md"), Ok(Route::Reading(Some("a%.md".to_owned()))));
        assert_eq!(Route::of("/v1/pages/a/b.md").unwrap_err().problem, Problem::RouteNotFound);
        assert_eq!(Route::of("/v1/pages/%ff").unwrap_err().problem, Problem::PageNotFound);
    }

    #[test]
    fn addresses_are_exact() {
        assert_eq!(Route::of("/"), Ok(Route::Home));
        assert_eq!(Route::of("/v1/search"), Ok(Route::Search));
        for path in ["", "*", "/V1/search", "/v1/search/", "//", "/v1", "/assets", "/..", "/assets/../healthz"] {
            let expected = if path.is_empty() { Ok(Route::Home) } else { Err(Problem::RouteNotFound) };
            assert_eq!(Route::of(path).map_err(|error| error.problem), expected, "{path}");
        }
    }

    #[test]
    fn methods_are_checked() {
        assert_eq!(Route::Search.check_method("POST"), Ok(()));
        assert_eq!(Route::Home.check_method("HEAD"), Ok(()));
        assert_eq!(Route::Home.check_method("POST").unwrap_err().allow, Some("GET, HEAD"));
        assert_eq!(Route::Search.check_method("PURGE").unwrap_err().allow, Some("GET, HEAD, POST"));
    }
}
