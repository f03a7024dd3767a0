//! What else to know.

use yew::prelude::*;

use crate::{Action, Choice, Host, Image, Notice, Verdict};

pub(super) fn notices(verdict: &Verdict, image: &Image, act: &Callback<Action>) -> Html {
    let items = verdict.notices.iter().zip(0..).map(|(notice, at)| {
        let text = notice.text(verdict, image);
        html! {
            <li key={at} data-notice={notice.id()}>
                { text }{ " " }
                <a class="source" href={notice.source()}>{ "source" }</a>
                { for other_kind(notice, verdict, act) }
            </li>
        }
    });
    html! {
        <div class="block notices" hidden={verdict.notices.is_empty()}>
            <h3>{ "Also worth knowing" }</h3>
            <ul>{ for items }</ul>
        </div>
    }
}

/// One click to the other release that shares the host's build.
fn other_kind(notice: &Notice, verdict: &Verdict, act: &Callback<Action>) -> Option<Html> {
    let Notice::SharedBuild(other) = notice else { return None };
    let other = *other;
    let host = Host::new(verdict.host.version, Some(other.kind));
    let onclick = act.reform(move |_| Action::Host(Choice::Set(host)));
    Some(html! { <button type="button" class="tool" {onclick}>{ "It is " }{ other.name }</button> })
}
