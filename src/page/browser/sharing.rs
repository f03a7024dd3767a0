//! The clipboard, and the browser's dialog for sharing.

use gloo::utils::{document, window};
use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;
use yew::MouseEvent;

use super::{announce, by_id, closest, home, query};
use crate::rules::link;
use crate::rules::query::value;
use crate::teach::share;

/// How long a button says that it has copied.
const COPIED_FOR: u32 = 1_800;

/// Copies a text; the clicked button says so once it is true. Where the clipboard is out of reach, the block around the button is
/// selected instead.
pub fn copy(event: &MouseEvent, text: String) {
    let Some(button) = closest(event, "button") else { return };
    let block = button.closest("[data-block]").ok().flatten();
    let shown = block.and_then(|block| block.query_selector("code").ok().flatten());
    write(button, text, shown);
}

/// Copies what a block shows that was written ahead of time: there, no component answers the button.
pub fn copy_written_ahead(event: &MouseEvent) {
    let Some(button) = closest(event, "button[data-copy]") else { return };
    if button.closest("#app").is_ok_and(|app| app.is_some()) {
        return;
    }
    let shown = button.closest("[data-block]").ok().flatten().and_then(|block| block.query_selector("code").ok()?);
    copy(event, shown.and_then(|code| code.text_content()).unwrap_or_default());
}

/// Shares the address, or that of the page of the same question, where the button for it was clicked; copies it where the browser has no dialog for that.
pub fn share_address(event: &MouseEvent) {
    let Some(button) = closest(event, "button[data-share]") else { return };
    let error = error_alone();
    let address = match &error {
        Some(path) => Some(share::url_of_error(&home(), path)),
        None => share::url_of_query(&home(), &query()),
    };
    let address = address.unwrap_or_else(|| window().location().href().unwrap_or_default());
    if can(&window().navigator(), "share") {
        hand_on(&address)
    } else {
        write(button, address, None)
    }
    let is_there = |selector| document().query_selector(selector).is_ok_and(|found| found.is_some());
    let of_diagnosis = if error.is_some() { share::LINK_TO_ERROR } else { share::LINK_ALONE };
    let left_out = [("[data-diagnosis]", of_diagnosis), ("main[data-private]", link::NAME_LEFT_OUT)];
    let left_out: Vec<&str> = left_out.into_iter().filter(|(mark, _)| is_there(mark)).map(|(_, said)| said).collect();
    match left_out.is_empty() {
        true => drop(by_id("strange").map(|note| note.set_attribute("hidden", ""))),
        false => note(&left_out.join(" "), "note"),
    }
}

/// The error of a diagnosis that no version goes with: its page tells more than an address without a question.
fn error_alone() -> Option<String> {
    let asks = ["host", "image"].iter().any(|side| value(&query(), side).is_some());
    let page = document().query_selector("[data-diagnosis] [data-error-page]").ok().flatten().filter(|_| !asks)?;
    page.get_attribute("data-error-page")
}

/// Says something above the page, where the button for sharing has no room for it.
fn note(text: &str, class: &str) {
    if let Some(note) = by_id("strange") {
        note.set_text_content(Some(text));
        note.set_class_name(class);
        let _ = note.remove_attribute("hidden");
    }
    announce(text);
}

fn can(object: &JsValue, name: &str) -> bool {
    Reflect::get(object, &name.into()).is_ok_and(|value| !value.is_undefined())
}

fn hand_on(address: &str) {
    let data = web_sys::ShareData::new();
    data.set_title(&document().title());
    data.set_url(address);
    let promise = window().navigator().share_with_data(&data);
    // Whoever closes the dialog has decided not to share; there is nothing to say about it.
    spawn_local(async move { drop(JsFuture::from(promise).await) });
}

fn write(button: Element, text: String, shown: Option<Element>) {
    let navigator = window().navigator();
    if !can(&navigator, "clipboard") {
        return select_instead(shown);
    }
    let promise = navigator.clipboard().write_text(&text);
    spawn_local(async move {
        if JsFuture::from(promise).await.is_err() {
            return select_instead(shown);
        }
        let _ = button.set_attribute("data-done", "");
        announce("Copied");
        let undo = move || drop(button.remove_attribute("data-done"));
        gloo::timers::callback::Timeout::new(COPIED_FOR, undo).forget();
    });
}

fn select_instead(shown: Option<Element>) {
    let Some(shown) = shown else {
        const SENTENCE: &str = "Copying isn’t possible here. Copy the address from the address bar.";
        return note(SENTENCE, "note error");
    };
    if let Ok(Some(selection)) = window().get_selection() {
        let _ = selection.select_all_children(&shown);
    }
    announce("Selected. Press Ctrl+C to copy.");
}
