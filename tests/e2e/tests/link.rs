//! A question is an address: it can be sent, opened elsewhere, and gone back to.

use wincompat_e2e::Page;
use wincompat_e2e::field::{HOST, IMAGE};

#[test]
fn a_link_answers_in_a_new_session() {
    let page = Page::open("?host=ws2022&image=ltsc2019");
    page.expect("hyperv", "unsupported", "supported");
    assert!(page.shows(HOST).contains("Windows Server 2022"), "{}", page.shows(HOST));
    assert!(page.shows(IMAGE).contains("ltsc2019"), "{}", page.shows(IMAGE));
}

#[test]
fn links_answer_without_a_click() {
    let page = Page::open("");
    for (query, [outcome, process, hyperv]) in [
        ("?host=ws2022&image=ltsc2022", ["process", "supported", "supported"]),
        ("?host=ws2022&image=ltsc2019", ["hyperv", "unsupported", "supported"]),
        ("?host=ws2019&image=ltsc2022", ["none", "unsupported", "unsupported"]),
        // Windows Server 2016 alone also compares revisions.
        ("?host=10.0.14393.1770&image=10.0.14393.1770", ["process", "supported", "supported"]),
        ("?host=10.0.14393.1914&image=10.0.14393.1944", ["depends", "may-fail", "supported"]),
        ("?host=ws2016&image=ltsc2016", ["depends", "needs-revision", "supported"]),
    ] {
        page.go(query);
        page.expect(outcome, process, hyperv);
        assert_eq!(page.query(), query, "the address keeps the question as it was written");
    }
}

#[test]
fn a_value_that_is_not_understood_is_shown_beside_its_field() {
    let page = Page::open("?host=ws2077&image=ltsc2019");
    let error = page.error(HOST).expect("the host is marked as wrong");
    assert!(error.contains("ws2077"), "{error}");
    assert_eq!(page.error(IMAGE), None);
    assert!(page.query().contains("host=ws2077"), "never dropped silently: {}", page.query());
}

#[test]
fn a_wrong_value_can_be_put_right() {
    let page = Page::open("?host=ws2077&image=ltsc2019");
    page.choose(HOST, "Windows Server 2022");
    assert_eq!(page.error(HOST), None);
    page.expect("hyperv", "unsupported", "supported");
}

#[test]
fn back_and_forward_go_from_question_to_question() {
    let page = Page::open("?host=ws2022&image=ltsc2019");
    page.go("?host=ws2019&image=ltsc2022");
    page.expect("none", "unsupported", "unsupported");
    page.back();
    page.expect("hyperv", "unsupported", "supported");
    page.forward();
    page.expect("none", "unsupported", "unsupported");
}

#[test]
fn an_example_is_one_step() {
    let page = Page::open("");
    let before = page.history();
    page.click("0xc0370101 from docker run");
    page.expect("hyperv", "unsupported", "supported");
    assert_eq!(page.history(), before + 1, "though the details came after it");
    page.back();
    assert_eq!(page.query(), "");
}

#[test]
fn back_undoes_one_choice() {
    let page = Page::open("?host=ws2022");
    page.choose(IMAGE, "ltsc2019");
    page.choose(IMAGE, "ltsc2022");
    page.browser.reload();
    page.ready();
    page.expect("process", "supported", "supported");
    page.back();
    page.expect("hyperv", "unsupported", "supported");
    page.back();
    assert_eq!((page.query().as_str(), page.shows(IMAGE).as_str()), ("?host=ws2022", ""));
}

#[test]
fn a_question_survives_the_other_views() {
    let page = Page::open("?host=ws2022&image=ltsc2019");
    for view in ["Matrix", "Fix a file", "Fleet", "Learn"] {
        page.click(view);
        page.wait_for("main[data-ready]:not([data-asked])");
        page.click("Answer");
        page.expect("hyperv", "unsupported", "supported");
    }
    page.click("Matrix");
    page.wait_for("main[data-ready]:not([data-asked])");
    page.browser.reload();
    page.ready();
    page.click("Answer");
    page.expect("hyperv", "unsupported", "supported");
}

#[test]
fn an_empty_half_is_no_error() {
    let page = Page::open("?host=ws2022&image=");
    assert_eq!((page.error(IMAGE), page.error(HOST)), (None, None));
    page.wait_for_text("#answer h2", "Which image should run on Windows Server 2022?");
}

#[test]
fn the_tag_latest_leads_to_one_that_the_host_runs() {
    for image in ["servercore:latest", "servercore", "nanoserver:latest"] {
        let page = Page::open(&format!("?host=ws2022&image=mcr.microsoft.com/windows/{image}"));
        let from = page.snippet("dockerfile").expect("a line to use instead");
        assert!(from.ends_with(":ltsc2022"), "{image}: {from}");
        assert!(!page.text("#answer").contains("ltsc2025"), "{image}: {}", page.text("#answer"));
    }
}
