//! The right card: what the rules say. Words, notices and texts to paste are filled in by the second module.

use yew::prelude::*;

use super::shape::shape;
use super::{anatomy, isolations};
use crate::rules::{
    headline,
    question::{Choice, Question},
    verdict::Verdict,
};

pub(super) fn answer(question: &Question, verdict: Option<&Verdict>) -> Html {
    html! {
        <section class="card answer" id="answer" tabindex="-1" aria-label="Answer">
            { match verdict {
                Some(verdict) => shown(question, verdict),
                None => open(question),
            } }
        </section>
    }
}

/// A place for one of the parts of [`crate::page::annexed::PLACES`]. Nothing in it belongs to the virtual tree.
pub(super) fn place(id: &'static str) -> Html {
    html! { <div key={id} {id} /> }
}

fn shown(question: &Question, verdict: &Verdict) -> Html {
    let outcome = verdict.outcome;
    html! {
        <div key="verdict" data-verdict="" data-outcome={outcome.slug()} data-process={verdict.process.support.slug()}
            data-hyperv={verdict.hyperv.support.slug()}>
            { headline(outcome.slug(), outcome.symbol(), headline::heading(verdict), headline::sentence(question, verdict).into()) }
            { isolations::isolations(question, verdict) }
            { anatomy::anatomy(question, verdict) }
            { for ["from", "notices", "why", "gates", "share"].map(place) }
        </div>
    }
}

/// Questions to start from.
const EXAMPLES: [(&str, &str); 4] = [
    ("?host=ws2022&image=ltsc2019", "Server 2022 ← ltsc2019"),
    ("?host=ws2025&image=ltsc2022", "Server 2025 ← ltsc2022"),
    ("?host=10.0.14393.1914&image=10.0.14393.1944", "Server 2016, two revisions"),
    ("?host=w11-25h2&image=ltsc2022", "Windows 11 25H2 ← ltsc2022"),
];

/// Half a question, or none.
fn open(question: &Question) -> Html {
    let Question { host, image, .. } = question;
    let (title, text) = match (host, image) {
        (Choice::Set(host), Choice::Bad(_)) => ("Which image? That one is not understood.", which_image(&host.name())),
        (Choice::Set(host), _) => ("Which image?", which_image(&host.name())),
        (Choice::Bad(_), Choice::Set(image)) => ("Which host? That one is not understood.", which_host(image)),
        (_, Choice::Set(image)) => ("Which host?", which_host(image)),
        _ => ("Will it run here? And if not, what do I change?", ASK.into()),
    };
    let empty = host.get().is_none() && image.get().is_none();
    html! {
        <div key="none">
            { headline("open", "?", title, text) }
            { for ["from", "homes"].map(place) }
            <div key="examples" class="block" hidden={!empty}>
                <h3>{ "For example" }</h3>
                <ul class="chips">
                    { for EXAMPLES.iter().map(|(link, text)| html! {
                        <li key={*link}><a class="chip" href={*link} data-jump="">{ *text }</a></li>
                    }) }
                </ul>
            </div>
        </div>
    }
}

const ASK: &str = "Pick a host and an image, or paste what you have. You get the verdict for both kinds of isolation, the rules \
                   behind it with their sources, the FROM line to use, and the commands that fix it.";

fn which_image(host: &str) -> AttrValue {
    format!("Pick an image to see whether {host} runs it, or build on this:").into()
}

fn which_host(image: &crate::rules::image::Image) -> AttrValue {
    format!("Pick the machine that is to run {}.", headline::word(image)).into()
}

fn headline(tone: &'static str, symbol: &'static str, title: &'static str, text: AttrValue) -> Html {
    html! {
        <header class="headline" data-tone={tone}>
            <span class="tile">{ shape(symbol) }</span>
            <div><h2>{ title }</h2><p>{ text }</p>{ place("next") }</div>
        </header>
    }
}
