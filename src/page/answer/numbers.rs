//! The numbers in a row: both versions with what is between them, both kinds of isolation, and until when the host gets updates.

use yew::prelude::*;

use crate::page::asked::Asked;
use crate::page::parts::{Until, shape};
use crate::rules::{question::Isolation, verdict::Verdict, version::Version};
use crate::teach::anatomy::{self, Mark, VersionPart};

pub(super) fn numbers(asked: &Asked, verdict: &Verdict) -> Html {
    if !verdict.is_about_isolation() {
        return Html::default();
    }
    let chosen = asked.question.isolation.get().copied();
    let parts = anatomy::anatomy(verdict, chosen.unwrap_or(Isolation::Process));
    let versions = verdict.image.zip(parts).map(|(image, parts)| {
        let telling = telling(&parts);
        html! {
            <p class="versions">
                { side("image", image) }
                <span class="between" data-mark={telling.mark.slug()}>{ shape(telling.mark.symbol()) }<span>{ telling.rule }</span></span>
                { side("host", verdict.host.version) }
            </p>
        }
    });
    let cells = Isolation::ALL.iter().map(|isolation| {
        let support = verdict.finding(*isolation).support;
        let aside = chosen.is_some_and(|chosen| chosen != *isolation);
        let name = match isolation {
            Isolation::Process => "process",
            Isolation::Hyperv => "Hyper-V",
        };
        html! {
            <div key={isolation.slug()} class={classes!("cell", aside.then_some("aside"))} data-tone={support.slug()}>
                <dt><a class="term" href="?learn=isolation">{ name }</a></dt>
                <dd>{ shape(support.symbol()) }<span>{ support.word() }</span></dd>
            </div>
        }
    });
    let release = verdict.host.release;
    html! {
        <div class="readout">
            { for versions }
            <dl class="isolations">{ for cells }</dl>
            { for release.map(|release| html! { <Until {release} named={true} day={asked.today} engine={asked.question.engine.get().copied()} /> }) }
        </div>
    }
}

/// What decides: the revision where it is what doesn't fit, else the build.
fn telling(parts: &[VersionPart; 4]) -> &VersionPart {
    let [major, minor, build, revision] = parts;
    let wrong = |part: &&VersionPart| part.mark == Mark::Mismatch;
    let decides = matches!(revision.mark, Mark::Mismatch | Mark::Unknown) && build.mark == Mark::Match;
    [major, minor].into_iter().find(wrong).unwrap_or(if decides { revision } else { build })
}

/// A version with its build large.
fn side(who: &'static str, version: Version) -> Html {
    html! {
        <span class="side">
            <span class="who">{ who }</span>{ " " }
            <span class="version">
                <span class="faint">{ format!("{}.{}.", version.major, version.minor) }</span><b>{ version.build }</b>
                { for version.revision.map(|revision| html! { <span class="faint">{ format!(".{revision}") }</span> }) }
            </span>
        </span>
    }
}
