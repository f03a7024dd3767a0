//! A part of the program that can't be loaded: the answer says so, stays right, and comes whole with the next action.

use wincompat_e2e::copy::parts;
use wincompat_e2e::field::{HOST, IMAGE};
use wincompat_e2e::{Copy, Page, View, built};
use xtask::site::Site;
use xtask::size;

/// Where the page says what is missing.
const MISSING: &str = "[data-missing-part]";

/// Asks without the parts behind an answer, which `spoil` has damaged, then with them.
#[track_caller]
fn check(spoil: impl Fn(&Copy, &str)) {
    let folder = Copy::of_the_site();
    let parts = parts(size::ANSWER);
    assert!(!parts.is_empty(), "an answer has parts of its own");
    parts.iter().for_each(|part| spoil(&folder, part));
    let page = Page::open_site(folder.site(), View::DESKTOP, "");
    page.choose(HOST, "Windows Server 2022");
    page.browser.wait_until("the message", "return !!document.querySelector(arguments[0])", &[MISSING.into()]);
    page.choose(IMAGE, "ltsc2019");
    page.expect("hyperv", "unsupported", "supported");
    assert!(page.text(MISSING).contains("Reload"), "{}", page.text(MISSING));
    assert!(page.snippet("dockerfile").is_none(), "there is no other half yet");
    parts.iter().for_each(|part| folder.restore(part));
    page.choose(IMAGE, "ltsc2022");
    page.wait_for("pre[data-target=dockerfile]");
    page.expect("process", "supported", "supported");
    assert_eq!(page.text(MISSING), "");
}

/// A site that lacks the parts which such a visit has beyond an answer, and what they are.
#[track_caller]
fn without_what_an_answer_does_not_need(visit: size::Visit) -> (Copy, Vec<String>) {
    let folder = Copy::of_the_site();
    let answer = parts(size::ANSWER);
    let own: Vec<_> = parts(visit).into_iter().filter(|part| !answer.contains(part)).collect();
    assert!(!own.is_empty(), "it has parts of its own");
    own.iter().for_each(|part| folder.remove(part));
    (folder, own)
}

#[test]
fn a_part_that_is_gone_is_said_and_comes_with_the_next_action() {
    check(Copy::remove);
}

#[test]
fn so_is_a_part_that_was_cut_short() {
    check(|folder, part| {
        let whole = std::fs::read(folder.path.join(part)).unwrap();
        folder.write(part, &whole[..whole.len() / 2]);
    });
}

#[test]
fn so_is_a_page_in_the_place_of_a_part() {
    check(|folder, part| folder.write(part, "<!doctype html><title>Sign in</title>"));
}

#[test]
fn a_view_that_cannot_be_loaded_says_so_and_tries_again() {
    let folder = Copy::of_the_site();
    let parts = parts(size::FLEET);
    parts.iter().for_each(|part| folder.remove(part));
    let page = Page::open_site(folder.site(), View::DESKTOP, "");
    page.browser.goto(&format!("{}?view=fleet", page.server.url()));
    page.browser.wait_until("the message", "return !!document.querySelector(arguments[0])", &[MISSING.into()]);
    parts.iter().for_each(|part| folder.restore(part));
    page.click("Try again");
    page.wait_for("textarea[name=nodes]");
}

#[test]
fn a_host_may_call_webassembly_what_it_likes() {
    let called = Some((".wasm".to_string(), "application/octet-stream"));
    let page = Page::open_site(Site { called, ..built() }, View::DESKTOP, "?host=ws2022&image=ltsc2019");
    page.expect("hyperv", "unsupported", "supported");
    assert!(page.snippet("dockerfile").is_some(), "the rest of the answer is there");
}

/// It may be mended in a version that is there already.
#[test]
fn a_new_version_is_looked_for_where_a_part_is_missing() {
    let folder = Copy::of_the_site();
    parts(size::ANSWER).iter().for_each(|part| folder.remove(part));
    let page = Page::open_site(folder.site(), View::DESKTOP, "");
    page.choose(HOST, "Windows Server 2022");
    page.browser.wait_until("the message", "return !!document.querySelector(arguments[0])", &[MISSING.into()]);
    // A site without one of its files keeps nothing, so there is nothing to count but the question for the worker.
    let looked = || page.server.asked().iter().any(|path| path.starts_with("/sw.js")).then_some(());
    page.browser.insist("a look for a new version", || Ok(looked()));
}

#[test]
fn a_link_with_a_name_does_not_call_it_wrong_for_a_missing_part() {
    let folder = Copy::of_the_site();
    parts(size::ANSWER).iter().for_each(|part| folder.remove(part));
    let page = Page::open_site(folder.site(), View::DESKTOP, "");
    let query = "?host=ws2022&image=mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-1809";
    page.browser.goto(&format!("{}{query}", page.server.url()));
    page.browser.wait_until("the message", "return !!document.querySelector(arguments[0])", &[MISSING.into()]);
    assert!(!page.text("#answer").contains("not understood"), "{}", page.text("#answer"));
}

