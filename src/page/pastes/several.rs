//! The answer to a paste from which nothing could be taken: several hosts or images to choose from, or neither.

use yew::prelude::*;

use crate::diagnose::reading::Content;
use crate::diagnose::several::Several;
use crate::page::asked::Asked;
use crate::page::parts::headline;

/// What there is; nothing where a person wrote words, which are chosen from beside the box.
pub(super) fn several(asked: &Asked) -> Html {
    let Some(pasted) = &asked.pasted else { return Html::default() };
    let Content::Clues(evidence) = &pasted.reading.found else { return Html::default() };
    let several = Several::of(evidence);
    headline("open", "?", &several.title(), html! { <p>{ several.text() }</p> })
}
