//! What there is to say about one error, in its view and on its own page.

use yew::prelude::*;

use super::sheet::{commands, links};
use crate::page::parts::source;
use crate::teach::error_page::ErrorPage;

/// Everything but the heading: what it means, what it does not say, what to run, the ways out. `level` is that of the headings
/// in it.
pub(super) fn body(page: &'static ErrorPage, level: u8) -> Html {
    let heading = |text: &'static str| html! { <@{format!("h{level}")}>{ text }</@> };
    html! {
        <div class="pair">
            <div>
                { heading("The message") }
                { for page.message.iter().map(|message| html! { <pre key={*message} class="message"><code>{ *message }</code></pre> }) }
                { heading("What it means") }
                { for page.means().map(|paragraph| html! { <p key={paragraph}>{ paragraph }</p> }) }
                { heading("What it doesn’t say") }
                <p>{ page.not_said() }{ " " }{ source(page.source, Some(page.rule)) }</p>
            </div>
            <div>
                { heading("How to fix it, best first") }
                <ol class="ways-out">{ for page.fixes.iter().map(|fix| html! { <li key={*fix}>{ *fix }</li> }) }</ol>
                { heading("What to run next") }
                { commands(page.run) }
            </div>
        </div>
    }
}

/// What the page of an error needs.
#[derive(Clone, PartialEq, Properties)]
pub struct ErrorArticleProps {
    /// Its slug.
    pub slug: &'static str,
    /// From the page to the site’s first page.
    pub root: &'static str,
}

/// The page of an error: the heading, the body, and the ways on.
#[component]
pub fn ErrorArticle(props: &ErrorArticleProps) -> Html {
    let Some(page) = crate::teach::error_page::ERROR_PAGES.iter().find(|page| page.slug == props.slug) else {
        return html! { <article /> };
    };
    html! {
        <article class="card error" aria-labelledby="error-title">
            <h1 id="error-title">{ page.title }</h1>
            <p class="onward"><a class="tool primary" href="#paste">{ "Paste the whole message to find the cause" }</a></p>
            { body(page, 2) }
            <p class="onward"><a class="chip" href={[props.root, "?learn=", page.lesson].concat()}>{ "The lesson about it" }</a></p>
            <p class="remark others">{ "Other errors: " }{ links(["../", "/"], Some(page.slug)) }</p>
            <p class="remark" hidden={page.question.is_empty()}>{ "Below is an example. Paste your own error to replace it." }</p>
        </article>
    }
}
