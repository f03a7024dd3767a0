//! The main job: ask on the page, read the answer, take the fix along.

use wincompat_e2e::field::{ENGINE, HOST, IMAGE};
use wincompat_e2e::{Page, View};

/// The two choices of the README, by hand.
#[track_caller]
fn ask(view: View) -> Page {
    let page = Page::open_in(view, "");
    page.choose(HOST, "Windows Server 2022");
    page.choose(IMAGE, "ltsc2019");
    page
}

#[test]
fn an_older_image_runs_only_with_hyperv_isolation() {
    let page = ask(View::DESKTOP);
    page.expect("hyperv", "unsupported", "supported");
    assert_eq!(page.query(), "?host=ws2022&image=ltsc2019");
}

#[test]
fn the_same_question_on_a_phone() {
    let page = ask(View::PHONE.dark());
    page.expect("hyperv", "unsupported", "supported");
    assert!(page.sideways() <= 0, "the page scrolls sideways by {} px", page.sideways());
    page.browser.run("scrollTo(0, 0)", &[]);
    let seen = "const box = document.querySelector('[data-verdict] h2').getBoundingClientRect(); return box.top > 0 && box.bottom <= innerHeight";
    assert_eq!(page.browser.run(seen, &[]), true, "the answer is in sight");
}

/// On a link the verdict comes first; the question is a line that opens.
#[test]
fn a_link_on_a_phone_begins_with_the_verdict() {
    let page = Page::open_in(View::PHONE, "?host=ws2022&image=ltsc2019");
    let top = "return document.querySelector('[data-verdict]').getBoundingClientRect().top";
    assert!(page.browser.run(top, &[]).as_f64().is_some_and(|top| top < 220.0));
    let shown = "return document.querySelector('textarea[name=paste]').checkVisibility()";
    assert_eq!(page.browser.run(shown, &[]), false);
    page.click("ltsc2019 on Windows Server 2022");
    assert_eq!(page.browser.run(shown, &[]), true);
}

#[test]
fn the_answer_follows_every_choice() {
    let page = ask(View::DESKTOP);
    page.choose(IMAGE, "ltsc2022");
    page.expect("process", "supported", "supported");
    page.choose(HOST, "Windows Server 2019");
    page.expect("none", "unsupported", "unsupported");
    assert_eq!(page.query(), "?host=ws2019&image=ltsc2022");
}

#[test]
fn a_copied_snippet_is_the_shown_snippet() {
    let page = ask(View::DESKTOP);
    page.copy("dockerfile");
    let shown = page.snippet("dockerfile").expect("a line for a Dockerfile is shown");
    assert_eq!(shown, "FROM mcr.microsoft.com/windows/servercore:ltsc2022");
    assert_eq!(page.clipboard(), shown);
    page.copy("docker");
    let shown = page.snippet("docker").expect("what works now is shown");
    assert!(shown.starts_with("docker run --rm --isolation=hyperv "), "{shown}");
    let copied = "const [wanted, done] = arguments; navigator.clipboard.readText().then(text => done(text === wanted), () => done(true));";
    assert_eq!(page.browser.run_later(copied, &[shown.into()]), true, "and it is what is copied, where it may be read");
}

/// Whoever knows the engine and nothing else reads the matrix for it; and its cells keep the engine.
#[test]
fn the_first_matrix_follows_the_knobs() {
    let page = Page::open_in(View::DESKTOP, "");
    let hosts = "return [...document.querySelectorAll('.small-matrix tbody th[scope=row]')].filter(th => th.checkVisibility()).length";
    assert_eq!(page.browser.run(hosts, &[]), 11, "all that get updates");
    page.choose(ENGINE, "AKS");
    page.wait_for_text("#answer h2", "What runs where on AKS");
    assert_eq!(page.browser.run(hosts, &[]), 3, "the nodes that AKS has, and no second table");
    let cell = "return document.querySelector('#answer td[data-tone=none] a').getAttribute('href')";
    assert_eq!(page.browser.run(cell, &[]), "?host=ws2025&image=ltsc2019&engine=aks", "a cell keeps the engine");
    page.choose(ENGINE, "any");
    page.wait_for("#short .small-matrix a");
    assert_eq!(page.browser.run(hosts, &[]), 11);
}

#[test]
fn every_engine_has_its_own_ways_and_no_step_is_empty() {
    let page = ask(View::DESKTOP);
    page.click("More ways");
    page.click("Docker");
    page.wait_for("#panel-docker pre[data-target=docker]");
    page.choose(ENGINE, "AKS");
    let tabs = "return [...document.querySelectorAll('[role=tab]')].map(tab => tab.textContent)";
    assert_eq!(page.browser.run(tabs, &[]), serde_json::json!(["Dockerfile", "Kubernetes", "AKS"]));
    let empty = "return document.querySelectorAll('.steps > li:not(:has(pre, p))').length";
    assert_eq!(page.browser.run(empty, &[]), 0);
}

#[test]
fn kubernetes_is_not_asked_about_hyperv() {
    let page = ask(View::DESKTOP);
    page.choose(ENGINE, "AKS");
    page.expect("none", "unsupported", "unsupported");
    let disabled = || page.browser.run("return document.querySelector('input[name=hyperv]').disabled", &[]);
    assert_eq!(disabled(), true);
    page.choose(ENGINE, "Docker");
    page.expect("hyperv", "unsupported", "supported");
    assert_eq!(disabled(), false);
}

#[test]
fn nothing_goes_wrong_on_the_way() {
    let page = ask(View::DESKTOP);
    assert_eq!(page.browser.console_errors(), [""; 0]);
}

/// The page must not move under a finger: the second tap of a double tap would land on an option.
#[test]
fn a_double_tap_opens_the_list_and_picks_nothing() {
    let page = Page::open_in(View { width: 390, height: 664, dark: false }, "?host=ws2022&image=ltsc2019");
    let tap = "const [again, done] = arguments, field = document.getElementById('image'); field.focus(); \
               requestAnimationFrame(() => { \
                 const before = scrollY; field.click(); \
                 setTimeout(() => { \
                   const moved = scrollY - before, option = document.querySelector('#image-list [role=option]'); \
                   option.click(); setTimeout(() => done([moved, !document.querySelector('#image-list [role=option]')]), 50); \
                 }, again); \
               });";
    assert_eq!(page.browser.run_later(tap, &[120.into()]), serde_json::json!([0, false]));
    page.expect("hyperv", "unsupported", "supported");
    page.press("\u{e00c}");
    assert_eq!(
        page.browser.run_later(tap, &[500.into()]),
        serde_json::json!([0, true]),
        "a second thought is a choice"
    );
}
