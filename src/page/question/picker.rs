//! A text field with suggestions: free text is as good as a pick.
//!
//! After the [combobox pattern](https://www.w3.org/WAI/ARIA/apg/patterns/combobox/examples/combobox-autocomplete-list/).

use yew::prelude::*;

use crate::page::asked::{Door, door};
use crate::page::browser;
use crate::read::search::{self, Hit};
use crate::rules::notice::Side;
use crate::rules::{catalogue::Catalogue, date::Date, question::Bad};

/// What a picker needs.
#[derive(Clone, PartialEq, Properties)]
pub struct PickerProps {
    /// What is picked; its word is the field's name.
    pub side: Side,
    /// What it is called in a sentence; there its hint is for screen readers alone.
    #[prop_or_default]
    pub label: &'static str,
    /// What the field shows while nobody edits it.
    pub text: String,
    /// What is wrong with that.
    pub bad: Option<Bad>,
    /// What is known about it.
    pub hint: String,
    /// Today, for which releases are in support.
    pub today: Date,
    /// Takes what was picked or typed.
    pub commit: Callback<String>,
}

impl PickerProps {
    const fn name(&self) -> &'static str {
        self.side.word()
    }

    const fn title(&self) -> &'static str {
        match self.side {
            _ if !self.label.is_empty() => self.label,
            Side::Host => "Host",
            Side::Image => "Image",
        }
    }

    const fn placeholder(&self) -> &'static str {
        match self.side {
            Side::Host if !self.label.is_empty() => "which host?",
            Side::Image if !self.label.is_empty() => "which image?",
            Side::Host => "Release, version or KB",
            Side::Image => "Tag, reference, version or KB",
        }
    }

    fn find(&self, typed: &str, door: Door) -> Vec<Hit> {
        // Updates and names of images are behind a door; without it releases are found.
        let catalogue = Catalogue::releases_only();
        match ((door.opened_half)(), self.side) {
            (Some(half), side) => (half.offers)(side, typed, self.today),
            (None, Side::Host) => search::hosts(typed, &catalogue, self.today),
            (None, Side::Image) => search::base_images(typed, &catalogue, self.today),
        }
    }
}

/// What a picker keeps while it is edited. Handlers always see the newest, whether or not it is on the screen already.
#[derive(Default)]
struct Editing {
    /// What was typed, until it is committed.
    typed: Option<String>,
    /// The list is open.
    open: bool,
    /// The suggestion that Enter takes.
    active: Option<usize>,
    hits: Vec<Hit>,
    /// The text that the field was last given.
    given: String,
    /// When a click opened the list, in the time of events; nothing where keys did.
    clicked: Option<f64>,
}

/// The second tap of a double tap comes within this many milliseconds. By then the list has opened below the finger.
const DOUBLE_TAP: f64 = 300.0;

impl Editing {
    fn open(&mut self, props: &PickerProps, door: Door) {
        self.open = true;
        // By the time somebody has typed a name or an update, it is there.
        door.with_half(drop);
        self.hits = props.find(self.typed.as_deref().unwrap_or_default(), door);
        self.active = match &self.typed {
            Some(_) => (!self.hits.is_empty()).then_some(0),
            None => self.hits.iter().position(|hit| hit.name == props.text),
        };
    }

    fn close(&mut self) {
        self.open = false;
        self.active = None;
        self.clicked = None;
    }

    /// Whether a click at this time is the second half of the one that opened the list: it meant the field, not an option.
    fn is_double_tap(&self, time: f64) -> bool {
        self.clicked.is_some_and(|opened| time - opened < DOUBLE_TAP)
    }

    fn step(&mut self, down: bool) {
        let count = self.hits.len();
        if count > 0 {
            self.active = Some(match (self.active, down) {
                (None, true) => 0,
                (None, false) => count - 1,
                (Some(at), true) => (at + 1) % count,
                (Some(at), false) => (at + count - 1) % count,
            });
        }
    }

