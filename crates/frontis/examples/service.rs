//! Serves searches of a folder over HTTP: blocking searches in an async program, each with a deadline.
//!
//! ```text
//! cargo run --release --example service -- index-data/projects 127.0.0.1:7801
//! curl 'http://127.0.0.1:7801/search?q=clean+water&region=Asia+and+the+Pacific&limit=3'
//! ```
//!
//! Prints the address it listens on (port 0 takes a free one) and answers JSON of its own shape until Ctrl-C; requests
//! under way are answered before it ends. A search that cannot be meant is a 400 with the library's words, a parameter
//! that is no number one with warp's.
//!
//! The daemon, `frontis serve`, does all this and much more. This is for a search inside a service that is there
//! already.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it says where it listens, and why it does not")]

use std::convert::Infallible;
use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use frontis::{ErrorKind, Hit, Index, Request, Results};
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;
use warp::http::StatusCode;
use warp::reply::{Response, json, with_status};
use warp::{Filter, Reply};

/// What a search may take. When it is over, what was found by then is answered, with `"exact": false`.
const DEADLINE: Duration = Duration::from_secs(1);

/// The parameters of `GET /search`.
#[derive(Deserialize)]
struct Parameters {
    #[serde(default)]
    q: String,
    region: Option<String>,
    limit: Option<usize>,
}

#[derive(Serialize)]
struct Answer {
    total: u64,
    exact: bool,
    hits: Vec<AnswerHit>,
}

#[derive(Serialize)]
struct AnswerHit {
    url: String,
    title_html: String,
    snippet_html: Option<String>,
    regions: Vec<String>,
}

#[derive(Serialize)]
struct Problem {
    error: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("service: {error}");
            ExitCode::from(2)
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let (Some(folder), Some(address)) = (arguments.next(), arguments.next()) else {
        return Err("usage: service FOLDER ADDRESS".into());
    };
    let address = address.into_string().map_err(|_| "ADDRESS is not UTF-8")?;
    let index = spawn_blocking(move || Index::open_folder(folder)).await??;

    let index = warp::any().map(move || index.clone());
    let route = warp::path!("search").and(warp::get()).and(warp::query()).and(index).then(answer);
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    warp::serve(route).incoming(listener).graceful(interrupted()).run().await;
    Ok(())
}

/// Ends with Ctrl-C; never, should the system refuse to tell of it.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<Infallible>().await;
    }
}

/// Searches on a thread that may block, and makes a response of whatever comes of it.
async fn answer(parameters: Parameters, index: Index) -> Response {
    let mut request = Request::new(parameters.q).facets::<&str>([]).deadline(Instant::now() + DEADLINE);
    if let Some(limit) = parameters.limit {
        request = request.limit(limit);
    }
    if let Some(region) = parameters.region {
        request = request.select("regions", [region]);
    }
    match spawn_blocking(move || index.search(request)).await {
        Ok(Ok(results)) => json(&Answer::from(&results)).into_response(),
        Ok(Err(error)) if is_the_callers(&error) => problem(StatusCode::BAD_REQUEST, error.to_string()),
        // Its words may name files, which are nobody's business outside.
        _ => problem(StatusCode::INTERNAL_SERVER_ERROR, "the search failed".to_owned()),
    }
}

fn is_the_callers(error: &frontis::Error) -> bool {
    use ErrorKind::{FieldUnknown, FilterInvalid, QueryTooLong, RequestInvalid};
    matches!(error.kind(), FieldUnknown | FilterInvalid | QueryTooLong | RequestInvalid)
}

fn problem(status: StatusCode, error: String) -> Response {
    with_status(json(&Problem { error }), status).into_response()
}

impl From<&Results> for Answer {
    fn from(results: &Results) -> Self {
        let hits = results.hits.iter().map(AnswerHit::from).collect();
        Self { total: results.total, exact: !results.timed_out, hits }
    }
}

impl From<&Hit> for AnswerHit {
    fn from(hit: &Hit) -> Self {
        Self {
            url: hit.url.clone(),
            title_html: hit.title.html(),
            snippet_html: hit.snippets.first().map(|snippet| snippet.text.html()),
            regions: hit.get("regions").unwrap_or_default(),
        }
    }
}
