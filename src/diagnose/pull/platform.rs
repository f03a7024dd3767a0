//! The tag holds nothing for the system or the processor that the engine asked for.

use crate::diagnose::case::{Case, Found, capital};
use crate::diagnose::cause::Cause::{Architecture, LinuxEngine, LinuxImage, NoEntry};
use crate::diagnose::cause::Confidence::{Certain, Likely};
use crate::diagnose::diagnosis::ASKED_FOR_X86;
use crate::diagnose::missing::Missing;
use crate::read::evidence::{Edition, Listed, System};
use crate::rules::probe;
use crate::rules::release::Kind;

/// What a Linux image rules out.
pub(in crate::diagnose) const NO_WINDOWS: &str = "the Windows version (a Linux image has none)";

impl Case<'_> {
    /// `no matching manifest for unknown`, about a Windows image that is no newer than the host: dockerd refuses newer ones only
    /// (R20). Docker 18 names no platform, whatever it looked for: <https://github.com/docker/for-win/issues/4449>.
    pub(super) fn asked_for_unknown(&self) -> bool {
        let older = self.image_build().zip(self.host_build()).is_some_and(|(image, host)| image <= host);
        self.incident.error.line.contains("matching manifest for unknown") && older
    }

    /// [Microsoft](https://learn.microsoft.com/virtualization/windowscontainers/quick-start/run-your-first-container) asks to look
    /// whether Docker is set to Linux containers; the experimental mode for both has ended so as well:
    /// <https://github.com/docker/for-win/issues/3903>.
    pub(super) fn linux_perhaps(&self) -> Found {
        Found::new(
            LinuxEngine,
            Likely,
            format!("{} isn’t newer than {}, so Docker looked for another platform", capital(&self.image_name()), self.host_name()),
            "Docker doesn’t say which platform it looked for. It is set to Linux containers, or to its experimental mode \
             for both: set it to Windows containers and turn the experimental features off.",
        )
        .not("the image’s Windows version (Docker refuses only newer ones at the pull)")
    }

    pub(in crate::diagnose) fn linux_engine(&self) -> Found {
        let words = self.evidence.engine.system.as_ref().map(|(_, words)| words.clone()).unwrap_or_default();
        let line = self.incident.error.line.to_ascii_lowercase();
        if line.contains("linux/arm64") && !self.is_windows_image() {
            let subject = self.reference.map_or_else(|| "The tag".to_owned(), |_| self.image_name());
            return Found::new(
                Architecture,
                Certain,
                "The tag has no image for this processor",
                format!(
                    "The engine asked for linux/arm64, an ARM processor, and {} has no entry for it.",
                    lower_the(&subject)
                ),
            )
            .not(super::ANSWERED)
            .open(Missing::image(
                "Which platforms does the tag hold?",
                probe::about(probe::MANIFEST, &self.image_argument()),
            ));
        }
        if !self.is_windows_image() {
            return self.no_entry_for_platform(
                "The engine runs Linux containers, and the tag has nothing for the platform it asked for.",
            );
        }
        let found = Found::new(
            LinuxEngine,
            Certain,
            format!("{} needs Windows containers, but the engine runs Linux containers", capital(&self.image_name())),
            format!(
                "The engine runs Linux containers (“{words}”), so it looks for a Linux image. Versions are compared \
                     only later."
            ),
        )
        .not("the tag or its Windows version (the engine never looked at them)");
        match self.evidence.machine.edition {
            Some(Edition::Home) => {
                found.note("This is Windows Home, which can’t run Windows containers. You need Pro or Enterprise.")
            }
            _ => found,
        }
    }

    /// Nothing says which system the engine runs, and the tag has nothing for what it asked for.
    pub(in crate::diagnose) fn no_entry_for_platform(&self, text: &str) -> Found {
        Found::new(
            NoEntry,
            Likely,
            format!("{} has no entry for the engine’s platform", capital(&self.image_name())),
            text,
        )
        .not(super::ANSWERED)
        .open(Missing::image(
            "Which platforms does the tag hold?",
            probe::about(probe::MANIFEST, &self.image_argument()),
        ))
    }

    /// Docker's engine for Windows containers does not build with BuildKit: where BuildKit finds nothing in a Windows image,
    /// the engine runs Linux containers. A server may run a BuildKit of its own.
    pub(in crate::diagnose) fn is_linux_builder(&self) -> bool {
        let windows = matches!(self.evidence.engine.system, Some((System::Windows, _)));
        let server = self.host.is_some_and(|host| host.kind == Kind::Server);
        self.evidence.engine.buildkit && self.is_windows_image() && !windows && !self.is_cluster() && !server
    }

    pub(in crate::diagnose) fn linux_builder(&self) -> Found {
        let found = Found::new(
            LinuxEngine,
            Likely,
            format!("{} needs Windows containers, but the engine runs Linux containers", capital(&self.image_name())),
            "This build used BuildKit, which Docker uses for Linux images. For Windows containers Docker has another \
             builder, which prints “Step 1/5”. So the engine looks for a Linux image, and the tag has none.",
        )
        .not("the tag or its Windows version (the engine never looked at them)")
        .open(Missing::other("Which operating system is the engine set to?", probe::ENGINE_SYSTEM));
        match self.evidence.machine.edition {
            Some(Edition::Home) => {
                found.note("This is Windows Home, which has no Windows containers: Pro or Enterprise is needed.")
            }
            _ => found,
        }
    }

    /// The text shows what the tag holds, and nothing of it is for Windows.
    pub(in crate::diagnose) fn listed_elsewhere(&self) -> Option<Found> {
        let of_image = |listed: &&Listed| listed.image.as_deref().is_none_or(|name| Some(name) == self.reference);
        let listed: Vec<&str> =
            self.evidence.listed.iter().filter(of_image).map(|listed| listed.platform.as_str()).collect();
        if listed.is_empty() || listed.iter().any(|platform| platform.starts_with("windows")) {
            return None;
        }
        let holds = listed.join(", ");
        // A Linux node would have taken one of them.
        let takes = |platform: &str| listed.contains(&platform);
        if self.is_cluster() && takes("linux/amd64") && !self.is_windows_engine() {
            let confidence = if takes("linux/arm64") { Certain } else { Likely };
            let text = format!(
                "According to the list in the text, the tag has only {holds}, which every Linux node {} takes. So {} runs Windows.",
                if takes("linux/arm64") { "" } else { "with an amd64 processor" },
                self.host_name()
            );
            let text = text.replace("node  takes", "node takes");
            return Some(Found { confidence, text, ..self.linux_image() });
        }
        if self.is_windows_engine() {
            return Some(Found {
                confidence: Certain,
                text: format!(
                    "According to the list in the text, it has only {holds}, but {} runs Windows containers.",
                    self.host_name()
                ),
                ..self.linux_image()
            });
        }
        let text =
            format!("According to the list in the text, it has only {holds}. The engine asked for another platform.");
        Some(Found { confidence: Certain, ..self.no_entry_for_platform(&text) })
    }

    pub(in crate::diagnose) fn linux_image(&self) -> Found {
        if !self.is_windows_engine() && !self.is_cluster() {
            let text = format!(
                "{} is a Linux image, and the tag has nothing for the platform the engine asked for.",
                capital(&self.image_name())
            );
            return self.no_entry_for_platform(&text);
        }
        let confidence = if self.is_windows_engine() { Certain } else { Likely };
        let why = self.image.as_ref().and_then(|image| image.linux_only()).map(|why| why.sentence().to_owned());
        Found::new(
            LinuxImage,
            confidence,
            format!("{} is a Linux image", capital(&self.image_name())),
            format!(
                "{} has no Windows entry, but {} runs Windows containers. {}",
                capital(&self.image_name()),
                self.host_name(),
                why.unwrap_or_default()
            )
            .trim_end(),
        )
        .not(NO_WINDOWS)
    }

    pub(in crate::diagnose) fn is_amd64_only(&self) -> bool {
        !self.image.as_ref().is_some_and(|image| image.arch() == Some(crate::rules::reference::Arch::Arm64))
    }

    pub(in crate::diagnose) fn architecture(&self, words: &str) -> Found {
        Found::new(
            Architecture,
            Likely,
            format!("{} is not for this processor", capital(&self.image_name())),
            format!(
                "The machine is ARM64 (“{words}”) and runs only ARM64 images; {} has no such entry.",
                self.image_name()
            ),
        )
        .not("isolation or updates")
        .note("ARM64 base images exist for 2025 only: nanoserver:ltsc2025-arm64, servercore:ltsc2025-arm64.")
    }

    /// A build for several platforms: <https://docs.docker.com/build/building/multi-platform/>.
    pub(in crate::diagnose) fn asks_arm64(&self) -> Found {
        Found::new(
            Architecture,
            Certain,
            format!("{} has no entry for windows/arm64", capital(&self.image_name())),
            "The build asked for windows/arm64, one of its platforms, and the base image has no entry for it.",
        )
        .not("the host (the build chose the platform)")
    }

    /// A 32-bit nerdctl or containerd asks for what no Windows image has:
    /// <https://github.com/containerd/nerdctl/issues/3381>.
    pub(in crate::diagnose) fn asks_x86(&self) -> Found {
        Found::new(
            Architecture,
            Certain,
            ASKED_FOR_X86,
            "It asked for windows/386, and Windows container images are 64-bit. The engine, or its client, is a 32-bit \
             program.",
        )
        .not("the tag or its Windows version (the engine never looked at them)")
    }
}

fn lower_the(text: &str) -> String {
    text.strip_prefix("The ").map_or_else(|| text.to_owned(), |rest| ["the ", rest].concat())
}
