//! The base image to build on, for each family.

use yew::prelude::*;

use super::answer::Answer;
use super::done::done;
use super::shape::shape;
use crate::{Family, Isolation, Outcome, Recommendation};

pub(super) fn from(answer: &Answer) -> Html {
    html! {
        <div class="block from" hidden={answer.recommendation.is_none()}>
            { for answer.recommendation.as_ref().map(|recommendation| lines(answer, recommendation)) }
        </div>
    }
}

fn lines(answer: &Answer, recommendation: &Recommendation) -> Html {
    let Some(first) = recommendation.from.first() else { return html! { <p>{ "No base image is known." }</p> } };
    let host = answer.question.host.get().map(crate::Host::name).unwrap_or_default();
    // The order of families in the library, whichever comes first here.
    let offered = |family: &Family| recommendation.from.iter().any(|from| from.family == *family);
    let families = Family::ALL.into_iter().filter(offered);
    let pins = answer.details.pins.iter().find(|pins| pins.family == first.family);
    let pins = pins.map_or(&[][..], |pins| &pins.tags);
    let pinned = pins.iter().zip(["stays at one update", "the same one, by its version"]).map(|(tag, kind)| {
        let reference = format!("{}:{tag}", first.family.repository());
        html! { <li key={tag.clone()}>{ line(reference, kind) }</li> }
    });
    let unpinned = answer.details.unpinned.as_ref().filter(|_| pins.is_empty());
    let notes = recommendation.substitute.iter().chain(unpinned);
    let hyperv = recommendation.isolation == Isolation::Hyperv;
    html! {
        <>
            <div class="title">
                <h3>{ "Base image for " }{ host }</h3>
                if hyperv {
                    <span class="tag" data-tone="hyperv">{ shape(Outcome::Hyperv.symbol()) }{ "with Hyper-V isolation" }</span>
                }
                <fieldset class="segments small">
                    <legend class="unseen">{ "Family of base images" }</legend>
                    <div class="row">
                        { for families.map(|family| html! {
                            <label key={family.slug()}>
                                <input type="radio" name="family" value={family.slug()} checked={family == first.family} />
                                <span>{ family.title() }</span>
                            </label>
                        }) }
                    </div>
                </fieldset>
            </div>
            <ul class="lines">
                <li key="floating">{ line(first.reference(), "moves with every month’s update") }</li>
                { for pinned }
            </ul>
            { for notes.map(|note| html! { <p key={note.clone()} class="remark">{ note }</p> }) }
        </>
    }
}

fn line(reference: String, kind: &'static str) -> Html {
    let text = format!("FROM {reference}");
    html! {
        <div class="offer" data-block="">
            <code><span class="keyword">{ "FROM" }</span>{ " " }{ reference }</code>
            <button type="button" class="copy" data-copy={text.clone()} aria-label={format!("Copy {text}")}>
                { done("Copy", "Copied") }
            </button>
            <small>{ kind }</small>
        </div>
    }
}
