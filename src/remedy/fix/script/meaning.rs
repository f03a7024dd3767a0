//! What a word that stands for a Windows means for the hosts, and how a script starts its containers.

use super::{each_command, is_comment, is_version, verb};
use crate::remedy::fix::hosts::StartWay;
use crate::remedy::fix::retag::{FleetHosts, Retag};
use crate::rules::{question::Isolation, reference::Reference};

/// Whether a value that stands for a Windows is one of the hosts.
pub(in crate::remedy::fix) fn fits(value: &str, way: StartWay, fleet: &FleetHosts<'_>) -> bool {
    matches!(retag(value, way, fleet), Some(Retag::Fits))
}

/// Whether a value stands for a Windows by its last word: `1809`, `10.2-ltsc2019`.
pub(super) fn is_version_of(value: &str) -> bool {
    is_version(last_word(value))
}

/// How the containers of a script are started: with the isolation that it asks for, if each of its commands asks for the same.
pub(in crate::remedy::fix) fn way_of(text: &str, fleet: &FleetHosts<'_>) -> StartWay {
    let mut lines = text.lines().filter(|line| !is_comment(line.trim())).filter_map(asked);
    let first = lines.next().filter(|first| lines.all(|other| other == *first));
    let mut always = true;
    if first.is_some() {
        each_command(text, |span| {
            let command = &text[span];
            always &= !matches!(verb(command), Some("run" | "create" | "build")) || command.contains("--isolation");
        });
    }
    StartWay { kubernetes: false, isolation: fleet.hosts.chosen().or(first.filter(|_| always)) }
}

/// The isolation that a line asks for: `--isolation=hyperv`, `$isolation = 'hyperv'`.
fn asked(line: &str) -> Option<Isolation> {
    let mut found = line.match_indices("isolation").filter_map(|(at, word)| {
        let rest = line[at + word.len()..].trim_start_matches(['"', '\'', ' ', '=', ':', ',']);
        Isolation::from_slug(rest.split(|c: char| !c.is_ascii_alphanumeric()).next()?)
    });
    found.next()
}

/// What becomes of the base image with this word as its tag; `None` where it can’t be one.
pub(super) fn retag(value: &str, way: StartWay, fleet: &FleetHosts<'_>) -> Option<Retag> {
    let base = ["mcr.microsoft.com/windows/servercore:", last_word(value)].concat().parse::<Reference>().ok()?;
    Some(fleet.retag(&base, fleet.hosts.all(), way))
}

/// The last word of a value: `ltsc2019` of `10.2-ltsc2019`.
pub(super) fn last_word(value: &str) -> &str {
    value.rsplit(['-', '_']).next().unwrap_or(value)
}
