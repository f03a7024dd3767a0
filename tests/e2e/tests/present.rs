//! Lessons and answers in front of a class: by keyboard, on slides, with the coach's sheet.

use fantoccini::key::Key;
use serde_json::Value;
use wincompat_e2e::{Page, View};

#[test]
fn learning_works_by_keyboard_alone() {
    let page = Page::open("?view=learn");
    let press = |key: Key| page.press(&char::from(key).to_string());
    page.tab_to(".path a");
    press(Key::Enter);
    page.wait_for(".lesson[data-waits]");
    page.tab_to(".answers button");
    press(Key::Enter);
    page.wait_for(".lesson:not([data-waits])");
    assert_eq!(page.told("document.activeElement.id"), "told", "the focus goes to what is told");
    page.tab_to(".turn a");
    press(Key::Enter);
    page.wait_for_text(".lesson .count", "Lesson 2");
    assert_eq!(page.told("document.activeElement.id"), "lesson");

    page.go("?learn=drills");
    page.tab_to(".drill .answers button");
    press(Key::Enter);
    page.wait_for(".revealed");
    assert_eq!(page.told("!!document.activeElement.closest('.revealed')"), "true", "the focus goes to the answer");

    page.go("?view=matrix");
    page.tab_to(".grid td a");
    press(Key::Right);
    press(Key::Down);
    assert_eq!(page.told("document.activeElement.id"), "cell-1-1");
    press(Key::Enter);
    page.wait_for("[data-verdict]");
    page.expect("process", "supported", "supported");
}

#[test]
fn an_answer_is_presented_without_what_is_around_it() {
    let page = Page::open("?host=ws2022&image=ltsc2019&present=1");
    page.expect("hyperv", "unsupported", "supported");
    let seen = |selector: &str| page.count_seen(selector);
    assert_eq!((seen(".ask"), seen(".top"), seen(".foot"), seen(".sections")), (0, 0, 0, 0));
    assert_eq!((seen("[data-verdict] h2"), seen(".whole a")), (1, 1), "and a way out");
    page.go("?present=1");
    assert_eq!(seen(".ask"), 1, "there is no answer to present");
}

#[test]
fn a_presentation_is_turned_by_keys() {
    let page = Page::open_in(View { width: 1600, ..View::DESKTOP }, "?learn=build&present=1");
    assert_eq!(page.told("getComputedStyle(document.querySelector('.top')).display"), "none");
    page.press("\u{e014}");
    assert_eq!(page.text("#lesson-title"), "What a build is", "a slide asks first and tells then");
    assert_eq!(page.count(".lesson[data-waits]"), 0);
    page.press("\u{e014}");
    assert_eq!(page.text("#lesson-title"), "Why Windows is not Linux here");
    assert_eq!(page.told("document.activeElement.id"), "lesson", "a screen reader hears which one it is");
    assert!(page.browser.title().starts_with("Why Windows is not Linux here · "), "{}", page.browser.title());
    assert!(page.query().contains("learn=not-linux") && page.query().contains("present=1"), "{}", page.query());
    page.expect("none", "unsupported", "supported");
    page.press("\u{e00c}");
    assert!(!page.query().contains("present"), "{}", page.query());
    assert_ne!(page.told("getComputedStyle(document.querySelector('.top')).display"), "none");
    page.click("Present");
    assert!(page.query().ends_with("present=1"), "{}", page.query());
    // What has no slides has no presentation.
    page.go("?view=matrix&present=1");
    assert_ne!(page.told("getComputedStyle(document.querySelector('.top')).display"), "none");
}

/// The two links that matter in front of a class do what their addresses say, without a reload.
#[test]
fn presenting_and_the_coachs_sheet_are_a_click_away() {
    let page = Page::open("?view=learn");
    page.click("Present from the first lesson");
    page.wait_for("#lesson-title");
    assert_eq!(page.told("getComputedStyle(document.querySelector('.top')).display"), "none");
    page.back();
    assert_ne!(page.told("getComputedStyle(document.querySelector('.top')).display"), "none", "back ends it");
    page.click("Incident drills");
    page.wait_for("#drill-title");
    page.click("Coach’s sheet: all drills with answers");
    page.wait_for(".coach [data-diagnosis]");
    page.click("Start a session");
    page.wait_for("#drill-title");
}

/// Every slide, asking and telling, fits a projector of 1280 by 720.
#[test]
fn slides_fit_a_projector() {
    let page = Page::open_in(View { width: 1280, height: 720, dark: false }, "?view=learn");
    let lessons =
        "return [...document.querySelectorAll('.path a[href^=\"?learn=\"]')].map(one => one.getAttribute('href'))";
    let lessons = page.browser.run(lessons, &[]);
    let lessons: Vec<&str> = lessons.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert_eq!(lessons.len(), 10);
    for lesson in lessons {
        page.go(&format!("{lesson}&present=1"));
        let over = "document.documentElement.scrollHeight - innerHeight";
        let asking = page.told(over);
        let size =
            |of: &str| page.told(&format!("parseFloat(getComputedStyle(document.querySelector('{of}')).fontSize)"));
        assert!(
            size(".answers button").parse::<f64>().is_ok_and(|px| px >= 26.0),
            "{lesson}: {}",
            size(".answers button")
        );
        assert_eq!(page.count(".predict .link"), 1, "{lesson}: the lesson can be shown without an answer");
        assert_ne!(page.told("document.querySelector('.predict .link').getClientRects().length"), "0", "{lesson}");
        page.press("\u{e014}");
        assert_eq!(page.count(".lesson[data-waits]"), 0, "{lesson}");
        let telling = page.told(over);
        assert!(size(".idea .body p:last-child").parse::<f64>().is_ok_and(|px| px >= 19.0), "{lesson}");
        let fits = |over: &str| over.parse::<i64>().is_ok_and(|over| over <= 0);
        assert!(fits(&asking) && fits(&telling), "{lesson}: {asking} and {telling} px too high");
    }
}
