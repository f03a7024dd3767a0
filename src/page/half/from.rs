//! The base image to build on, and the hosts that run an image.

use yew::prelude::*;

use crate::page::asked::Asked;
use crate::page::browser;
use crate::page::parts::{Copy, breakable, jump, shape};
use crate::remedy::advice::{self, Recommendation, recommend};
use crate::rules::{
    catalogue::Catalogue,
    host::Host,
    image::Versions,
    link,
    question::{Action, Choice, Isolation, Question},
    release::Family,
    verdict::Outcome,
};

/// The base image to build on, for each family; nothing without a host.
pub fn from(asked: &Asked) -> Html {
    let recommendation = recommend(&asked.question, &Catalogue::builtin());
    match asked.question.host.get().zip(recommendation) {
        Some((host, recommendation)) => lines(asked, host, &recommendation),
        None => Html::default(),
    }
}

fn lines(asked: &Asked, host: &Host, recommendation: &Recommendation) -> Html {
    let Some(first) = recommendation.from.first() else { return Html::default() };
    let unpinned = recommendation.unpinned.as_deref().filter(|_| first.pinned.is_empty());
    // With an image of that release in the question it is a notice.
    let caution = recommendation.caution(host).filter(|_| asked.question.image.get().is_none());
    let notes = recommendation.substitute.as_deref().into_iter().chain(unpinned).chain(caution);
    html! {
        <div class="block from">
            <div class="title">
                <h3>{ "Base image for " }{ host.name() }</h3>
                if recommendation.isolation == Isolation::Hyperv {
                    <span class="tag" data-tone="hyperv">{ shape(Outcome::Hyperv.symbol()) }{ "with Hyper-V isolation" }</span>
                }
                <Mine host={*host} />
                { families(asked, recommendation, first.family) }
            </div>
            <ul class="lines">
                { for first.lines().into_iter().map(|(line, kind)| html! { <li key={line.clone()}>{ offer(line, kind) }</li> }) }
            </ul>
            { for notes.map(|note| html! { <p key={note.to_owned()} class="remark">{ note.to_owned() }</p> }) }
        </div>
    }
}

fn offer(reference: String, kind: &'static str) -> Html {
    let text = format!("FROM {reference}");
    html! {
        <div class="offer" data-block="">
            <code><span class="keyword">{ "FROM" }</span>{ " " }{ for breakable(&reference) }</code>
            <Copy text={text.clone()} label={text} />
            <small>{ kind }</small>
        </div>
    }
}

/// The families on offer, in the order of the library, whichever comes first here.
fn families(asked: &Asked, recommendation: &Recommendation, chosen: Family) -> Html {
    let offered = |family: &Family| recommendation.from.iter().any(|from| from.family == *family);
    let pick = |family: Family| asked.act.reform(move |_: Event| Action::Family(Some(family)));
    html! {
        <fieldset class="segments small">
            <legend class="unseen">{ "Family of base images" }</legend>
            <div class="row">
                { for Family::ALL.into_iter().filter(offered).map(|family| html! {
                    <label key={family.slug()}>
                        <input type="radio" name="family" value={family.slug()} checked={family == chosen} onchange={pick(family)} />
                        <span>{ family.title() }</span>
                    </label>
                }) }
            </div>
        </fieldset>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct MineProps {
    host: Host,
}

/// Keeps the host as the reader’s own, which the page then begins with.
#[component]
fn Mine(props: &MineProps) -> Html {
    let kept = use_state_eq(|| None::<String>);
    use_effect_with((), {
        let kept = kept.clone();
        move |()| kept.set(browser::kept_host())
    });
    let query = link::encode(&Question { host: Choice::Set(props.host), ..Question::default() });
    let is_mine = kept.as_deref() == Some(query.as_str());
    let onclick = move |_: MouseEvent| {
        let next = (!is_mine).then(|| query.clone());
        browser::keep_host(next.as_deref());
        // Storage may be denied, or full.
        kept.set(browser::kept_host());
    };
    html! {
        <>
            <button type="button" class="tool" data-keep-host="" aria-pressed={if is_mine { "true" } else { "false" }}
                title="Start with this host next time" {onclick}>{ "My host" }</button>
            <small class="faint" role="status">{ if is_mine { "The page starts with this host. The choice is kept in this browser." } else { "" } }</small>
        </>
    }
}

/// Servers that run an image as it is; nothing while the image is not known or the host is.
pub(super) fn homes(asked: &Asked) -> Html {
    let version = match asked.question.image.get().map(|image| &image.versions) {
        Some(Versions::One(version)) if asked.question.host.get().is_none() => Some(*version),
        _ => None,
    };
    let hosts =
        version.map(|version| advice::hosts_for(version, &Catalogue::builtin(), asked.today)).unwrap_or_default();
    if hosts.is_empty() {
        return Html::default();
    }
    html! {
        <div class="block">
            <h3>{ "Servers that run it with process isolation" }</h3>
            <ul class="chips">
                { for hosts.into_iter().map(|release| {
                    let question = Question { host: Choice::Set(Host::of(release)), ..asked.question.clone() };
                    html! { <li key={release.slug}>{ jump(&asked.jump, link::encode(&question), release.name) }</li> }
                }) }
            </ul>
        </div>
    }
}
