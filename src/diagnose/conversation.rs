//! A paste that answers what was asked, and one that starts anew.
//!
//! Pure functions over texts: what a page shows follows from the text they give, so nothing of an old paste can stay behind.

use super::case::{ChosenByHand, is_plain};
use super::diagnose;
use super::diagnosis::Diagnosis;
use super::explain;
use crate::read::clue;
use crate::read::evidence;
use crate::read::words::meant;
use crate::rules::image::Versions;
use crate::rules::probe;
use crate::rules::question::{Choice, Question};
use crate::rules::side::Side;
use crate::rules::version::Version;

/// The text to be read after `now` was pasted, where `before` had been read until then.
///
/// The answer to a question that `before` left open is read together with it: a version alone, or the output of the command that
/// was asked for, pasted alone or below the old text. Anything else is a new text, and nothing of the old one counts any more.
///
/// ```
/// use wincompat::diagnose::{ChosenByHand, conversation::continued};
/// let before = "Microsoft Windows [Version 10.0.20348.1787]\ndocker run a.io/web:1\n\
///               The container operating system does not match the host operating system.";
/// let text = continued(before, "10.0.17763.5458", &ChosenByHand::default());
/// assert!(text.starts_with(before) && text.ends_with("10.0.17763.5458\n"));
/// assert_eq!(continued(before, "docker run b.io/other:2", &ChosenByHand::default()), "docker run b.io/other:2");
/// ```
pub fn continued(before: &str, now: &str, asked: &ChosenByHand) -> String {
    let before = before.trim_end();
    let (appended, tail) = match now.strip_prefix(before).filter(|_| !before.is_empty()) {
        Some(tail) => (true, tail),
        None => (false, now),
    };
    let whole = || if appended { now.to_owned() } else { tail.to_owned() };
    if before.is_empty() || tail.trim().is_empty() {
        return whole();
    }
    let evidence = evidence::read(before);
    let Some(diagnosis) = diagnose(&evidence, before, asked).into_iter().next() else { return whole() };
    match answer(&diagnosis, tail) {
        Some(answer) => format!("{before}\n\n{answer}\n"),
        None => whole(),
    }
}

/// The text together with the half that it leaves open and a person has chosen by hand; `None` where nothing is to be added.
pub fn with_chosen(text: &str, diagnosis: &Diagnosis, chosen: &Question) -> Option<String> {
    let more = match diagnosis.missing()? {
        Side::Host => banner(chosen.host.get()?.version),
        Side::Image => match &chosen.image.get()?.versions {
            Versions::One(version) => of_image(Some(diagnosis), *version),
            _ => return None,
        },
    };
    let text = text.trim_end();
    (!text.ends_with(&more)).then(|| format!("{text}\n\n{more}\n"))
}

impl Diagnosis {
    /// Whose version the diagnosis asks for first.
    pub fn missing(&self) -> Option<Side> {
        self.asks().next()
    }

    /// Every version that the diagnosis asks for, in order.
    fn asks(&self) -> impl Iterator<Item = Side> {
        self.open.iter().filter_map(|open| open.side)
    }
}

/// The text together with what was given as the answer to its question: nothing of the text is ever lost by an answer.
///
/// Where image and host are both asked for, a version alone is the image's: `docker image inspect` prints it like this, `ver` never.
///
/// # Errors
///
/// Why it is no answer, in a sentence to be shown beside the field.
///
/// ```
/// use wincompat::{Question, diagnose::{ChosenByHand, conversation::replied}};
/// let error = "The container operating system does not match the host operating system. (0xc0370101)";
/// let reply = |text: &str| replied(error, text, &Question::default(), &ChosenByHand::default());
/// assert!(reply("10.0.17763.5458").unwrap().ends_with("{{.OsVersion}}\" IMAGE\n10.0.17763.5458\n"));
/// assert!(reply("Microsoft Windows [Version 10.0.20348.2113]").unwrap().starts_with(error));
/// assert!(reply("Error: No such image: IMAGE").is_err() && reply("hello world").is_err());
/// ```
pub fn replied(before: &str, reply: &str, question: &Question, asked: &ChosenByHand) -> Result<String, &'static str> {
    let reply = reply.trim();
    if reply.lines().any(names_no_own) {
        return Err("Replace the word in capitals with your own name, and run the command again.");
    }
    if let Some(sentence) = explain::says_no_versions(reply) {
        return Err(sentence);
    }
    let (said, words) = (clue::read(reply), meant(reply));
    let version = lone_version(reply);
    if said.is_empty() && words.is_empty() && version.is_none() {
        return Err("There is no Windows version in this. Paste what the command printed.");
    }
    let before = before.trim_end();
    if let Some(told) = of_named_image(before, reply, question) {
        return Ok(told);
    }
    let diagnosis = match before {
        "" => None,
        before => diagnose(&evidence::read(before), before, asked).into_iter().next(),
    };
    let listing = named_listing(reply, diagnosis.as_ref(), question);
    if before.is_empty() {
        return Ok(listing.unwrap_or_else(|| reply.to_owned()));
    }
    let answer = match (version, words.host().filter(|_| said.is_empty())) {
        (Some(version), _) if lacks_image(diagnosis.as_ref(), question) => of_image(diagnosis.as_ref(), version),
        (Some(version), _) => banner(version),
        // The name tells server and client apart, which share builds.
        (None, Some(host)) => format!("OS Name: Microsoft {}\nOS Version: {}", host.name(), host.version),
        (None, None) => listing.unwrap_or_else(|| reply.to_owned()),
    };
    Ok(format!("{before}\n\n{answer}\n"))
}