    /// The pick, if there is one to take, else what was typed.
    fn take(&mut self, pick: Option<usize>) -> Option<String> {
        self.close();
        let typed = self.typed.take();
        match pick.and_then(|at| self.hits.get(at)) {
            Some(hit) => Some(hit.value.clone()),
            None => typed,
        }
    }
}

/// A combobox for hosts or images.
#[component]
pub fn Picker(props: &PickerProps) -> Html {
    let editing = use_mut_ref(Editing::default);
    let update = use_force_update();
    let input = use_node_ref();
    let door = door();
    let name = props.name();
    {
        // Chosen elsewhere meanwhile: by a link, a paste, the back button.
        let mut editing = editing.borrow_mut();
        if editing.given != props.text {
            editing.given.clone_from(&props.text);
            editing.typed = None;
        }
    }
    let revealed = { (editing.borrow().active, editing.borrow().clicked.is_some()) };
    use_effect_with(revealed, move |(active, clicked)| {
        match active.map(|at| option_id(name, at)) {
            // Under a finger nothing may move but the list itself.
            Some(option) if *clicked => browser::reveal_in_list(&option),
            Some(option) => browser::reveal(&option),
            None => {}
        }
    });

    let finish = {
        let (editing, update, commit) = (editing.clone(), update.clone(), props.commit.clone());
        move |pick: Option<usize>| {
            let taken = editing.borrow_mut().take(pick);
            update.force_update();
            if let Some(text) = taken {
                commit.emit(text);
            }
        }
    };
    let oninput = {
        let (editing, update, props) = (editing.clone(), update.clone(), props.clone());
        move |event: InputEvent| {
            let mut editing = editing.borrow_mut();
            editing.typed = Some(browser::text(&event));
            editing.open(&props, door);
            update.force_update();
        }
    };
    // A click into the text opens the list; one on the arrow also closes it.
    let toggle = |close: bool| {
        let (editing, update, props, input) = (editing.clone(), update.clone(), props.clone(), input.clone());
        move |event: MouseEvent| {
            let mut editing = editing.borrow_mut();
            if editing.typed.is_none() && !editing.open {
                browser::select(&input);
            }
            match editing.open {
                true if close => editing.close(),
                true => {}
                false => {
                    editing.open(&props, door);
                    editing.clicked = Some(event.time_stamp());
                }
            }
            update.force_update();
        }
    };
    let (open, toggle) = (toggle(false), toggle(true));
    let onkeydown = {
        let (editing, update, props, finish) = (editing.clone(), update.clone(), props.clone(), finish.clone());
        move |event: KeyboardEvent| {
            let (open, active) = { (editing.borrow().open, editing.borrow().active) };
            match event.key().as_str() {
                key @ ("ArrowDown" | "ArrowUp") => {
                    event.prevent_default();
                    let mut editing = editing.borrow_mut();
                    editing.clicked = None;
                    if open {
                        editing.step(key == "ArrowDown")
                    } else {
                        editing.open(&props, door)
                    }
                    update.force_update();
                }
                "Enter" => {
                    event.prevent_default();
                    finish(active);
                }
                // Only what was typed for: tabbing through an open list picks nothing.
                "Tab" if open => {
                    let typed = editing.borrow().typed.is_some();
                    finish(active.filter(|_| typed));
                }
                "Escape" => {
                    let mut editing = editing.borrow_mut();
                    if open {
                        editing.close()
                    } else {
                        editing.typed = None
                    }
                    update.force_update();
                }
                _ => {}
            }
        }
    };
    let onblur = {
        let (editing, finish) = (editing.clone(), finish.clone());
        move |_: FocusEvent| {
            // One suggestion left is what was meant, unless the text can be read as it is.
            let only = { editing.borrow().hits.len() == 1 && editing.borrow().open };
            finish(
                only.then_some(0).filter(|_| editing.borrow().typed.as_deref().is_some_and(|text| !text.is_empty())),
            );
        }
    };
    let pick = {
        let editing = editing.clone();
        Callback::from(move |(at, event): (usize, MouseEvent)| {
            let second = { editing.borrow().is_double_tap(event.time_stamp()) };
            if !second {
                finish(Some(at));
            }
        })
    };

    let editing = editing.borrow();
    let shown = editing.typed.clone().unwrap_or_else(|| props.text.clone());
    let bad = props.bad.as_ref().filter(|_| editing.typed.is_none());
    let in_sentence = !props.label.is_empty();
    let note_class = match bad {
        Some(_) => "note error",
        None if in_sentence => "unseen",
        None => "note",
    };
    // As wide as its words, so that the sentence reads as one.
    let size = in_sentence.then(|| shown.chars().count().clamp(props.placeholder().len(), 90).to_string());
    let list = format!("{name}-list");
    let note = format!("{name}-note");
    html! {
        <div class="picker">
            <label for={name}>{ props.title() }</label>
            <div class="field">
                <input ref={input} id={name} {name} type="text" role="combobox" autocomplete="off" spellcheck="false"
                    autocapitalize="off" aria-autocomplete="list" aria-controls={list.clone()}
                    aria-expanded={if editing.open { "true" } else { "false" }}
                    aria-activedescendant={editing.active.map(|at| option_id(name, at))}
                    aria-invalid={bad.map(|_| "true")} aria-describedby={note.clone()}
                    placeholder={props.placeholder()} size={size} value={shown}
                    {oninput} {onkeydown} {onblur} onclick={open} />
                <button type="button" class="open" tabindex="-1" aria-label={format!("All {name}s")}
                    onmousedown={|event: MouseEvent| event.prevent_default()} onclick={toggle}>
                    <svg class="shape line" viewBox="0 0 16 16" aria-hidden="true"><path d="m4 6 4 4 4-4" /></svg>
                </button>
                <div class="list" id={list} role="listbox" aria-label={props.title()} hidden={!editing.open}
                    onmousedown={|event: MouseEvent| event.prevent_default()}>
                    if editing.open {
                        { options(name, &editing.hits, editing.active, &pick) }
                    }
                </div>
            </div>
            <p class={note_class} id={note} data-error-for={bad.map(|_| name)}>
                { bad.map_or_else(|| props.hint.clone(), Bad::to_string) }
            </p>
        </div>
    }
}

