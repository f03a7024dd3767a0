//! A verdict in one sentence: what a person reads first, without numbers and without jargon.

use crate::rules::{
    image::Image,
    question::{Engine, Isolation, Question},
    reason::Reason,
    reference::short_name,
    release::Kind,
    rule::kubernetes,
    verdict::{Outcome, Support, Verdict},
};

/// The headline, with its subject: `ltsc2019 on Windows Server 2022: only with Hyper-V isolation`. For titles and whatever else
/// is handed on: a private image is not named.
///
/// ```
/// use wincompat::{judge, rules::{headline, link}};
/// let question = link::decode("host=ws2022&image=ltsc2019&engine=aks");
/// let verdict = judge(&question).unwrap();
/// assert_eq!(headline::line(&question, &verdict), "ltsc2019 on Windows Server 2022, AKS: won’t run");
/// ```
pub fn line(question: &Question, verdict: &Verdict) -> String {
    format!("{}: {}", subject(question).unwrap_or_default(), says(question, verdict))
}

/// The same in the reader’s own words, for the page and the terminal, where nothing is handed on.
pub fn own_line(question: &Question, verdict: &Verdict) -> String {
    let image = question.image.get().map(own_word).unwrap_or_default();
    format!("{}: {}", about(question, &image).unwrap_or_default(), says(question, verdict))
}

/// What is said of a pair, to stand behind its subject and a colon: `only with Hyper-V isolation`.
pub fn says(question: &Question, verdict: &Verdict) -> &'static str {
    use Reason::*;
    match verdict.outcome {
        Outcome::Process if question.has_no_such_node() => "the versions fit, but there are no such nodes",
        Outcome::Depends if question.has_no_such_node() => "the versions may fit, but there are no such nodes",
        Outcome::Process if verdict.process.support == Support::DevTest => "runs, for development and testing only",
        Outcome::Process => "runs with process isolation",
        // Docker takes the image there, but for some versions with another image store.
        Outcome::Depends if is_default_of_client(question, verdict) => "runs, but not with every engine version",
        Outcome::Depends => may(verdict),
        Outcome::Hyperv if is_default_of_client(question, verdict) => {
            "runs with Hyper-V isolation, Docker’s default there"
        }
        Outcome::Hyperv if verdict.process.support != Support::Unsupported => "runs with Hyper-V isolation",
        Outcome::Hyperv => "only with Hyper-V isolation",
        Outcome::None => match question.isolation.get() {
            Some(Isolation::Process) => "won’t run with process isolation",
            Some(Isolation::Hyperv) => "won’t run with Hyper-V isolation",
            None => "won’t run",
        },
        Outcome::Unknown => match first(verdict, &[LinuxImage, NoSuchTag]) {
            Some(LinuxImage) => "needs Linux, not Windows",
            Some(NoSuchTag) => "there is no such tag",
            _ => "not known",
        },
    }
}

fn may(verdict: &Verdict) -> &'static str {
    match telling(verdict) {
        Some(Reason::RevisionsDiffer) => "may fail, the revisions differ",
        Some(Reason::RevisionsNeeded) => "depends on the revisions",
        Some(Reason::BaselineCrossed | Reason::BaselineSuperseded) => "may fail because of the February 2020 updates",
        Some(Reason::VariantsDisagree) => "depends on the engine’s version",
        Some(Reason::Windows10Reports) => "may run, but isn’t supported",
        _ => "may run, but it is undocumented",
    }
}

/// Docker on Windows 10 and 11 takes Hyper-V isolation unless told otherwise (R18): there is nothing to change.
pub fn is_default_of_client(question: &Question, verdict: &Verdict) -> bool {
    let hyperv = verdict.outcome == Outcome::Hyperv
        || has(verdict, Reason::VariantsDisagree) && verdict.hyperv.support == Support::Supported;
    hyperv
        && verdict.host.kind == Kind::Client
        && question.engine.get().is_none_or(|engine| *engine == Engine::Docker)
        && question.isolation.get().is_none()
}

