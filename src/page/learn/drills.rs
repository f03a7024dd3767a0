//! Incident drills: a log, what failed and why to choose from, and then what the product's own diagnosis says.

use std::rc::Rc;
use yew::prelude::*;

use super::frame::{heading, present, use_title, view, ways};
use crate::diagnose::{Cause, cause::CauseEntry};
use crate::page::browser;
use crate::page::parts::{external, shape, steps};
use crate::teach::drills::{self, DRILLS, Drill, LogLine, Round, Solved};

const LEAD: &str = "Logs as they come in. Say what failed and why before the page does.";
const COACH: &str = "All drills with their answers, to print for whoever leads the session.";

/// A session as the state of the view.
#[derive(Clone)]
struct State(Round);

enum RoundChange {
    Answer(Cause, bool),
    Next,
    Again(u64),
}

impl Reducible for State {
    type Action = RoundChange;

    fn reduce(self: Rc<Self>, change: RoundChange) -> Rc<Self> {
        let mut round = self.0.clone();
        match change {
            RoundChange::Answer(cause, right) => round.answer(cause, right),
            RoundChange::Next => round.next(),
            RoundChange::Again(seed) => round = Round::new(None, seed),
        }
        Self(round).into()
    }
}

fn asked() -> Option<&'static Drill> {
    browser::asked("drill").and_then(|id| drills::by_id(&id))
}

/// Drills one after the other, with a score.
#[component]
pub fn Session() -> Html {
    use_title("Incident drills");
    let state = use_reducer(|| State(Round::new(asked(), browser::random())));
    let round = &state.0;
    // A link that is not understood stays in the address until there is another drill.
    let unknown = browser::asked("drill").filter(|id| !id.is_empty() && round.is_new() && drills::by_id(id).is_none());
    let solved =
        use_memo(round.open().map(|drill| drill.id), |_| round.open().and_then(|drill| drill.solve(browser::today())));
    use_effect_with((round.open().map(Drill::query), round.is_new()), {
        let unknown = unknown.is_some();
        move |(query, is_new)| {
            if !unknown {
                let present = if browser::asked("present").is_some() { "&present=1" } else { "" };
                browser::show_query(&[query.as_deref().unwrap_or("learn=drills"), present].concat(), false);
            }
            if !is_new {
                browser::focus("drill-title");
            }
        }
    });
    use_effect_with((round.answered(), round.score()), |(answered, score)| {
        if let Some((_, right)) = answered {
            browser::announce(&[if *right { "Right" } else { "Wrong" }, ". ", score].concat());
            browser::focus("revealed");
        }
    });
    let dispatcher = state.dispatcher();
    let act = Callback::from(move |change| dispatcher.dispatch(change));
    html! {
        <main class="school" id="answer" tabindex="-1" data-ready="">
            { ways("?learn=drills") }
            { heading("Incident drills", LEAD) }
            <p class="note error" hidden={unknown.is_none()}>
                { unknown.as_deref().map(|id| format!("There is no drill “{id}”. Here is another one.")).unwrap_or_default() }
            </p>
            { match (round.open(), &*solved) {
                (Some(drill), Some(solved)) => open(drill, solved, round, &act),
                _ => finished(round, &act),
            } }
            <p class="onward"><a class="tool" href="?learn=drills&coach=1">{ "Coach’s sheet: all drills with answers" }</a></p>
        </main>
    }
}

fn open(drill: &'static Drill, solved: &Solved, round: &Round, act: &Callback<RoundChange>) -> Html {
    let given = round.answered();
    let right = solved.cause();
    html! {
        <section key={drill.id} class="card drill" aria-labelledby="drill-title">
            <div class="title">
                <p class="count">{ round.place() }</p>
                <p class="count score">{ round.score() }</p>
                { present() }
            </div>
            <h2 id="drill-title" tabindex="-1">{ drill.title }</h2>
            { log(solved, given.is_some()) }
            <fieldset class="predict" disabled={given.is_some()}>
                <legend>{ "What failed, and why?" }</legend>
                <ol class="answers">
                    { for drill.choices(right).into_iter().map(|entry| choice(entry, right, given.map(|(cause, _)| cause), act)) }
                </ol>
            </fieldset>
            <div class="revealed" id="revealed" tabindex="-1" hidden={given.is_none()}>
                if let Some((cause, is_right)) = given {
                    if !is_right { { not_that(cause) } }
                    { answer(solved) }
                    <p class="onward">
                        <button type="button" class="tool primary" onclick={act.reform(|_: MouseEvent| RoundChange::Next)}>{ "Next" }</button>
                    </p>
                }
            </div>
        </section>
    }
}

