//! The small matrix once more, for the engine and the isolation that were chosen before any image or host.

use yew::prelude::*;

use crate::page::asked::Asked;
use crate::page::parts::{legend, small_matrix};
use crate::rules::catalogue::Catalogue;
use crate::rules::matrix::{self, MatrixFilter};

/// What runs where under the knobs of a question. It takes the place of the one below the first view, which knows no knobs.
pub(super) fn matrix(asked: &Asked) -> Html {
    let filter = MatrixFilter::of(&asked.question);
    let part = matrix::part(&Catalogue::releases_only(), filter, asked.today);
    html! {
        <>
            <h2>{ filter.title() }</h2>
            { small_matrix(&part, asked.today) }
            { legend(&part, Html::default()) }
        </>
    }
}
