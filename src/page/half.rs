//! What is behind the door of half a question: what there is to say of one, and the reading of what is typed.

mod from;
mod host;
mod matrix;
mod reply;

pub(super) use from::from;
use matrix::matrix;

use std::rc::Rc;
use yew::prelude::*;

use super::asked::{Asked, Half, Pasted};
use super::details::DETAILS;
use super::parts::{place, source};
use crate::diagnose::reading::Content;
use crate::read::typed;
use crate::rules::headline;
use crate::rules::image::Versions;
use crate::rules::notice::Side;
use crate::rules::reason::Reason;

/// Half a question.
pub static HALF: Half = Half {
    details: &DETAILS,
    halves,
    matrix,
    offers: |side, typed, today| match side {
        Side::Host => typed::hosts(typed, today),
        Side::Image => typed::images(typed, today),
    },
    host: typed::host,
    image: typed::image,
};

/// What there is to say of half a question.
fn halves(asked: &Asked) -> Html {
    // Who pastes is asked for the rest; who chooses a host, or types a question about one, gets what runs on it.
    let typed = |pasted: &Rc<Pasted>| matches!(pasted.reading.found, Content::Words(_));
    let pasted = asked.pasted.as_ref().is_some_and(|pasted| !typed(pasted));
    let reply = || place("reply", reply::reply(asked));
    html! {
        <>
            { place("linux", linux(asked)) }
            { place("twin", host::twin(asked)) }
            { place("successor", host::successor(asked)) }
            if pasted { { reply() } }
            { place("from", from(asked)) }
            { place("runs", host::runs(asked)) }
            { place("homes", from::homes(asked)) }
            if !pasted { { reply() } }
        </>
    }
}

/// What there is to say of a Linux image, whatever the host.
fn linux(asked: &Asked) -> Html {
    if asked.question.image.get().is_none_or(|image| image.versions != Versions::Linux) {
        return Html::default();
    }
    let [what, so] = headline::LINUX_IMAGE;
    let reason = Reason::LinuxImage;
    html! { <p class="block"><b>{ what }</b>{ " " }{ so }{ " " }{ source(reason.source(), Some(reason.rule())) }</p> }
}
