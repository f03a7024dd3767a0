//! Links, controls and what they show.

use crate::harness::*;

use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;

#[wasm_bindgen_test]
async fn without_a_question_there_are_examples_and_no_verdict() {
    let page = Page::open("").await;
    assert_eq!((page.count("main[data-ready]"), page.count("[data-verdict]")), (1, 0));
    assert_eq!((page.count("#answer *"), page.attribute("main", "data-asked").as_deref()), (2, Some("")));
    assert_eq!(page.count(".examples button"), 5);
    assert_eq!(page.count("fieldset:disabled"), 0);
}

#[wasm_bindgen_test]
async fn a_link_is_answered() {
    let page = Page::open("?host=ws2022&image=ltsc2019").await;
    assert_eq!(page.outcome(), "hyperv");
    assert_eq!(page.attribute("[data-verdict]", "data-process").as_deref(), Some("unsupported"));
    assert_eq!(page.input("host").value(), "Windows Server 2022");
    assert!(
        page.live
            .text_content()
            .unwrap_or_default()
            .starts_with("ltsc2019 on Windows Server 2022: only with Hyper-V isolation. ")
    );
    assert!(gloo::utils::document().title().contains("ltsc2019 on Windows Server 2022"));
}

/// A link that is opened in a tab behind this one: nothing is painted there, and its title is all that is seen of it.
#[wasm_bindgen_test]
async fn a_tab_behind_is_named_after_its_answer() {
    gloo::utils::document().set_title("");
    let hide = "Object.defineProperty(document, 'hidden', { value: true, configurable: true }); \
                globalThis.frames_of_old = requestAnimationFrame; globalThis.requestAnimationFrame = () => 0";
    js_sys::eval(hide).unwrap();
    let page = Page::open_at_once("?host=ws2022&image=ltsc2019").await;
    js_sys::eval("delete document.hidden; requestAnimationFrame = frames_of_old").unwrap();
    assert_eq!(page.outcome(), "hyperv");
    assert!(gloo::utils::document().title().contains("ltsc2019 on Windows Server 2022"));
}

#[wasm_bindgen_test]
async fn what_a_link_says_wrongly_is_shown_at_its_field() {
    let page = Page::open("?host=ws2077&image=ltsc2022&engine=podman").await;
    assert_eq!(page.input("host").value(), "ws2077");
    assert_eq!(page.attribute("input[name=host]", "aria-invalid").as_deref(), Some("true"));
    assert!(page.text("[data-error-for=host]").contains("ws2077"));
    assert!(page.text("[data-error-for=engine]").contains("podman"));
    assert_eq!(page.select("engine"), "");
    assert_eq!(page.count("[data-error-for=image]"), 0);
}

#[wasm_bindgen_test]
async fn every_control_asks_its_own_question() {
    let page = Page::open("?host=ws2022&image=ltsc2019").await;
    page.turn("engine", "kubernetes").await;
    assert_eq!((page.outcome().as_str(), query().as_str()), ("none", "?host=ws2022&image=ltsc2019&engine=kubernetes"));
    page.turn("engine", "any").await;
    page.click("input[name=hyperv]").await;
    assert_eq!((page.outcome().as_str(), query().as_str()), ("none", "?host=ws2022&image=ltsc2019&hyperv=no"));
    page.click("input[name=hyperv]").await;
    page.turn("isolation", "hyperv").await;
    assert_eq!((page.outcome().as_str(), query().as_str()), ("hyperv", "?host=ws2022&image=ltsc2019&isolation=hyperv"));
}

#[wasm_bindgen_test]
async fn the_family_changes_the_from_line() {
    let page = Page::open("?host=ws2022&image=ltsc2019").await;
    page.click("[aria-controls=do]").await;
    page.click("input[name=family][value=nanoserver]").await;
    assert_eq!(page.text(".offer code"), "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022");
    assert_eq!(query(), "?host=ws2022&image=ltsc2019&family=nanoserver");
}

#[wasm_bindgen_test]
async fn a_choice_is_a_step_and_leaves_the_rest_of_the_address() {
    let page = Page::open("?embed=1&host=ws2022").await;
    page.write("image", "ltsc2022").await;
    page.press("#image", "Enter").await;
    assert_eq!(query(), "?host=ws2022&image=ltsc2022&embed=1");
    back().await;
    assert_eq!((query().as_str(), page.count("[data-verdict]")), ("?embed=1&host=ws2022", 0));
    assert_eq!(
        (page.input("host").value().as_str(), page.input("image").value().as_str()),
        ("Windows Server 2022", "")
    );
}

#[wasm_bindgen_test]
async fn the_way_back_to_a_question_that_nobody_asked_here_reads_the_address() {
    let page = Page::open("?host=ws2022&image=ltsc2019").await;
    // What the back button does: the address first, then the event.
    address("?host=ws2019&image=ltsc2022");
    gloo::utils::window().dispatch_event(&Event::new("popstate").unwrap()).unwrap();
    settle().await;
    assert_eq!((page.outcome().as_str(), query().as_str()), ("none", "?host=ws2019&image=ltsc2022"));
    assert_eq!(page.input("host").value(), "Windows Server 2019");
}

#[wasm_bindgen_test]
async fn a_pick_by_hand_gives_way_to_a_link() {
    let page = Page::open("").await;
    page.write("host", "server 2025").await;
    page.press("#host", "Enter").await;
    page.turn("engine", "aks").await;
    address("?host=w11-24h2");
    gloo::utils::window().dispatch_event(&Event::new("popstate").unwrap()).unwrap();
    settle().await;
    assert_eq!(page.input("host").value(), "Windows 11 24H2");
    assert_eq!(page.select("engine"), "any");
}

#[wasm_bindgen_test]
async fn the_other_release_of_a_shared_build_is_one_click_away() {
    let page = Page::open("?host=10.0.26100.4061&image=ltsc2022").await;
    page.click("[data-notice=shared-build] a[data-jump]").await;
    assert!(query().contains("kind=client"), "{}", query());
    assert_eq!(page.count("[data-notice=shared-build]"), 0);
}

#[wasm_bindgen_test]
async fn tabs_follow_the_arrow_keys_and_the_engine() {
    let page = Page::open("?host=ws2022&image=ltsc2019").await;
    page.click("[aria-controls=do]").await;
    let selected = || page.text("[role=tab][aria-selected=true]");
    assert_eq!(selected(), "Dockerfile");
    page.press("#tab-dockerfile", "ArrowRight").await;
    assert_eq!((selected().as_str(), page.count("[role=tabpanel]"), page.count("#panel-docker")), ("Docker", 1, 1));
    page.press("#tab-docker", "End").await;
    assert_eq!(selected(), "AKS");
    page.turn("engine", "swarm").await;
    assert_eq!((selected().as_str(), page.count("#tab-docker")), ("Swarm", 0));
    assert_eq!(page.count(".steps > li:not(:has(pre))"), 0, "no step is empty");
}

#[wasm_bindgen_test]
async fn the_anatomy_marks_what_does_not_match() {
    let page = Page::open("?host=10.0.14393.1914&image=10.0.14393.1944").await;
    assert_eq!(page.text(".between[data-mark=mismatch]"), "revisions differ");
    assert_eq!(page.text(".side:last-child .version"), "10.0.14393.1914");
    page.click("[aria-controls=why]").await;
    assert_eq!(page.count(".anatomy .marks [data-mark=match]"), 3);
    assert_eq!(page.text(".anatomy .marks [data-mark=mismatch]").trim(), "mismatch: revisions differ");
    assert_eq!(page.text(".anatomy .host td:last-child"), "1914");
}
