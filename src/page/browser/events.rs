//! What a person did: which control, which chip, which key.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use yew::{Event, KeyboardEvent, MouseEvent};

use super::{closest, focus, target};

/// Lets `/` move the focus to an element, unless somebody is typing.
pub fn on_slash(id: &'static str) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.key() == "/" && !is_typing(event) {
            event.prevent_default();
            focus(id);
        }
    })
}

/// The number in a data attribute of what was clicked, or of what it is in.
pub fn number(event: &Event, attribute: &str) -> Option<usize> {
    closest(event, &format!("[{attribute}]"))?.get_attribute(attribute)?.parse().ok()
}

/// The id of the element that something happened to.
pub fn id(event: &Event) -> Option<String> {
    target(event).map(|element| element.id())
}

/// A radio button or checkbox that was changed.
#[derive(Debug)]
pub struct Control {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Whether it is on now.
    pub checked: bool,
}

/// The radio button or checkbox of a `change` event.
pub fn control(event: &Event) -> Option<Control> {
    let input: HtmlInputElement = target(event)?.dyn_into().ok()?;
    Some(Control { name: input.name(), value: input.value(), checked: input.checked() })
}

/// The text of an input or textarea.
pub fn text(event: &Event) -> String {
    let value = target(event).and_then(|target| Reflect::get(&target, &"value".into()).ok());
    value.and_then(|value| value.as_string()).unwrap_or_default()
}

/// A chip that was clicked: the attribute that says what it sets, its value, and whether it is set already.
pub fn chip(event: &MouseEvent) -> Option<(&'static str, String, bool)> {
    let chip = closest(event, "button[aria-pressed]")?;
    let pressed = chip.get_attribute("aria-pressed")? == "true";
    CHIPS.into_iter().find_map(|name| Some((name, chip.get_attribute(name)?, pressed)))
}

/// The attributes of chips: one for each field of the question that they set, and the host that is kept.
pub const CHIPS: [&str; 5] =
    ["data-set-host", "data-set-image", "data-set-isolation", "data-set-engine", "data-keep-host"];

/// Shows which chips agree with the question; `values` in the order of [`CHIPS`].
pub fn press(values: [Option<String>; 5]) {
    let Ok(chips) = document().query_selector_all("button[aria-pressed]") else { return };
    for chip in (0..chips.length()).filter_map(|at| chips.item(at)?.dyn_into::<Element>().ok()) {
        let agrees =
            CHIPS.iter().zip(&values).any(|(name, value)| value.is_some() && chip.get_attribute(name) == *value);
        let _ = chip.set_attribute("aria-pressed", if agrees { "true" } else { "false" });
    }
}

/// Calls back with every key that is pressed while nobody is typing, and that means nothing where the focus is; a key that was of
/// use does nothing else.
pub fn on_keys(of_use: impl Fn(&str) -> bool + 'static) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "keydown", options, move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        let taken = "input, [role=tab], [role=region], :popover-open, :popover-open *";
        let taken = target(key).is_some_and(|element| element.matches(taken).unwrap_or(false));
        let open = document().query_selector(":popover-open").is_ok_and(|open| open.is_some());
        if !is_typing(key) && !taken && !open && !key.default_prevented() && of_use(&key.key()) {
            event.prevent_default();
        }
    })
}

/// Whether a key belongs to a field, or to the browser, or keys alone were turned off.
fn is_typing(event: &KeyboardEvent) -> bool {
    let field = target(event).is_some_and(|element| {
        element.matches("textarea, select, input:not([type=radio], [type=checkbox])").unwrap_or(false)
    });
    let off = document()
        .document_element()
        .is_some_and(|root| root.get_attribute("data-keys").is_some_and(|keys| !keys.is_empty()));
    off || field || event.ctrl_key() || event.meta_key() || event.alt_key()
}

/// Whether what was clicked is in an element that a selector finds.
pub fn is_in(event: &Event, selector: &str) -> bool {
    closest(event, selector).is_some()
}

/// Calls back with every click on the page, for as long as it is open.
pub fn on_click(callback: impl Fn(&MouseEvent) + 'static) {
    EventListener::new(&document(), "click", move |event| callback(event.unchecked_ref())).forget();
}
