//! Browsers and their drivers: looked for, and installed on Debian where that is allowed.

use crate::Result;
use crate::command::which;
use crate::install;
use crate::packages::{apt, may_install};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A browser that tests can drive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    /// Chromium, Chrome or Edge, through ChromeDriver.
    Chromium,
    /// Firefox, through geckodriver.
    Firefox,
    /// WebKitGTK's small browser, through WebKitWebDriver.
    WebKit,
}

/// Names the engine that the end-to-end tests are to use.
pub const ENGINE: &str = "WINCOMPAT_BROWSER";

impl Engine {
    /// Every engine, the first one being the one that all tests run in.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The engine that the environment asks for; Chromium where it asks for none.
    pub fn wanted() -> Self {
        let named = env::var(ENGINE).unwrap_or_default();
        Self::ALL.into_iter().find(|engine| engine.name() == named).unwrap_or(Self::Chromium)
    }

    /// One word, as in the environment.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The variable that names the driver's path, for us and for wasm-bindgen-test-runner.
    fn driver_variable(self) -> &'static str {
        match self {
            Self::Chromium => "CHROMEDRIVER",
            Self::Firefox => "GECKODRIVER",
            Self::WebKit => "WEBKITWEBDRIVER",
        }
    }

    fn driver_places(self) -> Vec<PathBuf> {
        let (name, folders): (_, &[&str]) = match self {
            Self::Chromium => {
                ("chromedriver", &["/usr/lib/chromium", "/usr/lib/chromium-browser", "/opt/homebrew/bin"])
            }
            Self::Firefox => ("geckodriver", &["/opt/homebrew/bin"]),
            Self::WebKit => ("WebKitWebDriver", &[]),
        };
        let hosted = ["CHROMEWEBDRIVER", "GECKOWEBDRIVER"].iter().filter_map(env::var_os).map(PathBuf::from);
        let folders = folders.iter().map(PathBuf::from).chain(hosted);
        which(name).into_iter().chain(folders.map(|folder| with_suffix(folder.join(name)))).collect()
    }

    fn programs(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
            Self::Firefox => &["firefox-esr", "firefox"],
            Self::WebKit => &["MiniBrowser"],
        }
    }

    /// Where it is outside `PATH`: on macOS and Windows, and WebKitGTK's anywhere.
    fn program_places(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &[
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                "/Applications/Chromium.app/Contents/MacOS/Chromium",
                r"C:\Program Files\Google\Chrome\Application\chrome.exe",
                r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
            ],
            Self::Firefox => {
                &["/Applications/Firefox.app/Contents/MacOS/firefox", r"C:\Program Files\Mozilla Firefox\firefox.exe"]
            }
            Self::WebKit => &[
                "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
                "/usr/lib/x86_64-linux-gnu/webkitgtk-6.0/MiniBrowser",
                "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
                "/usr/lib/aarch64-linux-gnu/webkitgtk-6.0/MiniBrowser",
                "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
                "/usr/libexec/webkitgtk-6.0/MiniBrowser",
            ],
        }
    }
}

/// A driver, with the browser that belongs to it.
pub struct Browser {
    /// Which browser it is.
    pub engine: Engine,
    /// The WebDriver server.
    pub driver: PathBuf,
    /// The browser itself.
    pub program: PathBuf,
}

impl Browser {
    /// Tells the tests to use this browser.
    pub fn environment(&self, mut command: Command) -> Command {
        command.env(ENGINE, self.engine.name());
        // wasm-bindgen-test-runner takes the first driver that it finds in the environment.
        command.env_remove("CHROMEDRIVER").env_remove("GECKODRIVER").env_remove("SAFARIDRIVER");
        command.env(self.engine.driver_variable(), &self.driver);
        command
    }
}

/// A browser that is there already.
pub fn find(engine: Engine) -> Option<Browser> {
    let named = env::var_os(engine.driver_variable()).map(PathBuf::from);
    let driver = named.into_iter().chain(engine.driver_places()).find(|path| path.is_file())?;
    let shown = engine != Engine::WebKit || has_screen();
    shown.then(|| program_of(engine))?.map(|program| Browser { engine, driver, program })
}

