//! The isolation that a text shows or says to work.

use super::lines::isolation_of;
use super::seen::ErrorSeen;
use crate::read::clue::prompt::is_prompt;
use crate::rules::question::Isolation;

/// The isolation that worked: a command asked for it, no error followed, and the container printed something; or somebody says
/// so.
pub(super) fn works_with(lines: &[&str], errors: &[ErrorSeen]) -> Option<Isolation> {
    let speaks = |line: &&&str| line.len() < 400 && (line.contains("solation") || line.contains("yper"));
    let told = || lines.iter().filter(speaks).find_map(|line| says_works(&line.to_ascii_lowercase()));
    shown_to_work(lines, errors).or_else(told)
}

/// `All commands work fine under hyperv isolation mode`, `it works with --isolation=process`.
fn says_works(lower: &str) -> Option<Isolation> {
    const WORKS: [&str; 3] = ["work ", "works ", "worked "];
    const NOT: [&str; 12] = [
        "n't ",
        "n’t ",
        " not ",
        "neither",
        "never",
        " no longer",
        "if ",
        "should ",
        "would ",
        "could ",
        "might ",
        " to ",
    ];
    const HOW: [&str; 9] = ["fine ", "well ", "perfectly ", "correctly ", "ok ", "with ", "under ", "in ", "using "];
    let (before, rest) = WORKS.iter().find_map(|works| lower.split_once(works))?;
    let sentence = before.rsplit(". ").next().unwrap_or(before);
    if NOT.iter().any(|word| sentence.contains(word)) || rest.contains('?') {
        return None;
    }
    let mut rest = rest;
    let mut how = 0;
    while let Some(next) = HOW.iter().find_map(|word| rest.strip_prefix(word)) {
        (rest, how) = (next, how + 1);
    }
    let rest =
        ["--isolation=", "--isolation ", "the "].iter().find_map(|start| rest.strip_prefix(start)).unwrap_or(rest);
    let named = |names: &[&str]| names.iter().any(|name| rest.starts_with(name));
    match () {
        () if how == 0 => None,
        () if named(&["hyperv", "hyper-v isolation", "hyper-v mode"]) => Some(Isolation::Hyperv),
        () if named(&["process isolation", "process mode"]) => Some(Isolation::Process),
        () => None,
    }
}

fn shown_to_work(lines: &[&str], errors: &[ErrorSeen]) -> Option<Isolation> {
    lines.iter().enumerate().find_map(|(at, line)| {
        let isolation = isolation_of(line).filter(|_| line.contains("run "))?;
        let next =
            (at + 1..lines.len()).find(|&line| is_prompt(lines[line].as_bytes()) && lines[line].contains("docker"));
        let end = next.unwrap_or(lines.len());
        let failed = errors.iter().any(|error| (at..end).contains(&error.at));
        let works = |line: &&str| {
            let line = line.to_ascii_lowercase();
            line.contains("microsoft windows [") || line.contains("-> works") || line.contains("it runs")
        };
        (!failed && lines[at + 1..end].iter().any(works)).then_some(isolation)
    })
}
