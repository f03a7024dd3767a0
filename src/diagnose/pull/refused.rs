//! Image and host are for the same system, and the engine's own match refuses the pair.

use crate::diagnose::case::{Case, Found};
use crate::diagnose::cause::Cause::{EngineRefuses, ImageOlder};
use crate::diagnose::cause::Confidence::{Certain, Likely};
use crate::diagnose::matcher;
use crate::diagnose::missing::Missing;
use crate::rules::probe;
use crate::rules::product::{Match, Product, corrected, stricter};

impl Case<'_> {
    /// Both builds are known, and the image isn't newer: then it is the engine's own match, or the list behind the tag.
    pub(in crate::diagnose) fn refused_by_match(&self, host: u16, image: u16) -> Found {
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
    pub(in crate::diagnose) fn too_old_for_match(&self) -> Found {
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
        found.not(super::ANSWERED)
    }

    pub(in crate::diagnose) fn engine_refuses(&self, product: Product, version: [u16; 3], found: Match) -> Found {
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
        .not("a wrong name or tag and a missing login (the registry answered)")
        .note("A single manifest isn’t checked: use the tag with -amd64, or the digest of one entry.")
    }

    /// The product that most likely chose the image, where the text gives no version of it.
    pub(in crate::diagnose) fn likely_product(&self) -> Product {
        let docker = ["no matching manifest", "Error response from daemon"];
        let says_docker = docker.iter().any(|words| self.incident.error.line.contains(words));
        if says_docker && !self.is_cluster() { Product::Docker } else { Product::Containerd }
    }

    pub(in crate::diagnose) fn engine_perhaps(&self) -> Found {
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
        .not(super::ANSWERED)
        .open(Missing::other("Which engine version is it?", probe::ENGINE_VERSION))
    }

    /// A base image of Microsoft whose tag names the one build that it holds.
    pub(in crate::diagnose) fn is_base_image(&self) -> bool {
        let reference = self.image.as_ref().and_then(|image| image.reference.as_ref());
        reference.is_some_and(|reference| reference.base_family().is_some())
    }

    /// Every match that knows ranges of builds takes this pair, so the engine is older than they are (R5, R32):
    /// <https://github.com/containerd/containerd/issues/7439>.
    pub(in crate::diagnose) fn engine_before_ranges(&self) -> Found {
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
        .not("a wrong name or tag and a missing login (the registry answered)")
        .open(Missing::other("Which containerd version is it?", "containerd --version"))
    }
}
