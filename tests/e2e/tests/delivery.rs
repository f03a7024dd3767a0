//! What reaches the browser, and what leaves it.

use serde_json::Value;
use std::fs;
use wincompat_e2e::field::{HOST, IMAGE};
use wincompat_e2e::{Page, View, built};
use xtask::site::Site;
use xtask::size;

#[test]
fn nothing_is_asked_of_another_origin() {
    let page = Page::open("?host=ws2022&image=ltsc2019");
    page.choose(IMAGE, "ltsc2022");
    page.choose(HOST, "Windows Server 2025");
    assert_eq!(page.foreign(), [""; 0]);
    assert!(!page.browser.addresses().is_empty(), "the record is kept");
}

#[test]
fn a_first_visit_loads_what_the_size_check_counts() {
    let page = Page::open("");
    let asked = asked(&page);
    all_counted(&asked, size::START);
    assert!(asked.len() <= size::REQUESTS, "{asked:?}");
}

#[test]
fn other_visits_load_what_the_size_check_counts() {
    for (query, visit) in [
        ("?host=ws2022&image=ltsc2019", size::ANSWER),
        ("ws2022/ltsc2019/", size::PAIR),
        ("?view=fleet", size::FLEET),
        ("?view=fix&host=ws2022", size::FIX),
    ] {
        let page = Page::open(query);
        // Up to the script that sees to the next visit: from there on come the manifest with its icons and the service worker.
        let asked: Vec<String> = asked(&page).into_iter().take_while(|path| !path.starts_with("update-")).collect();
        all_counted(&asked, visit);
    }
}

#[track_caller]
fn all_counted(asked: &[String], visit: size::Visit) {
    let files = size::visit(&built().root, visit).unwrap();
    let counted: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    for path in asked.iter().filter(|path| *path != "manifest.webmanifest") {
        assert!(counted.contains(&path.as_str()), "{}: {path} was loaded but is not counted", visit.name);
    }
    for path in counted.iter().filter(|path| path.ends_with(".wasm")) {
        assert!(asked.iter().any(|asked| asked == path), "{}: {path} is counted but was not loaded", visit.name);
    }
}

#[test]
fn what_comes_after_the_first_answer_may_be_kept_for_ever() {
    let page = Page::open("");
    let first = asked(&page);
    page.choose(HOST, "Windows Server 2022");
    page.choose(IMAGE, "ltsc2019");
    assert!(page.snippet("dockerfile").is_some(), "what goes with the answer is there");
    let later: Vec<String> = asked(&page).into_iter().filter(|path| !first.contains(path)).collect();
    // From there on it is about the next visit: the service worker asks for every file, and as it is now.
    let end = later.iter().position(|path| path.starts_with("update-")).expect("the script that comes last");
    let later = &later[..=end];
    assert!(later.len() > 2, "{later:?}");
    let headers = fs::read_to_string(built().root.join("_headers")).unwrap();
    for path in later {
        assert!(
            headers.contains(&format!("/{path}\n  Cache-Control: public, max-age=31536000, immutable\n")),
            "{path}"
        );
    }
}

#[test]
fn the_page_keeps_to_its_policy() {
    let page = Page::open("?host=ws2022&image=ltsc2019");
    page.choose(IMAGE, "ltsc2022");
    assert!(page.snippet("dockerfile").is_some(), "what goes with the answer is there");
    assert_eq!(page.browser.console_errors(), [""; 0], "nothing of its own is refused");
    let script = "const script = document.createElement('script'); script.append('document.body.dataset.ran = 1'); \
                  document.body.append(script);";
    assert_eq!(refused(&page, script), "require-trusted-types-for", "scripts of others don't run");
    let style = "const style = document.createElement('style'); style.append('body { color: red }'); \
                 document.body.append(style);";
    assert_eq!(refused(&page, style), "style-src-elem");
    let image = "document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.2/' }));";
    assert_eq!(refused(&page, image), "img-src");
    assert_eq!(refused(&page, "fetch('http://127.0.0.2/').catch(() => {});"), "connect-src");
    let handler = "const image = `<img src='data:,' onerror='document.body.dataset.ran = 1'>`; \
                   try { document.body.append(document.createRange().createContextualFragment(image)); } catch {}";
    assert_eq!(refused(&page, handler), "require-trusted-types-for", "no text becomes HTML");
    assert_eq!(page.browser.run("return document.body.dataset.ran ?? 'nothing ran'", &[]), "nothing ran");
}

