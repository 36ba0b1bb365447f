//! `frontis serve`: takes the port, indexes, serves until a signal.

use std::future::Future;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use frontis::{ErrorKind, Index};
use tracing::level_filters::LevelFilter;

use super::Outcome;
use super::arguments::{Arguments, ServeArguments};
use super::environment::Environment;
use super::open::{builder, open, remark_diagnostics, synced, warn_if_empty, warn_of_writer};
use super::output::{Failure, Terminal, counted};
use super::report::sync_failure;
use super::style::{DIM, PLACE, PLAIN, Rich};
use crate::http::{App, HostPolicy, Limits, Settings, filter, serve};

const DEFAULT_ADDRESS: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 7700);

pub(super) fn run(
    arguments: &Arguments,
    own: &ServeArguments,
    environment: &Environment,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    start_log(terminal);
    // The port first: a daemon that cannot have it should not index for a minute before it says so.
    let listener = bind(address(own, environment)?)?;
    let address =
        listener.local_addr().map_err(|error| Failure(format!("the bound socket has no address: {error}")))?;
    let index = indexed(arguments, own, environment, terminal)?;
    let start = Start::of(&index, own)?;
    let hosts = HostPolicy::for_address(address, &own.allow_host);
    let app = Arc::new(App::new(index, Settings { hosts, ..Settings::default() }));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure(format!("cannot start the threads of the daemon: {error}")))?;
    let served = runtime.block_on(async {
        let shutdown = signals().map_err(|error| Failure(format!("cannot listen for signals: {error}")))?;
        let listener = tokio_listener(listener)?;
        terminal.print(welcome(address, &start, terminal))?;
        tracing::info!(%address, "listening");
        serve(listener, filter(app), Limits::default(), shutdown).await;
        tracing::info!("stopped");
        Ok(Outcome::Done)
    });
    // A search that overran its deadline must not keep the process.
    runtime.shutdown_timeout(Duration::from_secs(1));
    served
}

/// What is told at the start besides the address.
struct Start {
    pages: u64,
    folder: String,
    /// The directory of the index; `None` for an index in memory.
    index: Option<String>,
}

impl Start {
    fn of(index: &Index, own: &ServeArguments) -> Result<Self, Failure> {
        Ok(Self {
            pages: index.stats()?.pages,
            folder: own.folder.display().to_string(),
            index: index.directory().map(|directory| directory.display().to_string()),
        })
    }
}

/// The first line is for programs, too, and alone when quiet.
fn welcome(address: SocketAddr, start: &Start, terminal: &Terminal) -> String {
    let url = format!("http://{address}/");
    let listening = Rich::new("listening on ", PLAIN);
    let link = Some(url.clone()).filter(|_| terminal.linked);
    let mut lines = vec![listening.line(terminal.styled) + &Rich::new(&url, PLACE).linked(link).line(terminal.styled)];
    if !terminal.quiet {
        let pages =
            format!("{} of {}; open the address for the search page", counted(start.pages, "page"), start.folder);
        lines.push(Rich::new(&pages, PLAIN).line(terminal.styled));
        let index = start.index.iter().map(|place| Rich::new(&format!("index in {place}"), DIM));
        lines.extend(index.map(|line| line.line(terminal.styled)));
    }
    lines.join("\n") + "\n"
}

/// The flag wins: beside it, the variable may say what it likes.
fn address(own: &ServeArguments, environment: &Environment) -> Result<SocketAddr, Failure> {
    match (own.listen, &environment.listen) {
        (Some(address), _) => Ok(address),
        (None, Some(Ok(address))) => Ok(*address),
        (None, Some(Err(why))) => Err(Failure(format!("environment variable FRONTIS_LISTEN is {why}"))),
        (None, None) => Ok(DEFAULT_ADDRESS),
    }
}

