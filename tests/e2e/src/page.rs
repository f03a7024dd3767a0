//! The page as a person uses it. Everything that the tests know of its markup is here and in `page.js`.
//!
//! Contracts with whoever embeds or tests the page: `main[data-ready]`, `[data-verdict]` with `data-outcome`, `data-process` and
//! `data-hyperv`, `pre[data-target]`, `textarea[name=paste]`. Fields are found by their label, buttons by their name, and
//! what is wrong with a field by `aria-invalid` with `aria-errormessage` or `aria-describedby`.

use crate::Browser;
use crate::View;
use crate::camera;
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::thread;
use std::time::{Duration, Instant};
use xtask::browsers::Engine;
use xtask::serve;
use xtask::site::{Server, Site};

/// Finds things on a page by what they are called.
const FIND: &str = include_str!("page.js");

/// Set once the page answers.
const READY: &str = "main[data-ready]";

/// The answer.
const VERDICT: &str = "[data-verdict]";

/// Labels of the fields, in one place.
pub mod field {
    /// The host picker.
    pub const HOST: &str = "Host";
    /// The image picker.
    pub const IMAGE: &str = "Image";
    /// Process or Hyper-V isolation.
    pub const ISOLATION: &str = "Isolation";
    /// What starts the container.
    pub const ENGINE: &str = "Engine";
}

/// The answer's three words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// `process`, `hyperv`, `depends`, `none` or `unknown`.
    pub outcome: String,
    /// The support of process isolation.
    pub process: String,
    /// The support of Hyper-V isolation.
    pub hyperv: String,
}

/// The built page, served for this test alone and open in a browser of its own.
pub struct Page {
    /// The browser, for what a page of this kind doesn't say by itself.
    pub browser: Browser,
    /// The server, with its record of requests.
    pub server: Server,
    /// The address of the page without a question.
    home: String,
}

impl Page {
    /// Opens the page with this query (or path and query) on a laptop, by day.
    #[track_caller]
    pub fn open(query: &str) -> Self {
        Self::open_in(View::DESKTOP, query)
    }

    /// Opens the page in another size or theme.
    #[track_caller]
    pub fn open_in(view: View, query: &str) -> Self {
        Self::open_site(built(), view, query)
    }

    /// Opens a page that is served in another way.
    #[track_caller]
    pub fn open_site(site: Site, view: View, query: &str) -> Self {
        let server = Server::start(site, 0).expect("a free port can be had");
        let home = server.url();
        let page = Self { browser: Browser::start(view), server, home };
        page.browser.allow_clipboard(&page.server.origin());
        page.go(query);
        page
    }

    /// Opens the page that is one file, from the disk. What is served then is an empty site, to see that nobody asks for it.
    #[track_caller]
    pub fn open_file(view: View, query: &str) -> Self {
        let file = built().root.join("wincompat.html");
        let home = url::Url::from_file_path(&file).expect("the site is in a folder with a full path").to_string();
        let server = Server::start(Site::new(file), 0).expect("a free port can be had");
        let page = Self { browser: Browser::start(view), server, home };
        page.go(query);
        page
    }

    /// Follows a link into the page: a new document in the same window.
    #[track_caller]
    pub fn go(&self, query: &str) {
        self.browser.goto(&format!("{}{query}", self.home));
        self.ready();
    }

    /// Follows a link to any page of the site: the application, or a page that is text alone.
    #[track_caller]
    pub fn visit(&self, address: &str) {
        self.browser.goto(&format!("{}{address}", self.server.url()));
        if self.browser.run("return !!document.getElementById('app')", &[]) == true {
            self.ready();
        }
    }

    /// Waits until everything that follows from the last action is on the page: what goes with an answer is behind a door.
    #[track_caller]
    pub fn settle(&self) {
        self.browser.settle();
        self.browser.wait_until("what goes with the answer", &format!("{FIND}\nreturn find.complete();"), &[]);
        self.browser.settle();
    }

    /// Waits until the page answers.
    #[track_caller]
    pub fn ready(&self) {
        let script = "return !!document.querySelector(arguments[0])";
        self.browser.wait_until("the page to be ready", script, &[json!(READY)]);
        self.settle();
    }

    /// Presses Tab until what a selector finds has the focus; wherever it stops on the way, it is seen.
    #[track_caller]
    pub fn tab_to(&self, selector: &str) {
        let script = "const on = document.activeElement; return [on.matches(arguments[0]), on.matches('body, :focus-visible'), on.outerHTML.slice(0, 80)]";
        for _ in 0..120 {
            self.browser.press_tab();
            let now = self.browser.run(script, &[json!(selector)]);
            assert_eq!(now[1], true, "the focus is not seen on {}", now[2]);
            if now[0] == true {
                return;
            }
        }
        panic!("Tab never reaches {selector}");
    }

