//! Paragraphs whose words lead to their meaning, and links to sources.

use yew::prelude::*;

use crate::page::parts::source;
use crate::rules::{link, question::Question, rule::Rule};
use crate::teach::learn::glossary::{self, Term};

/// A paragraph. The first use of each word of the glossary leads there; `seen` are the words that were used before.
pub(super) fn prose(text: &'static str, seen: &mut Vec<&'static str>) -> Html {
    let mut at = 0;
    let mut pieces = Vec::new();
    for (range, term) in glossary::terms_in(text) {
        if seen.contains(&term.slug) {
            continue;
        }
        seen.push(term.slug);
        pieces.push(html! { { &text[at..range.start] } });
        pieces.push(word(term, &text[range.clone()]));
        at = range.end;
    }
    pieces.push(html! { { &text[at..] } });
    html! { <p>{ for pieces }</p> }
}

fn word(term: &Term, shown: &'static str) -> Html {
    html! { <a class="term" href={format!("?view=glossary#{}", term.slug)} title={term.text}>{ shown }</a> }
}

/// The rules that something teaches, each with its source.
pub(super) fn rules(rules: &[Rule]) -> Html {
    html! {
        <ul class="rules">
            { for rules.iter().map(|rule| html! { <li key={rule.id()}>{ rule.title() }{ " " }{ source(rule.source(), Some(*rule)) }</li> }) }
        </ul>
    }
}

/// A button-like link to a question, answered by the calculator.
pub(super) fn ask(question: &Question, label: &str) -> Html {
    html! { <a class="chip" href={format!("?{}", link::encode(question))}>{ label.to_owned() }</a> }
}
