//! Dockerfiles: the images of `FROM`, `COPY --from` and `RUN --mount`, and the defaults of `ARG` they are made of.

use std::collections::BTreeMap;

use super::edits::Changes;
use super::hosts::StartWay;
use super::missing::without_value;
use super::named::without_windows;
use super::old_windows::{note_named, windows_named_in};
use super::powershell::{NO_POWERSHELL, calls_powershell, loses_powershell};
use super::retag::{FleetHosts, Retag};
use super::says::{is_linux, is_windows, speaks_of_windows};
use super::siblings::{self, Twin};
use crate::read::syntax::dockerfile::{self, FromLine, Instruction, words};
use crate::read::syntax::traced::{Syntax, Traced, expand};
use crate::read::syntax::{ByteRange, Problem};
use crate::rules::{
    image::Image,
    question::Isolation,
    reference::{Reference, ReferenceError},
};

/// The defaults of the arguments before the first `FROM`, the last one of a name counts.
type ArgumentDefaults = BTreeMap<String, Option<Traced>>;

/// A place that names an image.
struct NamedImage {
    site: ByteRange,
    name: StageImage,
    /// What the stage says with `--platform`.
    platform: StagePlatform,
    /// The name of the stage.
    stage: String,
    /// Something that isn’t named for a Windows is built on it.
    used: bool,
    /// The stage calls Windows PowerShell.
    powershell: bool,
    /// The stage runs a command.
    runs: bool,
    /// The words of its commands that stand for a Windows.
    named: Vec<(usize, String)>,
}

enum StageImage {
    Image(Traced, Reference),
    Bad(ReferenceError),
    /// A variable without a value, and where in the text.
    Missing(String, ByteRange),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum StagePlatform {
    Open,
    Windows,
    Linux,
    /// That of the machine that builds, which may be another one: files are cross-compiled there.
    Builder,
}

impl StagePlatform {
    fn of(text: &str) -> Self {
        match text.split('/').next() {
            Some("windows") => Self::Windows,
            Some("linux") => Self::Linux,
            Some("$BUILDPLATFORM" | "${BUILDPLATFORM}") => Self::Builder,
            _ => Self::Open,
        }
    }
}

pub(super) fn fix(text: &str, fleet: &FleetHosts<'_>) -> Result<Changes, Problem> {
    let (escape, instructions) = dockerfile::read(text)?;
    let mut reader = StageReader::new(escape);
    let mut says = Says { windows: escape == b'`', linux: false, runs: false, asks: true };
    for instruction in instructions.into_iter().map(Instruction::put_off) {
        reader.instruction(&instruction)?;
        says.hear(&instruction);
    }
    if reader.count == 0 {
        return Err(Problem { position: text.len(), reason: "there is no FROM" });
    }
    for found in &reader.found {
        says.windows |= found.is_windows();
        says.linux |= found.is_linux();
        let asks = found.platform == StagePlatform::Windows;
        says.runs |= found.is_windows() && found.runs;
        says.asks &= asks || !found.is_windows();
    }
    let mut changes = Changes::default();
    if !says.windows && says.linux {
        let start = reader.found.first().map_or(0, |found| found.site.start);
        changes.linux = true;
        changes.note(start, "This Dockerfile is for Linux: nothing in it is for Windows, so it was left as it is.");
    }
    let way = StartWay { kubernetes: false, isolation: fleet.hosts.chosen() };
    let stages: Vec<Twin> = reader.found.iter().map(|found| found.sibling(way, fleet)).collect();
    for (found, twin) in reader.found.into_iter().zip(siblings::for_hosts(&stages)) {
        match twin {
            Some(twin) => changes.note(found.site.start, siblings::stays(twin)),
            None => found.fix(says, fleet, &mut changes),
        }
    }
    changes.agree(|reference| fleet.suits(reference, way));
    if fleet.hosts.chosen() == Some(Isolation::Hyperv) && (says.windows || !says.linux) {
        changes.note(
            0,
            "A Dockerfile can’t set Hyper-V isolation. Build with docker build --isolation=hyperv, and \
             run the image with --isolation=hyperv.",
        );
    }
    Ok(changes)
}

/// What a file says about its operating system, one stage or the other.
#[derive(Clone, Copy)]
struct Says {
    windows: bool,
    linux: bool,
    /// A stage for Windows runs a command, which only a Windows builder can.
    runs: bool,
    /// All stages for Windows say so with `--platform`.
    asks: bool,
}

impl Says {
    /// Looks at what only one of them has: shells, package managers, paths and users.
    fn hear(&mut self, instruction: &Instruction<'_>) {
        const LINUX: [&str; 10] = [
            "apt-get ",
            "apk add",
            "apk --",
            "yum install",
            "dnf install",
            "microdnf ",
            "tdnf ",
            "zypper ",
            "/bin/sh",
            "/bin/bash",
        ];
        const WINDOWS: [&str; 5] = ["powershell", "cmd /s", "\"cmd\"", "containeradministrator", "containeruser"];
        let command = ["RUN", "SHELL", "CMD", "ENTRYPOINT", "USER"].iter().any(|keyword| instruction.is(keyword));
        let path = command || ["WORKDIR", "COPY", "ADD", "ENV", "VOLUME"].iter().any(|keyword| instruction.is(keyword));
        let text = instruction.rest.text.to_ascii_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        self.linux |= command && has(&LINUX);
        self.windows |= command && has(&WINDOWS) || path && has(&["c:\\", "c:/"]);
    }
}

struct StageReader {
    escape: u8,
    arguments: ArgumentDefaults,
    /// The names of the stages in lower case, and which place each got its image from.
    stages: BTreeMap<String, Option<usize>>,
    /// The place that the image of the current stage comes from.
    current: Option<usize>,
    count: usize,
    found: Vec<NamedImage>,
}

impl StageReader {
    fn new(escape: u8) -> Self {
        let (arguments, stages) = (ArgumentDefaults::new(), BTreeMap::new());
        Self { escape, arguments, stages, current: None, count: 0, found: Vec::new() }
    }