/// The answer is there without it.
#[test]
fn what_few_readers_open_is_loaded_when_they_do() {
    let (folder, own) = without_what_an_answer_does_not_need(size::OPENED);
    let page = Page::open_site(folder.site(), View::DESKTOP, "?host=ws2022&image=ltsc2019");
    page.wait_for("pre[data-target=docker]");
    page.click("More ways, by engine");
    page.browser.wait_until("the message", "return !!document.querySelector(arguments[0])", &[MISSING.into()]);
    page.expect("hyperv", "unsupported", "supported");
    own.iter().for_each(|part| folder.restore(part));
    page.click("Try again");
    page.wait_for("#do [role=tabpanel] pre[data-target]");
    assert_eq!(page.text(MISSING), "");
    page.click("Share");
    page.wait_for("pre[data-share=link]");
}

/// The fleet is there without its plan, which comes with the next try.
#[test]
fn a_plan_for_a_fleet_is_loaded_when_it_is_asked_for() {
    let folder = Copy::of_the_site();
    let fleet = parts(size::FLEET);
    let own: Vec<_> = parts(size::PLAN).into_iter().filter(|part| !fleet.contains(part)).collect();
    assert!(!own.is_empty(), "it has parts of its own");
    own.iter().for_each(|part| folder.remove(part));
    let page = Page::open_site(folder.site(), View::DESKTOP, "?view=fleet&nodes=ws2019*2&images=ltsc2019");
    page.wait_for(".grid td[data-tone=process]");
    page.choose("Move hosts to", "Windows Server 2025");
    page.browser.wait_until("the message", "return !!document.querySelector(arguments[0])", &[MISSING.into()]);
    assert!(page.text(MISSING).contains("plans and reports"), "{}", page.text(MISSING));
    own.iter().for_each(|part| folder.restore(part));
    page.click("Try again");
    page.wait_for("[data-plan]");
    assert_eq!(page.text(MISSING), "");
    assert!(page.query().contains("&target=ws2025"), "{}", page.query());
}

/// A whole question does without what is said of half of one.
#[test]
fn half_a_question_says_what_is_missing_and_a_whole_one_is_answered() {
    let folder = Copy::of_the_site();
    let answer = parts(size::ANSWER);
    let half = parts(size::Visit { doors: &["half"], ..size::ANSWER });
    let own: Vec<_> = half.into_iter().filter(|part| !answer.contains(part)).collect();
    assert!(!own.is_empty(), "half a question has parts of its own");
    own.iter().for_each(|part| folder.remove(part));
    let page = Page::open_site(folder.site(), View::DESKTOP, "?host=ws2022");
    page.browser.wait_until("the message", "return !!document.querySelector(arguments[0])", &[MISSING.into()]);
    page.choose(IMAGE, "ltsc2019");
    page.expect("hyperv", "unsupported", "supported");
    page.wait_for("pre[data-target=dockerfile]");
    assert_eq!(page.text(MISSING), "");
    own.iter().for_each(|part| folder.restore(part));
    page.visit("?host=ws2022");
    page.wait_for("#answer .runs");
    assert_eq!(page.text(MISSING), "");
}

/// The next question asks for it again.
#[test]
fn what_was_opened_comes_with_the_next_action() {
    let folder = Copy::of_the_site();
    let answer = parts(size::ANSWER);
    let own: Vec<_> = parts(size::OPENED).into_iter().filter(|part| !answer.contains(part)).collect();
    own.iter().for_each(|part| folder.remove(part));
    let page = Page::open_site(folder.site(), View::DESKTOP, "?host=ws2022&image=ltsc2019");
    page.wait_for("pre[data-target=docker]");
    page.click("Who decides");
    page.browser.wait_until("the message", "return !!document.querySelector(arguments[0])", &[MISSING.into()]);
    own.iter().for_each(|part| folder.restore(part));
    page.choose(IMAGE, "ltsc2022");
    page.wait_for("#gates .three");
    assert_eq!(page.text(MISSING), "");
}

/// The answer is there without it.
#[test]
fn a_paste_is_kept_until_there_is_something_to_read_it() {
    let (folder, own) = without_what_an_answer_does_not_need(size::Visit { doors: &["pastes"], ..size::ANSWER });
    let page = Page::open_site(folder.site(), View::DESKTOP, "?host=ws2022&image=ltsc2019");
    page.wait_for("pre[data-target=dockerfile]");
    page.paste("Microsoft Windows [Version 10.0.17763.5329]");
    page.browser.wait_until("the message", "return !!document.querySelector(arguments[0])", &[MISSING.into()]);
    assert!(page.text(MISSING).contains("the reading of pastes"), "{}", page.text(MISSING));
    page.expect("hyperv", "unsupported", "supported");
    own.iter().for_each(|part| folder.restore(part));
    page.click("Try again");
    page.wait_for("#found .excerpt");
    page.expect("process", "supported", "supported");
    assert_eq!(page.text(MISSING), "");
}
