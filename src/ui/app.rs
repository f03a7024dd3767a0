//! The whole page: one question, one answer, and the address that holds them.

use std::rc::Rc;
use yew::prelude::*;

use super::answer::{Answer, answer};
use super::{Fix, browser, footer, header, question};
use crate::{Action, Date, Engine, Family, Isolation, Outcome, Question, RULES_AS_OF, headline, link};

/// What the page keeps.
#[derive(Clone, PartialEq)]
struct Page {
    question: Question,
    today: Date,
    /// The address has been read and the controls work.
    ready: bool,
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
        address: Address::Read,
    });
    let shown =
        use_memo((page.question.clone(), page.today), |(question, today)| Answer::new(question.clone(), *today));

    let dispatcher = page.dispatcher();
    use_effect_with((), {
        let dispatcher = dispatcher.clone();
        move |()| {
            dispatcher.dispatch(Change::Open(link::decode(&browser::query()), browser::today()));
            let back = Callback::from(move |()| dispatcher.dispatch(Change::Return(link::decode(&browser::query()))));
            let listeners = (browser::on_history(back), browser::on_slash("paste"));
            move || drop(listeners)
        }
    });
    use_effect_with((page.question.clone(), page.address, page.ready), |(question, address, ready)| {
        if *ready && *address != Address::Read {
            browser::show_query(&link::replace(&browser::query(), question), *address == Address::Pushed);
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
        browser::copy(&event);
        if let Some(query) = browser::jump(&event) {
            dispatcher.dispatch(Change::Jump(link::decode(&query)));
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
        <div class="page" {onclick} {onchange}>
            <a class="skip" href="#answer">{ "Skip to the answer" }</a>
            { header::header() }
            <main data-ready={page.ready.then_some("")}>
                <h1 class="unseen">{ "Will this Windows container image run on this host?" }</h1>
                <div class="desk">
                    { question::question(&page.question, page.today, page.ready, &act) }
                    { answer(&shown, &act) }
                </div>
                <div class="below">
                    if shown.verdict.is_some() {
                        <Fix answer={shown.clone()} />
                    }
                </div>
            </main>
            { footer::footer() }
            <p class="unseen" id="live" role="status" aria-live="polite"></p>
        </div>
    }
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
