//! The calculator: one question, one answer, and the address that holds them.

use std::cell::Cell;
use std::rc::Rc;
use yew::prelude::*;

mod state;
mod steps;

use super::answer::{Opened, answer, has_something};
use super::asked::{Asked, Door, FirstView, door};
use super::browser;
use super::missing::missing;
use super::question::{QuestionHandlers, question};
use super::view::View;
use crate::rules::{
    headline,
    image::Image,
    judge::judge,
    link,
    question::{Action, Bad, Choice, Question},
};
use state::{Address, Change, PageState};
use steps::HistoryStep;

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
    pub first: Option<FirstView>,
}

/// The page. It renders what it is given first and reads the address once it is there, so that it can be rendered ahead of time.
#[component]
pub fn App(props: &AppProps) -> Html {
    let page = use_reducer_eq(|| PageState::begin(props.first.as_ref()));
    let door = door();
    let dispatcher = page.dispatcher();
    let does = use_memo(dispatcher.clone(), move |dispatcher| Does::of(dispatcher, door));
    let base = Asked {
        verdict: judge(&page.question),
        question: page.question.clone(),
        today: page.today,
        pasted: page.pasted.clone(),
        failed: None,
        act: does.act.clone(),
        jump: does.jump.clone(),
        reply: does.reply.clone(),
        refused: page.refused,
    };
    let failed = use_memo((base.clone(), page.asking.by_hand().clone(), page.pastes), |(asked, by_hand, pastes)| {
        pastes.and_then(|pastes| (pastes.failed)(asked, by_hand))
    });
    let asked = Asked { failed: (*failed).clone(), ..base };
    use_address(&dispatcher, door);
    use_drops(&does.paste, door);
    use_consequences(&page, &asked, props.heading, &does.want);

    let is_half = page.wants_half();
    let lost = if page.missing { missing(MISSING, &does.want.reform(move |()| is_half)) } else { Html::default() };
    let found = match (&page.unread, page.pastes) {
        (Some((text, deliberate)), _) => {
            let unread = (text.clone(), *deliberate, false);
            missing(MISSING_PASTES, &does.paste.reform(move |()| unread.clone()))
        }
        (None, Some(pastes)) => (pastes.found)(&asked),
        (None, None) if page.lost => html! { <p class="note" data-lost="">{ LOST }</p> },
        (None, None) => Html::default(),
    };
    let given = QuestionHandlers {
        ready: page.ready,
        folded: page.folded,
        fold: does.fold.clone(),
        found,
        wanted: does.begin.clone(),
        pasted: does.paste.reform(|(text, deliberate)| (text, deliberate, false)),
        box_given: page.given,
        tried: does.try_out.clone(),
    };
    let waits = page.lacks() && !page.missing;
    let known = match (&asked.verdict, page.wants_details() && has_something(&asked)) {
        (Some(_), _) => "whole",
        (None, true) => "half",
        (None, false) => "",
    };
    html! {
        <main data-ready={page.ready.then_some("")} aria-busy={(page.ready && waits).then_some("true")} data-asked={known}
            data-begun={(page.begun && !known.is_empty()).then_some("")} data-private={link::leaves_name_out(&page.question).then_some("")}>
            <h1 class="unseen">
                { if props.heading.is_empty() { "Will this Windows container image run on this host?" } else { props.heading } }
            </h1>
            <div>{ props.children.clone() }</div>
            { question(&asked, given) }
            { answer(&asked, &Opened { details: page.details, half: page.half, pastes: page.pastes }) }
            { lost }
        </main>
    }
}

/// What a reader can do: made once, as a hook for each would be code for each.
struct Does {
    /// Changes the question.
    act: Callback<Action>,
    /// Asks the question of a link.
    jump: Callback<String>,
    /// Takes a text: whether it came at once, and whether the box is to be given it.
    paste: Callback<(String, bool, bool)>,
    /// Takes the answer to what the page asks for.
    reply: Callback<String>,
    /// Pastes the example with this number.
    try_out: Callback<usize>,
    /// Is about to paste.
    begin: Callback<()>,
    /// Loads the details; for half a question what is said of one, too.
    want: Callback<bool>,
    /// Shows or hides the question on a narrow screen.
    fold: Callback<bool>,
}

