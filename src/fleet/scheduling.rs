//! Where an image can run and the selector that says so; what a node cannot run.

use super::words::{Show as _, concat, counted, listed, listed_shortly};
use super::{Fleet, Grid, Runs};
use crate::rules::name::is_plain;
use crate::rules::{
    question::Engine,
    verdict::{Outcome, Support},
};

/// Where the images of a column can run. All lists are rows of the grid.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Placement {
    /// The column.
    pub column: usize,
    /// In a word.
    pub runs: Runs,
    /// Rows that run it with process isolation.
    pub process: Vec<usize>,
    /// Rows where revisions or the version of the runtime decide.
    pub depends: Vec<usize>,
    /// Rows that run it with Hyper-V isolation, whether or not they run it without.
    pub hyperv: Vec<usize>,
    /// Rows that don't run it at all.
    pub cannot: Vec<usize>,
    /// What keeps it on the nodes that run it with process isolation; `None` where there are none.
    pub selector: Option<Selector>,
    /// What keeps it on the nodes that run it with Hyper-V isolation, where that is a different set.
    pub hyperv_selector: Option<Selector>,
}

/// What the nodes of a row can run. All lists are columns of the grid.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Load {
    /// The row.
    pub row: usize,
    /// Columns that run with process isolation.
    pub runs: Vec<usize>,
    /// Columns for which revisions or the version of the runtime decide.
    pub depends: Vec<usize>,
    /// Columns that run only with Hyper-V isolation.
    pub hyperv: Vec<usize>,
    /// Columns that don't run: these images must move, or be rebuilt.
    pub cannot: Vec<usize>,
    /// Columns of which nothing is known.
    pub unknown: Vec<usize>,
}

/// A set of nodes, as schedulers select it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Selector {
    /// The builds that make the set, newest first.
    pub builds: Vec<u16>,
    /// The rows of the grid.
    pub rows: Vec<usize>,
    /// The label to give to each of its nodes, where a build alone does not select them: for Swarm with several builds, and
    /// everywhere if nodes with the same build differ in their revision.
    pub label: String,
    /// Nodes with one of these builds that are not in the set.
    pub splits: bool,
}

impl Selector {
    pub(super) fn new(grid: &Grid, rows: &[usize], word: &str) -> Option<Self> {
        let build = |row: &usize| grid.hosts.get(*row).map(|group| group.host.version.build);
        let mut builds: Vec<u16> = rows.iter().filter_map(build).collect();
        builds.dedup();
        let left_out =
            |row: &usize| rows.binary_search(row).is_err() && build(row).is_some_and(|build| builds.contains(&build));
        let splits = (0..grid.hosts.len()).any(|row| left_out(&row));
        (!builds.is_empty()).then(|| Self { builds, rows: rows.to_vec(), label: Self::label_of(word), splits })
    }

    /// The label for nodes that run images of this version.
    pub(super) fn label_of(word: &str) -> String {
        let label: String = word.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
        concat(&["windows-runs-", label.trim_matches(['-', '.'])])
    }

    /// Lines for a pod's `spec` in Kubernetes.
    pub fn kubernetes(&self) -> String {
        const OS: &str = "nodeSelector:\n  kubernetes.io/os: windows\n";
        match self.builds.as_slice() {
            _ if self.splits => concat(&[OS, "  ", &self.label, ": \"true\"\n"]),
            [one] => concat(&[OS, "  node.kubernetes.io/windows-build: \"10.0.", &one.show(), "\"\n"]),
            several => {
                let values: Vec<String> =
                    several.iter().map(|build| concat(&["\"10.0.", &build.show(), "\""])).collect();
                concat(&[
                    OS,
                    "affinity:\n  nodeAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution:\n      nodeSelectorTerms:\n      - \
                     matchExpressions:\n        - key: node.kubernetes.io/windows-build\n          operator: In\n          values: [",
                    &values.join(", "),
                    "]\n",
                ])
            }
        }
    }

