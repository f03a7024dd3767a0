//! Stylesheets without comments and needless spaces.

/// Spaces around these never matter.
const NO_SPACE_AROUND: &str = "{};,";

/// The same style in fewer bytes: texts and addresses stay as they are.
pub fn minified(style: &str) -> String {
    let mut out = Minified::default();
    let mut rest = style;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |at| out.comment(at + 2, rest)),
            '"' | '\'' => out.kept(&rest[..text(rest, first)]),
            'u' if rest.starts_with("url(") => out.kept(&rest[..address(rest)]),
            '\\' => out.kept(&rest[..1 + rest[1..].chars().next().map_or(0, char::len_utf8)]),
            space if space.is_ascii_whitespace() => out.space(),
            other => out.character(other),
        };
        rest = &rest[length..];
    }
    out.text
}

/// What has been written, and whether a space has been seen since.
#[derive(Default)]
struct Minified {
    text: String,
    space: bool,
}

impl Minified {
    fn space(&mut self) -> usize {
        self.space = true;
        1
    }

    /// A comment is no space, but keeps two words apart.
    fn comment(&mut self, length: usize, rest: &str) -> usize {
        let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "-_.%#".contains(c));
        if !self.space && word(self.text.chars().last()) && word(rest[length..].chars().next()) {
            self.text.push_str("/**/");
        }
        length
    }

    fn kept(&mut self, part: &str) -> usize {
        self.gap(part.chars().next().unwrap_or(' '));
        self.text.push_str(part);
        part.len()
    }

    fn character(&mut self, c: char) -> usize {
        self.gap(c);
        // The last declaration needs no end.
        if c == '}' && self.text.ends_with(';') {
            self.text.pop();
        }
        self.text.push(c);
        c.len_utf8()
    }

    /// Writes the space that has been seen, if it can matter between what is written and this. After a colon there is a
    /// value; before one it may part two selectors.
    fn gap(&mut self, next: char) {
        let before = self.text.chars().last();
        let free = |c: char| NO_SPACE_AROUND.contains(c);
        if self.space && !free(next) && next != '!' && before.is_some_and(|c| !free(c) && c != ':') {
            self.text.push(' ');
        }
        self.space = false;
    }
}

/// The length of a text in quotes.
fn text(style: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in style.char_indices().skip(1) {
        if c == quote && !escaped {
            return at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    style.len()
}

/// The length of `url(…)`; with quotes inside, of its start only.
fn address(style: &str) -> usize {
    let inside = style["url(".len()..].trim_start();
    if inside.starts_with(['"', '\'']) {
        style.len() - inside.len()
    } else {
        style.find(')').map_or(style.len(), |at| at + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::minified;
    use crate::command::workspace;

    #[track_caller]
    fn check(style: &str, expected: &str) {
        assert_eq!(minified(style), expected);
        assert_eq!(minified(expected), expected, "a second time changes nothing");
    }

    #[test]
    fn comments_and_spaces_go() {
        check(
            "/* one */\na , b {\n  color : red;\n  margin: 0 auto !important;\n}\n",
            "a,b{color :red;margin:0 auto!important}",
        );
        check("@media (min-width: 40em) and (hover) { a { b: c; } }", "@media (min-width:40em) and (hover){a{b:c}}");
    }

    #[test]
    fn spaces_that_mean_something_stay() {
        check("a :hover > b, c:not( .d ) .e { }", "a :hover > b,c:not( .d ) .e{}");
        check(
            "a { width: calc(100% - 2 * var(--x)); font: 400 13px/24px var(--y) }",
            "a{width:calc(100% - 2 * var(--x));font:400 13px/24px var(--y)}",
        );
        check(".a/* x */.b, a/**/b, .c /* y */ .d {}", ".a/**/.b,a/**/b,.c .d{}");
    }

    #[test]
    fn texts_and_addresses_stay() {
        check(
            r#"a::after { content: " (" attr(x) "; }\" /* */"; }"#,
            r#"a::after{content:" (" attr(x) "; }\" /* */"}"#,
        );
        check(
            "a { background: url(data:x;a, b/*c*/); b: url( \"x ; y\" ) }",
            "a{background:url(data:x;a, b/*c*/);b:url( \"x ; y\" )}",
        );
        check("a { content: '\\\\'; } .b\\  .c { }", "a{content:'\\\\'}.b\\  .c{}");
    }

    #[test]
    fn the_real_style_keeps_its_words() {
        let style = std::fs::read_to_string(workspace().join("static").join("style.css")).unwrap();
        let small = minified(&style);
        assert_eq!(minified(&small), small);
        for part in ["{", ":", "var(", "\"", "@media"] {
            let outside: String =
                style.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, code)| code)).collect();
            assert_eq!(small.matches(part).count(), outside.matches(part).count(), "{part}");
        }
    }
}
