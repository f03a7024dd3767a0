//! The front door: paste what you have.

use yew::prelude::*;

use crate::page::browser;
use crate::page::parts::place;
use crate::teach::examples;

/// What the paste box needs.
#[derive(Clone, PartialEq, Properties)]
pub struct PasteProps {
    /// Somebody is about to paste.
    pub wanted: Callback<()>,
    /// Takes the whole text.
    pub pasted: Callback<String>,
    /// Takes the number of a paste to try.
    pub tried: Callback<usize>,
    /// What was found.
    pub found: Html,
}

/// The box, pastes to try, and what is found. The text stays in the box: it is neither stored nor put into the link.
#[component]
pub fn Paste(props: &PasteProps) -> Html {
    let area = use_node_ref();
    let large = use_mut_ref(Large::default);
    let take = {
        let (area, pasted) = (area.clone(), props.pasted.clone());
        Callback::from(move |text: String| {
            let (shown, whole) = { large.borrow_mut().take(text) };
            if let Some(shown) = shown {
                browser::set_value(&area, &shown);
            }
            pasted.emit(whole);
        })
    };
    let oninput = take.reform(|event: InputEvent| browser::text(&event));
    let ondrop = {
        let area = area.clone();
        move |event: DragEvent| {
            let (area, take) = (area.clone(), take.clone());
            browser::dropped(&event, move |text| {
                browser::set_value(&area, &text);
                take.emit(text);
            });
        }
    };
    let tried = props.tried.clone();
    html! {
        <div class="paste">
            <label for="paste">{ "Paste what you have" }<kbd aria-hidden="true">{ "/" }</kbd></label>
            <textarea ref={area} id="paste" name="paste" rows="3" wrap="off" spellcheck="false" autocomplete="off" aria-describedby="paste-note"
                aria-keyshortcuts="/" placeholder={"ver, docker info, an error,\nkubectl describe, a Dockerfile …"}
                {oninput} {ondrop} ondragover={|event: DragEvent| event.prevent_default()}
                onfocus={props.wanted.reform(|_: FocusEvent| ())} />
            <p class="note" id="paste-note">{ "Stays in your browser. It isn’t stored or added to the link." }</p>
            <div class="try">
                <span>{ "Try: " }</span>
                { for examples::NAMES.iter().enumerate().map(|(at, name)| html! {
                    <button key={at} type="button" class="link" onclick={tried.reform(move |_: MouseEvent| at)}>{ *name }</button>
                }) }
            </div>
            { place("found", props.found.clone()) }
        </div>
    }
}

/// More than this is not laid out in the box: Chromium takes a fifth of a second for a megabyte.
const SHOWN: usize = 16 * 1024;

/// How a large text begins, and the rest of it that the box does not show.
#[derive(Default)]
struct Large {
    begin: String,
    rest: String,
}

impl Large {
    /// What the box is to show, where that is not what it holds, and the whole of the text. An edit of the beginning keeps the
    /// rest; another text drops it.
    fn take(&mut self, text: String) -> (Option<String>, String) {
        let Self { begin, rest } = core::mem::take(self);
        let whole = if !begin.is_empty() && text.starts_with(&begin) { text + &rest } else { text };
        if whole.len() <= SHOWN {
            return (None, whole);
        }
        let (shown, rest) = whole.split_at(whole.floor_char_boundary(SHOWN));
        let begin = shown[..shown.floor_char_boundary(64)].to_owned();
        let shown = shown.to_owned();
        *self = Self { begin, rest: rest.to_owned() };
        (Some(shown), whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_of_the_beginning_keeps_the_rest() {
        let mut large = Large::default();
        assert_eq!(large.take("short".to_owned()), (None, "short".to_owned()));
        let text = "ä".repeat(SHOWN);
        let (shown, whole) = large.take(text.clone());
        let shown = shown.expect("the beginning");
        assert!(shown.len() <= SHOWN && text.starts_with(&shown) && whole == text);
        assert_eq!(large.take(shown.clone() + "!").1.len(), text.len() + 1);
        let mut large = Large::default();
        large.take(text);
        assert_eq!(large.take("other".to_owned()), (None, "other".to_owned()), "another text drops it");
    }
}
