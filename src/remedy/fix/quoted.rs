//! Files of other languages in which images stand in quotes: HCL (docker buildx bake, Nomad, Packer, Terraform), TOML (GitLab
//! Runner), Bicep and Groovy (Jenkins).
//!
//! They have one thing in common, `key = "text"` or `key: 'text'` within a line, and that is all that is read: a crate for
//! each would be three more, none of which keeps a file’s layout but `toml_edit`. A text without a variable or an escape in it
//! is the same in all of them, so one word of it can be replaced.

use super::edits::Changes;
use super::hosts::{StartWay, label};
use super::labels::BUILD;
use super::machines::other_word;
use super::named::{MACHINE, ami, build_of, family_of, pool, word};
use super::retag::{FleetHosts, Retag};
use super::says::{PlaceWords, is_windows};
use super::script::values;
use super::selector::Selection;
use crate::read::syntax::ByteRange;
use crate::read::syntax::traced::Traced;
use crate::rules::{image::Image, question::Isolation, reference::Reference};

/// What stands before the image of a [build context](https://docs.docker.com/build/bake/reference/#targetcontexts).
const CONTEXT: &str = "docker-image://";

/// Whether a text is of one of these languages, by its first line.
pub(super) fn is_one(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !is_comment(line));
    let Some(first) = lines.next() else { return false };
    let name = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "_-./".contains(c));
    let section = || {
        let inner = first.trim_start_matches('[').trim_end_matches(']');
        first.starts_with('[') && first.ends_with(']') && name(inner)
    };
    let assigns = |line: &str| line.split_once('=').is_some_and(|(key, _)| name(key.trim().trim_matches('"')));
    // `target "app" {`, and `job iis {` of old, over lines or in one.
    let block = || {
        let head = first.split_once('{').filter(|(_, rest)| rest.is_empty() || rest.ends_with('}'));
        let head = head.map(|(head, _)| head).unwrap_or_default();
        let mut words = head.split_whitespace();
        words.next().is_some_and(name) && words.all(|word| name(word.trim_matches('"')))
    };
    let bicep = || {
        let word = first.split_whitespace().next().unwrap_or_default();
        let own = matches!(word, "param" | "resource" | "targetScope" | "metadata" | "var" | "module" | "using");
        (own || first.starts_with('@')) && ["= {", "= '"].iter().any(|start| text.contains(start))
    };
    block() || section() && lines.any(assigns) || assigns(first) || bicep()
}

fn is_comment(line: &str) -> bool {
    line.is_empty() || ["#", "//", "/*", "*"].iter().any(|mark| line.starts_with(mark))
}

/// The edits, and what is left to be decided; `None` where nothing is about Windows.
pub(super) fn fix(text: &str, fleet: &FleetHosts<'_>) -> Option<Changes> {
    let way = StartWay { kubernetes: false, isolation: fleet.hosts.chosen() };
    let mut changes = Changes::default();
    let groovy = super::groovy::is_one(text);
    let long = if groovy { super::groovy::long_texts(text) } else { Vec::new() };
    let mut found = false;
    let mut unknown = Vec::new();
    let mut says_windows = false;
    let mut variable = "";
    let mut listed: Vec<(usize, ListedOne)> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let inside = long.iter().any(|span| span.start <= start && start < span.end);
        if !inside && !is_comment(line.trim()) {
            variable = variable_of(line).unwrap_or(variable);
            for quoted in strings(line) {
                let key = match key_before(&line[..quoted.start - 1]) {
                    "default" => variable,
                    key => key,
                };
                let span = start + quoted.start..start + quoted.end;
                let value = &text[span.clone()];
                says_windows |= value.eq_ignore_ascii_case("windows") || value.starts_with("windows/");
                // A list of machines may have one for each Windows, and in a Jenkinsfile one of words.
                let counts = |one: &ListedOne| groovy || matches!(one, ListedOne::Machine { .. });
                let listed_here = listed_one(value, way, fleet).filter(|one| matches!(key, "" | "[") && counts(one));
                if let Some(one) = listed_here {
                    listed.push((span.start, one));
                    continue;
                }
                let known = one(text, key, span.clone(), way, fleet, &mut changes);
                found |= known;
                unknown.extend((!known && key == "image").then_some(span));
            }
        }
        start += line.len();
    }
    found |= !listed.is_empty();
    let of_machines = |one: &ListedOne| matches!(one, ListedOne::Machine { .. });
    for (at, one) in &listed {
        let alike = listed.iter().filter(|(_, other)| of_machines(other) == of_machines(one));
        match one {
            _ if alike.into_iter().any(|(_, other)| other.fits()) => {}
            ListedOne::Machine { .. } => changes.open(*at, MACHINE),
            ListedOne::Word(note) => changes.open(*at, note.clone().unwrap_or_default()),
        }
    }
    for span in long {
        found |= super::groovy::fix(text, span, fleet, &mut changes);
    }
    found |= super::script::commands(text, fleet, &mut changes);
    // Where something says Windows and no image does, one of the images has to be a Windows one.
    if says_windows && !found {
        for span in unknown {
            if let Ok(reference) = text[span.clone()].parse::<Reference>() {
                let retag = fleet.retag(&reference, fleet.hosts.all(), way);
                changes.image(span.clone(), Traced::of(text, span), reference, retag);
                found = true;
            }
        }
    }
    found.then_some(changes)
}

