//! A line about a machine as an administrator keeps it: a name and its Windows in words, in either order, and a row of what
//! `Get-ADComputer` prints. Which release words mean is known to [`crate::read::words`].

use super::quantity::{Quantity, times};
use crate::read::words;
use crate::rules::{
    host::{Host, without_containers},
    release::{self, Kind},
    version::Version,
};

/// Windows 10 started at this build; less than it is an address or the version of something else.
pub(super) const FIRST_BUILD: u16 = 10240;

/// What a line says of machines.
pub(super) enum MachineLine<'a> {
    /// Machines with this Windows, maybe named, and how many.
    Machine(Option<&'a str>, Host, u32),
    /// A machine with a Windows from before containers.
    WithoutContainers(&'static str),
}

/// Reads a line; `None` where it names no release, or more than one.
pub(super) fn read(line: &str) -> Option<MachineLine<'_>> {
    if let Some(of_directory) = of_directory(line) {
        return Some(of_directory);
    }
    let quantity = Quantity::of_machines(line);
    let counted = quantity.hosts;
    let mut count = counted.unwrap_or(1);
    let mut parts: Vec<&str> = Vec::new();
    let separated = quantity.words.iter().flat_map(|word| word.split([',', ';', '|', '=', '"', '\'', '(', ')']));
    for part in separated {
        let (part, times) = times(part.trim_matches([':', '-', '–', '—']));
        count = times.unwrap_or(count);
        parts.extend((!part.is_empty()).then_some(part));
    }
    let (first, last) = (*parts.first()?, *parts.last()?);
    let all = (parts.as_slice(), None);
    let named = [(&parts[1..], Some(first)), (&parts[..parts.len() - 1], Some(last))];
    let candidates = || core::iter::once(all).chain(named);
    // So many machines have no name.
    let host = candidates()
        .filter(|(_, name)| counted.is_none() || name.is_none())
        .find_map(|(words, name)| Some((named_host(words)?, name)));
    match host {
        Some((_, Some(name)))
            if name.contains('/') || is_field(name) && !name.ends_with(|c: char| c.is_ascii_digit()) =>
        {
            None
        }
        Some((host, name)) => Some(MachineLine::Machine(name, host, count)),
        None => {
            candidates().find_map(|(words, _)| without_containers(&words.join(" "))).map(MachineLine::WithoutContainers)
        }
    }
}

/// The host of exactly one release that these words mean: they have a word that only Windows is called, or are a year.
fn named_host(words: &[&str]) -> Option<Host> {
    let says = |word: &&str| {
        let lower = word.to_ascii_lowercase();
        ["win", "server", "ws", "w10", "w11", "w2k", "2k"].iter().any(|start| lower.starts_with(start))
            || release::of_year(word).is_some()
    };
    let joined = words.first().is_some_and(|first| ["on", "for"].iter().any(|word| first.eq_ignore_ascii_case(word)));
    if joined || !words.iter().any(says) {
        return None;
    }
    if let Some(release) = release::of_year(words[0]).filter(|_| words.len() == 1) {
        return Some(Host::of(release));
    }
    match words::hosts(&words.join(" ")).as_slice() {
        // A hosted runner is nobody's machine: its name says a release here.
        [host] if host.place.is_some() => host.release.map(Host::of),
        [host] => Some(*host),
        _ => None,
    }
}

/// A row of `Get-ADComputer`: `SRV1  Windows Server 2019 Standard  10.0 (17763)`, also as comma-separated values.
fn of_directory(line: &str) -> Option<MachineLine<'_>> {
    let (before, rest) = line.split_once(" (")?;
    let (build, _) = rest.split_once(')')?;
    let build: u16 = build.parse().ok()?;
    let before = before
        .strip_suffix("10.0")
        .filter(|before| !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.'))?;
    let name = before.split([' ', '\t', ',', ';', '"']).find(|cell| !cell.is_empty());
    let lower = line.to_ascii_lowercase();
    let kind = match () {
        () if lower.contains("server") => Some(Kind::Server),
        () if lower.contains("windows 1") => Some(Kind::Client),
        () => None,
    };
    let nameless = |name: &&str| !["windows", "microsoft"].contains(&name.to_ascii_lowercase().as_str());
    let version = Some(Version::of_build(build)).filter(|_| build >= FIRST_BUILD)?;
    Some(MachineLine::Machine(name.filter(nameless), Host::new(version, kind), 1))
}

/// Fields that say which Windows something is.
const FIELDS: [&str; 14] = [
    "os",
    "ostype",
    "osname",
    "platform",
    "name",
    "microsoft",
    "caption",
    "product",
    "productname",
    "operatingsystem",
    "os-sku",
    "base",
    "runs-on",
    "target",
];

/// A name that is a field of some other format, which says on its own terms whose version that is.
pub(super) fn is_field(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let parts = ["version", "build", "kernel", "ubr", "image"];
    parts.iter().any(|part| lower.contains(part)) || FIELDS.contains(&lower.as_str())
}
