//! What the library has written as HTML, put into its places, and the buttons and tabs in it.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::{document, window};
use js_sys::Reflect;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement};
use yew::{Event, KeyboardEvent, MouseEvent};

use super::{announce, by_id, closest, focus, on_click};

#[wasm_bindgen]
extern "C" {
    /// Text as HTML that may be shown: the policy in `index.html`, without which the browser refuses it.
    #[wasm_bindgen(js_namespace = trusted, js_name = createHTML)]
    fn trusted_html(html: &str) -> JsValue;
}

/// How long a button says that it has copied.
const COPIED_FOR: u32 = 1_800;

/// Does what a button with `data-copy` or `data-share` is there for. One handler serves all of them.
///
/// `data-copy` holds the text; where it is empty, the block's own text is meant.
pub fn copy(event: &MouseEvent) {
    if let Some(button) = closest(event, "button[data-share]") {
        let address = window().location().href().unwrap_or_default();
        return if can(&window().navigator(), "share") { share(&address) } else { write(button, address, None) };
    }
    let Some(button) = closest(event, "button[data-copy]") else { return };
    let shown = button.closest("[data-block]").ok().flatten().and_then(|block| block.query_selector("code").ok()?);
    let text = button.get_attribute("data-copy").filter(|text| !text.is_empty());
    let text = text.or_else(|| shown.as_ref()?.text_content()).unwrap_or_default();
    write(button, text, shown);
}

fn can(object: &JsValue, name: &str) -> bool {
    Reflect::get(object, &name.into()).is_ok_and(|value| !value.is_undefined())
}

fn share(address: &str) {
    let data = web_sys::ShareData::new();
    data.set_title(&document().title());
    data.set_url(address);
    let promise = window().navigator().share_with_data(&data);
    // Whoever closes the dialog has decided not to share; there is nothing to say about it.
    spawn_local(async move { drop(JsFuture::from(promise).await) });
}

/// Copies, and says so only once it is true. Where the clipboard is out of reach, the text is selected instead.
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
        return announce("Copying is not possible here. Copy the address from the address bar.");
    };
    if let Ok(Some(selection)) = window().get_selection() {
        let _ = selection.select_all_children(&shown);
    }
    announce("Selected. Press Ctrl+C to copy.");
}

/// The mark of a page on which somebody listens to the buttons of blocks and to tabs.
const LISTENING: &str = "data-listening";

/// Listens to buttons that copy and share, and to tabs: once for the page, whichever of its modules comes first.
pub fn listen_to_blocks() {
    let Some(root) = document().document_element() else { return };
    if !root.has_attribute(LISTENING) {
        let _ = root.set_attribute(LISTENING, "");
        on_click(|event| {
            copy(event);
            tabs(event);
        });
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&document(), "keydown", options, tabs).forget();
    }
}

/// A button that copies or shares, clicked while nobody listens to it.
pub fn unheard(event: &MouseEvent) -> Option<HtmlElement> {
    let heard = document().document_element().is_some_and(|root| root.has_attribute(LISTENING));
    closest(event, "[data-copy], [data-share]").filter(|_| !heard)?.dyn_into().ok()
}

/// Fills places of the page with HTML that the library wrote; a place that is not there, or already filled with this, is left
/// alone. The focus stays where it is, and so does the tab that somebody picked.
pub fn fill(ids: &[&str], parts: &[String]) {
    let focused = document().active_element().and_then(|element| {
        let [name, value, id] = ["name", "value", "id"].map(|key| element.get_attribute(key).unwrap_or_default());
        Some(match (name.as_str(), id.as_str()) {
            ("", "") => return None,
            ("", _) => format!("#{id}"),
            _ => format!("[name=\"{name}\"][value=\"{value}\"]"),
        })
    });
    let picked = picked_tab();
    let filled = JsValue::from_str("filled");
    for (id, part) in ids.iter().zip(parts) {
        let Some(place) = by_id(id) else { continue };
        let text = JsValue::from_str(part);
        if Reflect::get(&place, &filled).ok().as_ref() != Some(&text) {
            let _ = Reflect::set(&place, &"innerHTML".into(), &trusted_html(part));
            let _ = Reflect::set(&place, &filled, &text);
        }
    }
    if let Some((engine, tab)) = picked
        && picked_tab().is_some_and(|(now, _)| now == engine)
    {
        pick_tab(&tab);
    }
    let lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
    let again = focused.filter(|_| lost).and_then(|selector| document().query_selector(&selector).ok()?);
    if let Some(element) = again.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// The engine of the question and the id of the tab that shows.
fn picked_tab() -> Option<(String, String)> {
    let tab = document().query_selector("[role=tab][aria-selected=true]").ok()??;
    Some((tab.parent_element()?.get_attribute("data-engine")?, tab.id()))
}

/// Shows a tab and its panel, and hides the others of its list.
fn pick_tab(id: &str) {
    let Some(chosen) = by_id(id) else { return };
    let Some(tabs) = chosen.parent_element().map(|list| list.children()) else { return };
    for tab in (0..tabs.length()).filter_map(|at| tabs.item(at)) {
        let selected = tab.id() == id;
        let _ = tab.set_attribute("aria-selected", if selected { "true" } else { "false" });
        let _ = tab.set_attribute("tabindex", if selected { "0" } else { "-1" });
        if let Some(panel) = tab.get_attribute("aria-controls").and_then(|panel| by_id(&panel)) {
            let _ = panel.toggle_attribute_with_force("hidden", !selected);
        }
    }
}

/// Picks the tab that was clicked, or the one that an arrow key leads to.
pub fn tabs(event: &Event) {
    let Some(tab) = closest(event, "[role=tab]") else { return };
    let Some(key) = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key) else { return pick_tab(&tab.id()) };
    let Some(list) = tab.parent_element() else { return };
    let next = match key.as_str() {
        "ArrowRight" => tab.next_element_sibling().or_else(|| list.first_element_child()),
        "ArrowLeft" => tab.previous_element_sibling().or_else(|| list.last_element_child()),
        "Home" => list.first_element_child(),
        "End" => list.last_element_child(),
        _ => return,
    };
    if let Some(next) = next {
        event.prevent_default();
        pick_tab(&next.id());
        focus(&next.id());
    }
}

/// Copies a text that is made when it is asked for; the clicked button says so. Where the clipboard is out of reach, the block
/// around the button is selected.
pub fn copy_text(event: &MouseEvent, text: String) {
    let Some(button) = closest(event, "button") else { return };
    let block = button.closest("[data-block]").ok().flatten();
    let shown = block.and_then(|block| block.query_selector("code").ok().flatten());
    write(button, text, shown);
}
