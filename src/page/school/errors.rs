//! The errors, each as on its own page.

use yew::prelude::*;

use super::frame::{use_title, view};
use crate::page::browser;
use crate::page::html;
use crate::teach::error_page::{self, ERROR_PAGES};

const LEAD: &str = "What a message means, what it does not say, what to run next, and the ways out. Paste yours on the first page, and it \
                    is read for you.";

/// All errors.
#[function_component]
pub fn ErrorsView() -> Html {
    use_title("Errors");
    use_effect_with((), |()| {
        let ids = ERROR_PAGES.each_ref().map(|page| page.slug);
        let pages = ERROR_PAGES.each_ref().map(html::error_body);
        browser::fill(&ids, &pages);
        // Every code and number of an error is a name of it.
        if let Some(page) = browser::fragment().and_then(|name| error_page::by_name(&name)) {
            browser::to(page.slug);
        }
    });
    let body = html! {
        <div class="errors">
            { for ERROR_PAGES.iter().map(|page| html! {
                <details key={page.slug} class="card error" open={page.slug == ERROR_PAGES[0].slug}>
                    <summary><h2>{ page.title }</h2></summary>
                    <div id={page.slug} tabindex="-1"></div>
                </details>
            }) }
        </div>
    };
    view("?view=errors", "Errors", LEAD, body)
}
