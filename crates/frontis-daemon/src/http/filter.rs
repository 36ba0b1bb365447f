//! The warp filter: takes a request apart, has it answered, and makes every outcome a response.

use std::pin::pin;
use std::sync::Arc;

use warp::filters::BoxedFilter;
use warp::http::header::{CONTENT_TYPE, HOST};
use warp::http::{HeaderMap, Method};
use warp::path::FullPath;
use warp::{Buf, Filter, Stream};

use super::app::App;
use super::handlers;
use super::parameters::ParameterList;
use super::problem::{ApiError, Problem};
use super::reply::Reply;
use super::routes::Route;
use crate::web;

/// The daemon as one filter. It takes every request: nothing is left for warp to reject.
pub fn filter(app: Arc<App>) -> BoxedFilter<(warp::reply::Response,)> {
    let query = warp::query::raw().or(warp::any().map(String::new)).unify();
    warp::method()
        .and(warp::path::full())
        .and(query)
        .and(warp::header::headers_cloned())
        .and(warp::body::stream())
        .then(move |method: Method, path: FullPath, query: String, headers: HeaderMap, body| {
            let app = Arc::clone(&app);
            async move {
                let reply = respond(&app, &method, path.as_str(), &query, &headers, body).await;
                tracing::debug!(%method, path = path.as_str(), status = reply.status, "answered");
                warp::reply::Response::from(reply)
            }
        })
        .boxed()
}

async fn respond<B: Buf>(
    app: &Arc<App>,
    method: &Method,
    path: &str,
    query: &str,
    headers: &HeaderMap,
    body: impl Stream<Item = Result<B, warp::Error>>,
) -> Reply {
    let route = match admitted(app, method, path, query, headers) {
        Ok(route) => route,
        Err(error) => return error.into(),
    };
    let is_page = route.is_page();
    let answer = async {
        let mut list = ParameterList::from_form(query.as_bytes());
        if method == Method::POST {
            let bytes = body_bytes(app, body).await?;
            list = list.and(body_parameters(headers, &bytes)?);
        }
        handlers::answer(app, route, list).await
    };
    match answer.await {
        Ok(reply) => reply,
        Err(error) if is_page => Reply::page(error.problem.status(), web::error_page(&error, web::base_of(path))),
        Err(error) => error.into(),
    }
}

/// What can be refused before a byte of the body is read.
fn admitted(app: &App, method: &Method, path: &str, query: &str, headers: &HeaderMap) -> Result<Route, ApiError> {
    if !headers.get_all(HOST).iter().all(|host| app.settings.hosts.accepts(host.as_bytes())) {
        let detail = "this daemon does not answer to that host name";
        return Err(ApiError::new(Problem::HostRefused, detail).hint("frontis serve --allow-host NAME"));
    }
    if path.len() + query.len() > app.settings.longest_url_bytes {
        let detail = format!("path and query are longer than {} bytes", app.settings.longest_url_bytes);
        return Err(ApiError::new(Problem::UrlTooLong, detail).hint("send the parameters in the body of a POST"));
    }
    let route = Route::of(path)?;
    route.check_method(method.as_str())?;
    Ok(route)
}

async fn body_bytes<B: Buf>(app: &App, body: impl Stream<Item = Result<B, warp::Error>>) -> Result<Vec<u8>, ApiError> {
    let read = tokio::time::timeout(app.settings.longest_body_wait, collect(body, app.settings.longest_body_bytes));
    read.await.unwrap_or_else(|_| Err(ApiError::new(Problem::BodyTooSlow, "the body did not arrive in time")))
}

/// Gathers at most `most` bytes: warp's own body filters have no limit where the client names no length.
async fn collect<B: Buf>(body: impl Stream<Item = Result<B, warp::Error>>, most: usize) -> Result<Vec<u8>, ApiError> {
    let mut body = pin!(body);
    let mut bytes = Vec::new();
    while let Some(chunk) = std::future::poll_fn(|context| body.as_mut().poll_next(context)).await {
        let mut chunk = chunk.map_err(|_| ApiError::new(Problem::BodyInvalid, "the body broke off"))?;
        if bytes.len() + chunk.remaining() > most {
            return Err(ApiError::new(Problem::BodyTooLarge, format!("the body is larger than {most} bytes")));
        }
        while chunk.has_remaining() {
            let part = chunk.chunk();
            bytes.extend_from_slice(part);
            let length = part.len();
            chunk.advance(length);
        }
    }
    Ok(bytes)
}

/// JSON where the client names no media type.
fn body_parameters(headers: &HeaderMap, body: &[u8]) -> Result<ParameterList, ApiError> {
    let named = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("application/json");
    let media_type = named.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match media_type.as_str() {
        "application/json" if body.is_empty() => Ok(ParameterList::default()),
        "application/json" => ParameterList::from_json(body),
        "application/x-www-form-urlencoded" if body.trim_ascii_start().starts_with(b"{") => {
            Err(ApiError::new(Problem::BodyInvalid, "the body is named a form and looks like JSON")
                .hint("send Content-Type: application/json"))
        }
        "application/x-www-form-urlencoded" => Ok(ParameterList::from_form(body)),
        _ => Err(ApiError::new(Problem::MediaTypeUnsupported, "the body is neither JSON nor a form")
            .hint("send Content-Type: application/json")),
    }
}
