//! A question with its answer, as all parts of the page know it, and what is behind the doors of the details and of the pastes.

use core::fmt;
use std::rc::Rc;
use yew::prelude::*;

use crate::diagnose::reading::Reading;
use crate::read::evidence::Evidence;
use crate::read::search::Hit;
use crate::remedy::next::Answered;
use crate::rules::{
    date::Date,
    host::Host,
    image::Image,
    notice::Side,
    question::{Action, Choice, Question},
    verdict::Verdict,
};

/// A question with its answer, and what is done with both.
#[derive(Clone, PartialEq, Debug)]
pub struct Asked {
    /// The question.
    pub question: Question,
    /// What the rules say, once there is a host and an image.
    pub verdict: Option<Verdict>,
    /// Today.
    pub today: Date,
    /// What was pasted last.
    pub pasted: Option<Rc<Pasted>>,
    /// What failed in it; nothing where nothing did.
    pub failed: Option<Rc<Failed>>,
    /// Changes the question.
    pub act: Callback<Action>,
    /// Asks the question of a link, as a step that can be taken back.
    pub jump: Callback<String>,
    /// Takes the answer to what the page asks for.
    pub reply: Callback<String>,
    /// Why the last reply was none.
    pub refused: Option<&'static str>,
}

/// What failed in a paste, the last one first, each with what to do. There is one at least.
#[derive(Debug)]
pub struct Failed(pub Vec<Answered>);

impl PartialEq for Failed {
    /// Each is its own.
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self, other)
    }
}

/// What the page begins with where its first view was written ahead for a question. With the same three, a browser renders the same.
#[derive(Clone, PartialEq, Debug)]
pub struct First {
    /// The question.
    pub question: Question,
    /// The day it is asked on.
    pub today: Date,
    /// What is behind the door of the details; nothing where that could not be opened.
    pub details: Option<&'static Details>,
}

/// A paste with what it says.
#[derive(Debug)]
pub struct Pasted {
    /// The text.
    pub text: String,
    /// All that it states.
    pub evidence: Evidence,
    /// What it puts into the question, and what there is to choose from.
    pub reading: Reading,
}

impl PartialEq for Pasted {
    /// Each is its own.
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self, other)
    }
}

/// What a component needs that is about a question.
#[derive(Clone, PartialEq, Debug, Properties)]
pub struct AskedProps {
    /// The question and its answer.
    pub asked: Asked,
}

/// What is behind the door of the details: everything about an answer but the verdict itself, and the reading of what is typed.
#[derive(Debug)]
pub struct Details {
    /// The first things to do, under the headline.
    pub first: fn(&Asked) -> Html,
    /// What stands below a verdict.
    pub beside: fn(&Asked) -> Html,
    /// What there is to say of half a question.
    pub halves: fn(&Asked) -> Html,
    /// What there is to pick for what was typed.
    pub offers: fn(Side, &str, Date) -> Vec<Hit>,
    /// What a text means as a host.
    pub host: fn(String, Date) -> Choice<Host>,
    /// What a text means as an image.
    pub image: fn(String) -> Choice<Image>,
    /// The title of the window and the description of the page; the name is that of a lesson, or empty.
    pub called: fn(&Asked, &str) -> [String; 2],
}

impl PartialEq for Details {
    /// There is one.
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self, other)
    }
}

/// What is behind the door of the pastes: their reading, and what there is to say of one.
#[derive(Debug)]
pub struct Pastes {
    /// Reads a paste for a question, after another paste that it may be the answer to.
    pub read: fn(&str, &str, &Question) -> Pasted,
    /// A paste together with the answer to what it leaves open, or why that is no answer.
    pub replied: fn(&str, &str, &Question) -> Result<String, &'static str>,
    /// What the bytes of a file say.
    pub decoded: fn(&[u8]) -> String,
    /// The texts of the pastes to try.
    pub examples: &'static [&'static str],
    /// What failed, with what was chosen by hand where the paste leaves it open.
    pub failed: fn(&Asked, &Question) -> Option<Rc<Failed>>,
    /// Why it failed, where a paste says that something did.
    pub diagnosis: fn(&Asked) -> Html,
    /// What was found in a paste.
    pub found: fn(&Asked) -> Html,
    /// The answer to a paste that names several hosts or images, or none.
    pub several: fn(&Asked) -> Html,
    /// The ways to the views that do more with a paste.
    pub onward: fn(&Asked) -> Html,
}

impl PartialEq for Pastes {
    /// There is one.
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self, other)
    }
}

/// A part of the page could not be loaded: there is no network, or a host or proxy refuses it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotLoaded;

impl fmt::Display for NotLoaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this part of the page could not be loaded")
    }
}

/// What happens once something is there, or cannot be.
pub type Then<T> = Box<dyn FnOnce(Result<&'static T, NotLoaded>)>;

/// The door of the details, for every component inside the page, and that of the pastes.
#[derive(Clone, Copy, Debug)]
pub struct Door {
    /// Opens it; calls back at once where it is open already.
    pub open: fn(Then<Details>),
    /// What is behind it, where it is open.
    pub opened: fn() -> Option<&'static Details>,
    /// Opens the door of the pastes; calls back at once where it is open already.
    pub pastes: fn(Then<Pastes>),
}

impl Door {
    /// Opens it; calls back at once where it is open already.
    pub fn with(self, then: impl FnOnce(Result<&'static Details, NotLoaded>) + 'static) {
        (self.open)(Box::new(then));
    }

    /// Opens the door of the pastes; calls back at once where it is open already.
    pub fn with_pastes(self, then: impl FnOnce(Result<&'static Pastes, NotLoaded>) + 'static) {
        (self.pastes)(Box::new(then));
    }
}

impl PartialEq for Door {
    /// There is one.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The door of the details. A component that stands alone has none, and nothing behind it.
#[hook]
pub fn use_door() -> Door {
    use_context().unwrap_or(Door {
        open: |then| then(Err(NotLoaded)),
        opened: || None,
        pastes: |then| then(Err(NotLoaded)),
    })
}
