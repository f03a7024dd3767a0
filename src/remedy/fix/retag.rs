//! Which tag an image needs to run on the hosts.

use super::FixTarget;
use super::LINUX_IMAGE;
use super::hosts::{BuildSet, Hosts, Memo, StartWay, asked, covers, remembered};
use super::says::{PlaceWords, contradicts, is_former_windows, is_windows};
use crate::remedy::advice::recommend;
use crate::rules::notice::image_word;
use crate::rules::reference::{Listing, Sibling, listing, sibling_tag};
use crate::rules::rule::{host_process, sandbox};
use crate::rules::{
    date::Date,
    image::Image,
    question::{Isolation, Question},
    reason::Reason,
    reference::{Reference, TagMeaning},
    release::Release,
    rule::Rule,
    version::Version,
};

/// What becomes of an image.
#[derive(Clone)]
pub(super) enum Retag {
    /// It runs as it is.
    Fits,
    /// It stays, with something to know.
    Note { text: PlaceWords, open: bool },
    /// Another tag runs.
    Replace { reference: Reference, why: String, rule: Rule, certain: bool },
}

impl Retag {
    /// What to know of an image at a place that doesn’t say what it is for; `None` where it fits.
    pub fn elsewhere(self, old: &Reference) -> Option<String> {
        match self {
            Self::Fits => None,
            Self::Replace { reference, .. } => Some(format!(
                "This names {old}, and what it is for isn’t known. For the hosts it is {reference}: change it by hand."
            )),
            // Which Windows it is isn’t known.
            Self::Note { text, .. } if !text.command.is_empty() => Some(format!(
                "This names {old}, and its name doesn’t say which Windows it is built on. Check that the hosts run it."
            )),
            Self::Note { .. } => Some(
                "This names an image of another Windows, and what it is for isn’t known. Change it by hand.".to_owned(),
            ),
        }
    }

    /// The same, unless the image may be for Linux and nothing around it speaks of Windows.
    pub fn for_windows(self, windows: bool, reference: &Reference) -> Self {
        let replaced = matches!(self, Self::Replace { .. });
        if windows || !replaced || is_windows(&Image::of_reference(reference.clone())) {
            return self;
        }
        note(
            "This tag also holds Linux images, and nothing here says that this one is for Windows: ",
            "left alone.",
            true,
        )
    }
}

/// The hosts, and what became of images so far: large files name the same ones again and again.
pub(super) struct FleetHosts<'a> {
    pub hosts: Hosts<'a>,
    known: Memo<Retag>,
    has_tag: Memo<bool>,
}

impl<'a> FleetHosts<'a> {
    pub fn new(target: &'a FixTarget<'a>) -> Self {
        Self { hosts: Hosts::new(target), known: Memo::default(), has_tag: Memo::default() }
    }

    /// The tag that makes an image run on all of these builds.
    pub fn retag(&self, reference: &Reference, wanted: BuildSet, way: StartWay) -> Retag {
        remembered(&self.known, asked(reference, wanted, way), || self.find(reference, wanted, way))
    }

