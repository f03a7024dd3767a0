//! How HTML, Markdown and typesetting write characters.

/// Quotation marks in other writings.
pub(super) const QUOTES: &[&str] = &["&quot;", "&#34;", "&#39;", "\u{201c}", "\u{201d}", "\u{201e}"];

/// Backslash escapes of Markdown, section 2.4 of <https://spec.commonmark.org/0.31.2/>.
pub(super) const MARKDOWN: &[u8] = b".-_*[](){}#+!|<>~`";

pub(super) const ENTITIES: &[(&str, &str)] =
    &[("quot;", "\""), ("apos;", "'"), ("lt;", "<"), ("gt;", ">"), ("nbsp;", " "), ("hellip;", "…"), ("shy;", "")];

/// What stands in the text in place of a tag.
pub(super) const TAGS: &[(&str, &str)] = &[
    ("br", "\n"),
    ("p", "\n"),
    ("div", "\n"),
    ("pre", "\n"),
    ("tr", "\n"),
    ("li", "\n"),
    ("ul", "\n"),
    ("table", "\n"),
    ("blockquote", "\n"),
    // An event of Windows.
    ("eventdata", "\n"),
    ("data", "\n"),
    ("td", "  "),
    ("th", "  "),
    ("span", ""),
    ("code", ""),
    ("b", ""),
    ("i", ""),
    ("em", ""),
    ("strong", ""),
    ("a", ""),
    ("font", ""),
    ("wbr", ""),
    ("mark", ""),
    ("kbd", ""),
    ("samp", ""),
    ("tbody", ""),
    ("thead", ""),
];
