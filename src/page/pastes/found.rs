//! What was found in a paste: chips, the text with marks, the error in plain words, and what to ask next.

use yew::prelude::*;

use crate::diagnose::explain::{self, Ask};
use crate::diagnose::reading::{self, Evidence, Excerpt, Found as What};
use crate::page::asked::{Asked, AskedProps};
use crate::page::browser;
use crate::page::parts::{Copy, Disclosure, external};
use crate::read::search;
use crate::read::words::Meant;
use crate::rules::{
    host::Host,
    image::Image,
    question::{Action, Choice, Question},
};
use crate::teach::error_page;

/// The whole area under the paste box.
#[component]
pub fn Found(props: &AskedProps) -> Html {
    let asked = &props.asked;
    let Some(pasted) = &asked.pasted else { return html! { <div /> } };
    match &pasted.reading.found {
        What::Clues(evidence) => evidenced(asked, evidence),
        What::Words(meant) if meant.is_empty() => nothing(),
        What::Words(meant) => words(asked, meant),
    }
}

fn evidenced(asked: &Asked, evidence: &Evidence) -> Html {
    html! {
        <>
            <ul key="chips" class="chips found" aria-label="Found in the text">
                { for evidence.hosts.iter().zip(0..).map(|((clue, known), at)| {
                    let name = clue.name.as_deref().unwrap_or_default();
                    let chip = match known {
                        Some(known) => host(asked, known, name),
                        None => html! { <span class="chip" data-what="host"><b>{ "Host" }</b>{ " " }{ name }{ " " }<small>{ "version not given" }</small></span> },
                    };
                    html! { <li key={format!("host {at}")}>{ chip }</li> }
                }) }
                { for evidence.images.iter().zip(0..).map(|(found, at)| html! { <li key={format!("image {at}")}>{ image(asked, found) }</li> }) }
                { for others(asked, evidence).into_iter().map(|chip| html! { <li>{ chip }</li> }) }
            </ul>
            <div key="rest">
                { for evidence.choose().map(|sentence| html! { <p key="choose" class="note">{ sentence }</p> }) }
                { excerpt(&evidence.excerpt) }
                { for reading::caveats(&evidence.clues).zip(0..).map(|(caveat, at)| html! { <p key={at} class="remark">{ caveat }</p> }) }
                { error(evidence) }
            </div>
        </>
    }
}

/// What a few words mean, to choose from.
fn words(asked: &Asked, meant: &Meant) -> Html {
    html! {
        <>
            { for meant.question().map(|question| html! { <p key="question" class="note">{ question }</p> }) }
            <ul key="chips" class="chips found" aria-label="What it may mean">
                { for meant.hosts.iter().zip(0..).map(|(meant, at)| html! { <li key={format!("host {at}")}>{ host(asked, meant, "") }</li> }) }
                { for meant.images.iter().zip(0..).map(|(meant, at)| html! { <li key={format!("image {at}")}>{ image(asked, meant) }</li> }) }
            </ul>
        </>
    }
}

/// What is looked for, where nothing was found.
fn nothing() -> Html {
    html! {
        <>
            <p key="nothing" class="note" data-nothing="">{ "Nothing recognized. Looked for:" }</p>
            <ul key="looked" class="looked">{ for explain::LOOKED_FOR.iter().map(|looked_for| html! { <li key={*looked_for}>{ *looked_for }</li> }) }</ul>
        </>
    }
}

/// A chip that sets a field of the question, or clears it again.
fn chip(
    asked: &Asked,
    hook: &'static str,
    pressed: bool,
    action: impl Fn(bool) -> Action + 'static,
    face: Html,
) -> Html {
    let onclick = asked.act.reform(move |_: MouseEvent| action(!pressed));
    let is = |what: &str| (hook == what).then_some("");
    html! {
        <button type="button" class="chip" data-what={hook} aria-pressed={if pressed { "true" } else { "false" }}
            data-set-host={is("host")} data-set-image={is("image")} data-set-isolation={is("isolation")} data-set-engine={is("engine")}
            {onclick}>{ face }</button>
    }
}

fn host(asked: &Asked, host: &Host, name: &str) -> Html {
    let host = *host;
    let pressed =
        asked.question.host.get().is_some_and(|chosen| (chosen.version, chosen.kind) == (host.version, host.kind));
    let joint = if name.is_empty() { "" } else { ", " };
    let face = html! { <><b>{ "Host" }</b>{ " " }{ host.version.to_string() }{ " " }<small>{ host.name() }{ joint }{ name.to_owned() }</small></> };
    chip(asked, "host", pressed, move |set| Action::Host(set.then_some(host).into()), face)
}

