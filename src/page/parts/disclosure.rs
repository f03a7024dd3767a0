//! Something to open. What is in it is made once it is open.

use yew::prelude::*;

use crate::page::browser;

/// What a disclosure needs.
#[derive(Clone, PartialEq, Properties)]
pub struct DisclosureProps {
    /// Its classes.
    pub class: Classes,
    /// Whether it is open at first.
    #[prop_or_default]
    pub open: bool,
    /// Its name in addresses.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// What is always shown of it.
    pub summary: Html,
    /// What is in it.
    pub body: Callback<(), Html>,
}

/// A disclosure that makes what is in it once it is open, and lets it go when it is closed.
#[component]
pub fn Disclosure(props: &DisclosureProps) -> Html {
    let open = use_state_eq(|| props.open);
    let ontoggle = {
        let open = open.clone();
        move |event: Event| open.set(browser::is_open(&event))
    };
    html! {
        <details class={props.class.clone()} id={props.id.clone()} open={*open} {ontoggle}>
            <summary>{ props.summary.clone() }</summary>
            if *open {
                { props.body.emit(()) }
            }
        </details>
    }
}