    /// Presses keys where the focus is.
    #[track_caller]
    pub fn press(&self, keys: &str) {
        self.browser.press(keys);
        self.settle();
    }

    /// Waits until a selector finds something.
    #[track_caller]
    pub fn wait_for(&self, selector: &str) {
        self.browser.wait_until(selector, "return !!document.querySelector(arguments[0])", &[json!(selector)]);
        self.settle();
    }

    /// Waits until the first element that a selector finds says this, all or a part of it.
    #[track_caller]
    pub fn wait_for_text(&self, selector: &str, text: &str) {
        let script = "return document.querySelector(arguments[0])?.innerText.includes(arguments[1])";
        self.browser.wait_until(&format!("{text:?} in {selector}"), script, &[json!(selector), json!(text)]);
        self.settle();
    }

    /// The back button.
    #[track_caller]
    pub fn back(&self) {
        self.browser.back();
        self.ready();
    }

    /// The forward button.
    #[track_caller]
    pub fn forward(&self) {
        self.browser.forward();
        self.ready();
    }

    #[track_caller]
    fn find(&self, function: &str, arguments: &[Value]) -> Value {
        self.browser.run(&format!("{FIND}\nreturn find.{function}(...arguments);"), arguments)
    }

    #[track_caller]
    fn must_find(&self, function: &str, arguments: &[Value]) -> Value {
        let script = format!("{FIND}\nreturn find.{function}(...arguments);");
        self.browser.wait_until(&format!("{function} {:?}", arguments.last()), &script, arguments)
    }

    #[track_caller]
    fn click_found(&self, function: &str, arguments: &[Value]) {
        let script = format!("{FIND}\nreturn find.{function}(...arguments);");
        self.browser.click_when(&format!("{function} {:?}", arguments.last()), &script, arguments);
        self.settle();
    }

    /// The answer as it is shown.
    #[track_caller]
    pub fn verdict(&self) -> Verdict {
        let data = self.find("data", &[json!(VERDICT)]);
        let word = |name: &str| data[name].as_str().unwrap_or("(none)").to_string();
        Verdict { outcome: word("outcome"), process: word("process"), hyperv: word("hyperv") }
    }

    /// Fails unless the answer is this.
    #[track_caller]
    pub fn expect(&self, outcome: &str, process: &str, hyperv: &str) {
        let expected = Verdict { outcome: outcome.into(), process: process.into(), hyperv: hyperv.into() };
        // The first paste has to wait for the details.
        let end = Instant::now() + Duration::from_secs(10);
        while self.verdict() != expected && Instant::now() < end {
            thread::sleep(Duration::from_millis(20));
        }
        assert_eq!(self.verdict(), expected, "{}", self.browser.address());
        self.settle();
    }

    /// The whole answer as a person reads it.
    #[track_caller]
    pub fn answer(&self) -> String {
        self.text(VERDICT)
    }

