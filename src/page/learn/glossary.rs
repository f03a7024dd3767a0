//! The terms of the field, each with one sentence and the lesson about it.

use yew::prelude::*;

use super::frame::{use_title, view};
use crate::teach::learn::{self, glossary::GLOSSARY};

const LEAD: &str = "The terms of the field, one sentence each.";

/// The glossary.
#[component]
pub fn GlossaryView() -> Html {
    use_title("Glossary");
    let body = html! {
        <dl class="card glossary">
            { for GLOSSARY.iter().map(|term| html! {
                <div key={term.slug} id={term.slug} tabindex="-1">
                    <dt>
                        { term.term }
                        { for term.also.iter().map(|also| html! { <small key={*also}>{ *also }</small> }) }
                    </dt>
                    <dd>
                        { term.text }{ " " }
                        { for learn::lesson(term.lesson).map(|lesson| html! {
                            <a class="source" href={format!("?{}", lesson.query())}>{ "lesson: " }{ lesson.title }</a>
                        }) }
                    </dd>
                </div>
            }) }
        </dl>
    };
    view("?view=glossary", "Glossary", LEAD, body)
}
