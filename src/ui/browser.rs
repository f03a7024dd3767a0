//! The only place that talks to the browser.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::{document, window};
use js_sys::Reflect;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::{Callback, DragEvent, Event, KeyboardEvent, MouseEvent, NodeRef};

use crate::Date;

#[wasm_bindgen]
extern "C" {
    /// Text as HTML that may be shown: the policy in `index.html`, without which the browser refuses it.
    #[wasm_bindgen(js_namespace = trusted, js_name = createHTML)]
    fn trusted_html(html: &str) -> JsValue;
}

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

/// The address of the page without query and fragment.
pub fn page() -> String {
    let location = window().location();
    [location.origin(), location.pathname()].into_iter().flatten().collect()
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
        if event.key() == "/" && !is_typing(event) {
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

/// A chip that was clicked: the attribute that says what it sets, its value, and whether it is set already.
pub fn chip(event: &MouseEvent) -> Option<(&'static str, String, bool)> {
    let chip = closest(event, "button[aria-pressed]")?;
    let pressed = chip.get_attribute("aria-pressed")? == "true";
    CHIPS.into_iter().find_map(|name| Some((name, chip.get_attribute(name)?, pressed)))
}

/// The attributes of chips: one for each field of the question that they set, and the host that is kept.
pub const CHIPS: [&str; 5] =
    ["data-set-host", "data-set-image", "data-set-isolation", "data-set-engine", "data-keep-host"];

/// Keeps a host as the reader's own: the query that a visit begins with, see `index.html`. Without one none is kept.
pub fn keep_host(query: Option<&str>) {
    store("host", query);
    announce(if query.is_some() { "Kept as your host" } else { "No longer your host" });
}

/// The host that is kept, as a query.
pub fn kept_host() -> Option<String> {
    storage()?.get_item("host").ok()?
}

/// Shows which chips agree with the question; `values` in the order of [`CHIPS`].
pub fn press(values: [Option<String>; 5]) {
    let Ok(chips) = document().query_selector_all("button[aria-pressed]") else { return };
    for chip in (0..chips.length()).filter_map(|at| chips.item(at)?.dyn_into::<Element>().ok()) {
        let agrees =
            CHIPS.iter().zip(&values).any(|(name, value)| value.is_some() && chip.get_attribute(name) == *value);
        let _ = chip.set_attribute("aria-pressed", if agrees { "true" } else { "false" });
    }
}

/// Puts a text into an input or textarea.
pub fn set_text(id: &str, text: &str) {
    if let Some(element) = by_id(id) {
        let _ = Reflect::set(&element, &"value".into(), &text.into());
    }
}

/// The text of a file that was dropped.
pub fn dropped(event: &yew::DragEvent, then: impl FnOnce(String) + 'static) {
    let get =
        |object: JsValue, name: &str| Reflect::get(&object, &name.into()).ok().filter(|value| !value.is_undefined());
    let file = ["dataTransfer", "files", "0"].into_iter().try_fold(JsValue::from(event), get);
    let Some(text) = file.clone().and_then(|file| get(file, "text")) else { return };
    event.prevent_default();
    let Ok(promise) = text.unchecked_into::<js_sys::Function>().call0(&file.unwrap_or_default()) else { return };
    spawn_local(async move {
        let read = JsFuture::from(promise.unchecked_into::<js_sys::Promise>()).await;
        if let Some(text) = read.ok().and_then(|text| text.as_string()) {
            then(text);
        }
    });
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
    say("live", text);
}

/// Puts a plain text into an element.
pub fn say(id: &str, text: &str) {
    if let Some(element) = by_id(id) {
        element.set_text_content(Some(text));
    }
}

/// The title of the window and of bookmarks.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// The description of the page, for those who keep its address.
pub fn describe(text: &str) {
    if let Ok(Some(description)) = document().query_selector("meta[name=description]") {
        let _ = description.set_attribute("content", text);
    }
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

/// Calls back with every key that is pressed while nobody is typing; a key that was of use does nothing else.
pub fn on_keys(of_use: impl Fn(&str) -> bool + 'static) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "keydown", options, move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        if !is_typing(key) && of_use(&key.key()) {
            event.prevent_default();
        }
    })
}

/// Whether a key belongs to a field, or to the browser.
fn is_typing(event: &KeyboardEvent) -> bool {
    let field = target(event).is_some_and(|element| {
        element.matches("textarea, select, input:not([type=radio], [type=checkbox])").unwrap_or(false)
    });
    field || event.ctrl_key() || event.meta_key() || event.alt_key()
}

/// A number that nobody can foresee and nobody needs to keep.
pub fn random() -> u64 {
    (js_sys::Math::random() * f64::from(u32::MAX)) as u64
}

/// Goes to the element that the address names after `#`, opening what it is folded into.
pub fn to_fragment() {
    let hash = window().location().hash().unwrap_or_default();
    let Some(element) = hash.strip_prefix('#').filter(|id| !id.is_empty()).and_then(by_id) else { return };
    if let Ok(Some(details)) = element.closest("details") {
        let _ = details.set_attribute("open", "");
    }
    element.scroll_into_view();
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Whether what was clicked is in an element that a selector finds.
pub fn is_in(event: &Event, selector: &str) -> bool {
    closest(event, selector).is_some()
}

/// The value of an attribute of a link that was clicked plainly; the click then does nothing else.
pub fn plain_link(event: &MouseEvent, attribute: &str) -> Option<String> {
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0;
    let link = closest(event, "a[href]").filter(|_| !modified)?;
    let value = link.get_attribute(attribute)?;
    event.prevent_default();
    Some(value)
}

/// Begins or ends a presentation where the button for it was clicked: in the look of the page and in the address.
pub fn present(event: &MouseEvent) -> bool {
    let clicked = is_in(event, "[data-present]:is(button)");
    if clicked {
        if asked("present").is_some() { stop_presenting() } else { set_presenting(true) }
    }
    clicked
}

/// Ends a presentation.
pub fn stop_presenting() {
    set_presenting(false);
}

fn set_presenting(on: bool) {
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

/// Calls back with every click on the page, for as long as it is open.
pub fn on_click(callback: impl Fn(&MouseEvent) + 'static) {
    EventListener::new(&document(), "click", move |event| callback(event.unchecked_ref())).forget();
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

/// Whether the button for the theme was clicked.
pub fn is_theme_button(event: &MouseEvent) -> bool {
    closest(event, "#theme").is_some()
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
    store("theme", theme);
}

fn store(key: &str, value: Option<&str>) {
    let Some(storage) = storage() else { return };
    let _ = match value {
        Some(value) => storage.set_item(key, value),
        None => storage.remove_item(key),
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
pub fn dropped_file(event: &DragEvent, then: Callback<Given>) {
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
