//! The page without a network, and how a new version reaches somebody who has the old one.

use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use wincompat_e2e::field::IMAGE;
use wincompat_e2e::{Page, View, built};
use xtask::finish;
use xtask::site::Site;

/// One visit with an answer, until everything is kept.
#[track_caller]
fn visited(site: Site) -> Page {
    let page = Page::open_site(site, View::DESKTOP, "?host=ws2022&image=ltsc2019");
    page.expect("hyperv", "unsupported", "supported");
    let kept = "const done = arguments[0]; navigator.serviceWorker.ready.then(kept => done(kept.active.scriptURL))";
    let worker = page.browser.run_later(kept, &[]);
    assert_eq!(worker, format!("{}sw.js", page.server.url()));
    page
}

#[test]
fn another_link_answers_without_a_network() {
    let page = visited(built());
    page.server.stop();
    page.go("?host=ws2019&image=ltsc2022");
    page.expect("none", "unsupported", "unsupported");
    page.wait_for("pre[data-target=dockerfile]");
    page.go("?view=fleet&nodes=ws2022&images=ltsc2019");
    assert!(page.text("[data-summary]").contains("1 Windows node"), "{}", page.text("[data-summary]"));
    page.go("index.html?host=ws2022&image=ltsc2022");
    page.expect("process", "supported", "supported");
    assert_eq!(page.browser.console_errors(), [""; 0]);
}

#[test]
fn folders_answer_without_a_network_and_under_any_path() {
    let page = visited(Site { under: "team/tools".into(), ..built() });
    page.server.stop();
    for (path, shown) in [
        ("error/0xc0370101/", "error/0xc0370101/"),
        ("error/0xc0370101", "error/0xc0370101/"),
        ("error/0xc0370101?host=ws2022", "error/0xc0370101/?host=ws2022"),
        ("error/0xc0370101/index.html?host=ws2022", "error/0xc0370101/index.html?host=ws2022"),
    ] {
        page.go(path);
        assert!(page.text(".lead-in").contains("0xc0370101"), "{path}: {}", page.text(".lead-in"));
        let address = page.browser.address();
        // A page of an error writes its own question into an address that has none.
        assert!(address.starts_with(&format!("{}{shown}", page.server.url())), "{path}: {address}");
    }
    assert_eq!(page.browser.console_errors(), [""; 0]);
}

#[test]
fn a_page_in_a_folder_keeps_the_whole_site() {
    let page = Page::open("error/0xc0370101/");
    page.choose(IMAGE, "ltsc2019");
    let kept = "const done = arguments[0]; navigator.serviceWorker.ready.then(kept => done(kept.scope))";
    let scope = "return navigator.serviceWorker.getRegistrations().then(all => all.length)";
    page.browser.wait_until("the registration", scope, &[]);
    assert_eq!(page.browser.run_later(kept, &[]), page.server.url(), "from the top of the site");
    let manifest = page.browser.run("return document.querySelector('link[rel=manifest]').href", &[]);
    assert_eq!(manifest, format!("{}manifest.webmanifest", page.server.url()));
    page.server.stop();
    page.go("?host=ws2019&image=ltsc2022");
    page.expect("none", "unsupported", "unsupported");
}

#[test]
fn only_files_of_the_site_are_kept() {
    let page = visited(built());
    page.paste("docker run registry.corp.example/shop/web:1.4-ltsc2019");
    page.go("?host=ws2019&image=ltsc2022");
    let kept = "const done = arguments[0]; (async () => { \
                  const names = await caches.keys(), lists = []; \
                  for (const name of names) for (const { url } of await (await caches.open(name)).keys()) lists.push(url); \
                  done([names.length, lists.sort()]); })()";
    let kept = page.browser.run_later(kept, &[]);
    assert_eq!(kept[0], 1);
    let mut files = Vec::new();
    files_of(&built().root, &page.server.url(), &mut files);
    files.sort();
    assert_eq!(kept[1], json!(files), "no address with a question");
    let stored = page.browser.run("return JSON.stringify([{...localStorage}, {...sessionStorage}])", &[]);
    assert_eq!(stored, "[{},{}]");
}

/// The addresses of what a visitor may need, found in another way than the build finds them.
fn files_of(folder: &Path, address: &str, files: &mut Vec<String>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_str().unwrap();
        match name {
            "sw.js" | "wincompat.html" | "_headers" | "web.config" => {}
            "index.html" => files.push(address.into()),
            folder if path.is_dir() => files_of(&path, &format!("{address}{folder}/"), files),
            file => files.push(format!("{address}{file}")),
        }
    }
}

