//! Workload: whole requests to the daemon in this process over loopback, one after the other on one connection that is
//! kept alive: a search with ten hits, a snippet each and all facets, as JSON and as the search page.
//! Corpus: made-up pages of about 1 KB (`corpus`), indexed in memory; one common and one middling word as in `query`,
//! eight pairs in turn.
//! Unit: time from the first byte sent to the last received; client and server share the machine.
//! Not measured: many connections at once, a network, TLS, parsing the answer.
//! Floor: `/healthz`, which passes the same accept loop, connection and filter and says "ok", in the same run.

mod corpus;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use criterion::Criterion;
use frontis::Index;
use frontis_daemon::http::{App, Limits, Settings, filter, serve};
use tokio::net::TcpListener;

use corpus::{Asked, Collection};

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let collection = Collection::synthetic();
    let pages = collection.pages();
    let asked = Asked::of(&pages);
    let index = Collection::indexed(&pages);
    drop(pages);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let address = runtime.block_on(started(index));
    let queries: Vec<String> = asked.common.iter().zip(&asked.middling).map(|(a, b)| format!("{a}+{b}+")).collect();
    for (name, path) in [("search-json", "/v1/search?limit=10&q="), ("search-page", "/?limit=10&q=")] {
        let paths: Vec<String> = queries.iter().map(|query| format!("{path}{query}")).collect();
        check(address, name, &paths);
        let mut group = criterion.benchmark_group(format!("http/{}/{name}", collection.name));
        for (name, paths) in [("frontis", paths), ("floor-healthz", vec!["/healthz".to_owned()])] {
            let mut client = Client::to(address);
            let mut at = 0;
            group.bench_function(name, |bencher| {
                bencher.iter(|| {
                    at = (at + 1) % paths.len();
                    client.get(&paths[at]).len()
                });
            });
        }
        group.finish();
    }
    criterion.final_summary();
}

/// Starts the daemon on a free port; it ends with the runtime.
async fn started(index: Index) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("a bound socket has an address");
    // A search that gives up would be measured as a fast one.
    let settings = Settings { deadline: Duration::from_secs(60), ..Settings::default() };
    let app = Arc::new(App::new(index, settings));
    tokio::spawn(serve(listener, filter(app), Limits::default(), std::future::pending()));
    address
}

fn check(address: SocketAddr, name: &str, paths: &[String]) {
    let mut client = Client::to(address);
    assert_eq!(client.get("/healthz"), b"ok\n");
    for path in paths {
        let answer = String::from_utf8_lossy(client.get(path)).into_owned();
        let marks = answer.matches("<mark>").count() + answer.matches("\\u003cmark").count();
        assert!(marks >= 10, "{name}: {marks} marks in the answer to {path}: {answer}");
    }
}

/// As much HTTP/1.1 as it takes to read answers whose length is told.
struct Client {
    stream: TcpStream,
    host: SocketAddr,
    buffer: Vec<u8>,
}

impl Client {
    fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("the daemon listens");
        stream.set_nodelay(true).expect("an option of sockets");
        Self { stream, host: address, buffer: vec![0; 1 << 20] }
    }

    /// The body of a 200 answer.
    fn get(&mut self, path: &str) -> &[u8] {
        let request = format!("GET {path} HTTP/1.1\r\nhost: {}\r\n\r\n", self.host);
        self.stream.write_all(request.as_bytes()).expect("the daemon reads");
        let (mut read, mut body) = (0, None);
        while body.is_none_or(|(start, length)| read < start + length) {
            let more = self.stream.read(&mut self.buffer[read..]).expect("the daemon answers");
            assert!(more > 0, "the daemon closed the connection");
            read += more;
            body = body.or_else(|| head(&self.buffer[..read]));
        }
        let (start, length) = body.unwrap_or_default();
        &self.buffer[start..start + length]
    }
}

/// Where the body begins and how long it is, once the head is there.
fn head(answer: &[u8]) -> Option<(usize, usize)> {
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase();
    assert!(head.starts_with("http/1.1 200"), "{head}");
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    Some((end + 4, length.and_then(|length| length.trim().parse().ok()).expect("an answer that tells its length")))
}
