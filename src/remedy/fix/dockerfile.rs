//! Dockerfiles: the images of `FROM` and `COPY --from`, and the defaults of `ARG` they are made of.

use super::edits::Changes;
use super::instructions::{self, Instruction};
use super::retag::{Fleet, Retag, Way, is_windows};
use super::traced::{Syntax, Traced, expand};
use super::yaml::{Problem, Span};
use crate::rules::{
    image::Image,
    question::Isolation,
    reference::{Reference, ReferenceError},
};

/// The defaults of the arguments before the first `FROM`, the last one of a name counts.
struct Arguments(Vec<(String, Option<Traced>)>);

impl Arguments {
    fn get(&self, name: &str) -> Option<&Traced> {
        self.0.iter().rev().find(|(known, _)| known == name).and_then(|(_, value)| value.as_ref())
    }
}

/// A name in a `FROM` line that is an image.
struct Found {
    site: Span,
    name: Traced,
}

pub(super) fn fix(text: &str, fleet: &Fleet<'_>) -> Result<Changes, Problem> {
    let (escape, instructions) = instructions::read(text)?;
    let syntax = Syntax::Dockerfile(escape);
    let mut changes = Changes::default();
    let mut arguments = Arguments(Vec::new());
    let mut stages: Vec<String> = Vec::new();
    let mut stage_count = 0_usize;
    let mut found: Vec<Found> = Vec::new();
    let mut windows = escape == b'`';
    for instruction in &instructions {
        if instruction.is("FROM") {
            let from = From::read(instruction)?;
            found.extend(from.image(&arguments, syntax, &stages, fleet, &mut changes));
            windows |= from.platform.starts_with("windows");
            stages.extend(from.stage.map(|stage| stage.to_ascii_lowercase()));
            stage_count += 1;
        } else if stage_count == 0 {
            if !instruction.is("ARG") {
                return Err(Problem {
                    position: instruction.start,
                    reason: "the first instruction has to be FROM, or ARG before it",
                });
            }
            declare(instruction, syntax, &mut arguments);
        } else if instruction.is("COPY") || instruction.is("ADD") {
            found.extend(copied_from(instruction, &stages));
        }
    }
    if stage_count == 0 {
        return Err(Problem { position: text.len(), reason: "there is no FROM" });
    }
    windows |= found.iter().any(|found| found.image().is_some_and(|image| is_windows(&image)));
    for found in found {
        fix_image(found, windows, fleet, &mut changes);
    }
    if fleet.chosen() == Some(Isolation::Hyperv) {
        changes.note(0, "A Dockerfile cannot ask for Hyper-V isolation: build with docker build --isolation=hyperv, and run the image with --isolation=hyperv.");
    }
    Ok(changes)
}

/// Words and where they are, quotes included.
fn words(text: &str) -> Vec<Span> {
    let mut words = Vec::new();
    let (mut quote, mut start) = (None, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, ' ' | '\t' | '\r') => words.extend(start.take().map(|start| start..at)),
            (None, '"' | '\'') => {
                quote = Some(c);
                start.get_or_insert(at);
            }
            (Some(open), _) if open == c => quote = None,
            _ => {
                start.get_or_insert(at);
            }
        }
    }
    words.extend(start.map(|start| start..text.len()));
    words
}

/// The parts of a `FROM` line.
struct From<'a> {
    platform: &'a str,
    image: Traced,
    stage: Option<&'a str>,
}

impl<'a> From<'a> {
    fn read(instruction: &'a Instruction<'_>) -> Result<Self, Problem> {
        let text = instruction.rest.text.as_str();
        let words = words(text);
        let flags = words.iter().take_while(|word| text[(*word).clone()].starts_with("--")).count();
        let at =
            |word: &Span| instruction.rest.source(word.clone()).map_or(instruction.start, |source| source.span.start);
        let fail = |position, reason| Err(Problem { position, reason });
        let platform = words[..flags].iter().find_map(|word| text[word.clone()].strip_prefix("--platform="));
        let stage = match &words[flags..] {
            [] => return fail(instruction.start, "FROM needs an image"),
            [_] => None,
            [_, word, name] if text[word.clone()].eq_ignore_ascii_case("AS") => Some(&text[name.clone()]),
            [_, word, ..] => return fail(at(word), "after the image FROM takes only AS and a name"),
        };
        let image = instruction.rest.slice(words[flags].clone());
        Ok(Self { platform: platform.unwrap_or_default(), image, stage })
    }

