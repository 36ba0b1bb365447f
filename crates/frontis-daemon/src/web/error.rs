//! Pages for what went wrong, and for what a problem's `type` points to.

use askama::Template;

use super::assets::STYLE;
use super::rendered;
use crate::http::problem::{ApiError, Problem};

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    base: &'a str,
    style: String,
    status: u16,
    code: &'static str,
    title: &'static str,
    text: &'a str,
}

/// The page for a failed request; `base` leads to the search page.
pub fn error_page(error: &ApiError, base: &str) -> String {
    page(error.problem, &error.detail, base)
}

/// The page that documents a problem.
pub fn problem_page(problem: Problem) -> String {
    page(problem, problem.documentation(), "../")
}

fn page(problem: Problem, text: &str, base: &str) -> String {
    rendered(&ErrorPage {
        base,
        style: STYLE.name(),
        status: problem.status(),
        code: problem.code(),
        title: problem.title(),
        text,
    })
}
