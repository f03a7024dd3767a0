//! The second module, seen from the page: loaded when it is needed, asked in strings (see [`crate::page::annexed`]).

use std::cell::RefCell;
use std::rc::Rc;

use super::browser;
use crate::page::annexed;
use crate::page::annexed::{Asked, Shown};
use crate::page::reading::Reading;
use crate::page::wire::Reader;
use crate::read::clue::ErrorClue;
use crate::read::search::Hit;
use crate::rules::{
    date::Date,
    host::Host,
    image::Image,
    question::{Bad, Choice},
};

/// The second module. All calls return at once.
#[derive(Clone)]
pub struct Annex(Rc<Call>);

/// How a function of the module is called: its name and its arguments.
type Call = dyn Fn(&str, &[&str]) -> Option<String>;

impl core::fmt::Debug for Annex {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Annex")
    }
}

/// What happens once the module is there.
type Then = Box<dyn FnOnce(Option<Annex>)>;

thread_local! {
    static LOADED: RefCell<Option<Annex>> = const { RefCell::new(None) };
}

/// The module, if it has been loaded.
pub fn loaded() -> Option<Annex> {
    LOADED.with_borrow(Clone::clone)
}

/// Calls back with the module, at once or when it has been loaded; with nothing where it cannot be.
pub fn with(then: impl FnOnce(Option<Annex>) + 'static) {
    with_boxed(Box::new(then));
}

fn with_boxed(then: Then) {
    match loaded() {
        Some(annex) => then(Some(annex)),
        None => browser::load_annex(move |call| {
            let annex = call.map(|call| Annex(Rc::new(call)));
            if let Some(annex) = &annex {
                annex.clone().keep();
            }
            then(annex);
        }),
    }
}

impl Annex {
    /// The same in this module, for tests of components: the page itself never links it.
    pub fn here() -> Self {
        Self(Rc::new(|name, given| match (name, given) {
            ("show", [asked]) => {
                show(asked);
                None
            }
            ("image", [text]) => Some(annexed::image(text)),
            ("read", [text]) => Some(read_shown(text)),
            ("example", [name]) => Some(annexed::example(name)),
            ("hits", [typed, today]) => Some(annexed::hits(typed, today)),
            _ => None,
        }))
    }

    /// From now on this is the loaded one.
    pub fn keep(self) {
        LOADED.set(Some(self));
    }

    /// Shows everything about the answer to a question but the verdict.
    pub fn show(&self, asked: &Asked) {
        let _ = (self.0)("show", &[&asked.write()]);
    }

    /// What a paste says; it also shows that.
    pub fn paste(&self, text: &str) -> Reading {
        (self.0)("read", &[text]).and_then(|written| Reading::decode(&written)).unwrap_or_default()
    }

    /// The text of a paste to try.
    pub fn example(&self, name: &str) -> String {
        (self.0)("example", &[name]).unwrap_or_default()
    }

    /// What the name of an image means.
    pub fn image(&self, text: String) -> Choice<Image> {
        let read = (self.0)("image", &[&text]).and_then(|written| annexed::image_read(&written));
        match read {
            Some(Ok(image)) => Choice::Set(image),
            Some(Err(message)) => Choice::Bad(Bad { text, message }),
            None => unread(text),
        }
    }

    /// Suggestions of the pickers: hosts and images.
    pub fn hits(&self, typed: &str, today: Date) -> Option<[Vec<Hit>; 2]> {
        let written = (self.0)("hits", &[typed, &today.to_string()])?;
        let mut fields = Reader::new(&written);
        Some([fields.list(Hit::read)?, fields.list(Hit::read)?])
    }
}

thread_local! {
    /// In the second module: what is shown, and the error that was pasted last.
    static SHOWN: RefCell<(Option<Shown>, Option<ErrorClue>)> = const { RefCell::new((None, None)) };
}

/// In the second module: puts the parts of an answer into their places, and names the page after it.
pub fn show(asked: &str) {
    let Some(shown) = annexed::show(asked) else { return };
    let parts = SHOWN.with_borrow(|(_, pasted)| annexed::PLACES.map(|place| shown.part(place, pasted.as_ref())));
    browser::fill(&annexed::PLACES, &parts);
    // The page of an error keeps its own name for its own question.
    if !browser::is_own_question() {
        browser::set_title(&shown.title());
        browser::describe(&shown.description());
    }
    SHOWN.with_borrow_mut(|(last, _)| *last = Some(shown));
}

/// In the second module: reads a paste, and shows what it says.
pub fn read_shown(text: &str) -> String {
    let (reading, next) = SHOWN.with_borrow_mut(|(shown, pasted)| {
        let shown = shown.get_or_insert_with(|| Shown::new(Asked::default()));
        let reading = annexed::read(text, shown.question());
        pasted.clone_from(&reading.error);
        let next = shown.part(annexed::NEXT, pasted.as_ref());
        (reading, next)
    });
    browser::fill(&[annexed::FOUND, annexed::NEXT], &[reading.html.clone(), next]);
    // An answer that follows is said in its place.
    if !reading.said.is_empty() {
        browser::announce(&reading.said);
    }
    reading.encode()
}

/// What a name means, as far as it can be read.
pub fn read(annex: Option<&Annex>, text: String) -> Choice<Image> {
    match annex {
        Some(annex) => annex.image(text),
        None => unread(text),
    }
}

/// The host that a text means, or the one that is suggested for it: an update, a longer name.
pub fn host(annex: Option<&Annex>, text: String, today: Date) -> Choice<Host> {
    let hits = annex.and_then(|annex| annex.hits(&text, today));
    let meant = match &hits {
        Some([hosts, _]) if hosts.len() == 1 => &hosts[0].value,
        _ => &text,
    };
    match Host::parse(meant, None) {
        Ok(host) => Choice::Set(host),
        Err(error) => Choice::Bad(Bad { message: error.to_string(), text }),
    }
}

/// What is said where the module could not be loaded.
pub(super) const NOT_LOADED: &str = "this part of the page could not be loaded";

/// What an image's field holds where the module could not be loaded.
fn unread(text: String) -> Choice<Image> {
    Choice::Bad(Bad { text, message: NOT_LOADED.to_owned() })
}
