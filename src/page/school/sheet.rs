//! One page to print: the same that the first view shows without scripts.

use yew::prelude::*;

use super::frame::{use_title, view};
use crate::page::browser;
use crate::page::html;

const LEAD: &str = "The long-term releases against each other, ten rules, ten commands: one page to print.";

/// The cheat sheet.
#[function_component]
pub fn SheetView() -> Html {
    use_title("Cheat sheet");
    // The short one below the first view has the same names for its parts.
    use_effect_with((), |()| {
        browser::fill(&["short", "sheet"], &[String::new(), html::sheet("?view=errors#", "")]);
    });
    let body = html! {
        <>
            <p class="onward"><button type="button" class="tool" onclick={|_: MouseEvent| browser::print()}>{ "Print" }</button></p>
            <div id="sheet" class="sheet"></div>
        </>
    };
    view("?view=sheet", "Cheat sheet", LEAD, body)
}
