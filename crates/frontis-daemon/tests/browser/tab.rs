//! One tab of a browser as a test sees it: it blocks, waits for what must come, and reads the page in one go.

use std::fmt::Debug;
use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use url::{ParseError, Url};
use warp::http::Method;

use crate::driver::{Lent, RUNTIME};
use crate::served::Daemon;

/// What is waited for comes in this time, or the test fails.
const PATIENCE: Duration = Duration::from_secs(20);
/// Between two looks at the page.
const PAUSE: Duration = Duration::from_millis(15);

/// Runs `test` in a new tab; afterwards the console must be empty. Says so where there is no browser.
pub(crate) fn browse(daemon: &Daemon, test: impl FnOnce(&Tab)) {
    let Some(lent) = Lent::take() else {
        println!("skipped: no browser");
        return;
    };
    let tab = Tab { origin: daemon.origin.clone(), lent };
    tab.console();
    // Focus is shown as in a window in front; nothing is as wide as the window less the machine's scroll bar.
    tab.devtools("Emulation.setFocusEmulationEnabled", json!({ "enabled": true }));
    tab.devtools("Emulation.setScrollbarsHidden", json!({ "hidden": true }));
    test(&tab);
    assert_eq!(tab.console(), Vec::<String>::new(), "the console at {}", tab.address());
}

/// A tab and the daemon it looks at.
pub(crate) struct Tab {
    origin: String,
    lent: Lent,
}

/// Going somewhere and looking.
impl Tab {
    fn client(&self) -> &Client {
        &self.lent.client
    }

    /// Loads a path of the daemon.
    pub(crate) fn open(&self, path: &str) {
        RUNTIME.block_on(self.client().goto(&format!("{}{path}", self.origin))).unwrap();
        // On a busy machine chromedriver may still see the page before.
        self.until("the page is loaded", || {
            self.js("return [location.origin, document.readyState]") == json!([self.origin, "complete"])
        });
    }

    /// Goes on in another new tab.
    pub(crate) fn leave_for_a_new_tab(&self) {
        RUNTIME.block_on(async {
            let tab = self.client().new_window(true).await.unwrap();
            self.client().switch_to_window(tab.handle).await.unwrap();
        });
    }

    pub(crate) fn back(&self) {
        RUNTIME.block_on(self.client().back()).unwrap();
    }

    pub(crate) fn forward(&self) {
        RUNTIME.block_on(self.client().forward()).unwrap();
    }

    /// The path, query and fragment of the page.
    pub(crate) fn address(&self) -> String {
        let url = RUNTIME.block_on(self.client().current_url()).unwrap();
        url.as_str().strip_prefix(&self.origin).unwrap_or(url.as_str()).to_owned()
    }

    /// The body of a function run in the page, with `$` and `$$` for finding one or all elements.
    pub(crate) fn js(&self, body: &str) -> Value {
        self.js_with(body, &[])
    }

    fn js_with(&self, body: &str, arguments: &[&str]) -> Value {
        let script = format!(
            "const $ = (selector) => document.querySelector(selector);
             const $$ = (selector) => [...document.querySelectorAll(selector)];
             {body}"
        );
        let arguments = arguments.iter().map(|argument| json!(argument)).collect();
        let result = RUNTIME.block_on(self.client().execute(&script, arguments));
        result.unwrap_or_else(|error| panic!("{error}: {body}"))
    }

    /// Runs a script that calls its last argument when it is done, and returns what it calls it with.
    pub(crate) fn js_later(&self, body: &str) -> Value {
        RUNTIME.block_on(self.client().execute_async(body, Vec::new())).unwrap()
    }

