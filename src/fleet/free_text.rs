//! What is no table, no list and no manifest: every other format that [`clue::read`] knows.

use std::collections::BTreeMap;

use super::Unread;
use super::reader::{COMMAND, FleetReader};
use crate::read::clue::{self, FoundAt, HostClue, ImageClue};
use crate::rules::{image::Image, release::Kind, version::Version};

/// In a longer run of lines, those around a find belong to the same output.
const SHORT_RUN: usize = 3;

/// Looks for clues on the lines that are unread so far, from this entry of the list on. How many Linux nodes are there.
pub(super) fn read(reader: &mut FleetReader, text: &str, from: usize) -> u32 {
    let unread = reader.take_unread(from);
    let clues = clue::printed(text);
    let starts: Vec<usize> = core::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let mut runs = runs(unread, text);
    let mut hit = |evidence: &[FoundAt]| {
        let mut found = false;
        for one in evidence {
            let first = starts.partition_point(|start| *start <= one.span.start);
            let last = starts.partition_point(|start| *start < one.span.end).max(first);
            // Runs stand in the order of the text and apart from each other.
            let from = runs.partition_point(|run: &UnreadRun| run.end() <= first);
            for run in runs[from..].iter_mut().take_while(|run| run.begin() <= last) {
                found |= run.mark(first, last);
            }
        }
        found
    };
    let cluster = clues.engine.is_some_and(|(engine, _)| engine.is_kubernetes());
    let line_of = |evidence: &FoundAt| {
        let start = text[..evidence.span.start].rfind('\n').map_or(0, |at| at + 1);
        text[start..].lines().next().unwrap_or_default()
    };
    for HostClue { version, name, evidence } in &clues.hosts {
        if let (Some(version), true) = (version, hit(evidence)) {
            let says = |name: &str| evidence.iter().any(|one| line_of(one).contains(name));
            let kind = match () {
                () if says("Windows 10") || says("Windows 11") => Some(Kind::Client),
                () if cluster || says("Windows Server") => Some(Kind::Server),
                () => None,
            };
            reader.node(name.as_deref(), *version, kind, 1);
        }
    }
    let mut named: Vec<(&str, Vec<Version>)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for ImageClue { reference, version, evidence, caveat, .. } in &clues.images {
        let version = version.filter(|_| caveat.is_none());
        if !hit(evidence) {
            continue;
        }
        match (reference, version) {
            // A manifest list has an entry for each of its versions.
            (Some(reference), _) => {
                let at = *places.entry(reference.as_str()).or_insert(named.len());
                match named.get_mut(at) {
                    Some((_, versions)) => versions.extend(version),
                    None => named.push((reference.as_str(), version.into_iter().collect())),
                }
            }
            (None, Some(version)) => drop(reader.image(None, Image::of_version(version), (1, None))),
            (None, None) => {}
        }
    }
    for (reference, versions) in named {
        reader.reference_once(reference, &versions);
    }
    let marked = runs.iter().any(|run| run.marked);
    if let (Some((engine, _)), true) = (clues.engine, marked) {
        reader.engine(engine);
    }
    for run in runs {
        run.left(reader);
    }
    if marked { u32::try_from(clues.linux_nodes).unwrap_or(u32::MAX) } else { 0 }
}

/// Unread lines with nothing but blank ones between them.
struct UnreadRun {
    parts: Vec<Unread>,
    marked: bool,
    /// Lines with a find.
    lines: Vec<(usize, usize)>,
}

fn runs(unread: Vec<Unread>, text: &str) -> Vec<UnreadRun> {
    let blank: Vec<bool> = text.lines().map(|line| line.trim().is_empty()).collect();
    let mut runs: Vec<UnreadRun> = Vec::new();
    for part in unread {
        let joins = |run: &UnreadRun| {
            let end = run.parts.last().map_or(0, |last| last.line + last.lines);
            (end..part.line).all(|line| blank.get(line - 1).copied().unwrap_or(false))
        };
        match runs.last_mut() {
            Some(run) if joins(run) => run.parts.push(part),
            _ => runs.push(UnreadRun { parts: vec![part], marked: false, lines: Vec::new() }),
        }
    }
    runs
}

impl UnreadRun {
    fn begin(&self) -> usize {
        self.parts.first().map_or(0, |part| part.line)
    }

    fn end(&self) -> usize {
        self.parts.last().map_or(0, |part| part.line + part.lines)
    }

    /// Notes a find on these lines, if they are of this run.
    fn mark(&mut self, first: usize, last: usize) -> bool {
        let inside = first < self.end() && last >= self.begin();
        if inside {
            self.marked = true;
            self.lines.push((first, last));
        }
        inside
    }

    /// Gives back what nothing was found in.
    fn left(self, reader: &mut FleetReader) {
        let length: usize = self.parts.iter().map(|part| part.lines).sum();
        let found = |part: &Unread| {
            self.lines.iter().any(|(first, last)| *first < part.line + part.lines && *last >= part.line)
        };
        for part in &self.parts {
            if part.why != COMMAND && !(self.marked && (length > SHORT_RUN || found(part))) {
                reader.put_back(part.clone());
            }
        }
    }
}
