//! Where the page can't start, or something beside it fails: said plainly, and only where it is true.

use serde_json::json;
use std::time::Duration;
use wincompat_e2e::field::{HOST, IMAGE};
use wincompat_e2e::{Browser, Copy, Page, View, built};
use xtask::site::{Server, Site};

#[track_caller]
fn shown(browser: &Browser, selector: &str) -> bool {
    let script = "const found = document.querySelector(arguments[0]); \
                  return !!found?.getClientRects().length && getComputedStyle(found).visibility === 'visible'";
    browser.run(script, &[json!(selector)]) == true
}

#[test]
fn scripts_of_others_may_fail() {
    let folder = Copy::of_the_site();
    folder.change("index.html", "</title>", "</title><script src=\"/proxy.js\"></script>");
    let page = Page::open_site(folder.site(), View::DESKTOP, "?host=ws2022&image=ltsc2019");
    page.expect("hyperv", "unsupported", "supported");
    assert!(page.server.asked().iter().any(|path| path == "/proxy.js"), "it was asked for");
    assert!(!shown(&page.browser, "#failed"));
}

#[test]
fn a_program_that_takes_long_is_said_to_and_forgotten_once_it_runs() {
    let slow = Some(("_bg.wasm".to_string(), Duration::from_secs(18)));
    let server = Server::start(Site { slow, ..built() }, 0).unwrap();
    let browser = Browser::start(View::DESKTOP);
    // Not `goto`, which waits for everything.
    browser.run("setTimeout(() => { location.href = arguments[0] }, 0)", &[server.url().into()]);
    let end = std::time::Instant::now() + Duration::from_secs(40);
    let wait = |selector: &str| {
        while !shown(&browser, selector) {
            assert!(std::time::Instant::now() < end, "{selector} is not shown");
            std::thread::sleep(Duration::from_millis(200));
        }
    };
    wait("#failed");
    wait("main[data-ready]");
    assert!(!shown(&browser, "#failed"));
    assert_eq!(browser.run("return document.documentElement.dataset.view", &[]), "");
}

/// A common default of companies, in a header: then the script of the page may not run.
#[test]
fn a_policy_that_forbids_the_script_gets_a_reason_by_style_alone() {
    for policy in ["default-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"] {
        let headers = vec![("Content-Security-Policy".to_string(), policy.to_string())];
        let server = Server::start(Site { headers, ..built() }, 0).unwrap();
        let browser = Browser::start(View::DESKTOP);
        browser.goto(&server.url());
        assert!(!shown(&browser, "#failed"), "{policy}: not before it has had its time");
        std::thread::sleep(Duration::from_millis(5500));
        assert!(shown(&browser, "#failed"), "{policy}");
        assert!(shown(&browser, "#short"), "{policy}: the sheet stands in");
    }
}

#[test]
fn a_host_may_forbid_every_policy_of_trusted_types() {
    let headers = vec![("Content-Security-Policy".to_string(), "trusted-types default".to_string())];
    let page = Page::open_site(Site { headers, ..built() }, View::DESKTOP, "?host=ws2022&image=ltsc2019");
    page.expect("hyperv", "unsupported", "supported");
    assert!(page.snippet("dockerfile").is_some(), "the rest of the answer is there");
}

#[test]
fn a_sandboxed_frame_shows_the_answer() {
    let headers = vec![("Access-Control-Allow-Origin".to_string(), "*".to_string())];
    let folder = Copy::of_the_site();
    let frame = "<!doctype html><title>wiki</title>\
                 <iframe sandbox=\"allow-scripts\" width=\"600\" height=\"600\" src=\"./?host=ws2022&amp;image=ltsc2019&amp;embed=1\"></iframe>";
    folder.write("wiki.html", frame);
    let server = Server::start(Site { headers, ..folder.site() }, 0).unwrap();
    let browser = Browser::start(View::DESKTOP);
    browser.goto(&format!("{}wiki.html", server.url()));
    browser.enter_frame();
    let verdict = "return document.querySelector('main[data-ready] [data-verdict]')?.dataset.outcome";
    assert_eq!(browser.wait_until("the verdict", verdict, &[]), "hyperv");
    let errors = browser.console_errors();
    assert!(!errors.iter().any(|error| error.contains("autofocus")), "{errors:?}");
}

/// The headers that the files for hosts send are the ones that the frame above needs.
#[test]
fn hosts_allow_every_origin() {
    let headers = std::fs::read_to_string(built().root.join("_headers")).unwrap();
    let everywhere = headers.split("\n/*\n").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap();
    assert!(everywhere.contains("Access-Control-Allow-Origin: *"), "{everywhere}");
}

/// Chromium's "block all cookies": any use of the storage throws.
const DENIED: &str =
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });";

/// No byte is left.
const FULL: &str = "(() => { \
    const full = () => { throw new DOMException('full', 'QuotaExceededError'); }; \
    const storage = new Proxy({}, { set: full, get: (_, name) => ({ setItem: full, getItem: () => null, removeItem() {} })[name] }); \
    Object.defineProperty(window, 'localStorage', { get: () => storage }); })();";

#[test]
fn a_host_that_could_not_be_kept_is_not_said_to_be() {
    for storage in [DENIED, FULL] {
        let page = Page::open("");
        page.browser.before_pages(storage);
        page.go("?host=ws2022");
        page.click("My host");
        let said = page.text("#live");
        assert!(said.contains("doesn’t let the page store anything"), "{storage}: {said}");
        let pressed = "return document.querySelector('[data-keep-host]').getAttribute('aria-pressed')";
        assert_eq!(page.browser.run(pressed, &[]), "false");
    }
}

#[test]
fn old_rules_are_said_to_be_old() {
    let page = Page::open("?host=ws2022&image=ltsc2019");
    assert!(!shown(&page.browser, "#old"), "not today");
    let later = "const now = Date.now; Date.now = () => now() + 3 * 366 * 86_400_000;";
    page.browser.before_pages(later);
    page.go("?host=ws2022&image=ltsc2019");
    assert!(shown(&page.browser, "#old"));
    page.choose(HOST, "Windows Server 2019");
    page.choose(IMAGE, "ltsc2022");
    page.expect("none", "unsupported", "unsupported");
}

#[test]
fn nobody_learns_where_a_reader_comes_from() {
    let page = Page::open("");
    assert_eq!(
        page.browser.run("return document.querySelector('meta[name=referrer]')?.content ?? ''", &[]),
        "no-referrer"
    );
}
