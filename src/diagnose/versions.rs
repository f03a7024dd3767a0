//! The builds and revisions of image and host decide: which error asks for what, and what Windows refused.

use super::case::{Case, Found, capital};
use super::cause::Cause::{
    EntryWithoutOsVersion, ImageNewer, ImageOlder, IsolationNotAllowed, NoImageForHost, SandboxImage, Unknown,
};
use super::cause::Confidence::{self, Certain, Likely, Possible};
use super::matcher;
use super::others;
use super::restarted;
use crate::read::clue::ErrorCode;
use crate::read::evidence::Phase;
use crate::rules::host::Host;
use crate::rules::image::Image;
use crate::rules::judge::{NEWEST_LTSC, STABLE_ABI};
use crate::rules::product::{Match, Product};
use crate::rules::question::Isolation;
use crate::rules::reason::Reason;
use crate::rules::reference::short_name;
use crate::rules::release::{self, Kind};
use crate::rules::rule::sandbox;
use crate::rules::verdict::Support;

pub(super) const AT_CREATE: &str = "the registry or the login (the image is there)";
const BY_BUILDS: &str = "missing updates (the builds differ)";

impl Case<'_> {
    /// The cause of the incident.
    pub(super) fn find(&self) -> Found {
        use ErrorCode::*;
        let in_sandbox = self.incident.error.phase == Phase::Sandbox;
        match self.incident.error.code {
            OsMismatch0101 | NoManifest | NoPlatformMatch if in_sandbox => self.sandbox(),
            OsMismatch0101 => self.mismatch(),
            NoManifest | NoPlatformMatch => self.no_match(),
            ImageNewer => self.image_newer(),
            UnexpectedExit0106 => self.unexpected_exit(),
            FileNotFoundAtCreate => self.file_not_found(),
            StartTimedOut => self.start_timed_out(),
            ElementNotFound490 => self.element_not_found(),
            DllInit => self.dll_init(),
            HistoryCheck if self.is_misfit() => Found { confidence: Likely, ..self.mismatch() },
            LayerNotRegistered if self.is_newer() => self.image_newer(),
            LayerStorage if self.is_newer() && self.is_before_the_check() => self.image_newer(),
            _ => others::find(self),
        }
    }

    pub(super) fn is_newer(&self) -> bool {
        matches!((self.host_build(), self.image_build()), (Some(host), Some(image)) if image > host)
    }

    /// Whether both builds are known, and process isolation doesn't take them.
    fn is_misfit(&self) -> bool {
        self.host_build().is_some() && self.image_build().is_some() && !self.fits()
    }

    /// Whether engines on this host unpacked newer images without looking: that check came with 1709.
    pub(super) fn is_before_the_check(&self) -> bool {
        self.host_build().is_some_and(|build| build < 16299)
    }

    /// Whether the layers of an image for a known Windows were imported on a host that the text doesn't name.
    pub(super) fn is_imported_unseen(&self) -> bool {
        let imported = self.incident.error.line.contains("ImportLayer");
        imported && self.host_build().is_none() && self.image_build().is_some()
    }

    /// Whether the rules let this pair run with process isolation.
    pub(super) fn fits(&self) -> bool {
        self.verdict
            .as_ref()
            .is_some_and(|verdict| matches!(verdict.process.support, Support::Supported | Support::DevTest))
    }

    pub(super) fn image_newer(&self) -> Found {
        let text = match (self.image_build(), self.host_build()) {
            (Some(_), Some(_)) => format!(
                "{} is newer than {}. No isolation mode can run a newer image.",
                self.image_with_build(),
                self.host_with_build()
            ),
            _ => format!(
                "{} is newer than {}. No isolation mode can run a newer image.",
                self.image_name(),
                self.host_name()
            ),
        };
        let found = Found::new(
            ImageNewer,
            Certain,
            format!("{} can’t run on {}: it is newer", self.image_name(), self.host_name()),
            text,
        );
        self.second_tries(found.not("isolation (Hyper-V isolation, too, needs a host no older than the image)"))
    }

    /// Other errors of the same attempt that look like the cause and are none.
    pub(super) fn second_tries(&self, found: Found) -> Found {
        let codes = || core::iter::once(&self.incident.error).chain(&self.incident.others).map(|error| error.code);
        if codes().any(|code| matches!(code, ErrorCode::Unauthorized | ErrorCode::RepositoryMissing)) {
            return found.note(
                "The “unauthorized” beside it isn’t the cause: the first attempt found the manifest, and only a \
                     second, anonymous one was refused (401).",
            );
        }
        let follows = self.evidence.errors.iter().any(|error| {
            error.at > self.incident.error.at && matches!(error.code, ErrorCode::RepositoryMissing | ErrorCode::Follows)
        });
        if follows {
            found.note("The errors below only follow from this one: the image was never built or pulled.")
        } else {
            found
        }
    }

    /// 0xc0370101: Windows compared the builds, with process isolation.
    pub(super) fn mismatch(&self) -> Found {
        restarted::told(self, self.mismatch_of_builds())
    }

    fn mismatch_of_builds(&self) -> Found {
        if self.bare_entry() {
            return self.entry_without_os_version();
        }
        match (self.host_build(), self.image_build()) {
            (Some(host), Some(image)) if image > host => self.image_newer(),
            (Some(host), Some(image)) if image == host => self.equal_builds(),
            (Some(_), Some(_)) if self.fits() && self.incident.isolation != Some(Isolation::Hyperv) => {
                self.allowed_pair()
            }
            (Some(_), Some(_)) if self.is_disputed() => self.disputed(),
            (Some(_), Some(_)) => self.image_older(),
            (None, Some(image)) => self.only_image(image),
            (Some(host), None) => self.only_host(host),
            (None, None) => self.neither(),
        }
    }

    /// Whether sources disagree about process isolation of this pair (R5, R6).
    fn is_disputed(&self) -> bool {
        let accepts = |build| build >= STABLE_ABI;
        self.verdict.as_ref().is_some_and(|verdict| verdict.process.support == Support::MayFail)
            && self.image_build().is_some_and(accepts)
            && self.incident.isolation != Some(Isolation::Hyperv)
    }

    /// Microsoft's table allows the pair, some versions of the match don't, and here Windows refused it.
    fn disputed(&self) -> Found {
        let (image, host) = (self.image_with_build(), self.host_with_build());
        Found::new(
            ImageOlder,
            Likely,
            format!("{} was refused on {}", capital(&self.image_name()), self.host_name()),
            format!(
                "{image} is older than {host}. Microsoft’s table allows this pair with process isolation and some \
                 engines don’t; here Windows itself refused it."
            ),
        )
        .not(BY_BUILDS)
    }

    pub(super) fn bare_entry(&self) -> bool {
        let named = |name: &String| self.reference.is_none_or(|reference| name == reference);
        self.evidence.bare_entries.iter().any(|name| !name.is_empty() && self.reference.is_some() && named(name))
    }

    pub(super) fn entry_without_os_version(&self) -> Found {
        let other = self.evidence.clues.images.iter().find(|image| {
            image.version.is_some_and(|version| Some(version.build) == self.host_build())
                && image.reference.as_deref() != self.reference
        });
        let other = other.and_then(|image| image.reference.as_deref());
        let found = Found::new(
            EntryWithoutOsVersion,
            Certain,
            format!("{} doesn’t say which Windows its entries are for", self.image_name()),
            format!(
                "The Windows entries of {} have no os.version. Without it, every entry matches every Windows host, \
                     so {} takes the first one, and that is for another build.",
                self.image_name(),
                self.host_name()
            ),
        )
        .not("your own settings (the list was published this way)");
        match other {
            Some(other) => found.note(format!(
                "{} has an entry for this build. Pin that tag, or the entry’s digest.",
                short_name(other)
            )),
            None => found,
        }
    }

    pub(super) fn equal_builds(&self) -> Found {
        if self.has_reason(Reason::RevisionsDiffer) {
            return self.revision_2016();
        }
        if self.is_cluster() && self.incident.container.is_none() {
            return self.perhaps_sandbox();
        }
        self.impossible(format!(
            "{} and {} have the same build, so Windows refused another pair: another tag, another node or a stale \
                 copy was used.",
            self.image_with_build(),
            self.host_with_build()
        ))
    }

    pub(super) fn allowed_pair(&self) -> Found {
        self.impossible(format!(
            "{} is allowed on {} with process isolation, so Windows refused another pair: another tag, another node \
                 or a stale copy was used.",
            self.image_with_build(),
            self.host_with_build()
        ))
    }

    /// Nothing ties the error to the pod's own image, which fits: <https://github.com/kubernetes/kubernetes/issues/74019>.
    pub(super) fn perhaps_sandbox(&self) -> Found {
        Found::new(
            SandboxImage,
            Likely,
            format!("{} fits {}, so Windows refused another image", capital(&self.image_name()), self.host_name()),
            format!(
                "{} fits {}. In Kubernetes the pause image starts first and has to fit the node, too; Windows most \
                 often refuses that one.",
                self.image_with_build(),
                self.host_with_build()
            ),
        )
        .not("the pod’s image, if these versions are right")
        .contradicts()
    }

    /// The versions of the text contradict its error.
    pub(super) fn impossible(&self, text: String) -> Found {
        Found::new(Unknown, Possible, format!("These versions fit, yet {} was refused", self.image_name()), text)
            .not("a version mismatch, if these versions are right")
            .open(self.ask_image())
            .open(self.ask_host())
            .contradicts()
    }

    /// Both builds are known, and this host doesn't run an image that old with process isolation.
    pub(super) fn image_older(&self) -> Found {
        let (image, host) = (self.image_with_build(), self.host_with_build());
        let range = self.host_accepts();
        if self.incident.isolation == Some(Isolation::Hyperv) {
            if self.is_cluster() {
                return self.no_hyperv_in_cluster(Certain, &image);
            }
            return self.impossible(format!(
                "{image} is older than {host}, but with Hyper-V isolation, which the text shows, that is allowed. Most likely the container was started with process isolation."
            ));
        }
        let no_image = self.host.is_some_and(|host| {
            host.kind == Kind::Client
                && host.version.build < STABLE_ABI
                && release::images_of(host.version.build).is_none()
        });
        let none = if no_image { ", and none was ever published" } else { "" };
        let sibling = self.image_build().is_some_and(|build| (19041..=19042).contains(&build));
        if no_image && sibling && self.incident.isolation == Some(Isolation::Process) {
            let found = Found::new(
                NoImageForHost,
                Certain,
                format!("No base image has the build of {}", self.host_name()),
                format!(
                    "{image} differs from {host}. Below build 20348 process isolation needs equal builds, and \
                     no image is published for this one. Use Hyper-V isolation."
                ),
            )
            .not(BY_BUILDS);
            return found.note(
                "Users report that version 2004 images (10.0.19041) start here with process \
                 isolation, but this isn’t supported.",
            );
        }
        let found = Found::new(
            ImageOlder,
            Certain,
            format!("{} is too old for {}", self.image_name(), self.host_name()),
            format!("{image} is older than {host}. With process isolation this host runs only {range}{none}."),
        );
        let found = match self.image.as_ref().and_then(Image::several) {
            Some(several) => {
                let words: Vec<&str> = several.releases.iter().filter_map(|release| release.image_slug).collect();
                found.note(format!(
                    "This tag holds several Windows versions ({}), and each update of it may change which. A tag that names one stays \
                     with it.",
                    words.join(", ")
                ))
            }
            None => found,
        };
        let hosted = self.evidence.engine.hosted.is_some() && !self.is_cluster();
        let found = if hosted { found.note("Hosted build agents have no Hyper-V isolation.") } else { found };
        found.not(BY_BUILDS)
    }

    /// An older image that was to run with Hyper-V isolation, where there is none.
    pub(super) fn no_hyperv_in_cluster(&self, confidence: Confidence, image: &str) -> Found {
        Found::new(
            IsolationNotAllowed,
            confidence,
            format!("{} needs Hyper-V isolation, which Kubernetes doesn’t have", self.image_name()),
            format!(
                "{image} is older than {}. Kubernetes has only process isolation: the RuntimeClass \
                 runhcs-wcow-hypervisor doesn’t change which image and which utility VM containerd picks.",
                self.host_with_build()
            ),
        )
        .not(BY_BUILDS)
    }

    /// What this host runs with process isolation, in words.
    pub(super) fn host_accepts(&self) -> String {
        match self.host_build() {
            Some(build) if build > STABLE_ABI => format!("images from build 20348 (ltsc2022) to its own ({build})"),
            Some(build) => format!("images with its own build ({build})"),
            None => "images with its own build".to_owned(),
        }
    }

    /// The sentence of Windows before 1809, under which Docker did not check what it pulled before 18.04 (R20).
    pub(super) fn is_old_engine(&self) -> bool {
        self.incident.error.line.contains("operating system of the container")
    }

    /// Whether the image that failed is the pause image: no pod has it as its own.
    pub(super) fn is_pause(&self) -> bool {
        self.reference.and_then(|name| name.parse().ok()).is_some_and(|name| sandbox::is_pause(&name))
    }

    /// The sandbox comes before the pod's image.
    pub(super) fn sandbox(&self) -> Found {
        let named = self.incident.error.line.contains("sandbox image") || self.is_pause();
        let confidence = if self.fits() || named { Certain } else { Likely };
        let fits = match self.fits() && !self.is_pause() {
            true => format!(" {} fits {}.", capital(&self.image_name()), self.host_name()),
            false => String::new(),
        };
        let found = Found::new(
            SandboxImage,
            confidence,
            format!("The pod’s sandbox failed on {}, not its image", self.host_name()),
            format!(
                "The pause image, which Kubernetes starts first, has no entry for this Windows. The pod’s own \
                 image hasn’t been tried yet.{fits}"
            ),
        )
        .not("the pod’s image (it comes after the sandbox)");
        let found = self.on_client_nodes(found);
        // A node that is known to be older needs no later one.
        let build = self.host_build().or(self.evidence.machine.hint.as_ref().map(|hint| hint.build));
        // Docker was Kubernetes' engine before that Windows was there.
        let docker = self.incident.error.line.contains("response from daemon");
        match build.is_none_or(|build| build >= NEWEST_LTSC) && !docker && found.notes.is_empty() {
            true => found.note(format!(
                "registry.k8s.io/pause has an entry for Windows Server 2025 from {} on.",
                sandbox::FIRST_FOR_2025
            )),
            false => found,
        }
    }

    /// Windows 10 and 11 are no nodes of Kubernetes, and no pause image has an entry of their own:
    /// <https://github.com/rancher/rke2/issues/3915>.
    fn on_client_nodes(&self, found: Found) -> Found {
        let hosts = self.evidence.clues.hosts.iter().filter_map(|host| host.version);
        let clients: Vec<Host> =
            hosts.map(|version| Host::new(version, None)).filter(|host| host.kind == Kind::Client).collect();
        if clients.is_empty() {
            return found;
        }
        let ranges = matcher::mended_in(Product::Containerd, Match::EqualBuilds);
        let later = match clients.iter().any(|host| host.version.build > STABLE_ABI) {
            true => format!(" On Windows 11 the entry for 20348 is taken by newer versions: {ranges}."),
            false => String::new(),
        };
        found.note(format!(
            "Kubernetes supports nodes with Windows Server only, and pause images have no entry for Windows 10 or 11 \
             (https://kubernetes.io/docs/concepts/windows/intro/#windows-os-version-support).{later}"
        ))
    }
}
