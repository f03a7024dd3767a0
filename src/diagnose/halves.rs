//! One side of the pair is known, or none: what the known half says.

use super::case::{Case, Found, capital, release_name};
use super::cause::Cause::{ImageNewer, ImageOlder, Unknown};
use super::cause::Confidence::{Likely, Possible};
use super::versions::AT_CREATE;
use crate::read::evidence::Hint;
use crate::rules::judge::STABLE_ABI;
use crate::rules::question::Isolation;

/// An id that the engine made up: it may be the sandbox's.
fn is_id(name: &str) -> bool {
    name.len() >= 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What a word of the text says of the machine; where it is the release's own name, what it leaves open.
fn said(hint: &Hint, host: &str) -> String {
    let release = release_name(hint.build);
    match is_name(&hint.word) {
        true => format!("According to the text, {host} runs {release} (build {}).", hint.build),
        false => format!("According to “{}”, {host} runs {release} (build {}).", hint.word, hint.build),
    }
}

/// `Windows Server 2022 Datacenter`: the name of a release, and no code for it such as `windows-2022`.
fn is_name(word: &str) -> bool {
    let is_part = |word: &str| {
        let known = ["microsoft", "windows", "server", "datacenter", "standard", "core"];
        known.contains(&&*word.to_ascii_lowercase()) || crate::rules::release::of_year(word).is_some()
    };
    word.contains(' ') && word.split_whitespace().all(is_part)
}

impl Case<'_> {
    /// A newer image would have been refused when it was pulled: so it is older.
    pub(super) fn only_image(&self, image: u16) -> Found {
        let name = self.image_with_build();
        let hinted = self.evidence.machine.hint.as_ref();
        if let Some(hint) = hinted.filter(|hint| hint.build == image) {
            if self.is_cluster() && self.incident.container.as_deref().is_none_or(is_id) {
                return self.perhaps_sandbox();
            }
            return self.impossible(format!(
                "{} {name} has the same build. So Windows refused some other pair, or the host runs another Windows.",
                said(hint, &self.host_name())
            ));
        }
        if self.is_cluster() && self.incident.isolation == Some(Isolation::Hyperv) {
            return self.no_hyperv_in_cluster(Likely, &name);
        }
        if let Some(hint) = hinted.filter(|hint| hint.build < image || image < STABLE_ABI) {
            return self.against_hint(image, hint);
        }
        if self.is_old_engine() {
            return Found::new(
                Unknown,
                Possible,
                format!("{} doesn’t match {}", self.image_name(), self.host_name()),
                format!(
                    "{name} runs with process isolation only on {} (build {image}), and this host is another \
                     Windows. An engine this old also tries to start images that are too new, so either side may be \
                     the newer one.",
                    release_name(image)
                ),
            )
            .not(AT_CREATE)
            .open(self.ask_host());
        }
        if image >= STABLE_ABI {
            return Found::new(
                Unknown,
                Possible,
                format!("{} doesn’t match {}", self.image_name(), self.host_name()),
                format!(
                    "{name} runs on {} and newer hosts with process isolation. {} is probably older.",
                    release_name(image),
                    capital(&self.host_name())
                ),
            )
            .not(AT_CREATE)
            .open(self.ask_host());
        }
        let runs = release_name(image);
        Found::new(
            ImageOlder,
            Likely,
            format!("{} is too old for {}", self.image_name(), self.host_name()),
            format!(
                "{name} is older than the Windows of {}. The text doesn’t give that version, but a newer image \
                     would have been refused at the pull. With process isolation it runs only on {runs} (build \
                     {image}).",
                self.host_name()
            ),
        )
        .not(AT_CREATE)
        .open(self.ask_host())
    }

    /// The text doesn't give the host's version, but words of it name its Windows.
    fn against_hint(&self, image: u16, hint: &Hint) -> Found {
        let (name, host) = (self.image_with_build(), self.host_name());
        let said = said(hint, &host);
        let (cause, title, text) = match hint.build < image {
            true => (
                ImageNewer,
                format!("{} can’t run on {}: it is newer", self.image_name(), release_name(hint.build)),
                format!("{said} {name} is newer, and no isolation mode can run a newer image."),
            ),
            false => (
                ImageOlder,
                format!("{} is too old for {}", self.image_name(), release_name(hint.build)),
                format!(
                    "{said} {name} is older. With process isolation it runs only on {} (build {image}).",
                    release_name(image)
                ),
            ),
        };
        Found::new(cause, Likely, title, text).not(AT_CREATE).open(self.ask_host())
    }

    pub(super) fn only_host(&self, host: u16) -> Found {
        if self.is_old_engine() {
            return self.neither();
        }
        let oldest = host <= 14393;
        let (cause, side) = if oldest { (ImageNewer, "newer than") } else { (ImageOlder, "older than") };
        Found::new(
            cause,
            Likely,
            format!("The build of {} doesn’t fit {}", self.image_name(), self.host_name()),
            format!(
                "{} was built for a Windows {side} {}. The text doesn’t give its version, but a newer image would \
                     have been refused at the pull.",
                capital(&self.image_name()),
                self.host_with_build()
            ),
        )
        .not(AT_CREATE)
        .open(self.ask_image())
    }

    pub(super) fn neither(&self) -> Found {
        let hint = self.evidence.machine.hint.as_ref().filter(|hint| hint.build > 14393 && self.host.is_none());
        if let Some(hint) = hint.filter(|_| !self.is_old_engine()) {
            return Found::new(
                ImageOlder,
                Likely,
                format!("The build of {} doesn’t fit {}", self.image_name(), self.host_name()),
                format!(
                    "{} {} was built for an older Windows. The text doesn’t give its version, but a newer image would \
                         have been refused at the pull.",
                    said(hint, &self.host_name()),
                    capital(&self.image_name())
                ),
            )
            .not(AT_CREATE)
            .open(self.ask_image())
            .open(self.ask_host());
        }
        let (machine, way_out) = if self.is_cluster() {
            ("node", "Use an image for the node’s Windows, or a node for the image’s.")
        } else {
            (
                "host",
                "If the image is older, Hyper-V isolation helps; if it’s newer, only another image or another host does.",
            )
        };
        let mut found = Found::new(
            Unknown,
            Possible,
            format!("{} doesn’t match {}", capital(&self.image_name()), self.host_name()),
            format!("Windows refused to start the container: the image’s build doesn’t fit the {machine}’s. {way_out}"),
        )
        .not(AT_CREATE);
        if self.host.is_none() {
            found = found.open(self.ask_host());
        }
        found.open(self.ask_image())
    }
}
