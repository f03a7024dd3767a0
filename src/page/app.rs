//! The whole page: one question, one answer, and the address that holds them.

use std::cell::Cell;
use std::rc::Rc;
use yew::prelude::*;

use super::answer::{answer, place};
use super::{annex, browser, question};
use crate::page::annexed::Asked;
use crate::page::reading::Reading;
use crate::page::wire::{Reader, Writer};
use crate::read::names::Names;
use crate::rules::{
    catalogue::RULES_AS_OF,
    date::Date,
    headline,
    host::Host,
    image::Image,
    judge::judge,
    link,
    question::{Action, Choice, Engine, Isolation, Question},
    release::{Family, Kind},
};

/// What the page keeps.
#[derive(Clone, PartialEq)]
struct Page {
    question: Question,
    today: Date,
    /// The address has been read and the controls work.
    ready: bool,
    /// The second module is there.
    annex: bool,
    /// Names that a paste gave: never in the address.
    names: Names,
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
    /// The second module has been loaded.
    Furnish,
    /// A paste was read.
    Found(Reading),
    Do(Action),
}

impl Reducible for Page {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut page = (*self).clone();
        (page.question, page.address) = match change {
            Change::Open(question, today) => {
                (page.today, page.ready, page.example) = (today, true, browser::is_own_question());
                (question, Address::Read)
            }
            Change::Return(question) => (question, Address::Read),
            Change::Furnish => {
                page.annex = true;
                (page.question, page.address)
            }
            Change::Jump(question) => {
                page.example |= page.question == Question::default();
                (question, Address::Pushed)
            }
            Change::Found(reading) => {
                page.names = reading.names;
                let found = [
                    reading.host.map(|host| Action::Host(Choice::Set(host))),
                    reading.image.map(|image| Action::Image(Choice::Set(image))),
                    reading.engine.map(|engine| Action::Engine(Some(engine))),
                ];
                if page.example && found[..2].iter().any(Option::is_some) {
                    page.question = Question::default();
                    page.example = false;
                }
                (found.into_iter().flatten().fold(page.question, Question::reduce), Address::Replaced)
            }
            Change::Do(action) => {
                page.example = false;
                (page.question.reduce(action), Address::Replaced)
            }
        };
        page.into()
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
}

/// The page. It renders the empty question first and reads the address once it is there, so that it can be rendered ahead of
/// time.
#[function_component]
pub fn App(props: &AppProps) -> Html {
    let page = use_reducer_eq(|| Page {
        question: Question::default(),
        today: RULES_AS_OF,
        ready: false,
        annex: false,
        names: Names::default(),
        example: false,
        address: Address::Read,
    });
    let verdict = judge(&page.question);

    let dispatcher = page.dispatcher();
    use_effect_with((), {
        let dispatcher = dispatcher.clone();
        move |()| {
            let opened = dispatcher.clone();
            asked(
                &browser::query(),
                Box::new(move |question| opened.dispatch(Change::Open(question, browser::today()))),
            );
            let back = Callback::from(move |()| {
                let dispatcher = dispatcher.clone();
                asked(&browser::query(), Box::new(move |question| dispatcher.dispatch(Change::Return(question))));
            });
            let listeners = (browser::on_history(back), browser::on_slash("paste"));
            move || drop(listeners)
        }
    });
    use_effect_with((page.clone(), props.heading), {
        let dispatcher = dispatcher.clone();
        move |(page, heading)| {
            let current = Rc::new(Cell::new(page.ready));
            if page.ready {
                // The verdict first: what follows from it comes once it is painted, if it is still the answer by then.
                let (page, heading, current) = (page.clone(), *heading, current.clone());
                browser::after_paint(move || {
                    if current.get() {
                        shown(&page, heading, dispatcher);
                    }
                });
            }
            move || current.set(false)
        }
    });

    let act = {
        let dispatcher = dispatcher.clone();
        Callback::from(move |action| dispatcher.dispatch(Change::Do(action)))
    };
    let found = {
        let dispatcher = dispatcher.clone();
        Callback::from(move |reading| dispatcher.dispatch(Change::Found(reading)))
    };
    let asking = page.question.clone();
    let onclick = move |event: MouseEvent| {
        if let Some(query) = browser::jump(&event) {
            let dispatcher = dispatcher.clone();
            asked(&query, Box::new(move |question| dispatcher.dispatch(Change::Jump(question))));
        } else if let Some(pressed) = browser::chip(&event) {
            match chip(pressed) {
                Some(action) => dispatcher.dispatch(Change::Do(action)),
                None => browser::press(chips(&asking)),
            }
        }
    };
    let onchange = {
        let act = act.clone();
        move |event: Event| {
            if let Some(action) = browser::control(&event).and_then(action) {
                act.emit(action);
            }
        }
    };
    html! {
        <div {onclick} {onchange}>
            <main data-ready={page.ready.then_some("")}>
                <h1 class="unseen">
                    { if props.heading.is_empty() { "Will this Windows container image run on this host?" } else { props.heading } }
                </h1>
                <div>{ props.children.clone() }</div>
                <div class="desk">
                    { question::question(&page.question, page.today, page.ready, &act, &found) }
                    { answer(&page.question, verdict.as_ref()) }
                </div>
                <div class="below">{ place("do") }</div>
            </main>
        </div>
    }
}

