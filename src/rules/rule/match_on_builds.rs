//! R21: containerd only picks images that match the host, by the variants of R5.

use super::about::{About, PLATFORMS};
use crate::rules::image::Image;
use crate::rules::reference::{self, SeveralVersions};
use crate::rules::release::image_word;
use crate::rules::verdict::Verdict;

pub(super) const ABOUT: About = About::new("containerd only picks images that match the host", PLATFORMS);

/// What a tag over several Windows versions means on a host.
pub(in crate::rules) fn several_versions(verdict: &Verdict, image: &Image) -> String {
    let Some(several) = image.several() else { return String::new() };
    let word = |build| image_word(build).unwrap_or("an unnamed release");
    let names: Vec<&str> = several.builds().into_iter().map(word).collect();
    if !several.on_record {
        return not_on_record(several, verdict, &names.join(", "));
    }
    let resolution = several.resolve(verdict.host.version.build);
    let meaning = match (resolution.build, resolution.found) {
        (None, _) => "All of them are newer than this host, so there is nothing to pull.".to_owned(),
        (Some(build), reference::EntryMatch::Older) => format!(
            "None runs with process isolation here. Docker takes an older one{}; containerd finds no match.",
            if resolution.docker_certain {
                format!(" ({})", word(build))
            } else {
                format!(", perhaps {}", word(build))
            }
        ),
        (Some(build), _) => format!("On this host it means {}.", word(build)),
    };
    let note = if several.note.is_empty() { String::new() } else { format!(" {}", several.note) };
    format!("This tag holds several Windows versions ({}). {meaning}{note}", names.join(", "))
}

/// What the tag of a version of an image holds that isn't the one on record.
fn not_on_record(several: &SeveralVersions, verdict: &Verdict, names: &str) -> String {
    let meaning = match several.resolve(verdict.host.version.build).build.and_then(image_word) {
        Some(word) => format!("{word} is assumed"),
        None => "which Windows versions they are isn’t known".to_owned(),
    };
    format!(
        "Current versions of this image are built for {names}. This tag keeps the Windows versions it was last built for: {meaning}."
    )
}
