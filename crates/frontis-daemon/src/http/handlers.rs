//! Answers a route. Searches and pages run in the slots of [`App::run`]; the rest is answered however busy they are.

use std::sync::Arc;

use frontis::{ErrorKind, Page, Request};

use super::app::App;
use super::parameters::{ParameterList, SearchParameters};
use super::problem::{ApiError, Problem};
use super::reply::Reply;
use super::routes::Route;
use super::wire::{PageBody, SearchBody, StatsBody};
use crate::web;

/// The most values a facet can be asked for: enough for every year there is but in collections of a thousand years.
const EVERY_YEAR: usize = 1_000;

pub(super) async fn answer(app: &Arc<App>, route: Route, list: ParameterList) -> Result<Reply, ApiError> {
    match route {
        Route::Health => Ok(Reply::text(200, "ok\n")),
        Route::Ready => app.look(ready).await,
        Route::Asset(name) => asset(&name),
        Route::Problem(code) => problem(&code),
        Route::Stats => app.look(stats).await,
        Route::Search => app.run(move |app| search(app, &list)).await,
        Route::Home => {
            let q = list.first("q").unwrap_or_default().to_owned();
            let found = app.run(move |app| home(app, list)).await;
            Ok(found.unwrap_or_else(|error| failed_home(app, &q, &error)))
        }
        Route::Page(id) => app.run(move |app| page(app, id, &list)).await,
        Route::Reading(id) => app.run(move |app| reading(app, id, &list)).await,
    }
}

fn ready(app: &App) -> Result<Reply, ApiError> {
    app.index.stats()?;
    Ok(Reply::text(200, "ready\n"))
}

fn asset(name: &str) -> Result<Reply, ApiError> {
    let asset = web::asset(name).ok_or_else(|| ApiError::new(Problem::RouteNotFound, "no such asset"))?;
    Ok(Reply::asset(asset.content_type, asset.content))
}

fn problem(code: &str) -> Result<Reply, ApiError> {
    let problem =
        Problem::from_code(code).ok_or_else(|| ApiError::new(Problem::RouteNotFound, "no problem has this code"))?;
    Ok(Reply::page(200, web::problem_page(problem)))
}

fn stats(app: &App) -> Result<Reply, ApiError> {
    Reply::json(&StatsBody::new(&app.index.stats()?))
}

fn search(app: &App, list: &ParameterList) -> Result<Reply, ApiError> {
    let facets = app.index.facet_names();
    let parameters = SearchParameters::read(list, app.rules(&facets))?;
    let request = parameters.request().deadline(app.deadline(parameters.deadline_ms));
    let results = app.index.search(request)?;
    Reply::json(&SearchBody::new(&results, &facets))
}

/// The search page. What it does not know in its URL it passes over: links from elsewhere carry marks of their own.
fn home(app: &App, list: ParameterList) -> Result<Reply, ApiError> {
    let facets = app.index.facet_names();
    let collection = web::Collection::of(&app.index);
    let settled = web::without_inputs(&list, &collection.intervals, &facets)?;
    let is_settled = settled.is_none();
    let list = settled.unwrap_or(list).filtered(|name| SearchParameters::knows(name, &facets));
    let parameters = SearchParameters::read(&list, app.rules(&facets))?;
    if !is_settled {
        return Reply::see_other(&web::link(&parameters));
    }
    // The page does not show how scores came about.
    let mut request = parameters.request().fields(&facets).explain(false);
    if !collection.intervals.is_empty() && parameters.facet_limit > 0 {
        // A histogram shows every year. Other groups list no more values than were asked for.
        request = request.facet_limit(EVERY_YEAR);
    }
    let results = app.index.search(request.deadline(app.deadline(parameters.deadline_ms)))?;
    Ok(Reply::page(200, web::search_page(&collection, &parameters, &results)))
}

/// The search page where there is no answer: it keeps the words.
fn failed_home(app: &App, q: &str, error: &ApiError) -> Reply {
    let collection = web::Collection::of(&app.index);
    Reply::page(error.problem.status(), web::failed_search_page(&collection, q, error))
}

fn page(app: &App, id: Option<String>, list: &ParameterList) -> Result<Reply, ApiError> {
    let page = find(app, id, list)?;
    let language = web::page_language(&app.index, &page);
    Reply::json(&PageBody::new(&page, &language, &app.index.facet_names()))
}

fn reading(app: &App, id: Option<String>, list: &ParameterList) -> Result<Reply, ApiError> {
    let base = if id.is_some() { "../" } else { "./" };
    let id = page_id(id, list)?;
    let q = list.first("q").unwrap_or_default();
    let read = |query: &str| app.index.read(&id, Request::new(query).deadline(app.deadline(None)));
    let read = match read(q) {
        // A page can be read whatever was searched.
        Err(error) if error.kind() == ErrorKind::QueryTooLong => read(""),
        read => read,
    };
    let read = read?.ok_or_else(no_page)?;
    Ok(Reply::page(200, web::reading_page(&app.index, &read, base, q)))
}

fn find(app: &App, id: Option<String>, list: &ParameterList) -> Result<Page, ApiError> {
    app.index.page(&page_id(id, list)?)?.ok_or_else(no_page)
}

fn page_id(id: Option<String>, list: &ParameterList) -> Result<String, ApiError> {
    id.or_else(|| list.first("id").map(str::to_owned))
        .ok_or_else(|| ApiError::new(Problem::ParameterInvalid, "no page id").parameter("id").hint("?id=guide/a.md"))
}

fn no_page() -> ApiError {
    ApiError::new(Problem::PageNotFound, "no page has this id")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use frontis::Index;

    use super::*;
    use crate::http::Settings;

    #[tokio::test]
    async fn readiness_and_stats_hold_while_searches_are_busy() {
        let folder = tempfile::tempdir().unwrap();
        let index = Index::builder(folder.path()).in_memory().open().unwrap();
        let wait = Duration::from_millis(20);
        let app = Arc::new(App::new(index, Settings { search_slots: 1, longest_wait: wait, ..Settings::default() }));
        let (taken, is_taken) = tokio::sync::oneshot::channel();
        let (done, until_done) = std::sync::mpsc::channel::<()>();
        let busy = Arc::clone(&app);
        let holder = tokio::spawn(async move {
            busy.run(move |_| {
                let _ = taken.send(());
                Ok(until_done.recv().is_err())
            })
            .await
        });
        is_taken.await.unwrap();
        let status = async |route| match answer(&app, route, ParameterList::default()).await {
            Ok(reply) => reply.status,
            Err(error) => error.problem.status(),
        };
        assert_eq!((status(Route::Ready).await, status(Route::Stats).await), (200, 200));
        assert_eq!(status(Route::Search).await, 503);
        let page = answer(&app, Route::Home, ParameterList::from_form(b"q=water")).await.unwrap();
        assert_eq!(page.status, 503);
        let body = String::from_utf8_lossy(&page.body);
        assert!(body.contains(r#"name="q" type="search" value="water""#) && body.contains("in a moment"), "{body}");
        drop(done);
        assert_eq!(holder.await.unwrap(), Ok(true));
    }
}
