//! What a person typed as a question, in clues: both halves of `ltsc2022 on Windows 11 24H2`, or the host
//! beside the name of an image.

use core::ops::Range;

use super::{Clues, FormatId, FoundAt, HostClue, ImageClue, Span};
use crate::read::words::{asked_host, named_client, named_engine, named_isolation, named_pair, told_image};
use crate::rules::image::{Image, Versions};

/// The same clues, with the one host and the one image that a short text names where nothing failed.
pub(super) fn beside(mut clues: Clues, text: &str) -> Clues {
    // What somebody writes above an error is all that says which image it was.
    if clues.error.is_some()
        && clues.images.is_empty()
        && let Some((version, at)) = told_image(text)
    {
        let evidence = vec![typed(&at)];
        clues.images.push(ImageClue { reference: None, version: Some(version), linux: false, evidence, caveat: None });
    }
    // Several images and one host that a question names: each of them can be answered.
    if clues.error.is_none()
        && clues.hosts.is_empty()
        && clues.images.len() > 1
        && let Some((host, at)) = asked_host(text)
    {
        clues.hosts.push(HostClue { version: Some(host.version), name: None, evidence: vec![typed(&at)] });
        return clues;
    }
    // In a sentence, `image` before a name is no command of docker's.
    let tools = ["docker", "podman", "nerdctl", "ctr", "crictl", "kubectl"];
    let typed_command = text.split_ascii_whitespace().any(|word| tools.contains(&word));
    let named =
        |format: FormatId| format == FormatId::ImageReference || format == FormatId::DockerCommand && !typed_command;
    let commands = |image: &ImageClue| image.evidence.iter().any(|found| !named(found.format));
    let told =
        clues.error.is_some() || !clues.hosts.is_empty() || clues.images.len() > 1 || clues.images.iter().any(commands);
    let Some(pair) = (!told).then(|| named_pair(text)).flatten() else { return with_client(clues, text) };
    let ([(host, host_at)], [(image, image_at)]) = (pair.hosts.as_slice(), pair.images.as_slice()) else {
        return with_client(clues, text);
    };
    clues.hosts.push(HostClue { version: Some(host.version), name: None, evidence: vec![typed(host_at)] });
    if clues.images.is_empty() {
        clues.images.push(clue(image, image_at));
    }
    let engine = || named_engine(text).map(|(engine, at)| (engine, typed(&at)));
    clues.engine = clues.engine.or_else(engine);
    let isolation = || named_isolation(text).map(|(isolation, at)| (isolation, typed(&at)));
    clues.isolation = clues.isolation.or_else(isolation);
    clues
}

/// A client without its update, where a machine is all that a short text lacks.
fn with_client(mut clues: Clues, text: &str) -> Clues {
    if clues.error.is_none() && clues.hosts.is_empty() && !clues.images.is_empty() {
        clues.client = named_client(text).map(|(name, at)| (name, typed(&at)));
    }
    clues
}

fn clue(image: &Image, at: &Range<usize>) -> ImageClue {
    let reference = image.reference_text();
    let version = match image.versions {
        Versions::One(version) if reference.is_none() => Some(version),
        _ => None,
    };
    ImageClue { reference, version, linux: false, evidence: vec![typed(at)], caveat: None }
}

fn typed(at: &Range<usize>) -> FoundAt {
    FoundAt { span: Span { start: at.start, end: at.end }, format: FormatId::TypedWords }
}

#[cfg(test)]
mod tests {
    use crate::read::clue::read;
    use crate::rules::question::Engine;

    #[track_caller]
    fn reads(text: &str, host: &str, image: &str) {
        let clues = read(text);
        let hosts = clues.hosts.iter().filter_map(|host| host.version).map(|version| version.to_string());
        let named = |image: &super::ImageClue| image.reference.clone().or(image.version.map(|it| it.to_string()));
        let images = clues.images.iter().filter_map(named);
        let found = (hosts.collect::<Vec<_>>().join(" "), images.collect::<Vec<_>>().join(" "));
        assert_eq!(found, (host.to_owned(), image.to_owned()), "{text}");
    }

    #[test]
    fn a_question_is_read_whole() {
        reads("ws2022 ltsc2019", "10.0.20348", "10.0.17763");
        reads(
            "mcr.microsoft.com/windows/servercore:ltsc2022 windows 11 24h2",
            "10.0.26100",
            "mcr.microsoft.com/windows/servercore:ltsc2022",
        );
        reads(
            "I have Windows 11 24H2 and image mcr.microsoft.com/windows/servercore:ltsc2022",
            "10.0.26100",
            "mcr.microsoft.com/windows/servercore:ltsc2022",
        );
    }

    #[test]
    fn an_image_that_is_told_above_an_error() {
        let error = "The container operating system does not match the host operating system.";
        reads(
            &format!("I'm building a Windows Nano Server 1709 image, and the agent is not on 1709.\n{error}"),
            "",
            "10.0.16299",
        );
        reads(&format!("a Server Core 2019 container fails\n{error}"), "", "10.0.17763");
        for told in [
            "a Nano Server 1709 image",
            "My host is Server Core 2019.",
            "Nano Server 1709 image, Nano Server 1803 image",
        ] {
            let text = if told.starts_with("a ") { told.to_owned() } else { format!("{told}\n{error}") };
            reads(&text, "", "");
        }
    }

    #[test]
    fn a_question_about_several_images_names_their_host() {
        let images = "mcr.microsoft.com/windows/servercore:ltsc2019\nmcr.microsoft.com/windows/servercore:20H2";
        let both = images.replace('\n', " ");
        reads(&format!("Does the driver support Windows Server 2022? It has\n{images}"), "10.0.20348", &both);
        reads(&format!("Does it support Windows Server 2022? Or Windows Server 2025?\n{images}"), "", &both);
        reads(&format!("It supports Windows Server 2022.\n{images}"), "", &both);
    }

    #[test]
    fn what_says_more_or_less_is_left_as_it_is() {
        reads(
            "FROM mcr.microsoft.com/windows/servercore:ltsc2022",
            "",
            "mcr.microsoft.com/windows/servercore:ltsc2022",
        );
        reads(
            "docker run mcr.microsoft.com/windows/servercore:ltsc2022 server 2022",
            "",
            "mcr.microsoft.com/windows/servercore:ltsc2022",
        );
        reads("ltsc2022 on 22H2", "", "");
        reads("Microsoft Windows [Version 10.0.20348.2113] ltsc2019", "10.0.20348.2113", "");
        reads("Windows Server 2022", "", "");
    }

    #[test]
    fn a_client_without_its_update_is_one() {
        let client = |text: &str| read(text).client.map(|(name, _)| name);
        let image = "mcr.microsoft.com/windows/servercore:ltsc2022";
        for name in ["WIN 11", "Windows 11", "win11", "a Windows 11 laptop"] {
            assert_eq!(client(&format!("Can I run {image} on {name}?")), Some("Windows 11"), "{name}");
        }
        assert_eq!(client(&format!("Can I run {image} on Windows 11 24H2?")), None);
        assert_eq!(client(&format!("Can I run {image} on 11 nodes?")), None);
        assert_eq!(client("Windows 11"), None);
    }

    #[test]
    fn the_engine_counts_where_it_is_said() {
        let engine = |text: &str| read(text).engine.map(|(engine, _)| engine);
        assert_eq!(engine("ltsc2019 on AKS windows 2022"), Some(Engine::Aks));
        assert_eq!(engine("ltsc2019 on windows 2022"), None);
    }
}
