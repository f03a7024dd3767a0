//! A pasted text, what it sets, and the way back.

use crate::harness::*;

use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

/// A paste that came at once, as the clipboard brings it.
async fn paste(page: &Page, text: &str) {
    let area: web_sys::HtmlTextAreaElement = page.find("textarea[name=paste]").unchecked_into();
    area.set_value(text);
    fire(&area, "input");
    settle().await;
}

fn pasted(page: &Page) -> String {
    page.find("textarea[name=paste]").unchecked_into::<web_sys::HtmlTextAreaElement>().value()
}

#[wasm_bindgen_test]
async fn a_paste_can_be_taken_back_and_is_there_again_on_the_way_forward() {
    let page = Page::open("").await;
    paste(&page, "The container operating system does not match the host operating system.").await;
    assert_eq!((page.count("[data-diagnosis]"), query().as_str()), (1, ""));
    paste(&page, "Microsoft Windows [Version 10.0.17763.5458]").await;
    assert_eq!(query(), "?host=10.0.17763.5458");
    back().await;
    assert_eq!((page.count("[data-diagnosis]"), query().as_str()), (1, ""));
    assert!(pasted(&page).starts_with("The container"), "{}", pasted(&page));
    back().await;
    assert_eq!((page.count("[data-diagnosis]"), pasted(&page).as_str()), (0, ""));
}

#[wasm_bindgen_test]
async fn another_view_and_back_keep_the_paste() {
    let page = Page::open("").await;
    paste(
        &page,
        "docker run a.io/web:ltsc2022\nThe container operating system does not match the host operating system.",
    )
    .await;
    page.click("[data-diagnosis] a[href^='?view=errors']").await;
    assert_eq!((page.count("[data-diagnosis]"), page.count(".errors")), (0, 1));
    back().await;
    assert_eq!((page.count("[data-diagnosis]"), page.count(".errors")), (1, 0));
    assert!(pasted(&page).contains("a.io/web"), "{}", pasted(&page));
}

#[wasm_bindgen_test]
async fn what_a_new_paste_does_not_say_is_gone_and_what_was_chosen_stays() {
    let page = Page::open("").await;
    let nodes = "NAME   STATUS   ROLES    AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE   KERNEL-VERSION   CONTAINER-RUNTIME\n\
        win-1  Ready    <none>   9d    v1.29.2   10.0.26.7     <none>        Windows Server 2022 Datacenter   10.0.20348.2340   containerd://1.7.13\n";
    paste(&page, nodes).await;
    assert_eq!(page.select("engine"), "kubernetes");
    paste(&page, "docker run mcr.microsoft.com/windows/servercore:ltsc2019\nThe container operating system does not match the host operating system. (0xc0370101)\nMicrosoft Windows [Version 10.0.20348.2113]").await;
    assert_eq!((page.select("engine").as_str(), page.outcome().as_str()), ("any", "hyperv"));
    page.turn("engine", "swarm").await;
    page.write("host", "server 2025").await;
    page.press("#host", "Enter").await;
    paste(&page, &(pasted(&page) + " ")).await;
    assert_eq!((page.input("host").value().as_str(), page.select("engine").as_str()), ("Windows Server 2025", "swarm"));
}

#[wasm_bindgen_test]
async fn the_missing_half_is_asked_for_in_the_answer() {
    let page = Page::open("?host=w11-24h2").await;
    assert!(page.text("#answer h2").contains("Which image should run on Windows 11 24H2?"));
    assert!(page.text(".reply code").starts_with("docker image inspect"));
    assert!(!page.text(".reply").contains("kubectl"), "one command first");
    page.click(".collect summary").await;
    let all = page.text(".collect");
    assert!(all.contains("Get-ItemProperty") && all.contains("kubectl get nodes -o wide; kubectl get pods"), "{all}");
    let field: HtmlInputElement = page.find("input[name=reply]").unchecked_into();
    field.set_value("10.0.26100.2314");
    page.press("input[name=reply]", "Enter").await;
    assert_eq!(query(), "?host=w11-24h2&image=10.0.26100.2314");
    assert_eq!(page.count(".reply"), 0, "what is known is not asked for");
    let page = Page::open("?image=").await;
    assert_eq!((page.count("[aria-invalid]"), page.count("[data-verdict]")), (0, 0));
}

#[wasm_bindgen_test]
async fn a_chosen_half_answers_for_what_failed() {
    let page = Page::open("").await;
    paste(&page, "docker run a.io/web:2-ltsc2025\nhcs::CreateComputeSystem 0123456789ab: The container operating system does not match the host operating system.").await;
    assert!(page.attribute("[data-diagnosis]", "data-confidence").is_some_and(|word| word != "certain"));
    page.write("host", "server 2022").await;
    page.press("#host", "Enter").await;
    assert_eq!(page.attribute("[data-diagnosis]", "data-cause").as_deref(), Some("image-newer"));
    assert_eq!(page.count("#answer h2"), 1, "the diagnosis is the headline");
}
