//! "no matching manifest", "no match for platform": the manifest was found, and nothing in it was taken.

use super::case::{Case, Found, capital, release_name};
use super::cause::Cause::{Architecture, EngineRefuses, ImageNewer, ImageOlder, LinuxEngine, LinuxImage, NoEntry};
use super::cause::Confidence::{self, Certain, Likely, Possible};
use super::diagnosis::Open;
use super::matcher;
use crate::read::evidence::{Edition, Listed, System};
use crate::rules::image::Versions;
use crate::rules::judge::{NEWEST_LTSC, STABLE_ABI};
use crate::rules::product::{Match, Product, corrected, stricter};
use crate::rules::release::Kind;

const AT_PULL: &str = "the name or the login: the registry answered. Nor isolation: the image is chosen before \
     isolation matters";

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
        if self.evidence.machine.asks_x86 {
            return self.asks_x86();
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
        let found = match (self.host_build(), self.image_build()) {
            (Some(host), Some(image)) if image > host => return self.image_newer(),
            (Some(host), Some(image)) => self.refused_by_match(host, image),
            (None, Some(image)) if !self.is_containerd() => self.refused_by_docker(image),
            (None, Some(image)) => self.no_match_without_host(image),
            _ => self.no_match_without_image(),
        };
        self.second_tries(found)
    }

    pub(super) fn is_amd64_only(&self) -> bool {
        !self.image.as_ref().is_some_and(|image| image.arch() == Some(crate::rules::reference::Arch::Arm64))
    }

    pub(super) fn architecture(&self, words: &str) -> Found {
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
        .note("ARM64 base images exist for 2025 only: nanoserver:ltsc2025-arm64, servercore:ltsc2025-arm64 (R31).")
    }

    /// A 32-bit nerdctl or containerd asks for what no Windows image has:
    /// <https://github.com/containerd/nerdctl/issues/3381>.
    fn asks_x86(&self) -> Found {
        Found::new(
            Architecture,
            Certain,
            "The engine asked for a 32-bit image",
            "It asked for windows/386, and Windows container images are 64-bit. The engine, or its client, is a 32-bit \
             program.",
        )
        .not("the tag or its Windows version (the engine never looked at them)")
    }

    pub(super) fn linux_engine(&self) -> Found {
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
            .not("the name or the login (the registry answered)")
            .open(Open {
                sentence: "Which platforms does the tag hold?".into(),
                command: format!("docker manifest inspect {}", self.image_argument()),
            });
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
    fn no_entry_for_platform(&self, text: &str) -> Found {
        Found::new(
            NoEntry,
            Likely,
            format!("{} has no entry for the engine’s platform", capital(&self.image_name())),
            text,
        )
        .not("the name or the login (the registry answered)")
        .open(Open {
            sentence: "Which platforms does the tag hold?".into(),
            command: format!("docker manifest inspect {}", self.image_argument()),
        })
    }

    /// Docker's engine for Windows containers does not build with BuildKit: where BuildKit finds nothing in a Windows image,
    /// the engine runs Linux containers. A server may run a BuildKit of its own.
    fn is_linux_builder(&self) -> bool {
        let windows = matches!(self.evidence.engine.system, Some((System::Windows, _)));
        let server = self.host.is_some_and(|host| host.kind == Kind::Server);
        self.evidence.engine.buildkit && self.is_windows_image() && !windows && !self.is_cluster() && !server
    }

    fn linux_builder(&self) -> Found {
        let found = Found::new(
            LinuxEngine,
            Likely,
            format!("{} needs Windows containers, but the engine runs Linux containers", capital(&self.image_name())),
            "This build used BuildKit, which Docker uses for Linux images. For Windows containers Docker has another \
             builder, which prints “Step 1/5”. So the engine looks for a Linux image, and the tag has none.",
        )
        .not("the tag or its Windows version (the engine never looked at them)")
        .open(Open {
            sentence: "Which operating system is the engine set to?".into(),
            command: "docker version --format \"{{.Server.Os}}\"".into(),
        });
        match self.evidence.machine.edition {
            Some(Edition::Home) => {
                found.note("This is Windows Home, which has no Windows containers: Pro or Enterprise is needed.")
            }
            _ => found,
        }
    }

    /// The text shows what the tag holds, and nothing of it is for Windows.
    fn listed_elsewhere(&self) -> Option<Found> {
        let of_image = |listed: &&Listed| listed.image.as_deref().is_none_or(|name| Some(name) == self.reference);
        let listed: Vec<&str> =
            self.evidence.listed.iter().filter(of_image).map(|listed| listed.platform.as_str()).collect();
        if listed.is_empty() || listed.iter().any(|platform| platform.starts_with("windows")) {
            return None;
        }
        let holds = listed.join(", ");
        if self.is_windows_engine() {
            return Some(Found {
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

    /// Whether the text shows that the engine runs Windows containers.
    fn is_windows_engine(&self) -> bool {
        let lower = self.incident.error.line.to_ascii_lowercase();
        matches!(self.evidence.engine.system, Some((System::Windows, _)))
            || lower.contains("windows/")
            || lower.contains("windows(")
            || self.host_build().is_some()
    }

    pub(super) fn linux_image(&self) -> Found {
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
        .not("the Windows versions (there is nothing to compare)")
    }

    /// Both builds are known, and the image isn't newer: then it is the engine's own match, or the list behind the tag.
    pub(super) fn refused_by_match(&self, host: u16, image: u16) -> Found {
        let Some(gates) = self.verdict.as_ref().and_then(|verdict| verdict.gates) else { return self.no_entry(Likely) };
        let accepts = |found: Match| found.accepts(host, image);
        let refused_by_all = !(gates.containerd.a || gates.containerd.c);
        let known = self.matcher();
        match known {
            _ if refused_by_all && self.is_containerd() => self.too_old_for_match(),
            Some((product, version, found)) if !accepts(found) => self.engine_refuses(product, version, found),
            None if !gates.containerd.agree() => self.engine_perhaps(),
            None if host > image && self.is_containerd() && self.is_base_image() => self.engine_before_ranges(),
            Some(_) | None => {
                let found = self.no_entry(Likely);
                if refused_by_all || known.is_some() { found } else { found.contradicts() }
            }
        }
    }

    /// containerd wants an image that the host runs with process isolation.
    pub(super) fn too_old_for_match(&self) -> Found {
        let found = Found::new(
            ImageOlder,
            Certain,
            format!("{} is too old for {}", self.image_name(), self.host_name()),
            format!(
                "{} is older than {}. containerd found the tag but refused it: on this host it takes only {}, \
                     whatever the isolation, so Hyper-V isolation doesn’t help.",
                self.image_with_build(),
                self.host_with_build(),
                self.host_accepts().trim_end_matches(',')
            ),
        );
        found.not("the name or the login (the registry answered)")
    }

    pub(super) fn engine_refuses(&self, product: Product, version: [u16; 3], found: Match) -> Found {
        let [major, minor, patch] = version;
        let product_name = format!("{} {major}.{minor}.{patch}", product.title());
        let mended = matcher::mended_in(product, found);
        Found::new(
            EngineRefuses,
            Certain,
            format!("{product_name} refuses {} on {}, although Windows allows it", self.image_name(), self.host_name()),
            format!(
                "{product_name} refuses {} on {}: it {}. Microsoft’s table allows the pair. The engine refuses when \
                     it selects the image, so Hyper-V isolation doesn’t help. Fixed in {mended}.",
                self.image_with_build(),
                self.host_with_build(),
                matcher::wants(found)
            ),
        )
        .not("the name or the login (the registry answered), nor a wrong tag")
        .note("A single manifest isn’t checked: use the tag with -amd64, or the digest of one entry (R32).")
    }

    /// The product that most likely chose the image, where the text gives no version of it.
    fn likely_product(&self) -> Product {
        let docker = ["no matching manifest", "Error response from daemon"];
        let says_docker = docker.iter().any(|words| self.incident.error.line.contains(words));
        if says_docker && !self.is_cluster() { Product::Docker } else { Product::Containerd }
    }

    pub(super) fn engine_perhaps(&self) -> Found {
        let product = self.likely_product();
        Found::new(
            EngineRefuses,
            Likely,
            format!("The engine refuses {} on {}, although Windows allows it", self.image_name(), self.host_name()),
            format!(
                "Microsoft’s table allows {} on {}, but {} refuses the pair when it selects the image, so Hyper-V \
                     isolation doesn’t help. Newer versions accept it: {}.",
                self.image_with_build(),
                self.host_with_build(),
                stricter().of(product),
                corrected().of(product)
            ),
        )
        .not("the name or the login (the registry answered)")
        .open(Open {
            sentence: "Which engine version is it?".into(),
            command: "docker version --format \"{{.Server.Version}}\"".into(),
        })
    }

    /// A base image of Microsoft whose tag names the one build that it holds.
    fn is_base_image(&self) -> bool {
        let reference = self.image.as_ref().and_then(|image| image.reference.as_ref());
        reference.is_some_and(|reference| reference.base_family().is_some())
    }

    /// Every match that knows ranges of builds takes this pair, so the engine is older than they are (R5, R32):
    /// <https://github.com/containerd/containerd/issues/7439>.
    fn engine_before_ranges(&self) -> Found {
        Found::new(
            EngineRefuses,
            Likely,
            format!("An old containerd refuses {} on {}", self.image_name(), self.host_name()),
            format!(
                "Microsoft’s table allows {} on {}, but old versions of containerd want equal builds. They refuse when they \
                 select the image, so Hyper-V isolation doesn’t help. Newer versions accept the pair.",
                self.image_with_build(),
                self.host_with_build()
            ),
        )
        .not("the name or the login (the registry answered), nor a wrong tag")
        .open(Open { sentence: "Which containerd version is it?".into(), command: "containerd --version".into() })
    }

    /// The tag's list holds nothing for this host.
    pub(super) fn no_entry(&self, confidence: Confidence) -> Found {
        let entry = match self.host_build() {
            Some(_) => format!("no entry that fits {}", self.host_with_build()),
            None => format!("no entry that fits {}", self.host_name()),
        };
        Found::new(
            NoEntry,
            confidence,
            format!("{} has no entry for {}", capital(&self.image_name()), self.host_name()),
            format!(
                "The manifest list of {} has {entry}. It was published for other versions or another system.",
                self.image_name()
            ),
        )
        .not(AT_PULL)
        .open(Open {
            sentence: "What does the tag hold? Look at os and os.version in each entry.".into(),
            command: format!("docker manifest inspect {}", self.image_argument()),
        })
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
        found.open(Open {
            sentence: "Which containers does the engine run?".into(),
            command: "docker version --format \"{{.Server.Os}}\"".into(),
        })
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
            .not("the name or the login (the registry answered)")
            .open(Open {
                sentence: "Does the tag hold any Windows image?".into(),
                command: format!("docker manifest inspect {}", self.image_argument()),
            });
        }
        self.no_entry(Likely)
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

fn lower_the(text: &str) -> String {
    text.strip_prefix("The ").map_or_else(|| text.to_owned(), |rest| ["the ", rest].concat())
}
