//! The front door: paste what you have.

use std::cell::RefCell;

use yew::prelude::*;

use super::answer::place;
use super::{annex, browser};
use crate::page::annexed::FOUND;
use crate::page::reading::{EXAMPLE_NAMES, Reading};

/// The box, pastes to try, and the place for what is found. The text stays in the box: it is neither stored nor put into the
/// link.
pub(super) fn paste(found: &Callback<Reading>) -> Html {
    let typed = found.clone();
    let oninput = move |event: InputEvent| read(whole(browser::text(&event)), typed.clone());
    let dropped = found.clone();
    let ondrop = move |event: DragEvent| {
        let found = dropped.clone();
        browser::dropped(&event, move |text| {
            browser::set_text("paste", &text);
            read(whole(text), found);
        });
    };
    let clicked = found.clone();
    let onclick = move |event: MouseEvent| {
        if let Some(name) = browser::number(&event, "data-example").and_then(|at| EXAMPLE_NAMES.get(at)) {
            let found = clicked.clone();
            annex::with(move |loaded| {
                let text = loaded.map(|annex| annex.example(name)).unwrap_or_default();
                browser::set_text("paste", &text);
                read(text, found);
            });
        }
    };
    html! {
        <div class="paste">
            <label for="paste">{ "Paste what you have" }<kbd aria-hidden="true">{ "/" }</kbd></label>
            <textarea id="paste" name="paste" rows="3" wrap="off" spellcheck="false" autocomplete="off" aria-describedby="paste-note"
                aria-keyshortcuts="/" placeholder={"ver, docker info, an error,\nkubectl describe, a Dockerfile …"}
                {oninput} {ondrop} ondragover={|event: DragEvent| event.prevent_default()} onfocus={|_| annex::with(drop)} />
            <p class="note" id="paste-note">{ "Stays in this page: never stored, never in the link." }</p>
            <div class="try" {onclick}>
                <span>{ "Try: " }</span>
                { for EXAMPLE_NAMES.iter().enumerate().map(|(at, name)| html! {
                    <button key={at} type="button" class="link" data-example={at.to_string()}>{ *name }</button>
                }) }
            </div>
            { place(FOUND) }
        </div>
    }
}

/// More than this is not laid out in the box: Chromium takes a fifth of a second for a megabyte.
const SHOWN: usize = 16 * 1024;

thread_local! {
    /// How a large text begins, and the rest of it that the box does not show.
    static LARGE: RefCell<(String, String)> = const { RefCell::new((String::new(), String::new())) };
}

/// The whole of a text of which the box may show the beginning only. An edit of that keeps the rest; another text drops it.
fn whole(text: String) -> String {
    let (begin, rest) = LARGE.take();
    let text = if !begin.is_empty() && text.starts_with(&begin) { text + &rest } else { text };
    if text.len() > SHOWN {
        let (shown, rest) = text.split_at(text.floor_char_boundary(SHOWN));
        browser::set_text("paste", shown);
        let begin = &shown[..shown.floor_char_boundary(64)];
        LARGE.set((begin.to_owned(), rest.to_owned()));
    }
    text
}

/// Reads a text in the second module, shows what is found, and hands it on.
fn read(text: String, found: Callback<Reading>) {
    annex::with(move |loaded| {
        found.emit(match loaded {
            Some(annex) => annex.paste(&text),
            None => {
                browser::say(FOUND, annex::NOT_LOADED);
                Reading::default()
            }
        });
    });
}
