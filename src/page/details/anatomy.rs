//! The picture that teaches: both versions, number over number, and which of them have to agree.

use yew::prelude::*;

use crate::page::parts::shape;
use crate::rules::{
    question::{Isolation, Question},
    verdict::Verdict,
};
use crate::teach::anatomy::{self, VersionPart};

pub(super) fn anatomy(question: &Question, verdict: &Verdict) -> Html {
    let isolation = question.isolation.get().copied().unwrap_or(Isolation::Process);
    let parts = anatomy::anatomy(verdict, isolation);
    let caption = anatomy::caption(verdict, isolation);
    html! {
        <figure class="anatomy" hidden={parts.is_none()}>
            <table>
                <caption class="unseen">{ format!("{}: the versions, number by number", isolation.title()) }</caption>
                <colgroup><col class="side" /><col class="small" /><col class="small" /><col class="large" /><col /></colgroup>
                { for parts.as_ref().map(table) }
            </table>
            <figcaption>{ caption }</figcaption>
        </figure>
    }
}

fn table(parts: &[VersionPart; 4]) -> Html {
    let number = |part: &VersionPart, number: Option<u32>| {
        let given = number.map_or_else(|| "any".to_owned(), |number| number.to_string());
        html! { <td key={part.name} class={number.is_none().then_some("any")} data-mark={part.mark.slug()}>{ given }</td> }
    };
    html! {
        <tbody>
            <tr class="names">
                <td></td>
                { for parts.iter().map(|part| html! { <th key={part.name} scope="col">{ part.name }</th> }) }
            </tr>
            <tr class="numbers host"><th scope="row">{ "Host" }</th>{ for parts.iter().map(|part| number(part, part.host)) }</tr>
            <tr class="marks">
                <th scope="row">{ "Rule" }</th>
                { for parts.iter().map(|part| html! {
                    <td key={part.name} data-mark={part.mark.slug()}>
                        <span class="mark">{ shape(part.mark.symbol()) }<span class="unseen">{ part.mark.slug() }{ ": " }</span>
                        { part.rule }</span>
                    </td>
                }) }
            </tr>
            <tr class="numbers image"><th scope="row">{ "Image" }</th>{ for parts.iter().map(|part| number(part, part.image)) }</tr>
        </tbody>
    }
}
