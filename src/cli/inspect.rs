//! `wincompat inspect`: what a registry has under a name, and which entry each host takes.

use clap::Args;
use serde::Serialize;

use super::registry::{self, FoundEntry, FoundImage};
use super::{BadInput, NoAnswer, Printed, engine, host, json, kind, line, today};
use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    entries::{self, Entry, Remark, Taken},
    host::Host,
    image::{Image, Versions},
    judge::judge,
    lifecycle::{Row, SupportPhase},
    matrix,
    product::BEFORE_VARIANTS,
    question::{Engine, Question},
    reason::Rule,
    reference::{Arch, Reference},
    release::Kind,
    verdict::Outcome,
    version::Version,
};

const EXAMPLES: &str = "Examples:
  wincompat inspect mcr.microsoft.com/windows/servercore:ltsc2022
  wincompat inspect registry.example.com/shop:1.4 --host ws2022 --host this
  wincompat inspect localhost:5000/shop:1.4 --arch arm64 --json

Exit status: 0 the registry has answered; 64 bad usage, or no such image, or one that this account may not read; 69 the registry can’t \
be reached: network, proxy, certificate, too many requests.";

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Inspect {
    /// An image reference
    #[arg(value_name = "REF")]
    image: String,
    /// A host to say the entry for; once for each. Without it: every release that Microsoft still supports
    #[arg(long, value_name = "H")]
    host: Vec<String>,
    /// Server or client, where a build is both
    #[arg(long, value_name = "server|client", value_parser = kind)]
    kind: Option<Kind>,
    /// What starts the container
    #[arg(long, value_name = "docker|swarm|kubernetes|aks", value_parser = engine)]
    engine: Option<Engine>,
    /// The day to judge support on, instead of today
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
    #[command(flatten)]
    registry: registry::RegistryAccess,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// The object of `inspect --json`.
#[derive(Serialize)]
struct InspectReport<'a> {
    reference: String,
    registry: &'a str,
    digest: &'a str,
    list: bool,
    entries: Vec<EntryReport<'a>>,
    attestations: usize,
    hosts: Vec<TakenReport>,
    remarks: Vec<RemarkReport>,
    #[serde(skip)]
    engine: Option<Engine>,
}

#[derive(Serialize)]
struct EntryReport<'a> {
    os: &'a str,
    architecture: &'a str,
    os_version: Option<&'a str>,
    os_version_in_config: Option<&'a str>,
    digest: &'a str,
}

/// Entries are counted from 0 here, as in the list.
#[derive(Serialize)]
struct TakenReport {
    name: String,
    version: Version,
    kind: Kind,
    architecture: &'static str,
    docker: Option<usize>,
    containerd: ContainerdReport,
    outcome: Outcome,
    /// What becomes of the entry that Docker takes, where that is another one.
    docker_outcome: Outcome,
    #[serde(skip)]
    taken: Taken,
}

#[derive(Serialize)]
struct ContainerdReport {
    a: Option<usize>,
    b: Option<usize>,
    c: Option<usize>,
    equal_builds: Option<usize>,
}

/// A peculiarity, as `inspect` and `check --online` print it.
#[derive(Serialize)]
pub(super) struct RemarkReport {
    rule: Rule,
    text: String,
}

impl Inspect {
    /// Whether it prints JSON.
    pub(super) fn is_json(&self) -> bool {
        self.json
    }

    pub(super) fn print(&self, catalogue: &Catalogue) -> Result<Printed, NoAnswer> {
        let reference = reference(&self.image)?;
        let hosts: Vec<Host> = self.hosts(catalogue)?;
        let found = ask(&reference, &self.registry)?;
        let hosts: Vec<TakenReport> = hosts.iter().map(|host| self.row(host, &found)).collect();
        let report = InspectReport {
            reference: reference.to_string(),
            registry: &found.host,
            digest: &found.digest,
            list: found.is_list,
            entries: found.entries.iter().map(EntryReport::new).collect(),
            attestations: found.attestations,
            remarks: remarks(&found)
                .into_iter()
                .chain(other_architecture(&hosts, &found))
                .chain(self.before_variants(&hosts))
                .collect(),
            hosts,
            engine: self.engine,
        };
        Ok(Printed { text: if self.json { json(&report) } else { report.text() }, status: 0 })
    }

