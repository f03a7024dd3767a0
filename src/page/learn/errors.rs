//! The errors, each as on its own page.

use yew::prelude::*;

use super::error::body;
use super::frame::{use_title, view};
use crate::page::browser;
use crate::teach::error_page::{self, ERROR_PAGES};

const LEAD: &str = "What each message means, what it doesn’t say, what to run next, and how to fix it. Or paste \
     yours on the first page.";

/// All errors. The one that the address names is open, else the first.
#[component]
pub fn ErrorsView() -> Html {
    use_title("Errors");
    // Every code and number of an error is a name of it.
    let named =
        use_memo((), |()| browser::fragment().and_then(|name| error_page::by_name(&name)).map(|page| page.slug));
    use_effect_with(*named, |named| {
        if let Some(slug) = named {
            browser::to(slug);
        }
    });
    let open = named.unwrap_or(ERROR_PAGES[0].slug);
    let body = html! {
        <div class="errors">
            { for ERROR_PAGES.iter().map(|page| html! {
                <details key={page.slug} class="card error" open={page.slug == open}>
                    <summary><h2>{ page.title }</h2></summary>
                    <div id={page.slug} tabindex="-1">{ body(page, 3) }</div>
                </details>
            }) }
        </div>
    };
    view("?view=errors", "Errors", LEAD, body)
}