/// A text in a list that stands for a Windows.
enum ListedOne {
    /// Machines with it.
    Machine { fits: bool },
    /// A word in tags, and what to know of it where it doesn’t fit.
    Word(Option<String>),
}

impl ListedOne {
    fn fits(&self) -> bool {
        matches!(self, Self::Machine { fits: true } | Self::Word(None))
    }
}

fn listed_one(value: &str, way: StartWay, fleet: &FleetHosts<'_>) -> Option<ListedOne> {
    if let Some(build) = machine(value) {
        return Some(ListedOne::Machine { fits: fleet.hosts.builds.contains(&build) });
    }
    let base = word(value)?.parse::<Reference>().ok()?;
    Some(ListedOne::Word(other_word(fleet.retag(&base, fleet.hosts.all(), way))))
}

/// The build in a name of machines.
fn machine(value: &str) -> Option<u16> {
    family_of(value).or_else(|| pool(value)).or_else(|| ami(value))
}

/// The isolation that the block around a place asks for, as that of a task of Nomad.
fn isolation_around(text: &str, at: usize) -> Option<Isolation> {
    let start = text[..at].rfind('{').map_or(0, |open| open + 1);
    let end = text[at..].find('}').map_or(text.len(), |close| at + close);
    let mut pairs = text[start..end].lines().filter_map(|line| line.split_once('='));
    let (_, value) = pairs.find(|(key, _)| key.trim() == "isolation")?;
    Isolation::from_slug(value.trim().trim_matches('"'))
}

/// Looks at one text in quotes; whether it is about Windows.
fn one(text: &str, key: &str, span: ByteRange, way: StartWay, fleet: &FleetHosts<'_>, changes: &mut Changes) -> bool {
    let written = &text[span.clone()];
    let value = written.strip_prefix(CONTEXT).unwrap_or(written);
    let span = span.end - value.len()..span.end;
    let lower = key.to_ascii_lowercase();
    if key == BUILD {
        let wanted = fleet.hosts.builds.first().map(|build| label(*build));
        if let Some(wanted) = wanted.filter(|_| !fleet.hosts.builds.iter().any(|build| label(*build) == value)) {
            Selection::replace(span, wanted, changes);
        }
        return true;
    }
    if pattern(value, span.start, way, fleet, changes) {
        return true;
    }
    // `label 'windows-2019'`, `node('windows-2019')`
    let label = ["label", "node", "agent"].iter().any(|word| lower.contains(word));
    let labelled = value.strip_prefix("windows-").filter(|_| label).and_then(build_of);
    // A constraint of Nomad.
    let constraint =
        value.strip_prefix("10.0.").filter(|build| lower == "value" && build.len() == 5).and_then(build_of);
    if let Some(build) = machine(value).or(labelled).or(constraint) {
        if !fleet.hosts.builds.contains(&build) {
            changes.open(span.start, MACHINE);
        }
        return true;
    }
    let base = word(value);
    let is_word =
        base.is_some() || value.starts_with("ltsc20") || lower.contains("windows") && build_of(value).is_some();
    if is_word && !value.contains(['/', ':']) {
        let base =
            base.unwrap_or_else(|| ["mcr.microsoft.com/windows/servercore:", value].concat()).parse::<Reference>();
        let retag = base.map_or(Retag::Note { text: PlaceWords::from(""), open: true }, |base| {
            fleet.retag(&base, fleet.hosts.all(), way)
        });
        if let Some(note) = other_word(retag) {
            changes.open(span.start, note);
        }
        return true;
    }
    let reference = value.parse::<Reference>().ok().filter(|_| value.contains(':'));
    let Some(reference) = reference.filter(|one| is_windows(&Image::of_reference(one.clone()))) else { return false };
    let way = StartWay { isolation: isolation_around(text, span.start).or(way.isolation), ..way };
    let retag = fleet.retag(&reference, fleet.hosts.all(), way);
    if let (Retag::Replace { reference: new, .. }, Some(tags)) = (&retag, tags_of_block(text, span.start)) {
        let names = [text[tags.clone()].to_ascii_lowercase()];
        // What is told of the base says enough of the name.
        if tags.contains(&span.start) {
            return true;
        }
        if values::names_windows(&names, reference.tag().unwrap_or_default()) {
            changes.open(span.start, values::named_for_windows(&new.to_string()));
            return true;
        }
    }
    if lower.ends_with("image") || value.len() < written.len() {
        changes.image(span.clone(), Traced::of(text, span), reference, retag);
    } else if let Some(text) = retag.elsewhere(&reference) {
        changes.open(span.start, text);
    }
    true
}