/// Why the outcome is what it is, in one plain sentence. It never says more than is known.
pub fn sentence(question: &Question, verdict: &Verdict) -> &'static str {
    match verdict.outcome {
        Outcome::Process if question.has_no_such_node() => match verdict.host.kind {
            Kind::Client => kubernetes::CLIENT_NODE,
            Kind::Server => "AKS has no nodes with this release of Windows Server.",
        },
        Outcome::Process => runs(verdict),
        Outcome::Depends => depends(verdict),
        Outcome::Hyperv => only_hyperv(verdict),
        Outcome::None => refused(question, verdict),
        Outcome::Unknown => unknown(verdict),
    }
}

/// The outcome in a few words. That an image is for Linux, or that there is none, is known, whatever Windows would say.
pub fn heading(verdict: &Verdict) -> &'static str {
    match () {
        () if has(verdict, Reason::LinuxImage) => "Needs Linux, not Windows",
        () if has(verdict, Reason::NoSuchTag) => "There is no such image",
        () => verdict.outcome.title(),
    }
}

/// What there is to say of a Linux image, whatever the host: what it is, and what to do.
pub const LINUX_IMAGE: [&str; 2] = [
    "This is a Linux image.",
    "It can’t run as a Windows container. Use a Linux engine, or look for a Windows tag of this image.",
];

/// The question in a few words: `ltsc2019 on Windows Server 2022`. For the title of the page and for shared links.
pub fn title(question: &Question) -> Option<String> {
    let host = question.host.get()?.name();
    let image = question.image.get()?;
    Some(format!("{} on {host}", word(image)))
}

/// The subject of a headline: the pair, with the engine that was chosen: `ltsc2019 on Windows Server 2022, AKS`. What is said of it
/// names the isolation.
pub fn subject(question: &Question) -> Option<String> {
    let image = question.image.get()?;
    let public = word(image);
    let whole = image.reference_text().is_some_and(|name| name == public);
    about(question, &if whole { own_word(image) } else { public })
}

fn about(question: &Question, image: &str) -> Option<String> {
    let mut text = format!("{image} on {}", question.host.get()?.name());
    if let Some(engine) = question.engine.get() {
        text.push_str(", ");
        text.push_str(engine.title());
    }
    Some(text)
}

/// The image as the reader calls it, without registry and path: `web:1.4-ltsc2019`.
pub fn own_word(image: &Image) -> String {
    let Some(name) = image.reference_text() else { return word(image) };
    short_name(&name).to_owned()
}

/// The image in a word or two.
pub fn word(image: &Image) -> String {
    let text = image.to_string();
    // A private reference has no public form.
    if text.is_empty() { "this image".to_owned() } else { text }
}

fn has(verdict: &Verdict, reason: Reason) -> bool {
    verdict.process.reasons.contains(&reason) || verdict.hyperv.reasons.contains(&reason)
}

/// The first reason in the list that fired.
fn first(verdict: &Verdict, reasons: &[Reason]) -> Option<Reason> {
    reasons.iter().copied().find(|reason| has(verdict, *reason))
}

fn runs(verdict: &Verdict) -> &'static str {
    let same = verdict.image.is_some_and(|image| image.build == verdict.host.version.build);
    match (verdict.process.support, same) {
        (Support::DevTest, _) => "The builds match, but on Windows 10 that is for development and testing only.",
        (_, true) if has(verdict, Reason::RevisionsEqual) => "Both are Windows Server 2016 at the same revision.",
        (_, true) => "Image and host have the same Windows build.",
        (_, false) => "The image is older than the host, but close enough: it can share the host’s kernel.",
    }
}

/// Which reason it is that it depends on.
fn telling(verdict: &Verdict) -> Option<Reason> {
    use Reason::*;
    let telling = [
        RevisionsDiffer,
        BaselineCrossed,
        BaselineSuperseded,
        RevisionsNeeded,
        VariantsDisagree,
        Windows10Reports,
        StableAbiUndocumented,
    ];
    first(verdict, &telling)
}

