//! What is missing, asked for with the one command that shows it, and a field for its output.

use yew::prelude::*;

use crate::diagnose::Missing;
use crate::diagnose::explain;
use crate::diagnose::reading::Content;
use crate::page::asked::Asked;
use crate::page::details::Field;
use crate::page::parts::{Copy, Disclosure, command as words};
use crate::remedy::collect;
use crate::remedy::next::blanks;
use crate::rules::notice::Side;
use crate::rules::question::Choice;

/// The half that a question lacks; nothing where it lacks none, or something failed and is asked about itself.
pub(super) fn reply(asked: &Asked) -> Html {
    let evidence = asked.pasted.as_ref().and_then(|pasted| match &pasted.reading.found {
        Content::Clues(evidence) => Some(evidence),
        Content::Words(_) => None,
    });
    // What is there more than once is to be chosen, not to be looked for.
    let hosts = evidence.is_some_and(|evidence| evidence.known_hosts().nth(1).is_some());
    let images = evidence.is_some_and(|evidence| evidence.images.len() > 1);
    let lacks = match (&asked.question.host, &asked.question.image) {
        (Choice::Set(_), Choice::Set(_)) => return Html::default(),
        (Choice::Set(_), _) if !images => Side::Image,
        (_, Choice::Set(_)) | (Choice::Unset, Choice::Unset) if !hosts => Side::Host,
        (Choice::Unset, Choice::Unset) if !images => Side::Image,
        (Choice::Bad(_), _) | (_, Choice::Bad(_)) => Side::Host,
        _ => return Html::default(),
    };
    if asked.failed.is_some() {
        return Html::default();
    }
    let pasted = evidence
        .and_then(|evidence| evidence.next.clone())
        .filter(|next| (next.side == Some(Side::Host)) == (lacks == Side::Host));
    html! { <div class="block reply">{ ask(&pasted.unwrap_or_else(|| explain::ask(lacks)), asked) }</div> }
}

/// A question with its command, and the field.
fn ask(ask: &Missing, asked: &Asked) -> Html {
    html! {
        <>
            <p>{ ask.sentence.clone() }</p>
            { line(ask.command.clone(), ask.command.clone()) }
            <Field reply={asked.reply.clone()} refused={asked.refused} />
            <Disclosure class="collect" summary={html! { "Or collect everything at once" }} body={everything} />
        </>
    }
}

/// The commands that print all that a diagnosis needs.
fn everything((): ()) -> Html {
    html! {
        <>
            <p>{ collect::SENTENCE }</p>
            <p>{ "On the host, in PowerShell:" }</p>
            { line(collect::powershell(), "the line for PowerShell") }
            <p>{ "For a cluster, in PowerShell or a Unix shell with kubectl:" }</p>
            { line(collect::KUBECTL, "the line for kubectl") }
        </>
    }
}

/// A command to copy.
fn line(command: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Html {
    let command = command.into();
    html! {
        <div class="todo"><div class="line" data-block="">
            <pre tabindex="0"><code>{ for words(&command, &blanks(&command)) }</code></pre><Copy text={command} label={label.into()} />
        </div></div>
    }
}
