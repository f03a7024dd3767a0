//! Who decides in practice: three gates, side by side, because they differ.

use yew::prelude::*;

use super::shape::shape;
use crate::gate::{self, BEFORE_VARIANTS};
use crate::{Documented, Gates, Rule, Support, Verdict, rule};

pub(super) fn gates(verdict: &Verdict) -> Html {
    html! {
        <details class="block gates" hidden={verdict.gates.is_none()}>
            <summary>
                <h3>{ "Who decides" }</h3>
                <span class="glance">{ for verdict.gates.map(|gates| glance(&gates)) }</span>
            </summary>
            <div class="three">{ for verdict.gates.map(|gates| three(&gates)) }</div>
        </details>
    }
}

/// The answers alone.
fn glance(gates: &Gates) -> Html {
    html! {
        <>
            <span>{ "table " }{ sign(gates.documented.and_then(|row| row.process)) }</span>
            <span>{ "pull " }{ sign(Some(gates.docker_pull)) }</span>
            <span>
                { "containerd " }
                { for gates.containerd.answers().into_iter().map(|(variant, yes)| html! {
                    <span key={variant.letter} class="letter">{ variant.letter }{ sign(Some(yes)) }</span>
                }) }
            </span>
        </>
    }
}

fn three(gates: &Gates) -> Html {
    html! {
        <>
            <section>
                <h4>{ "Microsoft’s table" }</h4>
                { documented(gates.documented.as_ref()) }
                <a class="source" href={rule::VERSION_COMPATIBILITY}>{ "source" }</a>
            </section>
            <section>
                <h4>{ "Docker’s pull" }</h4>
                <p>{ answer("pull", Some(gates.docker_pull)) }</p>
                <p>{ "Refuses an image that is newer than the host. Looks at nothing else." }</p>
                <a class="source" href={Rule::R20.source()}>{ "source" }<span class="rule">{ "R20" }</span></a>
            </section>
            <section>
                <h4>{ "containerd’s match" }</h4>
                <ul>
                    { for gates.containerd.answers().into_iter().map(|(variant, yes)| html! {
                        <li key={variant.letter}>
                            { answer(variant.letter, Some(yes)) }
                            <small>{ variant.accepts }{ ": " }{ variant.products }{ " " }
                                <a class="source" href={variant.source}>{ "source" }</a></small>
                        </li>
                    }) }
                </ul>
                <small>{ BEFORE_VARIANTS }</small>
            </section>
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
    html! { <span class="verdict">{ name }{ sign(yes) }{ gate::word(yes) }</span> }
}

/// A shape in the colour of a support.
fn sign(yes: Option<bool>) -> Html {
    let support = match yes {
        Some(true) => Support::Supported,
        Some(false) => Support::Unsupported,
        None => Support::Unknown,
    };
    html! { <span class="sign" data-tone={support.slug()}>{ shape(support.symbol()) }<span class="unseen">{ gate::word(yes) }</span></span> }
}
