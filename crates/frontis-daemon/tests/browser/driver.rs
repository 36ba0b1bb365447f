//! Chromium under chromedriver: one driver process, and at most two browsers that tests take in turn.
//!
//! A test never ends a browser, because the next one needs it, and nothing is dropped when the test process exits. So
//! the driver runs below a shell that waits for the end of its standard input, which is the end of this process however
//! it comes, then ends its process group and removes the profiles.

use std::env;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Condvar, LazyLock, Mutex, MutexGuard, PoisonError};

use fantoccini::wd::{Capabilities, WindowHandle};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tokio::runtime::Runtime;

/// Browsers open at once.
const MOST_BROWSERS: usize = 2;
/// `$0` is chromedriver. The group's end comes to this shell as well, which must outlive it.
const GUARD: &str = r#"
profiles=$(mktemp -d)
TMPDIR=$profiles "$0" --port=0 &
read -r _
trap '' TERM
kill 0
wait
for _ in 1 2 3 4 5 6 7 8 9 10; do rm -rf "$profiles" && break; sleep 0.2; done
"#;
/// A fresh profile that calls nobody: names other than the loopback address do not resolve.
const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    // Containers give shared memory sparingly.
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--force-device-scale-factor=1",
    "--lang=en",
    "--window-size=1200,900",
];

/// What the daemons and the conversation with the driver run on.
pub(crate) static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());
/// `None` where chromedriver or Chromium is missing.
static DRIVER: LazyLock<Option<Driver>> = LazyLock::new(Driver::start);
static BROWSERS: Mutex<Browsers> = Mutex::new(Browsers { open: 0, idle: Vec::new() });
static RETURNED: Condvar = Condvar::new();

struct Driver {
    port: u16,
    browser: PathBuf,
    /// Its standard input stays open as long as this process lives.
    _guard: Child,
    /// Kept, so that the driver can always write.
    _output: BufReader<ChildStdout>,
}

impl Driver {
    fn start() -> Option<Self> {
        let program = found("chromedriver")?;
        let browser = ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| found(name))?;
        let mut command = Command::new("sh");
        command.args(["-c", GUARD]).arg(program).process_group(0);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut guard = command.spawn().unwrap();
        let mut output = BufReader::new(guard.stdout.take().unwrap());
        let port = port(&mut output).expect("chromedriver says which port it listens on");
        Some(Self { port, browser, _guard: guard, _output: output })
    }

    async fn open(&self) -> Client {
        let options = json!({ "args": FLAGS, "binary": self.browser });
        let mut capabilities = Capabilities::new();
        capabilities.insert("goog:chromeOptions".to_owned(), options);
        capabilities.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" }));
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        builder.connect(&format!("http://127.0.0.1:{}", self.port)).await.unwrap()
    }
}

/// A program on the search path.
fn found(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// The port in "ChromeDriver was started successfully on port 43663."
fn port(output: &mut impl BufRead) -> Option<u16> {
    let mut lines = output.lines().map_while(Result::ok);
    lines.find_map(|line| line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok())
}

struct Browsers {
    open: usize,
    idle: Vec<Client>,
}

fn browsers() -> MutexGuard<'static, Browsers> {
    BROWSERS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A browser lent to one test, with a new tab in front: its own history, storage and emulation.
pub(crate) struct Lent {
    pub(crate) client: Client,
    first: WindowHandle,
}

impl Lent {
    /// Waits for a browser; `None` where there is none on this machine.
    pub(crate) fn take() -> Option<Self> {
        let driver = DRIVER.as_ref()?;
        let mut browsers = browsers();
        while browsers.idle.is_empty() && browsers.open == MOST_BROWSERS {
            browsers = RETURNED.wait(browsers).unwrap_or_else(PoisonError::into_inner);
        }
        let idle = browsers.idle.pop();
        browsers.open += usize::from(idle.is_none());
        drop(browsers);
        RUNTIME.block_on(async {
            let client = match idle {
                Some(client) => client,
                None => driver.open().await,
            };
            let first = client.window().await.unwrap();
            let tab = client.new_window(true).await.unwrap();
            client.switch_to_window(tab.handle).await.unwrap();
            Some(Self { client, first })
        })
    }

    /// Closes what the test opened.
    async fn tidied(&self) -> Result<(), fantoccini::error::CmdError> {
        for window in self.client.windows().await? {
            if window != self.first {
                self.client.switch_to_window(window).await?;
                self.client.close_window().await?;
            }
        }
        self.client.switch_to_window(self.first.clone()).await
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let whole = RUNTIME.block_on(self.tidied()).is_ok();
        let mut browsers = browsers();
        if whole {
            browsers.idle.push(self.client.clone());
        } else {
            browsers.open -= 1;
        }
        RETURNED.notify_one();
    }
}

#[test]
fn the_port_is_read_from_what_chromedriver_prints() {
    let mut output = "Starting ChromeDriver 148 (1) on port 0\n\
                      ChromeDriver was started successfully on port 43663.\n"
        .as_bytes();
    assert_eq!(port(&mut output), Some(43663));
    assert_eq!(port(&mut "bind() failed\n".as_bytes()), None);
}
