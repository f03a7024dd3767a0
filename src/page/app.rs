//! The calculator: one question, one answer, and the address that holds them.

use std::cell::Cell;
use std::rc::Rc;
use yew::prelude::*;

use super::answer::answer;
use super::asked::{Asked, Details, Door, First, NotLoaded, Pasted, Pastes, use_door};
use super::browser;
use super::missing::missing;
use super::parts::place;
use super::question::{Given, question};
use crate::rules::{
    catalogue::RULES_AS_OF,
    date::Date,
    headline,
    image::Image,
    judge::judge,
    link,
    question::{Action, Bad, Choice, Question},
};

/// What the page keeps.
#[derive(Clone, PartialEq)]
struct Page {
    question: Question,
    today: Date,
    /// The address has been read and the controls work.
    ready: bool,
    /// What is behind the door, once it is open.
    details: Option<&'static Details>,
    /// The door could not be opened when it was tried last.
    missing: bool,
    /// What was pasted last: never in the address.
    pasted: Option<Rc<Pasted>>,
    /// What has read it.
    pastes: Option<&'static Pastes>,
    /// A paste that nothing was there to read.
    unread: Option<String>,
    /// The question is one to try: what a paste says takes its place.
    example: bool,
    address: Address,
}

/// How the last change reached, or reaches, the address.
#[derive(Clone, Copy, PartialEq)]
enum Address {
    /// It came from there.
    Read,
    /// It takes the place of the question there.
    Replaced,
    /// It was deliberate: the back button leads back.
    Pushed,
}

enum Change {
    Open(Question, Date),
    Return(Question),
    Jump(Question),
    /// The door of the details was tried.
    Details(Result<&'static Details, NotLoaded>),
    /// A text was pasted, and can be read or not.
    Pasted(String, Result<&'static Pastes, NotLoaded>),
    Do(Action),
}

impl Reducible for Page {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut page = (*self).clone();
        match change {
            Change::Open(question, today) => {
                (page.today, page.ready, page.example) = (today, true, browser::is_own_question());
                (page.question, page.address) = (question, Address::Read);
            }
            Change::Return(question) => (page.question, page.address) = (question, Address::Read),
            Change::Jump(question) => {
                page.example |= page.question == Question::default();
                (page.question, page.address) = (question, Address::Pushed);
            }
            Change::Details(opened) => {
                page.missing = opened.is_err();
                page.details = opened.ok().or(page.details);
            }
            Change::Pasted(text, Ok(pastes)) => page.paste(text, pastes),
            Change::Pasted(text, Err(NotLoaded)) => page.unread = Some(text),
            Change::Do(action) => {
                page.example = false;
                (page.question, page.address) = (page.question.reduce(action), Address::Replaced);
            }
        }
        page.into()
    }
}

impl Page {
    fn begin(first: Option<&First>) -> Self {
        Self {
            question: first.map(|first| first.question.clone()).unwrap_or_default(),
            today: first.map_or(RULES_AS_OF, |first| first.today),
            ready: false,
            details: first.and_then(|first| first.details),
            missing: false,
            pasted: None,
            pastes: None,
            unread: None,
            example: false,
            address: Address::Read,
        }
    }

    fn paste(&mut self, text: String, pastes: &'static Pastes) {
        (self.pastes, self.unread, self.address) = (Some(pastes), None, Address::Replaced);
        self.pasted = (!text.trim().is_empty()).then(|| Rc::new((pastes.read)(text, &self.question)));
        let Some(Pasted { reading, .. }) = self.pasted.as_deref() else { return };
        let found = [
            reading.host.map(|host| Action::Host(Choice::Set(host))),
            reading.image.clone().map(|image| Action::Image(Choice::Set(image))),
            reading.engine.map(|engine| Action::Engine(Some(engine))),
        ];
        let mut question = core::mem::take(&mut self.question);
        if self.example && found[..2].iter().any(Option::is_some) {
            question = Question::default();
            self.example = false;
        }
        self.question = found.into_iter().flatten().fold(question, Question::reduce);
    }

