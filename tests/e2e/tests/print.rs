//! On paper: one page, and nothing on it that only works on a screen.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use wincompat_e2e::{Page, View};

/// Paper by its width and height in inches.
const PAPERS: [(&str, [f64; 2]); 2] = [("A4", [8.27, 11.69]), ("Letter", [8.5, 11.0])];

/// How many pages it takes to print what is shown, with the margins that browsers leave.
#[track_caller]
fn pages(page: &Page, [width, height]: [f64; 2]) -> usize {
    let margins = 0.4;
    let paper = json!({
        "paperWidth": width, "paperHeight": height, "preferCSSPageSize": false,
        "marginTop": margins, "marginBottom": margins, "marginLeft": margins, "marginRight": margins,
    });
    let printed = page.browser.devtools("Page.printToPDF", paper);
    let pdf = BASE64_STANDARD.decode(printed["data"].as_str().expect("a PDF")).expect("base64");
    let text = String::from_utf8_lossy(&pdf);
    text.matches("/Type /Page").count() - text.matches("/Type /Pages").count()
}

#[track_caller]
fn is_one_clean_page(query: &str, on_it: &[&str]) {
    let page = Page::open_in(View::DESKTOP, query);
    for (name, paper) in PAPERS {
        assert_eq!(pages(&page, paper), 1, "{query} on {name}");
    }
    page.browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    let controls = "return [...document.querySelectorAll('input, textarea, select, button, [role=tab]')]
        .filter(one => one.getClientRects().length).map(one => one.outerHTML.slice(0, 80)).join('\\n')";
    assert_eq!(page.browser.run(controls, &[]), "", "{query}: nobody can press anything on paper");
    let text = page.browser.run("return document.body.innerText", &[]);
    for words in on_it {
        assert!(text.as_str().is_some_and(|text| text.contains(words)), "{query}: {words:?} is not in {text}");
    }
}

#[test]
fn an_answer_is_one_page_that_names_its_question() {
    is_one_clean_page(
        "?host=ws2022&image=ltsc2019",
        &[
            "ltsc2019 on Windows Server 2022: only with Hyper-V isolation",
            "docker run --rm --isolation=hyperv",
            "2026-11-26",
        ],
    );
    is_one_clean_page("ws2019/ltsc2022/", &["ltsc2022 on Windows Server 2019: won’t run", "newer than the host"]);
    is_one_clean_page("?host=w11-25h2&image=ltsc2022&engine=docker", &["ltsc2022 on Windows 11 25H2"]);
}

#[test]
fn a_host_is_one_page() {
    is_one_clean_page("ws2016/", &["Windows Server 2016", "until 2027-01-12"]);
}

#[test]
fn the_sheet_is_one_page() {
    is_one_clean_page("?view=sheet", &["What 0xc0370101 means", "Commands"]);
}
