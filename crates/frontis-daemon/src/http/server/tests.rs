use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream as Socket};
use std::time::Instant;

use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use warp::Filter;

use super::*;

/// Longer than anything here takes, shorter than a test that hangs.
const PATIENCE: Duration = Duration::from_secs(5);

struct Server {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    ended: JoinHandle<()>,
    runtime: Runtime,
}

impl Server {
    /// `/` answers at once, `/slow` after 300 ms, `/never` never, `/large` with 64 MB.
    fn start(limits: Limits) -> Self {
        Self::start_at("127.0.0.1:0", limits)
    }

    fn start_at(address: &str, limits: Limits) -> Self {
        let reply = |text: &str| warp::reply::Response::new(text.to_owned().into());
        let slow = warp::path("slow").then(move || async move {
            tokio::time::sleep(Duration::from_millis(300)).await;
            reply("slow")
        });
        let never = warp::path("never").then(std::future::pending::<warp::reply::Response>);
        let large = warp::path("large").map(|| warp::reply::Response::new(vec![b'x'; 64 << 20].into()));
        let root = warp::path::end().map(move || reply("root"));
        let filter = slow.or(never).unify().or(large).unify().or(root).unify().boxed();
        let runtime = Runtime::new().unwrap();
        let listener = runtime.block_on(TcpListener::bind(address)).unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let shutdown = async { drop(stopped.await) };
        let ended = runtime.spawn(serve(listener, filter, limits, shutdown));
        Self { address, stop: Some(stop), ended, runtime }
    }

    fn connect(&self) -> Socket {
        let socket = Socket::connect(self.address).unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        socket.set_write_timeout(Some(PATIENCE)).unwrap();
        socket
    }

    fn send(&self, bytes: &[u8]) -> Socket {
        let mut socket = self.connect();
        // A server that has answered already may have closed.
        let _ = socket.write_all(bytes);
        socket
    }

    /// What comes back until the server closes; empty when it just closes or resets.
    fn answer(&self, bytes: &[u8]) -> String {
        rest(self.send(bytes))
    }

    fn check_lives(&self) {
        let answer = self.answer(b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("root"), "{answer}");
    }

    fn signal_stop(&mut self) {
        let _ = self.stop.take().unwrap().send(());
    }

    /// How long the server takes to end.
    fn end(self) -> Duration {
        let started = Instant::now();
        self.runtime.block_on(async { tokio::time::timeout(PATIENCE, self.ended).await }).unwrap().unwrap();
        started.elapsed()
    }
}

fn rest(mut socket: Socket) -> String {
    let mut bytes = Vec::new();
    match socket.read_to_end(&mut bytes) {
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => panic!("the server never closed the connection"),
        _ => String::from_utf8_lossy(&bytes).into_owned(),
    }
}

fn quick() -> Limits {
    let short = Duration::from_millis(200);
    Limits { header_wait: short, write_wait: short, drain_wait: Duration::from_millis(600), ..Limits::default() }
}

#[test]
fn one_connection_carries_many_requests() {
    let server = Server::start(Limits::default());
    let two = b"GET / HTTP/1.1\r\nhost: x\r\n\r\nGET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    assert_eq!(server.answer(two).matches("root").count(), 2);
}

#[test]
fn a_header_that_comes_too_slowly_is_cut() {
    let server = Server::start(quick());
    let started = Instant::now();
    server.answer(b"GET / HTTP/1.1\r\nhos");
    server.answer(b"");
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
    server.check_lives();
}

#[test]
fn a_connection_that_falls_silent_between_requests_is_closed() {
    let server = Server::start(quick());
    assert!(server.answer(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").ends_with("root"));
}

#[test]
fn a_header_that_is_too_large_is_refused() {
    let server = Server::start(Limits::default());
    let many = format!("GET / HTTP/1.1\r\n{}\r\n", "x-a: 0123456789\r\n".repeat(20_000));
    let long = format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(1 << 20));
    for request in [many, long] {
        let answer = server.answer(request.as_bytes());
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    }
    server.check_lives();
}

#[test]
fn bytes_that_are_no_request_do_no_harm() {
    let server = Server::start(quick());
    let requests: [&[u8]; 8] = [
        b"\0\0\0\0\xff\xfe",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
        b"CONNECT a:80 HTTP/1.1\r\nhost: a:80\r\nconnection: close\r\n\r\n",
        b"GET http://elsewhere/ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
        b"POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        b"GET / HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999999999999999999\r\n\r\n",
    ];
    for request in requests {
        server.answer(request);
        server.check_lives();
    }
}

#[test]
fn a_peer_that_stops_sending_for_good_is_let_go() {
    let server = Server::start(Limits { connections: 1, ..Limits::default() });
    let socket = server.send(b"GET /never HTTP/1.1\r\nhost: x\r\n\r\n");
    std::thread::sleep(Duration::from_millis(50));
    socket.shutdown(Shutdown::Write).unwrap();
    assert_eq!(rest(socket), "");
    server.check_lives();
}

#[test]
fn a_peer_that_never_reads_is_cut() {
    let server = Server::start(Limits { connections: 1, ..quick() });
    let _reads_nothing = server.send(b"GET /large HTTP/1.1\r\nhost: x\r\n\r\n");
    server.check_lives();
}

#[test]
fn connections_over_the_cap_wait_for_a_place() {
    let server = Server::start(Limits { connections: 1, ..Limits::default() });
    let first = server.send(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n");
    let mut second = server.send(b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    second.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
    assert!(second.read(&mut [0]).is_err(), "answered over the cap");
    drop(first);
    second.set_read_timeout(Some(PATIENCE)).unwrap();
    assert!(rest(second).ends_with("root"));
}

#[test]
fn shutdown_lets_requests_under_way_end() {
    let mut server = Server::start(Limits::default());
    let slow = server.send(b"GET /slow HTTP/1.1\r\nhost: x\r\n\r\n");
    let idle = server.send(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n");
    let fresh = server.connect();
    std::thread::sleep(Duration::from_millis(100));
    server.signal_stop();
    assert!(rest(slow).ends_with("slow"));
    assert!(server.end() < Duration::from_secs(1), "idle connections kept the server");
    drop((idle, fresh));
}

#[test]
fn shutdown_does_not_wait_for_ever() {
    let mut server = Server::start(quick());
    let never = server.send(b"GET /never HTTP/1.1\r\nhost: x\r\n\r\n");
    std::thread::sleep(Duration::from_millis(100));
    server.signal_stop();
    assert!(server.end() < Duration::from_secs(2));
    assert_eq!(rest(never), "");
}

// Elsewhere only 127.0.0.1 is bound to the loopback interface, where another test may be given the freed port.
#[cfg(target_os = "linux")]
#[test]
fn a_stopped_server_takes_no_connection() {
    let mut server = Server::start_at("127.0.0.2:0", Limits::default());
    server.check_lives();
    let address = server.address;
    server.signal_stop();
    server.end();
    assert!(Socket::connect(address).is_err());
}
