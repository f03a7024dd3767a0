//! The reasons, in the order in which the rules fired.

use yew::prelude::*;

use crate::Verdict;

pub(super) fn why(verdict: &Verdict) -> Html {
    let reasons = verdict.reasons().into_iter().map(|reason| {
        html! {
            <li key={format!("{reason:?}")}>
                { reason.text(verdict) }{ " " }
                <a class="source" href={reason.source()} title={reason.rule().title()}>
                    { "source" }<span class="rule">{ reason.rule().id() }</span>
                </a>
            </li>
        }
    });
    html! {
        <details class="block why" open=true>
            <summary><h3>{ "Why" }</h3></summary>
            <ol>{ for reasons }</ol>
        </details>
    }
}
