//! The path: all lessons, in order.

use yew::prelude::*;

use super::frame::{use_title, view};
use crate::teach::learn::{Lesson, PATH};

const LEAD: &str = "Ten short lessons for a team. Each asks first, then explains: one idea, one picture, and the calculator to try it. \
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

/// What a lesson asks, not what it answers.
fn entry(lesson: &'static Lesson) -> Html {
    html! {
        <li key={lesson.slug} class="card">
            <h2><a href={format!("?{}", lesson.query())}>{ lesson.title }</a></h2>
            <p>{ lesson.riddle() }</p>
        </li>
    }
}
