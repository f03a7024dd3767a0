//! Errors after Windows had accepted the builds: the start, and programs that run.

use super::case::{Case, Found, capital};
use super::cause::Cause::{LinuxImage, Revision, Unknown};
use super::cause::Confidence::{Certain, Likely, Possible};
use super::missing::Missing;
use super::others;
use super::pull::NO_WINDOWS;
use crate::read::clue::ErrorCode;
use crate::rules::judge::{BASELINE, NEWEST_LTSC, STABLE_ABI};
use crate::rules::probe;
use crate::rules::question::Isolation;
use crate::rules::reason::Reason;
use crate::rules::release::Kind;
use crate::rules::version::Version;

impl Case<'_> {
    pub(super) fn has_reason(&self, reason: Reason) -> bool {
        self.verdict.as_ref().is_some_and(|verdict| verdict.reasons().contains(&reason))
    }

    pub(super) fn revision_2016(&self) -> Found {
        Found::new(
            Revision,
            Certain,
            format!("{} and {} have different revisions", self.image_name(), self.host_name()),
            format!(
                "On Windows Server 2016, process isolation needs all four numbers to be equal. These are {} and {}.",
                self.image_with_build(),
                self.host_with_build()
            ),
        )
        .not("the builds (they are equal)")
    }

    /// 0xc0370106: the builds passed, then the container's own system stopped.
    pub(super) fn unexpected_exit(&self) -> Found {
        if let Some(words) =
            self.evidence.machine.arm64.as_ref().filter(|_| self.is_amd64_only() && self.image.is_some())
        {
            return self.architecture(words);
        }
        if self.evidence.engine.linux_process && !self.is_windows_image() {
            return self.linux_on_windows();
        }
        if self.evidence.errors.iter().any(|error| error.code == ErrorCode::OutOfMemory) {
            return others::find_as(self, ErrorCode::OutOfMemory);
        }
        let hyperv = self.incident.isolation == Some(Isolation::Hyperv);
        let verdict = self.verdict.as_ref();
        let versions = verdict.and_then(|verdict| Some((verdict.host.version, verdict.image?)));
        match versions {
            Some((host, image)) if image.build > host.build => self.image_newer(),
            Some((host, image)) if host.build == image.build && !hyperv => self.behind(host, image),
            Some(_) if !hyperv && !self.fits() && self.host_build().is_some_and(|build| build < STABLE_ABI) => {
                self.image_older()
            }
            Some(_) => self.something_else(hyperv),
            None if hyperv => Found::new(
                Unknown,
                Possible,
                self.stopped(),
                "The Windows inside the container’s virtual machine stopped. With Hyper-V isolation the usual reasons are \
                     too little memory, a filter driver (antivirus), and updates that the host lacks.",
            )
            .not("a build mismatch (that is refused before startup)")
            .open(self.ask_host_whole())
            .open(self.ask_image()),
            None => Found::new(
                Unknown,
                Possible,
                self.stopped(),
                "The builds passed the check, then the Windows inside the container stopped. With equal builds, the \
                     host usually lacks updates that the image has. Compare both full versions to be sure.",
            )
            .not("a build mismatch (that is refused before startup)")
            .open(self.ask_host_whole())
            .open(self.ask_image()),
        }
    }

    /// A Linux container that an old engine ran without Docker Desktop's virtual machine.
    fn linux_on_windows(&self) -> Found {
        Found::new(
            LinuxImage,
            Likely,
            format!("{} is a Linux image", capital(&self.image_name())),
            "The process has the form of a Linux container (CommandArgs). The engine ran it with Linux containers on \
             Windows (LCOW), an experiment that Docker removed in version 23.0 \
             (https://docs.docker.com/engine/deprecated/). Its virtual machine stopped.",
        )
        .not(NO_WINDOWS)
    }

    fn stopped(&self) -> String {
        match self.reference {
            Some(_) => format!("The container of {} stopped while starting", self.image_name()),
            None => "The container stopped while starting".to_owned(),
        }
    }

    pub(super) fn ask_host_whole(&self) -> Missing {
        if self.is_cluster() {
            return Missing::host("Which revision does the node have?", probe::NODES);
        }
        Missing::host(
            "Which revision does the host have, all four numbers? Run this on the host, not in a container.",
            probe::VER,
        )
    }

    /// Equal builds: the revisions decide (R9, R11, R12).
    pub(super) fn behind(&self, host: Version, image: Version) -> Found {
        if self.has_reason(Reason::RevisionsDiffer) {
            return self.revision_2016();
        }
        if self.has_baseline_reason() {
            return self.february_2020();
        }
        let pair = format!("{} on {}", self.image_with_build(), self.host_with_build());
        match (host.revision, image.revision) {
            (Some(h), Some(i)) if h < i => Found::new(
                Revision,
                Likely,
                format!("{} lacks updates that {} has", capital(&self.host_name()), self.image_name()),
                format!(
                    "{pair}: the builds are equal, but the host’s revision {h} is behind the image’s {i}. Such \
                     gaps have caused 0xc0370106."
                ),
            )
            .not("a build mismatch (that is refused before startup)")
            .note("Nano Server images weren’t affected."),
            (Some(_), Some(_)) => self.something_else(false),
            (known, _) => Found::new(
                Revision,
                Possible,
                self.stopped(),
                format!(
                    "{pair}: the builds are equal. Usually the host lacks updates that the image has; the {}’s \
                     revision is missing.",
                    if known.is_some() { "image" } else { "host" }
                ),
            )
            .not("a build mismatch (that is refused before startup)")
            .open(if known.is_some() { self.ask_image() } else { self.ask_host_whole() }),
        }
    }

    /// Whether only one side has the updates of February 2020 (R11).
    fn has_baseline_reason(&self) -> bool {
        self.has_reason(Reason::BaselineCrossed) || self.has_reason(Reason::BaselineSuperseded)
    }

    pub(super) fn february_2020(&self) -> Found {
        let (build, host_line, image_line) =
            self.host_build().and_then(|build| BASELINE.into_iter().find(|line| line.0 == build)).unwrap_or_default();
        let before = self.host.and_then(|host| host.version.revision).is_some_and(|revision| revision < host_line);
        let sides = if before {
            "the host is from before, the image from after"
        } else {
            "the host is from after, the image from before"
        };
        let lag = if before {
            format!("The host needs revision {host_line} or later (11 February 2020), or an older image.")
        } else {
            format!("The image needs revision {image_line} or later (18 February 2020).")
        };
        Found::new(
            Revision,
            Certain,
            format!("Only one of {} and {} has the February 2020 updates", self.image_name(), self.host_name()),
            format!(
                "The builds are equal ({build}), but {sides} the February 2020 updates (2B). When only one side \
                 has them, 32-bit programs fail with 0xC0000142 (3221225794). {lag}"
            ),
        )
        .not("the builds (they are equal) and the program itself")
    }

    /// The pair is allowed, so something that no rule covers happened.
    pub(super) fn something_else(&self, hyperv: bool) -> Found {
        let pair = format!("{} on {}", self.image_with_build(), self.host_with_build());
        let found = Found::new(
            Unknown,
            Possible,
            format!("The versions fit. Something else stopped {}", self.image_name()),
            format!(
                "Microsoft’s table and the engines allow {pair}, and the builds passed the check. Then the \
                 Windows inside the container stopped. The version rules don’t explain that."
            ),
        )
        .not("a version mismatch (this pair is allowed)")
        .open(Missing::other(
            "What does Windows say? Read the newest errors in the host compute service’s event log.",
            "Get-WinEvent -LogName Microsoft-Windows-Hyper-V-Compute-Operational -MaxEvents 20",
        ));
        let found = match self.evidence.works_with {
            Some(Isolation::Hyperv) => found.note(
                "The text says that Hyper-V isolation works. A filter driver \
                 (antivirus) or a missing Windows or Docker update is likelier than the image.",
            ),
            _ if hyperv => found.note(
                "With Hyper-V isolation it can also be memory: the container’s limit, or the \
                 4 GB that the machine must have (navcontainerhelper 4082).",
            ),
            _ => found.note(
                "The usual suspects are antivirus and other filter drivers, and missing Windows or \
                 Docker updates.",
            ),
        };
        self.regressions(found)
    }

    /// Known breaks inside supported pairs (R39).
    pub(super) fn regressions(&self, found: Found) -> Found {
        let (Some(host), Some(image)) = (self.host_build(), self.image_build()) else { return found };
        let client = self.host.is_some_and(|host| host.kind == Kind::Client);
        if client && host > NEWEST_LTSC && image == NEWEST_LTSC {
            return found.note(
                "Known issue: since the end of August 2026, process-isolated ltsc2025 stalls for \
                 minutes on Windows 11 25H2. Hyper-V isolation isn’t affected \
                 (https://github.com/microsoft/Windows-Containers/issues/647).",
            );
        }
        found
    }

    /// hcsshim prints no code here: with process isolation and unequal builds it is the mismatch (R40).
    pub(super) fn file_not_found(&self) -> Found {
        match (self.host_build(), self.image_build()) {
            (Some(host), Some(image)) if image != host && !self.fits() => {
                let found = if image > host { self.image_newer() } else { self.image_older() };
                found.note(
                    "“The system cannot find the file specified” isn’t the usual message, but with different \
                     builds it means the same here (for-win 5148).",
                )
            }
            _ => others::find(self),
        }
    }

    pub(super) fn start_timed_out(&self) -> Found {
        match (self.host_build(), self.image_build()) {
            (Some(host), Some(image)) if image > host => self.image_newer(),
            (Some(host), Some(image)) if host == image && self.has_baseline_reason() => self.february_2020(),
            (Some(host), Some(image))
                if host != image && !self.fits() && self.incident.isolation != Some(Isolation::Hyperv) =>
            {
                self.image_older().note(
                    "The builds differ, but instead of a refusal the container just didn’t come \
                     up in time.",
                )
            }
            (None, _) | (_, None) if self.evidence.machine.february_2020 => self.perhaps_february_2020(),
            _ => others::find(self),
        }
    }

    /// The text names the updates that do this, and not both versions:
    /// <https://support.microsoft.com/help/4542617>.
    fn perhaps_february_2020(&self) -> Found {
        let found = Found::new(
            Revision,
            Possible,
            "Host and image may be on different sides of the February 2020 updates",
            "The updates of February 2020 changed how containers and hosts work together. Where only one of them has these updates, \
             containers don’t start in time (0x102), and 32-bit programs in them fail without a word. Both need updates from \
             then or later.",
        );
        let found = if self.host_build().is_none() { found.open(self.ask_host_whole()) } else { found };
        if self.image_build().is_none() { found.open(self.ask_image()) } else { found }
    }

    /// 0x490: on Server 2016 the revisions differ (R9).
    pub(super) fn element_not_found(&self) -> Found {
        if self.has_reason(Reason::RevisionsDiffer) {
            return self.revision_2016();
        }
        let hinted = self.evidence.machine.hint.as_ref().map(|hint| hint.build);
        match (self.host_build().or(hinted), self.image_build()) {
            (Some(14393), None | Some(14393)) | (None, Some(14393)) => Found::new(
                Revision,
                Possible,
                format!("{} and {} may have different revisions", self.image_name(), self.host_name()),
                "On Windows Server 2016, “Element not found” has been reported after updating only the host: \
                     process isolation needs the same revision in image and host.",
            )
            .not(if self.host.is_some() && self.image.is_some() { "the builds (they are equal)" } else { "" })
            .open(self.ask_host_whole())
            .open(self.ask_image()),
            _ => others::find(self),
        }
    }

    /// What the number in the error's line says of the program.
    fn how_it_ended(&self) -> &'static str {
        let line = self.incident.error.line.to_ascii_lowercase();
        match ["c0000409", "3221226505", "-1073740791"].iter().any(|code| line.contains(code)) {
            true => "ended itself after a fatal error (0xC0000409)",
            false => "couldn’t start (0xC0000142)",
        }
    }

    /// 0xc0000142: a 32-bit program across the line of February 2020 (R11), or the program's own trouble.
    pub(super) fn dll_init(&self) -> Found {
        if self.has_baseline_reason() {
            return self.february_2020();
        }
        let on_line = |build| BASELINE.into_iter().any(|line| line.0 == build);
        let complete = self
            .verdict
            .as_ref()
            .is_some_and(|v| v.host.version.revision.is_some() && v.image.is_some_and(|i| i.revision.is_some()));
        match (self.host_build(), self.image_build()) {
            (host, image)
                if host.or(image).is_some_and(on_line)
                    && image.zip(host).is_none_or(|(image, host)| image == host)
                    && !complete => Found::new(
                Revision,
                Possible,
                format!(
                    "{} and its host may be on different sides of the February 2020 updates",
                    capital(&self.image_name())
                ),
                format!(
                    "The container runs, but a program in it {}. 32-bit programs did that when only one of image and host had \
                     the February 2020 updates (2B). Compare both revisions to be sure.",
                    self.how_it_ended()
                ),
            )
            .not("the builds (the container started)")
            .open(self.ask_host_whole())
            .open(self.ask_image()),
            (None, None) => others::find(self).not("").open(self.ask_host_whole()).open(self.ask_image()),
            // The updates of that month were for builds that both sides would have to be on.
            _ => others::find(self),
        }
    }
}
