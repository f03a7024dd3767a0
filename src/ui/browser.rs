//! The only place that talks to the browser.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::{document, window};
use js_sys::Reflect;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::{Callback, DragEvent, Event, KeyboardEvent, MouseEvent, NodeRef};

use crate::Date;

/// How long a button says that it has copied.
const COPIED_FOR: u32 = 1_800;

/// Where the page is mounted.
pub fn root() -> Element {
    by_id("app").unwrap_or_else(|| gloo::utils::body().into())
}

fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// Today, in the time zone of the reader.
pub fn today() -> Date {
    let now = js_sys::Date::new_0();
    Date::new(now.get_full_year() as u16, now.get_month() as u8 + 1, now.get_date() as u8)
}

/// The query of the address, with its question mark.
pub fn query() -> String {
    window().location().search().unwrap_or_default()
}

/// Puts a query into the address: as a new page of the history, or in place of the current one.
pub fn show_query(query: &str, push: bool) {
    let location = window().location();
    let mark = if query.is_empty() { "" } else { "?" };
    let address =
        [&location.pathname().unwrap_or_default(), mark, query, &location.hash().unwrap_or_default()].concat();
    let Ok(history) = window().history() else { return };
    // A sandboxed frame may refuse; the page then works without an address of its own.
    let _ = match push {
        true => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
        false => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
    };
}

/// How the second module is called: the name of a function and its arguments.
pub type Call = Box<dyn Fn(&str, &[&str]) -> Option<String>>;

/// Loads the second module; calls back with nothing where that fails, as offline or behind a strict proxy.
pub fn load_annex(then: impl FnOnce(Option<Call>) + 'static) {
    let promise = Reflect::get(&window(), &"annex".into())
        .and_then(|load| load.unchecked_into::<js_sys::Function>().call0(&JsValue::NULL))
        .map(|promise| promise.unchecked_into::<js_sys::Promise>());
    spawn_local(async move {
        let module = match promise {
            Ok(promise) => JsFuture::from(promise).await.ok(),
            Err(_) => None,
        };
        then(module.map(|module| {
            Box::new(move |name: &str, given: &[&str]| {
                let function: js_sys::Function = Reflect::get(&module, &name.into()).ok()?.unchecked_into();
                let given: js_sys::Array = given.iter().map(|text| JsValue::from_str(text)).collect();
                function.apply(&JsValue::NULL, &given).ok()?.as_string()
            }) as Call
        }));
    });
}

/// Calls back once the next frame has been painted.
pub fn after_paint(then: impl FnOnce() + 'static) {
    let frame = Closure::once_into_js(move || gloo::timers::callback::Timeout::new(0, then).forget());
    let _ = window().request_animation_frame(frame.unchecked_ref());
}

/// Calls back when the reader goes back or forward.
pub fn on_history(callback: Callback<()>) -> EventListener {
    EventListener::new(&window(), "popstate", move |_| callback.emit(()))
}

/// Lets `/` move the focus to an element, unless somebody is typing.
pub fn on_slash(id: &'static str) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let typing = target(event).is_some_and(|element| {
            element.matches("textarea, select, input:not([type=radio], [type=checkbox])").unwrap_or(false)
        });
        if event.key() == "/" && !typing && !event.ctrl_key() && !event.meta_key() && !event.alt_key() {
            event.prevent_default();
            focus(id);
        }
    })
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn closest(event: &Event, selector: &str) -> Option<Element> {
    target(event)?.closest(selector).ok()?
}

/// The query of a link within the page (`a[data-jump]`) that was clicked plainly; the click then does nothing else.
pub fn jump(event: &MouseEvent) -> Option<String> {
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0;
    if modified {
        return None;
    }
    let link = closest(event, "a[data-jump], a[href^='#']")?;
    event.prevent_default();
    let address = link.get_attribute("href")?;
    match address.strip_prefix('#') {
        None => Some(address),
        // Within the page: the address stays the question's.
        Some(id) => {
            by_id(id)?.scroll_into_view();
            focus(id);
            None
        }
    }
}

