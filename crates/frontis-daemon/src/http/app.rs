//! What every request is answered from, and the bounded pool that searches run in.

use std::sync::Arc;
use std::time::{Duration, Instant};

use frontis::Index;
use tokio::sync::Semaphore;

use super::host::HostPolicy;
use super::parameters::Rules;
use super::problem::{ApiError, Problem};

/// How requests are answered.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Which `Host` a request may name.
    pub hosts: HostPolicy,
    /// A search gives up after this long and says so; default 150 ms.
    pub deadline: Duration,
    /// Requests wait this long for a free search slot, then get 503; default 1 s.
    pub longest_wait: Duration,
    /// Searches that run at once; default twice the cores.
    pub search_slots: usize,
    /// Bodies larger than this are refused; default 64 KiB.
    pub longest_body_bytes: usize,
    /// Bodies that take longer to arrive are refused; default 10 s.
    pub longest_body_wait: Duration,
    /// Paths and queries longer than this are refused; default 32 KiB.
    pub longest_url_bytes: usize,
}

impl Default for Settings {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            hosts: HostPolicy::LoopbackAnd(Vec::new()),
            deadline: Duration::from_millis(150),
            longest_wait: Duration::from_secs(1),
            search_slots: 2 * cores,
            longest_body_bytes: 64 * 1024,
            longest_body_wait: Duration::from_secs(10),
            longest_url_bytes: 32 * 1024,
        }
    }
}

/// An index and the settings it is served with.
pub struct App {
    /// What is served.
    pub index: Index,
    /// How.
    pub settings: Settings,
    slots: Arc<Semaphore>,
}

impl App {
    /// Serves `index` with `settings`.
    pub fn new(index: Index, settings: Settings) -> Self {
        let slots = Arc::new(Semaphore::new(settings.search_slots.max(1)));
        Self { index, settings, slots }
    }

    /// What reading parameters needs; `facets` are the index's.
    pub fn rules<'a>(&self, facets: &'a [String]) -> Rules<'a> {
        let longest_deadline_ms = u64::try_from(self.settings.deadline.as_millis()).unwrap_or(u64::MAX);
        Rules { facets, longest_deadline_ms }
    }

    /// When a search that begins now must give up; `asked_ms` can only bring it nearer.
    pub fn deadline(&self, asked_ms: Option<u64>) -> Instant {
        let asked = asked_ms.map_or(Duration::MAX, Duration::from_millis);
        Instant::now() + self.settings.deadline.min(asked)
    }

    /// Runs `work` on a thread that may block, in one of the search slots. A panic in it is an `internal` problem.
    pub(super) async fn run<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let slot = tokio::time::timeout(self.settings.longest_wait, Arc::clone(&self.slots).acquire_owned());
        let Ok(Ok(slot)) = slot.await else {
            return Err(ApiError::new(Problem::Overloaded, "every search slot was taken; try again in a second"));
        };
        self.look(move |app| {
            // Held until the work is done, even when the client has gone.
            let _slot = slot;
            work(app)
        })
        .await
    }

    /// As [`App::run`], without a slot: for work of microseconds that must be answered while searches are busy.
    pub(super) async fn look<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let app = Arc::clone(self);
        let ended = tokio::task::spawn_blocking(move || work(&app));
        ended.await.unwrap_or_else(|error| {
            tracing::error!(panicked = error.is_panic(), "a request ended early");
            Err(ApiError::new(Problem::Internal, Problem::Internal.documentation()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn app(settings: Settings) -> Arc<App> {
        let folder = tempfile::tempdir().unwrap();
        Arc::new(App::new(Index::builder(folder.path()).in_memory().open().unwrap(), settings))
    }

    #[tokio::test]
    async fn a_panic_is_a_problem_and_the_next_request_is_answered() {
        let app = app(Settings { search_slots: 1, ..Settings::default() });
        let answer: Result<(), _> = app.run(|_| panic!("a defect")).await;
        assert_eq!(answer.unwrap_err().problem, Problem::Internal);
        assert_eq!(app.run(|_| Ok(1)).await, Ok(1));
    }

    #[tokio::test]
    async fn a_request_that_finds_no_slot_in_time_is_turned_away() {
        let app = app(Settings { search_slots: 1, longest_wait: Duration::from_millis(50), ..Settings::default() });
        let (done, wait) = std::sync::mpsc::channel::<()>();
        let busy = Arc::clone(&app);
        let holder = tokio::spawn(async move { busy.run(move |_| Ok(wait.recv().is_err())).await });
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert_eq!(app.run(|_| Ok(())).await.unwrap_err().problem, Problem::Overloaded);
        drop(done);
        assert_eq!(holder.await.unwrap(), Ok(true));
        assert_eq!(app.run(|_| Ok(())).await, Ok(()));
    }

    #[test]
    fn a_request_can_only_bring_the_deadline_nearer() {
        let app = app(Settings { deadline: Duration::from_millis(150), ..Settings::default() });
        assert!(app.deadline(Some(10)) < Instant::now() + Duration::from_millis(20));
        assert!(app.deadline(Some(10_000)) <= Instant::now() + Duration::from_millis(150));
        assert_eq!(app.rules(&[]).longest_deadline_ms, 150);
    }
}
