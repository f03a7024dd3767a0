//! A question with its answer, as all parts of the page know it, and what is behind the doors inside the answer.

use core::cell::Cell;
use core::fmt;
use std::rc::Rc;
use yew::prelude::*;

use crate::diagnose::Diagnosis;
use crate::diagnose::reading::Reading;
use crate::fleet::{Fleet, Plan, Unread};
use crate::read::evidence::Evidence;
use crate::read::search::Hit;
use crate::remedy::next::Answered;
use crate::rules::{
    date::Date,
    host::Host,
    image::Image,
    notice::Side,
    question::{Action, Choice, Question},
    release::Release,
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

impl Asked {
    /// What failed last in the paste, which the answer is then about.
    pub fn failed(&self) -> Option<&Diagnosis> {
        self.failed.as_ref()?.0.first().map(|last| &last.diagnosis)
    }
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
pub struct FirstView {
    /// The question.
    pub question: Question,
    /// The day it is asked on.
    pub today: Date,
    /// What is behind the door of the details; nothing where that could not be opened.
    pub details: Option<&'static Details>,
    /// What is behind the door of half a question, where it is one.
    pub half: Option<&'static Half>,
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

/// What is behind the door of the details: everything that is shown of an answer but the verdict itself.
#[derive(Debug)]
pub struct Details {
    /// The first things to do, under the headline.
    pub first: fn(&Asked) -> Html,
    /// What stands below a verdict.
    pub beside: fn(&Asked) -> Html,
    /// The title of the window and the description of the page; the name is that of a lesson, or empty.
    pub called: fn(&Asked, &str) -> [String; 2],
}

/// What is behind the door of half a question: what there is to say of one, and the reading of what is typed.
#[derive(Debug)]
pub struct Half {
    /// What comes with it: whoever opens a door that leads further has opened that one.
    pub details: &'static Details,
    /// What there is to say of half a question.
    pub halves: fn(&Asked) -> Html,
    /// What runs where, for whoever chose an engine or an isolation and nothing else.
    pub matrix: fn(&Asked) -> Html,
    /// What there is to pick for what was typed.
    pub offers: fn(Side, &str, Date) -> Vec<Hit>,
    /// What a text means as a host.
    pub host: fn(String, Date) -> Choice<Host>,
    /// What a text means as an image.
    pub image: fn(String) -> Choice<Image>,
}

/// A part of an answer that is closed at first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Closed {
    /// Who decides in practice.
    Gates,
    /// What else there is to do, with texts to paste for each engine.
    Ways,
    /// Ways to hand the answer on.
    Share,
}

/// What is behind the door of more: the parts of an answer that are closed at first and that few readers open.
#[derive(Debug)]
pub struct More {
    /// What comes with it.
    pub details: &'static Details,
    /// Shows one.
    pub show: fn(Closed, &Asked, &Verdict) -> Html,
}

/// What is behind the door of the pastes: their reading, and what there is to say of one.
#[derive(Debug)]
pub struct Pastes {
    /// What comes with them.
    pub half: &'static Half,
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

/// What is behind the door of a fleet's plan: what is made of a fleet once somebody asks for it.
#[derive(Debug)]
pub struct Planner {
    /// What comes with it.
    pub fleet: fn() -> Html,
    /// What moving the hosts to a release takes.
    pub plan: fn(&Fleet, &'static Release, Date) -> Plan,
    /// Shows that.
    pub show: fn(&Plan, &Fleet, Date) -> Html,
    /// Writes a report.
    pub report: fn(ReportFormat, &Reported<'_>) -> String,
}

/// How a report of a fleet is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReportFormat {
    /// All of it.
    Markdown,
    /// The plan where there is one, else the grid.
    Csv,
}

/// What a report of a fleet is of.
#[derive(Debug)]
pub struct Reported<'a> {
    /// The fleet.
    pub fleet: &'a Fleet,
    /// What was not understood.
    pub unread: &'a [Unread],
    /// What the texts are called in which something was not.
    pub sources: &'a [&'a str],
    /// The plan, where there is one.
    pub plan: Option<&'a Plan>,
    /// Today.
    pub today: Date,
}

/// What is behind a door is there once: it is compared by its place.
macro_rules! there_is_one {
    ($($type:ty),*) => {$(
        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                core::ptr::eq(self, other)
            }
        }
    )*};
}

there_is_one!(Details, Half, More, Pastes, Planner);

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

/// The doors inside the answer, for every component of the page. Each calls back at once where it is open already.
#[derive(Clone, Copy, Debug)]
pub struct Door {
    /// Opens that of the details.
    pub details: fn(Then<Details>),
    /// Opens that of half a question.
    pub half: fn(Then<Half>),
    /// What is behind that, where it is open.
    pub opened_half: fn() -> Option<&'static Half>,
    /// Opens that of more.
    pub more: fn(Then<More>),
    /// What is behind that, where it is open.
    pub opened_more: fn() -> Option<&'static More>,
    /// Opens that of the pastes.
    pub pastes: fn(Then<Pastes>),
    /// Opens that of a fleet's plan.
    pub planner: fn(Then<Planner>),
    /// What is behind that, where it is open.
    pub opened_planner: fn() -> Option<&'static Planner>,
}

impl Door {
    /// Opens the door of the details.
    pub fn with(self, then: impl FnOnce(Result<&'static Details, NotLoaded>) + 'static) {
        (self.details)(Box::new(then));
    }

    /// Opens the door of half a question.
    pub fn with_half(self, then: impl FnOnce(Result<&'static Half, NotLoaded>) + 'static) {
        (self.half)(Box::new(then));
    }

    /// Opens the door of more.
    pub fn with_more(self, then: impl FnOnce(Result<&'static More, NotLoaded>) + 'static) {
        (self.more)(Box::new(then));
    }

    /// Opens the door of the pastes.
    pub fn with_pastes(self, then: impl FnOnce(Result<&'static Pastes, NotLoaded>) + 'static) {
        (self.pastes)(Box::new(then));
    }

    /// Opens the door of a fleet's plan.
    pub fn with_planner(self, then: impl FnOnce(Result<&'static Planner, NotLoaded>) + 'static) {
        (self.planner)(Box::new(then));
    }
}

thread_local! {
    // What stands alone has none, and nothing behind them.
    static DOORS: Cell<Door> = const {
        Cell::new(Door {
            details: |then| then(Err(NotLoaded)),
            half: |then| then(Err(NotLoaded)),
            opened_half: || None,
            more: |then| then(Err(NotLoaded)),
            opened_more: || None,
            pastes: |then| then(Err(NotLoaded)),
            planner: |then| then(Err(NotLoaded)),
            opened_planner: || None,
        })
    };
}

/// Gives the page its doors. There are no others, so no context of Yew has to carry them: a provider is a component, and 1 kB.
pub fn hang(doors: Door) {
    DOORS.set(doors);
}

/// The doors of the page.
pub fn door() -> Door {
    DOORS.get()
}
