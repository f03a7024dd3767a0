//! Pictures of the page in `target/shots/`, to be looked at.

use crate::Browser;
use crate::View;
use std::path::PathBuf;
use std::{fs, panic, thread};
use xtask::command::target_dir;

/// Where pictures go.
pub fn folder() -> PathBuf {
    target_dir().join("shots")
}

/// Takes a picture of the whole page and says where it is.
pub fn take(browser: &Browser, folder: PathBuf, name: &str, whole: bool) -> PathBuf {
    let path = folder.join(format!("{name}.png"));
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&path, browser.picture(whole)))
        .expect("pictures can be written");
    path
}

/// What a failed test leaves behind: a picture named like the test, and the console. Must not fail itself.
pub fn after_failure(browser: &Browser) {
    let name = format!("failed-{}", thread::current().name().unwrap_or("test").replace("::", "-"));
    let seen = panic::catch_unwind(panic::AssertUnwindSafe(|| {
        let path = take(browser, folder(), &name, true);
        eprintln!("picture: {}\nconsole: {:#?}", path.display(), browser.console_errors());
    }));
    if seen.is_err() {
        eprintln!("no picture could be taken");
    }
}

/// A file name for a query and a view: `host-ws2022-image-ltsc2019-360-dark`.
pub fn name(query: &str, view: View) -> String {
    let words = query.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    let page = if words.is_empty() { "start".to_string() } else { words.join("-") };
    format!("{}-{}-{}", page.chars().take(80).collect::<String>(), view.width, view.theme())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_named_after_what_they_show() {
        let name = |query| name(query, View::PHONE.dark());
        assert_eq!(name(""), "start-360-dark");
        assert_eq!(name("?host=ws2022&image=10.0.17763.973"), "host-ws2022-image-10.0.17763.973-360-dark");
        assert_eq!(name("error/0xc0370101/"), "error-0xc0370101-360-dark");
    }
}
