//! Folders to search, the daemon in this process, and an HTTP client that can be as rude as a test needs.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;
use std::time::Duration;

use frontis::Index;
use frontis_daemon::http::{App, Limits, Settings, filter, serve};
use serde_json::Value;
use tempfile::TempDir;

pub(crate) const SETTINGS: &str = "version: 1\nfields:\n  regions: { facet: true }\n";
pub(crate) const WATER: &str = "---\ntitle: Clean water\nregions: [Asia]\nstart: 2005\nend: 2007\n---\n\n\
                                ## Select Results\n\nThe clean water value chain grew.\n";
pub(crate) const WELLS: &str = "---\ntitle: Wells & pumps\nregions: Africa\n---\n\nWater from wells.\n";
pub(crate) const SCRIPT: &str = "---\ntitle: 'Tags <script>alert(1)</script>'\nregions: Asia\n---\n\n\
                                 Text with `<b onclick=x>` and water.\n";

/// A folder of three pages with one facet.
pub(crate) fn site() -> TempDir {
    folder(&[("frontis.yaml", SETTINGS), ("guide/clean water.md", WATER), ("wells.md", WELLS), ("script.md", SCRIPT)])
}

/// A folder of these files.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// An index of `folder` in memory.
pub(crate) fn indexed(folder: &Path) -> Index {
    let index = Index::builder(folder).in_memory().open().unwrap();
    index.sync().unwrap();
    index
}

/// The daemon in this process; it ends with the value.
pub(crate) struct Daemon {
    pub(crate) address: SocketAddr,
    _runtime: tokio::runtime::Runtime,
    _site: TempDir,
}

impl Daemon {
    pub(crate) fn start() -> Self {
        Self::with(Settings::default())
    }

    pub(crate) fn with(settings: Settings) -> Self {
        Self::of(site(), settings)
    }

    pub(crate) fn of(site: TempDir, settings: Settings) -> Self {
        let app = Arc::new(App::new(indexed(site.path()), settings));
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        runtime.spawn(serve(listener, filter(app), Limits::default(), std::future::pending()));
        Self { address, _runtime: runtime, _site: site }
    }

    pub(crate) fn get(&self, target: &str) -> Answer {
        self.request("GET", target, "", "")
    }

    pub(crate) fn post(&self, target: &str, media_type: &str, body: &str) -> Answer {
        let headers = format!("content-type: {media_type}\r\ncontent-length: {}\r\n", body.len());
        self.request("POST", target, &headers, body)
    }

    pub(crate) fn request(&self, method: &str, target: &str, headers: &str, body: &str) -> Answer {
        let host = if headers.contains("host:") { "" } else { "host: localhost\r\n" };
        let head = format!("{method} {target} HTTP/1.1\r\n{host}connection: close\r\n{headers}\r\n");
        self.raw(format!("{head}{body}").as_bytes())
    }

    /// Sends bytes as they are and reads until the daemon closes.
    pub(crate) fn raw(&self, bytes: &[u8]) -> Answer {
        raw(self.address, bytes)
    }
}

pub(crate) fn raw(address: SocketAddr, bytes: &[u8]) -> Answer {
    let mut socket = TcpStream::connect(address).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    // A daemon that refuses early may have closed by now.
    let _ = socket.write_all(bytes);
    let mut answer = Vec::new();
    let _ = socket.read_to_end(&mut answer);
    Answer::of(&String::from_utf8(answer).unwrap())
}

/// An HTTP answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: String,
}

impl Answer {
    fn of(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Self { status, head: head.to_owned(), body: body.to_owned() }
    }

    /// The value of a header; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(own, _)| own.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Checks that the answer is this problem.
    #[track_caller]
    pub(crate) fn check_problem(&self, status: u16, code: &str) {
        assert_eq!((self.status, self.header("content-type")), (status, "application/problem+json"), "{self:?}");
        assert_eq!(self.json()["type"], format!("/problems/{code}"));
        assert_eq!(self.json()["status"], status);
    }
}

/// Variables that change what is printed or where the index lies.
const TERMINAL: &[&str] = &[
    "CACHE_DIRECTORY",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "FORCE_HYPERLINK",
    "NO_COLOR",
    "RUST_BACKTRACE",
    "TERM",
];

/// The binary, with an environment of its own.
pub(crate) fn frontis(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_frontis"));
    command.args(arguments);
    let own = |name: &str| name.starts_with("FRONTIS_") || TERMINAL.contains(&name);
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(own)) {
        command.env_remove(name);
    }
    command
}

/// Runs the binary on `site` with an index of its own and checks the exit code.
#[track_caller]
pub(crate) fn run(index: &Path, arguments: &[&str], exit_code: i32) -> (String, String) {
    let output = frontis(arguments).env("FRONTIS_INDEX", index).output().unwrap();
    check_exit(&output, exit_code)
}

#[track_caller]
pub(crate) fn check_exit(output: &Output, exit_code: i32) -> (String, String) {
    let stdout = String::from_utf8(output.stdout.clone()).unwrap();
    let stderr = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(exit_code), "stdout: {stdout}\nstderr: {stderr}");
    for word in ["panicked", "backtrace", "internal error"] {
        assert!(!stderr.contains(word), "{stderr}");
    }
    (stdout, stderr)
}
