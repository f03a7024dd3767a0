//! What a reader keeps here: the theme, and a host.

use gloo::utils::{document, window};
use yew::MouseEvent;

use super::{announce, by_id, closest};

/// Keeps a host as the reader's own: the query that a visit begins with, see `index.html`. Without one none is kept.
pub fn keep_host(query: Option<&str>) {
    announce(match (store("host", query), query) {
        (false, _) => "This browser doesn’t let the page store anything",
        (true, Some(_)) => "Kept as your host",
        (true, None) => "No longer your host",
    });
}

/// The host that is kept, as a query.
pub fn kept_host() -> Option<String> {
    storage()?.get_item(&key("host")).ok()?
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok()?
}

/// Whether the button for the theme was clicked.
pub fn is_theme_button(event: &MouseEvent) -> bool {
    closest(event, "#theme").is_some()
}

/// Says on the button for the theme which one is chosen.
pub fn name_theme_button(name: &str) {
    if let Some(button) = by_id("theme") {
        let _ = button.set_attribute("aria-label", name);
        let _ = button.set_attribute("title", name);
    }
}

/// The theme that was chosen here before.
pub fn theme() -> Option<String> {
    storage()?.get_item(&key("theme")).ok()?
}

/// Shows a theme and remembers it; without one the system decides.
pub fn set_theme(theme: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    let _ = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
    store("theme", theme);
}

/// The storage belongs to all pages of an origin.
fn key(name: &str) -> String {
    ["wincompat.", name].concat()
}

/// Whether it is kept now: storage may be denied, or full.
fn store(name: &str, value: Option<&str>) -> bool {
    let Some(storage) = storage() else { return false };
    match value {
        Some(value) => storage.set_item(&key(name), value).is_ok(),
        None => storage.remove_item(&key(name)).is_ok(),
    }
}
