//! The line at the top: where one is, the theme, and sharing.

use yew::prelude::*;

use super::ThemeButton;

/// The views of the page: the word in the link and the name. The navigation shows once there are two.
const VIEWS: [(&str, &str); 1] = [("", "Answer")];

pub(super) fn header() -> Html {
    html! {
        <header class="top">
            <a class="brand" href="?" data-jump="">
                <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
                    <path class="host" d="M4 5h24v10h-7v-3H11v3H4z" />
                    <path class="image" d="M11 15h10v4h7v8H4v-8h7z" />
                </svg>
                <span class="name">{ "wincompat" }</span>
                <span class="claim">{ "Windows container compatibility" }</span>
            </a>
            if VIEWS.len() > 1 {
                <nav class="views" aria-label="Views">
                    { for VIEWS.iter().map(|(view, name)| {
                        let here = view.is_empty().then_some("page");
                        html! { <a key={*view} href={format!("?view={view}")} data-jump="" aria-current={here}>{ *name }</a> }
                    }) }
                </nav>
            }
            <div class="tools">
                <ThemeButton />
                <button type="button" class="tool" data-share="" aria-label="Share: copy the link to this question">
                    <svg class="shape line" viewBox="0 0 16 16" aria-hidden="true">
                        <path d="M6.8 9.2 9.2 6.8M7 4.5l1.2-1.2a3.2 3.2 0 0 1 4.5 4.5L11.5 9M9 11.5l-1.2 1.2a3.2 3.2 0 0 1-4.5-4.5L4.5 7" />
                    </svg>
                    { done("Share link", "Link copied") }
                </button>
            </div>
        </header>
    }
}

/// The two faces of a button that copies; a mark on the button decides which one shows.
pub(super) fn done(before: &'static str, after: &'static str) -> Html {
    html! {
        <span class="faces"><span class="before">{ before }</span><span class="after" aria-hidden="true">{ after }</span></span>
    }
}
