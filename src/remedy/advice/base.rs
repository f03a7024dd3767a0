//! The base image to build on for a host: its tags, floating and pinned.

use crate::rules::notice::{FIELD_REPORTS, image_word};
use crate::rules::{
    catalogue::Catalogue,
    host::Host,
    image::{Image, Versions},
    judge,
    question::{Choice, Isolation, Question},
    release::{self, Channel, Family, Kind, Release},
    update::{Update, Updates},
    version::Version,
};

/// A base image to build on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BaseImage {
    /// Its family, which names the repository.
    pub family: Family,
    /// The tag that moves with the monthly updates.
    pub tag: &'static str,
    /// Tags that stay at one update, most readable first; empty where no such image is known.
    pub pinned: Vec<String>,
}

impl BaseImage {
    /// The whole reference with the floating tag.
    pub fn reference(&self) -> String {
        format!("{}:{}", self.family.repository(), self.tag)
    }

    /// Every reference, with what its tag does.
    pub fn lines(&self) -> Vec<(String, &'static str)> {
        let pinned = self.pinned.iter().zip(["stays at one update", "the same one, by its version"]);
        let pinned = pinned.map(|(tag, kind)| (format!("{}:{tag}", self.family.repository()), kind));
        // Nano Server 2016 ended before its host does (R13).
        let moves = match (self.family, self.tag) {
            (Family::NanoServer, "sac2016") => "gets no updates since October 2018",
            _ => "moves with every month’s update",
        };
        std::iter::once((self.reference(), moves)).chain(pinned).collect()
    }
}

/// Which base images to use on a host.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recommendation {
    /// The build of the images.
    pub build: u16,
    /// How they run there.
    pub isolation: Isolation,
    /// Why it is not an image of the host's own release; `None` where it is.
    pub substitute: Option<String>,
    /// One for each family, the wanted one first.
    pub from: Vec<BaseImage>,
    /// Why there is no pinned tag, where there is none.
    pub unpinned: Option<String>,
}

impl Recommendation {
    /// What speaks against these images on a host all the same: reports of users that no rule covers.
    pub fn caution(&self, host: &Host) -> Option<&'static str> {
        let reported = host.kind == Kind::Client && host.version.build > judge::NEWEST_LTSC;
        (reported && self.build == judge::NEWEST_LTSC).then_some(FIELD_REPORTS)
    }

    /// The word for these images: `ltsc2022`, `1903` …
    pub fn word(&self) -> &'static str {
        image_word(self.build).unwrap_or_default()
    }
}

/// The base images to use on the host of a question, or `None` where the catalogue has nothing to recommend.
///
/// For a Linux image there is none: another base does not make it one for Windows.
pub fn recommend(question: &Question, catalogue: &Catalogue) -> Option<Recommendation> {
    let host = question.host.get()?;
    if question.image.get().is_some_and(|image| image.versions == Versions::Linux) {
        return None;
    }
    let hyperv = question.hyperv_available()
        && !question.is_kubernetes()
        && question.isolation.get() != Some(&Isolation::Process);
    let (build, isolation) = best_build(host, hyperv)?;
    let release = release::images_of(build)?;
    let update = pin(host, release, catalogue);
    let wanted = question.family.get().copied().or_else(|| question.image.get().and_then(Image::family));
    let families =
        |first: bool| crate::rules::notice::families_of(build).filter(move |family| (Some(*family) == wanted) == first);
    let from: Vec<BaseImage> = families(true)
        .chain(families(false))
        .filter_map(|family| {
            let pinned = update.map(|update| catalogue.updates.pins(release, family, update)).unwrap_or_default();
            Some(BaseImage { family, tag: release.tag(family)?.tag, pinned })
        })
        .collect();
    let unpinned = from.iter().all(|from| from.pinned.is_empty()).then(|| no_pin(host));
    Some(Recommendation { build, isolation, substitute: substitute(host, build, isolation), from, unpinned })
}

