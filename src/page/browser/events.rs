//! What a person did: which control, which chip, which key.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::{Event, KeyboardEvent, MouseEvent};

use super::{closest, target};

/// The number in a data attribute of what was clicked, or of what it is in.
pub fn number(event: &Event, attribute: &str) -> Option<usize> {
    closest(event, &format!("[{attribute}]"))?.get_attribute(attribute)?.parse().ok()
}

/// The id of the element that something happened to.
pub fn id(event: &Event) -> Option<String> {
    target(event).map(|element| element.id())
}

/// Whether the checkbox of a `change` event is on now.
pub fn is_checked(event: &Event) -> bool {
    target(event).is_some_and(|element| element.unchecked_into::<HtmlInputElement>().checked())
}

/// Whether what was opened or closed is open now.
pub fn is_open(event: &Event) -> bool {
    target(event).is_some_and(|element| element.has_attribute("open"))
}

/// The text of an input or textarea.
pub fn text(event: &Event) -> String {
    let value = target(event).and_then(|target| Reflect::get(&target, &"value".into()).ok());
    value.and_then(|value| value.as_string()).unwrap_or_default()
}

/// The text that a `paste` event brings, where it is longer than this: then the browser is kept from putting it into the box, which
/// would have to lay it out.
pub fn take_long_paste(event: &Event, longer_than: usize) -> Option<String> {
    let text = event.dyn_ref::<web_sys::ClipboardEvent>()?.clipboard_data()?.get_data("text/plain").ok()?;
    (text.len() > longer_than).then(|| {
        event.prevent_default();
        text
    })
}

/// The text of a box before and behind what is selected in it.
pub fn around_selection(event: &Event) -> Option<[String; 2]> {
    let area: web_sys::HtmlTextAreaElement = target(event)?.dyn_into().ok()?;
    let (start, end) = (area.selection_start().ok()??, area.selection_end().ok()??);
    let text = js_sys::JsString::from(area.value());
    Some([text.slice(0, start).into(), text.slice(end, text.length()).into()])
}

/// Calls back with every key that is pressed while nobody is typing, and that means nothing where the focus is; a key that was of
/// use does nothing else.
pub fn on_keys(of_use: impl Fn(&str) -> bool + 'static) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "keydown", options, move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        let taken = "input, textarea, select, [role=tab], [role=region]";
        let taken = target(key).is_some_and(|element| element.matches(taken).unwrap_or(false));
        let of_browser = key.ctrl_key() || key.meta_key() || key.alt_key();
        if !taken && !of_browser && !key.default_prevented() && of_use(&key.key()) {
            event.prevent_default();
        }
    })
}

/// Calls back with every click on the page, for as long as it is open.
pub fn on_click(callback: impl Fn(&MouseEvent) + 'static) {
    // A link within the page is followed by the page itself.
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "click", options, move |event| callback(event.unchecked_ref()))
        .forget();
}
