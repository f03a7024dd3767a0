//! Components, mounted in a real browser.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

#[function_component]
fn Hello() -> Html {
    html! { <h1>{ "hello" }</h1> }
}

#[wasm_bindgen_test]
async fn a_component_mounts() {
    let document = gloo::utils::document();
    let root = document.create_element("div").unwrap();
    gloo::utils::body().append_child(&root).unwrap();
    yew::Renderer::<Hello>::with_root(root.clone()).render();
    yew::scheduler::flush().await;
    assert_eq!(root.inner_html(), "<h1>hello</h1>");
}