/// Where the list of names stands that the target of bake around a place gets.
fn tags_of_block(text: &str, at: usize) -> Option<ByteRange> {
    let start = text[..at].rfind("\n}").unwrap_or_default();
    let end = text[at..].find("\n}").map_or(text.len(), |end| at + end);
    let mut tags = text[start..end].match_indices("tags").map(|(found, _)| start + found);
    let tags =
        tags.find(|found| text[start..*found].rsplit('\n').next().is_some_and(|before| before.trim().is_empty()))?;
    Some(tags..text[tags..end].find(']').map_or(end, |close| tags + close))
}

/// The variable of HCL whose block begins or, with an empty name, ends in a line.
fn variable_of(line: &str) -> Option<&str> {
    let head = line.strip_prefix("variable ").map(|rest| rest.split('{').next().unwrap_or_default());
    head.map(|name| name.trim().trim_matches('"')).or(line.starts_with('}').then_some(""))
}

/// A [pattern](https://docs.gitlab.com/runner/executors/docker/#restrict-docker-images-and-services) that allows images of some
/// versions only; whether it is one of Windows.
fn pattern(value: &str, start: usize, way: StartWay, fleet: &FleetHosts<'_>, changes: &mut Changes) -> bool {
    const PATTERN: &str = "This pattern allows images of another Windows only. Add one for the hosts.";
    let Some((name, tag)) = value.rsplit_once(':').filter(|(_, tag)| value.contains('*') && !tag.contains('/')) else {
        return false;
    };
    let name = name.replace('*', "servercore");
    let Ok(reference) = [&name, ":", tag.trim_matches('*').trim_matches('-')].concat().parse::<Reference>() else {
        return name.contains("/windows/");
    };
    let windows = is_windows(&Image::of_reference(reference.clone()));
    if windows && !matches!(fleet.retag(&reference, fleet.hosts.all(), way), Retag::Fits) {
        changes.open(start, PATTERN);
    }
    windows
}

/// The texts in quotes in a line, without escapes and variables; what stands behind `#` or `//` is none.
fn strings(line: &str) -> Vec<ByteRange> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = line[at..].find(['"', '\'']).map(|open| at + open) {
        if line[at..open].contains(['#']) || line[at..open].contains("//") {
            break;
        }
        let quote = line.as_bytes()[open];
        let Some(length) = line.as_bytes()[open + 1..].iter().position(|byte| *byte == quote) else { break };
        let span = open + 1..open + 1 + length;
        at = span.end + 1;
        let text = &line[span.clone()];
        if text.contains('\\') {
            break;
        }
        if !text.contains(['$', '%', ' ']) {
            found.push(span);
        }
    }
    found
}

/// The key that a text is the value of: what stands before it and `=` or `:`, or in Groovy a bracket or nothing.
fn key_before(before: &str) -> &str {
    let before = before.trim_end();
    if let Some(call) = before.strip_suffix('(') {
        return call.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    }
    let before = before.strip_suffix(['=', ':']).unwrap_or(before);
    // In Bicep a type follows: `param image string =`.
    let mut words = before.split_whitespace();
    if matches!(words.next(), Some("param" | "var")) {
        return words.next().unwrap_or_default();
    }
    let word = before.trim_end().rsplit([' ', '\t', ',', '{', '(']).next().unwrap_or_default();
    word.trim_matches(['"', '\''])
}
