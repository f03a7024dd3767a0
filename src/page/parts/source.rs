//! Ways to where something is written.

use yew::prelude::*;

use crate::rules::rule::Rule;

/// Where it is written, with the rule's id where there is one.
pub(crate) fn source(address: &'static str, rule: Option<Rule>) -> Html {
    external(address, rule.map(Rule::id))
}

/// Where it is written, with a word for what it is.
pub(crate) fn external(address: &'static str, id: Option<&'static str>) -> Html {
    html! {
        <a class="source" href={address}>{ "source" }
            { for id.map(|id| html! { <span class="rule">{ id }</span> }) }
        </a>
    }
}
