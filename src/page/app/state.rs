//! What the page keeps, and what changes it.

use std::rc::Rc;
use yew::prelude::*;

use super::steps::HistoryStep;
use crate::diagnose::asking::Asking;
use crate::page::asked::{Details, FirstView, Half, NotLoaded, Pasted, Pastes};
use crate::page::browser;
use crate::rules::{
    catalogue::RULES_AS_OF,
    date::Date,
    matrix::MatrixFilter,
    question::{Action, Choice, Question},
};

/// What the page keeps.
#[derive(Clone, PartialEq)]
pub(super) struct PageState {
    /// What was chosen and what was read.
    pub(super) asking: Asking,
    /// What follows from it.
    pub(super) question: Question,
    pub(super) today: Date,
    /// The address has been read and the controls work.
    pub(super) ready: bool,
    /// What is behind the door, once it is open.
    pub(super) details: Option<&'static Details>,
    /// The same of the door of half a question.
    pub(super) half: Option<&'static Half>,
    /// The door could not be opened when it was tried last.
    pub(super) missing: bool,
    /// What was pasted last: never in the address.
    pub(super) pasted: Option<Rc<Pasted>>,
    /// What has read it.
    pub(super) pastes: Option<&'static Pastes>,
    /// A paste that nothing was there to read.
    pub(super) unread: Option<(String, bool)>,
    /// How often the box was given another text than the one that was put into it.
    pub(super) given: usize,
    /// Why the last reply to a question was none.
    pub(super) refused: Option<&'static str>,
    /// On a narrow screen the question is a line above its answer.
    pub(super) folded: bool,
    /// The page was loaded again, and what had been pasted is gone.
    pub(super) lost: bool,
    /// The reader began with the empty page: what stands above the answer stays where it is.
    pub(super) begun: bool,
    pub(super) address: Address,
}

/// How the last change reached, or reaches, the address.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Address {
    /// It came from there.
    Read,
    /// It takes the place of the question there.
    Replaced,
    /// It was deliberate: the back button leads back.
    Pushed,
}

