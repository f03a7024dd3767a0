//! A WebDriver server of our own on a free port, ended with its owner.

use serde_json::{Map, Value, json};
use std::io::{BufRead, BufReader, Read};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{io, thread};
use xtask::browsers::{self, Browser, Engine};

use crate::View;
use crate::screen::Screen;

/// A running driver.
pub struct Driver {
    process: Child,
    port: u16,
    browser: Browser,
    /// Ended after the driver and what it shows there.
    _screen: Option<Screen>,
}

impl Driver {
    /// Starts the driver of the engine that the environment asks for.
    pub fn start() -> Self {
        let engine = Engine::wanted();
        let browser =
            browsers::find(engine).unwrap_or_else(|| panic!("no {} with its driver was found", engine.name()));
        let screen = if engine == Engine::WebKit { Screen::start() } else { None };
        // A port can be taken by another driver between being found free and being listened on (chromedriver asks for it
        // twice, over IPv4 and IPv6, and ends if the second is refused), so a driver that ended at once is started again.
        let listening = (0..ATTEMPTS).find_map(|_| listening(&browser, screen.as_ref()));
        let (process, port) = listening.expect("the driver listens, and says on which port");
        Self { process, port, browser, _screen: screen }
    }

    /// Which browser it drives.
    pub fn engine(&self) -> Engine {
        self.browser.engine
    }

    /// Where it listens.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What to ask for in a new session.
    pub fn capabilities(&self, view: View) -> Map<String, Value> {
        let capabilities = match self.browser.engine {
            Engine::Chromium => chromium(view),
            Engine::Firefox => firefox(&self.browser, view),
            Engine::WebKit => webkit(&self.browser, view),
        };
        let Value::Object(capabilities) = capabilities else { unreachable!("capabilities are written as objects") };
        capabilities
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// How often a driver is started before a test gives up.
const ATTEMPTS: u8 = 5;

/// A driver that listens, and where; `None` if it ended without.
fn listening(browser: &Browser, screen: Option<&Screen>) -> Option<(Child, u16)> {
    let engine = browser.engine;
    let mut command = Command::new(&browser.driver);
    // Only the first two can choose a port themselves and say which.
    let chosen = if engine == Engine::WebKit { free_port() } else { 0 };
    command.arg(format!("--port={chosen}"));
    match engine {
        Engine::Chromium => {}
        Engine::Firefox => drop(command.args(["--host=127.0.0.1", "--websocket-port=0"])),
        Engine::WebKit => on_screen(&mut command, screen),
    }
    let command = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut process = command.spawn().unwrap_or_else(|error| panic!("{}: {error}", browser.driver.display()));
    let said = process.stdout.take().expect("stdout is piped");
    let port = if engine == Engine::WebKit { answering(chosen) } else { announced_port(said) };
    if port.is_none() {
        let _ = process.kill();
        let _ = process.wait();
    }
    Some((process, port?))
}

/// A port that nobody listens on at this moment.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port can be had");
    listener.local_addr().expect("a bound socket has an address").port()
}

/// The same port, once somebody answers there.
fn answering(port: u16) -> Option<u16> {
    let end = Instant::now() + Duration::from_secs(10);
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        if Instant::now() > end {
            return None;
        }
        thread::sleep(Duration::from_millis(20));
    }
    Some(port)
}

fn on_screen(command: &mut Command, screen: Option<&Screen>) {
    // There is no graphics card behind a virtual screen.
    command.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
    if let Some(screen) = screen {
        command.env("DISPLAY", &screen.name).env("GDK_BACKEND", "x11").env_remove("WAYLAND_DISPLAY");
    }
}

/// Reads up to the line that names the port, then keeps the pipe empty in the background.
fn announced_port(said: impl Read + Send + 'static) -> Option<u16> {
    let mut lines = BufReader::new(said).lines();
    let port = lines.by_ref().map_while(Result::ok).find_map(|line| port_in(&line));
    thread::spawn(move || lines.for_each(drop::<io::Result<String>>));
    port
}

fn port_in(line: &str) -> Option<u16> {
    if !line.contains("successfully on port ") && !line.contains("Listening on") {
        return None;
    }
    line.trim_end_matches('.').rsplit([' ', ':']).next()?.parse().ok()
}

fn chromium(view: View) -> Value {
    let size = format!("--window-size={},{}", view.width, view.height);
    json!({
        "goog:chromeOptions": { "args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
            // Nothing outside this machine can be reached, whatever a page tries.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--lang=en-US", size,
        ] },
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
    })
}

fn firefox(browser: &Browser, view: View) -> Value {
    json!({
        "moz:firefoxOptions": {
            "binary": browser.program,
            "args": ["-headless", format!("--width={}", view.width), format!("--height={}", view.height)],
            "prefs": {
                "layout.css.prefers-color-scheme.content-override": i32::from(!view.dark),
                // Reading the clipboard needs no click of a person.
                "dom.events.testing.asyncClipboard": true,
                "intl.accept_languages": "en-US",
                "network.captive-portal-service.enabled": false,
                "network.connectivity-service.enabled": false,
            },
        },
    })
}

fn webkit(browser: &Browser, view: View) -> Value {
    let theme = view.dark.then_some("--dark-mode");
    let arguments: Vec<&str> = std::iter::once("--automation").chain(theme).collect();
    json!({ "webkitgtk:browserOptions": { "binary": browser.program, "args": arguments } })
}

#[cfg(test)]
mod tests {
    use super::port_in;

    #[test]
    fn drivers_say_their_port() {
        assert_eq!(port_in("ChromeDriver was started successfully on port 41415."), Some(41415));
        assert_eq!(port_in("1700000000000\tgeckodriver\tINFO\tListening on 127.0.0.1:36783"), Some(36783));
        assert_eq!(port_in("Starting ChromeDriver 156.0 (abc) on port 0"), None);
        assert_eq!(port_in("Only local connections are allowed."), None);
    }
}