    /// The placement constraint of Swarm: one line for `--constraint` or `deploy.placement.constraints`.
    pub fn swarm(&self) -> String {
        match self.builds.as_slice() {
            [one] if !self.splits => concat(&["node.labels.windows.build==", &one.show()]),
            _ => concat(&["node.labels.", &self.label, "==true"]),
        }
    }

    /// The selector on one line, for tables.
    pub fn line(&self, engine: Option<Engine>) -> String {
        if engine == Some(Engine::Swarm) {
            return self.swarm();
        }
        let builds: Vec<String> = self.builds.iter().map(|build| concat(&["10.0.", &build.show()])).collect();
        match builds.as_slice() {
            _ if self.splits => concat(&[&self.label, "=true"]),
            [one] => concat(&["node.kubernetes.io/windows-build=", one]),
            several => concat(&["node.kubernetes.io/windows-build in (", &several.join(", "), ")"]),
        }
    }

    /// The commands that give the nodes the label, one a line; empty where the label is there without doing anything. A node
    /// without a name, or with one that a shell would read differently, is written `NODE`.
    pub fn label_commands(&self, fleet: &Fleet, grid: &Grid, engine: Engine) -> String {
        let swarm = match engine {
            Engine::Swarm => true,
            engine if engine.is_kubernetes() && self.splits => false,
            _ => return String::new(),
        };
        let mut out = String::new();
        for group in self.rows.iter().filter_map(|row| grid.hosts.get(*row)) {
            let build = group.host.version.build.show();
            let single = self.builds.len() == 1 && !self.splits;
            let label = if single { concat(&["windows.build=", &build]) } else { concat(&[&self.label, "=true"]) };
            let mut unnamed = false;
            for node in group.nodes.iter().filter_map(|node| fleet.nodes.get(*node)) {
                let name = node.name.as_deref().filter(|name| is_plain(name)).unwrap_or("NODE");
                if name == "NODE" && core::mem::replace(&mut unnamed, true) {
                    continue;
                }
                out.push_str(&if swarm {
                    concat(&["docker node update --label-add ", &label, " ", name, "\n"])
                } else {
                    concat(&["kubectl label node ", name, " ", &label, "\n"])
                });
            }
        }
        out
    }

    /// What to know about it, where there is something.
    pub fn note(&self, engine: Option<Engine>) -> Option<&'static str> {
        match engine {
            _ if self.splits => Some(
                "These nodes have the same build but different revisions, and no built-in label has the revision. \
                     Give them a label of their own.",
            ),
            Some(Engine::Swarm) if self.builds.len() > 1 => {
                Some("Swarm joins constraints with “and”; there is no “or”. Give all these nodes one shared label.")
            }
            Some(Engine::Swarm) => Some("Swarm doesn’t know a node’s build. Label the nodes yourself."),
            _ => None,
        }
    }
}

impl Grid {
    /// Where the images of a column can run.
    pub fn placement(&self, column: usize) -> Option<Placement> {
        let group = self.images.get(column)?;
        let rows = |wanted: fn(&super::GridCell) -> bool| -> Vec<usize> {
            (0..self.hosts.len()).filter(|row| self.cell(*row, column).is_some_and(wanted)).collect()
        };
        let process = rows(|cell| cell.outcome == Outcome::Process);
        let hyperv = rows(|cell| cell.hyperv == Support::Supported);
        let word = group.title();
        let selector = Selector::new(self, &process, &word);
        let hyperv_selector =
            if hyperv == process { None } else { Selector::new(self, &hyperv, &concat(&["hyperv-", &word])) };
        Some(Placement {
            column,
            runs: self.runs(column),
            depends: rows(|cell| cell.outcome == Outcome::Depends),
            cannot: rows(|cell| cell.outcome == Outcome::None),
            process,
            hyperv,
            selector,
            hyperv_selector,
        })
    }

    /// What the nodes of a row can run.
    pub fn load(&self, row: usize) -> Option<Load> {
        self.hosts.get(row)?;
        let columns = |outcome| -> Vec<usize> {
            (0..self.images.len())
                .filter(|column| self.cell(row, *column).is_some_and(|c| c.outcome == outcome))
                .collect()
        };
        Some(Load {
            row,
            runs: columns(Outcome::Process),
            depends: columns(Outcome::Depends),
            hyperv: columns(Outcome::Hyperv),
            cannot: columns(Outcome::None),
            unknown: columns(Outcome::Unknown),
        })
    }