fn program_of(engine: Engine) -> Option<PathBuf> {
    let places = engine.program_places().iter().map(PathBuf::from).filter(|path| path.is_file());
    engine.programs().iter().filter_map(|name| which(name)).chain(places).next()
}

/// WebKitGTK can't do without a screen: a virtual one of its own, or the one that is there.
fn has_screen() -> bool {
    which("Xvfb").is_some() || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some())
}

/// Chromium with its driver, installed where that can be done.
pub fn chromium() -> Result<Browser> {
    if let Some(browser) = find(Engine::Chromium) {
        return Ok(browser);
    }
    if which("apt-get").is_some() {
        println!("Installing Chromium and its driver with apt-get: the tests of the page run in it.");
        // Where a distribution has them under other names, the hint below says what to do.
        apt(&["chromium", "chromium-driver", "fonts-liberation"]).unwrap_or_else(|error| println!("{error}"));
    }
    find(Engine::Chromium).ok_or_else(|| {
        "no Chromium with a ChromeDriver of the same version was found.\n\
         Debian:  apt-get install chromium chromium-driver\n\
         Ubuntu:  snap install chromium\n\
         macOS:   brew install --cask google-chrome chromedriver\n\
         Windows: winget install Google.Chrome Chromium.ChromeDriver\n\
         or set CHROMEDRIVER to the driver's path."
            .into()
    })
}

/// Firefox with its driver, installed where that can be done.
pub fn firefox() -> Result<Browser> {
    if program_of(Engine::Firefox).is_none() && which("apt-get").is_some() {
        println!("Installing Firefox with apt-get: the main flows of the page are tested in it as well.");
        apt(&["firefox-esr"]).unwrap_or_else(|error| println!("{error}"));
    }
    if program_of(Engine::Firefox).is_some() && find(Engine::Firefox).is_none() {
        install::geckodriver()?;
    }
    find(Engine::Firefox).ok_or_else(|| "no Firefox was found; install it, or set GECKODRIVER to its driver".into())
}

/// WebKitGTK's browser and driver, installed where that can be done.
pub fn webkit() -> Result<Browser> {
    if find(Engine::WebKit).is_none() && which("apt-get").is_some() {
        println!(
            "Installing WebKitGTK's driver and a virtual screen with apt-get: the tests of the page were asked for in it."
        );
        apt(&["webkit2gtk-driver", "xvfb"])?;
    }
    find(Engine::WebKit).ok_or_else(|| {
        "no WebKitWebDriver with a MiniBrowser and a screen was found.\n\
         Debian and Ubuntu: apt-get install webkit2gtk-driver xvfb\n\
         or set WEBKITWEBDRIVER to the driver's path."
            .into()
    })
}

/// The browser with this name; without a name Chromium, Firefox where it can be had, and WebKitGTK where it is there already.
pub fn chosen(name: Option<&str>) -> Result<Vec<Browser>> {
    match name {
        None => Ok([Some(chromium()?), second()?, find(Engine::WebKit)].into_iter().flatten().collect()),
        Some("chromium") => Ok(vec![chromium()?]),
        Some("firefox") => Ok(vec![firefox()?]),
        Some("webkit") => Ok(vec![webkit()?]),
        Some(other) => Err(format!("--browser must be chromium, firefox or webkit, not {other:?}")),
    }
}

/// Firefox. Only continuous integration insists on it: a laptop without a network has enough in Chromium.
fn second() -> Result<Option<Browser>> {
    match firefox() {
        Err(message) if env::var_os("CI").is_some() && may_install() => Err(message),
        Err(message) => {
            println!("Going on without Firefox: {message}");
            Ok(None)
        }
        found => found.map(Some),
    }
}

fn with_suffix(path: impl AsRef<Path>) -> PathBuf {
    path.as_ref().with_extension(env::consts::EXE_EXTENSION)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_are_chosen_by_name() {
        let message = chosen(Some("netscape")).err().unwrap();
        for engine in Engine::ALL {
            assert!(message.contains(engine.name()), "{message}");
        }
    }
}
