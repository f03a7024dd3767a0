//! Scripts that start containers, of PowerShell, cmd and other shells, programs, and files of variables (`.env`).
//!
//! None of their grammars is read: a crate for each would be five more. What they share is enough: a command of Docker is a row
//! of words, and an image’s name is one of them. It changes where the words before say what it is for, `docker run`, `FROM`
//! or `BASE_IMAGE=`; elsewhere it is named. A name with a variable in it is left alone.

mod context;
mod files;
mod isolation;
pub(super) mod meaning;
mod teamcity;
pub(super) mod values;
mod variants;

use super::edits::Changes;
use super::hosts::StartWay;
use super::named::{MACHINE, build_of, family_of};
use super::retag::{FleetHosts, Retag};
use super::says::{is_windows, speaks_of_windows};
use crate::read::syntax::ByteRange;
use crate::read::syntax::traced::Traced;
use crate::rules::{image::Image, reference::Reference};
use context::{CommandContext, FileContext};
use variants::Left;

/// Programs that take Docker’s commands.
const PROGRAMS: [&str; 3] = ["docker", "nerdctl", "podman"];
/// Their commands that name an image to run, to get or to build on.
const VERBS: [&str; 4] = ["run", "create", "pull", "build"];
/// Words before a verb: `docker container run`.
const GROUPS: [&str; 5] = ["container", "image", "buildx", "builder", "service"];

const VARIABLE: &str = "A variable is a part of this image’s name. Check that its value fits the hosts.";

/// Whether a text is no YAML by its first line that says something.
pub(super) fn is_one(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim_start);
    let Some(first) = lines.find(|line| !is_comment(line)) else { return false };
    let marks = ["---", "%", "{", "[", "\"", "'", "&", "*", "!", "?", "- "];
    let entry = |line: &str| {
        let key = line.split_once(':').filter(|(_, rest)| rest.is_empty() || rest.starts_with([' ', '\t', '\r']));
        key.is_some_and(|(key, _)| !key.contains(char::is_whitespace) && !key.is_empty())
    };
    // An attribute or a type of PowerShell: `[CmdletBinding()]`, `[Net.ServicePointManager]::…`, `[string]$Tag = …`.
    let attribute = first.starts_with('[') && ["()]", "]::", "]$"].iter().any(|mark| first.contains(mark));
    attribute || !marks.iter().any(|mark| first.starts_with(mark)) && first.trim_end() != "-" && !entry(first)
}

fn is_comment(line: &str) -> bool {
    let lower = line.get(..4).unwrap_or(line).to_ascii_lowercase();
    line.trim().is_empty() || line.starts_with(['#', ':']) || line.starts_with("//") || lower == "rem "
}

/// What a script names; `None` where nothing is about Windows.
pub(super) fn fix(text: &str, fleet: &FleetHosts<'_>) -> Option<Changes> {
    one_of_several(text, &[], &values::built_for_hosts(text, fleet), false, fleet)
}

/// The same of one of the scripts of a file, which build for the hosts with these arguments; its own image has these names, and
/// it may run on a hosted runner.
pub(super) fn one_of_several(
    text: &str,
    names: &[String],
    built: &values::BuiltArguments,
    hosted: bool,
    fleet: &FleetHosts<'_>,
) -> Option<Changes> {
    let mut changes = Changes::default();
    let mut found = false;
    let file = FileContext::of(text, hosted, fleet);
    let left = Left::of(text, file.way, fleet);
    each_command(text, |span| {
        let mut context = CommandContext::of(text, span.clone(), &file, fleet);
        for word in words(text, span) {
            if let Some(why) = left.why(&word) {
                changes.note(word.start, why);
                found = true;
                continue;
            }
            found |= context.one(text, word, &file, fleet, &mut changes);
        }
    });
    found |= machines(text, fleet, &mut changes) | teamcity::agents(text, fleet, &mut changes);
    found |= values::fix(text, names, built, fleet, &mut changes);
    found |= files::fix(text, file.way, fleet, &mut changes);
    found.then_some(changes)
}

/// Only what the commands of Docker in a text of another language name; whether there is anything.
pub(super) fn commands(text: &str, fleet: &FleetHosts<'_>, changes: &mut Changes) -> bool {
    let mut found = false;
    let file = FileContext::of(text, false, fleet);
    each_command(text, |span| {
        let mut context = CommandContext::of(text, span.clone(), &file, fleet);
        if context.verb.is_some() {
            for word in words(text, span) {
                found |= context.one(text, word, &file, fleet, changes);
            }
        }
    });
    values::fix_arguments(text, fleet, changes) || found
}

/// The images in a text with an argument of a build a line.
fn images_of_arguments(text: &str, names: &[String], fleet: &FleetHosts<'_>, changes: &mut Changes) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let way = StartWay { kubernetes: false, isolation: fleet.hosts.chosen() };
        let context = CommandContext {
            verb: Some("build"),
            way,
            no_hyperv: None,
            built: names.to_vec(),
            arguments: true,
            listed: false,
            teamcity: false,
        };
        for word in words(text, start..start + line.len()) {
            one(text, word, &context, fleet, changes);
        }
        start += line.len();
    }
}