/// The directive that a script of somebody else meets.
#[track_caller]
fn refused(page: &Page, script: &str) -> String {
    let wait = "const [done] = arguments; \
                addEventListener('securitypolicyviolation', event => done(event.effectiveDirective), { once: true }); \
                setTimeout(done, 2000, 'nothing refused');";
    let met = page.browser.run_later(&format!("{wait}\n{script}"), &[]);
    met.as_str().map(String::from).unwrap_or_default()
}

#[test]
fn no_text_becomes_html_or_a_script() {
    let page = Page::open("?host=ws2022&image=ltsc2019");
    let refused = "const tried = [ \
                     () => document.body.insertAdjacentHTML('beforeend', '<b>x</b>'), \
                     () => { document.querySelector('main').innerHTML = '<b>x</b>'; }, \
                     () => { document.createElement('script').text = 'x'; }, \
                     () => { document.createElement('script').src = 'x.js'; }, \
                     () => trusted.createHTML('<b>x</b>'), \
                     () => trustedTypes.createPolicy('wincompat', {}), \
                     () => trustedTypes.createPolicy('other', {}), \
                     () => navigator.serviceWorker.register('other.js'), \
                   ]; \
                   return Promise.all(tried.map(async one => { try { await one(); return 'done'; } catch (e) { return e.name; } }))";
    assert_eq!(page.browser.run(refused, &[]), serde_json::json!(vec!["TypeError"; 8]));
    page.browser.console_errors();
    page.choose(IMAGE, "ltsc2022");
    page.expect("process", "supported", "supported");
    assert!(page.snippet("dockerfile").is_some(), "the page goes on");
    page.go("?view=fleet&nodes=ws2022&images=ltsc2019");
    assert!(page.text("[data-summary]").contains("1 Windows node"), "{}", page.text("[data-summary]"));
    assert_eq!(page.browser.console_errors(), [""; 0]);
}

#[test]
fn machines_and_hosts_find_their_files() {
    let site = built();
    let data = site.reply("/compat.json");
    assert_eq!((data.status, data.kind), (200, "application/json"));
    let data: Value = serde_json::from_slice(&data.body).expect("the data is JSON");
    assert!(data["releases"].as_array().is_some_and(|list| !list.is_empty()), "{data}");
    assert_eq!(site.reply("/compat.schema.json").status, 200);
    let config = fs::read_to_string(site.root.join("web.config")).unwrap();
    for file in size::visit(&site.root, size::ANSWER).unwrap().iter().filter(|file| file.path != "index.html") {
        assert!(config.contains(&format!("<location path=\"{}\">", file.path)), "{}", file.path);
    }
}

/// The files that were asked for.
fn asked(page: &Page) -> Vec<String> {
    let paths = page.server.asked().into_iter();
    let paths = paths.map(|target| target.trim_start_matches('/').split('?').next().unwrap_or("").to_string());
    paths.map(|path| if path.is_empty() || path.ends_with('/') { path + "index.html" } else { path }).collect()
}

#[test]
fn the_page_lives_under_any_path() {
    let site = Site { under: "team/tools".into(), ..built() };
    let page = Page::open_site(site, View::DESKTOP, "?host=ws2022&image=ltsc2019");
    page.expect("hyperv", "unsupported", "supported");
    assert!(page.browser.address().ends_with("/team/tools/?host=ws2022&image=ltsc2019"), "{}", page.browser.address());
    assert_eq!(page.browser.console_errors(), [""; 0]);
    assert_eq!(page.foreign(), [""; 0]);
}

#[test]
fn the_page_works_with_the_headers_of_a_host() {
    let headers = fs::read_to_string(built().root.join("_headers")).unwrap();
    let everywhere = headers.split("\n/*\n").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap();
    let headers = everywhere.lines().filter_map(|line| line.trim().split_once(": "));
    let headers: Vec<_> = headers.map(|(name, value)| (name.to_string(), value.to_string())).collect();
    assert!(headers.iter().any(|(name, _)| name == "Content-Security-Policy"), "{headers:?}");
    let page = Page::open_site(Site { headers, ..built() }, View::DESKTOP, "?host=ws2022&image=ltsc2019");
    page.expect("hyperv", "unsupported", "supported");
    let kept = "const done = arguments[0]; navigator.serviceWorker.ready.then(() => done('kept'))";
    assert_eq!(page.browser.run_later(kept, &[]), "kept");
    for address in ["wincompat.html?host=ws2022&image=ltsc2022", "?view=fleet"] {
        page.go(address);
        assert_eq!(page.browser.console_errors(), [""; 0], "{address}");
    }
}
