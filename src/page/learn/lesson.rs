//! One lesson: a question to answer first, then the idea in words and in a picture, and below it the live calculator.

use yew::prelude::*;

use super::frame::{present, ways};
use super::picture::picture;
use super::prose::{prose, rules};
use crate::page::app::App;
use crate::page::browser;
use crate::page::parts::{Disclosure, shape, source, tag};
use crate::rules::{headline, judge::judge, link, question::Choice, verdict::Outcome};
use crate::teach::learn::{self, Lesson, PATH};

/// The lesson that the address asks for; the first one where there is none of that name.
fn asked() -> &'static Lesson {
    browser::asked("learn").and_then(|slug| learn::lesson(&slug)).unwrap_or(&PATH[0])
}

/// A name in the address that no lesson has.
fn unknown() -> Option<String> {
    browser::asked("learn").filter(|slug| learn::lesson(slug).is_none())
}

/// The address of a lesson: its own link, or the one of another question that is tried in it.
fn query(lesson: &Lesson, question: &str) -> String {
    let present = if browser::asked("present").is_some() { "&present=1" } else { "" };
    let joint = if question.is_empty() { "" } else { "&" };
    [question, joint, &lesson.query(), present].concat()
}

/// Opens a lesson without loading the page again: the calculator reads the address as after the back button.
fn open(lesson: &'static Lesson) {
    browser::show_query(&query(lesson, lesson.question), true);
    browser::history_changed();
    browser::focus("lesson");
}

