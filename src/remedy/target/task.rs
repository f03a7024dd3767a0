//! What a step of advice asks of every target: which image, on which builds, with which isolation.

use super::text::{Slot, Text};
use super::value::Value;
use super::{Snippet, Target, quote};
use crate::remedy::advice::{BaseImage, Context, Step, baseline_of, hosts_for};
use crate::remedy::target::Language;
use crate::rules::notice::{Side, image_word};
use crate::rules::order;
use crate::rules::reference::sibling_tag;
use crate::rules::{
    name,
    question::Isolation,
    reason::Reason,
    reference::Reference,
    release::{self, Channel, Family, Kind, Release},
    rule::Rule,
    version::Version,
};

/// One step, with what all targets need to know about it.
pub(super) struct Task<'a> {
    pub context: &'a Context<'a>,
    pub step: Step,
    /// The rule the step follows from.
    pub rule: Rule,
    /// The image's name, where one was given.
    pub reference: Option<Reference>,
    /// The build of the image once the step is done.
    pub build: Option<u16>,
    /// The isolation that has to be asked for, because it is not what happens anyway.
    pub isolation: Option<Isolation>,
    /// The server builds that run that image with process isolation, oldest first.
    pub builds: Vec<u16>,
}

impl<'a> Task<'a> {
    pub fn new(context: &'a Context<'a>, step: Step) -> Self {
        let build = match step {
            Step::Rebuild => context.recommendation.as_ref().map(|recommendation| recommendation.build),
            _ => context.verdict.image.map(|version| version.build),
        };
        let builds = build.map(|build| process_builds(context, build)).unwrap_or_default();
        let reference = reference(context);
        Self { context, step, rule: rule(context, step), reference, build, isolation: isolation(context, step), builds }
    }

    /// A text in this language that starts with the step's rule.
    pub fn text(&self, language: Language) -> Text {
        Text::new(language, self.rule)
    }

    /// One snippet of this step, filled in from a template.
    pub fn block(
        &self,
        target: Target,
        language: Language,
        (title, place): (&'static str, &'static str),
        template: &'static str,
        slots: &[&Slot],
    ) -> Snippet {
        let mut text = self.text(language);
        text.fill(template, slots);
        text.snippet(target, title, place)
    }

    /// Whether the step changes the image.
    pub fn changes_image(&self) -> bool {
        match self.step {
            Step::Rebuild => self.base().is_some(),
            Step::MatchRevision => self.pins(),
            Step::Update => self.context.lagging() == Some(Side::Image),
            _ => false,
        }
    }

    /// The base image to build on, for a step that changes the image.
    pub fn base(&self) -> Option<&BaseImage> {
        self.context.recommendation.as_ref()?.from.first()
    }

    /// Whether the base image has to be pinned: on Server 2016 its revision must be the host's (R9).
    pub fn pins(&self) -> bool {
        let known = self.context.verdict.host.version.revision.is_some();
        known && self.build == Some(14393) && self.base().is_some_and(|from| !from.pinned.is_empty())
    }

