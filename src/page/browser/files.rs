//! Files of the reader, and files for the reader.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlInputElement;
use yew::{Callback, DragEvent, Event};

use super::{announce, target};

/// Calls back with a file that is dropped anywhere, unless a box has taken it. Without this the browser would open it and leave.
/// While it is dragged the root says so, for the style of the box that will take it.
pub fn on_drop(then: Callback<GivenFile>) -> [EventListener; 3] {
    let options = EventListenerOptions::enable_prevent_default;
    let over = EventListener::new_with_options(&document(), "dragover", options(), |event| {
        event.prevent_default();
        mark_dragged(true);
    });
    let leave = EventListener::new(&document(), "dragleave", |event| {
        let outside = event.dyn_ref::<DragEvent>().is_some_and(|event| event.related_target().is_none());
        if outside {
            mark_dragged(false);
        }
    });
    let drop = EventListener::new_with_options(&document(), "drop", options(), move |event| {
        mark_dragged(false);
        if let Some(event) = event.dyn_ref::<DragEvent>().filter(|event| !event.default_prevented()) {
            dropped_file(event, then.clone());
        }
    });
    [over, leave, drop]
}

fn mark_dragged(dragged: bool) {
    if let Some(root) = document().document_element() {
        let _ = root.toggle_attribute_with_force("data-dragged", dragged);
    }
}

/// By when the browser has taken the text of a file, in milliseconds.
const FREED_AFTER: u32 = 1_800;

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
    let free = move || drop(web_sys::Url::revoke_object_url(&address));
    gloo::timers::callback::Timeout::new(FREED_AFTER, free).forget();
}

/// A file of the reader: its name and its bytes.
#[derive(Clone, PartialEq, Debug)]
pub struct GivenFile {
    /// Its name, without a folder.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

fn give(files: Option<web_sys::FileList>, then: Callback<GivenFile>) -> bool {
    let Some(file) = files.and_then(|files| files.get(0)) else { return false };
    spawn_local(async move {
        if let Ok(buffer) = JsFuture::from(file.array_buffer()).await {
            then.emit(GivenFile { name: file.name(), bytes: js_sys::Uint8Array::new(&buffer).to_vec() });
        }
    });
    true
}

/// Reads the file that was dropped somewhere, if it was a file.
pub fn dropped_file(event: &DragEvent, then: Callback<GivenFile>) {
    if give(event.data_transfer().and_then(|data| data.files()), then) {
        event.prevent_default();
    }
}

/// Reads the file that was picked; the same file can then be picked again.
pub fn picked(event: &Event, then: Callback<GivenFile>) {
    let Some(input) = target(event).and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) else { return };
    give(input.files(), then);
    input.set_value("");
}