/// A lesson whose question has been answered, and with what; `None` stands for a look without an answer.
type Revealed = Option<(&'static str, Option<Outcome>)>;

/// A lesson with the calculator, which waits for the reader’s answer.
#[component]
pub fn LessonView() -> Html {
    let lesson = use_state_eq(|| {
        let lesson = asked();
        let given = link::decode(&browser::query());
        if given.host == Choice::Unset && given.image == Choice::Unset {
            // Before the calculator reads it. What else the address says stays, understood or not.
            browser::show_query(&link::replace(&browser::query(), &lesson.asks()), false);
        }
        lesson.slug
    });
    // Whoever comes with another question than the lesson’s has seen the lesson.
    let revealed = use_state_eq(|| {
        let own = link::decode(&browser::query()) == asked().asks();
        Revealed::from((!own).then_some((asked().slug, None)))
    });
    let waiting = use_mut_ref(|| false);
    // The reader asked to be told: the focus goes there once it is drawn.
    let to_told = use_mut_ref(|| false);
    let lesson_of = learn::lesson(&lesson).unwrap_or(&PATH[0]);
    let given = revealed.filter(|(slug, _)| *slug == lesson_of.slug).map(|(_, given)| given);
    *waiting.borrow_mut() = given.is_none();
    use_effect_with(given, {
        let to_told = to_told.clone();
        move |_| {
            if to_told.take() {
                browser::focus("told");
            }
        }
    });
    let reveal = use_callback((), {
        let revealed = revealed.clone();
        move |given: Option<Outcome>, ()| {
            let lesson = asked();
            *to_told.borrow_mut() = true;
            revealed.set(Some((lesson.slug, given)));
            if let Some(given) = given {
                browser::announce(if lesson.outcome() == Some(given) { "Right" } else { "Wrong" });
            }
        }
    });
    use_effect_with((), {
        let (lesson, reveal, waiting) = (lesson.clone(), reveal.clone(), waiting.clone());
        move |()| {
            let back = browser::on_history(Callback::from(move |()| lesson.set(asked().slug)));
            let keys = browser::on_keys(move |key| turn(key, *waiting.borrow(), &reveal));
            move || drop((back, keys))
        }
    });
    html! {
        <App heading={lesson_of.title}>
            <div class="school">
                { ways("?view=learn") }
                <p class="note error" hidden={unknown().is_none()}>
                    { unknown().map(|slug| format!("There is no lesson “{slug}”. This is the first one.")).unwrap_or_default() }
                </p>
                { shown(lesson_of, given, &reveal) }
                <h2 class="then">{ "The calculator, with this lesson’s question" }</h2>
            </div>
        </App>
    }
}

/// Arrow keys and page keys turn the pages of a presentation: each lesson first asks, then tells.
fn turn(key: &str, waiting: bool, reveal: &Callback<Option<Outcome>>) -> bool {
    if browser::asked("present").is_none() {
        return false;
    }
    let lesson = asked();
    let to = match key {
        "ArrowRight" | "PageDown" if waiting => {
            reveal.emit(None);
            return true;
        }
        "ArrowRight" | "PageDown" => lesson.next(),
        "ArrowLeft" | "PageUp" => lesson.previous(),
        "Escape" => {
            browser::present(false);
            return true;
        }
        _ => return false,
    };
    if let Some(to) = to {
        open(to);
    }
    true
}

fn shown(lesson: &'static Lesson, given: Option<Option<Outcome>>, reveal: &Callback<Option<Outcome>>) -> Html {
    html! {
        <section class="card lesson" id="lesson" tabindex="-1" aria-labelledby="lesson-title" data-waits={given.is_none().then_some("")}>
            <div class="title">
                <p class="count">{ format!("Lesson {} of {}", lesson.number(), PATH.len()) }</p>
                <div class="buttons">
                    <small class="end">{ "→ next · ← back · Esc exit" }</small>
                    { present() }
                </div>
            </div>
            <h2 id="lesson-title">{ lesson.title }</h2>
            { predict(lesson, given, reveal) }
            <div class="told" id="told" tabindex="-1" hidden={given.is_none()}>
                if given.is_some() { { told(lesson) } }
            </div>
            <nav class="turn" aria-label="Lessons">
                <span>{ for lesson.previous().map(|to| step(to, "← ", "")) }</span>
                <span>{ lesson.next().map_or_else(drills, |to| step(to, "", " →")) }</span>
            </nav>
        </section>
    }
}

/// The question that comes first.
fn predict(lesson: &'static Lesson, given: Option<Option<Outcome>>, reveal: &Callback<Option<Outcome>>) -> Html {
    let right = lesson.outcome();
    html! {
        <fieldset class="predict" disabled={given.is_some()}>
            <legend>{ lesson.riddle() }</legend>
            <ol class="answers">
                { for Lesson::CHOICES.into_iter().map(|outcome| choice(outcome, right, given, reveal)) }
            </ol>
            if given.is_none() {
                <p><button type="button" class="link" onclick={reveal.reform(|_: MouseEvent| None)}>{ "Show the lesson without an answer" }</button></p>
            }
        </fieldset>
    }
}

fn choice(
    outcome: Outcome,
    right: Option<Outcome>,
    given: Option<Option<Outcome>>,
    reveal: &Callback<Option<Outcome>>,
) -> Html {
    let mine = given.flatten() == Some(outcome);
    let mark = given.and_then(|_| match (right == Some(outcome), mine) {
        (true, true) => Some(("✔", "process", "your answer, right")),
        (true, false) => Some(("✔", "process", "right")),
        (false, true) => Some(("✖", "none", "your answer: wrong")),
        (false, false) => None,
    });
    html! {
        <li key={outcome.slug()}>
            <button type="button" data-tone={mark.map(|(_, tone, _)| tone)} onclick={reveal.reform(move |_: MouseEvent| Some(outcome))}>
                <span>{ outcome.title() }</span>
                { for mark.map(|(symbol, _, word)| html! { <span class="tag">{ shape(symbol) }{ word }</span> }) }
            </button>
        </li>
    }
}

/// The idea: what happens to the question and why, in words and in a picture.
fn told(lesson: &'static Lesson) -> Html {
    let mut seen = Vec::new();
    let body: Vec<Html> = lesson.body.iter().map(|text| prose(text, &mut seen)).collect();
    let question = lesson.asks();
    let answer = judge(&question).map(|verdict| {
        let sentence = headline::sentence(&question, &verdict).to_string();
        html! { <p class="answer-line">{ tag(verdict.outcome.symbol(), verdict.outcome.title()) }{ " " }{ sentence }</p> }
    });
    html! {
        <div class="idea">
            <div class="body">{ for answer }{ for body }</div>
            <div class="look">
                { for lesson.picture().iter().map(picture) }
                <p>{ lesson.look_at }</p>
                <div class="tries">
                    <h3>{ "Then try" }</h3>
                    <ul class="chips">
                        <li key="own">{ attempt(lesson, "The lesson’s question", lesson.question) }</li>
                        { for lesson.tries.iter().map(|one| html! { <li key={one.question}>{ attempt(lesson, one.label, one.question) }</li> }) }
                    </ul>
                </div>
            </div>
            <Disclosure class="more" summary={html! { "The rules behind it" }} body={move |()| behind(lesson)} />
        </div>
    }
}

fn behind(lesson: &Lesson) -> Html {
    html! { <>{ rules(lesson.rules) }<p class="remark">{ "More: " }{ source(lesson.source, None) }</p></> }
}

/// A question to try within the lesson: the calculator reads it from the address, as after the back button.
fn attempt(lesson: &'static Lesson, label: &'static str, question: &'static str) -> Html {
    let onclick = move |event: MouseEvent| {
        if browser::is_plain_click(&event) {
            browser::show_query(&query(lesson, question), true);
            browser::history_changed();
        }
    };
    html! { <a class="chip" data-jump="" href={["?", &query(lesson, question)].concat()} {onclick}>{ label }</a> }
}

fn step(to: &'static Lesson, before: &'static str, after: &'static str) -> Html {
    let onclick = move |event: MouseEvent| {
        if browser::is_plain_click(&event) {
            open(to);
        }
    };
    html! { <a href={format!("?{}", to.query())} {onclick}>{ before }{ to.title }{ after }</a> }
}

fn drills() -> Html {
    html! { <a href="?learn=drills">{ "Incident drills →" }</a> }
}
