//! The README's lines for nginx, in a real nginx on loopback.

use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::blocks::the_block;
use super::readme;
use crate::support::{Answer, Daemon, raw};

/// A running nginx; it ends with the value.
struct Nginx {
    child: Child,
    address: SocketAddr,
}

impl Nginx {
    /// nginx with `locations` in its one server; `None` where there is no nginx.
    fn start(home: &Path, locations: &str) -> Option<Self> {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let paths: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path {}/{kind};\n", home.display()))
            .concat();
        let settings = format!(
            "daemon off;\nmaster_process off;\npid {home}/pid;\nerror_log stderr;\nevents {{}}\n\
             http {{\naccess_log off;\n{paths}server {{\nlisten {address};\n{locations}}}\n}}\n",
            home = home.display(),
        );
        fs::write(home.join("nginx.conf"), settings).unwrap();
        let mut command = Command::new("nginx");
        command.arg("-p").arg(home).arg("-c").arg(home.join("nginx.conf")).args(["-e", "stderr"]);
        let child = command.stderr(Stdio::inherit()).spawn().ok()?;
        let nginx = Self { child, address };
        let started = Instant::now();
        while TcpStream::connect(address).is_err() {
            assert!(started.elapsed() < Duration::from_secs(10), "nginx does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
        Some(nginx)
    }

    fn get(&self, path: &str) -> Answer {
        let request = format!("GET {path} HTTP/1.1\r\nhost: www.example.org\r\nconnection: close\r\n\r\n");
        raw(self.address, request.as_bytes())
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The links of a page that lead to this server, as paths under `base`.
fn links(page: &str, base: &str) -> Vec<String> {
    let targets = ["href=\"", "src=\"", "action=\""].map(|start| page.split(start).skip(1));
    let targets = targets.into_iter().flatten().filter_map(|rest| rest.split('"').next());
    targets.filter_map(|target| Some(format!("{base}{}", target.strip_prefix("./")?.replace("&#38;", "&")))).collect()
}

#[test]
fn every_page_and_link_works_under_the_path_that_nginx_gives_it() {
    let daemon = Daemon::start();
    let block = the_block(&readme(), "nginx").replace("127.0.0.1:7700", &daemon.address.to_string());
    let home = tempfile::tempdir().unwrap();
    let Some(nginx) = Nginx::start(home.path(), &block) else {
        println!("skipped: no nginx");
        return;
    };
    let page = nginx.get("/search/?q=water&limit=1");
    assert_eq!(page.status, 200, "{page:?}");
    let links = links(&page.body, "/search/");
    assert!(["assets/style", "assets/search", "pages/", "offset=1"].iter().all(|part| links.concat().contains(part)));
    for link in links {
        let answer = nginx.get(link.split('#').next().unwrap());
        assert_eq!(answer.status, 200, "{link}");
    }
    assert_eq!(nginx.get("/search/v1/search?q=water").json()["total"], 3);
    assert_eq!(nginx.get("/search").status, 301, "nginx adds the slash");
}
