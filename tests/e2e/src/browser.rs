//! A browser with one window: what tests need of WebDriver, one call after the other.

use crate::View;
use crate::driver::Driver;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::wd::{WebDriverCompatibleCommand, WindowHandle};
use fantoccini::{Client, ClientBuilder};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::time::{Duration, Instant};
use tokio::runtime::{Builder, Runtime};
use xtask::browsers::Engine;

/// WebDriver's name for a reference to an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A browser of its own, ended when it is dropped.
pub struct Browser {
    client: Client,
    runtime: Runtime,
    driver: Driver,
    /// Addresses that the log has named so far: reading the log empties it.
    addresses: RefCell<Vec<String>>,
}

impl Browser {
    /// Starts a browser with a fresh profile.
    #[track_caller]
    pub fn start(view: View) -> Self {
        let driver = Driver::start();
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime needs nothing special");
        let mut builder = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
        builder.capabilities(driver.capabilities(view));
        let client = runtime.block_on(builder.connect(&driver.address()));
        let client = client.unwrap_or_else(|error| panic!("no session with {}: {error}", driver.engine().name()));
        let browser = Self { client, runtime, driver, addresses: RefCell::default() };
        browser.look(view);
        browser
    }

    /// Which browser it is.
    pub fn engine(&self) -> Engine {
        self.driver.engine()
    }

    #[track_caller]
    fn wait<T>(&self, work: impl Future<Output = Result<T, CmdError>>) -> T {
        match self.runtime.block_on(work) {
            Ok(value) => value,
            Err(error) => panic!("{error}"),
        }
    }

    /// Opens an address and waits until it has loaded.
    #[track_caller]
    pub fn goto(&self, address: &str) {
        self.wait(self.client.goto(address));
    }

    /// One step back in the history.
    #[track_caller]
    pub fn back(&self) {
        self.wait(self.client.back());
    }

    /// One step forward in the history.
    #[track_caller]
    pub fn forward(&self) {
        self.wait(self.client.forward());
    }

    /// Loads the page again.
    #[track_caller]
    pub fn reload(&self) {
        self.wait(self.client.refresh());
    }

    /// The address as it is shown now.
    #[track_caller]
    pub fn address(&self) -> String {
        self.wait(self.client.current_url()).into()
    }

    /// The window's title.
    #[track_caller]
    pub fn title(&self) -> String {
        self.wait(self.client.title())
    }

    /// The tab that is driven now.
    #[track_caller]
    pub fn tab(&self) -> WindowHandle {
        self.wait(self.client.window())
    }

    /// Opens another tab, which is driven from now on.
    #[track_caller]
    pub fn new_tab(&self) {
        let tab = self.wait(self.client.new_window(true)).handle;
        self.switch(&tab);
    }

    /// Drives another tab from now on.
    #[track_caller]
    pub fn switch(&self, tab: &WindowHandle) {
        self.wait(self.client.switch_to_window(tab.clone()));
    }

    /// Drives the first frame of the page from now on.
    #[track_caller]
    pub fn enter_frame(&self) {
        self.wait(self.client.clone().enter_frame(0));
    }

