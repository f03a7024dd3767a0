//! One lesson: one idea in words, and below it the live calculator with a question that shows it.

use yew::prelude::*;

use super::frame::ways;
use super::prose::{prose, rules};
use crate::page::app::App;
use crate::page::browser;
use crate::page::parts::{Disclosure, source};
use crate::rules::{link, question::Choice};
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

/// A lesson with the calculator.
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
    use_effect_with((), {
        let lesson = lesson.clone();
        move |()| {
            let back = browser::on_history(Callback::from(move |()| lesson.set(asked().slug)));
            let keys = browser::on_keys(turn);
            move || drop((back, keys))
        }
    });
    let lesson = learn::lesson(&lesson).unwrap_or(&PATH[0]);
    html! {
        <App heading={lesson.title}>
            <div class="school">
                { ways("?view=learn") }
                <p class="note error" hidden={unknown().is_none()}>
                    { unknown().map(|slug| format!("There is no lesson “{slug}”. This is the first one.")).unwrap_or_default() }
                </p>
                { shown(lesson) }
            </div>
        </App>
    }
}

/// Arrow keys and page keys turn the pages of a presentation.
fn turn(key: &str) -> bool {
    if browser::asked("present").is_none() {
        return false;
    }
    let lesson = asked();
    let to = match key {
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

fn shown(lesson: &'static Lesson) -> Html {
    let mut seen = Vec::new();
    let body: Vec<Html> = lesson.body.iter().map(|text| prose(text, &mut seen)).collect();
    html! {
        <section class="card lesson" id="lesson" tabindex="-1" aria-labelledby="lesson-title">
            <div class="title">
                <p class="count">{ format!("Lesson {} of {}", lesson.number(), PATH.len()) }</p>
                <div class="buttons">
                    <button type="button" class="tool" data-present="" onclick={|_: MouseEvent| browser::present(browser::asked("present").is_none())}>
                        <span class="start">{ "Present" }</span><span class="end">{ "End the presentation" }</span>
                    </button>
                </div>
            </div>
            <h2 id="lesson-title">{ lesson.title }</h2>
            <div class="idea">
                <div class="body">{ for body }</div>
                <div class="look">
                    <h3>{ "Look at the answer" }</h3>
                    <p>{ lesson.look_at }</p>
                    <h3>{ "Then try" }</h3>
                    <ul class="chips">
                        <li key="own">{ attempt(lesson, "The lesson’s question", lesson.question) }</li>
                        { for lesson.tries.iter().map(|one| html! { <li key={one.question}>{ attempt(lesson, one.label, one.question) }</li> }) }
                    </ul>
                </div>
            </div>
            <Disclosure class="more" summary={html! { "The rules behind it" }} body={move |()| behind(lesson)} />
            <nav class="turn" aria-label="Lessons">
                <span>{ for lesson.previous().map(|to| step(to, "← ", "")) }</span>
                <span>{ lesson.next().map_or_else(drills, |to| step(to, "", " →")) }</span>
            </nav>
        </section>
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
