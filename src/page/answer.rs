//! The right card: what the rules say. What stands below the verdict is behind a door.

mod anatomy;
mod isolations;

use yew::prelude::*;

use super::asked::{Asked, Details, Pastes};
use super::parts::{headline, jump, place};
use crate::rules::headline as words;
use crate::rules::image::Image;
use crate::rules::question::{Choice, Question};
use crate::rules::verdict::Verdict;

pub(super) fn answer(asked: &Asked, details: Option<&'static Details>, pastes: Option<&'static Pastes>) -> Html {
    html! {
        <section class="card answer" id="answer" tabindex="-1" aria-label="Answer">
            { place("diagnosis", pastes.map(|pastes| (pastes.diagnosis)(asked)).unwrap_or_default()) }
            { match &asked.verdict {
                Some(verdict) => shown(asked, verdict, details),
                None => open(asked, details),
            } }
        </section>
    }
}

fn shown(asked: &Asked, verdict: &Verdict, details: Option<&'static Details>) -> Html {
    let outcome = verdict.outcome;
    let sentence = words::sentence(&asked.question, verdict);
    html! {
        <div key="verdict" data-verdict="" data-outcome={outcome.slug()} data-process={verdict.process.support.slug()}
            data-hyperv={verdict.hyperv.support.slug()}>
            { headed(outcome.slug(), outcome.symbol(), words::heading(verdict), sentence.into(), next(asked, details)) }
            { isolations::isolations(&asked.question, verdict) }
            { anatomy::anatomy(&asked.question, verdict) }
            { for details.map(|details| (details.beside)(asked)) }
        </div>
    }
}

fn next(asked: &Asked, details: Option<&'static Details>) -> Html {
    details.map(|details| (details.next)(asked)).unwrap_or_default()
}

/// Questions to start from.
const EXAMPLES: [(&str, &str); 4] = [
    ("host=ws2022&image=ltsc2019", "Server 2022 ← ltsc2019"),
    ("host=ws2025&image=ltsc2022", "Server 2025 ← ltsc2022"),
    ("host=10.0.14393.1914&image=10.0.14393.1944", "Server 2016, two revisions"),
    ("host=w11-25h2&image=ltsc2022", "Windows 11 25H2 ← ltsc2022"),
];

/// Half a question, or none.
fn open(asked: &Asked, details: Option<&'static Details>) -> Html {
    let Question { host, image, .. } = &asked.question;
    // Names are read behind the door: while that is shut, none was misunderstood.
    let read = details.is_some();
    let (title, text) = match (host, image) {
        (Choice::Set(host), Choice::Bad(_)) if read => {
            ("Which image? That one is not understood.", which_image(&host.name()))
        }
        (Choice::Set(host), _) => ("Which image?", which_image(&host.name())),
        (Choice::Bad(_), Choice::Set(image)) if read => ("Which host? That one is not understood.", which_host(image)),
        (_, Choice::Set(image)) => ("Which host?", which_host(image)),
        _ => ("Will it run here? And if not, what do I change?", ASK.into()),
    };
    let empty = host.get().is_none() && image.get().is_none();
    html! {
        <div key="none">
            { headed("open", "?", title, text, next(asked, details)) }
            <div key="halves">{ for details.map(|details| (details.halves)(asked)) }</div>
            <div key="examples" class="block" hidden={!empty}>
                <h3>{ "For example" }</h3>
                <ul class="chips">
                    { for EXAMPLES.iter().map(|(query, text)| html! {
                        <li key={*query}>{ jump(&asked.jump, (*query).to_owned(), text) }</li>
                    }) }
                </ul>
            </div>
        </div>
    }
}

const ASK: &str = "Pick a host and an image, or paste what you have. You get the verdict for both kinds of isolation, the rules \
                   behind it with their sources, the FROM line to use, and the commands that fix it.";

fn which_image(host: &str) -> AttrValue {
    format!("Pick an image to check it on {host}, or start from one of these:").into()
}

fn which_host(image: &Image) -> AttrValue {
    format!("Which host should run {}?", words::word(image)).into()
}

fn headed(tone: &'static str, symbol: &'static str, title: &'static str, text: AttrValue, next: Html) -> Html {
    headline(tone, symbol, title, html! { <><p key="sentence">{ text }</p>{ place("next", next) }</> })
}
