//! Sources and disagreements: what the rules are made from, where it contradicts itself, and what is answered then.

use yew::prelude::*;

use super::frame::{use_title, view};
use super::prose::ask;
use crate::page::browser;
use crate::page::parts::source;
use crate::rules::update::UPDATES_AS_OF;
use crate::rules::{
    age,
    catalogue::{Catalogue, RULES_AS_OF},
    rule::Rule,
};
use crate::teach::sources::{DISAGREEMENTS, Disagreement, SOURCES, about_releases, place};

const LEAD: &str = "Microsoft’s table, Microsoft’s texts and the runtimes do not always agree. Each point is named here, with dates and \
                    versions, and with what this page answers then.";

/// Sources, rules and disagreements.
#[component]
pub fn SourcesView() -> Html {
    use_title("Sources and disagreements");
    let body = html! {
        <>
            <section class="card" aria-labelledby="disagreements">
                <h2 id="disagreements">{ "Disagreements" }</h2>
                { for DISAGREEMENTS.iter().map(disagreement) }
            </section>
            { rules() }
            { sources() }
            { releases() }
        </>
    };
    view("?view=sources", "Sources and disagreements", LEAD, body)
}

fn disagreement(one: &Disagreement) -> Html {
    let said = [
        ("Microsoft", one.microsoft),
        ("Runtimes and others", one.runtimes),
        ("Since when", one.when),
        ("Answered here", one.stance),
    ];
    html! {
        <article key={one.id} id={one.id} class="disagreement" tabindex="-1" aria-labelledby={format!("{}-title", one.id)}>
            <h3 id={format!("{}-title", one.id)}>{ one.title }</h3>
            <dl>
                { for said.iter().map(|(who, what)| html! { <div key={*who}><dt>{ *who }</dt><dd>{ *what }</dd></div> }) }
            </dl>
            <p class="onward">
                { for one.asks().map(|question| ask(&question, "See it answered")) }
                { for one.links.iter().map(|address| html! { <a key={*address} class="source" href={*address}>{ place(address) }</a> }) }
            </p>
        </article>
    }
}

fn rules() -> Html {
    html! {
        <section class="card" aria-labelledby="rules">
            <h2 id="rules">{ "The rules" }</h2>
            <p class="remark">{ "As of " }<time>{ RULES_AS_OF.to_string() }</time>{ "; updates as of " }<time>{ UPDATES_AS_OF.to_string() }</time>{ ". The numbers never change meaning." }</p>
            { for age::warning(browser::today()).map(|warning| html! { <p class="remark" data-notice="data-age">{ warning }</p> }) }
            <ol class="all-rules">
                { for Rule::ALL.iter().map(|rule| html! {
                    <li key={rule.id()} id={rule.id()}><span class="id">{ rule.id() }</span><span>{ rule.title() }{ " " }{ source(rule.source(), None) }</span></li>
                }) }
            </ol>
        </section>
    }
}

fn sources() -> Html {
    html! {
        <section class="card" aria-labelledby="sources">
            <h2 id="sources">{ "What was read" }</h2>
            <div class="frame" tabindex="0" role="region" aria-label="Table of sources">
                <table class="facts wide">
                    <thead><tr><th scope="col">{ "Source" }</th><th scope="col">{ "Used for" }</th><th scope="col">{ "State" }</th></tr></thead>
                    <tbody>
                        { for SOURCES.iter().map(|source| html! {
                            <tr key={source.name}>
                                <th scope="row"><a href={source.url}>{ source.name }</a></th>
                                <td>{ source.used_for }</td>
                                <td>{ source.state }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
        </section>
    }
}

fn releases() -> Html {
    html! {
        <section class="card" aria-labelledby="names">
            <h2 id="names">{ "Names, builds and dates that sources contradict" }</h2>
            <ul class="dots">
                { for about_releases(&Catalogue::releases_only()).zip(0..).map(|((release, text), at)| html! {
                    <li key={at}><b>{ release.name }{ ": " }</b>{ text }</li>
                }) }
            </ul>
        </section>
    }
}