impl Does {
    fn of(dispatcher: &UseReducerDispatcher<PageState>, door: Door) -> Self {
        let change = {
            let dispatcher = dispatcher.clone();
            Callback::from(move |change| dispatcher.dispatch(change))
        };
        let to = || change.clone();
        let paste = {
            let change = to();
            Callback::from(move |(text, deliberate, given)| {
                let change = change.clone();
                door.with_pastes(move |pastes| change.emit(Change::Pasted { text, deliberate, given, pastes }));
            })
        };
        let want = {
            let change = to();
            Callback::from(move |half: bool| {
                let change = change.clone();
                if half {
                    door.with_half(move |opened| change.emit(Change::Half(opened)));
                } else {
                    door.with(move |opened| change.emit(Change::Details(opened)));
                }
            })
        };
        let (jump, reply) = (to(), to());
        Self {
            jump: Callback::from(move |query: String| {
                let change = jump.clone();
                asked(&query, door, Box::new(move |question| change.emit(Change::Jump(question))));
            }),
            reply: Callback::from(move |text| {
                let change = reply.clone();
                door.with_pastes(move |pastes| change.emit(Change::Replied { text, pastes }));
            }),
            try_out: {
                let paste = paste.clone();
                Callback::from(move |at: usize| {
                    let paste = paste.clone();
                    door.with_pastes(move |opened| {
                        let text = opened.ok().and_then(|pastes| pastes.examples.get(at)).copied().unwrap_or_default();
                        paste.emit((text.to_owned(), true, true));
                    });
                })
            },
            begin: Callback::from(move |()| door.with_pastes(drop)),
            act: change.reform(Change::Do),
            fold: change.reform(Change::Fold),
            paste,
            want,
        }
    }
}

/// What is behind the door of the details, in a few words.
const MISSING: &str =
    "the rest of this page: the reasons in words, the FROM line, the texts to paste, and the reading of pastes";

/// Said where a text was lost with the page that had it.
const LOST: &str = "Reloading the page cleared your text. Paste it again to get its answer.";

/// What is behind the door of the pastes.
const MISSING_PASTES: &str = "the reading of pastes";

/// Reads the question of the address, at first and whenever the reader goes back or forward.
#[hook]
fn use_address(dispatcher: &UseReducerDispatcher<PageState>, door: Door) {
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
        let dropped = browser::on_drop(Callback::from(move |file: browser::GivenFile| {
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

/// The question of a link, at once unless it holds a name that is read behind the door: of an image, or of a host as people say it.
fn asked(query: &str, door: Door, then: Box<dyn FnOnce(Question)>) {
    let unread = Cell::new(false);
    let question = link::decode_with(query, |text| {
        let image = Image::parse_plain(&text);
        unread.set(image.is_none() && !text.trim().is_empty());
        image.into()
    });
    let host = question.host.bad().map(|bad| bad.text.clone()).filter(|text| !text.trim().is_empty());
    if !unread.get() && host.is_none() {
        return then(question);
    }
    let query = query.to_owned();
    door.with_half(move |half| {
        let mut question = link::decode_with(&query, |text| match half {
            Ok(half) => (half.image)(text),
            Err(missing) => Choice::Bad(Bad { text, message: missing.to_string() }),
        });
        if let (Some(text), Ok(half)) = (host, half) {
            question.host = (half.host)(text, browser::today());
        }
        then(question);
    });
}

/// What follows from a question that is on the page: its address, what a screen reader is told, the name of the page, and that the
/// details are loaded.
#[hook]
fn use_consequences(page: &UseReducerHandle<PageState>, asked: &Asked, heading: &'static str, wanted: &Callback<bool>) {
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
            let (step, address) = (HistoryStep { asking: asking.clone(), pasted: pasted.clone() }, *address);
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
    let wants = (page.ready && page.lacks()).then(|| page.wants_half());
    use_effect_with((wants, page.question.clone(), wanted.clone()), |(wants, _, wanted)| {
        if let Some(half) = *wants {
            wanted.emit(half);
        }
    });
}

fn tell(step: HistoryStep, address: Address, heading: &'static str) {
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
