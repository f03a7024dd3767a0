//! What comes from outside: which names are plain, and how a text is shown that holds more than meets the eye.

use std::borrow::Cow;

/// The longest name of a machine or an object: that of a DNS name.
const LONGEST: usize = 253;

/// Whether a text is a plain name: letters, digits, `.`, `_` and `-`, a letter or digit first.
///
/// Docker's [names](https://github.com/moby/moby/blob/v28.0.0/daemon/names/names.go), those of Kubernetes and Azure, and DNS
/// names of machines are such names. No shell, YAML, JSON or Dockerfile sees more than one word in them.
///
/// ```
/// use wincompat::rules::name::is_plain;
/// assert!(is_plain("win-2022_a.corp.example"));
/// assert!(!is_plain("win1'; calc #") && !is_plain("-v") && !is_plain(""));
/// ```
pub fn is_plain(text: &str) -> bool {
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    text.len() <= LONGEST
        && text.bytes().next().is_some_and(|first| first.is_ascii_alphanumeric())
        && text.bytes().all(inside)
}

/// A text in which nothing hides: control characters, those that turn the direction of writing and those without a width
/// stand there by their numbers. Line breaks and tabs stay.
///
/// ```
/// use wincompat::rules::name::visible;
/// assert_eq!(visible("node\u{202e}1\u{1b}[2J"), "node⟨U+202E⟩1⟨U+001B⟩[2J");
/// assert_eq!(visible("two\nlines"), "two\nlines");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_hidden(c) {
            shown.push_str(&format!("⟨U+{:04X}⟩", u32::from(c)));
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Whether nobody sees this character where it stands: the control characters, and those of
/// [`Default_Ignorable_Code_Point`](https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point) that reorder or hide text.
fn is_hidden(c: char) -> bool {
    match c {
        '\n' | '\r' | '\t' => false,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' => true,
        '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' => true,
        c => c.is_control(),
    }
}