fn image(asked: &Asked, image: &Image) -> Html {
    let pressed = asked.question.image.get() == Some(image);
    let name = image.reference_text().unwrap_or_default();
    let face =
        html! { <><b>{ "Image" }</b>{ " " }{ name }{ " " }<small>{ search::versions_in_words(image) }</small></> };
    let image = image.clone();
    chip(asked, "image", pressed, move |set| Action::Image(set.then(|| image.clone()).into()), face)
}

/// Error, isolation, engine and what is left alone.
fn others(asked: &Asked, evidence: &Evidence) -> Vec<Html> {
    let Question { isolation, engine, .. } = &asked.question;
    let clues = &evidence.clues;
    let mut chips = Vec::new();
    if let Some(explained) = evidence.explained() {
        chips.push(html! {
            <a class="chip" data-what="error" href="#explained" onclick={|event: MouseEvent| browser::go_to(&event, "explained")}>
                <b>{ "Error" }</b>{ " " }{ explained.title }
            </a>
        });
    }
    if let Some((found, _)) = clues.isolation {
        let face = html! { <><b>{ "Isolation" }</b>{ " " }{ found.title() }</> };
        let pressed = *isolation == Choice::Set(found);
        chips.push(chip(asked, "isolation", pressed, move |set| Action::Isolation(set.then_some(found)), face));
    }
    if let Some((found, _)) = clues.engine {
        let face = html! { <><b>{ "Engine" }</b>{ " " }{ found.title() }</> };
        let pressed = *engine == Choice::Set(found);
        chips.push(chip(asked, "engine", pressed, move |set| Action::Engine(set.then_some(found)), face));
    }
    if clues.linux_nodes > 0 {
        let nodes = if clues.linux_nodes == 1 { "Linux node" } else { "Linux nodes" };
        chips.push(
            html! { <span class="chip" data-what="linux">{ format!("{} {nodes}, ignored", clues.linux_nodes) }</span> },
        );
    }
    chips
}

/// The lines with something in them, marked.
fn excerpt(excerpt: &Excerpt) -> Html {
    let excerpt = excerpt.clone();
    let body = move |()| html! { <pre><code>{ for excerpt.lines.iter().map(line) }{ if excerpt.more { "…\n" } else { "" } }</code></pre> };
    html! { <Disclosure class="excerpt" summary={html! { "Show where in your text" }} body={body} /> }
}

fn line(line: &reading::Line) -> Html {
    let piece = |(text, what): &(String, Option<&'static str>)| match what {
        Some(what) => html! { <mark data-what={*what}>{ text }</mark> },
        None => html! { { text } },
    };
    html! { <>{ for line.iter().map(piece) }{ "\n" }</> }
}

/// The error in plain words, and what is missing for an answer.
fn error(evidence: &Evidence) -> Html {
    let next = evidence.next();
    let Some(explained) = evidence.explained() else {
        return match next {
            Some(next) => html! { <div key="error" class="explained" data-missing="">{ ask(&next) }</div> },
            None => Html::default(),
        };
    };
    let page = evidence.clues.error.as_ref().and_then(|error| error_page::of(error.code));
    html! {
        <div key="error" class="explained" id="explained" tabindex="-1">
            <h3>{ explained.title }</h3>
            <p>{ explained.means }</p>
            { for evidence.likely_cause().map(|cause| html! { <p key="cause"><b>{ "Likely cause:" }</b>{ " " }{ cause }</p> }) }
            <p>{ explained.silent }{ " " }{ external(explained.source, explained.rules.first().copied()) }</p>
            if evidence.is_answered() {
                <p><a class="to-answer" href="#answer" onclick={|event: MouseEvent| browser::go_to(&event, "answer")}>{ "To the answer" }</a></p>
            }
            { for page.map(|page| html! { <p key="page"><a href={["?view=errors#", page.slug].concat()}>{ "All about this error" }</a></p> }) }
            { for next.map(|next| html! { <div key="next">{ ask(&next) }</div> }) }
        </div>
    }
}

/// What to run next, and paste back.
fn ask(ask: &Ask) -> Html {
    html! {
        <>
            <p key="sentence" class="next-ask">{ ask.sentence }</p>
            <div key="command" class="offer" data-block="">
                <code>{ ask.command }</code><Copy text={ask.command} label={ask.command} />
                <small>{ "run this and paste the output" }</small>
            </div>
        </>
    }
}
