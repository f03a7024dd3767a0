//! Values that stand for a Windows in a script: `--build-arg TAG=ltsc2019`, `NANOSERVER_VERSION=1809`, `TAG=10.2-ltsc2019`, and
//! `'ltsc2019'` in a list.
//!
//! An argument of a build that is nothing but such a word changes; what another value is a part of isn’t known, so it is named. A
//! list, and an argument of several builds, may have one value for each Windows.

use std::collections::BTreeSet;

use super::meaning::{fits, last_word, retag, way_of};
use super::teamcity;
use super::variants::Left;
use super::{argument_before, built, each_command, has_command, is_version, key_before, line_before, tokens, verb};
use crate::read::syntax::ByteRange;
use crate::remedy::fix::edits::Changes;
use crate::remedy::fix::retag::{FleetHosts, Retag};
use crate::rules::rule::Rule;

/// A value that stands for a Windows.
struct WindowsValue {
    span: ByteRange,
    /// It is one of a list.
    listed: bool,
    /// It is not the first one of a list.
    more: bool,
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

/// A variable that becomes an argument of a build: `--build-arg TAG=$tag`, `WINDOWS=ltsc${{ matrix.year }}`.
pub(in crate::remedy::fix) struct BuildVariable {
    /// Its name, in lower case.
    pub name: String,
    /// That of the argument, in lower case.
    pub argument: String,
    /// What stands before it in the argument’s value.
    pub prefix: String,
}

impl BuildVariable {
    /// Whether a key is its name.
    pub fn is_called(&self, key: &str) -> bool {
        key.eq_ignore_ascii_case(&self.name)
    }
}

/// Whether a text has any.
pub(in crate::remedy::fix) fn has_any(text: &str) -> bool {
    !find(text, &[]).is_empty()
}

/// Whether a text with an argument a line has any.
pub(in crate::remedy::fix) fn has_arguments(text: &str) -> bool {
    !listed(text, &[]).is_empty()
}

/// The arguments in a text with which a build is one for the hosts.
pub(in crate::remedy::fix) fn built_for_hosts(text: &str, fleet: &FleetHosts<'_>) -> BuiltArguments {
    for_hosts(text, find(text, &[]), fleet)
}

/// The same of a text with an argument a line.
pub(in crate::remedy::fix) fn listed_for_hosts(text: &str, fleet: &FleetHosts<'_>) -> BuiltArguments {
    for_hosts(text, listed(text, &[]), fleet)
}

/// Whether a script has a list of values that stand for a Windows, and one of them is for the hosts.
pub(in crate::remedy::fix) fn has_one_for_hosts(text: &str, fleet: &FleetHosts<'_>) -> bool {
    let way = way_of(text, fleet);
    let mut listed = find(text, &[]).into_iter().filter(|value| value.listed);
    listed.any(|value| fits(&text[value.span], way, fleet))
}

fn for_hosts(text: &str, values: Vec<WindowsValue>, fleet: &FleetHosts<'_>) -> BuiltArguments {
    let way = way_of(text, fleet);
    let fitting = values.into_iter().filter(|value| fits(&text[value.span.clone()], way, fleet));
    fitting.filter_map(|value| value.argument).collect()
}

/// The variables that become arguments of builds: `$tag`, `%tag%`, `${{ env.tag }}`.
pub(in crate::remedy::fix) fn variables_of_arguments(text: &str) -> Vec<BuildVariable> {
    let mut found = Vec::new();
    each_command(text, |span| {
        let command = &text[span];
        let builds = verb(command).is_none_or(|verb| verb == "build");
        for (at, option) in command.match_indices("--build-arg").filter(|_| builds) {
            let rest = command[at + option.len()..].trim_start_matches(['=', ' ', '\t', '"', '\'']);
            found.extend(variable(rest));
        }
    });
    found
}

/// The variable in the value of `NAME=value …`.
fn variable(text: &str) -> Option<BuildVariable> {
    let (argument, value) = text.split_once('=').filter(|(name, _)| is_name(name))?;
    let value = value.trim_start_matches(['"', '\'']);
    let (prefix, value) = value.split_at(value.find(['$', '%'])?);
    let value = value[1..].trim_start_matches(['{', '(', '$', ' ']);
    let end = value.find(|c: char| !(is_of_name(c) || ".:".contains(c))).unwrap_or(value.len());
    let name = value[..end].rsplit(['.', ':']).next().unwrap_or_default().to_ascii_lowercase();
    let plain = prefix.is_empty() || is_name(prefix);
    plain.then(|| BuildVariable { name, argument: argument.to_ascii_lowercase(), prefix: prefix.to_owned() })
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-')
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_of_name)
}