    fn find(&self, reference: &Reference, wanted: BuildSet, way: StartWay) -> Retag {
        let image = Image::of_reference(reference.clone());
        let meaning = image.meaning.as_ref();
        match meaning {
            Some(TagMeaning::LinuxOnly(linux)) if contradicts(&image) => {
                return note("The tag says Windows, but there is no such image. ", linux.sentence(), true);
            }
            Some(TagMeaning::LinuxOnly(linux)) => {
                let twin = self.best(&image, reference, wanted, way).filter(|found| found.listing != Listing::ByName);
                let twin = twin.map(|found| format!(" For Windows there is {}.", found.reference)).unwrap_or_default();
                return note(LINUX_IMAGE, &[linux.sentence(), &twin].concat(), false);
            }
            _ if host_process::is_base(reference) => return note("", host_process::BASE, false),
            None | Some(TagMeaning::Unknown) => {
                if let Some(moved) = self.moved(&image, reference, wanted, way) {
                    return moved;
                }
                if let Some(meant) = image.did_you_mean() {
                    return note("", &format!("Not known as it is written. Did you mean {meant}?"), true);
                }
                let text = "Its name doesn’t say which Windows it is built on. This shows it:";
                let command = "docker image inspect --format \"{{.OsVersion}}\" §";
                return Retag::Note { text: PlaceWords::asking(text, command, reference), open: true };
            }
            _ => {}
        }
        let now = self.hosts.fits(&image, way);
        let no_such_tag = image.no_such_tag();
        if no_such_tag.is_none() && covers(now.yes, wanted) {
            return match image.several() {
                Some(several) if !several.on_record => {
                    let text = PlaceWords::asking(NOT_ON_RECORD, "docker manifest inspect §", reference);
                    Retag::Note { text, open: true }
                }
                _ => Retag::Fits,
            };
        }
        let found = self.best(&image, reference, wanted, way);
        let (why, rule) = match no_such_tag {
            Some(problem) => (problem.why.sentence().to_owned(), Rule::R28),
            None => self.why(&image, wanted, way),
        };
        match found {
            Some(found) if found.sure || !covers(now.maybe, wanted) || no_such_tag.is_some() => {
                let mut why = why;
                let remark = found.remark(reference);
                why.push_str(if remark.is_empty() { "" } else { " " });
                why.push_str(remark);
                let certain = found.is_certain();
                Retag::Replace { reference: found.reference, why, rule, certain }
            }
            _ => Retag::Note { text: self.nothing(why, reference, wanted, way).into(), open: true },
        }
    }

    /// The image under the name that Microsoft publishes it at now, where an old one doesn’t say which Windows it is built on.
    fn moved(&self, image: &Image, reference: &Reference, wanted: BuildSet, way: StartWay) -> Option<Retag> {
        let best = || self.best(image, reference, wanted, way).filter(|found| found.sure);
        let found = if is_former_windows(reference) { best() } else { None }?;
        let mut why = ["Microsoft publishes this image as ", found.reference.name(), " now."].concat();
        let remark = found.remark(reference);
        why.push_str(if remark.is_empty() { "" } else { " " });
        why.push_str(remark);
        let certain = found.is_certain();
        Some(Retag::Replace { reference: found.reference, why, rule: Rule::R28, certain })
    }

    /// The same for a place that is Windows for sure: a tag that holds Linux images only has to change as well.
    pub fn retag_for_windows(&self, reference: &Reference, wanted: BuildSet, way: StartWay) -> Retag {
        let image = Image::of_reference(reference.clone());
        let Some(TagMeaning::LinuxOnly(linux)) = image.meaning else { return self.retag(reference, wanted, way) };
        match self.best(&image, reference, wanted, way) {
            Some(found) => {
                let why = ["Windows is asked for, and this tag has none. ", linux.sentence()].concat();
                Retag::Replace { reference: found.reference, why, rule: Rule::R28, certain: false }
            }
            None => note("Windows is asked for, and this tag has none. ", linux.sentence(), true),
        }
    }

    /// The day on which the tag of an image left the list of those that are maintained.
    pub fn not_rebuilt_since(&self, reference: &Reference) -> Option<Date> {
        let image = Image::of_reference(reference.clone());
        match (image.several(), listing(reference, self.hosts.target.today)) {
            (Some(several), _) => several.until,
            (None, Some(Listing::Until(day))) => Some(day),
            _ => None,
        }
    }

    /// Whether there is a tag of an image that runs on all of these builds.
    pub fn has_tag(&self, reference: &Reference, wanted: BuildSet, way: StartWay) -> bool {
        remembered(&self.has_tag, asked(reference, wanted, way), || {
            self.best(&Image::of_reference(reference.clone()), reference, wanted, way).is_some()
        })
    }

    /// Whether an image runs on all builds as it is.
    pub fn suits(&self, reference: &Reference, way: StartWay) -> bool {
        let image = Image::of_reference(reference.clone());
        image.no_such_tag().is_none() && covers(self.hosts.fits(&image, way).yes, self.hosts.all())
    }

