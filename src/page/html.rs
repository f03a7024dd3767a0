//! Parts of the page as HTML text: everything about an answer that is not the verdict itself.
//!
//! The page fills these into places it keeps for them, when its second module is there. Every text goes through
//! [`Html::text`], which escapes it; tags and attributes are written here only.

use core::fmt::Write as _;

mod error;
mod fix;
mod found;
mod from;
mod gates;
mod remarks;
mod share;
mod sheet;

pub use error::{error_body, error_page};
pub use fix::fix;
pub use found::{found, host_key, meant};
pub use from::{from, homes};
pub use gates::gates;
pub use remarks::{cue, linux, next, notices, pasted, why};
pub use share::share;
pub use sheet::{sheet, short_sheet};

/// HTML in the making.
#[derive(Debug, Default)]
pub struct Html(String);

impl Html {
    /// Tags and attributes as they are: never anything that came from outside.
    pub fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text, escaped for element content and for attributes in double quotes.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for part in text.split_inclusive(['&', '<', '>', '"']) {
            let (plain, last) = part.split_at(part.len() - usize::from(part.ends_with(['&', '<', '>', '"'])));
            self.0.push_str(plain);
            self.0.push_str(match last {
                "&" => "&amp;",
                "<" => "&lt;",
                ">" => "&gt;",
                "\"" => "&quot;",
                _ => "",
            });
        }
        self
    }

    /// An element with text in it; `open` is its tag with attributes.
    pub fn element(&mut self, open: &str, text: &str) -> &mut Self {
        let name = open.split(' ').next().unwrap_or_default();
        self.raw("<").raw(open).raw(">").text(text).raw("</").raw(name).raw(">")
    }

    /// One of the library's symbols as a shape.
    pub fn shape(&mut self, symbol: &str) -> &mut Self {
        let (class, path) = shape(symbol);
        let _ = write!(
            self.0,
            r#"<svg class="shape {class}" viewBox="0 0 16 16" aria-hidden="true"><path d="{path}"/></svg>"#
        );
        self
    }

    /// The way to a source, with the rule's id where there is one.
    pub fn source(&mut self, address: &str, rule: &str) -> &mut Self {
        self.raw(r#" <a class="source" href=""#).text(address).raw(r#"">source"#);
        if !rule.is_empty() {
            self.element(r#"span class="rule""#, rule);
        }
        self.raw("</a>")
    }

    /// A button that copies: `text`, or what the block shows where it is empty.
    pub fn copy(&mut self, text: &str, label: &str) -> &mut Self {
        self.raw(r#"<button type="button" class="copy" data-copy=""#).text(text).raw(r#"" aria-label="Copy "#).text(label).raw(
            r#""><span class="faces"><span class="before">Copy</span><span class="after" aria-hidden="true">Copied</span></span></button>"#,
        )
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.0
    }
}

/// Class and path of the shape for a symbol.
pub const fn shape(symbol: &str) -> (&'static str, &'static str) {
    match symbol.as_bytes() {
        [0xe2, 0x9c, 0x94] => ("line", "M3 8.5 6.5 12 13 4.5"),
        [0xe2, 0x9c, 0x96] => ("line", "M3.5 3.5l9 9m0-9-9 9"),
        [0xe2, 0x97, 0x86] => ("fill", "M8 1.2 14.8 8 8 14.8 1.2 8Z"),
        [0xe2, 0x96, 0xb2] => ("fill", "M8 1.8 15.2 14.2H.8Z"),
        [0xe2, 0x97, 0x90] => ("half", "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2ZM8 2a6 6 0 1 0 0 12Z"),
        [0xe2, 0x86, 0x93] => ("line", "M8 2.5v11m-4.500-4.500L8 13.500 12.500 9"),
        [0xe2, 0x80, 0x93] => ("line", "M3 8h10"),
        _ => ("line", "M5.2 5.6a2.8 2.8 0 1 1 4.4 2.3C8.5 8.7 8 9.2 8 10.4M8 13.2v.4"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_markup() {
        let mut html = Html::default();
        html.element("p", r#"<script>alert("1 & 2")</script> “ok”"#);
        assert_eq!(html.finish(), "<p>&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt; “ok”</p>");
    }

    #[test]
    fn every_symbol_has_its_own_shape() {
        let symbols = ["✔", "✖", "◆", "▲", "◐", "↓", "–", "?"].map(shape);
        for (at, one) in symbols.iter().enumerate() {
            assert!(!symbols[..at].contains(one));
        }
    }
}
