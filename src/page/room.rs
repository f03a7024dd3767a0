//! A view behind a door: loaded, shown, or missing.

use yew::prelude::*;

use super::asked::NotLoaded;
use super::browser;
use super::doors;
use super::missing::missing_view;
use super::view::View;

/// What a view behind a door needs.
#[derive(Clone, PartialEq, Properties)]
pub struct RoomProps {
    /// Which one it is.
    pub view: View,
}

/// A view behind a door.
#[component]
pub fn Room(props: &RoomProps) -> Html {
    let view = props.view;
    let opened = use_state(|| None::<Result<Html, NotLoaded>>);
    let attempt = use_state_eq(|| 0);
    use_effect_with((view, *attempt), {
        let opened = opened.clone();
        move |_| browser::spawn(async move { opened.set(Some(doors::room(view).await)) })
    });
    let again = Callback::from(move |()| attempt.set(*attempt + 1));
    match &*opened {
        None => html! { <main aria-busy="true"></main> },
        Some(Ok(shown)) => shown.clone(),
        Some(Err(NotLoaded)) => missing_view(&again),
    }
}
