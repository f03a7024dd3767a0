//! The front door: paste what you have.

use std::rc::Rc;
use yew::prelude::*;

use super::large::{Large, SHOWN};
use crate::page::asked::Pasted;
use crate::page::browser;
use crate::teach::examples;

/// What the paste box needs.
#[derive(Clone, PartialEq, Properties)]
pub struct PasteProps {
    /// Somebody is about to paste.
    pub wanted: Callback<()>,
    /// Takes the whole text, and whether it came at once, as from a clipboard.
    pub pasted: Callback<(String, bool)>,
    /// Takes the number of a paste to try.
    pub tried: Callback<usize>,
    /// What was read last.
    pub read: Option<Rc<Pasted>>,
    /// How often the box was given what was read, which is not what was put into it.
    pub given: usize,
}

/// More bytes than this at once were not typed.
const TYPED: usize = 4;

/// How much of a text is new against the one before.
fn added(before: &str, now: &str) -> usize {
    let same = |pair: &(u8, u8)| pair.0 == pair.1;
    let start = before.bytes().zip(now.bytes()).take_while(same).count();
    let end = before[..].bytes().skip(start).rev().zip(now.bytes().skip(start).rev()).take_while(same).count();
    now.len() - start - end
}

/// The box and pastes to try. The text stays in the box: it is neither stored nor put into the link.
#[component]
pub fn Paste(props: &PasteProps) -> Html {
    let area = use_node_ref();
    let large = use_mut_ref(Large::default);
    let before = use_mut_ref(String::new);
    let size = use_state_eq(String::new);
    let show = {
        let (area, large, before, size) = (area.clone(), large.clone(), before.clone(), size.clone());
        move |text: String, held: bool| {
            let (shown, whole) = { large.borrow_mut().take(text) };
            let is_shown = shown.is_none() && held;
            let shown = shown.unwrap_or_else(|| whole.clone());
            if !is_shown {
                browser::set_value(&area, &shown);
            }
            size.set(large.borrow().size().to_owned());
            let at_once = added(&before.replace(shown.clone()), &shown) > TYPED;
            (at_once, whole)
        }
    };
    use_effect_with(props.given, {
        let (show, read) = (show.clone(), props.read.clone());
        move |given| {
            if *given > 0 {
                show(read.map(|read| read.text.clone()).unwrap_or_default(), false);
            }
        }
    });
    let take = {
        let (show, pasted) = (show.clone(), props.pasted.clone());
        Callback::from(move |(text, held): (String, bool)| {
            let (at_once, whole) = show(text, held);
            let at_once = at_once || whole.is_empty();
            pasted.emit((whole, at_once));
        })
    };
    let oninput = take.reform(|event: InputEvent| (browser::text(&event), true));
    let onpaste = {
        let take = take.clone();
        move |event: Event| {
            if let Some(text) = browser::take_long_paste(&event, SHOWN) {
                let [before, after] = browser::around_selection(&event).unwrap_or_default();
                take.emit(([before, text, after].concat(), false));
            }
        }
    };
    let remove = take.reform(|_: MouseEvent| (String::new(), false));
    let tried = props.tried.clone();
    html! {
        <div class="paste">
            <label class="unseen" for="paste">{ "Paste what you have" }</label>
            <textarea ref={area} id="paste" name="paste" rows="2" wrap="off" spellcheck="false" autocomplete="off" aria-describedby="paste-note"
                placeholder={"Paste an error, ver, docker info, kubectl describe, a Dockerfile …\nor drop a file anywhere"}
                {oninput} {onpaste} onfocus={props.wanted.reform(|_: FocusEvent| ())} />
            <p class="large" hidden={size.is_empty()}>
                { &*size }{ " " }<button type="button" class="link" onclick={remove}>{ "Remove it" }</button>
            </p>
            <p class="try" id="paste-note">
                <span class="private">{ "Stays in your browser. Links carry versions and public names only." }</span>
                <span class="examples">
                    { "Try: " }
                    { for examples::NAMES.iter().enumerate().map(|(at, name)| html! {
                        <button key={at} type="button" class="link" onclick={tried.reform(move |_: MouseEvent| at)}>{ *name }</button>
                    }) }
                </span>
            </p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_told_from_what_comes_at_once() {
        assert_eq!((added("", "v"), added("ve", "ver"), added("abc", "ab c"), added("abc", "ac")), (1, 1, 1, 0));
        assert!(added("", "10.0.20348.2113") > TYPED && added("a long text that was there", "ltsc2019") > TYPED);
        assert_eq!(added("ä", "ö"), 1, "bytes, wherever they are cut");
    }
}
