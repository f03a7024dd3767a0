//! `wincompat check --online`: the verdict for what the registry has, instead of what the name says.

use super::report::HostReport;
use crate::cli::inspect::{ask, remarks, taken};
use crate::cli::registry::{self, FoundImage};
use crate::cli::{BadInput, NoAnswer, Printed, json};
use crate::rules::{
    host::Host,
    image::{Image, Versions},
    question::Engine,
    reference::{Arch, Reference},
    rule::Rule,
    verdict::Outcome,
};

/// What the registry says for one question, for `check --online`.
pub(super) struct Online {
    /// The image with the version that the registry gives it on this host.
    pub(super) image: Image,
    /// What was asked and what it answered, in a sentence.
    pub(super) sentence: String,
    /// Nothing under this name is for the architecture of the host (R31).
    pub(super) other_architecture: bool,
    /// The same as data.
    pub(super) json: serde_json::Value,
}

impl Online {
    /// The answer where every entry is for another architecture, whatever the builds (R31).
    pub(super) fn no_architecture(&self, host: &Host, as_json: bool) -> Printed {
        let text = "Every Windows image under this name is for another processor architecture (R31).";
        let outcome = Outcome::None;
        let text = match as_json {
            true => json(&serde_json::json!({
                "host": HostReport::new(host), "image": {"reference": self.image.reference_text()}, "outcome": outcome,
                "title": outcome.title(), "reasons": [{"id": Rule::R31, "text": text, "source": Rule::R31.source()}],
            })),
            false => format!("{} {}\n\n{text}\n", outcome.symbol(), outcome.title()),
        };
        Printed { text, status: outcome.exit_code() }
    }

    /// The object of `check --json` with what the registry said.
    pub(super) fn with_json(&self, report: &str) -> String {
        // As text, so that the other keys stay in their order.
        let Some(report) = report.trim_end().strip_suffix('}') else { return report.to_owned() };
        let registry = json(&self.json).trim_end().replace('\n', "\n  ");
        format!("{},\n  \"registry\": {registry}\n}}\n", report.trim_end())
    }
}

/// Asks the registry which version an image has on a host.
pub(super) fn online(
    image: &Image,
    host: &Host,
    engine: Option<Engine>,
    options: &registry::RegistryAccess,
) -> Result<Online, NoAnswer> {
    let Some(reference) = image.reference.clone() else {
        let message = "--online needs an image reference, such as mcr.microsoft.com/windows/nanoserver:ltsc2022";
        return Err(BadInput(message.to_owned()).into());
    };
    let found = ask(&reference, options)?;
    let architecture = options.architecture_of(host);
    let at = taken(&found, host, architecture).reckoned(engine);
    let image = match at.map(|at| found.entries[at].version()) {
        Some(Some(version)) => Image::of_reference(reference).with_version(version),
        Some(None) => with_versions(Image::of_reference(reference), Versions::Unknown),
        None => without_entry(reference, &found, architecture),
    };
    let windows = || found.entries.iter().filter(|found| found.entry.is_windows());
    let other_architecture = windows().next().is_some() && !windows().any(|found| found.entry.is_for(architecture));
    let json = serde_json::json!({
        "host": found.host, "digest": found.digest, "entries": found.entries.len(), "entry": at, "remarks": remarks(&found),
    });
    let sentence = match at {
        Some(at) if found.is_list => {
            format!("{}: entry {} of {} is for this host", found.host, at + 1, found.entries.len())
        }
        Some(_) => format!("{}: a single image, no list", found.host),
        None => format!("{}: none of {} entries is for this host", found.host, found.entries.len()),
    };
    Ok(Online { image, sentence, other_architecture, json })
}

/// The image where no entry is for the host: it then has the builds of all of them.
fn without_entry(reference: Reference, found: &FoundImage, architecture: Arch) -> Image {
    let image = Image::of_reference(reference);
    let fitting = found.entries.iter().filter(|found| found.entry.is_windows() && found.entry.is_for(architecture));
    let mut builds: Vec<u16> = fitting.filter_map(|found| found.version()).map(|version| version.build).collect();
    builds.sort_unstable_by(|one, other| other.cmp(one));
    builds.dedup();
    match builds.is_empty() {
        true if found.entries.iter().any(|found| found.entry.is_windows()) => with_versions(image, Versions::Unknown),
        true => with_versions(image, Versions::Linux),
        false => image.with_builds(&builds),
    }
}

fn with_versions(mut image: Image, versions: Versions) -> Image {
    image.versions = versions;
    image
}
