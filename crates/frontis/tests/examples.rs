//! Runs the built examples and holds them to what their headers say they print.
//!
//! `cargo test` builds them beside the tests; `cargo test --test examples` alone takes what `cargo build --examples`
//! left.

#![cfg(feature = "folder")]
#![expect(clippy::unwrap_used, reason = "a test fails where its ground gives way")]

use std::env;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;

/// The built example: this test lies in `target/<profile>/deps`, the examples in `target/<profile>/examples`.
fn example(name: &str) -> Command {
    let own = env::current_exe().unwrap();
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    let path = own.parent().and_then(Path::parent).unwrap().join("examples").join(file);
    assert!(
        path.is_file(),
        "the example `{name}` is not built; run plain `cargo test`, or first `cargo build -p frontis --examples`"
    );
    Command::new(path)
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../index-data/projects")
}

/// Its lines, once it has ended well.
fn lines(output: Output) -> Vec<String> {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {errors}", output.status);
    assert_eq!(errors, "", "a run that ends well complains of nothing");
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn search_prints_marked_hits_and_the_counts_of_regions() {
    let cache = tempfile::tempdir().unwrap();
    let run = |words: &[&str]| {
        let mut command = example("search");
        lines(command.arg(sample()).args(words).env("FRONTIS_INDEX", cache.path()).output().unwrap())
    };
    let printed = run(&["clean", "water"]);
    let total: usize = printed[0].strip_suffix(" pages").unwrap().parse().unwrap();
    let addresses = printed.iter().filter(|line| line.starts_with("  /projects/")).count();
    assert!(total > 0 && addresses >= total.min(10) && addresses <= 10, "{printed:#?}");
    for word in ["clean", "water"] {
        let marked = format!("[{word}]");
        assert!(printed.iter().any(|line| line.to_lowercase().contains(&marked)), "{marked}: {printed:#?}");
    }
    let heading = printed.iter().position(|line| line == "regions").expect("the sample has regions");
    let counts = printed[heading + 1..].iter().map(|line| {
        let (region, count) = line.trim_start().split_once(" (").unwrap();
        assert!(!region.is_empty());
        count.strip_suffix(')').unwrap().parse::<usize>().unwrap()
    });
    let counts: Vec<usize> = counts.collect();
    assert!(counts.len() >= 2 && counts.iter().all(|count| (1..=total).contains(count)), "{total} of {counts:?}");
    assert_eq!(run(&["clean", "water"]), printed, "the index that was kept answers the same");
}

#[test]
fn search_says_what_is_wrong_and_exits_with_two() {
    for (arguments, named) in [(&["no/such/folder", "water"][..], "no/such/folder"), (&[], "usage")] {
        let cache = tempfile::tempdir().unwrap();
        let output = example("search").args(arguments).env("FRONTIS_INDEX", cache.path()).output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{errors}");
        assert!(errors.starts_with("search: ") && errors.contains(named), "{errors}");
    }
}

#[test]
fn pages_from_elsewhere_are_found_changed_and_removed() {
    let printed = lines(example("pages_from_elsewhere").output().unwrap());
    let (last, states) = printed.split_last().unwrap();
    let expected = [
        r#"at first: 2 open with "pump": ["Pump fails", "Pump rattles"]"#,
        r#"after a repair: 1 open with "pump": ["Pump rattles"]"#,
        r#"after a removal: 0 open with "pump": []"#,
    ];
    assert_eq!(states, expected);
    let searches: u64 = last.split(' ').next().unwrap().parse().unwrap();
    assert!(searches > 0 && last.ends_with(" searches during 30 commits, 0 of them saw half a commit"), "{last}");
}

#[test]
fn typed_fields_fill_a_struct_and_are_selected_filtered_and_sorted_by() {
    let expected = [
        "newest first: Ports for Sea Fund in Peru and Chile, since 2014 until 2019, 30 million (2019-11-20)",
        "newest first: Wells for Hill Trust in Chile, since 2018, 0.4 million (2018-02-01)",
        "newest first: Springs for Hill Trust in Nepal, since 2011 until 2016, 1.2 million (2016-05-04)",
        "selected: Ports for Sea Fund in Peru and Chile, since 2014 until 2019, 30 million (2019-11-20)",
        "filtered: Wells for Hill Trust in Chile, since 2018, 0.4 million (2018-02-01)",
        "client Hill Trust: 2",
        "client Sea Fund: 1",
    ];
    assert_eq!(lines(example("typed_fields").output().unwrap()), expected);
}

/// A running service, ended with the test however that goes.
struct Service {
    child: Child,
    address: String,
}

impl Service {
    fn start(index: &Path) -> Self {
        let mut command = example("service");
        command.arg(sample()).arg("127.0.0.1:0").env("FRONTIS_INDEX", index).stdout(Stdio::piped());
        let mut service = Self { child: command.spawn().unwrap(), address: String::new() };
        let mut line = String::new();
        BufReader::new(service.child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        service.address = line.trim_end().strip_prefix("listening on http://").expect("its address").to_owned();
        service
    }

    /// The status and the body of one request.
    fn get(&self, path: &str) -> (u16, Value) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        let (head, body) = response.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {response}")))
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // Both fail where it has ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn service_answers_json_and_refuses_what_cannot_be_meant() {
    let index = tempfile::tempdir().unwrap();
    let service = Service::start(index.path());
    let (status, answer) = service.get("/search?q=clean+water&limit=2");
    assert_eq!((status, &answer["exact"]), (200, &Value::Bool(true)), "{answer}");
    let hits = answer["hits"].as_array().unwrap();
    assert!(answer["total"].as_u64().unwrap() >= hits.len() as u64 && hits.len() == 2, "{answer}");
    assert!(hits[0]["url"].as_str().unwrap().starts_with("/projects/"), "{answer}");
    assert!(hits[0]["snippet_html"].as_str().unwrap().contains("<mark>"), "{answer}");

    let (status, asia) = service.get("/search?q=clean+water&region=asia-and-the-pacific");
    assert_eq!(status, 200, "{asia}");
    let in_asia = |hit: &Value| hit["regions"].as_array().unwrap().contains(&"Asia and the Pacific".into());
    assert!(asia["hits"].as_array().unwrap().iter().all(in_asia), "{asia}");
    assert!(asia["total"].as_u64() > Some(0) && asia["total"].as_u64() < answer["total"].as_u64(), "{asia}");

    let (status, refused) = service.get("/search?q=water&limit=101");
    assert_eq!((status, refused), (400, serde_json::json!({ "error": "limit is 101; expected 0 to 100" })));
    end(service);
}

/// Ctrl-C ends the service, and ends it well.
#[cfg(unix)]
fn end(mut service: Service) {
    let sent = Command::new("kill").args(["-INT", &service.child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let ended = service.child.wait().unwrap();
    assert!(ended.success(), "{ended}");
}

#[cfg(not(unix))]
fn end(service: Service) {
    drop(service);
}
