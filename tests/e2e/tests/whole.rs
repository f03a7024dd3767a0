//! The page as one file, opened from the disk.

use wincompat_e2e::field::{HOST, IMAGE};
use wincompat_e2e::{Page, View};

#[test]
fn a_question_is_answered_from_the_disk() {
    let page = Page::open_file(View::DESKTOP, "?host=ws2022");
    page.choose(IMAGE, "ltsc2019");
    page.expect("hyperv", "unsupported", "supported");
    assert!(
        page.snippet("dockerfile").is_some_and(|text| text.contains("ltsc2022")),
        "{:?}",
        page.snippet("dockerfile")
    );
    assert_eq!(page.query(), "?host=ws2022&image=ltsc2019", "the address keeps the question");
    page.choose(HOST, "Windows Server 2019");
    page.expect("process", "supported", "supported");
    nothing_is_asked_for(&page);
}

#[test]
fn a_link_with_a_question_opens_from_the_disk() {
    let page = Page::open_file(View::PHONE, "?host=ws2019&image=ltsc2022");
    page.expect("none", "unsupported", "unsupported");
    assert_eq!(page.query(), "?host=ws2019&image=ltsc2022");
    assert!(page.sideways() <= 0, "{} px", page.sideways());
    nothing_is_asked_for(&page);
}

#[test]
fn a_paste_is_read_from_the_disk() {
    let page = Page::open_file(View::DESKTOP, "");
    page.paste(
        "docker: a Windows version 10.0.20348-based image is incompatible with a 10.0.17763 host\nMicrosoft Windows [Version 10.0.17763.973]",
    );
    page.browser.wait_until("what was found", "return document.querySelector('#found').childElementCount > 0", &[]);
    page.expect("none", "unsupported", "unsupported");
    nothing_is_asked_for(&page);
}

#[test]
fn the_other_views_open_from_the_disk() {
    let page = Page::open_file(View::DESKTOP, "?host=ws2022");
    let before = card_radius(&page);
    page.click("Fleet");
    page.wait_for("textarea[name=nodes]");
    page.ready();
    assert_eq!(page.query(), "?view=fleet");
    assert_eq!(page.text("[aria-current=page]"), "Fleet");
    page.paste_into("nodes", "ws2022\n");
    page.paste_into("images", "ltsc2019\n");
    assert!(page.text("[data-summary]").contains("1 Windows node"), "{}", page.text("[data-summary]"));
    let pre = "return getComputedStyle(document.querySelector('textarea[name=nodes]')).whiteSpace";
    assert_eq!(page.browser.run(pre, &[]), "pre", "the styles of this view are on");
    page.click("Fix a file");
    page.wait_for("textarea[name=file]");
    page.ready();
    page.paste_into("file", "FROM mcr.microsoft.com/windows/nanoserver:1809\n");
    page.choose(HOST, "Windows Server 2022");
    assert!(
        page.snippet("diff").is_some_and(|diff| diff.contains("nanoserver:ltsc2022")),
        "{:?}",
        page.snippet("diff")
    );
    page.click("Matrix");
    page.wait_for(".grid");
    page.ready();
    assert!(page.text("main table").contains("Server 2022"), "{}", page.text("main"));
    page.go("?learn");
    assert!(!page.text("main h1, main h2").is_empty());
    page.click("Answer");
    page.wait_for("textarea[name=paste]");
    page.ready();
    assert_eq!(card_radius(&page), before);
    nothing_is_asked_for(&page);
}

fn card_radius(page: &Page) -> serde_json::Value {
    page.browser.run("return getComputedStyle(document.querySelector('.card')).borderRadius", &[])
}

#[test]
fn sharing_says_what_it_can_do() {
    let page = Page::open_file(View::DESKTOP, "?host=ws2022&image=ltsc2019");
    assert_eq!(page.browser.run("return navigator.share === undefined", &[]), true);
    let before = page.browser.address();
    page.click("Copy address");
    let said = "return document.getElementById('live').textContent";
    let said = page.browser.wait_until("an answer", said, &[]);
    assert!(
        ["Copied", "Copying isn’t possible here. Copy the address from the address bar."]
            .contains(&said.as_str().unwrap())
    );
    assert_eq!(page.browser.address(), before);
}

#[track_caller]
fn nothing_is_asked_for(page: &Page) {
    assert_eq!(page.foreign(), [""; 0]);
    assert_eq!(page.server.asked(), [""; 0]);
    assert_eq!(page.browser.console_errors(), [""; 0]);
    assert_eq!(page.text("#failed:not([hidden])"), "");
}
