//! The accept loop. warp's own has no header time-out, no connection cap and no drain limit; this one has all three,
//! and takes the listener and the shutdown future as arguments, so that a test starts it on port 0.

use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;
use warp::filters::BoxedFilter;

use super::stream::PatientStream;

/// How much of the machine connections may take.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Connections open at once; the next wait in the operating system's queue. Default 1,024.
    pub connections: usize,
    /// A connection is closed when a whole request header does not arrive in this time, idle time between requests
    /// included. Default 10 s.
    pub header_wait: Duration,
    /// A connection is closed when its peer takes nothing of an answer for this time. Default 10 s.
    pub write_wait: Duration,
    /// Requests under way at shutdown have this long to end. Default 10 s.
    pub drain_wait: Duration,
    /// The largest request header, and the size of a connection's buffers. Default 64 KiB.
    pub header_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 1024,
            header_wait: Duration::from_secs(10),
            write_wait: Duration::from_secs(10),
            drain_wait: Duration::from_secs(10),
            header_bytes: 64 * 1024,
        }
    }
}

/// Answers with `filter` ([`super::filter`]) on `listener` until `shutdown` completes, then lets requests under way
/// end.
///
/// Returns when every connection is closed, or `drain_wait` after `shutdown`. Errors of single connections and of
/// accepting (no file descriptors left, say) never end it.
pub async fn serve(
    listener: TcpListener,
    filter: BoxedFilter<(warp::reply::Response,)>,
    limits: Limits,
    shutdown: impl Future<Output = ()>,
) {
    let service = TowerToHyperService::new(warp::service(filter));
    let builder = connection_builder(&limits);
    let slots = Arc::new(Semaphore::new(limits.connections));
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    let mut shutdown = pin!(shutdown);
    loop {
        let (stream, slot) = tokio::select! {
            biased;
            () = &mut shutdown => break,
            accepted = accept(&listener, &slots) => accepted,
        };
        let io = TokioIo::new(PatientStream::new(stream, limits.write_wait));
        let connection = graceful.watch(builder.serve_connection(io, service.clone()).into_owned());
        connections.spawn(async move {
            let _slot = slot;
            if let Err(error) = connection.await {
                tracing::debug!(%error, "connection closed");
            }
        });
        while connections.try_join_next().is_some() {}
    }
    drop(listener);
    if tokio::time::timeout(limits.drain_wait, graceful.shutdown()).await.is_err() {
        tracing::warn!(connections = connections.len(), "closing connections that did not end in time");
    }
    connections.shutdown().await;
}

/// HTTP/1 only: with HTTP/2 to choose from, hyper-util waits without a limit for the first bytes that tell them apart.
fn connection_builder(limits: &Limits) -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new()).http1_only();
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header_wait)
        .max_buf_size(limits.header_bytes)
        .keep_alive(true);
    builder
}

/// The next connection, once there is room for it.
async fn accept(listener: &TcpListener, slots: &Arc<Semaphore>) -> (TcpStream, OwnedSemaphorePermit) {
    let mut told = false;
    loop {
        let Ok(slot) = Arc::clone(slots).acquire_owned().await else {
            // Nobody closes this semaphore; were it closed, there would be room for no one.
            return std::future::pending().await;
        };
        match listener.accept().await {
            Ok((stream, _)) => {
                // Answers leave at once; a socket that refuses the option is slower, not broken.
                let _ = stream.set_nodelay(true);
                return (stream, slot);
            }
            Err(error) if concerns_one_peer(&error) => {}
            Err(error) => {
                if !std::mem::replace(&mut told, true) {
                    tracing::warn!(%error, "cannot accept connections; trying again until it works");
                }
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

/// True when the peer went away before it was accepted; the next one may be fine.
fn concerns_one_peer(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

#[cfg(test)]
mod tests;
