//! What else to know.

use yew::prelude::*;

use crate::details::Remark;
use crate::{Action, Choice, Host, Verdict, release};

pub(super) fn notices(verdict: &Verdict, notices: &[Remark], act: &Callback<Action>) -> Html {
    let items = notices.iter().zip(0..).map(|(notice, at)| {
        html! {
            <li key={at} data-notice={notice.id.clone()}>
                { &notice.text }{ " " }
                <a class="source" href={notice.source.clone()}>{ "source" }</a>
                { for other_kind(notice, verdict, act) }
            </li>
        }
    });
    html! {
        <div class="block notices" hidden={notices.is_empty()}>
            <h3>{ "Also worth knowing" }</h3>
            <ul>{ for items }</ul>
        </div>
    }
}

/// One click to the other release that shares the host's build.
fn other_kind(notice: &Remark, verdict: &Verdict, act: &Callback<Action>) -> Option<Html> {
    let other = release::by_slug(notice.other.as_deref()?)?;
    let host = Host::new(verdict.host.version, Some(other.kind));
    let onclick = act.reform(move |_| Action::Host(Choice::Set(host)));
    Some(html! { <button type="button" class="tool" {onclick}>{ "It is " }{ other.name }</button> })
}
