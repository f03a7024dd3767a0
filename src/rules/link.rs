//! A question as a query string and back: `host=ws2019&image=ltsc2022&engine=kubernetes`.
//!
//! Defaults are left out and the order of keys is fixed, so that one question has one link. Slugs never change meaning. What
//! is not understood stays in the question as [`Choice::Bad`] and in the link as it was. Only versions, slugs and names of
//! public images are written: nothing pasted and no private name.

use crate::rules::{
    host::Host,
    image::Image,
    query::{self, Query},
    question::{Bad, Choice, Question},
    release::Kind,
};

pub use crate::rules::query::MAX_LENGTH;

const OURS: [&str; 7] = ["host", "kind", "image", "isolation", "engine", "hyperv", "family"];

/// The query string of a question, without `?`. Empty for the empty question.
pub fn encode(question: &Question) -> String {
    written(question).finish()
}

/// The query string of a page that shows this question: the question, then whatever the old query held for others.
pub fn replace(old: &str, question: &Question) -> String {
    written(question).kept(query::others(old, &OURS)).finish()
}

/// Whether the link of a question leaves out the name of its image, which may be private.
pub fn leaves_name_out(question: &Question) -> bool {
    question.image.get().is_some_and(|image| image.reference_text().is_some_and(|name| name != image.to_string()))
}

/// What is said to whom that may surprise.
pub const NAME_LEFT_OUT: &str = "The link leaves out the image’s name, which may be private.";

fn written(question: &Question) -> Query {
    let mut query = Query::within(MAX_LENGTH);
    query.choice("host", &question.host, Host::to_string);
    let kind = question.host.get().filter(|host| host.version.revision.is_some() && host.needs_kind());
    if let Some(host) = kind {
        query.pair("kind", host.kind.slug());
    }
    query.choice("image", &question.image, Image::to_string);
    query.slug("isolation", &question.isolation).slug("engine", &question.engine);
    query.hyperv(&question.hyperv).slug("family", &question.family);
    query
}

/// Reads a query string, with or without `?`. Keys that belong to others are left alone; of a key given twice the last counts.
pub fn decode(query: &str) -> Question {
    decode_with(query, image)
}

/// The same, with another way to read the image: the page reads names behind a door.
pub fn decode_with(query: &str, image: impl Fn(String) -> Choice<Image>) -> Question {
    let mut question = Question::default();
    let mut host = None;
    let mut kind: Choice<Kind> = Choice::Unset;
    for (key, value) in query::pairs(query) {
        match key {
            "host" => host = Some(value),
            "kind" => kind = query::slug(value),
            "image" => question.image = image(value),
            "isolation" => question.isolation = query::slug(value),
            "engine" => question.engine = query::slug(value),
            "hyperv" => question.hyperv = query::hyperv(value),
            "family" => question.family = query::slug(value),
            _ => {}
        }
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

fn image(text: String) -> Choice<Image> {
    match Image::parse(&text) {
        Ok(image) => Choice::Set(image),
        Err(error) => Choice::Bad(Bad { text, message: error.to_string() }),
    }
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
