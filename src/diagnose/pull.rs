//! "no matching manifest", "no match for platform": the manifest was found, and nothing in it was taken.

mod platform;
mod refused;

pub(super) use platform::NO_WINDOWS;

use super::case::{Case, Found, capital, release_name};
use super::cause::Cause::{ImageNewer, ImageOlder, LinuxImage, NoEntry};
use super::cause::Confidence::{self, Certain, Likely, Possible};
use super::missing::Missing;
use super::particular::{builder_on_windows, is_buildkit};
use crate::read::evidence::{System, Tool};
use crate::rules::image::Versions;
use crate::rules::judge::{NEWEST_LTSC, STABLE_ABI};
use crate::rules::probe;
use crate::rules::reference::Reference;
use crate::rules::release::{self, Family, Kind};

const AT_PULL: &str =
    "a wrong name or a missing login (the registry answered), and the isolation mode (it plays no part in a pull)";

/// What an answer of the registry rules out.
const ANSWERED: &str = "a wrong name or a missing login (the registry answered)";

/// No host of Windows containers is older than the first images.
const OLDEST_IMAGE: u16 = 14393;

impl Case<'_> {
    /// "no matching manifest", "no match for platform": the manifest was found, and the engine's filter refused all of it.
    pub(super) fn no_match(&self) -> Found {
        let linux = matches!(self.evidence.engine.system, Some((System::Linux, _)));
        if linux {
            return self.linux_engine();
        }
        if let Some(words) = self.evidence.machine.arm64.as_ref().filter(|_| self.is_amd64_only()) {
            return self.architecture(words);
        }
        if self.evidence.machine.asks_arm64 {
            return self.asks_arm64();
        }
        if self.evidence.machine.asks_x86 {
            return self.asks_x86();
        }
        if self.is_cluster() && self.is_pause() {
            return self.sandbox();
        }
        if is_buildkit(self.reference) && self.is_windows_engine() {
            return builder_on_windows(self.linux_image());
        }
        if self.bare_entry() {
            return self.second_tries(self.no_entry(Likely));
        }
        if let Some(found) = self.listed_elsewhere() {
            return found;
        }
        if self.image.as_ref().is_some_and(|image| image.versions == Versions::Linux) {
            return self.linux_image();
        }
        if self.is_linux_builder() {
            return self.linux_builder();
        }
        if self.asked_for_unknown() {
            return self.linux_perhaps();
        }
        let found = match (self.host_build(), self.image_build()) {
            (Some(host), Some(image)) if image > host => return self.image_newer(),
            (Some(host), Some(image)) => self.refused_by_match(host, image),
            (None, Some(image)) if !self.is_containerd() => self.refused_by_docker(image),
            (None, Some(image)) => self.no_match_without_host(image),
            (Some(host), None) if host < STABLE_ABI && self.is_server_base() => self.newer_server_base(),
            _ => self.no_match_without_image(),
        };
        self.second_tries(found)
    }

    /// Whether it is the base image `windows/server`, which exists for Windows Server 2022 and 2025 only (R28).
    fn is_server_base(&self) -> bool {
        let reference = self.image.as_ref().and_then(|image| image.reference.as_ref());
        reference.and_then(|reference| reference.base_family()) == Some(Family::Server)
    }

    fn newer_server_base(&self) -> Found {
        Found::new(
            ImageNewer,
            Certain,
            format!("windows/server can’t run on {}: it is newer", self.host_name()),
            format!(
                "The base image windows/server exists for Windows Server 2022 and 2025 only, and both are newer than {}. No isolation mode \
                 can run a newer image.",
                self.host_with_build()
            ),
        )
        .not("the tag (all of them are newer)")
    }

    /// Whether the text shows that the engine runs Windows containers.
    fn is_windows_engine(&self) -> bool {
        let lower = self.incident.error.line.to_ascii_lowercase();
        matches!(self.evidence.engine.system, Some((System::Windows, _)))
            || lower.contains("windows/")
            || lower.contains("windows(")
            || self.host_build().is_some()
    }

    /// The tag's list holds nothing for this host.
    pub(super) fn no_entry(&self, confidence: Confidence) -> Found {
        let hint = self.evidence.machine.hint.as_ref().filter(|_| self.host_build().is_none());
        let hint =
            hint.map(|hint| format!(" “{}” says {} (build {}).", hint.word, release_name(hint.build), hint.build));
        let entry = match self.host_build() {
            Some(_) => format!("no entry that fits {}", self.host_with_build()),
            None => format!("no entry that fits {}", self.host_name()),
        };
        Found::new(
            NoEntry,
            confidence,
            format!("{} has no entry for {}", capital(&self.image_name()), self.host_name()),
            format!(
                "The manifest list of {} has {entry}. It was published for other versions of Windows, or only for Linux.{}",
                self.image_name(),
                hint.unwrap_or_default()
            ),
        )
        .not(AT_PULL)
        .open(Missing::image(
            "What does the tag hold? Look at os and os.version in each entry.",
            probe::about(probe::MANIFEST, &self.image_argument()),
        ))
    }

    /// dockerd drops only what is newer than its host, or for another system (R20):
    /// <https://github.com/MicrosoftDocs/azure-devops-docs/issues/4564>.
    fn refused_by_docker(&self, image: u16) -> Found {
        if image <= OLDEST_IMAGE {
            return self.no_entry(Likely);
        }
        let (name, runs) = (self.image_with_build(), release_name(image));
        let (title, confidence, text) = match self.is_windows_engine() {
            true => (
                format!("{} is newer than the host", self.image_name()),
                Likely,
                format!(
                    "Docker refuses a Windows image at the pull only if it is newer than the host. {name} needs {runs} \
                     or newer, so the host is older."
                ),
            ),
            false => (
                format!("{} is newer than the host, or the engine runs Linux containers", self.image_name()),
                Possible,
                format!(
                    "The host is older than {runs}, which {name} needs, or the engine runs Linux containers. Docker \
                     never refuses an image at the pull for being too old."
                ),
            ),
        };
        let found = Found::new(ImageNewer, confidence, title, text).not(AT_PULL).open(self.ask_host());
        if self.is_windows_engine() {
            return found;
        }
        found.open(Missing::other("Which containers does the engine run?", probe::ENGINE_SYSTEM))
    }

    /// The image's build is known and the machine's isn't: what the known half says.
    pub(super) fn no_match_without_host(&self, image: u16) -> Found {
        let name = self.image_with_build();
        let host = self.host_name();
        let runs = release_name(image);
        let hint = self.evidence.machine.hint.as_ref();
        let hinted =
            hint.map(|hint| format!(" “{}” says {} (build {}).", hint.word, release_name(hint.build), hint.build));
        let newer = hint.map_or(image >= STABLE_ABI, |hint| image > hint.build);
        let (cause, text) = match newer {
            true => (
                ImageNewer,
                format!(
                    "{name} runs only on {runs} and newer nodes, and nothing in it fits {host}: the image is newer \
                         than the node, which is probably {}.",
                    older_than(image)
                ),
            ),
            false => (
                ImageOlder,
                format!("{name} is older than {host}. containerd takes it only on {runs} (build {image})."),
            ),
        };
        Found::new(
            cause,
            Likely,
            format!("{} has no entry that fits {host}", self.image_name()),
            [text, hinted.unwrap_or_default()].concat(),
        )
        .not(AT_PULL)
        .open(self.ask_host())
    }

    /// Nothing is known of the image but its name.
    pub(super) fn no_match_without_image(&self) -> Found {
        let selectors = self.incident.pod.as_ref().and_then(|pod| pod.selectors.as_ref());
        let asks_windows = self.evidence.selects_windows
            || selectors.is_some_and(|all| all.iter().any(|one| one.to_ascii_lowercase().contains("windows")));
        if self.is_cluster() && !asks_windows && !self.is_windows_image() && selectors.is_some() {
            return Found::new(
                LinuxImage,
                Likely,
                format!("{} is for Linux, but its pod landed on a Windows node", capital(&self.image_name())),
                format!(
                    "{} has no entry for {}, its name doesn’t mention Windows, and the pod doesn’t select an \
                         operating system.",
                    capital(&self.image_name()),
                    self.host_name()
                ),
            )
            .not(ANSWERED)
            .open(self.ask_for_windows());
        }
        let found = self.too_old_a_host().or_else(|| self.perhaps_linux()).unwrap_or_else(|| self.no_entry(Likely));
        self.moved(found)
    }

    fn ask_for_windows(&self) -> Missing {
        Missing::image("Does the tag hold any Windows image?", probe::about(probe::MANIFEST, &self.image_argument()))
    }

    /// A shared image whose name has no word of Windows, where nothing says that Windows was wanted: most images are for Linux only,
    /// and people who start with Docker on Windows 10 or 11 meet this first. Publishers with Windows entries are left out.
    fn perhaps_linux(&self) -> Option<Found> {
        let reference: Reference = self.reference?.parse().ok()?;
        let own = reference.is_of_own_registry() || reference.has_windows_tags() || self.has_former_name();
        if own || self.is_windows_image() || self.incident.error.line.contains("linux/") {
            return None;
        }
        let (name, host) = (capital(&self.image_name()), self.host_name());
        // crictl speaks to the runtime of a kubelet.
        if self.is_cluster() || self.evidence.engine.tool == Some(Tool::Crictl) {
            if self.wants_windows() || self.evidence.machine.hint.is_some() {
                return None;
            }
            let confidence = if self.evidence.engine.wants_linux_nodes { Likely } else { Possible };
            let text = format!(
                "{name} has no entry for {host}, and its name doesn’t mention Windows. A pod that doesn’t select an operating \
                 system may land on a Windows node."
            );
            let title = match confidence {
                Likely => format!("{name} is probably for Linux, but its pod landed on a Windows node"),
                _ => format!("{name} may be for Linux only, and its pod landed on a Windows node"),
            };
            return Some(Found::new(LinuxImage, confidence, title, text).not(ANSWERED).open(self.ask_for_windows()));
        }
        let kind = self.host.filter(|host| host.kind_settled).map(|host| host.kind).or(self.evidence.machine.kind);
        let build = self.host_build().filter(|_| kind.is_none());
        let only_client = build.is_some_and(|build| {
            let kinds = || release::with_build(build).map(|release| release.kind);
            kinds().next().is_some() && kinds().all(|kind| kind == Kind::Client)
        });
        let client = only_client || kind == Some(Kind::Client) || kind.is_none() && self.evidence.engine.is_desktop;
        if !client || !self.is_windows_engine() || self.evidence.engine.hosted.is_some() {
            return None;
        }
        let text = format!(
            "The tag has no entry for {host}, and its name doesn’t mention Windows. Like most images it is probably for Linux \
             only, and Docker is set to Windows containers here."
        );
        let title = format!("{name} is probably a Linux image, but Docker runs Windows containers");
        Some(Found::new(LinuxImage, Likely, title, text).not(AT_PULL).open(self.ask_for_windows()))
    }

    /// Whether the text asks for a Windows node, or its pod is named after one.
    fn wants_windows(&self) -> bool {
        let pod = self.incident.pod.as_ref();
        let selectors = pod.and_then(|pod| pod.selectors.as_ref()).into_iter().flatten();
        let named = pod.is_some_and(|pod| pod.name.split('-').any(|word| word.starts_with("win")));
        named
            || self.evidence.selects_windows
            || !self.evidence.wanted_builds.is_empty()
            || selectors.map(|one| one.to_ascii_lowercase()).any(|one| one.contains("windows"))
    }
}

/// The server release before the one with this build.
fn older_than(build: u16) -> String {
    match build {
        NEWEST_LTSC => "Windows Server 2022 or 2019".to_owned(),
        STABLE_ABI => "Windows Server 2019".to_owned(),
        _ => "older".to_owned(),
    }
}
