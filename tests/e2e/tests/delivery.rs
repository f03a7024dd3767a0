//! What reaches the browser, and what leaves it.

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
    let page = Page::open("?host=ws2022&image=ltsc2019");
    let files = size::first_visit(&built().root).unwrap();
    let counted: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    for target in page.server.asked() {
        let path = target.trim_start_matches('/').split('?').next().unwrap().to_string();
        let path = if path.is_empty() { "index.html" } else { path.as_str() };
        assert!(counted.contains(&path), "{path} was loaded but is not counted");
    }
    assert!(page.server.asked().len() <= size::REQUESTS, "{:?}", page.server.asked());
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
