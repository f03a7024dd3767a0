//! Text from outside within Markdown, HTML and XML: it stays text.

use std::borrow::Cow;

use crate::rules::name::visible;

/// Text in which Markdown sees nothing but one line of text.
///
/// ```
/// use wincompat::rules::escape::markdown;
/// assert_eq!(markdown("a|b <i> [c](d)"), "a\\|b \\<i\\> \\[c\\](d)");
/// assert_eq!(markdown("- a\n# b"), "\\- a \\# b");
/// ```
pub fn markdown(text: &str) -> String {
    let text = one_line(text);
    let mut out = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        let begins = text[..at].trim().is_empty();
        let marks = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&');
        // A list, or a heading by the line below.
        if marks || begins && matches!(c, '-' | '+' | '=') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Text between tags, or in an attribute in double quotes.
///
/// ```
/// use wincompat::rules::escape::html;
/// assert_eq!(html("\"><b>&"), "&quot;&gt;&lt;b&gt;&amp;");
/// ```
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
    out
}

/// Text in XML: as in HTML, and without the two characters that XML never holds.
///
/// ```
/// use wincompat::rules::escape::xml;
/// assert_eq!(xml("<a\u{ffff}"), "&lt;a\u{fffd}");
/// ```
pub fn xml(text: &str) -> String {
    html(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

/// Text that stays in its line and shows what would be hidden: for the cell of a table.
///
/// ```
/// assert_eq!(wincompat::rules::escape::one_line("a\r\nb"), "a  b");
/// ```
pub fn one_line(text: &str) -> Cow<'_, str> {
    let shown = visible(text);
    if shown.contains(['\n', '\r', '\t']) { Cow::Owned(shown.replace(['\n', '\r', '\t'], " ")) } else { shown }
}
