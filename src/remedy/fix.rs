//! Fixed files: a Dockerfile, a compose file or a Kubernetes manifest with the smallest edit that makes it run.
//!
//! Only places that keep the file from running on the target change: the word for a Windows version in an image's tag,
//! selectors that keep pods away from nodes that cannot run them, and the isolation that was asked for. Everything else
//! stays byte for byte as it is, and a file that is not understood is refused with the reason and its position.

use core::fmt;
use core::ops::Range;

use crate::read::encoding::is_binary;
use crate::read::syntax::Problem;
use crate::read::syntax::yaml::Yaml;
use crate::rules::order;
use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    host::Host,
    question::{Engine, Isolation},
    rule::Rule,
};

mod affinity;
mod comments;
mod compose;
mod compose_build;
pub mod diff;
mod dockerfile;
mod edits;
mod groovy;
mod helm;
mod hosts;
mod inside;
mod kubernetes;
mod labels;
pub mod link;
mod machines;
mod missing;
mod mounts;
mod named;
mod old_windows;
mod own_labels;
mod places;
mod pod;
mod powershell;
mod quoted;
mod retag;
mod runners;
mod says;
mod script;
mod selector;
mod siblings;
mod stored;
mod swarm;
mod switches;
mod told;
mod tolerations;
mod variables;
mod workflow;
mod yaml_edit;

pub(crate) use named::pool as build_of_pool;
pub use told::Told;

/// What a file has to run on.
#[derive(Clone, Copy, Debug)]
pub struct FixTarget<'a> {
    /// The machines: a file for Docker has to run on each of them, pods on those that are selected for them.
    pub hosts: &'a [Host],
    /// What starts the containers. A Kubernetes manifest is always for Kubernetes.
    pub engine: Option<Engine>,
    /// The kind of isolation that was chosen. `None`: process isolation, or what Docker does by itself on Windows 10 and 11.
    pub isolation: Option<Isolation>,
    /// Whether Hyper-V isolation is available.
    pub hyperv: bool,
    /// Today, for which tags are maintained.
    pub today: Date,
    /// Where releases and updates are looked up.
    pub catalogue: &'a Catalogue,
}

/// The kinds of files that can be fixed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    /// A Dockerfile.
    Dockerfile,
    /// A compose or stack file.
    Compose,
    /// A Kubernetes manifest, of one or more documents.
    Kubernetes,
    /// A workflow of GitHub Actions.
    Workflow,
    /// Other YAML that names images: Helm values, kustomizations, patches.
    Values,
    /// HCL, TOML, Bicep or a Jenkinsfile that names images.
    Configuration,
    /// A script that starts containers, or a file of variables.
    Script,
}

impl FileKind {
    /// The name shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Dockerfile => "Dockerfile",
            Self::Compose => "compose file",
            Self::Kubernetes => "Kubernetes manifest",
            Self::Workflow => "GitHub workflow",
            Self::Values => "YAML file",
            Self::Configuration => "configuration file",
            Self::Script => "script",
        }
    }

    /// The name such a file usually has.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Dockerfile => "Dockerfile",
            Self::Compose => "compose.yaml",
            Self::Kubernetes => "manifest.yaml",
            Self::Workflow => "workflow.yml",
            Self::Values => "values.yaml",
            Self::Configuration => "config",
            Self::Script => "script",
        }
    }
}

/// One place that changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// The bytes of the original that go; empty where something is inserted.
    pub span: Range<usize>,
    /// What comes in their place.
    pub replacement: String,
    /// The line of the original, from 1.
    pub line: usize,
    /// Why, in a sentence.
    pub why: String,
    /// The rule behind it.
    pub rule: Rule,
    /// Whether the replacement is on record; otherwise it is a suggestion to check before use.
    pub certain: bool,
}

/// Something to know about a place that does not change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// The line of the original, from 1.
    pub line: usize,
    /// What to know, in a sentence or two.
    pub text: String,
    /// The command that answers it, with the image’s own name; empty where none does.
    pub command: String,
    /// Whether it still has to be looked at: the file may not run because of it.
    pub open: bool,
}

