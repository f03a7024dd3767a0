//! What is there before, or without, scripts and WebAssembly.

use serde_json::json;
use std::fs;
use std::path::Path;
use std::time::Duration;
use wincompat_e2e::field::{HOST, IMAGE};
use wincompat_e2e::{Browser, Page, View, built};
use xtask::browsers::Engine;
use xtask::finish::meta;
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
        "With process isolation a container uses the host’s kernel",
        "<span>Hyper-V</span></a>",
        "href=\"?host=ws2022&amp;image=ltsc2019\"",
        "<span class=\"word\">--isolation=hyperv</span> <span class=\"word\"><mark title=\"Edit this\">IMAGE</mark></span>",
        "<select id=\"isolation\"",
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
        assert!(page.contains("How to fix it, best first") && page.contains("<meta name=\"description\""), "{slug}");
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

#[test]
fn every_host_and_every_pair_has_a_page_that_says_its_verdict() {
    let page = source("/ws2022/ltsc2019/");
    for text in [
        "<title>ltsc2019 on Windows Server 2022: only with Hyper-V isolation · wincompat</title>",
        "<meta name=\"description\" content=\"ltsc2019 on Windows Server 2022: only with Hyper-V isolation. The image is too old",
        "<meta property=\"og:title\" content=\"ltsc2019 on Windows Server 2022: only with Hyper-V isolation\">",
        "data-outcome=\"hyperv\" data-process=\"unsupported\" data-hyperv=\"supported\"",
        "mcr.microsoft.com/windows/servercore:ltsc2022",
    ] {
        // A long name may be broken behind the marks between its parts.
        assert!(page.replace("<wbr>", "").contains(text), "{text}");
    }
    assert!(!page.contains("noindex") && source("/ws2022/1909/").contains("content=\"noindex\""));
    // Only who builds it can say where the site will be.
    let somewhere = std::env::var_os(meta::VARIABLE).is_some();
    assert_eq!(page.contains("<link rel=\"canonical\""), somewhere);
    assert_eq!(built().root.join("sitemap.xml").exists(), somewhere);
    let host = source("/ws2016/");
    for text in [
        "class=\"until\">Updates until <span class=\"date\">2027-01-12</span>. ",
        "<a href=\"ltsc2016/\" data-jump=\"\" data-tone=\"depends\" class=\"chip\">",
        "<title>Windows Server 2016: which",
    ] {
        assert!(host.contains(text), "{text}");
    }
    assert!(page.len() < 40_000 && host.len() < 40_000, "{} and {} bytes", page.len(), host.len());
}

#[test]
fn the_page_of_a_pair_is_read_without_scripts() {
    let headers = vec![("Content-Security-Policy".to_string(), "script-src 'none'".to_string())];
    let server = Server::start(Site { headers, ..built() }, 0).unwrap();
    let browser = Browser::start(View::PHONE);
    browser.goto(&format!("{}ws2022/ltsc2019/", server.url()));
    for selector in ["[data-verdict] h2", "[data-verdict] .why a", "pre[data-target=dockerfile] code"] {
        assert!(shown(&browser, selector), "{selector}");
    }
    for selector in ["textarea", "#app button", "#theme", "#app fieldset"] {
        assert!(!shown(&browser, selector), "{selector} does nothing");
    }
    let wide = "return document.scrollingElement.scrollWidth <= innerWidth";
    assert_eq!(browser.run(wide, &[]), true);
}

#[test]
fn the_calculator_continues_on_the_page_of_a_pair() {
    let page = Page::open("ws2022/ltsc2019/");
    page.expect("hyperv", "unsupported", "supported");
    assert_eq!(page.browser.address(), format!("{}ws2022/ltsc2019/", page.server.url()), "nothing is added to it");
    let title = page.browser.title();
    page.choose(IMAGE, "ltsc2022");
    page.expect("process", "supported", "supported");
    assert_eq!(page.browser.address(), format!("{}?host=ws2022&image=ltsc2022", page.server.url()), "another question");
    page.choose(IMAGE, "ltsc2019");
    page.expect("hyperv", "unsupported", "supported");
    assert_eq!(page.browser.address(), format!("{}ws2022/ltsc2019/", page.server.url()), "its own again");
    assert_eq!(page.browser.title(), title);
    page.choose(HOST, "Windows Server 2019");
    page.click("Fleet");
    page.wait_for("textarea[name=nodes]");
    assert!(page.browser.address().starts_with(&format!("{}?", page.server.url())), "{}", page.browser.address());
    assert_eq!(page.browser.console_errors(), [""; 0]);
}

