//! Query strings: the one way in which views write what they carry into the address and read it back.
//!
//! A query is a list of keys with values, percent-encoded. Defaults are left out and the order is fixed, so that one view has one
//! link; what is not understood stays as it was, and what belongs to others is left alone.

use crate::rules::question::{Bad, Choice};
use crate::rules::slug::Slug;

/// The longest value, or short link; a longer value is shown back but not repeated in a link.
pub const MAX_LENGTH: usize = 200;

/// A query in the making, without `?`.
#[derive(Default)]
pub struct Query {
    text: String,
    longest: Option<usize>,
}

impl Query {
    /// A query of a view that the address names: `view=fleet`.
    pub fn of_view(view: &str) -> Self {
        let mut query = Self::default();
        query.pair("view", view);
        query
    }

    /// A query to which nothing is added that would make it longer than this.
    pub fn within(longest: usize) -> Self {
        Self { text: String::new(), longest: Some(longest) }
    }

    /// A key with its value; nothing where the value is empty or too long.
    pub fn pair(&mut self, key: &str, value: &str) -> &mut Self {
        self.list(key, core::iter::once(value.to_owned()), MAX_LENGTH)
    }

    /// What was chosen for a key, or what was given and is not understood.
    pub fn choice<T>(&mut self, key: &str, choice: &Choice<T>, text: impl FnOnce(&T) -> String) -> &mut Self {
        match choice {
            Choice::Unset => self,
            Choice::Set(value) => self.pair(key, &text(value)),
            Choice::Bad(bad) => self.pair(key, &bad.text),
        }
    }

    /// A word that was chosen.
    pub fn slug<T: Slug>(&mut self, key: &str, choice: &Choice<T>) -> &mut Self {
        self.choice(key, choice, |value| value.word().to_owned())
    }

    /// Whether Hyper-V isolation is available: said only where it is not.
    pub fn hyperv(&mut self, choice: &Choice<bool>) -> &mut Self {
        self.choice("hyperv", choice, |available| if *available { "" } else { "no" }.to_owned())
    }

    /// A key with as many values as fit into `longest` bytes, separated by commas.
    pub fn list(&mut self, key: &str, values: impl Iterator<Item = String>, longest: usize) -> &mut Self {
        let mut list = String::new();
        for value in values {
            let encoded = encoded(&value);
            let comma = usize::from(!list.is_empty());
            if encoded.is_empty() || list.len() + comma + encoded.len() > longest {
                break;
            }
            list.push_str(if comma == 1 { "," } else { "" });
            list.push_str(&encoded);
        }
        let added = key.len() + list.len() + 2;
        if !list.is_empty() && self.longest.is_none_or(|longest| self.text.len() + added <= longest) {
            self.text.push_str(if self.text.is_empty() { "" } else { "&" });
            self.text.extend([key, "=", &list]);
        }
        self
    }

    /// Pairs as they are written already.
    pub fn kept<'a>(&mut self, pairs: impl Iterator<Item = &'a str>) -> &mut Self {
        for pair in pairs {
            self.text.push_str(if self.text.is_empty() { "" } else { "&" });
            self.text.push_str(pair);
        }
        self
    }

    /// The query.
    pub fn finish(&mut self) -> String {
        core::mem::take(&mut self.text)
    }
}

/// The keys of a query and their values, decoded; with or without `?`. A key without `=` has no value and is left out.
pub fn pairs(query: &str) -> impl Iterator<Item = (&str, String)> {
    raw(query).filter_map(|pair| pair.split_once('=')).map(|(key, value)| (key, decoded(value)))
}

/// The value of a key, decoded; empty where the key stands alone. Of a key given twice the first counts, as browsers have it.
pub fn value(query: &str, key: &str) -> Option<String> {
    let mut pairs = raw(query).map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.find(|(name, _)| *name == key).map(|(_, value)| decoded(value))
}

/// The pairs with keys of others, as they are written.
pub fn others<'a>(query: &'a str, ours: &[&str]) -> impl Iterator<Item = &'a str> {
    raw(query).filter(move |pair| !ours.contains(&pair.split('=').next().unwrap_or(pair)))
}

fn raw(query: &str) -> impl Iterator<Item = &str> {
    query.strip_prefix('?').unwrap_or(query).split('&').filter(|pair| !pair.is_empty())
}

/// Reads a word that stands for something.
pub fn slug<T: Slug>(text: String) -> Choice<T> {
    choice(text, T::of_word, &T::expected())
}

/// Reads a value, or keeps it with what was expected.
pub fn choice<T>(text: String, read: impl Fn(&str) -> Option<T>, expected: &str) -> Choice<T> {
    match read(&text) {
        Some(value) => Choice::Set(value),
        None => {
            let message = format!("found “{text}”, expected {expected}");
            Choice::Bad(Bad { text, message })
        }
    }
}

/// Reads whether Hyper-V isolation is available. That it is needs no saying.
pub fn hyperv(text: String) -> Choice<bool> {
    let yes_or_no = |text: &str| match text {
        "no" => Some(false),
        "yes" => Some(true),
        _ => None,
    };
    match choice(text, yes_or_no, "no, or nothing") {
        Choice::Set(true) => Choice::Unset,
        choice => choice,
    }
}

/// Everything but unreserved characters and those that are safe in a query value and common in image references and counts.
fn encoded(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(byte as char),
            b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'@' | b'*' => out.push(byte as char),
            _ => out.extend(['%', HEX[usize::from(byte >> 4)] as char, HEX[usize::from(byte & 15)] as char]),
        }
    }
    out
}

fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |index: usize| bytes.get(index).and_then(|byte| (*byte as char).to_digit(16));
        match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            (b'+', ..) => {
                out.push(b' ');
                at += 1;
            }
            (byte, ..) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_as_they_were() {
        for value in ["a", "a b", "a&b=c", "100%", "a+b", "é", "%41", "registry:5000/a@sha256:0", "a,b", "#?"] {
            let query = Query::default().pair("key", value).finish();
            assert!(!query.contains([' ', '#', '?', ',']), "{query}");
            assert_eq!(pairs(&query).collect::<Vec<_>>(), [("key", value.to_owned())]);
        }
    }

    #[test]
    fn what_is_too_long_is_left_out() {
        let long = "a".repeat(MAX_LENGTH + 1);
        assert_eq!(Query::default().pair("a", &long).pair("b", "1").finish(), "b=1");
        assert_eq!(Query::within(8).pair("a", "1").pair("b", "12345").pair("c", "2").finish(), "a=1&c=2");
        let values = ["12", "34", "56"].map(str::to_owned);
        assert_eq!(Query::default().list("a", values.into_iter(), 5).finish(), "a=12,34");
    }

    #[test]
    fn what_belongs_to_others_is_kept_as_it_is() {
        let kept = |query| others(query, &["a", "b"]).collect::<Vec<_>>();
        assert_eq!(kept("?a=1&embed&c=%20x&b&=&d=1"), ["embed", "c=%20x", "=", "d=1"]);
    }

    #[test]
    fn the_value_of_a_key_is_found() {
        let query = "?learn&view=fix%20it&view=fleet&a=b=c";
        let values = ["learn", "view", "a", "vie", ""].map(|key| value(query, key));
        assert_eq!(values.each_ref().map(Option::as_deref), [Some(""), Some("fix it"), Some("b=c"), None, None]);
    }
}