#[test]
fn a_new_version_is_offered_and_comes_when_it_is_wanted() {
    let folder = Copy::of_the_site("update");
    let page = visited(Site::new(&folder.path));
    page.go("?host=ws2022&image=ltsc2022");
    assert_eq!(notice(&page), "", "the first version is no news");
    folder.publish("the second");
    page.go("?host=ws2019&image=ltsc2022");
    let shown = "return document.querySelector('.update')?.innerText";
    page.browser.wait_until("the notice", shown, &[]);
    assert!(notice(&page).starts_with("A new version of this page is ready."), "{}", notice(&page));
    assert_eq!(page.text("#live"), "A new version of this page is ready.", "it is read out");
    assert_eq!(version(&page), "", "nothing changes under the reader's hands");
    page.click("Reload");
    page.browser.wait_until("the new version", "return document.documentElement.dataset.version", &[]);
    page.ready();
    assert_eq!(version(&page), "the second");
    assert_eq!((page.query().as_str(), notice(&page).as_str()), ("?host=ws2019&image=ltsc2022", ""));
    page.expect("none", "unsupported", "unsupported");
    let caches = page.browser.run_later("caches.keys().then(names => arguments[0](names.length))", &[]);
    assert_eq!(caches, 1, "the old files are gone");
    assert_eq!(page.browser.console_errors(), [""; 0]);
}

#[test]
fn a_new_version_can_wait() {
    let folder = Copy::of_the_site("dismiss");
    let page = visited(Site::new(&folder.path));
    folder.publish("the second");
    page.go("?host=ws2019&image=ltsc2022");
    page.wait_for(".update");
    page.click("Not now");
    assert_eq!(notice(&page), "");
    page.expect("none", "unsupported", "unsupported");
    page.server.stop();
    page.go("?host=ws2022&image=ltsc2022");
    assert_eq!(version(&page), "", "the old version stays whole");
    page.expect("process", "supported", "supported");
}

#[test]
fn half_an_upload_changes_nothing() {
    let folder = Copy::of_the_site("half");
    let page = visited(Site::new(&folder.path));
    folder.publish("the second");
    // The worker is new, and a file that it names is not.
    folder.change_index("the third");
    let state = "const done = arguments[0]; navigator.serviceWorker.getRegistration().then(kept => kept.update()).then( \
                 kept => kept.installing.addEventListener('statechange', event => done(event.target.state)))";
    assert_eq!(page.browser.run_later(state, &[]), "redundant");
    page.server.stop();
    page.go("?host=ws2022&image=ltsc2022");
    assert_eq!(version(&page), "");
    page.expect("process", "supported", "supported");
}

#[track_caller]
fn notice(page: &Page) -> String {
    page.text(".update")
}

/// What [`Copy::publish`] has written into the page.
#[track_caller]
fn version(page: &Page) -> String {
    let version = page.browser.run("return document.documentElement.dataset.version ?? ''", &[]);
    version.as_str().map(String::from).unwrap_or_default()
}

/// The built site in a folder of its own, to be changed.
struct Copy {
    path: PathBuf,
}

impl Copy {
    fn of_the_site(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("wincompat-offline-{}-{name}", std::process::id()));
        copy(&built().root, &path);
        Self { path }
    }

    /// Another page, with a worker that fits it.
    fn publish(&self, version: &str) {
        self.change_index(version);
        finish::keep_offline(&self.path).unwrap();
    }

    fn change_index(&self, version: &str) {
        let index = self.path.join("index.html");
        let page = fs::read_to_string(built().root.join("index.html")).unwrap();
        let changed = page.replace("<html lang=\"en\">", &format!("<html lang=\"en\" data-version=\"{version}\">"));
        assert_ne!(page, changed);
        fs::write(index, changed).unwrap();
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn the_page_can_be_installed() {
    let page = visited(built());
    let manifest = page.browser.run("return document.querySelector('link[rel=manifest]')?.href", &[]);
    assert_eq!(manifest, format!("{}manifest.webmanifest", page.server.url()));
    if page.browser.engine() == xtask::browsers::Engine::Chromium {
        let errors = page.browser.devtools("Page.getInstallabilityErrors", json!({}));
        assert_eq!(errors["installabilityErrors"], Value::Array(Vec::new()), "{errors}");
        let read = page.browser.devtools("Page.getAppManifest", json!({}));
        assert_eq!(read["errors"], Value::Array(Vec::new()), "{read}");
    }
}
