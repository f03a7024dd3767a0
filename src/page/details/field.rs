//! A field for what the page asks for.

use yew::prelude::*;

use crate::page::browser;

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
    // What was taken is not in the way of the next answer; what was refused can be mended.
    let input = use_node_ref();
    let sent = use_mut_ref(|| false);
    use_effect({
        let (input, sent, last, refused) = (input.clone(), sent.clone(), last.clone(), props.refused.is_some());
        move || {
            if sent.take() && !refused {
                last.borrow_mut().clear();
                browser::set_value(&input, "");
            }
        }
    });
    let taken = props.reply.reform(move |text: String| {
        *answered.borrow_mut() = true;
        text
    });
    // Nothing else may have changed for it.
    let update = use_force_update();
    let answer = use_callback(taken.clone(), move |text: String, reply| {
        if !text.trim().is_empty() && *last.borrow() != text {
            last.borrow_mut().clone_from(&text);
            *sent.borrow_mut() = true;
            reply.emit(text);
            update.force_update();
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
            <input ref={input} type="text" name="reply" autocomplete="off" spellcheck="false" placeholder="Paste its output here" {onpaste} {onchange} {onkeydown}
                aria-invalid={props.refused.map(|_| "true")} />
        </label>
        <p class="refused" role="status">{ props.refused.unwrap_or_default() }</p>
        </>
    }
}
