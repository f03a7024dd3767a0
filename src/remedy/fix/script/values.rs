//! Values that stand for a Windows in a script: `--build-arg TAG=ltsc2019`, `NANOSERVER_VERSION=1809`, `TAG=10.2-ltsc2019`, and
//! `'ltsc2019'` in a list.
//!
//! An argument of a build that is nothing but such a word changes; what another value is a part of isn’t known, so it is named. A
//! list, and an argument of several builds, may have one value for each Windows.

use std::collections::BTreeSet;

use super::{argument_before, built, each_command, has_command, is_version, key_before, line_before, tokens, verb};
use crate::read::syntax::ByteRange;
use crate::remedy::fix::edits::Changes;
use crate::remedy::fix::hosts::StartWay;
use crate::remedy::fix::retag::{FleetHosts, Retag};
use crate::rules::{reference::Reference, rule::Rule};

/// A value that stands for a Windows.
struct WindowsValue {
    span: ByteRange,
    /// It is one of a list.
    listed: bool,
    /// The argument of a build that it is the value of, in lower case.
    argument: Option<String>,
    /// The image that is built has this Windows in its own name.
    named: bool,
}

/// What a value has to become.
struct OtherValue {
    text: String,
    why: String,
    rule: Rule,
}

/// The arguments that a build for the hosts has already.
pub(in crate::remedy::fix) type BuiltArguments = BTreeSet<String>;

/// Whether a text has any.
pub(in crate::remedy::fix) fn has_any(text: &str) -> bool {
    !find(text).is_empty()
}

/// The arguments in a text with which a build is one for the hosts.
pub(in crate::remedy::fix) fn built_for_hosts(text: &str, fleet: &FleetHosts<'_>) -> BuiltArguments {
    let for_hosts = |value: &WindowsValue| fits(&text[value.span.clone()], fleet);
    find(text).into_iter().filter(for_hosts).filter_map(|value| value.argument).collect()
}

/// The names of the variables, in lower case, that become arguments of builds: `--build-arg TAG=$tag`, `%tag%`, `${{ env.tag }}`.
pub(in crate::remedy::fix) fn variables_of_arguments(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    each_command(text, |span| {
        let command = &text[span];
        for (at, option) in command.match_indices("--build-arg").filter(|_| verb(command) == Some("build")) {
            let rest = command[at + option.len()..].trim_start_matches(['=', ' ', '\t', '"', '\'']);
            let Some((argument, value)) = rest.split_once('=').filter(|(name, _)| is_name(name)) else { continue };
            let value = value.trim_start_matches(['"', '\'']);
            let Some(value) = value.strip_prefix(['$', '%']) else { continue };
            let value = value.trim_start_matches(['{', '(', '$', ' ']);
            let end = value.find(|c: char| !(is_of_name(c) || ".:".contains(c))).unwrap_or(value.len());
            let name = value[..end].rsplit(['.', ':']).next().unwrap_or_default();
            found.push((name.to_ascii_lowercase(), argument.to_ascii_lowercase()));
        }
    });
    found
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-')
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_of_name)
}

/// Whether a variable or an argument is about Windows by its name.
pub(in crate::remedy::fix) fn is_of_windows(name: &str) -> bool {
    ["win", "nano", "servercore", "ltsc"].iter().any(|part| name.contains(part))
}

fn find(text: &str) -> Vec<WindowsValue> {
    let docker = has_command(text);
    let into_arguments = if docker { variables_of_arguments(text) } else { Vec::new() };
    let mut found = Vec::new();
    each_command(text, |span| {
        let command = &text[span.clone()];
        for word in tokens(text, span) {
            let value = &text[word.clone()];
            let before = line_before(text, word.start);
            let assigned = before.trim_end_matches(['"', '\'', ' ']).ends_with('=');
            let option = if assigned { key_before(before) } else { String::new() };
            let argument = (option == "--build-arg").then(|| argument_before(before));
            let key = argument.as_deref().unwrap_or(&option);
            // `[string]$Version =`
            let variable = key.rsplit('$').next().unwrap_or_default();
            let goes_on = |(name, argument): &(String, String)| name == variable && is_of_windows(argument);
            let of_windows = is_of_windows(key) || into_arguments.iter().any(goes_on);
            let listed = docker && before.ends_with(['"', '\'']) && value.starts_with("ltsc20");
            let tag = assigned && (value.contains("ltsc20") || is_of_family(value)) || of_windows && is_version(value);
            if value.split(['-', '_']).any(is_version) && (listed || tag) {
                let last = last_word(value).to_ascii_lowercase();
                let named = argument.is_some() && built(command).iter().any(|name| name.contains(&last));
                found.push(WindowsValue { span: word, listed, argument, named });
            }
        }
    });
    found
}