    fn hosts(&self, catalogue: &Catalogue) -> Result<Vec<Host>, BadInput> {
        if !self.host.is_empty() {
            return self.host.iter().map(|text| host(text, self.kind)).collect();
        }
        let today = today(self.today);
        let supported = matrix::hosts(catalogue).filter(|release| Row::of(release).phase(today) != SupportPhase::Ended);
        Ok(supported.map(Host::of).collect())
    }

    /// Where Kubernetes is asked about: for which hosts containerd without a stable range finds nothing, unlike later ones.
    fn before_variants(&self, hosts: &[TakenReport]) -> Option<RemarkReport> {
        self.engine.filter(|engine| engine.is_kubernetes())?;
        let without = |host: &&TakenReport| host.taken.equal_builds.is_none() && host.taken.containerd != [None; 3];
        let names: Vec<&str> = hosts.iter().filter(without).map(|host| host.name.as_str()).collect();
        let text = || format!("{BEFORE_VARIANTS} They find no entry for {}.", names.join(", "));
        (!names.is_empty()).then(|| RemarkReport { rule: Rule::R21, text: text() })
    }

    fn row(&self, host: &Host, found: &FoundImage) -> TakenReport {
        let architecture = self.registry.architecture_of(host);
        let taken = taken(found, host, architecture);
        let outcome = |entry: Option<usize>| match entry.map(|at| &found.entries[at]) {
            // A single manifest is pulled whatever it is for (R32), and then does not run (R31).
            Some(found) if found.entry.is_for(architecture) => outcome(host, found.version(), self.engine),
            _ => Outcome::None,
        };
        let (reckoned, docker_outcome) = (outcome(taken.reckoned(self.engine)), outcome(taken.docker));
        let [a, b, c] = taken.containerd;
        TakenReport {
            name: host.name(),
            version: host.version,
            kind: host.kind,
            architecture: architecture.slug(),
            docker: taken.docker,
            containerd: ContainerdReport { a, b, c, equal_builds: taken.equal_builds },
            outcome: reckoned,
            docker_outcome,
            taken,
        }
    }
}

impl TakenReport {
    /// The verdict in words, and Docker’s where it takes an entry that fares otherwise and no engine is asked about.
    fn verdict(&self, engine: Option<Engine>) -> String {
        let (symbol, title) = (self.outcome.symbol(), self.outcome.title());
        let docker = self.docker_outcome;
        if engine.is_some() || docker == self.outcome {
            return format!("{symbol} {title}");
        }
        format!("{symbol} {title}; with Docker {} {}", docker.symbol(), docker.word())
    }
}

/// Where there are entries with Windows and none for the processors of the hosts.
fn other_architecture(hosts: &[TakenReport], found: &FoundImage) -> Option<RemarkReport> {
    let windows: Vec<&Entry> =
        found.entries.iter().map(|found| &found.entry).filter(|entry| entry.is_windows()).collect();
    let wanted = hosts.first()?.architecture;
    let fits = |host: &TakenReport| host.architecture != wanted || host.outcome != Outcome::None;
    if windows.is_empty() || hosts.iter().any(fits) || windows.iter().any(|entry| entry.architecture == wanted) {
        return None;
    }
    let mut others: Vec<&str> = windows.iter().map(|entry| entry.architecture.as_str()).collect();
    others.dedup();
    let text = format!("No Windows entry is for {wanted}, only for {}.", others.join(", "));
    Some(RemarkReport { rule: Rule::R31, text })
}

fn reference(text: &str) -> Result<Reference, BadInput> {
    text.trim().parse().map_err(|error| BadInput(format!("{text:?}: {error}")))
}

pub(super) fn ask(reference: &Reference, options: &registry::RegistryAccess) -> Result<FoundImage, NoAnswer> {
    registry::ask(reference, options).map_err(|problem| match problem.is_of_input() {
        true => BadInput(problem.to_string()).into(),
        false => NoAnswer::Registry(problem.to_string()),
    })
}

pub(super) fn taken(found: &FoundImage, host: &Host, architecture: Arch) -> Taken {
    let entries: Vec<Entry> = found.entries.iter().map(|found| found.entry.clone()).collect();
    match entries.as_slice() {
        [entry] if !found.is_list => entries::taken_alone(entry, host.version),
        entries => entries::taken(entries, host.version, architecture),
    }
}

