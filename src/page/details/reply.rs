//! What is missing, asked for with the one command that shows it, and a field for its output.

use yew::prelude::*;

use crate::diagnose::explain::{self, Ask};
use crate::diagnose::reading::Content;
use crate::page::asked::Asked;
use crate::page::browser;
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
    let pasted = evidence.and_then(|evidence| {
        evidence.next.filter(|ask| (ask.command == explain::ask(Side::Host).command) != (lacks == Side::Image))
    });
    html! { <div class="block reply">{ ask(&pasted.unwrap_or(explain::ask(lacks)), asked) }</div> }
}

/// A question with its command, and the field.
fn ask(ask: &Ask, asked: &Asked) -> Html {
    html! {
        <>
            <p>{ ask.sentence }</p>
            { line(ask.command, ask.command) }
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
fn line(command: impl Into<AttrValue>, label: &'static str) -> Html {
    let command = command.into();
    html! {
        <div class="todo"><div class="line" data-block="">
            <pre tabindex="0"><code>{ for words(&command, &blanks(&command)) }</code></pre><Copy text={command} label={label} />
        </div></div>
    }
}

/// What the field needs.
#[derive(Clone, PartialEq, Properties)]
pub struct FieldProps {
    /// Takes what was pasted or typed.
    pub reply: Callback<String>,
    /// Why the last one was no answer.
    pub refused: Option<&'static str>,
}

/// A field for an answer: a paste is taken at once, what is typed with Enter or when the field is left.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    // Enter, and leaving the field after it, are one answer.
    let last = use_mut_ref(String::new);
    // The field is gone once it is answered: the answer has the focus then, and is in sight.
    let answered = use_mut_ref(|| false);
    use_effect_with((), {
        let answered = answered.clone();
        move |()| {
            move || {
                if *answered.borrow() {
                    browser::to("answer");
                }
            }
        }
    });
    let taken = props.reply.reform(move |text: String| {
        *answered.borrow_mut() = true;
        text
    });
    let answer = use_callback(taken.clone(), move |text: String, reply| {
        if !text.trim().is_empty() && *last.borrow() != text {
            last.borrow_mut().clone_from(&text);
            reply.emit(text);
        }
    });
    let onpaste = {
        let reply = taken;
        move |event: Event| {
            if let Some(text) = browser::take_long_paste(&event, 0) {
                reply.emit(text);
            }
        }
    };
    let onchange = answer.reform(|event: Event| browser::text(&event));
    let onkeydown = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            answer.emit(browser::text(&event));
        }
    };
    html! {
        <>
        <label class="field-reply">
            <span class="unseen">{ "The output of the command" }</span>
            <input type="text" name="reply" autocomplete="off" spellcheck="false" placeholder="Paste its output here" {onpaste} {onchange} {onkeydown}
                aria-invalid={props.refused.map(|_| "true")} />
        </label>
        <p class="refused" role="status">{ props.refused.unwrap_or_default() }</p>
        </>
    }
}
