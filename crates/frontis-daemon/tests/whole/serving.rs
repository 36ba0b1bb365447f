//! `frontis serve`, from the port to the signal.

use std::io::{BufRead, BufReader, Read};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use crate::support::{Answer, folder, frontis, raw, run, site};

/// The binary, serving; killed with the value.
pub(crate) struct Served {
    child: Child,
    address: SocketAddr,
    first_line: String,
}

impl Served {
    fn start(folder: &Path, index: &Path) -> Self {
        let mut command = frontis(&["serve", folder.to_str().unwrap(), "--listen", "127.0.0.1:0"]);
        command.env("FRONTIS_INDEX", index);
        Self::of(command)
    }

    /// Runs a command that serves.
    pub(crate) fn of(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first_line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut first_line).unwrap();
        let url = first_line.trim_end().strip_prefix("listening on http://").unwrap_or_default();
        let address = url.trim_end_matches('/').parse().unwrap_or_else(|_| panic!("{first_line:?}"));
        Self { child, address, first_line }
    }

    pub(crate) fn get(&self, target: &str) -> Answer {
        raw(self.address, format!("GET {target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").as_bytes())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_url_is_printed_once_the_daemon_answers() {
    let (site, index) = (site(), tempfile::tempdir().unwrap());
    let served = Served::start(site.path(), index.path());
    assert_eq!(served.first_line, format!("listening on http://{}/\n", served.address));
    assert_ne!(served.address.port(), 0);
    assert_eq!(["/v1/search?q=water", "/", "/readyz"].map(|target| served.get(target).status), [200; 3]);
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it_in_order() {
    let (site, index) = (site(), tempfile::tempdir().unwrap());
    for signal in ["-TERM", "-INT"] {
        let mut served = Served::start(site.path(), index.path());
        assert_eq!(served.get("/healthz").status, 200);
        let started = Instant::now();
        assert!(Command::new("kill").args([signal, &served.child.id().to_string()]).status().unwrap().success());
        assert_eq!(served.child.wait().unwrap().code(), Some(0), "{signal}");
        assert!(started.elapsed().as_secs() < 5);
    }
}

#[test]
fn a_taken_port_is_told_before_anything_is_indexed() {
    let (site, index) = (site(), tempfile::tempdir().unwrap());
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (stdout, stderr) = run(index.path(), &["serve", site.path().to_str().unwrap(), "--listen", &address], 2);
    assert_eq!(stdout, "");
    assert!(stderr.contains(&address) && stderr.contains("--listen 127.0.0.1:0"), "{stderr}");
    assert_eq!(std::fs::read_dir(index.path()).unwrap().count(), 0);
}

#[test]
fn an_empty_folder_is_served_with_a_warning() {
    let (empty, index) = (folder(&[("readme.txt", "no page")]), tempfile::tempdir().unwrap());
    let mut served = Served::start(empty.path(), index.path());
    assert_eq!((served.get("/").status, served.get("/v1/search?q=x").status), (200, 200));
    served.child.kill().unwrap();
    let mut stderr = String::new();
    served.child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert!(stderr.contains("no page found in") && stderr.contains("*.{md,markdown,mdx}"), "{stderr}");
}
