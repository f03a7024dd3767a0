//! Which notices apply to a verdict.

use arrayvec::ArrayVec;

use super::notice::{Notice, Side};
use crate::rules::reference::{Arch, Doubt};
use crate::rules::rule::{daemon_refusals, february_2020, later_breaks, regression, service, without_twin};
use crate::rules::verdict::{Outcome, Support, Verdict};
use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    image::{Image, Versions},
    judge,
    question::{Engine, Isolation, Question},
    release::{self, Channel, Family, Kind, Release},
    update::Update,
    version::Version,
};

/// What else to know about a verdict, most important first. Sixteen are more than anybody reads.
pub type Notices = ArrayVec<Notice, 16>;

/// The notices that apply to a verdict, most important first. Empty without an image.
pub fn of(question: &Question, verdict: &Verdict, catalogue: &Catalogue, today: Date) -> Notices {
    let Some(image) = question.image.get() else { return Notices::new() };
    let mut found = Gathered { notices: Notices::new(), verdict, question, image, catalogue, today };
    found.image_tag();
    found.image_build();
    found.revisions();
    found.host();
    found.support();
    found.engine();
    found.notices
}

struct Gathered<'a> {
    notices: Notices,
    verdict: &'a Verdict,
    question: &'a Question,
    image: &'a Image,
    catalogue: &'a Catalogue,
    today: Date,
}