    /// The texts of all elements, white space collapsed.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let body = "return $$(arguments[0]).map((element) => element.textContent.replace(/\\s+/g, ' ').trim())";
        serde_json::from_value(self.js_with(body, &[selector])).unwrap()
    }

    /// The text of the first element; empty where there is none.
    pub(crate) fn text(&self, selector: &str) -> String {
        self.texts(selector).into_iter().next().unwrap_or_default()
    }

    pub(crate) fn count(&self, selector: &str) -> usize {
        self.texts(selector).len()
    }

    /// The texts of the elements that take up room.
    pub(crate) fn shown(&self, selector: &str) -> Vec<String> {
        let body = "return $$(arguments[0]).filter((element) => element.checkVisibility())
                        .map((element) => element.textContent.replace(/\\s+/g, ' ').trim())";
        serde_json::from_value(self.js_with(body, &[selector])).unwrap()
    }

    /// A property of the first element, `null` where there is none.
    pub(crate) fn property(&self, selector: &str, name: &str) -> Value {
        self.js_with("return $(arguments[0])?.[arguments[1]] ?? null", &[selector, name])
    }

    /// What stands in a control.
    pub(crate) fn value(&self, selector: &str) -> String {
        self.property(selector, "value").as_str().unwrap_or_default().to_owned()
    }

    pub(crate) fn checked(&self, selector: &str) -> bool {
        self.property(selector, "checked") == true
    }

    /// An attribute of the first element; empty where there is none.
    pub(crate) fn attribute(&self, selector: &str, name: &str) -> String {
        let value = self.js_with("return $(arguments[0])?.getAttribute(arguments[1]) ?? ''", &[selector, name]);
        value.as_str().unwrap_or_default().to_owned()
    }

    /// A computed style of the first element.
    pub(crate) fn style(&self, selector: &str, property: &str) -> String {
        let body = "return getComputedStyle($(arguments[0])).getPropertyValue(arguments[1])";
        self.js_with(body, &[selector, property]).as_str().unwrap().to_owned()
    }

    /// The filters in force, as their chips name them.
    pub(crate) fn chips(&self) -> Vec<String> {
        let chips = self.texts("ul.chips li a:not(#clear)");
        chips.iter().map(|chip| chip.trim_start_matches("Remove ").trim_end_matches(" ×").to_owned()).collect()
    }

    /// The titles of the hits.
    pub(crate) fn titles(&self) -> Vec<String> {
        self.texts("ol.hits > li h3")
    }

    /// True when the focused element is this one.
    pub(crate) fn has_focus(&self, selector: &str) -> bool {
        self.js_with("return $(arguments[0]) === document.activeElement", &[selector]) == true
    }

    /// True when the top of the element is inside the window.
    pub(crate) fn in_view(&self, selector: &str) -> bool {
        let body = "const box = $(arguments[0])?.getBoundingClientRect();
                    return !!box && box.top >= 0 && box.top < innerHeight";
        self.js_with(body, &[selector]) == true
    }
}

/// Doing.
impl Tab {
    /// Finds an element and does something with it, again when the page changed in between.
    fn act<F: Future<Output = Result<(), CmdError>>>(&self, selector: &str, action: impl Fn(Element) -> F) {
        let since = Instant::now();
        loop {
            let done = RUNTIME.block_on(async {
                let element = self.client().find(Locator::Css(selector)).await?;
                action(element).await
            });
            match done {
                Ok(()) => return,
                Err(_) if since.elapsed() < PATIENCE => thread::sleep(PAUSE),
                Err(error) => self.fail(&format!("{selector}: {error}")),
            }
        }
    }

    pub(crate) fn click(&self, selector: &str) {
        self.act(selector, |element| async move { element.click().await });
    }

    /// Types after what stands in a control.
    pub(crate) fn type_into(&self, selector: &str, text: &str) {
        self.act(selector, |element| async move { element.send_keys(text).await });
    }

    /// Sends a key to the focused element.
    pub(crate) fn press(&self, key: Key) {
        let sent = async { self.client().active_element().await?.send_keys(&char::from(key).to_string()).await };
        RUNTIME.block_on(sent).unwrap();
    }

    pub(crate) fn focus(&self, selector: &str) {
        self.js_with("$(arguments[0]).focus()", &[selector]);
    }

    /// Chooses an option of a `select`.
    pub(crate) fn choose(&self, selector: &str, value: &str) {
        self.click(&format!("{selector} option[value='{value}']"));
    }
}

