//! The address: the question in it, the view, and the ways from one to the other.

use gloo::events::EventListener;
use gloo::utils::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement};
use yew::{Callback, MouseEvent};

use super::{announce, by_id, closest, focus};
use crate::rules::query::{Query, others, value};
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
    write(question, &JsValue::NULL, push && query().trim_start_matches('?') != question);
}

/// The same for a step that can be taken back, though the address may be the same; it has a name to be known by.
pub fn show_step(query: &str, name: &str, push: bool) {
    write(query, &name.into(), push);
}

/// The name of the step that the history is at, if it has one.
pub fn step() -> Option<String> {
    window().history().ok()?.state().ok()?.as_string()
}

fn write(question: &str, state: &JsValue, push: bool) {
    let asked = if question.is_empty() { String::new() } else { ["?", question].concat() };
    let address = address_of(question, &asked) + &window().location().hash().unwrap_or_default();
    let Ok(history) = window().history() else { return };
    // A sandboxed frame may refuse; the page then works without an address of its own.
    let _ = match push {
        true => history.push_state_with_url(state, "", Some(&address)),
        false => history.replace_state_with_url(state, "", Some(&address)),
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

/// Where a link leads that was clicked plainly: to another place of this very page, which needs not be loaded again. Nothing where
/// somebody has answered the click already, or while presenting.
pub fn way_within(event: &MouseEvent) -> Option<String> {
    let plain = !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()) && event.button() == 0;
    let link: HtmlAnchorElement = closest(event, "a[href]:not([target], [download])")?.dyn_into().ok()?;
    let (location, href) = (window().location(), link.get_attribute("href")?);
    let here = location.origin().is_ok_and(|origin| origin == link.origin())
        && location.pathname().is_ok_and(|path| path == link.pathname());
    let presenting = document().document_element()?.has_attribute("data-presenting");
    (plain && here && !presenting && !href.starts_with('#') && !event.default_prevented())
        .then(|| [link.search(), link.hash()].concat())
}

/// Goes to another place of this page, as following its link would.
pub fn enter(way: &str) {
    let Ok(history) = window().history() else { return };
    let path = window().location().pathname().unwrap_or_default();
    if history.push_state_with_url(&JsValue::NULL, "", Some(&[&path, way].concat())).is_ok() {
        window().scroll_to_with_x_and_y(0.0, 0.0);
        history_changed();
    }
}

/// Says to the style which view is shown and whether it is presented, and marks the way to it.
pub fn show_view(name: &str, way: &str, presenting: bool) {
    let Some(root) = document().document_element() else { return };
    let _ = root.set_attribute("data-view", name);
    let _ = root.toggle_attribute_with_force("data-presenting", presenting);
    for link in ways() {
        let _ = match link.get_attribute("data-way").as_deref() == Some(way) {
            true => link.set_attribute("aria-current", "page"),
            false => link.remove_attribute("aria-current"),
        };
    }
}

/// The question of the address is on the page: the style need not wait for it any more.
pub fn has_taken_over() {
    if let Some(root) = document().document_element() {
        let _ = root.remove_attribute("data-asking");
    }
}

/// Lets the ways to other views carry a question along.
pub fn carry(question: &str) {
    for link in ways() {
        let way = link.get_attribute("data-way").unwrap_or_default();
        // Others would read the question as a lesson's own, or as a fleet's.
        let view = if way.is_empty() { String::new() } else { ["view=", &way].concat() };
        let carried = if matches!(way.as_str(), "" | "matrix" | "fix") { question } else { "" };
        let joint = if view.is_empty() || carried.is_empty() { "" } else { "&" };
        let path = link.get_attribute("href").unwrap_or_default();
        let path = path.split('?').next().unwrap_or_default();
        let _ = link.set_attribute("href", &[path, "?", &view, joint, carried].concat());
    }
}

fn ways() -> impl Iterator<Item = Element> {
    let found = document().query_selector_all("[data-way]").ok();
    let count = found.as_ref().map_or(0, web_sys::NodeList::length);
    (0..count).filter_map(move |at| found.as_ref()?.get(at)?.dyn_into().ok())
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

/// The value of a key of the address; empty where the key stands alone.
pub fn asked(key: &str) -> Option<String> {
    value(&query(), key)
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
    let old = query();
    let mut new = Query::default();
    new.kept(others(&old, &["present"]));
    if on {
        new.pair("present", "1");
    }
    show_query(&new.finish(), false);
    let _ = root.toggle_attribute_with_force("data-presenting", on);
    announce(if on { "Presenting. Arrow keys turn the pages, Escape ends it." } else { "The presentation has ended." });
}

/// Whether the address asks just what this page is about: the page of an error has a question of its own.
pub fn is_own_question() -> bool {
    let own = document().document_element().and_then(|root| root.get_attribute("data-question"));
    own.is_some_and(|own| query().strip_prefix('?') == Some(own.as_str()))
}
