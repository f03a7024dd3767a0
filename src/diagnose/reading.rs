//! A paste as it is shown: what it puts into the question at once, what there is to choose from, and where it says so.

use core::ops::Range;

use super::errors;
use super::explain;
use super::missing::Missing;
use crate::read::apply;
use crate::read::clue::{self, Clues, ErrorClue, FormatId, HostClue, ImageClue, Span};
use crate::read::names::Names;
use crate::read::words::{Meant, meant};
use crate::rules::name::visible;
use crate::rules::order;
use crate::rules::{
    host::Host,
    image::{Image, Versions},
    judge::judge,
    question::{Engine, Isolation, Question},
};

/// What a paste says.
#[derive(Clone, PartialEq, Debug)]
pub struct Reading {
    /// The host, where the paste names exactly one with a version.
    pub host: Option<Host>,
    /// The image, where the paste names exactly one.
    pub image: Option<Image>,
    /// The engine, where it changes what can be advised.
    pub engine: Option<Engine>,
    /// The isolation that it asks about.
    pub isolation: Option<Isolation>,
    /// Names to fill into the texts.
    pub names: Names,
    /// The error, to be answered beside the verdict.
    pub error: Option<ErrorClue>,
    /// What was found, in a few words, to be read aloud.
    pub said: String,
    /// Everything that was found.
    pub found: Content,
}

/// Everything that a paste holds.
#[derive(Clone, PartialEq, Debug)]
pub enum Content {
    /// What machines and tools say.
    Clues(Box<WeighedEvidence>),
    /// Words that nothing but a person would write.
    Words(Meant),
}

/// What machines and tools say, with what it means for the question.
#[derive(Clone, PartialEq, Debug)]
pub struct WeighedEvidence {
    /// The hosts as they are named, each with what it is where its version is given.
    pub hosts: Vec<(HostClue, Option<Host>)>,
    /// The images.
    pub images: Vec<Image>,
    /// What else was found.
    pub clues: Clues,
    /// The lines that say so.
    pub excerpt: Excerpt,
    /// What to run next, and paste back.
    pub next: Option<Missing>,
}

impl Reading {
    /// Reads a paste, for a question that nothing is known of yet.
    pub fn of(text: &str) -> Self {
        Self::for_question(text, &Question::default())
    }

    /// Reads a paste. A version that stands alone is that of the side which the question lacks: the page has asked for it.
    pub fn for_question(text: &str, question: &Question) -> Self {
        Self::of_clues(text, clue::read(text), question)
    }

    /// The same of a text that was read.
    pub fn of_clues(text: &str, clues: Clues, question: &Question) -> Self {
        if clues.is_empty() {
            return Self::of_words(text, question);
        }
        let hosts = apply::named_hosts(&clues, text, None);
        let hosts: Vec<_> = hosts.into_iter().map(|(clue, host)| (clue.clone(), host)).collect();
        let images = apply::images(&clues);
        let known: Vec<Host> = hosts.iter().filter_map(|(_, host)| *host).collect();
        let mut evidence = WeighedEvidence { hosts, images, excerpt: Excerpt::of(text, &clues), clues, next: None };
        evidence.next = explain::missing_with(&evidence.clues, &evidence.images);
        let WeighedEvidence { images, clues, .. } = &evidence;
        Self {
            host: only(&known).copied(),
            image: only(images).or_else(|| last_stage(images, clues)).cloned(),
            engine: clues.engine.as_ref().map(|(engine, _)| *engine).filter(|engine| *engine != Engine::Docker),
            isolation: clues.asked_isolation(),
            names: names(clues),
            error: clues.error.clone(),
            said: said(clues.error.as_ref(), clues.hosts.len(), clues.images.len()),
            found: Content::Clues(Box::new(evidence)),
        }
    }

