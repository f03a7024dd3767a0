//! JSON as people paste it: whole, cut, inside other text, several documents after each other.
//!
//! Nothing has to be well formed. Keys are recognized by their quotation marks and colon, brackets tell which keys belong
//! together, and every key and value comes with its place. `serde_json` and its like read well-formed documents only and
//! give no places: what was cut at the end of a terminal, or stands between two prompts, is an error to them.

/// Where something begins and ends, in bytes.
pub(crate) type JsonPiece = (usize, usize);

/// What stands next in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Event {
    /// An object or a list begins.
    Open {
        /// The key whose value it is.
        key: Option<JsonPiece>,
        /// Whether it is a list.
        list: bool,
    },
    /// The innermost object or list ends.
    Close,
    /// A key with a plain value, without its quotation marks.
    Field {
        /// The key.
        key: JsonPiece,
        /// The value.
        value: JsonPiece,
        /// Whether the value stands in quotation marks.
        quoted: bool,
    },
    /// A text in a list.
    Element(JsonPiece),
    /// A line ends here.
    LineEnd(usize),
}

/// Reads a text from its beginning to its end.
pub(crate) struct Events<'t> {
    text: &'t [u8],
    at: usize,
    /// What is open, the innermost last: whether it is a list.
    open: Vec<bool>,
    /// Whether a backslash escapes a quotation mark, or was undone before.
    escapes: bool,
}

/// No key that means anything is longer.
const LONGEST_KEY: usize = 120;
/// A value is read to this length.
const LONGEST_VALUE: usize = 4096;

impl<'t> Events<'t> {
    /// The events of a text as a tool printed it.
    pub(crate) fn new(text: &'t [u8]) -> Self {
        Self { text, at: 0, open: Vec::new(), escapes: true }
    }

    /// The events of a text whose escapes were undone.
    pub(crate) fn of_plain(text: &'t [u8]) -> Self {
        Self { escapes: false, ..Self::new(text) }
    }

    /// How many objects and lists are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Takes everything that is open for closed.
    pub(crate) fn forget(&mut self) {
        self.open.clear();
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.get(at).copied()
    }

    fn blanks(&self, at: usize) -> usize {
        at + self.text.get(at..).unwrap_or_default().iter().take_while(|byte| b" \t".contains(byte)).count()
    }

    /// The text from `at` on up to the end of its line.
    fn line(&self, at: usize, most: usize) -> &'t [u8] {
        let text = self.text.get(at..).unwrap_or_default();
        let text = &text[..text.len().min(most)];
        &text[..memchr::memchr(b'\n', text).unwrap_or(text.len())]
    }

    fn opened(&mut self, key: Option<JsonPiece>, list: bool) -> Event {
        self.open.push(list);
        Event::Open { key, list }
    }

    /// A key with its value, a text in a list, or a stray quotation mark.
    fn quote(&mut self) -> Option<Event> {
        let start = self.at + 1;
        let in_list = self.open.last() == Some(&true);
        let Some(length) = self.line(start, LONGEST_KEY).iter().position(|&byte| byte == b'"') else {
            self.at = start;
            return None;
        };
        let colon = self.blanks(start + length + 1);
        if self.byte(colon) == Some(b':') {
            return Some(self.value((start, start + length), self.blanks(colon + 1)));
        }
        if !in_list {
            self.at = start;
            return None;
        }
        self.at = start + length + 1;
        Some(Event::Element((start, start + length)))
    }

    fn value(&mut self, key: JsonPiece, at: usize) -> Event {
        match self.byte(at) {
            Some(b'"') => {
                let length = string_length(self.line(at + 1, LONGEST_VALUE), self.escapes);
                self.at = at + length + 2;
                Event::Field { key, value: (at + 1, at + 1 + length), quoted: true }
            }
            Some(bracket @ (b'{' | b'[')) => {
                self.at = at + 1;
                self.opened(Some(key), bracket == b'[')
            }
            _ => {
                let length = self.line(at, 40).iter().take_while(|byte| !b",}] \t".contains(byte)).count();
                self.at = at + length;
                Event::Field { key, value: (at, at + length), quoted: false }
            }
        }
    }
}

impl Iterator for Events<'_> {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        loop {
            let byte = self.byte(self.at)?;
            let here = self.at;
            match byte {
                b'"' => match self.quote() {
                    Some(event) => return Some(event),
                    None => continue,
                },
                b'{' | b'[' => {
                    self.at += 1;
                    return Some(self.opened(None, byte == b'['));
                }
                b'}' | b']' => {
                    self.at += 1;
                    if self.open.last() == Some(&(byte == b']')) {
                        self.open.pop();
                        return Some(Event::Close);
                    }
                }
                b'\n' => {
                    self.at += 1;
                    return Some(Event::LineEnd(here));
                }
                _ => self.at += 1,
            }
        }
    }
}

/// How long a string is that may hold quotation marks of its own: its end is followed by the syntax of JSON.
fn string_length(text: &[u8], escapes: bool) -> usize {
    let blanks = |at: usize| at + text[at..].iter().take_while(|byte| b" \t".contains(byte)).count();
    let escaped = |at: usize| escapes && text[..at].iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1;
    let ends = |at: usize| matches!(text.get(blanks(at + 1)), None | Some(b',' | b'}' | b']' | b'\r'));
    let quotes = || memchr::memchr_iter(b'"', text);
    quotes().find(|&at| !escaped(at) && ends(at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The events of a text: `{`, `[`, `)` for what closes, `key=value`, elements in apostrophes.
    fn events(text: &str) -> String {
        let piece = |(start, end): JsonPiece| &text[start..end];
        let word = |event| match event {
            Event::Open { key, list } => [key.map_or("", piece), if list { "[" } else { "{" }].concat(),
            Event::Close => ")".to_string(),
            Event::Field { key, value, .. } => [piece(key), "=", piece(value)].concat(),
            Event::Element(element) => ["'", piece(element), "'"].concat(),
            Event::LineEnd(_) => "/".to_string(),
        };
        Events::new(text.as_bytes()).map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn documents() {
        assert_eq!(events(r#"{"a": "b", "c": {"d": 1}, "e": ["f", "g"]}"#), "{ a=b c{ d=1 ) e[ 'f' 'g' ) )");
        assert_eq!(events("{\n  \"a\" : null\n}"), "{ / a=null / )");
        assert_eq!(events(r#"{"a": "b\"c, d", "e": "f\\"}"#), r#"{ a=b\"c, d e=f\\ )"#);
    }

    #[test]
    fn what_was_cut() {
        assert_eq!(events(r#"{"a": [{"b": "c"#), "{ a[ { b=c");
        assert_eq!(events(r#""b": "c"}, "d": 2]"#), "b=c d=2");
    }

    #[test]
    fn quotation_marks_inside_a_value() {
        assert_eq!(events(r#"{"Cmd": "run "x" y", "a": "b"}"#), r#"{ Cmd=run "x" y a=b )"#);
    }

    #[test]
    fn other_text_around() {
        assert_eq!(events("say \"hello\" {\"a\": 1} bye"), "{ a=1 )");
        assert_eq!(events(""), "");
    }
}