    /// The text of the first element that a CSS selector finds.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        self.find("text", &[json!(selector)]).as_str().unwrap_or("").to_string()
    }

    /// Chooses in a field by its label: a select, a search with suggestions, radio buttons; the text may be a part.
    #[track_caller]
    pub fn choose(&self, label: &str, text: &str) {
        let field = self.field(label);
        let kind = self.find("kind", std::slice::from_ref(&field));
        if kind == "text" {
            self.find("select", std::slice::from_ref(&field));
            self.browser.type_into(&field, text);
            self.click_found("suggestion", &[field, json!(text)]);
        } else {
            self.click_found("choice", &[field, json!(text)]);
        }
    }

    /// Opens the suggestions of a picker.
    #[track_caller]
    pub fn open_picker(&self, label: &str) {
        let field = self.field(label);
        self.browser.click(&field);
        self.must_find("suggestion", &[field, json!("")]);
    }

    /// What a field shows as chosen.
    #[track_caller]
    pub fn shows(&self, label: &str) -> String {
        let field = self.field(label);
        self.find("shows", &[field]).as_str().unwrap_or("").to_string()
    }

    /// What is said beside a field to be wrong with it.
    #[track_caller]
    pub fn error(&self, label: &str) -> Option<String> {
        let field = self.field(label);
        self.find("error", &[field]).as_str().map(String::from)
    }

    #[track_caller]
    fn field(&self, label: &str) -> Value {
        self.must_find("field", &[json!(label)])
    }

    /// Clicks a button, link or tab by its name; a part of the name will do.
    #[track_caller]
    pub fn click(&self, name: &str) {
        self.click_found("control", &[json!(name)]);
    }

    /// Puts text into the paste box, at once as a clipboard does.
    #[track_caller]
    pub fn paste(&self, text: &str) {
        let script = "const box = document.querySelector('textarea[name=paste]'); box.focus(); box.select(); \
                      document.execCommand('insertText', false, arguments[0]);";
        self.browser.run(script, &[json!(text)]);
        self.settle();
    }

    /// Puts text into the box with this name, at once as a clipboard does.
    #[track_caller]
    pub fn paste_into(&self, name: &str, text: &str) {
        let script = "const box = document.querySelector(`textarea[name=${arguments[0]}]`); box.focus(); box.select(); \
                      document.execCommand('insertText', false, arguments[1]);";
        self.browser.run(script, &[json!(name), json!(text)]);
        self.settle();
    }

    /// Clicks a button that saves a file: the name of the file and what is in it.
    #[track_caller]
    pub fn save(&self, button: &str) -> (String, String) {
        let script = "URL.createObjectURL = blob => (window.saved = blob, 'blob:saved'); \
                      HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; };";
        self.browser.run(script, &[]);
        self.click(button);
        let script = "const done = arguments[0]; window.saved.text().then(text => done([window.savedAs, text]));";
        let saved = self.browser.run_later(script, &[]);
        let word = |at: usize| saved[at].as_str().unwrap_or_default().to_string();
        (word(0), word(1))
    }

    /// The text of a snippet, to the letter.
    #[track_caller]
    pub fn snippet(&self, target: &str) -> Option<String> {
        self.find("raw", &[json!(block(target))]).as_str().map(String::from)
    }

    /// Presses the copy button of a snippet.
    #[track_caller]
    pub fn copy(&self, target: &str) {
        self.click_found("copy", &[json!(block(target))]);
    }

    /// What was copied: a browser writes to the clipboard in its own time.
    #[track_caller]
    pub fn clipboard(&self) -> String {
        let end = Instant::now() + Duration::from_secs(10);
        loop {
            let text = self.clipboard_now();
            if !text.is_empty() || Instant::now() > end {
                return text;
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    #[track_caller]
    fn clipboard_now(&self) -> String {
        if self.browser.engine() == Engine::WebKit {
            return self.pasted();
        }
        let script = "const done = arguments[0]; navigator.clipboard.readText().then(done, e => done('error: ' + e));";
        self.browser.run_later(script, &[]).as_str().unwrap_or_default().to_string()
    }

    /// What is on the clipboard, where a page may not read it: pasted as a person would, into a box that is gone afterwards.
    #[track_caller]
    fn pasted(&self) -> String {
        let script =
            "const box = document.createElement('textarea'); document.body.append(box); box.focus(); return box";
        let target = self.browser.run(script, &[]);
        self.browser.press(&format!("{}v{}", char::from(Key::Control), char::from(Key::Null)));
        let script = "const text = arguments[0].value; arguments[0].remove(); return text";
        self.browser.run(script, &[target]).as_str().unwrap_or_default().to_string()
    }

    /// The query that the address shows, with its question mark.
    #[track_caller]
    pub fn query(&self) -> String {
        self.browser.run("return location.search", &[]).as_str().unwrap_or_default().to_string()
    }

    /// How many pages the back button could go through.
    #[track_caller]
    pub fn history(&self) -> u64 {
        self.browser.run("return history.length", &[]).as_u64().unwrap_or_default()
    }

    /// How far the page can be scrolled sideways, in pixels.
    #[track_caller]
    pub fn sideways(&self) -> i64 {
        let script = "const page = document.scrollingElement; return page.scrollWidth - page.clientWidth";
        self.browser.run(script, &[]).as_i64().unwrap_or(i64::MAX)
    }

    /// Addresses outside the page's own origin that were asked for.
    #[track_caller]
    pub fn foreign(&self) -> Vec<String> {
        let inside = |address: &String| ["data:", "blob:", &self.home].iter().any(|start| address.starts_with(start));
        self.browser.addresses().into_iter().filter(|address| !inside(address)).collect()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if thread::panicking() {
            camera::after_failure(&self.browser);
        }
    }
}

/// The built page as `cargo xtask serve` would serve it.
#[track_caller]
pub fn built() -> Site {
    match serve::site() {
        Ok(site) => site,
        Err(message) => panic!("{message}"),
    }
}

fn block(target: &str) -> String {
    format!("pre[data-target={target:?}]")
}