/// Names what asks for machines with another Windows: `OperatingSystemFamily.WINDOWS_SERVER_2019_CORE`. A list of all families
/// asks for none. Whether there is anything.
fn machines(text: &str, fleet: &FleetHosts<'_>, changes: &mut Changes) -> bool {
    let mut asked = Vec::new();
    let mut listed = Vec::new();
    each_command(text, |span| {
        for word in tokens(text, span) {
            let (before, name) = text[word.clone()].rsplit_once('.').unwrap_or(("", &text[word.clone()]));
            let Some(build) = family_of(name) else { continue };
            let assigned =
                !before.is_empty() || line_before(text, word.start).trim_end_matches(['"', '\'', ' ']).ends_with('=');
            let place = (word.end - name.len(), fleet.hosts.builds.contains(&build));
            if assigned { asked.push(place) } else { listed.push(place) }
        }
    });
    let found = !asked.is_empty() || !listed.is_empty();
    if listed.iter().any(|(_, fits)| *fits) {
        listed.clear();
    }
    for (at, _) in asked.into_iter().chain(listed).filter(|(_, fits)| !fits) {
        changes.open(at, MACHINE);
    }
    found
}

/// Whether a line has a command of Docker in it.
pub(super) fn has_command(text: &str) -> bool {
    PROGRAMS.iter().any(|program| text.contains(program)) && {
        let mut found = false;
        each_command(text, |span| found |= verb(&text[span]).is_some());
        found
    }
}

/// Calls `look` with each command: a line and those it goes on in, cut at `;`, `&&` and `||`. Comments are left out.
fn each_command(text: &str, mut look: impl FnMut(ByteRange)) {
    let mut start = 0;
    let mut end = 0;
    let mut block: Option<&str> = None;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let (from, to) = (end, end + line.len());
        end = to;
        if let Some(close) = block {
            block = block.filter(|_| !bare.contains(close));
            start = to;
            continue;
        }
        if start == from && is_comment(bare) {
            start = to;
            continue;
        }
        let opened = [("<#", "#>"), ("/*", "*/")].iter().find(|(open, _)| bare.starts_with(open));
        if let Some((_, close)) = opened.filter(|_| start == from) {
            block = Some(close).filter(|close| !bare.contains(**close)).copied();
            start = to;
            continue;
        }
        if !bare.ends_with(['\\', '`', '^']) {
            cut(text, start..to, &mut look);
            start = to;
        }
    }
    cut(text, start..end, &mut look);
}

fn cut(text: &str, span: ByteRange, look: &mut impl FnMut(ByteRange)) {
    let mut start = span.start;
    for (at, _) in text[span.clone()].match_indices(';').chain(text[span.clone()].match_indices("&&")) {
        if span.start + at >= start {
            look(start..span.start + at);
            start = span.start + at;
        }
    }
    look(start..span.end);
}

fn is_version(word: &str) -> bool {
    word.len() >= 4 && build_of(word).is_some()
}

/// The tags of the images that a command builds, variables and all.
fn built(command: &str) -> Vec<String> {
    let words: Vec<&str> = command.split_whitespace().collect();
    let names = words.windows(2).filter(|pair| matches!(pair, ["-t" | "--tag", _])).map(|pair| pair[1]);
    let own = words.iter().filter_map(|word| word.strip_prefix("--tag="));
    names.chain(own).map(|name| name.trim_matches(['"', '\'']).to_ascii_lowercase()).collect()
}

/// The command of Docker in a row of words.
fn verb(command: &str) -> Option<&'static str> {
    let mut words = command.split(|c: char| c.is_whitespace() || "\"'(){}".contains(c)).filter(|word| !word.is_empty());
    words.find(|word| {
        let name = word.rsplit(['/', '\\']).next().unwrap_or_default();
        PROGRAMS.contains(&name.trim_end_matches(".exe"))
    })?;
    let word = words.find(|word| !word.starts_with('-') && !GROUPS.contains(word))?;
    VERBS.iter().find(|verb| **verb == word).copied()
}

/// Where words of letters, digits and the marks of images’ names stand.
fn tokens(text: &str, span: ByteRange) -> Vec<ByteRange> {
    let in_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"._/:@-".contains(byte);
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = span.start;
    while at < span.end {
        let end = at + bytes[at..span.end].iter().take_while(|byte| in_word(byte)).count();
        if end > at {
            found.push(at..end);
        }
        at = end + 1;
    }
    found
}

