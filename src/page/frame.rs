//! What stands around every view and is in `index.html`: the theme, sharing the address, and copying what was written ahead of time.

use super::browser;
use super::view::View;
use crate::rules::link;
use crate::rules::question::{Bad, Choice, Question};

/// The themes in the order of the button: the word that is stored, and the button's name.
const THEMES: [(Option<&str>, &str); 3] =
    [(None, "Theme: as the system"), (Some("light"), "Theme: light"), (Some("dark"), "Theme: dark")];

fn current() -> usize {
    let stored = browser::theme();
    THEMES.iter().position(|(word, _)| *word == stored.as_deref()).unwrap_or(0)
}

/// Brings the frame to life. Once for the whole page.
pub fn attach() {
    browser::name_theme_button(THEMES[current()].1);
    browser::keep_first_title();
    carry_question();
    browser::count_days();
    browser::on_click(|event| {
        enter_within(event);
        browser::share_address(event);
        browser::copy_written_ahead(event);
        if browser::is_theme_button(event) {
            let (word, name) = THEMES[(current() + 1) % THEMES.len()];
            browser::set_theme(word);
            browser::name_theme_button(name);
            browser::announce(name);
        }
    });
}

/// A link to another view of this page opens it without loading anything again: what was pasted is still there on the way back.
/// The sheet has a page to itself, because its parts are below the first view as well.
fn enter_within(event: &yew::MouseEvent) {
    let Some(way) = browser::way_within(event) else { return };
    if View::asked() != View::Sheet && View::of_way(&way) != View::Sheet {
        event.prevent_default();
        browser::enter(&way);
    }
}

/// A view that was opened with a question leads back to it.
fn carry_question() {
    let question = link::decode_with(&browser::query(), |text| Choice::Bad(Bad { text, message: String::new() }));
    if View::asked() != View::Answer && question != Question::default() {
        browser::carry(&link::encode(&question));
    }
}
