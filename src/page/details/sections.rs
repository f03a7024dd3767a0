//! What else there is to an answer: a row of buttons, each with a part below the row.
//!
//! After the [disclosure pattern](https://www.w3.org/WAI/ARIA/apg/patterns/disclosure/). What is closed is not made, but for what a
//! print shows.

use yew::prelude::*;

use crate::page::asked::door;
use crate::page::parts::shape;

/// A part that can be opened.
#[derive(Clone, PartialEq)]
pub(super) struct SectionPart {
    /// Its name on the page.
    pub(super) id: &'static str,
    /// What its button says.
    pub(super) title: &'static str,
    /// How many things are in it, where that matters.
    pub(super) count: Option<usize>,
    /// It is printed, open or not.
    pub(super) printed: bool,
    /// What is in it.
    pub(super) body: Callback<(), Html>,
}

/// What the row needs.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct SectionsProps {
    pub(super) parts: Vec<SectionPart>,
}

/// The row and the open parts.
#[component]
pub(super) fn Sections(props: &SectionsProps) -> Html {
    let open = use_state_eq(Vec::<&'static str>::new);
    let toggle = |id: &'static str| {
        let open = open.clone();
        move |_: MouseEvent| {
            let mut now = (*open).clone();
            match now.iter().position(|one| *one == id) {
                Some(at) => drop(now.remove(at)),
                None => now.push(id),
            }
            open.set(now);
        }
    };
    // Most of what can be opened is behind a door: whoever comes near a button is about to press it.
    let door = door();
    let near = move || door.with_more(drop);
    let is_open = |part: &SectionPart| open.contains(&part.id);
    html! {
        <div class="sections">
            <p class="row" onpointerover={move |_: PointerEvent| near()} onfocusin={move |_: FocusEvent| near()}>
                { for props.parts.iter().map(|part| html! {
                    <button key={part.id} type="button" aria-expanded={if is_open(part) { "true" } else { "false" }} aria-controls={part.id}
                        onclick={toggle(part.id)}>
                        { part.title }{ for part.count.map(|count| html! { <span class="count">{ count }</span> }) }{ shape("▾") }
                    </button>
                }) }
            </p>
            { for props.parts.iter().map(|part| {
                let shown = is_open(part);
                html! {
                    <section key={part.id} id={part.id} class={classes!("block", part.id)} hidden={!shown} aria-label={part.title}>
                        if shown || part.printed {
                            <h3>{ part.title }</h3>
                            { part.body.emit(()) }
                        }
                    </section>
                }
            }) }
        </div>
    }
}