/// Waiting.
impl Tab {
    /// Waits until the condition holds.
    #[track_caller]
    pub(crate) fn until(&self, what: &str, condition: impl Fn() -> bool) {
        let since = Instant::now();
        while !condition() {
            if since.elapsed() > PATIENCE {
                self.fail(&format!("waited in vain: {what}"));
            }
            thread::sleep(PAUSE);
        }
    }

    /// Waits until what is read is what is expected.
    #[track_caller]
    pub(crate) fn until_eq<T: Debug + PartialEq<U>, U: Debug>(&self, read: impl Fn() -> T, expected: U) {
        let since = Instant::now();
        loop {
            let last = read();
            if last == expected {
                return;
            }
            if since.elapsed() > PATIENCE {
                self.fail(&format!("waited for {expected:?}, there is {last:?}"));
            }
            thread::sleep(PAUSE);
        }
    }

    #[track_caller]
    fn fail(&self, what: &str) -> ! {
        self.picture(&format!("failed {}", thread::current().name().unwrap_or_default().replace("::", " ")));
        panic!("{what}\nat {}\n{}", self.address(), self.text("#total, [role=status], [role=alert]"))
    }
}

/// How it is looked at.
impl Tab {
    /// A command of the browser's own protocol; it holds for this tab.
    pub(crate) fn devtools(&self, command: &'static str, parameters: Value) -> Value {
        RUNTIME.block_on(self.client().issue_cmd(Extension::Devtools(command, parameters))).unwrap()
    }

    /// The width and height of the window in CSS pixels.
    pub(crate) fn resize(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size);
    }

    /// As on a display that prefers dark or light colours.
    pub(crate) fn colours(&self, dark: bool) {
        let features = json!([{ "name": "prefers-color-scheme", "value": if dark { "dark" } else { "light" } }]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// Text of twice the size, as a reader's settings make it.
    pub(crate) fn large_text(&self) {
        self.add_style("html { font-size: 200% !important }");
    }

    /// Adds rules to the page; not by an element or attribute, which the policy of the pages forbids.
    fn add_style(&self, rules: &str) {
        let body = "const sheet = new CSSStyleSheet();
                    sheet.replaceSync(arguments[0]);
                    document.adoptedStyleSheets.push(sheet)";
        self.js_with(body, &[rules]);
    }

    /// As on paper.
    pub(crate) fn print(&self) {
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    }

    /// Runs no script of the pages that are loaded from now on.
    pub(crate) fn without_scripts(&self) {
        self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    }

    /// The errors and warnings since the last call.
    pub(crate) fn console(&self) -> Vec<String> {
        let log = RUNTIME.block_on(self.client().issue_cmd(Extension::Log)).unwrap();
        let entries = log.as_array().cloned().unwrap_or_default();
        entries.iter().filter_map(|entry| entry["message"].as_str()).map(str::to_owned).collect()
    }

    /// What is seen, as PNG.
    pub(crate) fn seen(&self) -> Vec<u8> {
        RUNTIME.block_on(self.client().screenshot()).unwrap()
    }

    /// Writes what is seen to `FRONTIS_TEST_SCREENSHOTS/NAME.png`, if that is set.
    pub(crate) fn picture(&self, name: &str) {
        let Some(folder) = env::var_os("FRONTIS_TEST_SCREENSHOTS") else { return };
        // Scroll bars are hidden; their gutter is not.
        self.add_style("html { scrollbar-gutter: auto !important }");
        fs::create_dir_all(&folder).unwrap();
        fs::write(Path::new(&folder).join(format!("{name}.png")), self.seen()).unwrap();
    }
}

/// Commands of chromedriver beyond WebDriver.
#[derive(Debug)]
enum Extension {
    Devtools(&'static str, Value),
    Log,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let command = match self {
            Self::Devtools(..) => "goog/cdp/execute",
            Self::Log => "se/log",
        };
        base.join(&format!("session/{}/{command}", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let body = match self {
            Self::Devtools(command, parameters) => json!({ "cmd": command, "params": parameters }),
            Self::Log => json!({ "type": "browser" }),
        };
        (Method::POST, Some(body.to_string()))
    }
}
