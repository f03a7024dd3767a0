//! The page without a network, and how a new version reaches somebody who has the old one.

use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use wincompat_e2e::copy::parts;
use wincompat_e2e::field::{HOST, IMAGE};
use wincompat_e2e::{Copy, Page, View, built};
use xtask::finish;
use xtask::site::Site;
use xtask::size;

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
fn the_page_of_an_error_is_answered_by_the_first_one_without_a_network_and_under_any_path() {
    let page = visited(Site { under: "team/tools".into(), ..built() });
    page.server.stop();
    for path in [
        "error/0xc0370101/",
        "error/0xc0370101",
        "error/0xc0370101?host=ws2022",
        "error/0xc0370101/index.html?host=ws2022",
    ] {
        page.go(path);
        assert_eq!(page.browser.address(), format!("{}?view=errors#0xc0370101", page.server.url()), "{path}");
        let open = page.text("details[open]:has([id='0xc0370101'])");
        assert!(open.contains("0xc0370101") && open.contains("What it means"), "{path}: {open}");
    }
    assert_eq!(page.browser.console_errors(), [""; 0]);
}

#[test]
fn the_page_of_a_pair_is_answered_by_the_first_one_without_a_network() {
    let page = visited(Site { under: "team/tools".into(), ..built() });
    page.server.stop();
    for (path, query) in [
        ("ws2019/ltsc2022/", "?host=ws2019&image=ltsc2022"),
        ("ws2019/ltsc2022", "?host=ws2019&image=ltsc2022"),
        ("ws2019/ltsc2022/?engine=docker", "?host=ws2019&image=ltsc2022&engine=docker"),
    ] {
        page.go(path);
        page.expect("none", "unsupported", "unsupported");
        assert_eq!(page.browser.address(), format!("{}{query}", page.server.url()), "{path}");
    }
    page.go("ws2016/");
    assert!(page.text(".runs").contains("Windows Server 2016"), "{}", page.text(".runs"));
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
            "sw.js" | "gone-sw.js" | "wincompat.html" | "_headers" | "web.config" | "sitemap.xml" => {}
            // What machines read.
            "compat.json" | "compat.schema.json" => {}
            // What only a chat shows.
            "preview.png" => {}
            "index.html" => files.push(address.into()),
            // Without a network the first page answers for those of errors and hosts.
            ahead if path.is_dir() && ["error", "ws", "w10-", "w11-"].iter().any(|start| ahead.starts_with(start)) => {}
            folder if path.is_dir() => files_of(&path, &format!("{address}{folder}/"), files),
            file => files.push(format!("{address}{file}")),
        }
    }
}

#[test]
fn a_new_version_is_offered_and_comes_when_it_is_wanted() {
    let folder = Copy::of_the_site();
    let page = visited(folder.site());
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
    wait_for_one_cache(&page);
    assert_eq!(page.browser.console_errors(), [""; 0]);
}

