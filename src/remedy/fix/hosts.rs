//! The hosts a file has to run on, and on which of them an image does.

use core::cell::RefCell;
use std::collections::BTreeMap;

use super::FixTarget;
use crate::rules::judge::BASELINE;
use crate::rules::{
    host::Host,
    image::Image,
    judge::judge,
    question::{Engine, Isolation, Question},
    reference::Reference,
    release::Kind,
    verdict::{Outcome, Verdict},
    version::Version,
};

/// A set of builds, one bit each in the order of [`Fleet::builds`].
pub(super) type BuildSet = u64;

/// On which of the hosts' builds an image runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Fits {
    /// It runs.
    pub yes: BuildSet,
    /// It runs, or may: the runtimes disagree, or revisions decide that are not known.
    pub maybe: BuildSet,
}

/// How containers are started.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct StartWay {
    pub kubernetes: bool,
    pub isolation: Option<Isolation>,
}

/// Whether all wanted builds are there.
pub(super) fn covers(there: BuildSet, wanted: BuildSet) -> bool {
    wanted & !there == 0
}

/// What is known already of what was asked.
pub(super) type Memo<T> = RefCell<BTreeMap<MemoKey, T>>;

/// An image, the builds it has to run on, and how it is started.
pub(super) type MemoKey = (String, BuildSet, bool, Option<&'static str>);

pub(super) fn asked(reference: &Reference, wanted: BuildSet, way: StartWay) -> MemoKey {
    (reference.to_string(), wanted, way.kubernetes, way.isolation.map(Isolation::slug))
}

/// What is known already, or else found out and kept.
pub(super) fn remembered<T: Clone>(known: &Memo<T>, asked: MemoKey, find: impl FnOnce() -> T) -> T {
    if let Some(known) = known.borrow().get(&asked) {
        return known.clone();
    }
    let found = find();
    known.borrow_mut().insert(asked, found.clone());
    found
}

/// The hosts, each that can make a difference once.
pub(super) struct Hosts<'a> {
    pub target: &'a FixTarget<'a>,
    pub hosts: Vec<Host>,
    /// Their builds, in ascending order.
    pub builds: Vec<u16>,
    fits: Memo<Fits>,
}

impl<'a> Hosts<'a> {
    pub fn new(target: &'a FixTarget<'a>) -> Self {
        let mut hosts: Vec<Host> = Vec::new();
        let mut builds: Vec<u16> = Vec::new();
        for mut host in target.hosts.iter().copied() {
            // Of many machines, only on these builds can a revision decide.
            if target.hosts.len() > 1 && !BASELINE.iter().any(|(build, ..)| *build == host.version.build) {
                host.version.revision = None;
            }
            if !hosts.contains(&host) {
                hosts.push(host);
            }
            match builds.binary_search(&host.version.build) {
                Err(at) if builds.len() < BuildSet::BITS as usize => builds.insert(at, host.version.build),
                _ => {}
            }
        }
        Self { target, hosts, builds, fits: Memo::default() }
    }

    /// The isolation that was chosen.
    pub fn chosen(&self) -> Option<Isolation> {
        self.target.isolation
    }

    /// What starts the containers.
    pub fn engine(&self) -> Option<Engine> {
        self.target.engine
    }

    /// Whether Hyper-V isolation is available.
    pub fn has_hyperv(&self) -> bool {
        self.target.hyperv
    }

    /// Whether one of them is a machine of a service without Hyper-V isolation.
    pub fn are_hosted(&self) -> bool {
        self.hosts.iter().any(|host| host.place.is_some_and(|place| !place.hyperv))
    }

    pub fn has_clients(&self) -> bool {
        self.hosts.iter().any(|host| host.kind == Kind::Client)
    }

    /// All builds.
    pub fn all(&self) -> BuildSet {
        BuildSet::MAX >> (BuildSet::BITS as usize - self.builds.len())
    }

    pub fn question(&self, image: &Image, way: StartWay) -> Question {
        let engine = match way.kubernetes {
            true if self.target.engine == Some(Engine::Aks) => Some(Engine::Aks),
            true => Some(Engine::Kubernetes),
            false => self.target.engine,
        };
        let mut question = Question { isolation: way.isolation.into(), engine: engine.into(), ..Question::default() };
        question.image = crate::rules::question::Choice::Set(image.clone());
        if !self.target.hyperv {
            question.hyperv = crate::rules::question::Choice::Set(false);
        }
        question
    }

    /// The verdict on each host, with its build's bit.
    pub fn verdicts(&self, image: &Image, way: StartWay) -> impl Iterator<Item = (BuildSet, Verdict)> {
        let mut question = self.question(image, way);
        self.hosts.iter().filter_map(move |host| {
            let bit = self.builds.iter().position(|build| *build == host.version.build)?;
            question.host = crate::rules::question::Choice::Set(*host);
            let verdict = judge(&question)?;
            Some((1 << bit, verdict))
        })
    }

    /// On which builds an image runs: on all hosts of a build, or not on it.
    pub fn fits(&self, image: &Image, way: StartWay) -> Fits {
        match &image.reference {
            Some(reference) => remembered(&self.fits, asked(reference, 0, way), || self.fits_now(image, way)),
            None => self.fits_now(image, way),
        }
    }

    fn fits_now(&self, image: &Image, way: StartWay) -> Fits {
        let mut fits = Fits { yes: self.all(), maybe: self.all() };
        for (bit, verdict) in self.verdicts(image, way) {
            if !self.runs(&verdict, way) {
                fits.yes &= !bit;
                if verdict.outcome != Outcome::Depends {
                    fits.maybe &= !bit;
                }
            }
        }
        fits
    }

    /// The hosts that an image of the release with this build runs on.
    pub fn runs_build(&self, build: u16, way: StartWay) -> BuildSet {
        let release = self.target.catalogue.releases.iter().find(|release| release.build == build);
        release.map_or(0, |release| self.fits(&Image::of_release(release), way).maybe)
    }

    pub fn runs(&self, verdict: &Verdict, way: StartWay) -> bool {
        match verdict.outcome {
            Outcome::Process => true,
            // Docker on Windows 10 and 11 uses Hyper-V isolation by itself (R18).
            Outcome::Hyperv => way.isolation == Some(Isolation::Hyperv) || verdict.host.kind == Kind::Client,
            _ => false,
        }
    }

    /// The builds of a set.
    pub fn of(&self, set: BuildSet) -> impl Iterator<Item = u16> {
        self.builds.iter().enumerate().filter(move |(index, _)| set >> index & 1 == 1).map(|(_, build)| *build)
    }

    /// Whether some base image runs on all hosts.
    pub fn has_base(&self, way: StartWay) -> bool {
        self.image_sets(way).any(|(_, fits)| covers(fits.maybe | fits.yes, self.all()))
    }

    /// The sets of builds that some base image runs on.
    pub fn image_sets(&self, way: StartWay) -> impl Iterator<Item = (u16, Fits)> {
        let releases = self.target.catalogue.releases.iter().filter(|release| release.has_images());
        releases.map(move |release| (release.build, self.fits(&Image::of_release(release), way)))
    }
}

/// The name of a build's label value: `10.0.20348`.
pub(super) fn label(build: u16) -> String {
    Version::of_build(build).to_string()
}
