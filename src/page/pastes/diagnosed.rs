//! Why it failed, where a paste says that something did, and what to do about it.

use yew::prelude::*;

use crate::diagnose::{Confidence, Diagnosis};
use crate::page::asked::Asked;
use crate::page::details::Field;
use crate::page::parts::{Copy, Disclosure, external, headline, steps};
use crate::remedy::next::{Answered, Next};
use crate::teach::{error_page, ticket};

/// So many steps are shown at once.
const AT_ONCE: usize = 3;

/// The diagnosis of what failed last; nothing where nothing failed.
pub(super) fn diagnosed(asked: &Asked) -> Html {
    match asked.failed.as_ref().map(|failed| failed.0.as_slice()) {
        Some([last, before @ ..]) => shown(asked, last, before),
        _ => html! { <div /> },
    }
}

fn shown(asked: &Asked, last: &Answered, before: &[Answered]) -> Html {
    let Answered { diagnosis, next } = last;
    let tone = match diagnosis.confidence {
        Confidence::Possible => "open",
        _ if diagnosis.exit_code() == 1 => "depends",
        _ => "none",
    };
    let open = diagnosis.confidence == Confidence::Possible && !diagnosis.is_misfit();
    let symbol = if open { "?" } else { diagnosis.symbol() };
    // What is asked for stands above the field for it.
    let is_open = |next: &&Next| last.asks(next);
    let asks_first = diagnosis.asks_first();
    let (asks, next): (Vec<&Next>, Vec<&Next>) = match diagnosis.missing() {
        Some(_) => next.iter().partition(is_open),
        None => (Vec::new(), next.iter().collect()),
    };
    let [asks, next] = [asks, next].map(|steps| steps.into_iter().cloned().collect::<Vec<Next>>());
    let (first, rest) = next.split_at(next.len().min(AT_ONCE));
    html! {
        <section data-diagnosis="" data-cause={diagnosis.cause.slug()} data-confidence={diagnosis.confidence.slug()} aria-label="What failed">
            { headline(tone, symbol, &diagnosis.title, html! { <p>{ &diagnosis.text }</p> }) }
            { error_line(&diagnosis.message()) }
            if !asks_first {
                { steps(diagnosis, first) }
            }
            if diagnosis.missing().is_some() {
                <div class="reply">{ steps(diagnosis, &asks) }<Field reply={asked.reply.clone()} refused={asked.refused} /></div>
            }
            if asks_first {
                { steps(diagnosis, first) }
            }
            <div class="remarks">
                { more(diagnosis, rest) }
                { for diagnosis.notes.iter().zip(0..).map(|(note, at)| html! { <p key={at}>{ note }</p> }) }
                <p>
                    { for diagnosis.ruled_out().map(|guesses| [&guesses, " "].concat()) }{ external(diagnosis.source, diagnosis.rules.first().copied()) }
                    { for error_page::of(diagnosis.code).map(|page| html! {
                        <>{ " · " }<a href={["?view=errors#", page.slug].concat()} data-error-page={page.path()}>{ "All about this error" }</a></>
                    }) }
                </p>
                <p><Copy text={ticket::markdown(last)} face="Copy for a ticket" label="(what failed, as Markdown)" /></p>
                { for before.iter().zip(0..).map(|(other, at)| html! {
                    <p key={at} data-incident={other.diagnosis.cause.slug()}><b>{ &other.diagnosis.title }</b>{ " " }{ &other.diagnosis.text }</p>
                }) }
            </div>
        </section>
    }
}

/// The line that decides, as the text has it: nobody has to look for it there.
fn error_line(message: &str) -> Html {
    html! {
        <p class="error-line" data-error="" hidden={message.is_empty()}><span class="who">{ "error" }</span><code>{ message.to_owned() }</code></p>
    }
}

fn more(diagnosis: &Diagnosis, rest: &[Next]) -> Html {
    if rest.is_empty() {
        return Html::default();
    }
    let body = {
        let (diagnosis, rest) = (diagnosis.clone(), rest.to_vec());
        move |()| steps(&diagnosis, &rest)
    };
    html! { <Disclosure class="more" summary={html! { "More to try" }} body={body} /> }
}
