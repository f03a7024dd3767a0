//! The only place that talks to the browser: this file and those in its folder.

use gloo::utils::{document, window};
use js_sys::Reflect;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};
use yew::{Event, NodeRef};

use crate::rules::date::{Date, pieces};
use crate::rules::{lifecycle::Row, release};

mod address;
mod events;
mod files;
mod kept;
mod sharing;

pub use address::*;
pub use events::*;
pub use files::*;
pub use kept::*;
pub use sharing::*;

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

/// Does something that has to wait for the browser.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    spawn_local(work);
}

/// Waits until the style of everything but a first verdict is on the page: the script in `index.html` adds it.
pub async fn styled() {
    let promise = Reflect::get(&window(), &"styled".into())
        .and_then(|load| load.unchecked_into::<js_sys::Function>().call0(&JsValue::NULL));
    if let Ok(promise) = promise {
        let _ = JsFuture::from(promise.unchecked_into::<js_sys::Promise>()).await;
    }
}

/// Loads the page again.
pub fn reload() {
    let _ = window().location().reload();
}

/// Calls back once the next frame has been painted; at once in a tab that is not seen, which paints nothing.
pub fn after_paint(then: impl FnOnce() + 'static) {
    if document().hidden() {
        return then();
    }
    let next = Closure::once_into_js(then);
    let frame = Closure::once_into_js(move || drop(window().request_animation_frame(next.unchecked_ref())));
    let _ = window().request_animation_frame(frame.unchecked_ref());
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn closest(event: &Event, selector: &str) -> Option<Element> {
    target(event)?.closest(selector).ok()?
}

/// Has a screen reader say something when it is idle.
pub fn announce(text: &str) {
    say("live", text);
}

/// Whether a lesson is open that waits for the reader’s answer.
pub fn asks_first() -> bool {
    document().query_selector(".lesson[data-waits]").is_ok_and(|lesson| lesson.is_some())
}

/// Adds the days that are left to the table that was written ahead, whose days alone don't go stale.
pub fn count_days() {
    let Ok(found) = document().query_selector_all("#short [data-until]") else { return };
    let elements = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<Element>().ok());
    for element in elements {
        let release = element.get_attribute("data-until").and_then(|slug| release::by_slug(&slug));
        let Some(release) = release else { continue };
        element.set_text_content(None);
        for (is_date, piece) in pieces(&Row::of(release).until(today())) {
            let Ok(span) = document().create_element("span") else { return };
            span.set_class_name(if is_date { "date" } else { "" });
            span.set_text_content(Some(&piece));
            let _ = element.append_child(&span);
        }
    }
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

thread_local! {
    static FIRST_TITLE: std::cell::OnceCell<String> = const { std::cell::OnceCell::new() };
}

/// Keeps the title that the page was loaded with.
pub fn keep_first_title() {
    FIRST_TITLE.with(|title| drop(title.set(document().title())));
}

/// The title of the page without a question.
pub fn set_first_title() {
    FIRST_TITLE.with(|title| title.get().map(|title| set_title(title)));
}

/// The description of the page, for those who keep its address.
pub fn describe(text: &str) {
    if let Ok(Some(description)) = document().query_selector("meta[name=description]") {
        let _ = description.set_attribute("content", text);
    }
}

/// Whether an element has the focus; else it would be at the beginning of the page.
pub fn has_focus() -> bool {
    document().active_element().is_some_and(|element| element.tag_name() != "BODY")
}

/// Moves the focus.
pub fn focus(id: &str) {
    if let Some(element) = by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Scrolls to an element that begins below what is seen, as a result does on a phone.
pub fn bring_into_sight(id: &str) {
    let Some(element) = by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) else { return };
    let number = |value: Result<JsValue, JsValue>| value.ok().and_then(|value| value.as_f64()).unwrap_or_default();
    let end = window().scroll_y().unwrap_or_default() + number(window().inner_height());
    if f64::from(element.offset_top()) > end - 160.0 {
        element.scroll_into_view();
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

/// Scrolls the list around an element of it, and nothing else, just so far that the element is seen.
pub fn reveal_in_list(id: &str) {
    let Some(element) = by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) else { return };
    let Some(list) = element.offset_parent() else { return };
    let (top, end) = (element.offset_top(), element.offset_top() + element.offset_height());
    list.set_scroll_top(list.scroll_top().clamp((end - list.client_height()).min(top), top));
}

/// Moves the focus into a box and selects one line of its text, in sight.
pub fn select_line(id: &str, line: usize) {
    let Some(area) = by_id(id).and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok()) else { return };
    let text = area.value();
    let units = |text: &str| text.encode_utf16().count() as u32;
    let before: u32 = text.split_inclusive('\n').take(line.saturating_sub(1)).map(units).sum();
    let length = text.split('\n').nth(line.saturating_sub(1)).map(units).unwrap_or_default();
    let _ = area.focus();
    let _ = area.set_selection_range(before, before + length);
    // All lines are as high: the box doesn't wrap.
    let height = area.scroll_height() / (text.split('\n').count().max(1) as i32);
    area.set_scroll_top(height * (line as i32 - 1) - area.client_height() / 2);
    area.scroll_into_view_with_bool(true);
}

/// Moves the focus to an input and selects its text.
pub fn select(input: &NodeRef) {
    if let Some(input) = input.cast::<HtmlInputElement>() {
        let _ = input.focus();
        input.select();
    }
}

/// A number that nobody can foresee and nobody needs to keep.
pub fn random() -> u64 {
    (js_sys::Math::random() * f64::from(u32::MAX)) as u64
}

/// The page has stopped: shows the message that waits in `index.html`. The address still holds the question.
pub fn fail(message: &str) {
    web_sys::console::error_1(&message.into());
    if let Some(notice) = by_id("failed") {
        let _ = notice.remove_attribute("hidden");
    }
}

/// Calls back after so many milliseconds, unless what it returns is dropped before.
pub fn later(milliseconds: u32, then: impl FnOnce() + 'static) -> gloo::timers::callback::Timeout {
    gloo::timers::callback::Timeout::new(milliseconds, then)
}

/// Opens the browser's dialog for printing.
pub fn print() {
    let _ = window().print();
}

/// Empties an element of `index.html`.
pub fn empty(id: &str) {
    if let Some(element) = by_id(id) {
        element.set_text_content(None);
    }
}

/// Sets a select, which does not follow what is rendered, or the text of a box.
pub fn set_value(node: &NodeRef, value: &str) {
    if let Some(element) = node.get() {
        let _ = Reflect::set(&element, &"value".into(), &value.into());
    }
}