    /// Reads words that nothing but a person would write.
    fn of_words(text: &str, question: &Question) -> Self {
        let meant = meant(text);
        let (host, image) = (question.host.get().is_some(), question.image.get().is_some());
        let lacking = |lacks: bool| meant.either && lacks;
        Self {
            host: meant
                .host()
                .or(only(&meant.hosts).filter(|_| lacking(image && !host)))
                .copied()
                .or_else(|| alike(&meant)),
            image: meant.image().or(only(&meant.images).filter(|_| lacking(host && !image))).cloned(),
            engine: meant.engine,
            isolation: None,
            names: Names { image: meant.image().and_then(Image::reference_text), ..Names::default() },
            error: None,
            said: match meant.question() {
                _ if meant.is_empty() => "Nothing recognized".to_owned(),
                Some(question) => question.to_owned(),
                None => said(None, meant.hosts.len(), meant.images.len()),
            },
            found: Content::Words(meant),
        }
    }
}

impl WeighedEvidence {
    /// The hosts with a version.
    pub fn known_hosts(&self) -> impl Iterator<Item = Host> + '_ {
        self.hosts.iter().filter_map(|(_, host)| *host)
    }

    /// What has to be chosen, where there is more than one of something and the question has none of them.
    pub fn choose(&self, question: &Question) -> Option<&'static str> {
        let images = self.images.len() > 1 && question.image.get().is_none();
        let hosts = self.known_hosts().nth(1).is_some() && question.host.get().is_none();
        match (hosts, images) {
            (true, true) => Some("Several hosts and images: choose one of each."),
            (true, false) => Some("Several hosts: choose one."),
            (false, true) => Some("Several images: choose one."),
            (false, false) => None,
        }
    }
}

/// The newest of the hosts that a name may mean, where the answer is the same for each: `can Windows 10 run ltsc2022`.
fn alike(meant: &Meant) -> Option<Host> {
    let image = meant.image()?;
    let outcome = |host: &Host| judge(&Question::new(*host, image.clone())).map(|verdict| verdict.outcome);
    let first = meant.hosts.first().and_then(outcome)?;
    let same = meant.hosts.iter().all(|host| outcome(host) == Some(first));
    let newest = || meant.hosts.iter().max_by_key(|host| host.release.map(|release| release.available));
    newest().filter(|_| same).copied()
}

fn only<T>(items: &[T]) -> Option<&T> {
    match items {
        [one] => Some(one),
        _ => None,
    }
}

/// The last stage of a Dockerfile: what is run. Nothing where its stages hold different versions of Windows, as then more than one
/// decides.
fn last_stage<'a>(images: &'a [Image], clues: &Clues) -> Option<&'a Image> {
    let staged = |image: &ImageClue| image.evidence.iter().all(|evidence| evidence.format == FormatId::Dockerfile);
    let [first, others @ ..] = images else { return None };
    let same = others.iter().all(|image| image.versions == first.versions);
    let known = matches!(first.versions, Versions::One(_));
    images.last().filter(|_| known && same && clues.hosts.is_empty() && clues.images.iter().all(staged))
}

/// Two things a reader has to know at once: the error in plain words, and what else there is.
fn said(error: Option<&ErrorClue>, hosts: usize, images: usize) -> String {
    let error = error.map(|error| errors::entry(error.code).title.to_owned());
    let counted = |count: usize, what: &str| (count > 0).then(|| format!("{what}: {count}"));
    let parts = [error, counted(hosts, "Hosts"), counted(images, "Images")];
    ["Found. ", &parts.into_iter().flatten().collect::<Vec<_>>().join(". ")].concat()
}

fn names(clues: &Clues) -> Names {
    Names {
        image: clues.images.first().and_then(|image| image.reference.clone()),
        container: clues.container.as_ref().map(|(name, _)| name.clone()),
        nodes: clues
            .hosts
            .iter()
            .filter_map(|host| host.name.as_ref())
            .take(MOST_NODES)
            .chain(&clues.refused)
            .cloned()
            .collect(),
        ..Names::default()
    }
}

/// More node names than this do not help in a text to paste.
const MOST_NODES: usize = 8;

/// The caveats of images, in the order of the paste.
pub fn caveats(clues: &Clues) -> impl Iterator<Item = &'static str> + '_ {
    clues.images.iter().filter_map(|image: &ImageClue| image.caveat).map(|caveat| caveat.sentence())
}

/// The lines of a paste with something in them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Excerpt {
    /// The lines, in order.
    pub lines: Vec<ExcerptLine>,
    /// There are more of them.
    pub more: bool,
}