    /// Whether an image runs on all builds, as it is or with another tag.
    pub fn runs_somehow(&self, image: &Image, reference: &Reference, way: StartWay) -> bool {
        let now = image.no_such_tag().is_none() && covers(self.hosts.fits(image, way).yes, self.hosts.all());
        now || self.best(image, reference, self.hosts.all(), way).is_some_and(|found| found.sure)
    }

    /// The best tag: surely running before perhaps running, maintained before other ones, then the newest Windows.
    fn best(&self, image: &Image, reference: &Reference, wanted: BuildSet, way: StartWay) -> Option<FittingTag> {
        let today = self.hosts.target.today;
        let mut best: Option<(_, FittingTag)> = None;
        for release in self.hosts.target.catalogue.releases.iter().filter(|release| release.has_images()) {
            for found in self.tags(image, reference, release, way).into_iter().flatten() {
                let fits = self.hosts.fits(&found.image, way);
                let sure = covers(fits.yes, wanted);
                if !covers(fits.maybe | fits.yes, wanted) {
                    continue;
                }
                let serviced = release.end().is_none_or(|end| today <= end);
                // A tag that only follows from the naming is the likelier to exist the older its Windows is.
                let by_name = found.listing == Listing::ByName && found.reference.is_public();
                let newest = if by_name { u16::MAX - release.build } else { release.build };
                let rank = (sure, found.listing == Listing::Current, serviced, newest, found.is_pinned());
                if best.as_ref().is_none_or(|(best, _)| *best < rank) {
                    best = Some((rank, FittingTag { sure, ..found }));
                }
            }
        }
        best.map(|(_, found)| found)
    }

    /// The image's tags for a release: the one that moves with the updates, and one that is pinned as the old one is, or as
    /// Server 2016 needs it.
    fn tags(
        &self,
        image: &Image,
        reference: &Reference,
        release: &'static Release,
        way: StartWay,
    ) -> [Option<FittingTag>; 2] {
        let meant = image.no_such_tag().and_then(|problem| problem.instead.clone());
        let sibling = |from: &Reference| sibling_tag(from, release, self.hosts.target.today);
        let Some(sibling) = sibling(reference).or_else(|| sibling(&meant?)) else { return [None, None] };
        let Sibling { reference: floating, listing, other_version } = sibling;
        let found = |reference: Reference| {
            let image = Image::of_reference(reference.clone());
            FittingTag { reference, image, listing, other_version, sure: false }
        };
        let pin = self.pin(image, reference, &floating, release, way);
        let pin = pin.and_then(|tag| floating.with_tag(&tag).ok()).map(found);
        let exists = |found: &FittingTag| {
            found.image.no_such_tag().is_none() && sandbox::fits(&found.reference, release.build) != Some(false)
        };
        [Some(found(floating)).filter(exists), pin.filter(exists)]
    }

    fn pin(
        &self,
        image: &Image,
        reference: &Reference,
        floating: &Reference,
        release: &'static Release,
        way: StartWay,
    ) -> Option<String> {
        let family = floating.base_family()?;
        let by_kb = matches!(image.meaning, Some(TagMeaning::Update { .. }));
        let pinned = by_kb || matches!(image.meaning, Some(TagMeaning::Version(Version { revision: Some(_), .. })));
        if reference.arch().is_some() || !floating.is_public() {
            return None;
        }
        let pins = match self.hosts.hosts.as_slice() {
            [host]
                if host.version.build == release.build
                    && (pinned || (release.build == 14393 && host.version.revision.is_some())) =>
            {
                let question =
                    Question { host: crate::rules::question::Choice::Set(*host), ..self.hosts.question(image, way) };
                let from = recommend(&question, self.hosts.target.catalogue)?.from;
                from.into_iter().find(|from| from.family == family)?.pinned
            }
            _ if !pinned => return None,
            _ => {
                let updates = self.hosts.target.catalogue.updates;
                updates.pins(release, family, updates.newest_for_image(release)?)
            }
        };
        let exact = |pin: &&String| pin.starts_with("10.0.");
        let wanted = pins.iter().find(|pin| exact(pin) != by_kb);
        wanted.or(pins.first()).cloned()
    }