/// `nanoserver-1809`
fn is_of_family(value: &str) -> bool {
    let family = |name: &str| matches!(name, "windowsservercore" | "servercore" | "nanoserver");
    value.split_once('-').is_some_and(|(name, tag)| family(name) && is_version(tag))
}

fn last_word(value: &str) -> &str {
    value.rsplit(['-', '_']).next().unwrap_or(value)
}

/// Whether a value that stands for a Windows is one of the hosts.
pub(in crate::remedy::fix) fn fits(value: &str, fleet: &FleetHosts<'_>) -> bool {
    matches!(retag(value, fleet), Some(Retag::Fits))
}

/// What becomes of the base image with this word as its tag; `None` where it can’t be one.
fn retag(value: &str, fleet: &FleetHosts<'_>) -> Option<Retag> {
    let base = ["mcr.microsoft.com/windows/servercore:", last_word(value)].concat().parse::<Reference>().ok()?;
    Some(fleet.retag(&base, fleet.hosts.all(), StartWay { kubernetes: false, isolation: fleet.hosts.chosen() }))
}

fn other(value: &str, retag: Retag) -> Option<OtherValue> {
    let Retag::Replace { reference, why, rule, .. } = retag else { return None };
    let text = [&value[..value.len() - last_word(value).len()], reference.tag()?].concat();
    Some(OtherValue { text, why, rule })
}

/// Changes arguments of builds, and names what else stands for another Windows; whether there is anything.
pub(in crate::remedy::fix) fn fix(
    text: &str,
    built: &BuiltArguments,
    fleet: &FleetHosts<'_>,
    changes: &mut Changes,
) -> bool {
    fix_these(text, find(text), built, fleet, changes)
}

/// Only the arguments of builds in a text of another language.
pub(in crate::remedy::fix) fn fix_arguments(text: &str, fleet: &FleetHosts<'_>, changes: &mut Changes) -> bool {
    let arguments = find(text).into_iter().filter(|value| value.argument.is_some()).collect();
    fix_these(text, arguments, &built_for_hosts(text, fleet), fleet, changes)
}

fn fix_these(
    text: &str,
    values: Vec<WindowsValue>,
    built: &BuiltArguments,
    fleet: &FleetHosts<'_>,
    changes: &mut Changes,
) -> bool {
    let mut left = Vec::new();
    let mut fits = false;
    let mut found = false;
    for value in values {
        let Some(retag) = retag(&text[value.span.clone()], fleet) else { continue };
        found = true;
        match retag {
            Retag::Fits => fits = true,
            retag => left.push((value, retag)),
        }
    }
    for (value, retag) in left {
        let done = value.argument.as_ref().is_some_and(|argument| built.contains(argument));
        if !(value.listed && fits || done) {
            value.fix(&text[value.span.clone()], retag, changes);
        }
    }
    found
}

impl WindowsValue {
    fn fix(&self, written: &str, retag: Retag, changes: &mut Changes) {
        let start = self.span.start;
        let alone = is_version(written) || is_of_family(written);
        match (other(written, retag), &self.argument) {
            (None, _) => changes.open(start, VALUE.to_owned() + " Change it by hand."),
            (Some(new), Some(_)) if self.named => changes.open(
                start,
                [
                    "The image that is built here is named for the same Windows. Add a build with ",
                    &new.text,
                    " for the hosts, with a name of its own.",
                ]
                .concat(),
            ),
            // What the tag is one of stands in the Dockerfile.
            (Some(new), Some(_)) if alone => changes.edit(self.span.clone(), new.text, new.why, new.rule, false),
            (Some(new), _) => {
                changes.open(start, [VALUE, " For the hosts it is ", &new.text, ": change it by hand."].concat());
            }
        }
    }
}

const VALUE: &str = "This value names another Windows.";
