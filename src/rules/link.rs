//! A question as a query string and back: `host=ws2019&image=ltsc2022&engine=kubernetes`.
//!
//! Defaults are left out and the order of keys is fixed, so that one question has one link. Slugs never change meaning. What
//! is not understood stays in the question as [`Choice::Bad`] and in the link as it was. Only versions, slugs and names of
//! public images are written: nothing pasted and no private name.

use crate::rules::{
    host::Host,
    image::Image,
    question::{Bad, Choice, Engine, Isolation, Question},
    release::{Family, Kind},
};

/// The longest link a question is given; a longer value is shown back but not repeated in the link.
pub const MAX_LENGTH: usize = 200;

/// The query string of a question, without `?`. Empty for the empty question.
pub fn encode(question: &Question) -> String {
    let mut query = Query::default();
    query.choice("host", &question.host, Host::to_string);
    let kind = question.host.get().filter(|host| host.version.revision.is_some() && host.needs_kind());
    if let Some(host) = kind {
        query.pair("kind", host.kind.slug());
    }
    query.choice("image", &question.image, Image::to_string);
    query.choice("isolation", &question.isolation, |isolation| isolation.slug().to_owned());
    query.choice("engine", &question.engine, |engine| engine.slug().to_owned());
    query.choice("hyperv", &question.hyperv, |available| if *available { String::new() } else { "no".to_owned() });
    query.choice("family", &question.family, |family| family.slug().to_owned());
    query.0
}

/// The query string of a page that shows this question: the question, then whatever the old query held for others.
pub fn replace(old: &str, question: &Question) -> String {
    const OURS: [&str; 7] = ["host", "kind", "image", "isolation", "engine", "hyperv", "family"];
    let mut query = encode(question);
    let old = old.strip_prefix('?').unwrap_or(old);
    for pair in old.split('&').filter(|pair| !pair.is_empty()) {
        let key = pair.split('=').next().unwrap_or(pair);
        if !OURS.contains(&key) {
            query.push_str(if query.is_empty() { "" } else { "&" });
            query.push_str(pair);
        }
    }
    query
}

#[derive(Default)]
struct Query(String);

impl Query {
    fn choice<T>(&mut self, key: &str, choice: &Choice<T>, text: impl Fn(&T) -> String) {
        match choice {
            Choice::Unset => {}
            Choice::Set(value) => self.pair(key, &text(value)),
            Choice::Bad(bad) => self.pair(key, &bad.text),
        }
    }

    fn pair(&mut self, key: &str, value: &str) {
        let mut pair = String::new();
        percent_encode(value, &mut pair);
        if pair.is_empty() || self.0.len() + key.len() + pair.len() + 2 > MAX_LENGTH {
            return;
        }
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(key);
        self.0.push('=');
        self.0.push_str(&pair);
    }
}

/// Reads a query string, with or without `?`. Keys that belong to others are left alone; of a key given twice the last counts.
pub fn decode(query: &str) -> Question {
    decode_with(query, image)
}

/// The same, with another way to read the image: the page reads names behind a door.
pub fn decode_with(query: &str, image: impl Fn(String) -> Choice<Image>) -> Question {
    let mut question = Question::default();
    let mut host = None;
    let mut kind = Choice::Unset;
    for (key, value) in pairs(query) {
        match key {
            "host" => host = Some(value),
            "kind" => kind = choice(value, Kind::from_slug, "server or client"),
            "image" => question.image = image(value),
            "isolation" => question.isolation = choice(value, Isolation::from_slug, "process or hyperv"),
            "engine" => question.engine = choice(value, Engine::from_slug, "docker, swarm, kubernetes or aks"),
            "hyperv" => question.hyperv = choice(value, yes_or_no, "no, or nothing"),
            "family" => {
                question.family = choice(value, Family::from_slug, "servercore, nanoserver, server or windows");
            }
            _ => {}
        }
    }
    if question.hyperv == Choice::Set(true) {
        question.hyperv = Choice::Unset;
    }
    if let Some(text) = host {
        question.host = match (Host::parse(&text, kind.get().copied()), kind) {
            (_, Choice::Bad(bad)) => Choice::Bad(Bad { text, message: format!("kind: {}", bad.message) }),
            (Ok(host), _) => Choice::Set(host),
            (Err(error), _) => Choice::Bad(Bad { text, message: error.to_string() }),
        };
    }
    question
}

pub(crate) fn yes_or_no(text: &str) -> Option<bool> {
    match text {
        "no" => Some(false),
        "yes" => Some(true),
        _ => None,
    }
}

fn image(text: String) -> Choice<Image> {
    match Image::parse(&text) {
        Ok(image) => Choice::Set(image),
        Err(error) => Choice::Bad(Bad { text, message: error.to_string() }),
    }
}

pub(crate) fn choice<T>(text: String, read: impl Fn(&str) -> Option<T>, expected: &str) -> Choice<T> {
    match read(&text) {
        Some(value) => Choice::Set(value),
        None => {
            let message = format!("found “{text}”, expected {expected}");
            Choice::Bad(Bad { text, message })
        }
    }
}

pub(crate) fn pairs(query: &str) -> impl Iterator<Item = (&str, String)> {
    let query = query.strip_prefix('?').unwrap_or(query);
    query.split('&').filter_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        Some((key, percent_decode(value)))
    })
}

/// Everything but unreserved characters and those that are safe in a query value and common in image references.
pub(crate) fn percent_encode(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'@' => {
                out.push(byte as char)
            }
            _ => {
                out.push('%');
                out.push(HEX[usize::from(byte >> 4)] as char);
                out.push(HEX[usize::from(byte & 15)] as char);
            }
        }
    }
}

fn percent_decode(text: &str) -> String {
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

/// The shortest text that means this host again.
pub(crate) fn host_word(host: &Host) -> String {
    let text = host.to_string();
    match Host::parse(&text, None) {
        Ok(again) if again == *host => text,
        _ => format!("{}-{}", host.version, host.kind.slug()),
    }
}

/// The host that a [`host_word`] means.
pub(crate) fn host_of_word(text: &str) -> Option<Host> {
    if let Ok(host) = Host::parse(text, None) {
        return Some(host);
    }
    let (version, kind) = text.rsplit_once('-')?;
    Some(Host::new(version.parse().ok()?, Some(Kind::from_slug(kind)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_others_stays() {
        let question = decode("host=ws2022&image=ltsc2019");
        let replaced = |old| replace(old, &question);
        assert_eq!(replaced("?image=x&embed=1&host=y&view=answer"), "host=ws2022&image=ltsc2019&embed=1&view=answer");
        assert_eq!(replace("?embed=1&engine=aks", &Question::default()), "embed=1");
        assert_eq!(replace("", &Question::default()), "");
    }
}