impl Gathered<'_> {
    fn push(&mut self, notice: Notice) {
        // More notices than fit would be more than anybody reads; the least important come last.
        let _ = self.notices.try_push(notice);
    }

    fn push_if(&mut self, condition: bool, notice: Notice) {
        if condition {
            self.push(notice);
        }
    }

    fn image_tag(&mut self) {
        match self.image.doubt() {
            Some((Doubt::Lookalike, _)) => self.push(Notice::Lookalike),
            Some((Doubt::Copy, _)) => self.push(Notice::Copy),
            None => {}
        }
        self.push_if(self.image.no_such_tag().is_some(), Notice::NoSuchTag);
        self.push_if(self.image.linux_only().is_some(), Notice::LinuxOnly);
        self.push_if(self.image.arch().is_some_and(|arch| arch != Arch::Amd64), Notice::Arm64);
        self.push_if(self.image.is_insider(), Notice::InsiderImage);
        self.push_if(matches!(self.image.versions, Versions::Several(_)), Notice::SeveralVersions);
        let near = || !self.image.near_misses().is_empty();
        self.push_if(self.image.no_such_tag().is_none() && near(), Notice::DidYouMean);
        let (host, image) = (self.verdict.host.arch, self.image.arch());
        let fits = self.verdict.process.support != Support::Unsupported;
        self.push_if(fits && image.is_none() && host.is_some_and(|arch| arch != Arch::Amd64), Notice::ArchTag);
    }

    fn image_build(&mut self) {
        let Some(version) = self.verdict.image else { return };
        self.push_if(without_twin::applies(version.build), Notice::NoBaseImage);
    }

    fn revisions(&mut self) {
        let (host, Some(image)) = (self.verdict.host.version, self.verdict.image) else { return };
        let equal_builds = host.build == image.build;
        let server_numbers = release::kind_by_revision(image) == Some(Kind::Server);
        let client_host = self.verdict.host.kind == Kind::Client;
        let apart = equal_builds && host.build == 26100 && client_host && (server_numbers || image.revision.is_none());
        match (host.revision, image.revision) {
            (Some(h), Some(_)) if apart && h >= 7623 => self.push(Notice::NumberedApart),
            (Some(_), Some(i)) if equal_builds && host.build >= 17763 && !apart => self.gap(host, i),
            (Some(_), None) if equal_builds && february_2020::matters(host.build) => {
                self.push(Notice::BaselineUnclear(Side::Host))
            }
            (None, Some(_)) if equal_builds && february_2020::matters(host.build) => {
                self.push(Notice::BaselineUnclear(Side::Image))
            }
            _ => {}
        }
        let family = self.image.family();
        let isolation = self.question.isolation.get().copied();
        let process = self.verdict.process.support;
        for one in regression::of(&self.verdict.host, image, family, isolation, process) {
            self.push(Notice::Regression(one));
        }
        let reports = host.build > judge::NEWEST_LTSC && image.build == judge::NEWEST_LTSC && client_host;
        self.push_if(reports && self.verdict.host.release.is_some(), Notice::FieldReports);
        for (side, version) in [(Side::Host, host), (Side::Image, image)] {
            let listed = version.revision.is_none() || self.catalogue.updates.get(version).is_some();
            let known = !self.catalogue.updates.of_build(version.build).is_empty();
            self.push_if(known && !listed, Notice::RevisionNotListed(side, version));
        }
    }

    /// An image ahead of its host (R12); a hotpatched host has the level of its month (R34).
    fn gap(&mut self, host: Version, image: u32) {
        let updates = self.catalogue.updates;
        let Some(level) = updates.level(host).revision else { return };
        if image > level && !updates.may_be_hotpatch(host, self.verdict.host.kind) {
            let nano = self.image.family() == Some(Family::NanoServer);
            let known_boundary = !nano && later_breaks::crosses_known_boundary(host.build, level, image);
            self.push(Notice::RevisionGap { known_boundary });
        }
    }

    fn host(&mut self) {
        let host = self.verdict.host;
        if let Some(place) = host.place {
            self.push(Notice::Place(place));
        }
        if host.kind_conflict {
            let asked = if host.kind == Kind::Client { Kind::Server } else { Kind::Client };
            self.push(Notice::KindIgnored(asked));
        } else if let Some(twin) = host.open_twin() {
            self.push(Notice::SharedBuild(twin));
        }
    }

    fn support(&mut self) {
        let host = self.verdict.host;
        self.aks_pool();
        if let Some(release) = host.release {
            self.behind(Side::Host, host.version, self.catalogue.updates.newest_for_host(release));
            self.end(Side::Host, release);
        }
        let image = self.verdict.image;
        let release = image.and_then(|version| release::images_of(version.build));
        if let (Some(version), Some(release)) = (image, release) {
            self.behind(Side::Image, version, self.catalogue.updates.newest_for_image(release));
            if self.verdict.host.release.is_none_or(|host| host.slug != release.slug) {
                self.end(Side::Image, release);
            }
        }
        self.push_if(self.image.is_floating(), Notice::FloatingTag);
    }

    fn aks_pool(&mut self) {
        let aks = self.question.engine.get() == Some(&Engine::Aks);
        let server = self.verdict.host.release.filter(|release| aks && release.kind == Kind::Server);
        if let Some(release) = server
            && service::aks_pool(release, self.today).is_some()
        {
            self.push(Notice::AksPool(release, self.today));
        }
    }

    fn behind(&mut self, side: Side, version: Version, newest: Option<&'static Update>) {
        let (Some(newest), Some(revision)) = (newest, version.revision) else { return };
        // Where two number ranges share a build, the day decides; an unlisted revision is compared as a number.
        let behind = match self.catalogue.updates.get(version) {
            Some(own) => own.date < newest.date,
            None if side == Side::Host && self.catalogue.updates.may_be_hotpatch(version, self.verdict.host.kind) => {
                false
            }
            None => revision < newest.revision,
        };
        self.push_if(behind, Notice::Behind(side, newest));
    }

    fn end(&mut self, side: Side, release: &'static Release) {
        if release.channel == Channel::Client {
            return self.client_end(release);
        }
        match (release.end(), release.mainstream_end) {
            (Some(end), _) if self.today > end => self.push(Notice::EndOfSupport(side, release, end)),
            (_, Some(mainstream)) if self.today > mainstream => self.push(Notice::MainstreamEnded(side, release)),
            _ => {}
        }
    }

    fn client_end(&mut self, release: &'static Release) {
        let last = release.extended_end.or_else(|| release.servicing.iter().map(|line| line.end).max());
        let Some(last) = last else { return };
        let some_ended = release.servicing.iter().any(|line| self.today > line.end);
        if self.today > last {
            self.push(Notice::EndOfSupport(Side::Host, release, last));
        } else if some_ended {
            self.push(Notice::EditionsEnded(release));
        }
    }

    fn engine(&mut self) {
        let host = self.verdict.host;
        let engine = self.question.engine.get().copied();
        let docker = !engine.is_some_and(Engine::is_kubernetes);
        let client = host.kind == Kind::Client && host.release.is_some();
        let process_works =
            matches!(self.verdict.process.support, Support::Supported | Support::DevTest | Support::MayFail);
        let chosen = self.question.isolation.get().copied();
        self.push_if(docker && client && process_works && chosen != Some(Isolation::Hyperv), Notice::ClientDefault);
        self.push_if(
            docker && host.version.build < daemon_refusals::OLDEST_HOST && host.release.is_some(),
            Notice::DockerTooNew,
        );
        if self.question.is_kubernetes() {
            self.push_if(client, Notice::ClientNode);
            let differ = self.verdict.image.is_some_and(|image| image.build != host.version.build);
            self.push_if(differ && self.verdict.process.support == Support::Supported, Notice::KubernetesStrict);
            self.push_if(self.verdict.process.support == Support::Unsupported, Notice::HostProcess);
            let limited = !client && engine != Some(Engine::Aks) && !service::limits(host.version.build).is_empty();
            self.push_if(limited, Notice::ServiceLimits);
        }
        self.push_if(self.verdict.outcome == Outcome::Hyperv, Notice::HypervNeeds);
    }
}