/// The number in a data attribute of what was clicked, or of what it is in.
pub fn number(event: &Event, attribute: &str) -> Option<usize> {
    closest(event, &format!("[{attribute}]"))?.get_attribute(attribute)?.parse().ok()
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

/// Has a screen reader say something when it is idle.
pub fn announce(text: &str) {
    if let Some(region) = by_id("live") {
        region.set_text_content(Some(text));
    }
}

/// The title of the window and of bookmarks.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Moves the focus.
pub fn focus(id: &str) {
    if let Some(element) = by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Scrolls a list just so far that this element of it is seen.
pub fn reveal(id: &str) {
    if let Some(element) = by_id(id) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Moves the focus to an input and selects its text.
pub fn select(input: &NodeRef) {
    if let Some(input) = input.cast::<HtmlInputElement>() {
        let _ = input.focus();
        input.select();
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok()?
}

/// The view that the address asks for, where it is not the answer.
pub fn view() -> Option<String> {
    let query = query();
    let view = query.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("view="))?;
    (!view.is_empty()).then(|| view.to_owned())
}

/// Calls back with every click on the page, for as long as it is open.
pub fn on_click(callback: impl Fn(&MouseEvent) + 'static) {
    EventListener::new(&document(), "click", move |event| callback(event.unchecked_ref())).forget();
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
    storage()?.get_item("theme").ok()?
}

/// Shows a theme and remembers it; without one the system decides.
pub fn set_theme(theme: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    let _ = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
    let Some(storage) = storage() else { return };
    let _ = match theme {
        Some(theme) => storage.set_item("theme", theme),
        None => storage.remove_item("theme"),
    };
}

/// The page has stopped: shows the message that waits in `index.html`. The address still holds the question.
pub fn fail(message: &str) {
    web_sys::console::error_1(&message.into());
    if let Some(notice) = by_id("failed") {
        let _ = notice.remove_attribute("hidden");
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

/// Gives a text to the reader as a file.
pub fn download(name: &str, kind: &str, text: &str) {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&text.into());
    let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options) else { return };
    let Ok(address) = web_sys::Url::create_object_url_with_blob(&blob) else { return };
    if let Some(link) =
        document().create_element("a").ok().and_then(|a| a.dyn_into::<web_sys::HtmlAnchorElement>().ok())
    {
        link.set_href(&address);
        link.set_download(name);
        link.click();
        announce("Downloaded");
    }
    // The browser has taken the text by the time this is due.
    let free = move || drop(web_sys::Url::revoke_object_url(&address));
    gloo::timers::callback::Timeout::new(COPIED_FOR, free).forget();
}

/// Calls back after so many milliseconds, unless what it returns is dropped before.
pub fn later(milliseconds: u32, then: impl FnOnce() + 'static) -> gloo::timers::callback::Timeout {
    gloo::timers::callback::Timeout::new(milliseconds, then)
}

/// Opens the browser's dialog for printing.
pub fn print() {
    let _ = window().print();
}

/// A file of the reader: its name and its bytes.
#[derive(Clone, PartialEq, Debug)]
pub struct Given {
    /// Its name, without a folder.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

fn give(files: Option<web_sys::FileList>, then: Callback<Given>) -> bool {
    let Some(file) = files.and_then(|files| files.get(0)) else { return false };
    spawn_local(async move {
        if let Ok(buffer) = JsFuture::from(file.array_buffer()).await {
            then.emit(Given { name: file.name(), bytes: js_sys::Uint8Array::new(&buffer).to_vec() });
        }
    });
    true
}

/// Reads the file that was dropped somewhere, if it was a file.
pub fn dropped(event: &DragEvent, then: Callback<Given>) {
    if give(event.data_transfer().and_then(|data| data.files()), then) {
        event.prevent_default();
    }
}

/// Reads the file that was picked; the same file can then be picked again.
pub fn picked(event: &Event, then: Callback<Given>) {
    let Some(input) = target(event).and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) else { return };
    give(input.files(), then);
    input.set_value("");
}

/// Sets a select, which does not follow what is rendered.
pub fn set_value(node: &NodeRef, value: &str) {
    if let Some(element) = node.get() {
        let _ = Reflect::set(&element, &"value".into(), &value.into());
    }
}
