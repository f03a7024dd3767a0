//! The address: the question in it, the view, and the ways from one to the other.

use gloo::events::EventListener;
use gloo::utils::{document, window};
use wasm_bindgen::JsValue;
use yew::{Callback, MouseEvent};

use super::{announce, by_id, focus};

/// The address of the page without query and fragment.
pub fn page() -> String {
    let location = window().location();
    [location.origin(), location.pathname()].into_iter().flatten().collect()
}

/// The query of the address, with its question mark.
pub fn query() -> String {
    window().location().search().unwrap_or_default()
}

/// Puts a query into the address: as a new page of the history, unless it is there already, or in place of the current one.
pub fn show_query(query: &str, push: bool) {
    let location = window().location();
    let query = if query.is_empty() { String::new() } else { ["?", query].concat() };
    let address = [location.pathname(), Ok(query.clone()), location.hash()].map(Result::unwrap_or_default).concat();
    let Ok(history) = window().history() else { return };
    // A sandboxed frame may refuse; the page then works without an address of its own.
    let _ = match push && location.search().is_ok_and(|shown| shown != query) {
        true => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
        false => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
    };
}

/// Calls back when the reader goes back or forward.
pub fn on_history(callback: Callback<()>) -> EventListener {
    EventListener::new(&window(), "popstate", move |_| callback.emit(()))
}

/// Whether a link was clicked plainly, and not to open it in another tab or window: then the click does nothing else.
pub fn is_plain_click(event: &MouseEvent) -> bool {
    let plain = !(event.ctrl_key() || event.meta_key() || event.shift_key()) && event.button() == 0;
    if plain {
        event.prevent_default();
    }
    plain
}

/// Goes to a part of the page, where its link was clicked plainly. The address stays the question's.
pub fn go_to(event: &MouseEvent, id: &str) {
    if is_plain_click(event) {
        if let Some(element) = by_id(id) {
            element.scroll_into_view();
        }
        focus(id);
    }
}

/// The view that the address asks for, where it is not the answer: the script in `index.html` has found out.
pub fn view() -> Option<String> {
    document().document_element()?.get_attribute("data-view").filter(|view| !view.is_empty())
}

/// The value of a key of the address, as it is written there; empty where the key stands alone.
pub fn asked(key: &str) -> Option<String> {
    let query = query();
    let mut pairs = query.trim_start_matches('?').split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.find(|(name, _)| *name == key).map(|(_, value)| value.to_owned())
}

/// Tells everybody who listens with [`on_history`] that the address has changed.
pub fn history_changed() {
    if let Ok(event) = web_sys::Event::new("popstate") {
        let _ = window().dispatch_event(&event);
    }
}

/// What the address names after `#`.
pub fn fragment() -> Option<String> {
    let hash = window().location().hash().unwrap_or_default();
    hash.strip_prefix('#').filter(|id| !id.is_empty()).map(str::to_owned)
}

/// Goes to the element that the address names after `#`.
pub fn to_fragment() {
    if let Some(id) = fragment() {
        to(&id);
    }
}

/// Goes to an element, opening what it is folded into.
pub fn to(id: &str) {
    let Some(element) = by_id(id) else { return };
    if let Ok(Some(details)) = element.closest("details") {
        let _ = details.set_attribute("open", "");
    }
    element.scroll_into_view();
    focus(id);
}

/// Begins or ends a presentation: in the look of the page and in the address.
pub fn present(on: bool) {
    let Some(root) = document().document_element() else { return };
    let query = query();
    let others = query.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty() && *pair != "present=1");
    let mut pairs: Vec<&str> = others.collect();
    if on {
        pairs.push("present=1");
    }
    show_query(&pairs.join("&"), false);
    let _ = root.toggle_attribute_with_force("data-presenting", on);
    announce(if on { "Presenting. Arrow keys turn the pages, Escape ends it." } else { "The presentation has ended." });
}

/// Whether the address asks just what this page is about: the page of an error has a question of its own.
pub fn is_own_question() -> bool {
    let own = document().document_element().and_then(|root| root.get_attribute("data-question"));
    own.is_some_and(|own| query().strip_prefix('?') == Some(own.as_str()))
}
