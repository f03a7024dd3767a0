//! What is there before, or without, scripts and WebAssembly.

use serde_json::json;
use std::fs;
use std::path::Path;
use wincompat_e2e::{Browser, Page, View, built};
use xtask::site::{Server, Site};

/// The text of a page of the site, as a search engine gets it.
#[track_caller]
fn source(path: &str) -> String {
    String::from_utf8(built().reply(path).body).expect("pages are UTF-8")
}

#[track_caller]
fn shown(browser: &Browser, selector: &str) -> bool {
    let script = "return !!document.querySelector(arguments[0])?.getClientRects().length";
    browser.run(script, &[json!(selector)]) == true
}

#[test]
fn the_first_page_answers_without_scripts() {
    let page = source("/");
    for text in [
        "<h1",
        "What 0xc0370101 means",
        "With process isolation the container would share the host’s kernel",
        "◆ Hyper-V</a>",
        "href=\"?host=ws2022&amp;image=ltsc2019\"",
        "docker run --isolation=hyperv IMAGE",
        "<legend>Isolation</legend>",
    ] {
        assert!(page.contains(text), "{text}");
    }
}

#[test]
fn every_error_has_a_page_that_says_it_in_its_title() {
    for (slug, title) in [
        ("0xc0370101", "0xc0370101: the container operating system does not match the host operating system"),
        ("no-matching-manifest", "no matching manifest for windows/amd64 in the manifest list entries"),
        ("0xc0370106", "0xc0370106: the virtual machine or container exited unexpectedly"),
    ] {
        let page = source(&format!("/error/{slug}/"));
        assert!(page.contains(&format!("<title>{title}</title>")), "{slug}");
        assert!(page.contains("Ways out, best first") && page.contains("<meta name=\"description\""), "{slug}");
    }
    let folders = fs::read_dir(built().root.join("error")).unwrap().count();
    assert!(folders >= 10, "{folders}");
}

#[test]
fn the_page_of_an_error_answers_its_case_and_leads_to_the_rest() {
    let page = Page::open("error/0xc0370101/");
    page.expect("none", "unsupported", "supported");
    assert!(page.browser.title().starts_with("0xc0370101: "), "it keeps its name: {}", page.browser.title());
    assert!(page.text("h1").starts_with("0xc0370101"), "{}", page.text("h1"));
    assert!(page.snippet("dockerfile").is_some(), "what is behind the door is found from a folder");
    assert_eq!(page.browser.console_errors(), [""; 0]);
    page.click("The lesson about it");
    page.wait_for("#lesson-title");
    assert!(page.browser.address().ends_with("learn=build-rule"), "{}", page.browser.address());
    assert!(!page.browser.address().contains("/error/"), "{}", page.browser.address());
}

/// The calculator takes the place of what was written ahead of time: were they not alike, the page would jump.
#[test]
fn what_is_written_ahead_is_what_the_page_renders() {
    let page = Page::open("");
    let script = "
        const plain = (node) => node.nodeType === Node.TEXT_NODE ? node.data : node.nodeType !== Node.ELEMENT_NODE ? '' :
          [node.localName, ...[...node.attributes].map(({ name, value }) => name + '=' + value)
            .filter(text => !/^(disabled|data-ready|value|checked)=/.test(text)).sort()].join(' ') +
          '{' + [...node.childNodes].map(plain).join('') + '}';
        const [done] = arguments, request = new XMLHttpRequest();
        request.open('GET', './index.html');
        request.responseType = 'document';
        request.onload = () =>
          done([request.response, document].map(one => [...one.getElementById('app').childNodes].map(plain).join('')));
        request.send();";
    let both = page.browser.run_later(script, &[]);
    let (ahead, live) = (both[0].as_str().unwrap(), both[1].as_str().unwrap());
    assert!(ahead.len() > 1000, "{ahead}");
    assert_eq!(ahead, live);
}

#[test]
fn a_page_whose_scripts_are_blocked_is_a_sheet() {
    let headers = vec![("Content-Security-Policy".to_string(), "script-src 'none'".to_string())];
    let server = Server::start(Site { headers, ..built() }, 0).unwrap();
    let browser = Browser::start(View::DESKTOP);
    browser.goto(&format!("{}?host=ws2022&image=ltsc2019", server.url()));
    assert!(shown(&browser, "#short .small-matrix"));
    assert!(!shown(&browser, "#app main"), "a form that nobody answers is not shown");
    assert!(!shown(&browser, ".copy") && !shown(&browser, "#theme"), "nor buttons that do nothing");
}

#[test]
fn a_page_without_webassembly_says_so_and_is_a_sheet() {
    let server = Server::start(Site { broken: Some("_bg.wasm".into()), ..built() }, 0).unwrap();
    let browser = Browser::start(View::DESKTOP);
    browser.goto(&format!("{}?host=ws2022&image=ltsc2019", server.url()));
    browser.wait_until("the message", "return !document.getElementById('failed').hidden", &[]);
    assert!(shown(&browser, "#short .small-matrix"));
    assert!(!shown(&browser, "#app main"));
    assert!(browser.address().ends_with("?host=ws2022&image=ltsc2019"), "the question is still there");
}

#[test]
fn a_page_whose_first_script_is_gone_says_so() {
    let server = Server::start(Site { broken: Some(".js".into()), ..built() }, 0).unwrap();
    let browser = Browser::start(View::DESKTOP);
    browser.goto(&server.url());
    browser.wait_until("the message", "return !document.getElementById('failed').hidden", &[]);
    assert!(shown(&browser, "#short .small-matrix"));
}

#[test]
fn a_command_of_the_sheet_is_copied_before_there_was_an_answer() {
    let page = Page::open("");
    page.click("Copy The image’s version");
    page.wait_for("#short [data-done]");
    assert_eq!(page.clipboard(), r#"docker image inspect --format "{{.OsVersion}}" IMAGE"#);
}

/// Nobody hears an early click, so the controls cannot be used before they work; what comes later is not thrown away.
#[test]
fn nothing_can_be_chosen_before_the_page_listens() {
    let slow = Some(("_bg.wasm".to_string(), std::time::Duration::from_millis(1500)));
    let server = Server::start(Site { slow, ..built() }, 0).unwrap();
    let browser = Browser::start(View::DESKTOP);
    browser.goto(&server.url());
    let early = browser.run("return document.querySelector('#app fieldset')?.disabled ?? 'gone'", &[]);
    let ready = browser.run("return !!document.querySelector('main[data-ready]')", &[]);
    assert!(early == true || ready == true, "{early}");
    browser.wait_until("the page", "return !!document.querySelector('main[data-ready]')", &[]);
    assert_eq!(browser.run("return document.querySelector('#app fieldset').disabled", &[]), false);
}

#[test]
fn the_whole_site_is_there() {
    let site = built();
    for path in ["index.html", "wincompat.html", "compat.json", "compat.schema.json", "sw.js", "manifest.webmanifest"] {
        assert!(Path::new(&site.root).join(path).is_file(), "{path}");
    }
}