fn depends(verdict: &Verdict) -> &'static str {
    use Reason::*;
    match telling(verdict) {
        Some(RevisionsDiffer) => "On Windows Server 2016 the revisions must match too, and here they differ.",
        Some(RevisionsNeeded) => {
            "On Windows Server 2016 the revisions must match. Enter the full version of both host and image to get an answer."
        }
        Some(BaselineCrossed) => {
            "Only one of the two has the February 2020 updates. Containers fail unless both have them, or neither."
        }
        Some(BaselineSuperseded) => {
            "The image is a defective release from February 2020 that was replaced a week later."
        }
        Some(VariantsDisagree) => "Some versions of containerd and Docker accept this pair; others refuse it.",
        Some(Windows10Reports) => "This pair isn’t supported, but users report that it starts.",
        _ => "The runtimes accept this pair, but it is undocumented.",
    }
}

fn only_hyperv(verdict: &Verdict) -> &'static str {
    match first(verdict, &[Reason::Windows10HypervOnly, Reason::NoHyperv]) {
        Some(Reason::Windows10HypervOnly) => {
            "This release of Windows 10 runs containers only with Hyper-V isolation, where each has its own kernel."
        }
        _ if verdict.process.support != Support::Unsupported => {
            "With Hyper-V isolation, the container brings its own kernel."
        }
        _ => "The image is too old to share this host’s kernel. With Hyper-V isolation it brings its own.",
    }
}

fn refused(question: &Question, verdict: &Verdict) -> &'static str {
    use Reason::*;
    let chosen = question.isolation.get();
    match first(verdict, &[OtherMajorMinor, ImageNewer, KubernetesProcessOnly, NoHyperv]) {
        Some(OtherMajorMinor) => "Host and image must both be Windows version 10.0, and one of them isn’t.",
        Some(ImageNewer) => "The image is newer than the host. Neither process nor Hyper-V isolation can run it.",
        Some(KubernetesProcessOnly) if verdict.process.support != Support::Unsupported => {
            "You chose Hyper-V isolation, which Kubernetes doesn’t have. Process isolation would work."
        }
        Some(KubernetesProcessOnly) if question.engine.get() == Some(&Engine::Aks) => {
            "The image is too old to share this host’s kernel, and AKS has no Hyper-V isolation."
        }
        Some(KubernetesProcessOnly) => {
            "The image is too old to share this host’s kernel, and Kubernetes has no Hyper-V isolation."
        }
        Some(NoHyperv) if verdict.process.support != Support::Unsupported => {
            "You chose Hyper-V isolation, which isn’t available here. Process isolation would work."
        }
        Some(NoHyperv) => "This pair needs Hyper-V isolation, which isn’t available here.",
        _ if chosen == Some(&Isolation::Process) => {
            "The image is too old to share this host’s kernel. It would run with Hyper-V isolation."
        }
        _ => "Neither process nor Hyper-V isolation can run this pair.",
    }
}

fn unknown(verdict: &Verdict) -> &'static str {
    let telling = [
        Reason::LinuxImage,
        Reason::NoSuchTag,
        Reason::ImageVersionUnknown,
        Reason::UnknownBuild,
        Reason::AnnualChannelHyperv,
    ];
    match first(verdict, &telling) {
        Some(Reason::LinuxImage) => "This is a Linux image. Windows versions don’t matter; it needs a Linux engine.",
        Some(Reason::NoSuchTag) => "This tag doesn’t exist, so there is nothing to run.",
        Some(Reason::ImageVersionUnknown) => "The tag doesn’t give the Windows version. Inspect the image to find out.",
        Some(Reason::UnknownBuild) => {
            "We don’t know one of these builds. It may be newer than our rules, or an Insider build."
        }
        Some(Reason::AnnualChannelHyperv) => {
            "Process isolation isn’t supported, and Hyper-V isolation on this host is undocumented."
        }
        _ => "What we know about host and image isn’t enough to decide.",
    }
}

#[cfg(test)]
mod tests;
