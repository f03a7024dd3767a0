//! The machines that a file asks for by a name of their service: hosted runners, the operating system family of a task on ECS,
//! the version in a pipeline’s platform. Images that fit the hosts do not run on a machine that is none of them.

use super::edits::Changes;
use super::hosts::StartWay;
use super::labels::aks_sku;
use super::named::{FAMILY_OF_WINDOWS, MACHINE, ami, build_of, family_of, machine_image, pool, word};
use super::retag::{FleetHosts, Retag};
use super::runners::{self, goes, is_of_hosts, item_of, named_beside, other_is, runner};
use super::script::values::{self, BuildVariable};
use super::siblings;
use super::yaml_edit::set;
use crate::read::syntax::yaml::Yaml;
use crate::rules::order;
use crate::rules::rule::Rule;

/// Keys of [workflows](https://docs.github.com/actions/reference/workflow-syntax-for-github-actions) and
/// [pipelines](https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/pool) whose values name machines.
/// executors of [CircleCI](https://circleci.com/developer/orbs/orb/circleci/windows) too.
const KEYS: [&str; 5] = ["runs-on", "vmImage", "matrix", "os", "executor"];
/// Keys whose values are names that somebody gave their own machines: tags of GitLab’s runners, queues of Buildkite’s agents.
const OWN: [&str; 2] = ["tags", "queue"];
/// The key of a task definition of ECS.
const FAMILY: &str = "operatingSystemFamily";

/// Keys whose values name the Windows of new machines: `amiFamily: WindowsServer2019FullContainer` of
/// [eksctl](https://eksctl.io/usage/windows-worker-nodes/), `alias: windows2019@latest` of
/// [Karpenter](https://karpenter.sh/docs/concepts/nodeclasses/), `osSKU: Windows2019` of AKS.
const POOLS: [&str; 3] = ["amifamily", "alias", "ossku"];
/// Why a word for a Windows is left as it is: what it is a part of isn’t known.
const WORD: &str = "This word stands for another Windows. Change it by hand.";

/// The places of a file that name machines.
#[derive(Default)]
pub(super) struct Machines {
    runners: Vec<usize>,
    families: Vec<usize>,
    platforms: Vec<usize>,
    pools: Vec<usize>,
    /// Names of somebody’s own.
    own: Vec<usize>,
    /// Words for a Windows in a matrix of jobs, `ltsc2019`, `windowsservercore-ltsc2019`, and what stands before them where
    /// they are used.
    words: Vec<(usize, String)>,
    /// Commands of Docker stand in the file.
    docker: bool,
    /// Up to here runners have been looked for.
    seen: usize,
}

impl Machines {
    /// Looks at one node of a file.
    pub fn look(&mut self, yaml: &Yaml<'_>, node: usize) {
        let key = yaml.key(node);
        let text = yaml.str(node).unwrap_or_default();
        if KEYS.contains(&key) {
            let end = yaml.nodes[node].end;
            self.runners.extend((node.max(self.seen)..end).filter(|below| runner(yaml, *below).is_some()));
            if key == "matrix" {
                let is_word = |below: &usize| yaml.str(*below).and_then(word).is_some();
                let found = (node.max(self.seen)..end).filter(is_word);
                self.words.extend(found.map(|below| (below, String::new())));
            }
            self.seen = self.seen.max(end);
        } else if key == "default" && runner(yaml, node).is_some() {
            self.runners.push(node);
        } else if OWN.contains(&key) {
            self.own.extend((node..yaml.nodes[node].end).filter(|below| own(yaml, *below).is_some()));
        } else if is_about_windows(key) && (word(text).is_some() || is_of_base(key) && build_of(text).is_some()) {
            self.words.push((node, String::new()));
        } else if (key.eq_ignore_ascii_case(FAMILY) || key.eq_ignore_ascii_case("default")) && family_of(text).is_some()
        {
            self.families.push(node);
        } else if ami(text).is_some() || key == "image" && machine_image(text).is_some() {
            self.pools.push(node);
        } else if POOLS.contains(&key.replace('_', "").to_ascii_lowercase().as_str()) {
            // Itself, or the default of a parameter of this name.
            let named = yaml.own(node, "defaultValue").unwrap_or(node);
            self.pools.extend(yaml.str(named).and_then(pool).map(|_| named));
        } else if key == "platform" && yaml.str_at(node, &["os"]) == Some("windows") {
            // That of an entry of an image is no machine.
            let of_image = siblings::parent(yaml, node)
                .is_some_and(|entry| siblings::is_item(yaml, entry) && yaml.own(entry, "image").is_some());
            self.platforms.extend(yaml.own(node, "version").filter(|_| !of_image));
        } else if ["run", "script", "powershell", "pwsh", "bash"].contains(&key) || key.is_empty() {
            self.docker |= text.lines().any(|line| line.trim_start_matches(['&', ' ']).starts_with("docker "));
        }
    }

