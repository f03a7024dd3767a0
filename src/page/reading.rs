//! A paste on the page: what it puts into the question at once, and what is shown of it.

use crate::diagnose::explain;
use crate::page::html;
use crate::page::wire::{Reader, Writer};
use crate::read::apply;
use crate::read::clue::{self, Clues, ErrorClue, Span};
use crate::read::names::Names;
use crate::read::words::meant;
use crate::rules::{
    host::Host,
    image::Image,
    question::{Engine, Question},
    release::Kind,
};

/// What a paste says.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reading {
    /// The host, where the paste names exactly one with a version.
    pub host: Option<Host>,
    /// The image, where the paste names exactly one.
    pub image: Option<Image>,
    /// The engine, where it changes what can be advised.
    pub engine: Option<Engine>,
    /// Names to fill into the texts.
    pub names: Names,
    /// The error, to be answered beside the verdict.
    pub error: Option<ErrorClue>,
    /// What was found, in a few words, to be read aloud.
    pub said: String,
    /// What was found, as HTML: chips, the text with marks, the error in plain words, and what to ask next.
    pub html: String,
}

impl Reading {
    /// Reads a paste, for a question that nothing is known of yet.
    pub fn of(text: &str) -> Self {
        Self::for_question(text, &Question::default())
    }

    /// Reads a paste. A version that stands alone is that of the side which the question lacks: the page has asked for it.
    pub fn for_question(text: &str, question: &Question) -> Self {
        let clues = clue::read(text);
        if clues.is_empty() {
            return Self::of_words(text, question);
        }
        let hosts = apply::hosts(&clues, text, None);
        let images = apply::images(&clues);
        let html = html::found(text, &clues, &hosts, &images);
        Self {
            host: only(&hosts).copied(),
            image: only(&images).cloned(),
            engine: clues.engine.as_ref().map(|(engine, _)| *engine).filter(|engine| *engine != Engine::Docker),
            names: names(&clues),
            error: clues.error.clone(),
            said: said(clues.error.as_ref(), clues.hosts.len(), clues.images.len()),
            html,
        }
    }

    /// Reads words that nothing but a person would write.
    fn of_words(text: &str, question: &Question) -> Self {
        let meant = meant(text);
        let (host, image) = (question.host.get().is_some(), question.image.get().is_some());
        let lacking = |lacks: bool| meant.either && lacks;
        Self {
            host: meant.host().or(only(&meant.hosts).filter(|_| lacking(image && !host))).copied(),
            image: meant.image().or(only(&meant.images).filter(|_| lacking(host && !image))).cloned(),
            names: Names { image: meant.image().and_then(Image::reference_text), ..Names::default() },
            said: match meant.question() {
                _ if meant.is_empty() => "Nothing recognised".to_owned(),
                Some(question) => question.to_owned(),
                None => said(None, meant.hosts.len(), meant.images.len()),
            },
            html: html::meant(&meant),
            ..Self::default()
        }
    }

    /// As one string, for [`Reading::decode`]: all but the error and the HTML, which are shown where they are read.
    pub fn encode(&self) -> String {
        let mut out = Writer::default();
        let host = self.host.map(|host| (host.version.to_string(), host.kind.slug()));
        let (version, kind) = host.unwrap_or_default();
        out.text(&version).text(kind).number(usize::from(self.image.is_some()));
        if let Some(image) = &self.image {
            image.write(&mut out);
        }
        out.text(self.engine.map_or("", Engine::slug));
        write_names(&self.names, &mut out);
        out.finish()
    }

    /// Reads what [`Reading::encode`] wrote.
    pub fn decode(written: &str) -> Option<Self> {
        let mut fields = Reader::new(written);
        let version = fields.text()?.parse().ok();
        let kind = Kind::from_slug(fields.text()?);
        let image = if fields.number()? == 1 { Some(Image::read(&mut fields)?) } else { None };
        Some(Self {
            host: version.map(|version| Host::new(version, kind)),
            image,
            engine: Engine::from_slug(fields.text()?),
            names: read_names(&mut fields)?,
            ..Self::default()
        })
    }
}

