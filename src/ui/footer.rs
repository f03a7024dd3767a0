//! The line at the bottom: how fresh the rules are, and where they are from.

use yew::prelude::*;

use crate::{RULES_AS_OF, rule, update};

pub(super) fn footer() -> Html {
    html! {
        <footer class="foot">
            <p>
                { "Rules as of " }<time>{ RULES_AS_OF.to_string() }</time>{ ", updates as of " }
                <time>{ update::UPDATES_AS_OF.to_string() }</time>{ ". Sources: " }
                <a href={rule::VERSION_COMPATIBILITY}>{ "Microsoft’s table" }</a>{ ", " }
                <a href={crate::Rule::R21.source()}>{ "containerd’s match" }</a>{ ", " }
                <a href={update::UPDATES_SOURCE}>{ "update lists" }</a>{ "." }
            </p>
            <p>{ "Nothing you type or paste leaves this page." }</p>
        </footer>
    }
}