/// Those of them that can be an image’s name.
fn words(text: &str, span: ByteRange) -> Vec<ByteRange> {
    let mut found = Vec::new();
    for token in tokens(text, span) {
        let (mut start, end) = (token.start, token.end);
        // `${BASE:-image}`, `docker-image://image`
        for mark in [":-", "://"] {
            start = text[start..end].rfind(mark).map_or(start, |mark_at| start + mark_at + mark.len());
        }
        let name = text[start..end].trim_end_matches(['.', ':', ',']);
        if name.contains([':', '/']) {
            found.push(start..start + name.len());
        }
    }
    found
}

/// Looks at one word; whether it is about Windows.
fn one(text: &str, span: ByteRange, context: &CommandContext, fleet: &FleetHosts<'_>, changes: &mut Changes) -> bool {
    let name = &text[span.clone()];
    let before = line_before(text, span.start);
    let after = text[span.end..].chars().next().unwrap_or(' ');
    let key = key_before(before);
    if matches!(key.as_str(), "-t" | "--tag" | "--name" | "-v" | "--volume") || before.ends_with(['$', '}', ')', '%']) {
        return false;
    }
    if "$%{".contains(after) || "$%{".contains(text[span.end..].chars().nth(1).unwrap_or(' ')) && after == ':' {
        let whole = [name, ":$"].concat();
        let windows = speaks_of_windows(&whole);
        // The variable goes through a list that has one for the hosts.
        if windows && !context.listed {
            changes.open(span.start, VARIABLE);
        }
        return windows;
    }
    let positional = context.verb.is_some_and(|verb| verb != "build") && !key.starts_with('-');
    let whole = positional || name.contains([':', '@']);
    let argument = context.arguments || key == "--build-arg";
    let named = ["image", "imagename", "base", "fromregistry"].iter().any(|end| key.ends_with(end));
    // Somebody’s own image may be what the script builds.
    let reference = name.parse::<Reference>().ok().filter(|one| whole && (one.is_public() || named && !argument));
    let Some(reference) = reference.filter(|one| is_windows(&Image::of_reference(one.clone()))) else { return false };
    let retag = fleet.retag(&reference, fleet.hosts.all(), context.way);
    let built = context.names(&reference) || context.teamcity && argument && names_around_it(text, &span, &reference);
    if let (Retag::Replace { reference: new, .. }, true) = (&retag, built) {
        changes.open(span.start, values::named_for_windows(&new.to_string()));
        return true;
    }
    if (positional || argument || named || key == "from") && reference.is_public() {
        changes.image(span.clone(), Traced::of(text, span), reference, retag);
    } else if let Some(note) = retag.elsewhere(&reference) {
        changes.open(span.start, note);
    }
    true
}

/// Whether the step of TeamCity that an argument belongs to names its image for the same Windows.
fn names_around_it(text: &str, span: &ByteRange, base: &Reference) -> bool {
    values::names_windows(&teamcity::names_around(text, span.start), base.tag().unwrap_or_default())
}

/// What stands before a place in its line, as far back as a key and an option reach: a script may be one long line.
fn line_before(text: &str, at: usize) -> &str {
    const REACH: usize = 256;
    let near = &text[text.floor_char_boundary(at.saturating_sub(REACH))..at];
    near.rsplit('\n').next().unwrap_or(near)
}

/// The name of the argument of a build that a word is the value of, in lower case.
fn argument_before(before: &str) -> String {
    let name = before.trim_end_matches(['"', '\'', ' ', '=']);
    name.rsplit(|c: char| c.is_whitespace() || c == '"' || c == '\'').next().unwrap_or_default().to_ascii_lowercase()
}

/// What a word is the value of, in lower case: the option or the word before it, or the name before `=`, `:` or a bracket.
/// `--build-arg` counts for `--build-arg BASE=`.
fn key_before(before: &str) -> String {
    let blank = before.ends_with([' ', '\t']);
    let before = before.trim_end_matches(['"', '\'', '(', '[', ' ', '\t']);
    let assigned = before.strip_suffix(":-").or(before.strip_suffix(['=', ':'])).map(str::trim_end);
    let mut words = assigned.unwrap_or(before).rsplit(|c: char| c.is_whitespace() || ",({[;<".contains(c));
    let word = words.next().unwrap_or_default();
    let option = words.next().unwrap_or_default().trim_matches(['"', '\'']);
    let bare = |word: &str| word.trim_matches(['"', '\'', '$', '@']).to_ascii_lowercase();
    match (assigned, option) {
        (Some(_), "--build-arg") => option.to_owned(),
        (Some(_), _) => bare(word).rsplit(':').next().unwrap_or_default().to_owned(),
        // A flag without a value, such as `-it` and `--rm`, is before the image as well.
        (None, _) if matches!(word, "-t" | "--tag" | "--name" | "-v" | "--volume") => word.to_owned(),
        (None, _) if word.starts_with('-') && word.to_ascii_lowercase().contains("image") => bare(word),
        (None, _) if blank && bare(word).ends_with("from") => "from".to_owned(),
        (None, _) => String::new(),
    }
}
