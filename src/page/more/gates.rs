//! Who decides in practice: three gates, side by side, because they differ.

use yew::prelude::*;

use crate::page::parts::{external, shape, source};
use crate::rules::product::{self, BEFORE_VARIANTS};
use crate::rules::rule::{Rule, VERSION_COMPATIBILITY};
use crate::rules::verdict::{Documented, Gates, Support};

/// The three gates.
pub(super) fn gates(gates: &Gates) -> Html {
    html! {
        <>
            <div class="three">
                <section>
                    <h4>{ "Microsoft’s table" }</h4>
                    { documented(gates.documented.as_ref()) }
                    { external(VERSION_COMPATIBILITY, None) }
                </section>
                <section>
                    <h4>{ "Docker’s pull" }</h4>
                    <p>{ answer("pull", Some(gates.docker_pull)) }</p>
                    <p>{ "Only checks that the image isn’t newer than the host." }</p>
                    { source(Rule::R20.source(), Some(Rule::R20)) }
                </section>
                <section>
                    <h4>{ "containerd’s match" }</h4>
                    <ul>
                        { for gates.containerd.answers().into_iter().map(|(variant, yes)| html! {
                            <li key={variant.letter}>
                                { answer("", Some(yes)) }{ ": " }{ variant.products() }
                                <small>{ "Variant " }{ variant.letter }{ " accepts " }{ variant.accepts }{ ". " }{ external(variant.source, None) }</small>
                            </li>
                        }) }
                    </ul>
                    <small>{ BEFORE_VARIANTS }</small>
                </section>
            </div>
            <p class="remark"><a href="?learn=who-decides">{ "What each of them looks at" }</a></p>
        </>
    }
}

fn documented(row: Option<&Documented>) -> Html {
    let Some(row) = row else { return html! { <p>{ "No edition lists this pair." }</p> } };
    html! {
        <>
            <p>{ answer("process", row.process) }</p>
            <p>{ answer("Hyper-V", row.hyperv) }</p>
            <p>{ "Edition of " }<time>{ row.edition.to_string() }</time>{ ", " }{ row.place() }{ "." }</p>
        </>
    }
}

fn answer(name: &'static str, yes: Option<bool>) -> Html {
    html! { <span class="verdict">{ name }{ sign(yes) }{ product::word(yes) }</span> }
}

/// A shape in the colour of a support.
fn sign(yes: Option<bool>) -> Html {
    let support = match yes {
        Some(true) => Support::Supported,
        Some(false) => Support::Unsupported,
        None => Support::Unknown,
    };
    html! { <span class="sign" data-tone={support.slug()}>{ shape(support.symbol()) }<span class="unseen">{ product::word(yes) }</span></span> }
}