pub(super) enum Change {
    /// The address was read: at first, or after the reader went back or forward.
    Open(Question, Date, bool),
    /// A step that is still known.
    Return(Box<HistoryStep>, Date, Option<&'static Pastes>),
    Jump(Question),
    /// The door of the details was tried.
    Details(Result<&'static Details, NotLoaded>),
    /// The door of half a question was tried.
    Half(Result<&'static Half, NotLoaded>),
    /// A text was pasted or typed, and can be read or not.
    Pasted {
        text: String,
        deliberate: bool,
        given: bool,
        pastes: Result<&'static Pastes, NotLoaded>,
    },
    /// What was asked for was pasted or typed into its own field.
    Replied {
        text: String,
        pastes: Result<&'static Pastes, NotLoaded>,
    },
    Do(Action),
    /// Shows or hides the question on a narrow screen.
    Fold(bool),
}

impl Default for PageState {
    fn default() -> Self {
        Self {
            asking: Asking::default(),
            question: Question::default(),
            today: RULES_AS_OF,
            ready: false,
            details: None,
            half: None,
            missing: false,
            pasted: None,
            pastes: None,
            unread: None,
            given: 0,
            refused: None,
            folded: false,
            lost: false,
            begun: false,
            address: Address::Read,
        }
    }
}

impl PageState {
    pub(super) fn begin(first: Option<&FirstView>) -> Self {
        let Some(first) = first else { return Self::default() };
        Self {
            asking: Asking::of(first.question.clone(), false),
            question: first.question.clone(),
            today: first.today,
            details: first.details,
            half: first.half,
            folded: is_asked(&first.question),
            ..Self::default()
        }
    }
}

/// Whether there is an answer, or a half of one: on a narrow screen it comes first.
fn is_asked(question: &Question) -> bool {
    question.host.get().is_some() || question.image.get().is_some()
}

impl Reducible for PageState {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut page = (*self).clone();
        if !matches!(change, Change::Details(_) | Change::Half(_) | Change::Fold(_)) {
            page.refused = None;
        }
        match change {
            // A way to another part of the page is no other step.
            Change::Open(question, _, false) if question == page.question => return self,
            Change::Open(question, today, _) => {
                (page.today, page.ready, page.address) = (today, true, Address::Read);
                page.folded = is_asked(&question);
                page.begun = question == Question::default();
                page.lost = super::steps::lost_its_text();
                page.asking = Asking::of(question, browser::is_own_question());
                page.set_pasted(None);
            }
            Change::Return(step, today, pastes) => {
                page.pastes = pastes.or(page.pastes);
                (page.today, page.ready, page.address) = (today, true, Address::Read);
                page.asking = step.asking;
                page.set_pasted(step.pasted);
            }
            Change::Jump(question) => {
                page.asking = page.asking.act(Action::Replace(Box::new(question)));
                page.address = Address::Pushed;
            }
            Change::Details(opened) => {
                page.missing = opened.is_err();
                page.details = opened.ok().or(page.details);
            }
            Change::Half(opened) => {
                page.missing = opened.is_err();
                page.half = opened.ok().or(page.half);
                page.details = page.half.map(|half| half.details).or(page.details);
            }
            Change::Pasted { text, deliberate, given, pastes: Ok(pastes) } => {
                page.paste(text, deliberate, given, pastes)
            }
            Change::Pasted { text, deliberate, .. } => page.unread = Some((text, deliberate)),
            Change::Replied { text, pastes: Ok(pastes) } => {
                page.pastes = Some(pastes);
                let before = page.pasted.as_ref().map(|pasted| pasted.text.as_str()).unwrap_or_default();
                match (pastes.replied)(before, &text, &page.question) {
                    Ok(whole) => page.paste(whole, true, true, pastes),
                    Err(why) => page.refused = Some(why),
                }
            }
            Change::Replied { text, .. } => page.unread = Some((text, true)),
            Change::Do(action) => {
                page.asking = page.asking.act(action);
                page.address = Address::Pushed;
            }
            Change::Fold(folded) => page.folded = folded,
        }
        page.question = page.asking.question();
        page.into()
    }
}

impl PageState {
    fn paste(&mut self, text: String, deliberate: bool, given: bool, pastes: &'static Pastes) {
        (self.pastes, self.unread, self.lost) = (Some(pastes), None, false);
        // Some ways to put in a text tell of it twice: that is one step.
        if !given && self.pasted.as_ref().is_some_and(|pasted| pasted.text == text) {
            return;
        }
        self.address = if deliberate { Address::Pushed } else { Address::Replaced };
        let before = self.pasted.clone();
        let before = before.as_ref().map(|pasted| pasted.text.as_str()).unwrap_or_default();
        let changed = before.trim() != text.trim();
        let read = (!text.trim().is_empty()).then(|| {
            // An answer to what was asked is read together with the question; what is typed is not rewritten.
            let pasted = (pastes.read)(if deliberate { before } else { "" }, &text, &self.question);
            self.given += usize::from(given || pasted.text != text);
            Rc::new(pasted)
        });
        if read.is_none() && given {
            self.given += 1;
        }
        self.pasted = read;
        if changed {
            let said = self.pasted.as_deref().map(said).unwrap_or_default();
            let failed = self.pasted.as_ref().is_some_and(|pasted| pasted.reading.error.is_some());
            self.asking = self.asking.clone().read(said, failed);
            // What is there several times stays in sight, to choose from.
            self.folded |= deliberate && self.pasted.is_some() && (failed || is_asked(&self.asking.question()));
        }
    }

    /// What was pasted at another step of the history.
    fn set_pasted(&mut self, pasted: Option<Rc<Pasted>>) {
        if self.pasted != pasted {
            self.pasted = pasted;
            self.given += 1;
        }
        self.unread = None;
    }

    /// Whether there is something to say besides the verdict.
    pub(super) fn wants_details(&self) -> bool {
        self.question.host.get().is_some() || self.question.image.get().is_some() || self.pasted.is_some()
    }

    /// Whether that is to be said of half a question.
    pub(super) fn is_half(&self) -> bool {
        self.wants_details() && (self.question.host.get().is_none() || self.question.image.get().is_none())
    }

    /// Whether the knobs alone were turned: the small matrix follows them.
    fn is_turned(&self) -> bool {
        !self.wants_details() && MatrixFilter::of(&self.question) != MatrixFilter::default()
    }

    /// Whether what there is to say is still behind a door.
    pub(super) fn lacks(&self) -> bool {
        self.wants_details() && self.details.is_none() || self.wants_half() && self.half.is_none()
    }

    /// Whether that is behind the door of half a question.
    pub(super) fn wants_half(&self) -> bool {
        self.is_half() || self.is_turned()
    }
}

/// The question in a text.
fn said(pasted: &Pasted) -> Question {
    let reading = &pasted.reading;
    let lacks_hyperv = pasted.evidence.engine.lacks_hyperv(reading.engine);
    Question {
        hyperv: if lacks_hyperv { Choice::Set(false) } else { Choice::Unset },
        host: reading.host.into(),
        image: reading.image.clone().into(),
        engine: reading.engine.into(),
        isolation: reading.isolation.into(),
        ..Question::default()
    }
}
