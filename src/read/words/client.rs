//! A machine that a question names: a client without its update, or the one release that it asks about.

use core::ops::Range;

use super::pair::named_releases;
use super::word::{IMAGES, LONGEST, words_in};
use crate::read::clue::prose::is_bound;
use crate::rules::host::Host;
use crate::rules::release;
use crate::rules::version::Version;

/// The one release that the questions of a text name, with where its question stands: `does the driver support Windows Server 2022?`.
pub(crate) fn asked_host(text: &str) -> Option<(Host, Range<usize>)> {
    let questions = text.lines().flat_map(|line| line.split_inclusive(['?', '!'])).filter(|part| part.ends_with('?'));
    let mut named = questions.filter(|question| question.len() <= LONGEST).flat_map(|question| {
        let start = question.as_ptr() as usize - text.as_ptr() as usize;
        named_releases(question).into_iter().map(move |host| (host, start..start + question.len()))
    });
    let first = named.next()?;
    named.all(|(other, _)| other == first.0).then_some(first)
}

/// The image that a sentence names by its family and its release: `we build a Windows Nano Server 1709 image`; nothing where several
/// are named.
pub(crate) fn told_image(text: &str) -> Option<(Version, Range<usize>)> {
    let sentences = text.lines().filter(|line| line.len() <= LONGEST).flat_map(|line| line.split_inclusive(". "));
    let mut named = sentences.flat_map(|sentence| {
        let start = sentence.as_ptr() as usize - text.as_ptr() as usize;
        let words = words_in(sentence);
        let image = |at: usize| {
            let [family, kind, release, noun] = words.get(at..at + 4)? else { return None };
            let is_family = family.is(&["nano", "server"])
                && kind.is(&["server", "core"])
                && !(family.is(&["server"]) && kind.is(&["server"]));
            let slug = release::by_image_slug(release.text).or_else(|| release::of_year(release.text))?;
            let range = start + family.range.start..start + release.range.end;
            (is_family && noun.is(IMAGES)).then(|| (Version::of_build(slug.build), range))
        };
        (0..words.len()).filter_map(image).collect::<Vec<_>>()
    });
    let first = named.next()?;
    named.all(|(other, _)| other == first.0).then_some(first)
}

/// A client that a short sentence names without its update, and where: `Windows 11`, `WIN 11`, `win11`.
pub(crate) fn named_client(sentence: &str) -> Option<(&'static str, Range<usize>)> {
    let words = Some(sentence).filter(|text| text.len() <= LONGEST).map(words_in)?;
    let name = |number: &str| match number {
        "10" => Some("Windows 10"),
        "11" => Some("Windows 11"),
        _ => None,
    };
    words.iter().enumerate().find_map(|(at, word)| {
        let lower = word.text.to_ascii_lowercase();
        let joined = ["windows", "win", "w"].iter().find_map(|start| name(lower.strip_prefix(start)?));
        let before = at.checked_sub(1).map(|before| &words[before]);
        let apart = || name(&lower).filter(|_| before.is_some_and(|before| before.is(&["windows", "win"])));
        let (found, start) = match joined {
            Some(found) => (found, at),
            None => (apart()?, at - 1),
        };
        let behind = &sentence.as_bytes()[word.range.end..];
        (!is_bound(behind)).then_some((found, words[start].range.start..word.range.end))
    })
}
