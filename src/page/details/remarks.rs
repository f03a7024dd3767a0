//! The reasons, and what else to know.

use yew::prelude::*;

use super::anatomy::anatomy;
use crate::page::asked::Asked;
use crate::page::parts::{dated, jump, source};
use crate::rules::{
    catalogue::Catalogue,
    host::Host,
    link,
    notice::Notice,
    notices::{self, Notices},
    question::{Choice, Question},
    release::Release,
    verdict::Verdict,
};
use crate::teach::learn;

/// The reasons, in the order in which the rules fired, and the picture of both versions.
pub(super) fn why(asked: &Asked, verdict: &Verdict) -> Html {
    html! {
        <>
            <ol key="reasons">
                { for verdict.reasons().into_iter().zip(0..).map(|(reason, at)| html! {
                    <li key={at}>{ reason.text(verdict) }{ " " }{ source(reason.source(), Some(reason.rule())) }</li>
                }) }
            </ol>
            { anatomy(&asked.question, verdict) }
            { lessons(verdict) }
        </>
    }
}

/// The lessons about the rules that fired.
fn lessons(verdict: &Verdict) -> Html {
    let lessons = learn::about(&verdict.rules());
    if lessons.is_empty() {
        return Html::default();
    }
    html! {
        <p key="lessons" class="remark">
            { "Learn more: " }
            { for lessons.iter().enumerate().map(|(at, lesson)| html! {
                <span key={lesson.slug}>{ if at == 0 { "" } else { " · " } }<a href={["?learn=", lesson.slug].concat()}>{ lesson.title }</a></span>
            }) }
        </p>
    }
}

/// What else to know, most important first, but for what stands in the answer itself.
fn quiet(asked: &Asked, verdict: &Verdict) -> Vec<Notice> {
    all(asked, verdict).into_iter().filter(|notice| !is_urgent(notice)).collect()
}

fn all(asked: &Asked, verdict: &Verdict) -> Notices {
    notices::of(&asked.question, verdict, &Catalogue::builtin(), asked.today)
}

/// What may make the answer one to another question: it is not folded away.
const fn is_urgent(notice: &Notice) -> bool {
    matches!(
        notice,
        Notice::Lookalike
            | Notice::Copy
            | Notice::SharedBuild(_)
            | Notice::DidYouMean
            | Notice::Arm64
            | Notice::AksPool(..)
    )
}

/// What stands in the answer itself.
pub(super) fn urgent(asked: &Asked, verdict: &Verdict) -> Html {
    let urgent: Vec<Notice> = all(asked, verdict).into_iter().filter(is_urgent).collect();
    if urgent.is_empty() {
        return Html::default();
    }
    html! { <ul class="block notices">{ for urgent.iter().map(|notice| told(asked, verdict, notice)) }</ul> }
}

/// How many things there are to know besides.
pub(super) fn count(asked: &Asked, verdict: &Verdict) -> usize {
    quiet(asked, verdict).len()
}

/// The rest of what to know.
pub(super) fn listed(asked: &Asked, verdict: &Verdict) -> Html {
    html! {
        <ul>
            { for quiet(asked, verdict).iter().map(|notice| told(asked, verdict, notice)) }
        </ul>
    }
}

fn told(asked: &Asked, verdict: &Verdict, notice: &Notice) -> Html {
    let Some(image) = asked.question.image.get() else { return Html::default() };
    html! {
        <li key={[notice.id(), notice.side().map_or("", |side| side.word())].concat()} data-notice={notice.id()}>
            { dated(&notice.text(verdict, image)) }{ " " }{ source(notice.source(), None) }
            if let Notice::SharedBuild(other) = notice {
                { " " }{ other_kind(asked, verdict, other) }
            }
        </li>
    }
}

/// One click to the other release that shares the host's build.
fn other_kind(asked: &Asked, verdict: &Verdict, other: &Release) -> Html {
    let host = Host::new(verdict.host.version, Some(other.kind));
    let question = Question { host: Choice::Set(host), ..asked.question.clone() };
    jump(&asked.jump, link::encode(&question), &["It is ", other.name].concat())
}
