//! The right card: what the rules say.

use yew::prelude::*;

use super::shape::shape;
use super::{Annex, anatomy, from, gates, isolations, notices, why};
use crate::details::{Details, Todo};
use crate::snippet::Names;
use crate::{
    Action, Catalogue, Choice, Date, Host, Question, Recommendation, Verdict, advice, headline, judge, link, recommend,
};

/// Everything that follows from a question.
#[derive(Debug)]
pub struct Answer {
    /// The question.
    pub question: Question,
    /// The day it is asked.
    pub today: Date,
    /// What the rules say, once there is a host and an image.
    pub verdict: Option<Verdict>,
    /// Base images for the host.
    pub recommendation: Option<Recommendation>,
    /// Reasons in words, notices, and what to do.
    pub details: Details,
}

impl Answer {
    /// The answer to a question; the details are empty until the second module is there.
    pub fn new(question: Question, today: Date, annex: Option<&Annex>) -> Self {
        let verdict = judge(&question);
        let recommendation = recommend(&question, &Catalogue::releases_only());
        let details = annex.map(|annex| annex.details(&question, today, &Names::default())).unwrap_or_default();
        Self { question, today, verdict, recommendation, details }
    }
}

impl PartialEq for Answer {
    /// All else follows from these.
    fn eq(&self, other: &Self) -> bool {
        (&self.question, self.today, self.details.reasons.len())
            == (&other.question, other.today, other.details.reasons.len())
    }
}

pub(super) fn answer(answer: &Answer, act: &Callback<Action>) -> Html {
    html! {
        <section class="card answer" id="answer" tabindex="-1" aria-label="Answer">
            { match &answer.verdict {
                Some(verdict) => shown(answer, verdict, act),
                None => html! { <div key="none">{ open(answer) }</div> },
            } }
        </section>
    }
}

fn shown(answer: &Answer, verdict: &Verdict, act: &Callback<Action>) -> Html {
    let outcome = verdict.outcome;
    html! {
        <div key="verdict" data-verdict="" data-outcome={outcome.slug()} data-process={verdict.process.support.slug()}
            data-hyperv={verdict.hyperv.support.slug()}>
            <header class="headline" data-tone={outcome.slug()}>
                <span class="tile">{ shape(outcome.symbol()) }</span>
                <div>
                    <h2>{ outcome.title() }</h2>
                    <p>{ headline::sentence(&answer.question, verdict) }</p>
                    { for answer.details.advice.first().map(next) }
                </div>
            </header>
            { isolations::isolations(&answer.question, verdict) }
            { anatomy::anatomy(&answer.question, verdict) }
            { from::from(answer) }
            { notices::notices(verdict, &answer.details.notices, act) }
            { why::why(&answer.details.reasons) }
            { gates::gates(verdict) }
        </div>
    }
}

/// The way to the first thing to do, which stands below.
fn next(advice: &Todo) -> Html {
    html! { <a class="next" href="#fix">{ &advice.title }{ shape("↓") }</a> }
}

/// Questions to start from.
const EXAMPLES: [(&str, &str); 4] = [
    ("?host=ws2022&image=ltsc2019", "Server 2022 ← ltsc2019"),
    ("?host=ws2025&image=ltsc2022", "Server 2025 ← ltsc2022"),
    ("?host=10.0.14393.1914&image=10.0.14393.1944", "Server 2016, two revisions"),
    ("?host=w11-25h2&image=ltsc2022", "Windows 11 25H2 ← ltsc2022"),
];

/// Half a question, or none.
fn open(answer: &Answer) -> Html {
    let Question { host, image, .. } = &answer.question;
    match (host, image) {
        (Choice::Set(host), image) => {
            let asked = if image.bad().is_some() { "Which image? That one is not understood." } else { "Which image?" };
            html! {
                <>
                    { prompt(asked, &format!("Pick an image to see whether {} runs it, or build on this:", host.name())) }
                    { from::from(answer) }
                </>
            }
        }
        (host, Choice::Set(image)) => {
            let asked = if host.bad().is_some() { "Which host? That one is not understood." } else { "Which host?" };
            html! {
                <>
                    { prompt(asked, &format!("Pick the machine that is to run {}.", headline::word(image))) }
                    { homes(answer) }
                </>
            }
        }
        _ => html! {
            <>
                { prompt("Will it run here? And if not, what do I change?",
                    "Pick a host and an image. You get the verdict for both kinds of isolation, the rules behind it with their \
                     sources, the FROM line to use, and the commands that fix it.") }
                <div class="block">
                    <h3>{ "For example" }</h3>
                    <ul class="chips">
                        { for EXAMPLES.iter().map(|(link, text)| html! {
                            <li key={*link}><a class="chip" href={*link} data-jump="">{ *text }</a></li>
                        }) }
                    </ul>
                </div>
            </>
        },
    }
}

fn prompt(title: &str, text: &str) -> Html {
    html! {
        <header class="headline" data-tone="open">
            <span class="tile">{ shape("?") }</span>
            <div><h2>{ title }</h2><p>{ text }</p></div>
        </header>
    }
}

/// Servers that run the image as it is.
fn homes(answer: &Answer) -> Html {
    let image = answer.question.image.get().and_then(|image| match image.versions {
        crate::Versions::One(version) => Some(version),
        _ => None,
    });
    let hosts =
        image.map(|image| advice::hosts_for(image, &Catalogue::releases_only(), answer.today)).unwrap_or_default();
    html! {
        <div class="block" hidden={hosts.is_empty()}>
            <h3>{ "Runs as it is on" }</h3>
            <ul class="chips">
                { for hosts.into_iter().map(|release| {
                    let question = Question { host: Choice::Set(Host::of(release)), ..answer.question.clone() };
                    html! {
                        <li key={release.slug}>
                            <a class="chip" href={format!("?{}", link::encode(&question))} data-jump="">{ release.name }</a>
                        </li>
                    }
                }) }
            </ul>
        </div>
    }
}