#[test]
fn the_page_of_a_host_leads_to_those_of_its_images_and_back() {
    let page = Page::open("ws2016/");
    assert!(page.text(".until").contains("until 2027-01-12"), "{}", page.text(".until"));
    page.click("ltsc2019");
    page.expect("none", "unsupported", "unsupported");
    assert_eq!(page.browser.address(), format!("{}?host=ws2016&image=ltsc2019", page.server.url()));
    page.back();
    page.wait_for(".runs");
    assert_eq!(page.browser.address(), format!("{}ws2016/", page.server.url()));
    let href = page.browser.run("return document.querySelector('.runs .chips a').href", &[]);
    assert_eq!(href, format!("{}ws2016/ltsc2016/", page.server.url()), "for another tab");
    assert_eq!(page.browser.console_errors(), [""; 0]);
}

#[test]
fn whatever_else_is_asked_there_is_asked_of_the_first_page() {
    let site = Site { under: "team/tools".into(), ..built() };
    let page = Page::open_site(site, View::DESKTOP, "ws2022/ltsc2019/?engine=aks");
    page.expect("none", "unsupported", "unsupported");
    assert_eq!(page.browser.address(), format!("{}?host=ws2022&image=ltsc2019&engine=aks", page.server.url()));
    page.go("ws2022/ltsc2019/?learn=build-rule");
    page.wait_for("#lesson-title");
    assert!(page.browser.address().ends_with("/team/tools/?host=ws2022&image=ltsc2019&learn=build-rule"));
    page.go("ws2022/ltsc2019");
    page.expect("hyperv", "unsupported", "supported");
    assert_eq!(page.browser.address(), format!("{}ws2022/ltsc2019/", page.server.url()));
    assert_eq!(page.browser.console_errors(), [""; 0]);
    assert_eq!(page.foreign(), [""; 0]);
}

#[test]
fn the_page_of_a_pair_starts_as_it_was_written() {
    for (path, view) in
        [("ws2022/ltsc2019/", View::DESKTOP), ("ws2022/", View::DESKTOP), ("ws2022/ltsc2019/", View::PHONE)]
    {
        let slow = Some(("_bg.wasm".to_string(), std::time::Duration::from_millis(1000)));
        let server = Server::start(Site { slow, ..built() }, 0).unwrap();
        let browser = Browser::start(view);
        browser.goto(&format!("{}{path}", server.url()));
        let places = "return [...document.querySelectorAll('#app h2, #app h3, #app p, #app li, .foot')]
            .map(one => [one.textContent.slice(0, 40), ...['x', 'y', 'width', 'height'].map(side => Math.round(one.getBoundingClientRect()[side]))].join(' '))";
        browser.wait_until(
            "the style",
            "return document.fonts.ready.then(() => document.readyState === 'complete')",
            &[],
        );
        let before = browser.run(places, &[]);
        assert_eq!(browser.run("return !!document.querySelector('main[data-ready]')", &[]), false, "not started yet");
        browser.wait_until("the page", "return !!document.querySelector('main[data-ready]')", &[]);
        browser.settle();
        let after = browser.run(places, &[]);
        assert!(before.as_array().is_some_and(|all| all.len() > 10), "{before}");
        for (before, after) in before.as_array().unwrap().iter().zip(after.as_array().unwrap()) {
            assert_eq!(before, after, "{path} at {} px", view.width);
        }
    }
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

/// Counts how far things have moved that nobody touched.
const SHIFTS: &str = "window.shifts = []; \
    const rect = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' '); \
    const moved = ({ node, previousRect, currentRect }) => \
        `${node?.id || node?.className || node?.nodeName}: ${rect(previousRect)} to ${rect(currentRect)}`; \
    new PerformanceObserver((list) => { for (const shift of list.getEntries()) shifts.push(...shift.sources.map(moved)); }) \
        .observe({ type: 'layout-shift', buffered: true });";

/// Far away the page comes in pieces, and on a slow machine so does the program's first picture.
#[test]
fn nothing_moves_while_a_page_comes() {
    let pages =
        ["", "ws2022/ltsc2019/", "ws2022/", "?host=ws2022&image=mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-1809"];
    for view in [View::DESKTOP, View::PHONE] {
        let server = Server::start(Site { in_pieces: Some(Duration::from_millis(30)), ..built() }, 0).unwrap();
        let browser = Browser::start(view);
        if browser.engine() != Engine::Chromium {
            // No other browser counts.
            return;
        }
        browser.before_pages(SHIFTS);
        browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 }));
        for page in pages {
            browser.goto(&(server.url() + page));
            browser.wait_until("the page", "return document.querySelector('main[data-ready]:not([aria-busy])')", &[]);
            browser.settle();
            assert_eq!(browser.run("return shifts", &[]), json!([]), "{page} at {} px", view.width);
        }
    }
}
