//! Questions to answer oneself. What is right, and why, comes from the rules.

use std::rc::Rc;
use yew::prelude::*;

use super::frame::{use_title, ways};
use super::prose::rules;
use crate::page::browser;
use crate::page::parts::{Disclosure, shape};
use crate::rules::{catalogue::Catalogue, link, verdict::Outcome};
use crate::teach::quiz::{self, Answer, Quiz, Round};

/// A round as the state of the view.
#[derive(Clone)]
struct State(Round);

enum Change {
    Answer(Outcome),
    Next,
    Again(u64),
}

impl Reducible for State {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut round = self.0.clone();
        match change {
            Change::Answer(outcome) => round.answer(outcome),
            Change::Next => round.next(),
            Change::Again(seed) => round = Round::new(None, seed, &Catalogue::releases_only()),
        }
        Self(round).into()
    }
}

/// The quiz.
#[component]
pub fn QuizView() -> Html {
    use_title("Quiz");
    let state = use_reducer(|| {
        let first = browser::asked("quiz").and_then(|id| quiz::by_id(&id, &Catalogue::releases_only()));
        State(Round::new(first, browser::random(), &Catalogue::releases_only()))
    });
    let round = &state.0;
    // A link that is not understood stays in the address until there is another question.
    let unknown = browser::asked("quiz")
        .filter(|id| !id.is_empty() && round.is_new() && quiz::by_id(id, &Catalogue::releases_only()).is_none());
    let open = round.open().map(|quiz| quiz.query());
    use_effect_with((open, round.is_new()), {
        let unknown = unknown.is_some();
        move |(query, is_new)| {
            if !unknown {
                browser::show_query(query.as_deref().unwrap_or("view=quiz"), false);
            }
            if !is_new {
                browser::focus("question");
            }
        }
    });
    use_effect_with(round.said(), |said| {
        if let Some(said) = said {
            browser::announce(said);
            browser::focus("onward");
        }
    });
    let dispatcher = state.dispatcher();
    use_effect_with((), {
        let dispatcher = dispatcher.clone();
        move |()| {
            let keys = browser::on_keys(move |key| match key.parse::<usize>().ok() {
                Some(number) => match quiz::ANSWERS.get(number.wrapping_sub(1)) {
                    Some(outcome) => {
                        dispatcher.dispatch(Change::Answer(*outcome));
                        true
                    }
                    None => false,
                },
                None if key == "n" => {
                    dispatcher.dispatch(Change::Next);
                    true
                }
                None => false,
            });
            move || drop(keys)
        }
    });
    let act = Callback::from(move |change| dispatcher.dispatch(change));
    html! {
        <main class="school" id="answer" tabindex="-1" data-ready="">
            { ways("?view=quiz") }
            <h1 class="unseen">{ "Quiz: will it run?" }</h1>
            <p class="note error" hidden={unknown.is_none()}>
                { unknown.as_deref().map(|id| format!("There is no question “{id}”. Here is another one.")).unwrap_or_default() }
            </p>
            { match round.open() {
                Some(quiz) => question(quiz, round, &act),
                None => finished(round, &act),
            } }
        </main>
    }
}

fn question(quiz: &Quiz, round: &Round, act: &Callback<Change>) -> Html {
    let given = round.answered();
    let answers = quiz.answers();
    let hint = quiz.hint();
    html! {
        <section key={quiz.id.clone()} class="card quiz" aria-labelledby="question">
            <div class="title">
                <p class="count">{ round.place() }</p>
                <p class="count score">{ round.score() }</p>
            </div>
            <h2 id="question" tabindex="-1">{ quiz.text() }</h2>
            <Disclosure class="more" summary={html! { "Show the numbers" }} body={move |()| html! { <p>{ &hint }</p> }} />
            <ol class="answers">
                { for answers.iter().zip(0..).map(|(answer, at)| choice(answer, at, given, act)) }
            </ol>
            <div class="explanation" hidden={given.is_none()}>
                { for given.map(|given| explained(quiz, &answers, given, act)) }
            </div>
        </section>
    }
}

fn choice(answer: &Answer, at: usize, given: Option<Outcome>, act: &Callback<Change>) -> Html {
    let outcome = answer.outcome;
    let mark = given.and_then(|given| match (answer.right, given == answer.outcome) {
        (true, true) => Some(("✔", "process", "your answer, right")),
        (true, false) => Some(("✔", "process", "right")),
        (false, true) => Some(("✖", "none", "your answer: wrong")),
        (false, false) => None,
    });
    let tone = mark.map(|(_, tone, _)| tone);
    html! {
        <li key={at}>
            <button type="button" onclick={act.reform(move |_: MouseEvent| Change::Answer(outcome))} data-tone={tone} disabled={given.is_some()} aria-keyshortcuts={(at + 1).to_string()}>
                <kbd aria-hidden="true">{ at + 1 }</kbd>
                <span>{ answer.outcome.title() }</span>
                { for mark.map(|(symbol, _, word)| html! { <span class="tag">{ shape(symbol) }{ word }</span> }) }
            </button>
        </li>
    }
}

/// Why the right answer is right, why the given one is not, and the rules.
fn explained(quiz: &Quiz, answers: &[Answer], given: Outcome, act: &Callback<Change>) -> Html {
    let right = answers.iter().find(|answer| answer.right);
    let wrong = answers.iter().find(|answer| answer.outcome == given && !answer.right);
    let href = format!("?{}", link::encode(&quiz.question));
    html! {
        <div>
            <h3 data-tone={if wrong.is_some() { "none" } else { "process" }}>
                <span class="tag">{ shape(if wrong.is_some() { "✖" } else { "✔" }) }{ if wrong.is_some() { "Not right" } else { "Right" } }</span>
            </h3>
            { for wrong.map(|wrong| html! { <p><b>{ format!("Why not “{}”? ", wrong.outcome.title()) }</b>{ &wrong.why }</p> }) }
            { for right.map(|right| html! { <p><b>{ format!("{}. ", right.outcome.title()) }</b>{ &right.why }</p> }) }
            { rules(&quiz.rules()) }
            <p class="onward">
                <button type="button" class="tool primary" id="onward" onclick={act.reform(|_: MouseEvent| Change::Next)} aria-keyshortcuts="n">{ "Next" }<kbd aria-hidden="true">{ "n" }</kbd></button>
                <a class="tool" {href}>{ "The whole answer" }</a>
            </p>
        </div>
    }
}

fn finished(round: &Round, act: &Callback<Change>) -> Html {
    html! {
        <section key="finished" class="card quiz" aria-labelledby="question">
            <h2 id="question" tabindex="-1">{ round.score() }</h2>
            <ol class="review">
                { for round.review().map(|(quiz, right)| {
                    html! {
                        <li key={quiz.id.clone()} data-tone={if right { "process" } else { "none" }}>
                            <span class="tag">{ shape(if right { "✔" } else { "✖" }) }<span class="unseen">{ if right { "right: " } else { "not right: " } }</span></span>
                            <a href={format!("?{}", quiz.query())}>{ quiz.text() }</a>{ " " }{ quiz.outcome().title() }
                        </li>
                    }
                }) }
            </ol>
            <p class="onward">
                <button type="button" class="tool primary" onclick={act.reform(|_: MouseEvent| Change::Again(browser::random()))}>{ "Another round" }</button>
                <a class="tool" href="?view=learn">{ "Back to the lessons" }</a>
            </p>
        </section>
    }
}
