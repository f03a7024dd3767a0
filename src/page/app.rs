//! The calculator: one question, one answer, and the address that holds them.

use std::cell::Cell;
use std::rc::Rc;
use yew::prelude::*;

mod state;
mod steps;

use super::answer::answer;
use super::asked::{Asked, Door, First, use_door};
use super::browser;
use super::missing::missing;
use super::question::{Given, question};
use super::view::View;
use crate::rules::{
    headline,
    image::Image,
    judge::judge,
    link,
    question::{Bad, Choice, Question},
};
use state::{Address, Change, Page};
use steps::Step;

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
    let paste = use_callback(dispatcher.clone(), move |(text, deliberate, given): (String, bool, bool), dispatcher| {
        let dispatcher = dispatcher.clone();
        door.with_pastes(move |pastes| dispatcher.dispatch(Change::Pasted { text, deliberate, given, pastes }));
    });
    let base = Asked {
        verdict: judge(&page.question),
        question: page.question.clone(),
        today: page.today,
        pasted: page.pasted.clone(),
        failed: None,
        act: use_callback(dispatcher.clone(), |action, dispatcher| dispatcher.dispatch(Change::Do(action))),
        jump: use_callback(dispatcher.clone(), move |query: String, dispatcher| {
            let dispatcher = dispatcher.clone();
            asked(&query, door, Box::new(move |question| dispatcher.dispatch(Change::Jump(question))));
        }),
        reply: use_callback(dispatcher.clone(), move |text, dispatcher| {
            let dispatcher = dispatcher.clone();
            door.with_pastes(move |pastes| dispatcher.dispatch(Change::Replied { text, pastes }));
        }),
        refused: page.refused,
    };
    let failed = use_memo((base.clone(), page.asking.by_hand().clone(), page.pastes), |(asked, by_hand, pastes)| {
        pastes.and_then(|pastes| (pastes.failed)(asked, by_hand))
    });
    let asked = Asked { failed: (*failed).clone(), ..base };
    let wanted = use_callback(dispatcher.clone(), move |(), dispatcher| {
        let dispatcher = dispatcher.clone();
        door.with(move |opened| dispatcher.dispatch(Change::Details(opened)));
    });
    let pasting = use_callback(wanted.clone(), move |(), wanted| {
        door.with_pastes(drop);
        wanted.emit(());
    });
    let tried = use_callback(paste.clone(), move |at: usize, paste| {
        let paste = paste.clone();
        door.with_pastes(move |opened| {
            let text = opened.ok().and_then(|pastes| pastes.examples.get(at)).copied().unwrap_or_default();
            paste.emit((text.to_owned(), true, true));
        });
    });
    use_address(&dispatcher, door);
    use_drops(&paste, door);
    use_consequences(&page, &asked, props.heading, &wanted);

    let lost = if page.missing { missing(MISSING, &wanted) } else { Html::default() };
    let found = match (&page.unread, page.pastes) {
        (Some((text, deliberate)), _) => {
            let unread = (text.clone(), *deliberate, false);
            missing(MISSING_PASTES, &paste.reform(move |()| unread.clone()))
        }
        (None, Some(pastes)) => (pastes.found)(&asked),
        (None, None) => Html::default(),
    };
    let given = Given {
        door,
        ready: page.ready,
        folded: page.folded,
        fold: use_callback(dispatcher, |folded, dispatcher| dispatcher.dispatch(Change::Fold(folded))),
        found,
        wanted: pasting,
        pasted: paste.reform(|(text, deliberate)| (text, deliberate, false)),
        box_given: page.given,
        tried,
    };
    let waits = page.wants_details() && page.details.is_none() && !page.missing;
    let known = match (&asked.verdict, page.wants_details()) {
        (Some(_), _) => "whole",
        (None, true) => "half",
        (None, false) => "",
    };
    html! {
        <main data-ready={page.ready.then_some("")} aria-busy={(page.ready && waits).then_some("true")} data-asked={known}
            data-private={link::leaves_name_out(&page.question).then_some("")}>
            <h1 class="unseen">
                { if props.heading.is_empty() { "Will this Windows container image run on this host?" } else { props.heading } }
            </h1>
            <div>{ props.children.clone() }</div>
            { question(&asked, given) }
            { answer(&asked, page.details, page.pastes) }
            { lost }
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
        let open = move |first: bool| {
            let query = browser::query();
            let arrived = first && View::asked() == View::Answer;
            let known = steps::current().or_else(|| steps::last(&query).filter(|_| arrived));
            let (dispatcher, today) = (dispatcher.clone(), browser::today());
            match known {
                Some(step) if step.pasted.is_some() => {
                    door.with_pastes(move |pastes| {
                        dispatcher.dispatch(Change::Return(Box::new(step), today, pastes.ok()))
                    });
                }
                Some(step) => dispatcher.dispatch(Change::Return(Box::new(step), today, None)),
                None => {
                    let open = move |question| dispatcher.dispatch(Change::Open(question, today, first));
                    asked(&query, door, Box::new(open));
                }
            }
        };
        open(true);
        let back = Callback::from(move |()| {
            // Another view has its own way to read the address.
            if matches!(View::asked(), View::Answer | View::Lesson) {
                open(false);
            }
        });
        let listener = browser::on_history(back);
        move || drop(listener)
    });
}