/// What a host runs, where no image is asked about yet: the answer to half of a question.
pub fn what_runs_on(host: &Host, catalogue: &Catalogue) -> Option<String> {
    let question = Question { host: Choice::Set(*host), ..Question::default() };
    let best = recommend(&question, catalogue)?;
    let (name, build) = (host.name(), host.version.build);
    let none = build < judge::STABLE_ABI && release::images_of(build).is_none();
    let none = match none {
        true => format!("No base image was published for build {build}, so {name} runs none with process isolation. "),
        false => String::new(),
    };
    let isolation = if best.isolation == Isolation::Process { "process" } else { "Hyper-V" };
    let image = best.from.first()?.reference();
    // A server between the long-term ones is no likelier than the client of its build.
    let between = host.release.is_some_and(|release| release.channel == Channel::SemiAnnual) && !host.kind_settled;
    let client = release::with_build(build).find(|release| release.kind == Kind::Client).filter(|_| between);
    Some(match client {
        Some(client) => {
            let client = client.name;
            format!(
                "Build {build} is {name} and {client}. If it is the server, it runs {image} with {isolation} isolation."
            )
        }
        None => format!("{none}{name} runs {image} with {isolation} isolation."),
    })
}

/// The newest image build that a host runs best, and how.
fn best_build(host: &Host, hyperv: bool) -> Option<(u16, Isolation)> {
    use Isolation::{Hyperv, Process};
    let release = host.release?;
    let build = release.build;
    let own = || release::images_of(build).map(|_| (build, Process));
    match (release.channel, build) {
        (Channel::Annual, _) => Some((judge::STABLE_ABI, Process)),
        (Channel::Ltsc | Channel::SemiAnnual, _) => own(),
        (Channel::Client, judge::NEWEST_LTSC..) => Some((judge::NEWEST_LTSC, Process)),
        (Channel::Client, judge::STABLE_ABI..) => Some((judge::STABLE_ABI, Process)),
        (Channel::Client, 17763..) if hyperv => Some((17763, Hyperv)),
        (Channel::Client, 17763..) => own(),
        (Channel::Client, _) if hyperv => Some((14393, Hyperv)),
        (Channel::Client, _) => None,
    }
}

/// Why the recommended image is not one of the host's own release.
fn substitute(host: &Host, build: u16, isolation: Isolation) -> Option<String> {
    let release = host.release?;
    let word = image_word(build)?;
    Some(match (release.channel, isolation) {
        (Channel::Annual, _) => {
            format!("{} has no images of its own; Microsoft says to use {word}.", release.name)
        }
        (Channel::Client, Isolation::Hyperv) => format!(
            "On Windows 10, Microsoft supports only Hyper-V isolation. {word} is the newest image that still gets updates and \
             isn’t newer than {}.",
            release.name
        ),
        (Channel::Client, Isolation::Process) if build < judge::STABLE_ABI => {
            "Without Hyper-V isolation only an image of the host’s own build is left, for development and testing."
                .to_owned()
        }
        (Channel::Client, Isolation::Process) => {
            format!("Windows 11 has no images of its own; {word} is the newest one that {} runs.", release.name)
        }
        _ => return None,
    })
}

/// The update to pin: the newest image that is not ahead of the host; on Server 2016 the one that is equal (R9).
fn pin(host: &Host, images: &'static Release, catalogue: &Catalogue) -> Option<&'static Update> {
    let updates = catalogue.updates;
    let newest = updates.newest_for_image(images);
    let (Some(revision), true) = (host.version.revision, host.version.build == images.build) else { return newest };
    let line = judge::BASELINE.iter().find(|(build, ..)| *build == images.build);
    let superseded = |update: &&Update| line.is_some_and(|(_, host_line, _)| update.revision == *host_line);
    if images.build == 14393 {
        return updates.images(images).filter(|update| !superseded(update)).find(|update| update.revision == revision);
    }
    let own = updates.get(host.version).or_else(|| before(updates, host.version));
    updates
        .images(images)
        .filter(|update| match (line, own) {
            // The images of 11 February 2020 were replaced on the 18th; hosts stayed at the 11th (R11).
            _ if superseded(update) => false,
            (Some((_, host_line, image_line)), _) if update.revision == *image_line => revision >= *host_line,
            (_, Some(own)) => update.date <= own.date,
            _ => update.revision <= revision,
        })
        .max_by_key(|update| (update.date, update.revision))
}

/// For a revision that is not listed and whose numbers are not those of images (R12b): the last update before it that is listed,
/// whose day can be compared.
fn before(updates: &Updates, version: Version) -> Option<&Update> {
    let client = |version| release::kind_by_revision(version) == Some(Kind::Client);
    let listed = updates.of_build(version.build).iter().filter(|update| client(update.version()));
    listed.take_while(|update| client(version) && Some(update.revision) <= version.revision).last()
}

fn no_pin(host: &Host) -> String {
    format!(
        "No image with revision {} is known: images follow the monthly releases, while hosts also get other updates. Update \
             the host to a monthly release, or use Hyper-V isolation.",
        host.version
    )
}
