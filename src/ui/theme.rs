//! The button that goes from the system's theme to light to dark.

use yew::prelude::*;

use super::browser;

const THEMES: [(Option<&str>, &str, &str); 3] = [
    (None, "Theme: as the system", "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2ZM8 2v12M8 5.5h4.5M8 8h5.8M8 10.5h4.5"),
    (
        Some("light"),
        "Theme: light",
        "M8 5a3 3 0 1 0 0 6 3 3 0 1 0 0-6ZM8 .8v1.6M8 13.6v1.6M.8 8h1.6M13.6 8h1.6M2.9 2.9 4 4M12 12l1.1 1.1M2.9 13.1 4 12M12 4l1.1-1.1",
    ),
    (Some("dark"), "Theme: dark", "M13.5 9.6A6 6 0 0 1 6.4 2.5 6 6 0 1 0 13.5 9.6Z"),
];

/// Chooses the theme, and remembers it.
#[function_component]
pub fn ThemeButton() -> Html {
    let theme = use_state_eq(|| 0);
    use_effect_with((), {
        let theme = theme.clone();
        move |()| {
            let stored = browser::theme();
            theme.set(THEMES.iter().position(|(word, ..)| *word == stored.as_deref()).unwrap_or(0));
        }
    });
    let (_, name, path) = THEMES[*theme];
    let onclick = move |_| {
        let next = (*theme + 1) % THEMES.len();
        browser::set_theme(THEMES[next].0);
        browser::announce(THEMES[next].1);
        theme.set(next);
    };
    html! {
        <button type="button" class="tool icon" aria-label={name} title={name} {onclick}>
            <svg class="shape line" viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg>
        </button>
    }
}
