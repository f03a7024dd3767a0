//! What was asked and pasted at each step of the history, for as long as the page is open: only a name of the step is in the
//! history, and nothing of a paste is stored.

use std::cell::RefCell;
use std::rc::Rc;

use crate::diagnose::asking::Asking;
use crate::page::asked::Pasted;
use crate::page::browser;

/// What a step holds.
#[derive(Clone, PartialEq)]
pub(super) struct HistoryStep {
    pub(super) asking: Asking,
    pub(super) pasted: Option<Rc<Pasted>>,
}

/// So many steps can be taken back with what was pasted.
const MOST: usize = 50;

thread_local! {
    static STEPS: RefCell<Vec<(String, HistoryStep)>> = const { RefCell::new(Vec::new()) };
}

/// How the name of a step with a text begins.
const WITH_TEXT: &str = "text-";

/// Whether the history is at a step whose text is gone with the page that had it, as after a reload.
pub(super) fn lost_its_text() -> bool {
    current().is_none() && browser::step().is_some_and(|name| name.starts_with(WITH_TEXT))
}

/// The step that the history is at.
pub(super) fn current() -> Option<HistoryStep> {
    let name = browser::step()?;
    STEPS.with_borrow(|steps| Some(steps.iter().rev().find(|(known, _)| *known == name)?.1.clone()))
}

/// The step that was taken last, where it asks what the address asks.
pub(super) fn last(query: &str) -> Option<HistoryStep> {
    let asked = |step: &HistoryStep| {
        crate::rules::link::replace(query, &step.asking.question()) == query.trim_start_matches('?')
    };
    STEPS.with_borrow(|steps| steps.last().map(|(_, step)| step.clone()).filter(asked))
}

/// Keeps a step: a new one of the history, or what the current one has become.
pub(super) fn keep(query: &str, step: HistoryStep, push: bool) {
    let name = browser::step().filter(|_| !push).unwrap_or_else(|| browser::random().to_string());
    let bare = name.trim_start_matches(WITH_TEXT);
    let name = if step.pasted.is_some() { [WITH_TEXT, bare].concat() } else { bare.to_owned() };
    browser::show_step(query, &name, push);
    STEPS.with_borrow_mut(|steps| {
        steps.retain(|(known, _)| known.trim_start_matches(WITH_TEXT) != name.trim_start_matches(WITH_TEXT));
        if steps.len() == MOST {
            steps.remove(0);
        }
        steps.push((name, step));
    });
}