/// The question of a link, at once unless it holds a name that the second module has to read.
fn asked(query: &str, then: Box<dyn FnOnce(Question)>) {
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
    annex::with(move |loaded| then(link::decode_with(&query, |text| annex::read(loaded.as_ref(), text))));
}

/// What a radio button or checkbox does to the question.
fn action(control: browser::Control) -> Option<Action> {
    Some(match control.name.as_str() {
        "isolation" => Action::Isolation(Isolation::from_slug(&control.value)),
        "engine" => Action::Engine(Engine::from_slug(&control.value)),
        "hyperv" => Action::Hyperv(control.checked),
        "family" => Action::Family(Family::from_slug(&control.value)),
        _ => return None,
    })
}

/// What a chip does to the question: sets its field, or clears it again.
fn chip((name, value, pressed): (&'static str, String, bool)) -> Option<Action> {
    let value = (!pressed).then_some(value);
    Some(match name {
        "data-set-host" => {
            let host = value
                .as_deref()
                .and_then(|value| value.split_once(' '))
                .and_then(|(version, kind)| Some(Host::new(version.parse().ok()?, Kind::from_slug(kind))));
            Action::Host(host.into())
        }
        "data-set-image" => Action::Image(value.and_then(|value| Image::read(&mut Reader::new(&value))).into()),
        "data-set-isolation" => Action::Isolation(value.and_then(|value| Isolation::from_slug(&value))),
        "data-set-engine" => Action::Engine(value.and_then(|value| Engine::from_slug(&value))),
        _ => {
            browser::keep_host(value.as_deref());
            return None;
        }
    })
}

/// What the question says in the words of the chips.
fn chips(question: &Question) -> [Option<String>; 5] {
    let image = question.image.get().map(|image| {
        let mut written = Writer::default();
        image.write(&mut written);
        written.finish()
    });
    [
        question.host.get().map(|host| [&host.version.to_string(), " ", host.kind.slug()].concat()),
        image,
        question.isolation.get().map(|isolation| isolation.slug().to_owned()),
        question.engine.get().map(|engine| engine.slug().to_owned()),
        browser::kept_host(),
    ]
}

/// What follows from a question that is on the page: its address, what a screen reader is told, and all that the second module
/// shows.
fn shown(page: &Page, heading: &str, dispatcher: UseReducerDispatcher<Page>) {
    let question = &page.question;
    if page.address != Address::Read {
        browser::show_query(&link::replace(&browser::query(), question), page.address == Address::Pushed);
    }
    if let Some(verdict) = judge(question) {
        browser::announce(&[headline::heading(&verdict), ". ", headline::sentence(question, &verdict)].concat());
    }
    if let Some(annex) = annex::loaded() {
        annex.show(&Asked {
            question: question.clone(),
            today: page.today,
            names: page.names.clone(),
            page: browser::page(),
            heading: heading.to_owned(),
        });
    } else if question.host.get().is_some() || question.image.get().is_some() {
        annex::with(move |loaded| {
            if loaded.is_some() {
                dispatcher.dispatch(Change::Furnish);
            }
        });
    }
    browser::press(chips(question));
}
