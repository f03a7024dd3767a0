//! What is behind the door of the pastes.

mod diagnosed;
mod found;

use yew::prelude::*;

use super::asked::{Pasted, Pastes};
use crate::diagnose::reading::Reading;
use crate::read::evidence;
use crate::rules::question::Question;
use crate::teach::examples;

/// The pastes.
pub static PASTES: Pastes = Pastes {
    read,
    examples: &examples::TEXTS,
    diagnosis: |asked| html! { <diagnosed::Diagnosed asked={asked.clone()} /> },
    found: |asked| html! { <found::Found asked={asked.clone()} /> },
};

fn read(text: String, question: &Question) -> Pasted {
    let evidence = evidence::read(&text);
    let reading = Reading::of_clues(&text, evidence.clues.clone(), question);
    Pasted { text, evidence, reading }
}