fn indexed(
    arguments: &Arguments,
    own: &ServeArguments,
    environment: &Environment,
    terminal: &Terminal,
) -> Result<Index, Failure> {
    let builder = builder(arguments, environment, &own.folder).accept_shrink(own.accept_shrink);
    let (index, bar) = open(builder, terminal)?;
    match synced(&index, &bar) {
        Ok(report) => {
            remark_diagnostics(&report, &own.folder, terminal);
            warn_if_empty(&index, &report, terminal);
            tracing::info!(
                pages = report.pages,
                skipped = report.skipped,
                took_ms = u64::try_from(report.took.as_millis()).unwrap_or(u64::MAX),
                "index synced"
            );
        }
        // What is there is served on: the folder may be a disk that is not mounted.
        Err(error) if error.kind() == ErrorKind::IndexLocked => warn_of_writer(&index, "served", terminal)?,
        Err(error) if error.kind() == ErrorKind::SyncHeld => terminal.warn(&sync_failure(error, &own.folder).0),
        Err(error) => return Err(error.into()),
    }
    Ok(index)
}

fn bind(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).map_err(|error| {
        let ip = address.ip();
        let any_port = SocketAddr::new(ip, 0);
        Failure(match error.kind() {
            io::ErrorKind::AddrInUse => {
                format!("address {address} is taken by another program; choose another with --listen {any_port}")
            }
            io::ErrorKind::AddrNotAvailable => {
                format!("this machine has no address {ip}; choose another with --listen 127.0.0.1:7700")
            }
            io::ErrorKind::PermissionDenied => {
                format!("not allowed to listen on {address}; choose a port above 1023 with --listen {ip}:7700")
            }
            _ => format!("cannot listen on {address}: {error}; choose another with --listen {any_port}"),
        })
    })
}

fn tokio_listener(listener: TcpListener) -> Result<tokio::net::TcpListener, Failure> {
    listener
        .set_nonblocking(true)
        .and_then(|()| tokio::net::TcpListener::from_std(listener))
        .map_err(|error| Failure(format!("cannot use the bound socket: {error}")))
}

/// Completes at the first SIGINT or SIGTERM.
fn signals() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            tracing::info!("shutting down");
        })
    }
    #[cfg(not(unix))]
    {
        Ok(async {
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
            tracing::info!("shutting down");
        })
    }
}

fn start_log(terminal: &Terminal) {
    let level = if terminal.quiet { LevelFilter::ERROR } else { LevelFilter::INFO };
    let log =
        tracing_subscriber::fmt().with_writer(io::stderr).with_ansi(terminal.styled_remarks).with_max_level(level);
    // A second log in one process is a test's; the first one goes on.
    let _ = log.try_init();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named_with_the_way_out() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = taken.local_addr().unwrap();
        let failure = bind(address).unwrap_err();
        let expected =
            format!("address {address} is taken by another program; choose another with --listen 127.0.0.1:0");
        assert_eq!(failure.0, expected);
    }

    #[test]
    fn the_address_is_the_first_line_and_the_only_one_when_quiet() {
        let address = "127.0.0.1:7700".parse().unwrap();
        let start = Start { pages: 21, folder: "notes".into(), index: Some("/var/x".into()) };
        let plain = Terminal::default();
        let lines = "listening on http://127.0.0.1:7700/\n21 pages of notes; open the address for the search page\n\
                     index in /var/x\n";
        assert_eq!(welcome(address, &start, &plain), lines);
        let quiet = Terminal { quiet: true, ..plain };
        assert_eq!(welcome(address, &start, &quiet), "listening on http://127.0.0.1:7700/\n");
        let in_memory = Start { index: None, ..start };
        assert_eq!(welcome(address, &in_memory, &plain).lines().count(), 2);
    }

    #[test]
    fn an_address_of_another_machine_is_named() {
        let failure = bind("192.0.2.1:7700".parse().unwrap()).unwrap_err();
        assert!(failure.0.contains("no address 192.0.2.1"), "{}", failure.0);
    }
}
