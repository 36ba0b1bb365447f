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
        // A port that is free now may be taken before nginx has it; then it ends, and another is tried.
        (0..5).find_map(|_| match Self::spawn(home, locations) {
            Err(_) => Some(None),
            Ok(mut nginx) => nginx.listens().then_some(Some(nginx)),
        })?
    }

    fn spawn(home: &Path, locations: &str) -> std::io::Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let paths: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path {}/{kind};\n", home.display()))
            .concat();
        let settings = format!(
            "daemon off;\nmaster_process off;\npid {home}/pid;\nerror_log stderr;\nevents {{}}\n\
             http {{\naccess_log off;\n{paths}server {{\nlisten {address};\n{locations}}}\n}}\n",
            home = home.display(),
        );
        fs::write(home.join("nginx.conf"), settings)?;
        let mut command = Command::new("nginx");
        command.arg("-p").arg(home).arg("-c").arg(home.join("nginx.conf")).args(["-e", "stderr"]);
        Ok(Self { child: command.stderr(Stdio::inherit()).spawn()?, address })
    }

    /// Waits until it listens; false when it ends instead.
    fn listens(&mut self) -> bool {
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(10) {
            if self.child.try_wait().unwrap().is_some() {
                return false;
            }
            if TcpStream::connect(self.address).is_ok() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("nginx does not listen");
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
    let pages = ["/search/?q=water&limit=1", "/search/?q=water"].map(|path| nginx.get(path));
    assert!(pages.iter().all(|page| page.status == 200), "{pages:?}");
    let links: Vec<String> = pages.iter().flat_map(|page| links(&page.body, "/search/")).collect();
    for part in ["assets/style", "assets/search", "pages/wells.md", "pages?id=guide%2F", "offset=1"] {
        assert!(links.iter().any(|link| link.contains(part)), "{part} in {links:?}");
    }
    for link in links {
        let answer = nginx.get(link.split('#').next().unwrap());
        assert_eq!(answer.status, 200, "{link}");
    }
    assert_eq!(nginx.get("/search/v1/search?q=water").json()["total"], 3);
    assert_eq!(nginx.get("/search").status, 301, "nginx adds the slash");
}