    fn instruction(&mut self, instruction: &Instruction<'_>) -> Result<(), Problem> {
        if instruction.is("FROM") {
            let from = FromLine::read(instruction)?;
            let platform = StagePlatform::of(from.platform);
            let before = self.found.len();
            self.current = self.name(&from.image, platform);
            let stage = from.stage.unwrap_or_default();
            match self.current.and_then(|place| Some((place, self.found.get_mut(place)?))) {
                Some((place, own)) if place >= before => stage.clone_into(&mut own.stage),
                Some((_, other)) => other.used |= without_windows(stage).is_none(),
                None => {}
            }
            self.stages.extend(from.stage.map(|name| (name.to_ascii_lowercase(), self.current)));
            self.count += 1;
        } else if self.count == 0 {
            if !instruction.is("ARG") {
                let reason = "the first instruction must be FROM, or an ARG before it";
                return Err(Problem { position: instruction.start, reason });
            }
            self.declare(instruction);
        } else if instruction.is("COPY") || instruction.is("ADD") {
            for name in instruction.flags("from").into_iter().take(1) {
                self.other(&name);
            }
        } else {
            for mount in if instruction.is("RUN") { instruction.flags("mount") } else { Vec::new() } {
                self.mounted(&mount);
            }
            if let Some(place) = self.current {
                let stage = &mut self.found[place];
                stage.powershell |= calls_powershell(instruction);
                stage.runs |= instruction.is("RUN");
                if instruction.is("RUN") || instruction.is("ENV") {
                    stage.named.extend(windows_named_in(instruction));
                }
            }
        }
        Ok(())
    }

    /// The image of a stage: the place that names it, be it that of another stage.
    fn name(&mut self, written: &Traced, platform: StagePlatform) -> Option<usize> {
        let site = written.site();
        let name = match self.value(written) {
            Ok(name) if name.text == "scratch" => return None,
            Ok(name) if self.is_stage(&name.text) => {
                return self.stages.get(&name.text.to_ascii_lowercase()).copied().flatten();
            }
            Ok(name) => match name.text.parse() {
                Ok(reference) => StageImage::Image(name, reference),
                Err(error) => StageImage::Bad(error),
            },
            Err(missing) => StageImage::Missing(written.text.trim_matches(['"', '\'']).to_owned(), missing),
        };
        self.found.push(NamedImage {
            site,
            name,
            platform,
            stage: String::new(),
            used: false,
            powershell: false,
            runs: false,
            named: Vec::new(),
        });
        Some(self.found.len() - 1)
    }

    fn is_stage(&self, name: &str) -> bool {
        self.stages.contains_key(&name.to_ascii_lowercase())
    }

    fn value(&self, written: &Traced) -> Result<Traced, ByteRange> {
        let bare = written.unquoted(self.escape).ok_or(0..written.text.len())?;
        expand(&bare, Syntax::Dockerfile(self.escape), |name| self.arguments.get(name)?.as_ref())
    }

    /// The image of `--from=…`, unless it is a stage. Variables mean nothing there, and a lone word can be a build context just
    /// as well.
    fn other(&mut self, name: &Traced) {
        if let Some(Some(place)) = self.stages.get(&name.text.to_ascii_lowercase()) {
            self.found[*place].used = true;
        }
        let stage = self.is_stage(&name.text) || name.text.parse::<u32>().is_ok();
        if stage || !name.text.contains(['/', ':']) || name.text.contains('$') {
            return;
        }
        if let Ok(reference) = name.text.parse() {
            let (site, name) = (name.site(), StageImage::Image(name.clone(), reference));
            self.found.push(NamedImage {
                site,
                name,
                platform: StagePlatform::Open,
                stage: String::new(),
                used: false,
                powershell: false,
                runs: false,
                named: Vec::new(),
            });
        }
    }