    /// The tag of [`base`](Self::base) to build on.
    pub fn base_tag<'b>(&self, from: &'b BaseImage) -> &'b str {
        from.pinned.first().filter(|_| self.pins()).map_or(from.tag, String::as_str)
    }

    /// That tag, as a value.
    pub fn base_tag_value(&self, from: &BaseImage) -> Value {
        Value::name(self.base_tag(from)).unwrap_or(Value::own(from.tag))
    }

    /// The reference of [`base`](Self::base) with that tag.
    pub fn base_reference(&self) -> Option<Value> {
        let from = self.base()?;
        Some(Value::tagged(from.family.repository(), self.base_tag(from)))
    }

    /// The word for the image's Windows: `ltsc2022`, `1909` …
    pub fn word(&self) -> Option<&'static str> {
        image_word(self.build?)
    }

    /// The image as it was given, where that is a reference.
    pub fn given_image(&self) -> Option<Slot> {
        self.reference.as_ref().map(Slot::image)
    }

    /// Whether the image is a base image as it is, without anything of one's own in it.
    pub fn is_base(&self) -> bool {
        self.reference.as_ref().is_some_and(|reference| reference.base_family().is_some())
    }

    /// Whether the image is one that can be built and pushed: not a public one of somebody else.
    pub fn is_own(&self) -> bool {
        self.reference.as_ref().is_none_or(|reference| !reference.is_public() && !self.is_base())
    }

    /// The image to run once the step is done: as given, as the fix would call it, or a placeholder.
    pub fn image(&self) -> Slot {
        match &self.reference {
            Some(reference) if !self.changes_image() => Slot::image(reference),
            Some(reference) if self.is_base() => match self.base_reference() {
                Some(base) => Slot::known(base),
                None => Slot::image(reference).marked(),
            },
            Some(reference) => self.sibling(reference).unwrap_or_else(|| {
                let old = self.context.verdict.image.and_then(|version| release::images_of(version.build));
                Slot::image(&retag(reference, old, self.word().unwrap_or("1.0"))).marked()
            }),
            None => self.own_image(),
        }
    }

    /// The image on the new base by the naming of its tags; only a suggestion where that tag is not on record.
    fn sibling(&self, reference: &Reference) -> Option<Slot> {
        let release = release::images_of(self.build?)?;
        let sibling = sibling_tag(reference, release, self.context.today)?;
        let edit = !sibling.known() || sibling.other_version || self.pins();
        let image = Slot::image(&sibling.reference);
        Some(if edit { image.marked() } else { image })
    }

    /// What to call an image that is built here.
    pub fn own_image(&self) -> Slot {
        match &self.reference {
            Some(_) if self.is_own() => self.image(),
            _ => {
                let placeholder = Slot::edit(Value::tagged("registry.example.com/web", self.word().unwrap_or("1.0")));
                placeholder.refusing(self.refused_image().unwrap_or_default())
            }
        }
    }

    /// An image that can be started right away, and what to start in it: the given one, or the base image of its version.
    pub fn runnable(&self) -> (Slot, &'static str) {
        // A base image starts a prompt and ends at once; this shows that it started.
        const SHOW: &str = " cmd /c echo it runs";
        if self.reference.is_some() {
            return (self.image(), if self.is_base() { SHOW } else { "" });
        }
        let base = if self.changes_image() { self.base_reference() } else { self.own_base() };
        match base {
            Some(base) => (Slot::known(base), SHOW),
            None => (self.image(), ""),
        }
    }

    /// The base image with the version of the image in question.
    pub fn own_base(&self) -> Option<Value> {
        let version = self.context.verdict.image?;
        let release = release::images_of(version.build)?;
        let wanted = self.context.question.family.get().copied();
        let tag = wanted
            .and_then(|family| release.tag(family))
            .or_else(|| Family::ALL.into_iter().find_map(|family| release.tag(family)))?;
        let exact = self.context.catalogue.updates.is_image(version).then(|| version.to_string());
        Some(Value::tagged(tag.family.repository(), exact.as_deref().unwrap_or(tag.tag)))
    }

    /// What was given for the image and is no reference.
    fn refused_image(&self) -> Option<&str> {
        self.context.names.image.as_deref().filter(|_| self.reference.is_none())
    }

    /// What to call a workload that runs the image.
    pub fn name(&self, given: Option<&String>) -> Slot {
        let reference = self.reference.as_ref().filter(|_| !self.is_base());
        let name = reference.and_then(|reference| quote::kubernetes_name(last_part(reference.name())));
        Slot::given(given, name.and_then(|name| Value::name(&name)).unwrap_or(Value::own("web")))
    }

    /// The service that runs the image.
    pub fn service(&self) -> Slot {
        self.name(self.context.names.service.as_ref())
    }

    /// The nodes the context names, or two placeholders.
    pub fn nodes(&self) -> Vec<Slot> {
        let names = &self.context.names.nodes;
        let (plain, refused): (Vec<&String>, Vec<&String>) = names.iter().partition(|node| name::is_plain(node));
        let mut nodes: Vec<Slot> = plain.into_iter().filter_map(|node| Value::name(node)).map(Slot::known).collect();
        if nodes.is_empty() {
            nodes = ["node-1", "node-2"].map(|placeholder| Slot::edit(Value::own(placeholder))).to_vec();
        }
        if let Some(first) = nodes.first_mut() {
            *first = refused.into_iter().fold(first.clone(), |slot, node| slot.refusing(node));
        }
        nodes
    }

    /// The whole version that nodes must have where the revision counts: Server 2016 only (R9).
    pub fn exact(&self) -> Option<Version> {
        let image = self.context.verdict.image.filter(|_| self.build == Some(14393))?;
        let host = self.context.verdict.host.version;
        let wanted = if self.changes_image() { host } else { image };
        Some(wanted).filter(|version| version.build == 14393 && version.revision.is_some())
    }

    /// Whether the revision counts but is not known, so that no label can be compared with it.
    pub fn needs_revision(&self) -> bool {
        self.builds == [14393] && self.exact().is_none()
    }

    /// Whether a container host that people work on is meant, not a server.
    pub fn on_client(&self) -> bool {
        self.context.verdict.host.kind == Kind::Client
    }
}

