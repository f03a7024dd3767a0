//! A word of the sentence that can be turned to another one: a select.

use yew::prelude::*;

use crate::page::browser;
use crate::page::parts::error;
use crate::rules::question::{Bad, Choice};
use crate::rules::slug::Slug;

/// The position for nothing in particular.
pub(super) const ANY: &str = "any";

/// What a knob needs.
#[derive(Clone, PartialEq, Properties)]
pub struct KnobProps {
    /// The field's name.
    pub name: &'static str,
    /// The word before it.
    pub label: &'static str,
    /// The positions, each a word with its title.
    pub options: Vec<(&'static str, &'static str)>,
    /// The word that is chosen.
    pub value: &'static str,
    /// What is not understood; then nothing is chosen.
    pub bad: Option<Bad>,
    /// Takes the word that was picked.
    pub pick: Callback<String>,
}

/// The word that is chosen; nothing where a link said one that nobody understands.
pub(super) fn word<T: Slug + Copy>(choice: &Choice<T>) -> &'static str {
    match choice {
        Choice::Set(value) => value.word(),
        Choice::Unset => ANY,
        Choice::Bad(_) => "",
    }
}

/// A select. What a link said and nobody understands is shown under it.
#[component]
pub fn Knob(props: &KnobProps) -> Html {
    let select = use_node_ref();
    let value = props.value;
    use_effect_with((value, select.clone()), |(value, select)| browser::set_value(select, value));
    let onchange = props.pick.reform(|event: Event| browser::text(&event));
    let (name, note, bad) = (props.name, format!("{}-note", props.name), props.bad.as_ref());
    html! {
        <div class="knob" data-set={(value != ANY).then_some("")}>
            <label for={name}>{ props.label }</label>
            <select ref={select} id={name} {name} {onchange} aria-invalid={bad.map(|_| "true")} aria-describedby={note.clone()}>
                { for props.options.iter().map(|(word, title)| html! {
                    <option key={*word} value={*word} selected={*word == value}>{ *title }</option>
                }) }
            </select>
            { error(name, note, bad) }
        </div>
    }
}