fn only<T>(items: &[T]) -> Option<&T> {
    match items {
        [one] => Some(one),
        _ => None,
    }
}

/// Two things a reader has to know at once: the error in plain words, and what else there is.
fn said(error: Option<&ErrorClue>, hosts: usize, images: usize) -> String {
    let error = error.map(|error| explain::explain(error).title.to_owned());
    let counted = |count: usize, what: &str| (count > 0).then(|| format!("{what}: {count}"));
    let parts = [error, counted(hosts, "Hosts"), counted(images, "Images")];
    ["Found. ", &parts.into_iter().flatten().collect::<Vec<_>>().join(". ")].concat()
}

fn names(clues: &Clues) -> Names {
    Names {
        image: clues.images.first().and_then(|image| image.reference.clone()),
        container: clues.container.as_ref().map(|(name, _)| name.clone()),
        nodes: clues
            .hosts
            .iter()
            .filter_map(|host| host.name.as_ref())
            .take(MOST_NODES)
            .chain(&clues.refused)
            .cloned()
            .collect(),
        ..Names::default()
    }
}

/// More node names than this do not help in a text to paste.
const MOST_NODES: usize = 8;

/// Writes names for [`read_names`].
pub(crate) fn write_names(names: &Names, out: &mut Writer) {
    for name in [&names.image, &names.container, &names.service] {
        out.text(name.as_deref().unwrap_or_default());
    }
    out.list(&names.nodes, |out, node| {
        out.text(node);
    });
}

/// Reads what [`write_names`] wrote.
pub(crate) fn read_names(fields: &mut Reader<'_>) -> Option<Names> {
    let mut some = || fields.owned().map(|text| (!text.is_empty()).then_some(text));
    let (image, container, service) = (some()?, some()?, some()?);
    Some(Names { image, container, service, nodes: fields.list(Reader::owned)?, ..Names::default() })
}

/// A paste to try: the name of the button and the text.
pub type Example = (&'static str, &'static str);

/// The pastes to try, in the order of their buttons. The names are on the page before the texts are.
pub const EXAMPLES: [Example; 4] = [
    (EXAMPLE_NAMES[0], "Microsoft Windows [Version 10.0.20348.2113]\r\n"),
    (
        EXAMPLE_NAMES[1],
        "PS C:\\> docker run --rm mcr.microsoft.com/windows/servercore:ltsc2019 cmd /c ver\n\
         docker: Error response from daemon: container 5c1f0b8a7d3e4f60912ab34cd56ef7890123456789abcdef0123456789abcdef \
         encountered an error during hcsshim::System::Start: failure in a Windows system call: The container operating system \
         does not match the host operating system. (0xc0370101).\n\
         PS C:\\> cmd /c ver\n\nMicrosoft Windows [Version 10.0.20348.2113]\n",
    ),
    (
        EXAMPLE_NAMES[2],
        "Name:             web-6c9f7d5b8-x2v7q\nNamespace:        shop\nNode:             win2022-a/10.240.0.97\nContainers:\n  web:\n    \
         Image:          mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019\n    Last State:     Terminated\n      \
         Reason:       StartError\n      Message:      failed to create containerd task: failed to create shim task: \
         hcs::CreateComputeSystem web: The container operating system does not match the host operating system.: unknown\n\
         Node-Selectors:   kubernetes.io/os=windows\n",
    ),
    (
        EXAMPLE_NAMES[3],
        "FROM mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-1809 AS build\nWORKDIR C:\\\\src\nCOPY . .\nRUN dotnet publish -c Release -o \
         C:\\\\out\n\nFROM mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-1809\nCOPY --from=build C:\\\\out C:\\\\app\n",
    ),
];

