//! What stands around every view and is in `index.html`: the theme, sharing the address, and copying what was written ahead of time.

use super::browser;

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