/// A file after the fix.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fixed {
    /// What kind of file it is.
    pub kind: FileKind,
    /// The whole file.
    pub text: String,
    /// What has changed, in the order of the file.
    pub edits: Vec<Edit>,
    /// What else to know, in the order of the file.
    pub notes: Vec<Note>,
    /// Nothing in it is for Windows.
    pub linux: bool,
}

impl Fixed {
    /// Whether nothing is left to look at by hand.
    pub fn is_complete(&self) -> bool {
        self.notes.iter().all(|note| !note.open)
    }

    /// What a run would do that changes nothing yet, in one line.
    pub fn forecast(&self, original: &str) -> String {
        let told = self.told(original);
        if told.is_empty() {
            return self.summary();
        }
        let places = |count: usize| if count == 1 { "1 place".to_owned() } else { format!("{count} places") };
        let check = match told.iter().filter(|told| !told.certain).count() {
            0 => String::new(),
            all if all == told.len() => ", to check before use".to_owned(),
            some => format!(", {some} of them to check before use"),
        };
        let open = if self.is_complete() { String::new() } else { [" ", &self.open()].concat() };
        format!("{} would change{check}.{open}", places(told.len()))
    }

    fn open(&self) -> String {
        match self.notes.iter().filter(|note| note.open).count() {
            1 => "1 place needs your decision.".to_owned(),
            more => [&more.to_string(), " places need your decision."].concat(),
        }
    }

    /// Whether a compose file starts Linux images beside its Windows images: one engine runs either (R29).
    pub fn has_linux_beside(&self) -> bool {
        self.kind == FileKind::Compose && self.notes.iter().any(|note| note.text.starts_with(LINUX_IMAGE))
    }

    /// What was done, in one line.
    pub fn summary(&self) -> String {
        let linux = if self.has_linux_beside() { " The Linux images in it can’t run on a Windows host." } else { "" };
        self.done() + linux
    }

    fn done(&self) -> String {
        let open = self.open();
        match (self.edits.is_empty(), self.is_complete(), self.edits.iter().all(|edit| edit.certain)) {
            (true, ..) if self.linux => "Nothing was changed: this Dockerfile is for Linux.".to_owned(),
            (true, true, _) if self.notes.is_empty() => "Everything already fits. Nothing to change.".to_owned(),
            (true, true, _) => "No changes needed. See the notes below.".to_owned(),
            (true, false, _) => "Nothing was changed. ".to_owned() + &open,
            (false, true, true) => "Fixed.".to_owned(),
            (false, true, false) => "Fixed, with suggestions to check before use.".to_owned(),
            (false, false, _) => "Partly fixed. ".to_owned() + &open,
        }
    }
}

/// Why a file is refused, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FixError {
    /// The byte at which it is not understood.
    pub position: usize,
    /// The line of that byte, from 1.
    pub line: usize,
    /// What is wrong there.
    pub reason: &'static str,
}

/// How a note about a Linux image begins.
const LINUX_IMAGE: &str = "A Linux image: not changed. ";

/// Why a file is refused that is none of the kinds.
const OTHER: &str = "this isn’t a Dockerfile (FROM …), a compose file (services:) or a Kubernetes manifest \
     (apiVersion: and kind:), and we found no Windows image in it";
/// Why a picture, an archive or a program is refused.
const BINARY: &str = "this isn’t a text file";
/// Why a manifest is refused that starts nothing.
const NO_POD: &str = "this manifest has no Pod, Deployment or anything else with a pod";

impl FixError {
    /// Whether the file is of another kind, and not one that is broken.
    pub fn is_other(&self) -> bool {
        matches!(self.reason, OTHER | NO_POD | BINARY)
    }
}

impl fmt::Display for FixError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

impl core::error::Error for FixError {}