    /// Why an image does not run on all of these builds: the verdict on the first that it does not run on.
    fn why(&self, image: &Image, wanted: BuildSet, way: StartWay) -> (String, Rule) {
        let failed =
            self.hosts.verdicts(image, way).find(|(bit, verdict)| wanted & bit != 0 && !self.hosts.runs(verdict, way));
        let Some((_, verdict)) = failed else { return (String::new(), Rule::R27) };
        let chosen = way.isolation.unwrap_or(Isolation::Process);
        let reasons = &verdict.finding(chosen).reasons;
        let decides = |reason: &&Reason| matches!(reason, Reason::BuildsDiffer | Reason::VariantsDisagree);
        match reasons.iter().find(decides).or(reasons.last()) {
            Some(reason) => (reason.text(&verdict), reason.rule()),
            None => (String::new(), Rule::R27),
        }
    }

    /// What to know where no tag runs on all of these builds.
    fn nothing(&self, mut why: String, reference: &Reference, wanted: BuildSet, way: StartWay) -> String {
        let image = Image::of_reference(reference.clone());
        if covers(self.hosts.fits(&image, way).maybe, wanted) {
            why.push_str(" We know no better tag of this image.");
        } else if wanted.count_ones() > 1 {
            why.push_str(" No one tag of this image runs on all of these hosts: ");
            let alone = |build: &u16| image_word(*build).unwrap_or("an image of its own");
            for (index, build) in self.hosts.builds.iter().enumerate().filter(|(index, _)| wanted >> index & 1 == 1) {
                why.push_str(if wanted & ((1 << index) - 1) == 0 { "" } else { ", " });
                why.push_str(&build.to_string());
                why.push_str(" needs ");
                why.push_str(alone(build));
            }
            why.push('.');
        } else {
            let process = StartWay { isolation: None, ..way };
            let other = (way.isolation == Some(Isolation::Hyperv)).then(|| self.retag(reference, wanted, process));
            match other {
                Some(Retag::Replace { reference: new, .. }) => {
                    why.push_str(&format!(" Ask for process isolation, and use {new}."));
                }
                Some(Retag::Fits) => why.push_str(" Ask for process isolation."),
                _ => why.push_str(" We know no tag of this image that runs there."),
            }
        }
        why
    }
}

/// What to know of a tag over several Windows versions whose image's version may be an old one.
const NOT_ON_RECORD: &str = "This tag holds several Windows versions, and we don’t know which ones for this version \
     of the image. To be sure, name the Windows version in the tag. This shows those it holds:";

/// A tag that runs.
struct FittingTag {
    reference: Reference,
    image: Image,
    listing: Listing,
    other_version: bool,
    sure: bool,
}

impl FittingTag {
    /// Base images stay in the registry when they are no longer rebuilt.
    fn is_certain(&self) -> bool {
        match self.listing {
            Listing::Current => true,
            Listing::Until(_) => self.reference.base_family().is_some(),
            Listing::ByName => false,
        }
    }

    fn is_pinned(&self) -> bool {
        !self.image.is_floating()
    }

    /// What to add to the reason.
    fn remark(&self, old: &Reference) -> &'static str {
        match self.listing {
            Listing::ByName => "We guessed the new tag from the old one. Check that it exists.",
            Listing::Until(_) if self.is_certain() => "The new tag can be pulled but is no longer rebuilt.",
            Listing::Until(_) => {
                "This version gets no new images any more. Check that the tag exists, or move to a newer version."
            }
            _ if self.other_version => Sibling::VERSION_CHANGES,
            _ if old.digest().is_some() => "The digest was removed, because it pins the old image.",
            _ => "",
        }
    }
}

fn note(before: &str, text: &str, open: bool) -> Retag {
    let mut all = String::with_capacity(before.len() + text.len());
    all.push_str(before);
    all.push_str(text);
    Retag::Note { text: all.into(), open }
}