#[test]
fn a_new_version_can_wait() {
    let folder = Copy::of_the_site();
    let page = visited(folder.site());
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
    let folder = Copy::of_the_site();
    let page = visited(folder.site());
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

/// The old files are gone once nobody needs them any more.
#[track_caller]
fn wait_for_one_cache(page: &Page) {
    let count = "const done = arguments[0]; caches.keys().then(names => done(names.length))";
    let end = std::time::Instant::now() + std::time::Duration::from_secs(10);
    while page.browser.run_later(count, &[]) != 1 {
        assert!(std::time::Instant::now() < end, "the old files are still kept");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

/// Names each part of the program anew, as a build with another content does.
fn rename_parts(folder: &Copy) {
    let script = fs::read_dir(&folder.path).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let script = script.into_iter().find(|name| name.starts_with("wincompat-") && name.ends_with(".js")).unwrap();
    for from in parts(size::ANSWER) {
        let to = format!("{}.wasm", from.trim_end_matches(".wasm").replace(|c: char| c.is_ascii_digit(), "0"));
        fs::rename(folder.path.join(&from), folder.path.join(&to)).unwrap();
        folder.change(&script, &from, &to);
    }
}

#[test]
fn a_tab_that_is_older_than_the_worker_keeps_its_files() {
    let folder = Copy::of_the_site();
    let page = visited(folder.site());
    // Two tabs without an answer yet, so that neither has loaded the part that the answer needs.
    page.go("");
    let old = page.browser.tab();
    page.browser.new_tab();
    page.go("");
    folder.publish("the second");
    rename_parts(&folder);
    finish::keep_offline(&folder.path).unwrap();
    page.go("?host=ws2019&image=ltsc2022");
    page.wait_for(".update");
    // Where the former worker was busy, the page is offered once more.
    page.browser.wait_until(
        "the new version",
        "if (document.documentElement.dataset.version) return true; \
         [...document.querySelectorAll('.update button')].find(one => one.textContent == 'Reload')?.click();",
        &[],
    );
    page.ready();
    page.browser.switch(&old);
    assert_eq!(version(&page), "", "the other tab is the old one");
    page.choose(HOST, "Windows Server 2022");
    page.choose(IMAGE, "ltsc2019");
    page.expect("hyperv", "unsupported", "supported");
    assert!(page.snippet("dockerfile").is_some(), "the rest of the answer is there");
    assert_eq!(page.browser.console_errors(), [""; 0]);
    page.wait_for(".update");
    page.browser.reload();
    page.ready();
    assert_eq!(version(&page), "the second");
    wait_for_one_cache(&page);
}

#[test]
fn the_first_visit_is_offered_a_new_version_as_well() {
    let folder = Copy::of_the_site();
    let page = visited(folder.site());
    page.browser.wait_until("the worker", "return !!navigator.serviceWorker.controller", &[]);
    folder.publish("the second");
    let update =
        "const done = arguments[0]; navigator.serviceWorker.ready.then(kept => kept.update()).then(() => done(1))";
    page.browser.run_later(update, &[]);
    page.wait_for(".update");
    assert_eq!(version(&page), "");
}

#[test]
fn an_empty_worker_is_no_new_version() {
    let folder = Copy::of_the_site();
    let page = visited(folder.site());
    folder.write("sw.js", "");
    page.go("?host=ws2019&image=ltsc2022");
    let waits = "const done = arguments[0]; \
                 navigator.serviceWorker.ready.then(kept => setTimeout(() => done(!!kept.waiting), 5000))";
    assert_eq!(page.browser.run_later(waits, &[]), true, "the browser takes it for one");
    assert_eq!(notice(&page), "");
}

#[test]
fn the_worker_of_a_site_above_is_no_former_version() {
    let folder = Copy::of_the_site().with_another_in("tools");
    let page = visited(folder.site());
    page.go("tools/?host=ws2019&image=ltsc2022");
    let scopes = "const done = arguments[0]; \
                  navigator.serviceWorker.getRegistrations().then(all => done(all.filter(one => one.active).length))";
    let end = std::time::Instant::now() + std::time::Duration::from_secs(10);
    while page.browser.run_later(scopes, &[]) != 2 {
        assert!(std::time::Instant::now() < end, "the second site has no worker");
    }
    page.browser.run_later("setTimeout(arguments[0], 1000)", &[]);
    assert_eq!(notice(&page), "");
}

#[test]
fn a_site_that_has_moved_is_forgotten() {
    let folder = Copy::of_the_site();
    let page = visited(folder.site());
    let gone = fs::read(folder.path.join("gone-sw.js")).unwrap();
    folder.write("sw.js", gone);
    folder.change("index.html", "<html lang=\"en\">", "<html lang=\"en\" data-version=\"elsewhere\">");
    page.browser.reload();
    page.browser.wait_until("the address's own page", "return document.documentElement.dataset.version", &[]);
    assert_eq!(version(&page), "elsewhere");
}

#[test]
fn a_version_that_cannot_be_looked_for_is_said() {
    let folder = Copy::of_the_site();
    let page = visited(folder.site());
    page.go("?host=ws2019&image=ltsc2022");
    page.browser.run_later("setTimeout(arguments[0], 1000)", &[]);
    assert_eq!(page.text("#unsure"), "", "it could");
    folder.remove("sw.js");
    page.go("?host=ws2022&image=ltsc2022");
    page.wait_for_text("#unsure", "No new version could be looked for");
    page.expect("process", "supported", "supported");
}

#[test]
fn the_offline_file_is_there_offline_once_it_was_fetched() {
    let page = visited(built());
    page.go("?host=ws2022&image=ltsc2022");
    page.wait_for("link[rel=manifest]");
    let save = |page: &Page| {
        let hook =
            "window.saved = ''; HTMLAnchorElement.prototype.click = function () { window.saved = this.download; };";
        page.browser.run(hook, &[]);
        page.click("Offline file");
    };
    save(&page);
    page.browser.wait_until("the file", "return window.saved === 'wincompat.html'", &[]);
    page.server.stop();
    save(&page);
    page.browser.wait_until("the file again", "return window.saved === 'wincompat.html'", &[]);
}

#[test]
fn the_offline_file_says_that_it_needs_a_network_first() {
    let page = visited(built());
    page.go("?host=ws2022&image=ltsc2022");
    page.wait_for("link[rel=manifest]");
    page.server.stop();
    page.click("Offline file");
    page.wait_for_text("#live", "needs a network the first time");
}