    /// Has a script run in every page before anything of that; Chromium only.
    #[track_caller]
    pub fn before_pages(&self, script: &str) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }));
    }

    /// What a script `return`s; its arguments are in `arguments`.
    #[track_caller]
    pub fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.wait(self.client.execute(script, arguments.to_vec()))
    }

    /// What a script hands to the function that is the last of its `arguments`.
    #[track_caller]
    pub fn run_later(&self, script: &str, arguments: &[Value]) -> Value {
        self.wait(self.client.execute_async(script, arguments.to_vec()))
    }

    /// Waits until a script returns something true, and gives that back.
    #[track_caller]
    pub fn wait_until(&self, what: &str, script: &str, arguments: &[Value]) -> Value {
        self.insist(what, || match self.runtime.block_on(self.client.execute(script, arguments.to_vec()))? {
            Value::Null | Value::Bool(false) => Ok(None),
            value => Ok(Some(value)),
        })
    }

    /// Waits until a script returns an element, and clicks it as a person would: in view and not covered. An element that is just
    /// being replaced is looked for again.
    #[track_caller]
    pub fn click_when(&self, what: &str, script: &str, arguments: &[Value]) {
        self.insist(what, || match self.runtime.block_on(self.client.execute(script, arguments.to_vec()))? {
            Value::Null | Value::Bool(false) => Ok(None),
            element => self.runtime.block_on(self.element(&element).click()).map(Some),
        });
        self.settle();
    }

    /// Lets everything that follows from the last action reach the screen.
    #[track_caller]
    pub fn settle(&self) {
        let frames =
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));";
        self.insist("two frames", || self.runtime.block_on(self.client.execute_async(frames, Vec::new())).map(Some));
    }

    /// Tries until there is something, for at most ten seconds. Errors are no reason to stop: what runs in a page ends with it,
    /// where a link is just being followed.
    #[track_caller]
    pub fn insist<T>(&self, what: &str, attempt: impl Fn() -> Result<Option<T>, CmdError>) -> T {
        let end = Instant::now() + Duration::from_secs(10);
        loop {
            let result = attempt();
            if let Ok(Some(value)) = result {
                return value;
            }
            let seen = result.err().map(|error| format!(": {error}")).unwrap_or_default();
            assert!(Instant::now() < end, "waited 10 s in vain for {what}{seen}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Clicks an element that a script has returned, as a person would: in view and not covered.
    #[track_caller]
    pub fn click(&self, element: &Value) {
        self.wait(self.element(element).click());
        self.settle();
    }

    /// Types into an element that a script has returned.
    #[track_caller]
    pub fn type_into(&self, element: &Value, text: &str) {
        self.wait(self.element(element).send_keys(text));
        self.settle();
    }

    /// Presses Tab, as on a keyboard: what is sent to a field for files would be taken for the name of one.
    #[track_caller]
    pub fn press_tab(&self) {
        let tab = char::from(Key::Tab);
        let keys = KeyActions::new("keyboard".into());
        let keys = keys.then(KeyAction::Down { value: tab }).then(KeyAction::Up { value: tab });
        self.wait(self.client.perform_actions(keys));
        self.settle();
    }

    /// Presses keys where the focus is; special keys are those of [`fantoccini::key::Key`].
    #[track_caller]
    pub fn press(&self, keys: &str) {
        let focused = self.wait(self.client.active_element());
        self.wait(focused.send_keys(keys));
        self.settle();
    }

    #[track_caller]
    fn element(&self, value: &Value) -> Element {
        let id = value[ELEMENT].as_str().unwrap_or_else(|| panic!("not an element: {value}"));
        Element::from_element_id(self.client.clone(), ElementRef::from(id.to_string()))
    }

    /// Shows the page in this size and theme from now on.
    #[track_caller]
    pub fn look(&self, view: View) {
        if self.engine() != Engine::Chromium {
            // The theme of the others is fixed when they start.
            return self.wait(self.client.set_window_size(view.width, view.height));
        }
        let (width, height, mobile) = (view.width, view.height, view.width < 600);
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics);
        self.media("", &[("prefers-color-scheme", view.theme())]);
    }

    /// Emulates a medium (`print`, or none) and media features; Chromium only.
    #[track_caller]
    pub fn media(&self, medium: &str, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": medium, "features": features }));
    }

    /// A command of the DevTools protocol; Chromium only.
    #[track_caller]
    pub fn devtools(&self, method: &str, parameters: Value) -> Value {
        self.post("goog/cdp/execute", json!({ "cmd": method, "params": parameters }))
    }

    #[track_caller]
    fn post(&self, path: &'static str, body: Value) -> Value {
        self.wait(self.client.issue_cmd(Post { path, body }))
    }

    /// Allows pages of an origin to use the clipboard.
    #[track_caller]
    pub fn allow_clipboard(&self, origin: &str) {
        if self.engine() == Engine::Chromium {
            let permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
            self.devtools("Browser.grantPermissions", json!({ "origin": origin, "permissions": permissions }));
        }
    }

    /// Errors in the console since the last call; only Chromium keeps them.
    #[track_caller]
    pub fn console_errors(&self) -> Vec<String> {
        let severe = self.log("browser").into_iter().filter(|entry| entry["level"] == "SEVERE");
        severe.map(|entry| entry["message"].as_str().unwrap_or_default().to_string()).collect()
    }

    /// Every address that was asked for since the start, answered or not.
    #[track_caller]
    pub fn addresses(&self) -> Vec<String> {
        if self.engine() != Engine::Chromium {
            // It calls a document from the disk just that.
            let entries = "const own = e => e.entryType === 'navigation' ? location.href : e.name; \
                           return performance.getEntries().filter(e => e.initiatorType).map(own)";
            return strings(&self.run(entries, &[]));
        }
        let events = self.log("performance").into_iter();
        let asked = events.filter_map(|entry| asked_for(entry["message"].as_str()?));
        self.addresses.borrow_mut().extend(asked);
        self.addresses.borrow().clone()
    }

    #[track_caller]
    fn log(&self, kind: &str) -> Vec<Value> {
        if self.engine() != Engine::Chromium {
            return Vec::new();
        }
        self.post("se/log", json!({ "type": kind })).as_array().cloned().unwrap_or_default()
    }

    /// A picture of the whole page as PNG, or of the window alone.
    #[track_caller]
    pub fn picture(&self, whole: bool) -> Vec<u8> {
        let path = match self.engine() {
            Engine::Chromium => return self.chromium_picture(whole),
            Engine::Firefox => "moz/screenshot/full",
            Engine::WebKit => "screenshot",
        };
        decode(&self.wait(self.client.issue_cmd(Get { path })))
    }

    #[track_caller]
    fn chromium_picture(&self, whole: bool) -> Vec<u8> {
        let mut wanted = json!({ "format": "png", "captureBeyondViewport": whole });
        if whole {
            let size = &self.devtools("Page.getLayoutMetrics", json!({}))["cssContentSize"];
            wanted["clip"] = json!({ "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1 });
        }
        decode(&self.devtools("Page.captureScreenshot", wanted)["data"])
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Ends the browser itself; the driver follows.
        let _ = self.runtime.block_on(self.client.clone().close());
    }
}

/// The address in an event of the DevTools log that announces a request.
fn asked_for(message: &str) -> Option<String> {
    let event: Value = serde_json::from_str(message).ok()?;
    let event = &event["message"];
    let announces = event["method"] == "Network.requestWillBeSent";
    announces.then(|| event["params"]["request"]["url"].as_str().map(String::from)).flatten()
}

fn strings(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(|item| item.as_str().map(String::from)).collect()
}

fn decode(encoded: &Value) -> Vec<u8> {
    BASE64_STANDARD.decode(encoded.as_str().unwrap_or_default()).expect("pictures come in base64")
}

/// A command that WebDriver's own list doesn't have.
#[derive(Debug)]
struct Post {
    path: &'static str,
    body: Value,
}

/// A question that WebDriver's own list doesn't have.
#[derive(Debug)]
struct Get {
    path: &'static str,
}

fn endpoint(base: &url::Url, session: Option<&str>, path: &str) -> Result<url::Url, url::ParseError> {
    base.join(&format!("session/{}/{path}", session.unwrap_or_default()))
}

impl WebDriverCompatibleCommand for Post {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        endpoint(base, session, self.path)
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

impl WebDriverCompatibleCommand for Get {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        endpoint(base, session, self.path)
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::GET, None)
    }
}
