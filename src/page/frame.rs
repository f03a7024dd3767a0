//! What stands around every view and is in `index.html`: the theme, sharing and copying.

use super::{annex, browser};

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
    browser::on_click(|event| {
        if let Some(button) = browser::unheard(event) {
            // The second module hears it.
            annex::with(move |loaded| loaded.into_iter().for_each(|_| button.click()));
        }
        if browser::is_theme_button(event) {
            let (word, name) = THEMES[(current() + 1) % THEMES.len()];
            browser::set_theme(word);
            browser::name_theme_button(name);
            browser::announce(name);
        }
    });
}

/// Brings blocks with their buttons, sharing and tabs to life: the second module and the other views do.
pub fn attach_blocks() {
    browser::listen_to_blocks();
}