    /// Adds words for a Windows under these names: variables that commands of Docker take as arguments of builds.
    pub fn name_words(&mut self, yaml: &Yaml<'_>, variables: &[BuildVariable]) {
        let mut named: Vec<(usize, &BuildVariable)> = Vec::new();
        for map in (0..yaml.nodes.len()).filter(|map| !variables.is_empty() && yaml.is_map(*map)) {
            let of_list = yaml.own(map, "value").zip(yaml.str_at(map, &["name"]));
            for (entry, name) in yaml.children(map).map(|entry| (entry, yaml.key(entry))).chain(of_list) {
                let Some(variable) = variables.iter().find(|one| one.is_called(name)) else { continue };
                let listed = yaml.is_seq(entry).then(|| yaml.children(entry)).into_iter().flatten();
                named.extend(listed.chain(core::iter::once(entry)).map(|value| (value, variable)));
            }
        }
        let text = |node: usize, variable: &BuildVariable| Some([&variable.prefix, yaml.str(node)?].concat());
        let is_word =
            |(node, variable): &(usize, &BuildVariable)| text(*node, variable).and_then(|text| word(&text)).is_some();
        // A variable that is `ltsc2022` in one place is no number in another.
        let known: Vec<&str> =
            named.iter().filter(|one| is_word(one)).map(|(_, variable)| variable.name.as_str()).collect();
        for (node, variable) in &named {
            let of_windows = values::is_of_windows(&variable.argument) || known.contains(&variable.name.as_str());
            let build = of_windows.then(|| text(*node, variable)).flatten().and_then(|text| build_of(&text));
            if (is_word(&(*node, variable)) || build.is_some()) && !self.words.iter().any(|(word, _)| word == node) {
                self.words.push((*node, variable.prefix.clone()));
            }
        }
    }

    /// The items of lists, as of a matrix, that are to be removed with their machines.
    pub fn gone(&self, yaml: &Yaml<'_>, fleet: &FleetHosts<'_>) -> Vec<core::ops::Range<usize>> {
        let old = self.runners.iter().filter(|runner| !is_of_hosts(yaml, **runner, fleet));
        let removed = old.filter(|runner| goes(yaml, **runner, fleet));
        let items = removed.filter_map(|runner| item_of(yaml, *runner));
        items.map(|(item, _)| item..yaml.nodes[item].end).collect()
    }

    /// Whether one of them is a Windows one for sure.
    pub fn says_windows(&self) -> bool {
        !self.families.is_empty() || !self.platforms.is_empty() || !self.pools.is_empty()
    }

    /// Says which are none of the hosts; those of a file that starts no Windows container are none of ours.
    pub fn fix(&self, yaml: &Yaml<'_>, windows: bool, fleet: &FleetHosts<'_>, changes: &mut Changes) -> bool {
        if !windows && !self.docker {
            return false;
        }
        for node in &self.runners {
            if runner(yaml, *node).is_some_and(|build| !fleet.hosts.builds.contains(&build)) {
                runners::fix(yaml, *node, fleet, changes);
            }
        }
        let gone = self.gone(yaml, fleet);
        let beside = self.runners.iter().flat_map(|runner| named_beside(yaml, *runner));
        let words = order::each_once(self.words.iter().map(|(node, _)| *node));
        let beside = beside.filter(|node| words.binary_search(node).is_err()).map(|node| (node, String::new()));
        let words: Vec<(usize, String)> = self.words.iter().cloned().chain(beside).collect();
        // What goes with its machine is told there.
        for (node, prefix) in words.iter().filter(|(node, _)| !gone.iter().any(|item| item.contains(node))) {
            let Some(mut note) = word_note(yaml, *node, prefix, fleet) else { continue };
            let fits = |at: usize| {
                yaml.str(at).is_some_and(|text| build_of(text).is_some() || word(text).is_some())
                    && word_note(yaml, at, prefix, fleet).is_none()
                    && !gone.iter().any(|item| item.contains(&at))
            };
            if other_is(yaml, *node, &fits) {
                let entry = if yaml.key(*node).is_empty() { "" } else { " this entry with all that belongs to it" };
                let entry = if entry.is_empty() { " it" } else { entry };
                note = ["Remove", entry, ": this word stands for another Windows."].concat();
            }
            changes.open(yaml.nodes[*node].value.start, note);
        }
        for node in &self.families {
            family(yaml, *node, fleet, changes);
        }
        for node in &self.own {
            if own(yaml, *node).is_some_and(|build| !fleet.hosts.builds.contains(&build)) {
                changes.open(yaml.nodes[*node].value.start, MACHINE);
            }
        }
        for node in &self.pools {
            if yaml
                .str(*node)
                .and_then(|text| pool(text).or_else(|| ami(text)).or_else(|| machine_image(text)))
                .is_some_and(|build| !fleet.hosts.builds.contains(&build))
            {
                changes.open(yaml.nodes[*node].value.start, MACHINE);
            }
        }
        for node in &self.platforms {
            let build = yaml.str(*node).and_then(build_of);
            if build.is_some_and(|build| !fleet.hosts.builds.contains(&build)) {
                changes.open(
                    yaml.nodes[*node].value.start,
                    "This platform version isn’t that of any host. Change it too.",
                );
            }
        }
        !self.runners.is_empty() || !self.families.is_empty() || !self.pools.is_empty() || !self.words.is_empty()
    }
}