/// What a tag holds, below the command that shows it: a list alone doesn't say whose it is. `None` where the text is no list, or
/// says it itself.
fn named_listing(list: &str, diagnosis: Option<&Diagnosis>, question: &Question) -> Option<String> {
    let own = evidence::read(list);
    if own.listed.is_empty() || own.listed.iter().any(|entry| entry.image.is_some()) || own.clues.error.is_some() {
        return None;
    }
    let named = diagnosis.and_then(|diagnosis| diagnosis.image.clone()).filter(|name| !name.starts_with("10.0."));
    let name = named.or_else(|| question.image.get()?.reference_text()).filter(|name| is_plain(name))?;
    Some(format!("{}\n{}", probe::about(probe::MANIFEST, &name), list.trim()))
}

/// An error about a command whose blank was not filled in: `Error: No such image: IMAGE`.
fn names_no_own(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    let error = ["error", "no such", "invalid reference"].iter().any(|word| lower.contains(word));
    let mut words = line.split(|c: char| !c.is_ascii_alphanumeric());
    error && words.any(|word| ["IMAGE", "CONTAINER", "SERVICE", "POD"].contains(&word))
}

/// Whether a version that stands alone answers for the image.
fn lacks_image(diagnosis: Option<&Diagnosis>, question: &Question) -> bool {
    match diagnosis {
        Some(diagnosis) => diagnosis.asks().any(|side| side == Side::Image),
        None => question.host.get().is_some(),
    }
}

/// What `ver` prints.
fn banner(version: Version) -> String {
    format!("Microsoft Windows [Version {version}]")
}

/// The text together with the version of an image that was asked for because its name doesn't say it; `None` where the text is no
/// version alone, or nothing was asked.
///
/// ```
/// use wincompat::diagnose::conversation::of_named_image;
/// use wincompat::rules::link;
/// let asked = link::decode("host=ws2022&image=contoso/web:1");
/// let text = of_named_image("", "10.0.17763.5458", &asked).unwrap();
/// assert!(text.ends_with("contoso/web:1\n10.0.17763.5458\n"));
/// assert_eq!(of_named_image("", "10.0.17763.5458", &link::decode("host=ws2022&image=ltsc2019")), None);
/// ```
pub fn of_named_image(before: &str, now: &str, question: &Question) -> Option<String> {
    let image = question.image.get().filter(|image| question.host.get().is_some() && image.version_is_missing())?;
    let (reference, version) = (image.reference.as_ref()?, lone_version(now)?);
    let text = format!("{}\n{version}\n", probe::about(probe::IMAGE_VERSION, &reference.to_string()));
    Some(if before.trim().is_empty() { text } else { format!("{}\n\n{text}", before.trim_end()) })
}

/// The answer in a form that says which side it is about; `None` where the text is no answer.
fn answer(diagnosis: &Diagnosis, tail: &str) -> Option<String> {
    let missing = diagnosis.missing()?;
    let said = clue::read(tail);
    if said.error.is_some() || said.container.is_some() {
        return None;
    }
    if let Some(version) = lone_version(tail) {
        return Some(match missing {
            Side::Host => banner(version),
            Side::Image => of_image(Some(diagnosis), version),
        });
    }
    let told = said.images.iter().filter(|image| image.version.is_some() || image.linux);
    let (hosts, images) = (said.hosts.len(), told.count());
    let about = said
        .images
        .iter()
        .filter_map(|image| image.reference.as_ref())
        .all(|name| Some(name) == diagnosis.image.as_ref());
    match missing {
        Side::Host if hosts > 0 && said.images.is_empty() => Some(tail.trim().to_owned()),
        Side::Image if images > 0 && hosts == 0 && about => {
            Some(named_listing(tail, Some(diagnosis), &Question::default()).unwrap_or_else(|| tail.trim().to_owned()))
        }
        // `ver` answers for the host as well, where both are missing.
        Side::Image if hosts > 0 && said.images.is_empty() && diagnosis.machine.is_none() => {
            Some(tail.trim().to_owned())
        }
        _ => None,
    }
}

/// The command whose output a version of the image is.
fn of_image(diagnosis: Option<&Diagnosis>, version: Version) -> String {
    let image = diagnosis.and_then(|diagnosis| diagnosis.image.as_deref()).unwrap_or("IMAGE");
    format!("{}\n{version}", probe::about(probe::IMAGE_VERSION, image))
}

/// A version and nothing else.
fn lone_version(text: &str) -> Option<Version> {
    let text = text.trim().trim_matches(['"', '\'', '`']);
    let version = text.split_whitespace().next_back().filter(|_| text.split_whitespace().count() <= 2)?;
    let os = text.split_whitespace().next().filter(|_| text.contains(' '));
    version.parse().ok().filter(|_| os.is_none_or(|os| os.eq_ignore_ascii_case("windows")))
}

/// The question of a page: what a person chose by hand stays until they change it, the rest is what the text says now.
pub fn merged(by_hand: &Question, read: &Question) -> Question {
    fn or<T: Clone>(hand: &Choice<T>, read: &Choice<T>) -> Choice<T> {
        if matches!(hand, Choice::Unset) { read.clone() } else { hand.clone() }
    }
    // The same image, whose version is known now.
    let told = match (by_hand.image.get(), read.image.get()) {
        (Some(hand), Some(told)) => {
            hand.reference.is_some() && hand.reference == told.reference && hand.versions == Versions::Unknown
        }
        _ => false,
    };
    Question {
        host: or(&by_hand.host, &read.host),
        image: if told { read.image.clone() } else { or(&by_hand.image, &read.image) },
        isolation: or(&by_hand.isolation, &read.isolation),
        engine: or(&by_hand.engine, &read.engine),
        hyperv: or(&by_hand.hyperv, &read.hyperv),
        family: or(&by_hand.family, &read.family),
    }
}
