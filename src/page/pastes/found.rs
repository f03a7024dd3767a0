//! What was found in a paste: chips, the text with marks, the error in plain words, and what to ask next.

use yew::prelude::*;

use crate::diagnose::explain;
use crate::diagnose::reading::{self, Content as What, Excerpt, WeighedEvidence};
use crate::page::asked::Asked;
use crate::page::parts::Disclosure;
use crate::read::clue::HostClue;
use crate::read::search;
use crate::read::words::Meant;
use crate::rules::{
    host::Host,
    image::Image,
    lifecycle::Row,
    question::{Action, Choice, Engine, Question},
};

/// The whole area under the paste box.
pub(super) fn found(asked: &Asked) -> Html {
    let Some(pasted) = &asked.pasted else { return html! { <div /> } };
    match &pasted.reading.found {
        What::Clues(evidence) => evidenced(asked, evidence),
        // What failed is said already.
        What::Words(meant) if meant.is_empty() && asked.failed.is_some() => html! { <div /> },
        What::Words(meant) if meant.is_empty() => nothing(&pasted.text),
        What::Words(meant) => words(asked, meant),
    }
}

fn evidenced(asked: &Asked, evidence: &WeighedEvidence) -> Html {
    // What was found alone, and taken, stands in the sentence below.
    let question = &asked.question;
    // Of a build that a server and a client share, the question knows more than the text.
    let chosen = |host: &Host| question.host.get().copied().filter(|chosen| chosen.version == host.version);
    let hosts = || evidence.hosts.iter().map(|(clue, host)| (clue, host.map(|host| chosen(&host).unwrap_or(host))));
    let host_taken =
        evidence.hosts.len() == 1 && hosts().all(|(_, host)| host.is_some() && host == question.host.get().copied());
    let image_taken = matches!(evidence.images.as_slice(), [image] if question.image.get() == Some(image));
    let mut chips: Vec<Html> = Vec::new();
    if !host_taken {
        chips.extend(alike(hosts()).into_iter().map(|(name, known)| match known {
            Some(known) => host(asked, &known, &name),
            None => html! { <span class="chip" data-what="host"><b>{ "Host" }</b>{ " " }{ name }{ " " }<small>{ "version not given" }</small></span> },
        }));
    }
    if !image_taken {
        chips.extend(evidence.images.iter().map(|found| image(asked, found)));
    }
    chips.extend(others(asked, evidence));
    let choose = evidence.choose(&asked.question);
    let many = chips.len() > MOST_CHIPS;
    let chips = html! {
        <ul key="chips" class="chips found" aria-label="Found in the text">
            { for chips.into_iter().zip(0..).map(|(chip, at)| html! { <li key={at}>{ chip }</li> }) }
        </ul>
    };
    html! {
        <>
            if many {
                <details key="many" class="more">
                    <summary>{ choose.unwrap_or("Everything found in the text") }</summary>
                    { chips }
                </details>
            } else {
                { chips }
            }
            <div key="rest">
                { for choose.filter(|_| !many).map(|sentence| html! { <p key="choose" class="note">{ sentence }</p> }) }
                { excerpt(&evidence.excerpt) }
                { for reading::caveats(&evidence.clues).zip(0..).map(|(caveat, at)| html! { <p key={at} class="remark">{ caveat }</p> }) }
            </div>
        </>
    }
}

/// More than these hide the answer below them: they open.
const MOST_CHIPS: usize = 6;

/// Hosts of one version, which are one choice, with the name of the first and how many more there are.
fn alike<'a>(hosts: impl Iterator<Item = (&'a HostClue, Option<Host>)>) -> Vec<(String, Option<Host>)> {
    let mut groups: Vec<(String, Option<Host>, usize)> = Vec::new();
    for (clue, known) in hosts {
        let same = |group: &&mut (String, Option<Host>, usize)| known.is_some() && group.1 == known;
        match groups.iter_mut().find(same) {
            Some((.., more)) => *more += 1,
            None => groups.push((clue.name.clone().unwrap_or_default(), known, 0)),
        }
    }
    let named = |(name, known, more): (String, Option<Host>, usize)| match more {
        0 => (name, known),
        more if name.is_empty() => (format!("{} times", more + 1), known),
        more => (format!("{name} and {more} more"), known),
    };
    groups.into_iter().map(named).collect()
}

/// What a few words mean, to choose from.
fn words(asked: &Asked, meant: &Meant) -> Html {
    // Where each choice has the same answer, it stands below.
    let is_whole = asked.question.host.get().is_some() && asked.question.image.get().is_some();
    let question = meant.question().filter(|_| !is_whole);
    html! {
        <>
            { for question.map(|question| html! { <p key="question" class="note">{ question }</p> }) }
            <ul key="chips" class="chips found" aria-label="What it may mean">
                { for meant.hosts.iter().zip(0..).map(|(host_meant, at)| html! { <li key={format!("host {at}")}>{ host(asked, host_meant, &until(asked, host_meant, meant.engine)) }</li> }) }
                { for meant.images.iter().zip(0..).map(|(image_meant, at)| html! { <li key={format!("image {at}")}>{ image(asked, image_meant) }</li> }) }
            </ul>
        </>
    }
}

/// Until when a release that was named gets updates: who names several may ask just that.
fn until(asked: &Asked, host: &Host, engine: Option<Engine>) -> String {
    host.release.map(|release| Row::of(release).until_on(engine, asked.today)).unwrap_or_default()
}

/// What is looked for, where nothing was found.
fn nothing(text: &str) -> Html {
    if let Some(sentence) = explain::says_no_versions(text) {
        return html! { <p key="nothing" class="note" data-nothing="">{ sentence }</p> };
    }
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

/// Isolation, engine and what is left alone: the error is the headline.
fn others(asked: &Asked, evidence: &WeighedEvidence) -> Vec<Html> {
    let Question { isolation, engine, .. } = &asked.question;
    let clues = &evidence.clues;
    let mut chips = Vec::new();
    if let Some((found, _)) = clues.isolation {
        let face = html! { <><b>{ "Use" }</b>{ " " }{ found.title() }</> };
        let pressed = *isolation == Choice::Set(found);
        chips.push(chip(asked, "isolation", pressed, move |set| Action::Isolation(set.then_some(found)), face));
    }
    // Docker decides nothing that “any” leaves open.
    if let Some((found, _)) =
        clues.engine.filter(|(found, _)| *found != Engine::Docker && *engine != Choice::Set(*found))
    {
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

fn line(line: &reading::ExcerptLine) -> Html {
    let piece = |(text, what): &(String, Option<&'static str>)| match what {
        Some(what) => html! { <mark data-what={*what}>{ text }</mark> },
        None => html! { { text } },
    };
    html! { <>{ for line.iter().map(piece) }{ "\n" }</> }
}
