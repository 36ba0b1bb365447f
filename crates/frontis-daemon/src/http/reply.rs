//! A finished answer: status, headers, bytes. Apart from warp, so that handlers are plain functions.

use serde::Serialize;
use warp::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, LOCATION, RETRY_AFTER,
};
use warp::http::{HeaderValue, Response, StatusCode};

use super::problem::{ApiError, Problem};

/// Our pages load their own style and script and nothing else; nothing inline, no frame around them.
const PAGE_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
                           connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The status code.
    pub status: u16,
    /// The media type.
    pub content_type: &'static str,
    /// Further headers.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Reply {
    fn new(status: u16, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, content_type, headers: Vec::new(), body: body.into() }
    }

    /// A JSON body that may change with the next sync.
    ///
    /// # Errors
    /// `internal` when `body` cannot be serialized, which is a defect.
    pub fn json(body: &impl Serialize) -> Result<Self, ApiError> {
        match serde_json::to_vec(body) {
            Ok(json) => Ok(Self::new(200, "application/json", json).with(CACHE_CONTROL, "no-cache")),
            Err(error) => {
                tracing::error!(%error, "an answer cannot be serialized");
                Err(ApiError::new(Problem::Internal, Problem::Internal.documentation()))
            }
        }
    }

    /// One of our own pages.
    pub fn page(status: u16, html: String) -> Self {
        Self::new(status, "text/html; charset=utf-8", html)
            .with(CACHE_CONTROL, "no-cache")
            .with(CONTENT_SECURITY_POLICY, PAGE_POLICY)
    }

    /// Sends the browser to `location`, a relative URL.
    ///
    /// # Errors
    /// `internal` for a URL with bytes that no header can hold, which is a defect.
    pub fn see_other(location: &str) -> Result<Self, ApiError> {
        let Ok(value) = HeaderValue::from_str(location) else {
            tracing::error!(location, "a link is no header");
            return Err(ApiError::new(Problem::Internal, Problem::Internal.documentation()));
        };
        let mut reply = Self::text(303, "The search has a shorter address.\n");
        reply.headers.push((LOCATION, value));
        Ok(reply)
    }

    /// A file whose name changes with its content.
    pub fn asset(content_type: &'static str, content: &str) -> Self {
        Self::new(200, content_type, content).with(CACHE_CONTROL, "public, max-age=31536000, immutable")
    }

    /// A line of text for a machine that asks how we are.
    pub fn text(status: u16, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", text).with(CACHE_CONTROL, "no-store")
    }

    fn with(mut self, name: HeaderName, value: &'static str) -> Self {
        self.headers.push((name, HeaderValue::from_static(value)));
        self
    }
}

impl From<ApiError> for Reply {
    fn from(error: ApiError) -> Self {
        let reply = Self::new(error.problem.status(), "application/problem+json", error.body());
        let reply = reply.with(CACHE_CONTROL, "no-store");
        match (error.problem, error.allow) {
            (_, Some(methods)) => reply.with(ALLOW, methods),
            (Problem::Overloaded, None) => reply.with(RETRY_AFTER, "1"),
            _ => reply,
        }
    }
}

impl From<Reply> for warp::reply::Response {
    fn from(reply: Reply) -> Self {
        let mut response = Response::new(reply.body.into());
        *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(reply.content_type));
        headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
        headers.insert("referrer-policy", HeaderValue::from_static("same-origin"));
        for (name, value) in reply.headers {
            headers.insert(name, value);
        }
        response
    }
}