    /// `type=bind,from=image,target=…`
    fn mounted(&mut self, mount: &Traced) {
        const FROM: &str = "from=";
        let mut start = 0;
        for part in mount.text.split(',') {
            if part.starts_with(FROM) {
                self.other(&mount.slice(start + FROM.len()..start + part.len()));
            }
            start += part.len() + 1;
        }
    }

    /// `ARG NAME`, `ARG NAME=default`, several of them in one line.
    fn declare(&mut self, instruction: &Instruction<'_>) {
        let text = instruction.rest.text.as_str();
        for word in words(text) {
            let Some(equals) = text[word.clone()].find('=') else {
                self.arguments.insert(text[word].to_owned(), None);
                continue;
            };
            let name = text[word.start..word.start + equals].to_owned();
            let written = instruction.rest.slice(word.start + equals + 1..word.end);
            let value = self.value(&written).ok();
            self.arguments.insert(name, value.map(|value| value.shared()));
        }
    }
}

impl NamedImage {
    fn is_windows(&self) -> bool {
        let named = match &self.name {
            StageImage::Missing(text, _) => speaks_of_windows(text),
            _ => self.image().is_some_and(|image| is_windows(&image)),
        };
        self.platform == StagePlatform::Windows || self.platform != StagePlatform::Linux && named
    }

    fn image(&self) -> Option<Image> {
        match &self.name {
            StageImage::Image(_, reference) => Some(Image::of_reference(reference.clone())),
            _ => None,
        }
    }

    /// What its stage is among the others.
    fn sibling(&self, way: StartWay, fleet: &FleetHosts<'_>) -> Twin {
        let image = self.image().filter(|image| is_windows(image) && !self.used).and_then(|image| image.reference);
        let runs = image.map(|reference| siblings::runs(&reference, way, fleet));
        Twin { name: self.stage.clone(), runs, ..Twin::default() }
    }

    fn is_linux(&self) -> bool {
        let image = || self.image().is_some_and(|image| is_linux(&image));
        self.platform == StagePlatform::Linux || self.platform != StagePlatform::Windows && image()
    }

    fn fix(self, says: Says, fleet: &FleetHosts<'_>, changes: &mut Changes) {
        const STAGE: &str =
            "This stage is for Linux, so a Windows builder cannot run it: build it elsewhere, or take a Windows image.";
        // https://docs.docker.com/build/building/multi-platform/
        const CROSS: &str =
            "This stage is for Linux: build this file with docker buildx on Linux, as no Windows stage runs a command.";
        const BUILDER: &str =
            "This stage runs on the machine that builds ($BUILDPLATFORM), be it Windows or Linux: not changed.";
        if self.is_linux() && says.windows {
            let cross = !says.runs && (self.platform == StagePlatform::Linux || says.asks);
            return if cross { changes.note(self.site.start, CROSS) } else { changes.open(self.site.start, STAGE) };
        }
        // Among Linux images, one that says nothing is another of them.
        let left_alone = !says.windows && says.linux;
        match self.name {
            StageImage::Missing(..) | StageImage::Bad(_) if left_alone => {}
            StageImage::Missing(text, missing) => changes.open(self.site.start, without_value(&text, missing, fleet)),
            StageImage::Bad(error) => changes.open(self.site.start, error.to_string()),
            StageImage::Image(name, reference) => {
                let way = StartWay { kubernetes: false, isolation: fleet.hosts.chosen() };
                let retag = match self.platform {
                    StagePlatform::Windows => fleet.retag_for_windows(&reference, fleet.hosts.all(), way),
                    _ => fleet.retag(&reference, fleet.hosts.all(), way).for_windows(says.windows, &reference),
                };
                let named = is_windows(&Image::of_reference(reference.clone()));
                let retag = match retag {
                    Retag::Note { open: true, .. } if left_alone => return,
                    Retag::Fits => Retag::Fits,
                    _ if self.platform == StagePlatform::Builder && !named => {
                        return changes.note(self.site.start, BUILDER);
                    }
                    retag => retag,
                };
                if let (Retag::Fits, Some(day)) = (&retag, fleet.not_rebuilt_since(&reference)) {
                    let text = [
                        "It runs, but hasn’t been rebuilt since ",
                        &day.to_string(),
                        ": a maintained version gets security updates.",
                    ];
                    changes.note(self.site.start, text.concat());
                }
                if let Retag::Replace { reference: new, .. } = &retag {
                    note_named(&self.named, &reference, new, changes);
                }
                if self.powershell && loses_powershell(&reference, &retag) {
                    changes.open(self.site.start, NO_POWERSHELL);
                }
                changes.image(self.site, name, reference, retag);
            }
        }
    }
}