/// The pipelines of [Drone](https://docs.drone.io/pipeline/docker/syntax/platform/) for another Windows, where one of them is for the
/// hosts: each is the same for its own.
pub(super) fn pipelines_of_others(yaml: &Yaml<'_>, fleet: &FleetHosts<'_>, changes: &mut Changes) -> Vec<usize> {
    let version = |document: &usize| {
        let windows = yaml.str_at(*document, &["platform", "os"]) == Some("windows");
        yaml.str_at(*document, &["platform", "version"]).filter(|_| windows).and_then(build_of)
    };
    let is_of_hosts = |document: &usize| version(document).is_some_and(|build| fleet.hosts.builds.contains(&build));
    let Some(twin) = yaml.documents.iter().find(|document| is_of_hosts(document)) else { return Vec::new() };
    let name = yaml.str_at(*twin, &["name"]).unwrap_or("another pipeline");
    let others = yaml.documents.iter().copied();
    let left: Vec<usize> = others.filter(|one| version(one).is_some() && !is_of_hosts(one)).collect();
    for document in &left {
        changes.note(yaml.nodes[*document].start, siblings::stays(name));
    }
    left
}

/// What to know of a word for a Windows, where something else stands before it in a tag; `None` where it fits.
fn word_note(yaml: &Yaml<'_>, node: usize, prefix: &str, fleet: &FleetHosts<'_>) -> Option<String> {
    let text = [prefix, yaml.str(node).unwrap_or_default()].concat();
    let base = word(&text).unwrap_or_else(|| ["mcr.microsoft.com/windows/servercore:", &text].concat());
    let way = StartWay { kubernetes: false, isolation: fleet.hosts.chosen() };
    let retag = fleet.retag(&base.parse().ok()?, fleet.hosts.all(), way);
    let note = other_word(retag)?;
    let is = |tag: &str| ["it is ", tag].concat();
    Some(if prefix.is_empty() { note } else { note.replacen(&is(prefix), &is(""), 1) })
}

/// What to know of a word for a Windows, by what becomes of the base image with this tag; `None` where it fits.
pub(super) fn other_word(retag: Retag) -> Option<String> {
    let new = match &retag {
        Retag::Fits => return None,
        Retag::Replace { reference, .. } => reference.tag(),
        Retag::Note { .. } => None,
    };
    let told = new.map(|new| {
        ["This word stands for another Windows. For the hosts it is ", new, ": change it by hand."].concat()
    });
    Some(told.unwrap_or_else(|| WORD.to_owned()))
}

/// Whether the value under a key can be a word for a Windows: `WIN_VERSION`, `windowsTag`.
fn is_about_windows(key: &str) -> bool {
    (key.to_ascii_lowercase().contains("win") || is_of_base(key)) && !key.contains(['.', '/'])
}

/// Whether it is that of a base image: `servercoreTag`, `nanoserver`.
fn is_of_base(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    ["nanoserver", "servercore"].iter().any(|base| key.contains(base))
}

/// The build in a name of somebody’s own machines: `windows-2019`, `windowsversion:1809`.
fn own(yaml: &Yaml<'_>, node: usize) -> Option<u16> {
    let name = yaml.str(node)?.to_ascii_lowercase();
    let version = name.split_once(':').filter(|(key, _)| key.contains("win")).and_then(|(_, value)| build_of(value));
    runner(yaml, node).or(version)
}

fn family(yaml: &Yaml<'_>, node: usize, fleet: &FleetHosts<'_>, changes: &mut Changes) {
    const WHY: &str = "The task asks for machines that aren’t among the hosts.";
    let rest = yaml.str(node).and_then(|name| name.trim_end().strip_prefix(FAMILY_OF_WINDOWS)).unwrap_or_default();
    let (word, edition) = rest.split_once('_').unwrap_or((rest, "CORE"));
    if build_of(word).is_none_or(|build| fleet.hosts.builds.contains(&build)) {
        return;
    }
    let year = fleet.hosts.builds.iter().find_map(|build| aks_sku(*build)).and_then(|sku| sku.strip_prefix("Windows"));
    let wanted = year.map(|year| [FAMILY_OF_WINDOWS, year, "_", edition].concat());
    match wanted.and_then(|wanted| set(yaml, node, &wanted)) {
        Some((span, text)) => changes.edit(span, text, WHY, Rule::R36, false),
        None => changes.open(yaml.nodes[node].value.start, WHY),
    }
}
