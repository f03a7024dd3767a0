//! The page: one Yew program of small components that show what the library says and turn what a person does into an
//! [`Action`](crate::rules::question::Action).
//!
//! No file leans on one that leans on it: `browser ← parts, asked, handed ← missing ← question, answer, details ← half ← more, pastes ← app ← tools,
//! learn ← doors ← room ← root`. Nothing calls the browser while it renders for the first time, so that the same components can be rendered ahead of time; all
//! calls are in [`browser`], from effects and event handlers.

mod answer;
mod app;
pub mod asked;
pub mod browser;
pub mod details;
mod doors;
pub mod frame;
pub mod half;
mod handed;
pub mod learn;
mod missing;
pub mod more;
mod parts;
pub mod pastes;
mod question;
mod room;
mod root;
mod tools;
mod view;

pub use root::{Page, PageProps};
pub use view::View;

#[cfg(target_arch = "wasm32")]
use crate::rules::{image::Image, judge::judge, link};

/// Mounts the page.
#[cfg(target_arch = "wasm32")]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| browser::fail(&panic.to_string())));
    frame::attach();
    let view = View::asked();
    // Before the address changes.
    let own = browser::own_query().filter(|_| view == View::Answer);
    // In a task of its own: the browser has just compiled the program, and may want to see to its reader in between.
    browser::later(0, move || match own {
        Some(query) => begin(query),
        None => mount(PageProps { view, first: None }),
    })
    .forget();
}

/// An answer that was written ahead stays until there is all that it takes to render the same, and until it has been painted:
/// a text that is replaced before counts for the browser as painted with its replacement, a third of a second later.
#[cfg(target_arch = "wasm32")]
fn begin(query: String) {
    let question = link::decode_with(&query, |text| Image::parse_plain(&text).into());
    let is_half = judge(&question).is_none();
    let begin = move |details: Option<&'static asked::Details>, half: Option<&'static asked::Half>| {
        let first = asked::FirstView { question, today: browser::today(), details, half };
        browser::after_paint(|| mount(PageProps { view: View::Answer, first: Some(first) }));
    };
    if is_half {
        doors::DOOR.with_half(move |opened| begin(opened.ok().map(|half| half.details), opened.ok()));
    } else {
        doors::DOOR.with(move |opened| begin(opened.ok(), None));
    }
}

#[cfg(target_arch = "wasm32")]
fn mount(props: PageProps) {
    drop(yew::Renderer::<Page>::with_root_and_props(browser::root(), props).render());
}