fn choice(entry: &'static CauseEntry, right: Cause, given: Option<Cause>, act: &Callback<RoundChange>) -> Html {
    let cause = entry.cause;
    let mark = given.and_then(|given| match (cause == right, given == cause) {
        (true, true) => Some(("✔", "process", "your answer, right")),
        (true, false) => Some(("✔", "process", "right")),
        (false, true) => Some(("✖", "none", "your answer: wrong")),
        (false, false) => None,
    });
    let tone = mark.map(|(_, tone, _)| tone);
    html! {
        <li key={entry.slug}>
            <button type="button" data-tone={tone} onclick={act.reform(move |_: MouseEvent| RoundChange::Answer(cause, cause == right))}>
                <span>{ entry.title }</span>
                { for mark.map(|(symbol, _, word)| html! { <span class="tag">{ shape(symbol) }{ word }</span> }) }
            </button>
        </li>
    }
}

/// The log; the lines that prove the cause are marked once there is an answer.
fn log(solved: &Solved, marked: bool) -> Html {
    html! {
        <pre class="log" tabindex="0" aria-label="The log"><code>
            { for solved.lines.iter().map(|line| html! {
                <span key={line.number} class={classes!("line", (marked && line.proves()).then_some("proof"))}>
                    { if marked { pieces(line) } else { html! { { line.text() } } } }{ "\n" }
                </span>
            }) }
        </code></pre>
    }
}

fn pieces(line: &LogLine) -> Html {
    let piece = |(text, what): &(&'static str, Option<&'static str>)| match what {
        Some(what) => html! { <mark data-what={*what}>{ *text }</mark> },
        None => html! { { *text } },
    };
    html! { <>{ for line.pieces.iter().map(piece) }</> }
}

/// What a wrong choice would have needed.
fn not_that(cause: Cause) -> Html {
    html! { <p><b>{ format!("Not “{}”: ", cause.entry().title) }</b>{ drills::why_not(cause.entry()) }</p> }
}

/// The diagnosis: what failed, why, the lines that prove it, what it is not, and what to do.
fn answer(solved: &Solved) -> Html {
    let diagnosis = &solved.answer.diagnosis;
    html! {
        <div data-diagnosis="" data-cause={diagnosis.cause.slug()} data-confidence={diagnosis.confidence.slug()}>
            <h3>{ &diagnosis.title }</h3>
            <p>{ &diagnosis.text }</p>
            <ul class="proofs" aria-label="The lines that prove it">
                { for solved.proof().map(|line| html! {
                    <li key={line.number}><span class="count">{ format!("line {}", line.number) }</span><code>{ pieces(line) }</code></li>
                }) }
            </ul>
            { for diagnosis.notes.iter().map(|note| html! { <p key={note.clone()} class="remark">{ note }</p> }) }
            <p class="remark">{ for diagnosis.ruled_out().map(|guesses| [&guesses, " "].concat()) }{ external(diagnosis.source, diagnosis.rules.first().copied()) }</p>
            { steps(diagnosis, &solved.answer.next) }
        </div>
    }
}

fn finished(round: &Round, act: &Callback<RoundChange>) -> Html {
    html! {
        <section key="finished" class="card drill" aria-labelledby="drill-title">
            <h2 id="drill-title" tabindex="-1">{ round.score() }</h2>
            <ol class="review">
                { for round.review().map(|(drill, right)| html! {
                    <li key={drill.id} data-tone={if right { "process" } else { "none" }}>
                        <span class="tag">{ shape(if right { "✔" } else { "✖" }) }<span class="unseen">{ if right { "right: " } else { "wrong: " } }</span></span>
                        <a href={format!("?{}", drill.query())}>{ drill.title }</a>
                    </li>
                }) }
            </ol>
            <p class="onward">
                <button type="button" class="tool primary" onclick={act.reform(|_: MouseEvent| RoundChange::Again(browser::random()))}>{ "Another ten" }</button>
                <a class="tool" href="?view=learn">{ "Back to the lessons" }</a>
            </p>
        </section>
    }
}

/// All drills with their answers.
#[component]
pub fn Coach() -> Html {
    use_title("Coach’s sheet");
    let today = browser::today();
    let drills = DRILLS.iter().filter_map(|drill| Some((drill, drill.solve(today)?)));
    let body = html! {
        <>
            <p class="onward">
                <button type="button" class="tool" onclick={|_: MouseEvent| browser::print()}>{ "Print" }</button>
                <a class="tool" href="?learn=drills">{ "Start a session" }</a>
            </p>
            <div class="coach">
                { for drills.zip(1..).map(|((drill, solved), number)| html! {
                    <section key={drill.id} class="card drill">
                        <h2>{ format!("{number}. {}", drill.title) }</h2>
                        <p class="remark"><b>{ solved.cause().entry().title }</b>{ " " }<a class="onward" href={format!("?{}", drill.query())}>{ "Open this drill" }</a></p>
                        { answer(&solved) }
                    </section>
                }) }
            </div>
        </>
    };
    view("?learn=drills", "Coach’s sheet", COACH, body)
}
