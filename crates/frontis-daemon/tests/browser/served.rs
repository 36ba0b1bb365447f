//! Folders, and daemons in this process that serve them.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use frontis::Index;
use frontis_daemon::http::{App, Limits, Settings, filter, serve};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::driver::RUNTIME;

static PROJECTS: LazyLock<Daemon> =
    LazyLock::new(|| Daemon::of(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../index-data/projects"))));

/// The sample collection of the repository.
pub(crate) fn projects() -> &'static Daemon {
    &PROJECTS
}

/// A daemon; it ends with the process, unless it is stopped.
pub(crate) struct Daemon {
    /// `http://127.0.0.1:PORT`.
    pub(crate) origin: String,
    address: SocketAddr,
    app: Arc<App>,
    serving: Mutex<Option<Serving>>,
}

struct Serving {
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Daemon {
    fn of(folder: &Path) -> Self {
        let index = Index::builder(folder).in_memory().open().unwrap();
        index.sync().unwrap();
        // A slow machine shall not change what is found.
        let settings = Settings { deadline: Duration::from_secs(5), ..Settings::default() };
        let app = Arc::new(App::new(index, settings));
        let listener = listener(SocketAddr::from(([127, 0, 0, 1], 0)));
        let address = listener.local_addr().unwrap();
        let serving = Mutex::new(Some(Serving::start(listener, &app)));
        Self { origin: format!("http://{address}"), address, app, serving }
    }

    /// A daemon on a folder of these files.
    pub(crate) fn of_files(files: &[(impl AsRef<Path>, impl AsRef<str>)]) -> Self {
        let place = TempDir::new().unwrap();
        // The page shows the folder's name.
        let folder = place.path().join("pages");
        fs::create_dir(&folder).unwrap();
        for (path, text) in files {
            fs::write(folder.join(path), text.as_ref()).unwrap();
        }
        Self::of(&folder)
    }

    /// Returns when its port is closed.
    pub(crate) fn stop(&self) {
        let serving = self.serving.lock().unwrap().take().unwrap();
        drop(serving.stop);
        RUNTIME.block_on(serving.task).unwrap();
    }

    /// Serves at the same port again.
    pub(crate) fn start_again(&self) {
        *self.serving.lock().unwrap() = Some(Serving::start(listener(self.address), &self.app));
    }
}

impl Serving {
    fn start(listener: TcpListener, app: &Arc<App>) -> Self {
        let (stop, stopped) = oneshot::channel();
        let stopped = async move { drop(stopped.await) };
        let limits = Limits { drain_wait: Duration::from_millis(100), ..Limits::default() };
        Self { stop, task: RUNTIME.spawn(serve(listener, filter(Arc::clone(app)), limits, stopped)) }
    }
}

fn listener(address: SocketAddr) -> TcpListener {
    RUNTIME.block_on(TcpListener::bind(address)).unwrap()
}

/// 45 made-up reports, so that every number is known.
///
/// Report N of `Report 01` to `Report 45`, dated N days into 2020, is on regions N mod 3 of Africa, Asia, Europe, on country
/// N mod 14 of [`COUNTRIES`], and active in the year 2000 + N mod 10 and the next one. Every third speaks of pumps.
pub(crate) fn reports() -> &'static Daemon {
    static REPORTS: LazyLock<Daemon> = LazyLock::new(|| {
        let mut files: Vec<_> = (1..=45).map(|number| (format!("report-{number:02}.md"), report(number))).collect();
        files.push(("frontis.yaml".to_owned(), SETTINGS.to_owned()));
        Daemon::of_files(&files)
    });
    &REPORTS
}

/// More than ten, so that some fold away; two with accents.
pub(crate) const COUNTRIES: [&str; 14] = [
    "Albania",
    "Benin",
    "Chad",
    "Côte d'Ivoire",
    "Denmark",
    "España",
    "Fiji",
    "Ghana",
    "Haiti",
    "India",
    "Jordan",
    "Kenya",
    "Laos",
    "Mali",
];
const SETTINGS: &str = "version: 1\nlanguage: en\nfields:\n  regions: { facet: true }\n  country: { facet: true }\n  \
                        years: { facet: true, from: [[start], [end]] }\n";

fn report(number: usize) -> String {
    let region = ["Africa", "Asia", "Europe"][number % 3];
    let country = COUNTRIES[number % 14];
    let start = 2000 + number % 10;
    let (month, day) = (1 + (number - 1) / 28, 1 + (number - 1) % 28);
    let about = if number % 3 == 0 { "Pumps lift the water of the village." } else { "Rain fills the tanks." };
    let filling = "The committee met and kept its minutes in the usual order.\n\n".repeat(30);
    format!(
        "---\ntitle: Report {number:02}\ndate: 2020-{month:02}-{day:02}\nregions: {region}\ncountry: \"{country}\"\n\
         start: {start}\nend: {}\n---\n\n{about}\n\n## Minutes\n\n{filling}\n\n## Costs\n\n{filling}\n\n\
         ## Findings\n\nA gauge was read daily.\n\n## Outlook\n\n{filling}",
        start + 1
    )
}