    /// The image, unless it is another stage, nothing, or for Linux.
    fn image(
        &self,
        arguments: &Arguments,
        syntax: Syntax,
        stages: &[String],
        fleet: &Fleet<'_>,
        changes: &mut Changes,
    ) -> Option<Found> {
        let site = self.image.site();
        let image = unquoted(&self.image);
        if self.platform.trim_start_matches(['"', '\'']).starts_with("linux") {
            changes.note(site.start, "A stage for Linux, left alone.");
            return None;
        }
        match expand(&image, syntax, |name| arguments.get(name)) {
            Ok(name) if name.text == "scratch" || stages.contains(&name.text.to_ascii_lowercase()) => None,
            Ok(name) => Some(Found { site, name }),
            Err(missing) => {
                changes.open(site.start, without_value(&image.text, missing, fleet));
                None
            }
        }
    }
}

fn unquoted(word: &Traced) -> Traced {
    let text = word.text.as_str();
    let quoted = text.len() >= 2 && text.starts_with(['"', '\'']) && text.ends_with(&text[..1]);
    if quoted { word.slice(1..text.len() - 1) } else { word.clone() }
}

/// What to know about a variable without a default, and which value it needs if it is the tag of a base image.
pub(super) fn without_value(text: &str, missing: Span, fleet: &Fleet<'_>) -> String {
    let variable = text.get(missing.clone()).unwrap_or_default();
    let mut note = String::from("The image comes from ");
    note.push_str(if variable.is_empty() { "a variable" } else { variable.trim_start_matches(['$', '{']) });
    note.push_str(", which has no value here.");
    let base = text.get(..missing.start).and_then(|before| before.strip_suffix(':'));
    let base: Option<Reference> = base.and_then(|base| base.parse().ok());
    if let Some(base) = base.filter(|base| base.base_family().is_some()) {
        let way = Way { kubernetes: false, isolation: fleet.chosen() };
        if let Retag::Replace { reference, .. } = fleet.retag(&base, fleet.all(), way) {
            note.push_str(" Give it the value ");
            note.push_str(reference.tag().unwrap_or_default());
            note.push('.');
        }
    }
    note
}

/// `ARG NAME`, `ARG NAME=default`, several of them in one line.
fn declare(instruction: &Instruction<'_>, syntax: Syntax, arguments: &mut Arguments) {
    let text = instruction.rest.text.as_str();
    for word in words(text) {
        let Some(equals) = text[word.clone()].find('=') else {
            arguments.0.push((text[word].to_owned(), None));
            continue;
        };
        let name = text[word.start..word.start + equals].to_owned();
        let written = instruction.rest.slice(word.start + equals + 1..word.end);
        let value = unquoted(&written);
        let value = match () {
            // Partly quoted or escaped: what it means is not looked into.
            () if value.text.contains(['"', '\'']) => None,
            () if written.text.starts_with('\'') => Some(value),
            () => expand(&value, syntax, |name| arguments.get(name)).ok(),
        };
        arguments.0.push((name, value.map(|value| value.shared())));
    }
}

/// The image of `COPY --from=…`, unless it is a stage.
fn copied_from(instruction: &Instruction<'_>, stages: &[String]) -> Option<Found> {
    const FLAG: &str = "--from=";
    let text = instruction.rest.text.as_str();
    let flags = words(text).into_iter().take_while(|word| text[word.clone()].starts_with("--"));
    let word = flags.into_iter().find(|word| text[word.clone()].starts_with(FLAG))?;
    let name = instruction.rest.slice(word.start + FLAG.len()..word.end);
    let stage = stages.contains(&name.text.to_ascii_lowercase()) || name.text.parse::<u32>().is_ok();
    // A lone word can be a build context just as well.
    let image = name.text.contains(['/', ':']) && !name.text.contains('$');
    (image && !stage).then(|| Found { site: name.site(), name })
}

impl Found {
    fn image(&self) -> Option<Image> {
        self.name.text.parse().ok().map(Image::of_reference)
    }
}

fn fix_image(found: Found, windows: bool, fleet: &Fleet<'_>, changes: &mut Changes) {
    let Found { site, name } = found;
    let way = Way { kubernetes: false, isolation: fleet.chosen() };
    match name.text.parse() {
        Ok(reference) => {
            let retag = fleet.retag(&reference, fleet.all(), way).for_windows(windows, &reference);
            changes.image(site, name, reference, retag);
        }
        Err(error) => {
            let error: ReferenceError = error;
            changes.open(site.start, error.to_string());
        }
    }
}