    /// Whether there is something to say besides the verdict.
    fn wants_details(&self) -> bool {
        self.question.host.get().is_some() || self.question.image.get().is_some() || self.pasted.is_some()
    }
}

/// What the page may be given.
#[derive(Clone, PartialEq, Default, Properties)]
pub struct AppProps {
    /// What stands before the question, as a lesson does.
    #[prop_or_default]
    pub children: Html,
    /// What it is called; the question itself where it has no name.
    #[prop_or_default]
    pub heading: &'static str,
    /// What it begins with, where that is not the empty question.
    #[prop_or_default]
    pub first: Option<First>,
}

/// The page. It renders what it is given first and reads the address once it is there, so that it can be rendered ahead of time.
#[component]
pub fn App(props: &AppProps) -> Html {
    let page = use_reducer_eq(|| Page::begin(props.first.as_ref()));
    let door = use_door();
    let dispatcher = page.dispatcher();
    let asked = Asked {
        verdict: judge(&page.question),
        question: page.question.clone(),
        today: page.today,
        pasted: page.pasted.clone(),
        act: use_callback(dispatcher.clone(), |action, dispatcher| dispatcher.dispatch(Change::Do(action))),
        jump: use_callback(dispatcher.clone(), move |query: String, dispatcher| {
            let dispatcher = dispatcher.clone();
            asked(&query, door, Box::new(move |question| dispatcher.dispatch(Change::Jump(question))));
        }),
    };
    let wanted = use_callback(dispatcher.clone(), move |(), dispatcher| {
        let dispatcher = dispatcher.clone();
        door.with(move |opened| dispatcher.dispatch(Change::Details(opened)));
    });
    let pasted = use_callback(dispatcher.clone(), move |text: String, dispatcher| {
        let dispatcher = dispatcher.clone();
        door.with_pastes(move |opened| dispatcher.dispatch(Change::Pasted(text, opened)));
    });
    let pasting = use_callback(wanted.clone(), move |(), wanted| {
        door.with_pastes(drop);
        wanted.emit(());
    });
    let tried = use_callback(pasted.clone(), move |at: usize, pasted| {
        let pasted = pasted.clone();
        door.with_pastes(move |opened| {
            let text = opened.ok().and_then(|pastes| pastes.examples.get(at)).copied().unwrap_or_default();
            browser::set_text("paste", text);
            pasted.emit(text.to_owned());
        });
    });
    use_address(&dispatcher, door);
    use_consequences(&page, &asked, props.heading, &wanted);

    let details = page.details;
    let part =
        |part: fn(&Details) -> fn(&Asked) -> Html| details.map(|details| part(details)(&asked)).unwrap_or_default();
    let lost = match page.missing {
        true => missing(MISSING, &wanted),
        false => Html::default(),
    };
    let found = match (&page.unread, page.pastes) {
        (Some(text), _) => {
            let text = text.clone();
            missing(MISSING_PASTES, &pasted.reform(move |()| text.clone()))
        }
        (None, Some(pastes)) => (pastes.found)(&asked),
        (None, None) => lost.clone(),
    };
    let given =
        Given { door, ready: page.ready, found, cue: part(|details| details.cue), wanted: pasting, pasted, tried };
    let waits = page.wants_details() && details.is_none() && !page.missing;
    html! {
        <main data-ready={page.ready.then_some("")} aria-busy={(page.ready && waits).then_some("true")}>
            <h1 class="unseen">
                { if props.heading.is_empty() { "Will this Windows container image run on this host?" } else { props.heading } }
            </h1>
            <div>{ props.children.clone() }</div>
            <div class="desk">
                { question(&asked, given) }
                { answer(&asked, details, page.pastes) }
            </div>
            <div class="below">{ place("do", if details.is_some() { part(|details| details.below) } else { lost }) }</div>
        </main>
    }
}

/// What is behind the door of the details, in a few words.
const MISSING: &str =
    "the rest of this page: the reasons in words, the FROM line, the texts to paste, and the reading of pastes";

/// What is behind the door of the pastes.
const MISSING_PASTES: &str = "the reading of pastes";

/// Reads the question of the address, at first and whenever the reader goes back or forward.
#[hook]
fn use_address(dispatcher: &UseReducerDispatcher<Page>, door: Door) {
    let dispatcher = dispatcher.clone();
    use_effect_with((), move |()| {
        let opened = dispatcher.clone();
        asked(
            &browser::query(),
            door,
            Box::new(move |question| opened.dispatch(Change::Open(question, browser::today()))),
        );
        let back = Callback::from(move |()| {
            let dispatcher = dispatcher.clone();
            asked(&browser::query(), door, Box::new(move |question| dispatcher.dispatch(Change::Return(question))));
        });
        let listener = browser::on_history(back);
        move || drop(listener)
    });
}

/// The question of a link, at once unless it holds a name that is read behind the door.
fn asked(query: &str, door: Door, then: Box<dyn FnOnce(Question)>) {
    let unread = Cell::new(false);
    let question = link::decode_with(query, |text| {
        let image = Image::parse_plain(&text);
        unread.set(image.is_none());
        image.into()
    });
    if !unread.get() {
        return then(question);
    }
    let query = query.to_owned();
    door.with(move |details| {
        then(link::decode_with(&query, |text| match details {
            Ok(details) => (details.image)(text),
            Err(missing) => Choice::Bad(Bad { text, message: missing.to_string() }),
        }));
    });
}

/// What follows from a question that is on the page: its address, what a screen reader is told, the name of the page, and that the
/// details are loaded.
#[hook]
fn use_consequences(page: &UseReducerHandle<Page>, asked: &Asked, heading: &'static str, wanted: &Callback<()>) {
    let said = page.pasted.as_ref().map(|pasted| pasted.reading.said.clone());
    use_effect_with(said, |said| {
        if let Some(said) = said {
            browser::announce(said);
        }
    });
    // The verdict first: what follows from it comes once it is painted, if it is still the answer by then.
    let shown = (page.ready, page.question.clone(), page.address, page.pasted.clone());
    use_effect_with(shown, |(ready, question, address, _)| {
        let current = Rc::new(Cell::new(*ready));
        if *ready {
            let (question, address, current) = (question.clone(), *address, current.clone());
            browser::after_paint(move || {
                if current.get() {
                    tell(&question, address);
                }
            });
        }
        move || current.set(false)
    });
    use_effect_with((page.ready, page.details, asked.clone(), heading), |(ready, details, asked, heading)| {
        // The page of an error keeps its own name for its own question.
        if let Some(details) = details.filter(|_| *ready && !browser::is_own_question()) {
            let [title, description] = (details.called)(asked, heading);
            browser::set_title(&title);
            browser::describe(&description);
        }
    });
    let wants = page.ready && page.details.is_none() && page.wants_details();
    use_effect_with((wants, page.question.clone(), wanted.clone()), |(wants, _, wanted)| {
        if *wants {
            wanted.emit(());
        }
    });
}

fn tell(question: &Question, address: Address) {
    if address != Address::Read {
        browser::show_query(&link::replace(&browser::query(), question), address == Address::Pushed);
    }
    if let Some(verdict) = judge(question) {
        browser::announce(&[headline::heading(&verdict), ". ", headline::sentence(question, &verdict)].concat());
    }
}
