//! The whole page: one question, one answer, and the address that holds them.

use std::cell::Cell;
use std::rc::Rc;
use yew::prelude::*;

use super::answer::{Answer, answer};
use super::{Fix, annex, browser, question};
use crate::{Action, Date, Engine, Family, Image, Isolation, Outcome, Question, RULES_AS_OF, headline, link};

/// What the page keeps.
#[derive(Clone, PartialEq)]
struct Page {
    question: Question,
    today: Date,
    /// The address has been read and the controls work.
    ready: bool,
    /// The second module is there.
    annex: bool,
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
    Do(Action),
}

impl Reducible for Page {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut page = (*self).clone();
        (page.question, page.address) = match change {
            Change::Open(question, today) => {
                (page.today, page.ready) = (today, true);
                (question, Address::Read)
            }
            Change::Return(question) => (question, Address::Read),
            Change::Furnish => {
                page.annex = true;
                (page.question, page.address)
            }
            Change::Jump(question) => (question, Address::Pushed),
            Change::Do(action) => (page.question.reduce(action), Address::Replaced),
        };
        page.into()
    }
}

/// The page. It renders the empty question first and reads the address once it is there, so that it can be rendered ahead of
/// time.
#[function_component]
pub fn App() -> Html {
    let page = use_reducer_eq(|| Page {
        question: Question::default(),
        today: RULES_AS_OF,
        ready: false,
        annex: false,
        address: Address::Read,
    });
    let shown = use_memo((page.question.clone(), page.today, page.annex), |(question, today, _)| {
        Answer::new(question.clone(), *today, annex::loaded().as_ref())
    });

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
    use_effect_with((page.question.clone(), page.address, page.ready), |(question, address, ready)| {
        if *ready && *address != Address::Read {
            browser::show_query(&link::replace(&browser::query(), question), *address == Address::Pushed);
        }
    });
    // The verdict first; the words for it come with the second module.
    use_effect_with(shown.verdict.is_some() && page.ready, {
        let dispatcher = dispatcher.clone();
        move |answered| {
            if *answered {
                browser::after_paint(move || {
                    annex::with(move |loaded| {
                        if loaded.is_some() {
                            dispatcher.dispatch(Change::Furnish);
                        }
                    });
                });
            }
        }
    });
    use_effect_with((shown.spoken(), page.ready), |(spoken, ready)| {
        if let (Some((title, text)), true) = (spoken, ready) {
            browser::set_title(title);
            browser::announce(text);
        }
    });

    let act = {
        let dispatcher = dispatcher.clone();
        Callback::from(move |action| dispatcher.dispatch(Change::Do(action)))
    };
    let onclick = move |event: MouseEvent| {
        if let Some(query) = browser::jump(&event) {
            let dispatcher = dispatcher.clone();
            asked(&query, Box::new(move |question| dispatcher.dispatch(Change::Jump(question))));
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
                <h1 class="unseen">{ "Will this Windows container image run on this host?" }</h1>
                <div class="desk">
                    { question::question(&page.question, page.today, page.ready, &act) }
                    { answer(&shown, &act) }
                </div>
                <div class="below">
                    if !shown.details.advice.is_empty() || !shown.details.checks.is_empty() {
                        <Fix answer={shown.clone()} />
                    }
                </div>
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

impl Answer {
    /// The title of the page and what a screen reader is told, once there is an answer.
    fn spoken(&self) -> Option<(String, String)> {
        let Some(verdict) = &self.verdict else { return Some((TITLE.to_owned(), String::new())) };
        let outcome: Outcome = verdict.outcome;
        let question = headline::title(&self.question)?;
        let sentence = headline::sentence(&self.question, verdict);
        Some((format!("{question}: {} · wincompat", outcome.title()), format!("{}. {sentence}", outcome.title())))
    }
}

const TITLE: &str = "wincompat: will this Windows container run here?";