/// Changes what keeps a file from running on the target, and nothing else.
///
/// # Errors
///
/// A file that is none of these kinds, or broken, and where.
pub fn fix(text: &str, target: &FixTarget<'_>) -> Result<Fixed, FixError> {
    let lines = LineStarts::of(text);
    let refused = |problem: Problem| FixError {
        position: problem.position,
        line: lines.of_byte(problem.position),
        reason: problem.reason,
    };
    if target.hosts.is_empty() {
        return Err(refused(Problem { position: 0, reason: "no host is given to fix it for" }));
    }
    if is_binary(text) {
        return Err(refused(Problem { position: 0, reason: BINARY }));
    }
    let fleet = retag::FleetHosts::new(target);
    let (kind, changes) = if crate::read::syntax::dockerfile::is_dockerfile(text) {
        (FileKind::Dockerfile, dockerfile::fix(text, &fleet).map_err(refused)?)
    } else if quoted::is_one(text) || groovy::is_one(text) {
        let problem = || Problem { position: 0, reason: OTHER };
        match quoted::fix(text, &fleet) {
            Some(changes) => (FileKind::Configuration, changes),
            None => (FileKind::Script, script::fix(text, &fleet).ok_or_else(problem).map_err(refused)?),
        }
    } else if script::is_one(text) {
        let problem = || Problem { position: 0, reason: OTHER };
        (FileKind::Script, script::fix(text, &fleet).ok_or_else(problem).map_err(refused)?)
    } else {
        let plain = comments::blanked(text);
        match Yaml::read(&plain) {
            Ok(yaml) => of_yaml(&yaml, &fleet).map_err(refused)?,
            Err(problem) => match helm::fix(&plain, &fleet) {
                Some(changes) => (FileKind::Kubernetes, changes),
                None => return Err(refused(problem)),
            },
        }
    };
    Ok(changes.apply(text, kind, &lines))
}

fn of_yaml(yaml: &Yaml<'_>, fleet: &retag::FleetHosts<'_>) -> Result<(FileKind, edits::Changes), Problem> {
    let has = |key: &str| yaml.documents.iter().any(|document| yaml.own(*document, key).is_some());
    if has("apiVersion") && has("kind") {
        Ok((FileKind::Kubernetes, kubernetes::fix(yaml, fleet)?))
    } else if yaml.documents.iter().any(|document| compose::is_compose(yaml, *document)) {
        Ok((FileKind::Compose, compose::fix(yaml, fleet)?))
    } else if let Some(changes) = values(yaml, fleet)? {
        let workflow = yaml.documents.iter().any(|document| workflow::is_one(yaml, *document));
        Ok((if workflow { FileKind::Workflow } else { FileKind::Values }, changes))
    } else {
        let position = yaml.documents.first().map_or(0, |document| yaml.nodes[*document].value.start);
        Err(Problem { position, reason: OTHER })
    }
}

/// Other YAML, if there are images in it.
fn values(yaml: &Yaml<'_>, fleet: &retag::FleetHosts<'_>) -> Result<Option<edits::Changes>, Problem> {
    let mut changes = edits::Changes::default();
    let mut places = places::Places::new(yaml);
    let left = machines::pipelines_of_others(yaml, fleet, &mut changes);
    for document in yaml.documents.iter().filter(|document| !left.contains(document)) {
        places.look(*document);
    }
    let way = places.way(fleet, &mut changes);
    let found = places.fix(way, fleet, &mut changes)? || !left.is_empty();
    for document in yaml.documents.iter().filter(|document| found && workflow::is_one(yaml, **document)) {
        workflow::fix(yaml, *document, &mut changes);
    }
    Ok(found.then_some(changes))
}

/// The places of a list in the order of these keys; what has equal keys keeps its order.
fn in_order(keys: impl Iterator<Item = (usize, usize)>) -> Vec<usize> {
    let keys: Vec<(usize, usize)> = keys.collect();
    order::places(keys.len(), &|a, b| keys[a].cmp(&keys[b]))
}

/// Where the lines of a text start.
struct LineStarts(Vec<usize>);

impl LineStarts {
    fn of(text: &str) -> Self {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self(core::iter::once(0).chain(after_breaks).collect())
    }

    /// Where a line starts, counted from 0.
    fn start(&self, line: usize) -> usize {
        self.0.get(line).copied().unwrap_or_default()
    }

    /// The line a byte is in, from 1.
    fn of_byte(&self, position: usize) -> usize {
        self.0.partition_point(|start| *start <= position)
    }
}