/// Whether a variable or an argument is about Windows by its name: `WINVER`, `each_win_version`; a Darwin and a window are not.
pub(in crate::remedy::fix) fn is_of_windows(name: &str) -> bool {
    const AFTER: [&str; 9] = ["", "os", "tag", "ver", "version", "server", "base", "build", "core"];
    let short = |word: &str| word.strip_prefix("win").is_some_and(|rest| AFTER.contains(&rest));
    let has = ["windows", "winver", "nano", "servercore", "ltsc"].iter().any(|part| name.contains(part));
    has || name.split(['_', '-', '.']).any(short)
}

/// Finds them in commands; `names` are those of the image that is built, where they stand elsewhere.
fn find(text: &str, names: &[String]) -> Vec<WindowsValue> {
    let docker = has_command(text);
    let teamcity = teamcity::has_names(text);
    let variables = if docker { variables_of_arguments(text) } else { Vec::new() };
    let mut found: Vec<WindowsValue> = Vec::new();
    each_command(text, |span| {
        let command = &text[span.clone()];
        for mut word in tokens(text, span) {
            // `${VERSION:-1809}`
            let default = text[word.clone()].rfind(":-").map_or(0, |at| at + 2);
            word.start += default;
            let value = &text[word.clone()];
            // A whole name of an image is none of these.
            if value.contains([':', '/']) || !value.split(['-', '_']).any(is_version) {
                continue;
            }
            let before = line_before(text, word.start);
            let bare = before.trim_end_matches(['"', '\'', ' ']);
            let assigned = bare.ends_with('=') || bare.ends_with(":-");
            let option = if assigned { key_before(before) } else { String::new() };
            let argument = (option == "--build-arg").then(|| argument_before(before));
            let key = argument.as_deref().unwrap_or(&option);
            // `[string]$Version =`
            let name = key.rsplit('$').next().unwrap_or_default();
            let goes_on = |variable: &BuildVariable| variable.name == name && is_of_windows(&variable.argument);
            let of_windows = is_of_windows(key) || variables.iter().any(goes_on);
            let after =
                found.last_mut().filter(|last| goes_together(&text[last.span.end..word.start.max(last.span.end)]));
            let quoted = !assigned && before.ends_with(['"', '\'']) && value.starts_with("ltsc20");
            let listed = after.is_some() || docker && quoted;
            let tag = assigned && (value.contains("ltsc20") || is_of_family(value)) || of_windows && is_version(value);
            if listed || tag {
                let more = after.is_some();
                if let Some(last) = after {
                    last.listed = true;
                }
                let last = last_word(value).to_ascii_lowercase();
                let of_step = if teamcity { teamcity::names_around(text, word.start) } else { Vec::new() };
                let mut names = built(command).into_iter().chain(names.iter().cloned()).chain(of_step);
                let named = argument.is_some() && names.any(|name| name.contains(&last));
                found.push(WindowsValue { span: word, listed, more, argument, named });
            }
        }
    });
    found
}

/// Whether what stands between two values makes them one list: `'1809','ltsc2022'`, `1809 ltsc2022`.
fn goes_together(between: &str) -> bool {
    !between.is_empty() && between.chars().all(|c| matches!(c, '"' | '\'' | ',' | ' '))
}

