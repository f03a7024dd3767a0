//! Copying, saving and printing: buttons that every view has.

use std::rc::Rc;
use yew::prelude::*;

use crate::page::browser;
use crate::page::parts::faces;
use crate::read::encoding;

/// A text that is made only when it is asked for. It may have to be loaded first what makes it.
pub(super) type Make = Rc<dyn Fn(Box<dyn FnOnce(String)>)>;

/// A text that can be made at once.
pub(super) fn at_once(make: impl Fn() -> String + 'static) -> Make {
    Rc::new(move |then| then(make()))
}

/// A button that copies a text.
pub(super) fn copy(title: &'static str, make: &Make) -> Html {
    let make = make.clone();
    let onclick = move |event: MouseEvent| make(Box::new(move |text| browser::copy(&event, text)));
    html! { <button type="button" class="tool" {onclick}>{ faces(title, "Copied") }</button> }
}

/// A button that saves a text as a file.
pub(super) fn save(title: &'static str, name: String, kind: &'static str, make: &Make) -> Html {
    let make = make.clone();
    let name: Rc<str> = name.into();
    let onclick = move |_: MouseEvent| {
        let name = name.clone();
        make(Box::new(move |text| browser::download(&name, kind, &text)));
    };
    html! { <button type="button" class="tool" {onclick}>{ title }</button> }
}

/// A button that prints the view.
pub(super) fn print() -> Html {
    html! { <button type="button" class="tool" onclick={|_: MouseEvent| browser::print()}>{ "Print" }</button> }
}

/// Takes a file that is dropped anywhere in the view; `given` is the same at every rendering.
#[hook]
pub(super) fn use_drop(given: &Callback<browser::GivenFile>) {
    let given = given.clone();
    use_effect_with((), move |()| {
        let dropped = browser::on_drop(given);
        move || drop(dropped)
    });
}

/// What a file holds, as text.
pub(super) fn text(bytes: &[u8]) -> String {
    encoding::decode(bytes).0
}

/// A button that opens a file, for keyboards; dropping one does the same.
pub(super) fn open(id: &'static str, name: &'static str, onchange: Callback<Event>) -> Html {
    html! {
        <label class="tool open-file" for={id}>
            <input class="unseen" type="file" {id} {onchange} aria-label={name} />{ "Open a file" }
        </label>
    }
}

/// The type under which a file keeps its name: browsers add `.txt` to a text whose name has no ending, such as `Dockerfile`.
pub(super) fn type_of(name: &str) -> &'static str {
    if name.contains('.') { "text/plain" } else { "application/octet-stream" }
}
