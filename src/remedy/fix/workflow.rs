//! The jobs of a GitHub workflow that run on Windows: what their commands ask of Docker, and a hosted runner doesn't have.

use super::edits::Changes;
use super::inside::Inside;
use super::says::is_linux;
use crate::read::syntax::yaml::Yaml;
use crate::rules::{
    image::Image,
    place::{PLACES, Place, removed},
    reference::Reference,
};

/// Whether a document is a [workflow](https://docs.github.com/actions/reference/workflow-syntax-for-github-actions): it has jobs with runners.
pub(super) fn is_one(yaml: &Yaml<'_>, document: usize) -> bool {
    let jobs = yaml.own(document, "jobs").filter(|jobs| yaml.is_map(*jobs));
    jobs.is_some_and(|jobs| yaml.children(jobs).any(|job| yaml.own(job, "runs-on").is_some()))
}

/// Whether a node is in a job of a workflow for hosted runners with Windows alone.
pub(super) fn is_hosted_step(yaml: &Yaml<'_>, node: usize) -> bool {
    let jobs = yaml.documents.iter().filter_map(|document| yaml.own(*document, "jobs"));
    let jobs = jobs.flat_map(|jobs| yaml.children(jobs));
    let mut around = jobs.filter(|job| (*job..yaml.nodes[*job].end).contains(&node));
    around.any(|job| is_windows(yaml, job) && is_hosted(yaml, job))
}

/// Says what the commands of Windows jobs can't do on their runners.
pub(super) fn fix(yaml: &Yaml<'_>, document: usize, changes: &mut Changes) {
    let Some(jobs) = yaml.own(document, "jobs") else { return };
    for job in yaml.children(jobs) {
        let steps = yaml.own(job, "steps").filter(|_| is_windows(yaml, job));
        for step in steps.into_iter().flat_map(|steps| yaml.children(steps)) {
            if let Some(inside) = yaml.own(step, "run").and_then(|run| Inside::new(yaml, run)) {
                commands(&inside, is_hosted(yaml, job), changes);
            }
        }
    }
}

fn commands(inside: &Inside<'_>, hosted: bool, changes: &mut Changes) {
    let mut at = 0;
    for line in inside.text.split_inclusive('\n') {
        let command = line.trim_start_matches(['&', ' ', '\t']);
        let words: Vec<&str> = command.split_whitespace().collect();
        if let ["docker", verb @ ("run" | "create" | "pull" | "build"), rest @ ..] = words.as_slice() {
            let place = inside.place(at + (line.len() - command.len()));
            let pair = |pair: &[&str]| pair == ["--isolation", "hyperv"];
            let told = || {
                let end = inside.place(at + line.trim_end().len());
                changes.touches(place.min(end)..end.max(place) + 1)
            };
            if hosted && (rest.contains(&"--isolation=hyperv") || rest.windows(2).any(pair)) && !told() {
                changes.open(place, NO_HYPERV);
            }
            let linux = |word: &&&str| {
                let image =
                    word.parse::<Reference>().ok().filter(|_| word.contains([':', '/'])).map(Image::of_reference);
                image.is_some_and(|image| is_linux(&image))
            };
            if let Some(image) = rest.iter().filter(|_| *verb != "build").find(linux) {
                changes.open(
                    place,
                    [
                        *image,
                        " is a Linux image, and this job runs on Windows: use a Windows image, or a job on Linux.",
                    ]
                    .concat(),
                );
            }
        }
        at += line.len();
    }
}

const NO_HYPERV: &str = "Hosted runners have no Hyper-V isolation. Remove --isolation=hyperv, and use an image of the \
     runner’s own Windows.";

/// What runs a job with Windows.
#[derive(Clone, Copy)]
enum Runner {
    /// A runner of GitHub, those that it removed too: none has Hyper-V isolation.
    Hosted,
    /// Somebody's own.
    Own,
}

/// The runners with Windows that a job is for; empty where one of its runners is another.
fn runners(yaml: &Yaml<'_>, job: usize) -> Vec<Runner> {
    let Some(runs_on) = yaml.own(job, "runs-on") else { return Vec::new() };
    let expression = yaml.str(runs_on).filter(|text| text.contains("${{"));
    // `${{ matrix.os }}`: all that the matrix has for that key.
    let root = match expression {
        Some(_) => yaml.own(job, "strategy").and_then(|strategy| yaml.own(strategy, "matrix")),
        None => Some(runs_on),
    };
    let key = expression.and_then(|text| text.split("matrix.").nth(1)).map(|rest| {
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(rest.len());
        &rest[..end]
    });
    let Some(root) = root else { return Vec::new() };
    let mut found = Vec::new();
    let mut of_key = 0..0;
    for node in root..yaml.nodes[root].end {
        if key.is_some_and(|key| yaml.key(node) == key) {
            of_key = node..yaml.nodes[node].end;
        }
        let counts = key.is_none() || of_key.contains(&node);
        let Some(name) = yaml.str(node).filter(|_| counts).map(str::to_ascii_lowercase) else { continue };
        if name == "self-hosted" {
            found.push(Runner::Own);
        } else if name.starts_with("windows") {
            let known = |place: &Place| !place.hyperv && (place.name == name || place.also.contains(&name.as_str()));
            let hosted = PLACES.iter().any(known) || removed(&name).is_some();
            found.push(if hosted { Runner::Hosted } else { Runner::Own });
        } else if ["ubuntu", "macos", "linux"].iter().any(|other| name.starts_with(other)) {
            return Vec::new();
        }
    }
    found
}

fn is_windows(yaml: &Yaml<'_>, job: usize) -> bool {
    !runners(yaml, job).is_empty()
}

/// A label such as `windows-2022` alone is a hosted runner’s.
fn is_hosted(yaml: &Yaml<'_>, job: usize) -> bool {
    runners(yaml, job).iter().all(|runner| matches!(runner, Runner::Hosted))
}
