//! What else to know.

use yew::prelude::*;

use crate::{Action, Choice, Host, Notice, Verdict};

pub(super) fn notices(verdict: &Verdict, notices: &[Notice], act: &Callback<Action>) -> Html {
    let items = notices.iter().zip(0..).map(|(notice, at)| {
        let text = notice.text(verdict, &image(verdict));
        html! {
            <li key={at} data-notice={notice.id()}>
                { text }{ " " }
                <a class="source" href={notice.source()}>{ "source" }</a>
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

/// The notices speak about the image that was judged.
fn image(verdict: &Verdict) -> crate::Image {
    crate::Image::of_version(verdict.image.unwrap_or(verdict.host.version))
}

/// One click to the other release that shares the host's build.
fn other_kind(notice: &Notice, verdict: &Verdict, act: &Callback<Action>) -> Option<Html> {
    let Notice::SharedBuild(other) = notice else { return None };
    let other = *other;
    let host = Host::new(verdict.host.version, Some(other.kind));
    let onclick = act.reform(move |_| Action::Host(Choice::Set(host)));
    Some(html! { <button type="button" class="tool" {onclick}>{ "It is " }{ other.name }</button> })
}
