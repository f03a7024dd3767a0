//! In the browser: mounts the page. Natively: the command line.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    wincompat::cli::run()
}

#[cfg(target_arch = "wasm32")]
fn main() {
    yew::Renderer::<page::Page>::new().render();
}

/// A stand-in until the page is there.
#[cfg(target_arch = "wasm32")]
mod page {
    use yew::prelude::*;

    /// The whole page.
    #[function_component]
    pub fn Page() -> Html {
        html! { <main data-ready=""><h1>{ "wincompat" }</h1></main> }
    }
}