    /// The titles of rows, which are in order: by release where all of its rows are among them: `Windows Server 2022 and Windows Server 2025`.
    pub fn host_names(&self, rows: &[usize]) -> String {
        let mut names: Vec<String> = Vec::new();
        for band in self.host_bands() {
            let there = band.range.clone().filter(|row| rows.binary_search(row).is_ok());
            if there.clone().count() == band.range.len() {
                names.push(band.title);
            } else {
                names.extend(there.filter_map(|row| Some(self.hosts.get(row)?.title())));
            }
        }
        listed(&names)
    }

    /// The titles of columns.
    pub fn image_names(&self, columns: &[usize]) -> String {
        let names: Vec<String> = columns.iter().filter_map(|column| Some(self.images.get(*column)?.title())).collect();
        listed(&names)
    }

    /// How many nodes the rows have.
    pub fn nodes_in(&self, rows: &[usize]) -> u32 {
        super::total(rows.iter().filter_map(|row| Some(self.hosts.get(*row)?.count)))
    }
}

impl Selector {
    /// Whether both select the same nodes by the same builds; the label to give counts only where one is needed.
    pub(super) fn selects_as(&self, other: &Self) -> bool {
        let builds = (&self.builds, &self.rows, self.splits) == (&other.builds, &other.rows, other.splits);
        builds && (self.label == other.label || !self.splits && self.builds.len() == 1)
    }
}

impl Placement {
    /// Where the images run, in a sentence or two.
    pub fn text(&self, grid: &Grid) -> String {
        let nodes =
            |rows: &[usize]| concat(&[&counted(grid.nodes_in(rows), "node"), " (", &grid.host_names(rows), ")"]);
        let mut text = match self.runs {
            Runs::Everywhere => "Runs on every Windows node with process isolation.".to_owned(),
            Runs::Somewhere => concat(&["Runs with process isolation on ", &nodes(&self.process), "."]),
            Runs::Depends | Runs::Hyperv => "No node is certain to run it with process isolation.".to_owned(),
            Runs::Nowhere => "No node of this fleet runs it: rebuild it on another base, or add nodes.".to_owned(),
            Runs::Unknown if grid.hosts.is_empty() => "There are no Windows nodes to run it.".to_owned(),
            Runs::Unknown => "Not known: find out which Windows it is built on.".to_owned(),
        };
        if !self.depends.is_empty() {
            text.push_str(&concat(&[
                " On some nodes it depends on the revision or the runtime: ",
                &nodes(&self.depends),
                ".",
            ]));
        }
        let only_hyperv: Vec<usize> = self.hyperv.iter().copied().filter(|row| !self.process.contains(row)).collect();
        if !only_hyperv.is_empty() {
            text.push_str(&concat(&[" With Hyper-V isolation also on ", &nodes(&only_hyperv), "."]));
        }
        text
    }
}

impl Load {
    /// What must move, in a sentence or two; `None` where everything runs.
    pub fn text(&self, grid: &Grid, fleet: &Fleet) -> Option<String> {
        let names = |columns: &[usize]| {
            let all: Vec<String> = columns
                .iter()
                .filter_map(|column| grid.images.get(*column))
                .flat_map(|group| group.images.iter().filter_map(|image| Some(fleet.images.get(*image)?.title())))
                .collect();
            listed_shortly(&all, 5)
        };
        let parts = [
            (&self.cannot, "Cannot run here: "),
            (&self.hyperv, "Only with Hyper-V isolation: "),
            (&self.depends, "Depends on revisions or on the runtime: "),
            (&self.unknown, "Not known: "),
        ];
        let sentences: Vec<String> = parts
            .into_iter()
            .filter(|(columns, _)| !columns.is_empty())
            .map(|(columns, lead)| concat(&[lead, &names(columns), "."]))
            .collect();
        (!sentences.is_empty()).then(|| sentences.join(" "))
    }
}
