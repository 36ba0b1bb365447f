//! The closed table of problems: code, status, title and what to do, from which every error body is made (RFC 9457).

use frontis::ErrorKind;
use serde::Serialize;

macro_rules! problems {
    ($($name:ident = $code:literal, $status:literal, $title:literal, $documentation:literal;)+) => {
        /// Every way a request can fail.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Problem { $(#[doc = $title] $name,)+ }

        impl Problem {
            /// Every problem there is.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The stable code: the last segment of the problem's `type`.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The HTTP status.
            pub fn status(self) -> u16 {
                match self { $(Self::$name => $status,)+ }
            }

            /// One line on the problem, the same each time it occurs.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ }
            }

            /// What it means and what to do, in a sentence or two.
            pub fn documentation(self) -> &'static str {
                match self { $(Self::$name => $documentation,)+ }
            }
        }
    };
}

problems! {
    ParameterUnknown = "parameter_unknown", 400, "Unknown parameter",
        "A parameter is neither one of the route's nor a facet of the collection. The hint names the nearest one.";
    ParameterInvalid = "parameter_invalid", 400, "Invalid parameter value",
        "A value cannot be read or is out of its range. Numbers are never clamped: send one inside the range.";
    ParameterRepeated = "parameter_repeated", 400, "Repeated parameter",
        "A parameter that takes one value was sent more than once. Facets, facets= and fields= may repeat.";
    BodyInvalid = "body_invalid", 400, "Invalid body",
        "The body is not a JSON object of parameters. Send the names of the query string, with arrays for repeats.";
    QueryTooLong = "query_too_long", 400, "Query too long",
        "The query is longer than 4,096 bytes. Send the telling words only.";
    FilterInvalid = "filter_invalid", 400, "Invalid filter",
        "The filter cannot be read. The detail names the column; quote values with spaces.";
    FieldUnknown = "field_unknown", 400, "Unknown field",
        "The collection has no such field. The detail names the nearest one.";
    RequestInvalid = "request_invalid", 400, "Invalid request",
        "A range ends before it begins, two parts contradict each other, or offset + limit is more than 10,000.";
    PageNotFound = "page_not_found", 404, "No such page",
        "No page has this id. An id is the path of a file, as one percent-encoded segment or as ?id=.";
    RouteNotFound = "route_not_found", 404, "No such address",
        "The daemon has no such route. Searches are at /v1/search.";
    MethodNotAllowed = "method_not_allowed", 405, "Method not allowed",
        "The route does not take this method. The Allow header lists those it takes.";
    BodyTooSlow = "body_too_slow", 408, "Body too slow",
        "The body did not arrive in time.";
    BodyTooLarge = "body_too_large", 413, "Body too large",
        "The body is larger than 64 KiB.";
    UrlTooLong = "url_too_long", 414, "URL too long",
        "Path and query are longer than 32 KiB. Send the parameters in the body of a POST.";
    MediaTypeUnsupported = "media_type_unsupported", 415, "Unsupported media type",
        "Bodies are application/json or application/x-www-form-urlencoded.";
    HostRefused = "host_refused", 421, "Host refused",
        "The daemon listens on this machine only and answers to loopback names and to those allowed with --allow-host.";
    Internal = "internal", 500, "Internal error",
        "A defect in Frontis. The daemon goes on; its log says more. Please report it.";
    Overloaded = "overloaded", 503, "Too busy",
        "All search slots were taken for too long. Try again in a moment.";
    IndexUnavailable = "index_unavailable", 503, "Index unavailable",
        "The index cannot be read now. The daemon's log says why; deleting the index directory rebuilds it.";
}

impl Problem {
    /// The problem with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|problem| problem.code() == code)
    }

    fn of(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::QueryTooLong => Self::QueryTooLong,
            ErrorKind::FilterInvalid => Self::FilterInvalid,
            ErrorKind::FieldUnknown => Self::FieldUnknown,
            ErrorKind::RequestInvalid => Self::RequestInvalid,
            ErrorKind::Internal => Self::Internal,
            // The rest is about folders, files and indexes: nothing a caller could ask differently.
            _ => Self::IndexUnavailable,
        }
    }
}

/// A failed request: a problem and what is particular to this occurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiError {
    /// Which of the closed list.
    pub problem: Problem,
    /// What happened here: the thing, the place, the fix.
    pub detail: String,
    /// The parameter at fault.
    pub parameter: Option<String>,
    /// What to send instead.
    pub hint: Option<String>,
    /// The methods the route takes, for [`Problem::MethodNotAllowed`].
    pub allow: Option<&'static str>,
}

impl ApiError {
    /// A problem without a parameter or a hint.
    pub fn new(problem: Problem, detail: impl Into<String>) -> Self {
        Self { problem, detail: detail.into(), parameter: None, hint: None, allow: None }
    }

    /// Names the parameter at fault.
    #[must_use]
    pub fn parameter(mut self, name: &str) -> Self {
        self.parameter = Some(name.to_owned());
        self
    }

    /// Says what to send instead.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The `application/problem+json` body.
    pub fn body(&self) -> Vec<u8> {
        let body = ProblemBody {
            kind: format!("/problems/{}", self.problem.code()),
            title: self.problem.title(),
            status: self.problem.status(),
            detail: &self.detail,
            parameter: self.parameter.as_deref(),
            hint: self.hint.as_deref(),
        };
        // Plain strings and numbers always serialize.
        serde_json::to_vec(&body).unwrap_or_default()
    }
}

impl From<frontis::Error> for ApiError {
    /// Failures of the machine keep their message for the log: paths are none of a caller's business.
    fn from(error: frontis::Error) -> Self {
        let problem = Problem::of(error.kind());
        if problem.status() < 500 {
            return Self::new(problem, error.to_string());
        }
        tracing::error!(%error, kind = ?error.kind(), "request failed");
        Self::new(problem, problem.documentation())
    }
}

#[derive(Serialize)]
struct ProblemBody<'a> {
    #[serde(rename = "type")]
    kind: String,
    title: &'a str,
    status: u16,
    detail: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_has_its_own_body() {
        let bodies: Vec<_> = Problem::ALL
            .iter()
            .map(|problem| String::from_utf8(ApiError::new(*problem, "what happened").body()).unwrap())
            .collect();
        insta::assert_snapshot!(bodies.join("\n"));
    }

    #[test]
    fn parameter_and_hint_stand_in_the_body_where_known() {
        let error =
            ApiError::new(Problem::ParameterUnknown, "unknown parameter \"lmit\"").parameter("lmit").hint("limit");
        insta::assert_snapshot!(String::from_utf8(error.body()).unwrap(), @r#"{"type":"/problems/parameter_unknown","title":"Unknown parameter","status":400,"detail":"unknown parameter \"lmit\"","parameter":"lmit","hint":"limit"}"#);
    }

    #[test]
    fn codes_are_found_again() {
        for problem in Problem::ALL {
            assert_eq!(Problem::from_code(problem.code()), Some(*problem));
        }
        assert_eq!(Problem::from_code("nonsense"), None);
    }
}
