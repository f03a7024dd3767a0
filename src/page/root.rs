//! The whole page: the view that is asked for, and the door that all components share.

use yew::prelude::*;

use super::app::App;
use super::asked::{FirstView, hang};
use super::browser;
use super::doors::DOOR;
use super::room::Room;
use super::view::View;

/// What the page is given.
#[derive(Clone, PartialEq, Default, Properties)]
pub struct PageProps {
    /// What it shows.
    #[prop_or_default]
    pub view: View,
    /// What the answer begins with, where that is not the empty question.
    #[prop_or_default]
    pub first: Option<FirstView>,
}

/// The whole page.
#[component]
pub fn Page(props: &PageProps) -> Html {
    hang(DOOR);
    let view = use_state_eq(|| props.view);
    use_effect_with((), {
        let view = view.clone();
        move |()| {
            let turned = browser::on_history(Callback::from(move |()| {
                let asked = View::asked();
                browser::show_view(asked.name(), asked.way(), asked.is_presented());
                view.set(asked);
            }));
            move || drop(turned)
        }
    });
    // What had the focus may be gone with its view.
    let before = use_mut_ref(|| *view);
    use_effect_with(*view, move |now| {
        if before.replace(*now) != *now && !browser::has_focus() {
            browser::focus("answer");
        }
    });
    match *view {
        View::Answer => html! { <App first={props.first.clone()} /> },
        view => html! { <Room {view} /> },
    }
}