/// The image's name, of the question or of the names beside it. What somebody types in short is asked for where it is published.
fn reference(context: &Context<'_>) -> Option<Reference> {
    let named = context.names.image.as_deref().and_then(|name| name.parse().ok());
    named.or_else(|| {
        let asked: Reference = context.question.image.get()?.reference_text()?.parse().ok()?;
        let published =
            asked.moved_to().and_then(|moved| asked.to_string().replacen(asked.name(), moved, 1).parse().ok());
        Some(published.unwrap_or(asked))
    })
}

/// The last part of an image's name.
fn last_part(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or_default()
}

/// A suggestion for the rebuilt image: the old Windows version in its tag replaced, or the new one appended.
fn retag(reference: &Reference, old: Option<&Release>, word: &'static str) -> Reference {
    let tagged = |tag: &str| reference.with_tag(tag).ok();
    let Some(tag) = reference.tag() else { return tagged(word).unwrap_or_else(|| reference.clone()) };
    let words =
        old.into_iter().flat_map(|release| release.image_slug.into_iter().chain(release.image_aliases.iter().copied()));
    let lower = tag.to_ascii_lowercase();
    for old in words {
        let Some(at) = lower.find(&old.to_ascii_lowercase()) else { continue };
        let end = at + old.len();
        let joint = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
        if joint(tag[..at].chars().next_back()) && joint(tag[end..].chars().next()) {
            return tagged(&[&tag[..at], word, &tag[end..]].concat()).unwrap_or_else(|| reference.clone());
        }
    }
    // A version in whole is that of one update of the old Windows.
    if let Some(old) = old.and_then(|release| lower.find(&format!("10.0.{}.", release.build))) {
        let end = tag[old..].find(|c: char| !c.is_ascii_digit() && c != '.').map_or(tag.len(), |end| old + end);
        return tagged(&[&tag[..old], word, &tag[end..]].concat()).unwrap_or_else(|| reference.clone());
    }
    // A tag that is too long to be added to makes room.
    tagged(&[tag, "-", word].concat()).or_else(|| tagged(word)).unwrap_or_else(|| reference.clone())
}

/// The server builds on which images of a build run with process isolation. The annual channel counts where the question
/// is about it: no other documentation lists it as a node.
fn process_builds(context: &Context<'_>, build: u16) -> Vec<u16> {
    let host = context.verdict.host.version.build;
    let hosts = hosts_for(Version::of_build(build), context.catalogue, context.today);
    let asked = |release: &&&Release| release.channel != Channel::Annual || release.build == host;
    order::each_once(hosts.iter().filter(asked).map(|release| release.build))
}

fn isolation(context: &Context<'_>, step: Step) -> Option<Isolation> {
    let on_client = context.verdict.host.kind == Kind::Client;
    match step {
        Step::Hyperv => Some(Isolation::Hyperv),
        Step::Rebuild => match context.recommendation.as_ref()?.isolation {
            Isolation::Process if !on_client => None,
            isolation => Some(isolation),
        },
        Step::MoveHost | Step::FindOut => None,
        _ => on_client.then_some(Isolation::Process),
    }
}

fn rule(context: &Context<'_>, step: Step) -> Rule {
    let decided = || context.verdict.process.reasons.first().map_or(Rule::R27, |reason: &Reason| reason.rule());
    match step {
        Step::Hyperv => Rule::R3,
        Step::MatchRevision => Rule::R9,
        Step::ChangeEngine => Rule::R5,
        Step::Update if context.has(Reason::BaselineCrossed) || context.has(Reason::BaselineSuperseded) => Rule::R11,
        Step::Update => Rule::R12,
        Step::Run | Step::Rebuild | Step::MoveHost | Step::FindOut => decided(),
    }
}

/// The revision a lagging host or image has to reach, where that is on record.
pub(super) fn wanted(task: &Task<'_>) -> Option<Version> {
    let verdict = task.context.verdict;
    let host = verdict.host.version;
    if task.rule == Rule::R11 {
        let (build, host_line, image_line) = baseline_of(host.build)?;
        let line = if task.changes_image() { image_line } else { host_line };
        return Some(Version::of_build(build).with_revision(line));
    }
    verdict.image.filter(|image| image.revision.is_some())
}
