//! Both kinds of isolation, side by side.

use yew::prelude::*;

use crate::page::parts::shape;
use crate::rules::{
    question::{Isolation, Question},
    verdict::Verdict,
};

pub(super) fn isolations(question: &Question, verdict: &Verdict) -> Html {
    let chosen = question.isolation.get().copied();
    let cells = Isolation::ALL.iter().map(|isolation| {
        let support = verdict.finding(*isolation).support;
        let aside = chosen.is_some_and(|chosen| chosen != *isolation);
        html! {
            <div key={isolation.slug()} class={classes!("cell", aside.then_some("aside"))} data-tone={support.slug()}>
                <dt><a class="term" href="?learn=isolation">{ isolation.title() }</a><small>{ isolation.kernel() }</small></dt>
                <dd>{ shape(support.symbol()) }<span>{ support.title() }</span></dd>
            </div>
        }
    });
    html! { <dl class="isolations">{ for cells }</dl> }
}
