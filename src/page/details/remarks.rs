//! The first thing to do, the reasons, and what else to know.

use yew::prelude::*;

use crate::page::asked::{Asked, AskedProps};
use crate::page::browser;
use crate::page::parts::{Disclosure, jump, shape, source};
use crate::remedy::advice;
use crate::rules::{
    age,
    catalogue::Catalogue,
    headline,
    host::Host,
    image::Versions,
    link,
    notice::{self, Notice},
    question::{Choice, Question},
    reason::Reason,
    release::Release,
    verdict::Verdict,
};
use crate::teach::learn;

/// The headline, and the way to the answer.
pub(super) fn cue(verdict: &Verdict) -> Html {
    html! {
        <a class="cue" href="#answer" data-tone={verdict.outcome.slug()} onclick={|event: MouseEvent| browser::go_to(&event, "answer")}>
            { shape(verdict.outcome.symbol()) }<span>{ headline::heading(verdict) }</span>{ shape("↓") }
        </a>
    }
}

/// What comes right after the sentence: the way to the first thing to do, which stands below; or what there is to say of half a
/// question.
#[component]
pub fn Next(props: &AskedProps) -> Html {
    let asked = &props.asked;
    match &asked.verdict {
        Some(verdict) => html! { <div>{ for first(asked, verdict) }</div> },
        None => html! { <div>{ for linux(asked) }</div> },
    }
}

fn first(asked: &Asked, verdict: &Verdict) -> Option<Html> {
    let catalogue = Catalogue::builtin();
    let context = advice::Context::new(&asked.question, verdict, &catalogue, asked.today);
    let first = advice::applicable(&context).into_iter().next()?;
    Some(html! {
        <a key="next" class="next" href="#fix" onclick={|event: MouseEvent| browser::go_to(&event, "fix")}>{ first.title }{ shape("↓") }</a>
    })
}

/// What there is to say of a Linux image, whatever the host.
fn linux(asked: &Asked) -> Option<Html> {
    asked.question.image.get().filter(|image| image.versions == Versions::Linux)?;
    let [what, so] = headline::LINUX_IMAGE;
    let reason = Reason::LinuxImage;
    Some(
        html! { <p key="linux" class="pasted"><b>{ what }</b>{ " " }{ so }{ " " }{ source(reason.source(), Some(reason.rule())) }</p> },
    )
}

/// The reasons, in the order in which the rules fired.
pub(super) fn why(verdict: &Verdict) -> Html {
    let verdict = verdict.clone();
    let body = move |()| {
        html! {
            <>
                <ol key="reasons">
                    { for verdict.reasons().into_iter().zip(0..).map(|(reason, at)| html! {
                        <li key={at}>{ reason.text(&verdict) }{ " " }{ source(reason.source(), Some(reason.rule())) }</li>
                    }) }
                </ol>
                { lessons(&verdict) }
            </>
        }
    };
    html! { <Disclosure class="block why" open=true summary={html! { <h3>{ "Why" }</h3> }} body={body} /> }
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

/// What else to know, most important first; nothing where there is nothing.
pub(super) fn notices(asked: &Asked, verdict: &Verdict) -> Html {
    let Some(image) = asked.question.image.get() else { return Html::default() };
    let notices = notice::notices(&asked.question, verdict, &Catalogue::builtin(), asked.today);
    let age = age::warning(asked.today);
    if notices.is_empty() && age.is_none() {
        return Html::default();
    }
    html! {
        <div class="block notices">
            <h3>{ "Also worth knowing" }</h3>
            <ul>
                { for notices.iter().zip(0..).map(|(notice, at)| html! {
                    <li key={at} data-notice={notice.id()}>
                        { notice.text(verdict, image) }{ " " }{ source(notice.source(), None) }
                        if let Notice::SharedBuild(other) = notice {
                            { " " }{ other_kind(asked, verdict, other) }
                        }
                    </li>
                }) }
                { for age.map(|warning| html! { <li key="age" data-notice="data-age">{ warning }</li> }) }
            </ul>
        </div>
    }
}

/// One click to the other release that shares the host's build.
fn other_kind(asked: &Asked, verdict: &Verdict, other: &Release) -> Html {
    let host = Host::new(verdict.host.version, Some(other.kind));
    let question = Question { host: Choice::Set(host), ..asked.question.clone() };
    jump(&asked.jump, link::encode(&question), &["It is ", other.name].concat())
}
