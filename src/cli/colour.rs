//! Colours for the marks, and the headline in bold. What is written goes through [`anstream`], which takes them out again where
//! nobody sees them: in pipes and files, with `NO_COLOR`, on consoles that have none.

use anstyle::{AnsiColor, Style};

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default();
const CARE: Style = AnsiColor::Yellow.on_default();

/// The colour of a mark. Those in ASCII are letters and signs elsewhere, so they count at the beginning of a line only.
fn style(mark: char, first: bool) -> Option<Style> {
    match mark {
        '✔' => Some(GOOD),
        '✖' => Some(BAD),
        '◆' | '◐' | '▲' => Some(CARE),
        '+' if first => Some(GOOD),
        'x' if first => Some(BAD),
        '~' | '!' | '?' if first => Some(CARE),
        _ => None,
    }
}

/// The text with its marks in colour, and its first line as a whole where it begins with one.
pub(super) fn coloured(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let bare = line.trim_end_matches(['\r', '\n']);
        let indent = bare.len() - bare.trim_start().len();
        let mut chars = bare[indent..].chars();
        let first = chars.next().filter(|_| chars.next() == Some(' '));
        match first.and_then(|mark| style(mark, true)) {
            Some(style) if number == 0 && indent == 0 => push(&mut out, bare, style.bold()),
            _ => marks(&mut out, bare, indent, first.is_some()),
        }
        out.push_str(&line[bare.len()..]);
    }
    out
}

fn marks(out: &mut String, line: &str, start: usize, has_first: bool) {
    for (at, c) in line.char_indices() {
        match style(c, has_first && at == start) {
            Some(style) => push(out, c.encode_utf8(&mut [0; 4]), style),
            None => out.push(c),
        }
    }
}

fn push(out: &mut String, text: &str, style: Style) {
    out.push_str(&format!("{style}{text}{style:#}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_have_colours_and_the_headline_is_bold() {
        for (text, expected) in [
            ("✔ Runs here\n", "\u{1b}[1m\u{1b}[32m✔ Runs here\u{1b}[0m\n"),
            ("x Does not run\n", "\u{1b}[1m\u{1b}[31mx Does not run\u{1b}[0m\n"),
            ("a\n  ▲ b ✖ c\n", "a\n  \u{1b}[33m▲\u{1b}[0m b \u{1b}[31m✖\u{1b}[0m c\n"),
            ("a\n  ! b\n", "a\n  \u{1b}[33m!\u{1b}[0m b\n"),
        ] {
            assert_eq!(coloured(text), expected);
        }
        for text in ["", "x", "x86 and +1\n", "a x b + c ! d ? e\n", "wincompat: fixed\n"] {
            assert_eq!(coloured(text), text);
        }
    }
}
