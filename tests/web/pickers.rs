//! Host and image as words that can be typed and picked.

use crate::harness::*;

use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn typing_narrows_and_enter_takes_the_first() {
    let page = Page::open("").await;
    page.write("host", "server 2019").await;
    assert_eq!(page.count("#host-list [role=option]"), 1);
    assert_eq!(page.attribute("#host", "aria-expanded").as_deref(), Some("true"));
    page.press("#host", "Enter").await;
    assert_eq!(page.input("host").value(), "Windows Server 2019");
    assert_eq!(page.attribute("#host", "aria-expanded").as_deref(), Some("false"));
    assert_eq!(query(), "?host=ws2019");
}

#[wasm_bindgen_test]
async fn arrows_walk_the_suggestions_and_escape_gives_up() {
    let page = Page::open("?host=ws2022").await;
    page.press("#host", "ArrowDown").await;
    assert_eq!(page.attribute("#host", "aria-activedescendant").as_deref(), Some("host-option-1"), "the chosen one");
    page.press("#host", "ArrowDown").await;
    assert_eq!(page.text("#host-list [aria-selected=true] .name"), "Windows Server 2019");
    page.press("#host", "Escape").await;
    assert_eq!(page.count("#host-list [role=option]"), 0);
    page.write("host", "zzz").await;
    page.press("#host", "Escape").await;
    page.press("#host", "Escape").await;
    assert_eq!(page.input("host").value(), "Windows Server 2022");
}

#[wasm_bindgen_test]
async fn a_suggestion_is_picked_with_the_mouse() {
    let page = Page::open("?host=ws2022").await;
    page.write("image", "1809").await;
    page.click("#image-list [role=option]").await;
    assert_eq!((page.input("image").value().as_str(), page.outcome().as_str()), ("ltsc2019", "hyperv"));
}

#[wasm_bindgen_test]
async fn any_version_can_be_typed() {
    let page = Page::open("?image=ltsc2022").await;
    page.write("host", "10.0.20348.2113").await;
    page.input("host").blur().unwrap();
    settle().await;
    assert_eq!(query(), "?host=10.0.20348.2113&image=ltsc2022");
    assert_eq!(page.outcome(), "process");
}

#[wasm_bindgen_test]
async fn nonsense_stays_and_is_marked() {
    let page = Page::open("?image=ltsc2022").await;
    page.write("host", "nonsense").await;
    page.press("#host", "Enter").await;
    assert_eq!(page.input("host").value(), "nonsense");
    assert!(page.text("[data-error-for=host]").contains("nonsense"));
    page.write("host", "").await;
    page.press("#host", "Enter").await;
    assert_eq!(page.count("[data-error-for=host]"), 0);
}