/// A file may be dropped anywhere.
#[hook]
fn use_drops(paste: &Callback<(String, bool, bool)>, door: Door) {
    let paste = paste.clone();
    use_effect_with((), move |()| {
        let dropped = browser::on_drop(Callback::from(move |file: browser::Given| {
            let paste = paste.clone();
            door.with_pastes(move |pastes| {
                if let Ok(pastes) = pastes {
                    paste.emit(((pastes.decoded)(&file.bytes), true, true));
                }
            });
        }));
        move || drop(dropped)
    });
}

/// The question of a link, at once unless it holds a name that is read behind the door.
fn asked(query: &str, door: Door, then: Box<dyn FnOnce(Question)>) {
    let unread = Cell::new(false);
    let question = link::decode_with(query, |text| {
        let image = Image::parse_plain(&text);
        unread.set(image.is_none() && !text.trim().is_empty());
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
    let shown = (page.ready, page.asking.clone(), page.address, page.pasted.clone());
    use_effect_with(shown, move |(ready, asking, address, pasted)| {
        let current = Rc::new(Cell::new(*ready));
        if *ready {
            let (step, address) = (Step { asking: asking.clone(), pasted: pasted.clone() }, *address);
            let current = current.clone();
            browser::after_paint(move || {
                if current.get() {
                    tell(step, address, heading);
                }
            });
        }
        move || current.set(false)
    });
    use_effect_with(page.ready, |ready| {
        if *ready {
            browser::has_taken_over();
        }
    });
    use_effect_with((page.ready, page.details, asked.clone(), heading), |(ready, details, asked, heading)| {
        // The page of an error keeps its own name for its own question.
        if !*ready || browser::is_own_question() {
            return;
        }
        match details {
            Some(details) => {
                let [title, description] = (details.called)(asked, heading);
                browser::set_title(&title);
                browser::describe(&description);
            }
            None if heading.is_empty() => browser::set_first_title(),
            None => {}
        }
    });
    let wants = page.ready && page.details.is_none() && page.wants_details();
    use_effect_with((wants, page.question.clone(), wanted.clone()), |(wants, _, wanted)| {
        if *wants {
            wanted.emit(());
        }
    });
}

fn tell(step: Step, address: Address, heading: &'static str) {
    let question = step.asking.question();
    match address {
        Address::Read if browser::step().is_none() => {
            steps::keep(browser::query().trim_start_matches('?'), step, false)
        }
        Address::Read => {}
        _ => steps::keep(&link::replace(&browser::query(), &question), step, address == Address::Pushed),
    }
    if heading.is_empty() {
        browser::carry(&link::encode(&question));
    }
    // A lesson asks before it tells.
    if let Some(verdict) = judge(&question).filter(|_| heading.is_empty() || !browser::asks_first()) {
        browser::announce(
            &[&headline::line(&question, &verdict), ". ", headline::sentence(&question, &verdict)].concat(),
        );
    }
}