fn outcome(host: &Host, image: Option<Version>, engine: Option<Engine>) -> Outcome {
    let image = image.map_or_else(|| Image::of_versions(Versions::Unknown), Image::of_version);
    let question = Question { engine: engine.into(), ..Question::new(*host, image) };
    judge(&question).map_or(Outcome::Unknown, |verdict| verdict.outcome)
}

pub(super) fn remarks(found: &FoundImage) -> Vec<RemarkReport> {
    let entries: Vec<Entry> = found.entries.iter().map(|found| found.entry.clone()).collect();
    let remarks = if found.is_list { entries::remarks(&entries) } else { entries::remarks_alone(&entries) };
    remarks.into_iter().map(|Remark { rule, text }| RemarkReport { rule, text }).collect()
}

impl FoundEntry {
    /// Its Windows version, from the list or else from its configuration.
    pub(super) fn version(&self) -> Option<Version> {
        self.entry.version().or_else(|| self.in_config.as_deref()?.parse().ok())
    }
}

impl<'a> EntryReport<'a> {
    fn new(found: &'a FoundEntry) -> Self {
        Self {
            os: &found.entry.os,
            architecture: &found.entry.architecture,
            os_version: found.entry.os_version.as_deref(),
            os_version_in_config: found.in_config.as_deref(),
            digest: &found.digest,
        }
    }

    fn text(&self) -> String {
        let version = match (self.os_version, self.os_version_in_config) {
            (Some(version), _) => version.to_owned(),
            (None, Some(version)) => format!("no os.version (its configuration says {version})"),
            (None, None) if self.os == "windows" => "no os.version".to_owned(),
            (None, None) => String::new(),
        };
        format!("{:<14} {version:<18} {}", format!("{}/{}", self.os, self.architecture), self.digest)
    }
}

impl InspectReport<'_> {
    /// That of the hosts, where it is the same for all.
    fn architecture(&self) -> String {
        let first = self.hosts.first().map_or("", |host| host.architecture);
        match self.hosts.iter().all(|host| host.architecture == first) {
            true if !first.is_empty() => format!(" ({first})"),
            _ => String::new(),
        }
    }

    fn text(&self) -> String {
        let mut out = String::new();
        line(&mut out, &self.reference);
        let what = match (self.list, self.entries.len()) {
            (false, _) => "a single image, no list".to_owned(),
            (true, 1) => "a list with 1 entry".to_owned(),
            (true, many) => format!("a list with {many} entries"),
        };
        line(&mut out, format_args!("{} has {what}\n{}\n", self.registry, self.digest));
        for (at, entry) in self.entries.iter().enumerate() {
            line(&mut out, format_args!("  {:>2}  {}", at + 1, entry.text().trim_end()));
        }
        if self.attestations > 0 {
            line(&mut out, format_args!("  left out: {} with provenance or signatures", self.attestations));
        }
        let title = if self.list { "Which entry a host takes" } else { "Where it runs" };
        line(&mut out, format_args!("\n{title}{}", self.architecture()));
        let width = self.hosts.iter().map(|host| host.name.chars().count()).max().unwrap_or_default();
        // Of a single image there is nothing to take but itself.
        let choice = |host: &TakenReport| match (self.list, host.taken.docker) {
            (false, Some(_)) => String::new(),
            (false, None) if host.taken.containerd[0].is_some() => "Docker doesn’t pull it".to_owned(),
            (false, None) => String::new(),
            (true, _) => host.taken.text(),
        };
        let choices: Vec<String> = self.hosts.iter().map(choice).collect();
        let choice_width = choices.iter().map(|choice| choice.chars().count()).max().unwrap_or_default();
        let gap = if choice_width == 0 { "" } else { "  " };
        for (host, choice) in self.hosts.iter().zip(&choices) {
            let verdict = host.verdict(self.engine);
            line(&mut out, format_args!("  {:<width$}{gap}{choice:<choice_width$}  {verdict}", host.name));
        }
        if !self.remarks.is_empty() {
            line(&mut out, "\nMind");
        }
        for remark in &self.remarks {
            line(&mut out, format_args!("  {} {}", remark.rule, remark.text));
        }
        out
    }
}
