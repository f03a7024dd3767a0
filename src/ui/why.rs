//! The reasons, in the order in which the rules fired.

use yew::prelude::*;

use crate::details::Remark;

pub(super) fn why(reasons: &[Remark]) -> Html {
    let reasons = reasons.iter().zip(0..).map(|(reason, at)| {
        html! {
            <li key={at}>
                { &reason.text }{ " " }
                <a class="source" href={reason.source.clone()}>{ "source" }<span class="rule">{ &reason.id }</span></a>
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
