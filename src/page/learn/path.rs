//! The path: all lessons, in order.

use yew::prelude::*;

use super::frame::{use_title, view};
use crate::page::parts::tag;
use crate::rules::judge::judge;
use crate::teach::learn::{Lesson, PATH};
use crate::teach::share;

const LEAD: &str = "Ten short lessons for a team: each is one idea, a question that the calculator answers live, and others to try. \
                    Every lesson has a link of its own, and a layout for a projector.";

/// The list of lessons.
#[component]
pub fn PathView() -> Html {
    use_title("Learn");
    view(
        "?view=learn",
        "How Windows container versions work",
        LEAD,
        html! {
            <>
                <ol class="path">{ for PATH.iter().map(entry) }</ol>
                <p class="onward">
                    <a class="tool" href={format!("?{}&present=1", PATH[0].query())}>{ "Present from the first lesson" }</a>
                    <a class="tool" href="?learn=drills">{ "Incident drills" }</a>
                </p>
            </>
        },
    )
}

fn entry(lesson: &'static Lesson) -> Html {
    let question = lesson.asks();
    let answer = judge(&question).map(|verdict| {
        let (symbol, title) = (verdict.outcome.symbol(), verdict.outcome.title());
        html! { <p class="shows">{ share::subject(&question, &verdict) }{ ": " }{ tag(symbol, title) }</p> }
    });
    html! {
        <li key={lesson.slug} class="card">
            <h2><a href={format!("?{}", lesson.query())}>{ lesson.title }</a></h2>
            <p>{ lesson.look_at }</p>
            { for answer }
        </li>
    }
}