fn option_id(name: &str, at: usize) -> String {
    format!("{name}-option-{at}")
}

/// What the list says that has nothing to offer.
const NO_MATCH: &str = "No match. Try a release, a build, a tag or an image’s full name.";

fn options(name: &str, hits: &[Hit], active: Option<usize>, pick: &Pick) -> Html {
    if hits.is_empty() {
        return html! {
            <div class="none" role="option" aria-disabled="true" aria-selected="false">
                { NO_MATCH }
            </div>
        };
    }
    let mut at = 0;
    let groups = hits.chunk_by(|a, b| a.group == b.group).map(|hits| {
        let first = at;
        at += hits.len();
        html! {
            <div key={hits[0].group} role="group" aria-label={hits[0].group}>
                <p class="group" aria-hidden="true">{ hits[0].group }</p>
                { for hits.iter().zip(first..).map(|(hit, at)| option(name, hit, at, active == Some(at), pick)) }
            </div>
        }
    });
    html! { <>{ for groups }</> }
}

/// Takes the number of a suggestion that was clicked.
type Pick = Callback<(usize, MouseEvent)>;

fn option(name: &str, hit: &Hit, at: usize, active: bool, pick: &Pick) -> Html {
    let onclick = pick.reform(move |event: MouseEvent| (at, event));
    html! {
        <div key={at} id={option_id(name, at)} role="option" {onclick}
            aria-selected={if active { "true" } else { "false" }}>
            <span class="name">{ &hit.name }</span>{ " " }<span class="detail">{ &hit.detail }</span>
        </div>
    }
}
