//! What reaches the browser, and what leaves it.

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
    let files = size::first_visit(&built().root).unwrap();
    let counted: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let asked = asked(&page);
    for path in &asked {
        assert!(counted.contains(&path.as_str()), "{path} was loaded but is not counted");
    }
    assert!(asked.len() <= size::REQUESTS, "{asked:?}");
}

#[test]
fn what_comes_after_the_first_answer_may_be_kept_for_ever() {
    let page = Page::open("");
    let first = asked(&page);
    page.choose(HOST, "Windows Server 2022");
    page.choose(IMAGE, "ltsc2019");
    assert!(page.snippet("dockerfile").is_some(), "the second module has written its part");
    let later: Vec<String> = asked(&page).into_iter().filter(|path| !first.contains(path)).collect();
    assert!(!later.is_empty());
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
    assert!(page.snippet("dockerfile").is_some(), "the second module has written its part");
    assert_eq!(page.browser.console_errors(), [""; 0], "nothing of its own is refused");
    // Later, as the driver itself may do everything.
    let made = "const done = arguments[0]; \
                setTimeout(() => { try { eval('1'); done(true) } catch { done(false) } })";
    assert_eq!(page.browser.run_later(made, &[]), false, "scripts are not made from texts");
    let inline = "const script = document.createElement('script'); script.textContent = 'window.inline = true'; \
                  document.body.append(script); return !window.inline";
    assert_eq!(page.browser.run(inline, &[]), true, "scripts of others don't run");
}

/// The files that were asked for.
fn asked(page: &Page) -> Vec<String> {
    let paths = page.server.asked().into_iter();
    let paths = paths.map(|target| target.trim_start_matches('/').split('?').next().unwrap_or("").to_string());
    paths.map(|path| if path.is_empty() { "index.html".into() } else { path }).collect()
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
