//! What stands around each of these views: the ways to the others, and a heading.

use yew::prelude::*;

use crate::page::browser;

/// The views under “Learn”: the query, and what the link says.
const VIEWS: [(&str, &str); 6] = [
    ("?view=learn", "Lessons"),
    ("?learn=drills", "Incident drills"),
    ("?view=errors", "Errors"),
    ("?view=glossary", "Glossary"),
    ("?view=sources", "Sources"),
    ("?view=sheet", "Cheat sheet"),
];

/// The ways to the other views; `current` is the query of the one that is open.
pub(super) fn ways(current: &str) -> Html {
    html! {
        <nav class="ways" aria-label="Learn">
            { for VIEWS.iter().map(|(query, title)| html! {
                <a key={*query} href={*query} aria-current={(*query == current).then_some("page")}>{ *title }</a>
            }) }
        </nav>
    }
}

/// A whole view: the ways, a heading, what it is for, and its body.
pub(super) fn view(query: &str, title: &'static str, lead: &'static str, body: Html) -> Html {
    html! {
        <main class="school" id="answer" tabindex="-1" data-ready="">
            { ways(query) }
            { heading(title, lead) }
            { body }
        </main>
    }
}

/// Begins and ends the layout for a projector.
pub(super) fn present() -> Html {
    html! {
        <button type="button" class="tool" data-present="" onclick={|_: MouseEvent| browser::present(browser::asked("present").is_none())}>
            <span class="start">{ "Present" }</span><span class="end">{ "End the presentation" }</span>
        </button>
    }
}

/// The heading of a view.
pub(super) fn heading(title: &'static str, lead: &'static str) -> Html {
    html! { <header class="opening"><h1>{ title }</h1><p>{ lead }</p></header> }
}

/// Names the window after a view, and goes where the address points within it.
#[hook]
pub(super) fn use_title(title: &'static str) {
    use_effect_with((), move |()| {
        browser::set_title(&[title, " · wincompat"].concat());
        browser::to_fragment();
    });
}
