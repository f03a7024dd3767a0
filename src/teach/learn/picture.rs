//! One picture for the idea of a lesson, made of the verdict on its question: nothing in it is drawn by hand.

use super::Lesson;
use crate::remedy::advice::recommend;
use crate::rules::question::{Isolation, Question};
use crate::rules::release::{Channel, Kind};
use crate::rules::verdict::{Outcome, Support, Verdict};
use crate::rules::{catalogue::Catalogue, image::Image, judge::judge, link, matrix};

/// The picture of a lesson.
#[derive(Clone, PartialEq, Debug)]
pub enum Picture {
    /// The host among the builds of the long-term images, with what becomes of each there.
    Builds(BuildsPicture),
    /// Whose kernel a container runs on.
    Kernels(Kernels),
    /// One image on two hosts, each with what its Docker does unless it is told otherwise.
    Hosts([HostByDefault; 2]),
    /// The revisions of one build.
    Revisions(Revisions),
    /// Who lets the pair through.
    Gates(Vec<Gate>),
    /// Tags of one image, and what each does from month to month.
    Tags(Vec<Tag>),
}

/// The host among the builds of the long-term images.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BuildsPicture {
    /// The images, oldest first: the tag, the build, and what becomes of it on the host.
    pub images: Vec<(&'static str, u16, Outcome)>,
    /// The host's build.
    pub host: u16,
}

/// Whose kernel a container runs on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kernels {
    /// The host’s build.
    pub host: u16,
    /// The build of the image’s libraries.
    pub image: u16,
    /// With process isolation: on the host’s kernel.
    pub process: Support,
    /// With Hyper-V isolation: on a kernel of its own, where the question doesn’t leave it out.
    pub hyperv: Option<Support>,
}

/// A host with what its Docker does unless it is told otherwise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HostByDefault {
    /// Its name.
    pub name: String,
    /// The isolation that Docker uses there by default.
    pub isolation: Isolation,
    /// The build of the image’s libraries.
    pub image: u16,
    /// The build of the kernel that they run on.
    pub kernel: u16,
    /// What becomes of the image.
    pub support: Support,
}

/// The revisions of one build.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Revisions {
    /// The build.
    pub build: u16,
    /// The host's revision, and whether it has the updates of February 2020.
    pub host: (u32, bool),
    /// The image's, and whether it has them.
    pub image: (u32, bool),
    /// What becomes of it.
    pub outcome: Outcome,
}

/// Who looks at the pair, and whether it passes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gate {
    /// Who.
    pub who: &'static str,
    /// Whether it passes; `None` where nothing is said.
    pub passes: Option<bool>,
    /// The same in words: the table says what is supported and stops nothing, the others do.
    pub word: &'static str,
}

/// A tag, and what it does from month to month.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tag {
    /// The tag.
    pub tag: String,
    /// Whether it moves with the updates.
    pub moves: bool,
    /// The same in words.
    pub word: &'static str,
}

impl Lesson {
    /// The picture of its idea; `None` where there is nothing to draw.
    pub fn picture(&self) -> Option<Picture> {
        let question = self.asks();
        let verdict = judge(&question)?;
        match self.slug {
            "build" | "build-rule" | "stable-abi" => Some(Picture::Builds(builds(&question, &verdict))),
            "laptop-and-server" => by_default(self).map(Picture::Hosts),
            "not-linux" | "isolation" => kernels(&question, &verdict).map(Picture::Kernels),
            "server-2016" | "february-2020" => revisions(&verdict).map(Picture::Revisions),
            "who-decides" => gates(&verdict).map(Picture::Gates),
            "tags" => tags(&question).map(Picture::Tags),
            _ => None,
        }
    }
}

fn builds(question: &Question, verdict: &Verdict) -> BuildsPicture {
    let releases: Vec<_> =
        matrix::images(&Catalogue::releases_only()).filter(|image| image.channel == Channel::Ltsc).collect();
    let outcome = |release| {
        let asked = Question { image: Some(Image::of_release(release)).into(), ..question.clone() };
        judge(&asked).map_or(Outcome::Unknown, |verdict| verdict.outcome)
    };
    let image =
        |release: &&'static crate::rules::release::Release| (release.tag_word(), release.build, outcome(release));
    BuildsPicture { images: releases.iter().rev().map(image).collect(), host: verdict.host.version.build }
}

fn kernels(question: &Question, verdict: &Verdict) -> Option<Kernels> {
    Some(Kernels {
        host: verdict.host.version.build,
        image: verdict.image?.build,
        process: verdict.process.support,
        hyperv: question.isolation.get().is_none().then_some(verdict.hyperv.support),
    })
}

/// The lesson's own question, and the first one to try: the same image on another host.
fn by_default(lesson: &Lesson) -> Option<[HostByDefault; 2]> {
    let side = |question: &Question| {
        let (verdict, host) = (judge(question)?, question.host.get()?);
        let image = verdict.image?.build;
        let (isolation, kernel) = match host.kind {
            Kind::Client => (Isolation::Hyperv, image),
            Kind::Server => (Isolation::Process, host.version.build),
        };
        let support = verdict.finding(isolation).support;
        Some(HostByDefault { name: host.name(), isolation, image, kernel, support })
    };
    Some([side(&lesson.asks())?, side(&link::decode(lesson.tries.first()?.question))?])
}

fn revisions(verdict: &Verdict) -> Option<Revisions> {
    let (host, image) = (verdict.host.version, verdict.image?);
    let (_, host_line, image_line) = crate::rules::rule::february_2020::line(host.build)?;
    let (of_host, of_image) = (host.revision?, image.revision?);
    Some(Revisions {
        build: host.build,
        host: (of_host, of_host >= host_line),
        image: (of_image, of_image >= image_line),
        outcome: verdict.outcome,
    })
}

fn tags(question: &Question) -> Option<Vec<Tag>> {
    let from = recommend(question, &Catalogue::builtin())?.from.into_iter().next()?;
    let tag = |(at, (reference, word)): (usize, (String, &'static str))| {
        let (_, tag) = reference.rsplit_once(':')?;
        Some(Tag { tag: tag.to_owned(), moves: at == 0, word })
    };
    from.lines().into_iter().enumerate().map(tag).collect()
}

fn gates(verdict: &Verdict) -> Option<Vec<Gate>> {
    let gates = verdict.gates?;
    let gate =
        |who, passes| Gate { who, passes, word: if passes == Some(true) { "lets it through" } else { "refuses it" } };
    let documented = gates.documented.and_then(|row| row.process);
    let word = match documented {
        Some(true) => "supported",
        Some(false) => "not supported",
        None => "not listed",
    };
    Some(vec![
        Gate { who: "Microsoft’s table", passes: documented, word },
        gate("Docker’s pull check", Some(gates.docker_pull)),
        gate("containerd’s match, A", Some(gates.containerd.a)),
        gate("containerd’s match, B", Some(gates.containerd.b)),
        gate("containerd’s match, C", Some(gates.containerd.c)),
    ])
}
