//! The address: the question in it, the view, and the ways from one to the other.

use gloo::events::EventListener;
use gloo::utils::{document, window};
use wasm_bindgen::JsValue;
use yew::{Callback, MouseEvent};

use super::{announce, by_id, focus};
use crate::teach::share::Home;

/// The question that this page was written ahead for, and its address: that asks it without a query.
struct Own {
    query: String,
    path: String,
}

thread_local! {
    // The page is opened there; later the address may be another one.
    static OWN: Option<Own> = own();
}

fn own() -> Option<Own> {
    Some(Own { query: of_root("data-own")?, path: window().location().pathname().ok()? })
}

/// An attribute that the build, or the script in `index.html`, has put on the root of the document.
fn of_root(name: &str) -> Option<String> {
    document().document_element()?.get_attribute(name).filter(|value| !value.is_empty())
}

/// The question that this page was written ahead for, as a query, where the address asks nothing else.
pub fn own_query() -> Option<String> {
    let location = window().location();
    let bare = location.search().is_ok_and(|search| search.is_empty());
    OWN.with(|own| {
        own.as_ref().filter(|own| bare && location.pathname().as_ref() == Ok(&own.path)).map(|own| own.query.clone())
    })
}

/// Where links to questions lead.
pub fn home() -> Home {
    let location = window().location();
    let page = || [location.origin(), location.pathname()].into_iter().flatten().collect();
    of_root("data-site").map_or_else(|| Home::Page(page()), Home::Site)
}

/// The query of the address, with its question mark.
pub fn query() -> String {
    match own_query() {
        Some(query) => ["?", &query].concat(),
        None => window().location().search().unwrap_or_default(),
    }
}

/// Puts a query into the address: as a new page of the history, unless it is there already, or in place of the current one.
pub fn show_query(question: &str, push: bool) {
    let asked = if question.is_empty() { String::new() } else { ["?", question].concat() };
    let address = address_of(question, &asked) + &window().location().hash().unwrap_or_default();
    let Ok(history) = window().history() else { return };
    // A sandboxed frame may refuse; the page then works without an address of its own.
    let _ = match push && query() != asked {
        true => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
        false => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
    };
}

/// A page that was written ahead for a question asks that one alone; the first page asks all others.
fn address_of(question: &str, asked: &str) -> String {
    let path = || window().location().pathname().unwrap_or_default();
    OWN.with(|own| match own {
        Some(own) if own.query == question => own.path.clone(),
        Some(_) => of_root("data-site").unwrap_or_else(path) + asked,
        None => path() + asked,
    })
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
    of_root("data-view")
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
