//! The page for one test, and what a reader does with it.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit};
use wincompat::page::Page as Shown;
use yew::AppHandle;

/// The page for one test, in a corner of the test runner's own. Its address is the runner's.
pub struct Page {
    pub root: Element,
    app: Option<AppHandle<Shown>>,
    /// What is read out, which stands outside the app in `index.html`.
    pub live: Element,
}

impl Page {
    pub async fn open(query: &str) -> Self {
        let page = Self::open_at_once(query).await;
        settle().await;
        page
    }

    /// Without waiting for a frame.
    pub async fn open_at_once(query: &str) -> Self {
        address(query);
        thread_local!(static FRAME: () = wincompat::page::frame::attach());
        FRAME.with(|()| ());
        let document = gloo::utils::document();
        let live = document.create_element("p").unwrap();
        live.set_id("live");
        gloo::utils::body().append_child(&live).unwrap();
        let root = document.create_element("div").unwrap();
        gloo::utils::body().append_child(&root).unwrap();
        let app = yew::Renderer::<Shown>::with_root(root.clone()).render();
        yew::scheduler::flush().await;
        Self { root, app: Some(app), live }
    }

    #[track_caller]
    pub fn find(&self, selector: &str) -> Element {
        self.root
            .query_selector(selector)
            .unwrap()
            .unwrap_or_else(|| panic!("no {selector} in {}", self.root.inner_html()))
    }

    pub fn count(&self, selector: &str) -> u32 {
        self.root.query_selector_all(selector).unwrap().length()
    }

    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        self.find(selector).text_content().unwrap_or_default()
    }

    #[track_caller]
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.find(selector).get_attribute(name)
    }

    #[track_caller]
    pub fn input(&self, name: &str) -> HtmlInputElement {
        self.find(&format!("input[name={name}]")).unchecked_into()
    }

    /// The position of a knob.
    #[track_caller]
    pub fn select(&self, name: &str) -> String {
        let select = self.find(&format!("select[name={name}]"));
        js_sys::Reflect::get(&select, &"value".into()).unwrap().as_string().unwrap()
    }

    /// Turns a knob.
    pub async fn turn(&self, name: &str, to: &str) {
        let select = self.find(&format!("select[name={name}]"));
        js_sys::Reflect::set(&select, &"value".into(), &to.into()).unwrap();
        fire(&select, "change");
        settle().await;
    }

    #[track_caller]
    pub fn outcome(&self) -> String {
        self.attribute("[data-verdict]", "data-outcome").unwrap()
    }

    pub async fn click(&self, selector: &str) {
        self.find(selector).unchecked_into::<HtmlElement>().click();
        settle().await;
    }

    pub async fn write(&self, name: &str, text: &str) {
        let input = self.input(name);
        input.focus().unwrap();
        input.set_value(text);
        fire(&input, "input");
        settle().await;
    }

    pub async fn press(&self, selector: &str, key: &str) {
        let init = KeyboardEventInit::new();
        init.set_key(key);
        init.set_bubbles(true);
        init.set_cancelable(true);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        self.find(selector).dispatch_event(&event).unwrap();
        settle().await;
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
        self.root.remove();
        self.live.remove();
        address("");
    }
}

/// Until the verdict is painted, and all that comes after it.
pub async fn settle() {
    yew::scheduler::flush().await;
    for _ in 0..3 {
        let frame = js_sys::Promise::new(&mut |done, _| {
            let _ = gloo::utils::window().request_animation_frame(&done);
        });
        let _ = wasm_bindgen_futures::JsFuture::from(frame).await;
    }
    yew::scheduler::flush().await;
}

pub fn fire(target: &Element, kind: &str) {
    let init = EventInit::new();
    init.set_bubbles(true);
    target.dispatch_event(&Event::new_with_event_init_dict(kind, &init).unwrap()).unwrap();
}

pub fn history() -> web_sys::History {
    gloo::utils::window().history().unwrap()
}

/// The back button.
pub async fn back() {
    let moved = js_sys::Promise::new(&mut |done, _| {
        let listener = gloo::events::EventListener::once(&gloo::utils::window(), "popstate", move |_| {
            let _ = done.call0(&JsValue::NULL);
        });
        listener.forget();
        history().back().unwrap();
    });
    let _ = wasm_bindgen_futures::JsFuture::from(moved).await;
    settle().await;
}

pub fn address(query: &str) {
    let url = if query.is_empty() { "?" } else { query };
    history().replace_state_with_url(&JsValue::NULL, "", Some(url)).unwrap();
}

pub fn query() -> String {
    gloo::utils::window().location().search().unwrap()
}