/// The names of the [`EXAMPLES`].
pub const EXAMPLE_NAMES: [&str; 4] = ["ver output", "0xc0370101 from docker run", "kubectl describe pod", "Dockerfile"];

/// A piece of text to mark: where it is, and what it says.
pub(crate) type Mark = (Span, &'static str);

/// Everything in a paste that is worth marking, in order and without overlaps.
pub(crate) fn marks(clues: &Clues) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for host in &clues.hosts {
        marks.extend(host.evidence.iter().map(|evidence| (evidence.span, "host")));
    }
    for image in &clues.images {
        marks.extend(image.evidence.iter().map(|evidence| (evidence.span, "image")));
    }
    if let Some(error) = &clues.error {
        marks.extend(error.evidence.iter().map(|evidence| (evidence.span, "error")));
    }
    marks.sort_unstable_by_key(|(span, _)| (span.start, span.end));
    let mut end = 0;
    marks.retain(|(span, _)| {
        let apart = span.start >= end && span.end > span.start;
        if apart {
            end = span.end;
        }
        apart
    });
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_says_something_and_survives_the_crossing() {
        for (name, text) in EXAMPLES {
            let reading = Reading::of(text);
            assert!(reading.host.is_some() || reading.image.is_some() || reading.html.contains("data-what"), "{name}");
            let back = Reading::decode(&reading.encode()).expect(name);
            assert_eq!(back, Reading { error: None, said: String::new(), html: String::new(), ..reading }, "{name}");
        }
    }

    #[test]
    fn one_host_and_one_image_are_taken_several_are_offered() {
        let reading = Reading::of(EXAMPLES[1].1);
        assert_eq!(reading.host.map(|host| host.version.to_string()).as_deref(), Some("10.0.20348.2113"));
        assert_eq!(
            reading.image.map(|image| image.to_string()).as_deref(),
            Some("mcr.microsoft.com/windows/servercore:ltsc2019")
        );
        let nodes = std::fs::read_to_string("tests/fixtures/17-kubectl-get-nodes-wide.txt").expect("fixture");
        let reading = Reading::of(&nodes);
        assert_eq!((reading.host, reading.engine), (None, Some(Engine::Kubernetes)));
        assert_eq!(reading.html.matches("data-set-host").count(), 2);
    }

    #[test]
    fn what_was_pasted_is_shown_escaped() {
        let reading = Reading::of("<b>Microsoft Windows [Version 10.0.20348.2113]</b> <script>alert(1)</script>");
        assert!(reading.host.is_some() && !reading.html.contains("<script") && !reading.html.contains("<b>M"));
    }

    #[test]
    fn words_that_a_person_typed_are_taken_where_they_mean_one_thing() {
        let taken = |text: &str| {
            let Reading { host, image, html, .. } = Reading::of(text);
            let chips = html.matches("data-set-").count();
            (host.map(|host| host.to_string()), image.map(|image| image.to_string()), chips)
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(taken("Windows Server 2022 Datacenter"), (some("ws2022"), None, 1));
        assert_eq!(taken("python:3.12-windowsservercore-ltsc2022").1, some("python:3.12-windowsservercore-ltsc2022"));
        assert_eq!(taken("Windows Server 2022\nltsc2019"), (some("ws2022"), some("ltsc2019"), 2));
        assert_eq!(taken("22H2"), (None, None, 2), "Windows 11 or Windows 10");
        assert_eq!(taken("10.0.20348.2113"), (None, None, 2), "the host’s or the image’s");
        let answered = Reading::for_question("10.0.17763.6893", &crate::rules::link::decode("host=ws2022"));
        assert_eq!((answered.host, answered.image.map(|image| image.to_string())), (None, some("10.0.17763.6893")));
    }

    #[test]
    fn nothing_recognised_says_what_was_looked_for() {
        let reading = Reading::of("good morning, the printer is on fire at 10.0.0.1");
        assert!(
            reading.html.contains("Nothing recognised") && reading.html.contains("docker info"),
            "{}",
            reading.html
        );
    }
}
