//! Texts to paste.

use core::ops::Range;
use yew::prelude::*;

use super::Copy;
use crate::remedy::target::Snippet;

/// A text to paste, with what it does, its language and its place.
pub(crate) fn snippet(snippet: &Snippet) -> Html {
    html! {
        <div class="snippet" data-block="">
            <div class="bar">
                <h4>{ snippet.title }</h4>
                <span class="language">{ snippet.language_word() }</span>
                <Copy text={snippet.text.clone()} label={snippet.title} />
                <small>{ snippet.place }</small>
            </div>
            { for snippet.remarks().into_iter().zip(0..).map(|(remark, at)| html! { <p key={at} class="remark">{ remark }</p> }) }
            <pre data-target={snippet.target.slug()} tabindex="0"><code>{ for marked(&snippet.text, &snippet.edits) }</code></pre>
        </div>
    }
}

/// A text, with what has to be edited marked.
pub(crate) fn marked(text: &str, edits: &[Range<usize>]) -> Vec<Html> {
    let mut parts = Vec::new();
    let mut at = 0;
    for edit in edits {
        let (Some(before), Some(edited)) = (text.get(at..edit.start), text.get(edit.clone())) else { continue };
        parts.push(html! { { before } });
        parts.push(html! { <mark title="Edit this">{ edited }</mark> });
        at = edit.end;
    }
    parts.push(html! { { text.get(at..).unwrap_or_default() } });
    parts
}

/// What is longer is broken itself.
const LONGEST_WORD: usize = 28;

/// A command of one line, word by word: a narrow screen breaks it between words, and not after a hyphen of `--isolation`.
pub(crate) fn command(text: &str, edits: &[Range<usize>]) -> Vec<Html> {
    if text.contains('\n') {
        return marked(text, edits);
    }
    let edited = |at: usize| edits.iter().any(|edit| edit.contains(&at));
    let ends = text.match_indices(' ').map(|(at, _)| at).filter(|at| !edited(*at)).chain([text.len()]);
    let mut from = 0;
    ends.map(|end| {
        let start = std::mem::replace(&mut from, end + 1);
        let inside = edits.iter().filter(|edit| start <= edit.start && edit.end <= end);
        let edits: Vec<Range<usize>> = inside.map(|edit| edit.start - start..edit.end - start).collect();
        let word = text.get(start..end).unwrap_or_default();
        let (class, word) = match end - start <= LONGEST_WORD {
            true => (Some("word"), marked(word, &edits)),
            false if edits.is_empty() => (None, breakable(word)),
            false => (None, marked(word, &edits)),
        };
        html! { <key={start}>{ if start == 0 { "" } else { " " } }<span {class}>{ for word }</span></> }
    })
    .collect()
}

/// A long name, which may be broken behind the marks between its parts.
pub(crate) fn breakable(name: &str) -> Vec<Html> {
    let parts = name.split_inclusive(['/', ':']).zip(0..);
    parts.map(|(part, at)| html! { <key={at}>if at > 0 { <wbr /> }{ part }</> }).collect()
}

/// A text with a title alone.
pub(crate) fn block(title: &str, target: &'static str, text: &str) -> Html {
    html! {
        <div class="snippet" data-block="">
            <div class="bar"><h4>{ title.to_owned() }</h4><Copy text={text.to_owned()} label={title.to_owned()} /></div>
            <pre data-target={target} tabindex="0"><code>{ text.to_owned() }</code></pre>
        </div>
    }
}
