//! A button that copies.

use yew::prelude::*;

use crate::page::browser;

/// What a button that copies needs.
#[derive(Clone, PartialEq, Properties)]
pub struct CopyProps {
    /// The text.
    pub text: AttrValue,
    /// What it is, for screen readers: what the button says goes before it.
    pub label: AttrValue,
    /// What the button says.
    #[prop_or("Copy")]
    pub face: &'static str,
}

/// A button that copies a text. Where the clipboard is out of reach, the block around the button is selected instead.
#[component]
pub fn Copy(props: &CopyProps) -> Html {
    let text = props.text.clone();
    let onclick = move |event: MouseEvent| browser::copy(&event, text.to_string());
    html! {
        <button type="button" class="copy" data-copy="" aria-label={format!("{} {}", props.face, props.label)} {onclick}>
            { faces(props.face, "Copied") }
        </button>
    }
}

/// The face of a button that copies: before and after; a mark on the button decides which one shows.
pub(crate) fn faces(before: &'static str, after: &'static str) -> Html {
    html! {
        <span class="faces"><span class="before">{ before }</span><span class="after" aria-hidden="true">{ after }</span></span>
    }
}