/// A line of an excerpt: pieces of text, with what they say where they say something (`host`, `image`, `error`).
pub type ExcerptLine = Vec<(String, Option<&'static str>)>;

/// So many lines are shown at most.
const MOST_LINES: usize = 12;
/// The most of a line that is shown before and after its marks.
const AROUND: usize = 48;

/// A piece of text to mark: where it is, and what it says.
type TextMark = (Span, &'static str);

impl Excerpt {
    fn of(text: &str, clues: &Clues) -> Self {
        let marks = marks(text, clues);
        let mut lines = Vec::new();
        let mut at = 0;
        while at < marks.len() && lines.len() < MOST_LINES {
            let line_end = text[marks[at].0.start..].find('\n').map_or(text.len(), |end| marks[at].0.start + end);
            let last = marks[at..].iter().take_while(|(span, _)| span.start <= line_end).count().max(1);
            lines.push(line(text, &marks[at..at + last]));
            at += last;
        }
        Self { lines, more: at < marks.len() }
    }
}

/// One line, or several where a mark goes over the end.
fn line(text: &str, marks: &[TextMark]) -> ExcerptLine {
    let mut line = ExcerptLine::new();
    let Some(((first, _), (last, _))) = marks.first().zip(marks.last()) else { return line };
    let mut plain = |text: &str, what: Option<&'static str>| line.push((visible(text).into_owned(), what));
    let piece = |range: Range<usize>| text.get(range).unwrap_or_default();
    let line_start = text[..first.start].rfind('\n').map_or(0, |at| at + 1);
    let mut at = text.floor_char_boundary(line_start.max(first.start.saturating_sub(AROUND)));
    if at > line_start {
        // No word is cut that isn't very long.
        let before = at - text[line_start..at].rfind(' ').map_or(line_start, |blank| line_start + blank + 1);
        let rest = text[at..first.start].find(' ').filter(|rest| before + rest < AROUND);
        at += rest.map_or(0, |rest| rest + 1);
    }
    plain(if at > line_start { "…" } else { "" }, None);
    for (span, what) in marks {
        plain(piece(at..span.start), None);
        plain(piece(span.start..span.end), Some(what));
        at = span.end;
    }
    let line_end = text[last.end..].find('\n').map_or(text.len(), |end| last.end + end);
    let mut end = text.floor_char_boundary(line_end.min(last.end + AROUND));
    if end < line_end {
        end = text[last.end..end].rfind(' ').filter(|blank| *blank > AROUND / 2).map_or(end, |blank| last.end + blank);
    }
    plain(piece(at..end), None);
    plain(if end < line_end { "…" } else { "" }, None);
    line.retain(|(text, _)| !text.is_empty());
    line
}

/// A span with the rest of the words that it begins and ends in: `CreateComputeSystem` for `ComputeSystem`.
fn whole_words(text: &str, span: Span) -> Span {
    let (Some(before), Some(after)) = (text.get(..span.start), text.get(span.end..)) else { return span };
    let inside = |c: char| c.is_alphanumeric();
    let (start, rest) = (before.trim_end_matches(inside).len(), after.trim_start_matches(inside).len());
    Span { start, end: text.len() - rest }
}

/// Everything in a paste that is worth marking, in order and without overlaps.
fn marks(text: &str, clues: &Clues) -> Vec<TextMark> {
    let mut marks: Vec<TextMark> = Vec::new();
    for host in &clues.hosts {
        marks.extend(host.evidence.iter().map(|evidence| (evidence.span, "host")));
    }
    for image in &clues.images {
        marks.extend(image.evidence.iter().map(|evidence| (evidence.span, "image")));
    }
    if let Some(error) = &clues.error {
        marks.extend(error.evidence.iter().map(|evidence| (whole_words(text, evidence.span), "error")));
    }
    order::by_key(&mut marks, |(span, _)| (span.start, span.end));
    let mut end = 0;
    marks.retain(|(span, _)| {
        let apart = span.start >= end && span.end > span.start;
        if apart {
            end = span.end;
        }
        apart
    });
    marks
}

#[cfg(test)]
mod tests;