/// Finds them in a text with an argument a line: `TAG=ltsc2019`.
fn listed(text: &str, names: &[String]) -> Vec<WindowsValue> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some((name, value)) = line.trim_end().split_once('=').filter(|(name, _)| is_name(name.trim())) {
            let at = start + line.len() - line.trim_start().len() + name.trim_start().len() + 1;
            let (key, last) = (name.trim().to_ascii_lowercase(), last_word(value).to_ascii_lowercase());
            let word = value.contains("ltsc20") || is_of_family(value) || is_of_windows(&key) && is_version(value);
            if word && !value.contains([':', '/', '$', '{']) && is_version(&last) {
                let named = names.iter().any(|name| name.contains(&last));
                let span = at..at + value.len();
                found.push(WindowsValue { span, listed: false, more: false, argument: Some(key), named });
            }
        }
        start += line.len();
    }
    found
}

/// `nanoserver-1809`
fn is_of_family(value: &str) -> bool {
    let family = |name: &str| matches!(name, "windowsservercore" | "servercore" | "nanoserver");
    value.split_once('-').is_some_and(|(name, tag)| family(name) && is_version(tag))
}

fn other(value: &str, retag: Retag) -> Option<OtherValue> {
    let Retag::Replace { reference, why, rule, .. } = retag else { return None };
    let text = [&value[..value.len() - last_word(value).len()], reference.tag()?].concat();
    Some(OtherValue { text, why, rule })
}

/// Changes arguments of builds, and names what else stands for another Windows; whether there is anything.
pub(in crate::remedy::fix) fn fix(
    text: &str,
    names: &[String],
    built: &BuiltArguments,
    fleet: &FleetHosts<'_>,
    changes: &mut Changes,
) -> bool {
    fix_these(text, find(text, names), built, fleet, changes)
}

/// The same for a text with an argument a line.
pub(in crate::remedy::fix) fn fix_list(
    text: &str,
    names: &[String],
    built: &BuiltArguments,
    fleet: &FleetHosts<'_>,
    changes: &mut Changes,
) {
    super::images_of_arguments(text, names, fleet, changes);
    fix_these(text, listed(text, names), built, fleet, changes);
}

/// Only the arguments of builds in a text of another language.
pub(in crate::remedy::fix) fn fix_arguments(text: &str, fleet: &FleetHosts<'_>, changes: &mut Changes) -> bool {
    let arguments = find(text, &[]).into_iter().filter(|value| value.argument.is_some()).collect();
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
    let way = way_of(text, fleet);
    let variants = Left::of(text, way, fleet);
    for value in values {
        let Some(retag) = retag(&text[value.span.clone()], way, fleet) else { continue };
        found = true;
        if let Some(why) = variants.why(&value.span) {
            changes.note(value.span.start, why);
            continue;
        }
        match retag {
            Retag::Fits => fits = true,
            retag => left.push((value, retag)),
        }
    }
    for (value, retag) in left {
        let done = value.argument.as_ref().is_some_and(|argument| built.contains(argument));
        if !(value.listed && (fits || value.more) || done) {
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
            (Some(new), Some(_)) if self.named => changes.open(start, named_for_windows(&new.text)),
            // What the tag is one of stands in the Dockerfile.
            (Some(new), Some(_)) if alone => changes.edit(self.span.clone(), new.text, new.why, new.rule, false),
            (Some(new), _) => {
                changes.open(start, [VALUE, " For the hosts it is ", &new.text, ": change it by hand."].concat());
            }
        }
    }
}

/// What to know of an argument or a base of an image that has the same Windows in its own name.
pub(in crate::remedy::fix) fn named_for_windows(new: &str) -> String {
    let text = "The image that is built here is named for the same Windows. Add a build on §for the hosts, with a name of its own.";
    text.replace('§', &[new, " "].concat())
}

/// Whether one of these names has the Windows of a tag in it.
pub(in crate::remedy::fix) fn names_windows(names: &[String], tag: &str) -> bool {
    let mut versions = tag.split(['-', '_']).filter(|word| is_version(word)).map(str::to_ascii_lowercase);
    versions.any(|version| names.iter().any(|name| name.contains(&version)))
}

const VALUE: &str = "This value names another Windows.";
