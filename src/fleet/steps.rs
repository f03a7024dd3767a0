//! The steps of a plan, in their order.

use super::context::{PlanContext, StepKind};
use super::migration::{rebuilds, word};
use super::words::{Show as _, concat, counted, listed};
use super::{Fate, Move, Todo};
use super::{aks, commands};
use crate::remedy::target::Snippet;
use crate::rules::order;
use crate::rules::{
    question::Engine,
    release::{Channel, Release},
};

/// In which order hosts and images are moved.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// No image has to be rebuilt.
    HostsOnly,
    /// Rebuild first: the new images run on old hosts as well.
    ImagesFirst,
    /// New hosts first: the new images run only there.
    HostsFirst,
    /// As [`Order::HostsFirst`], but some of the new hosts are there already.
    HostsThere,
}

impl Order {
    pub(super) fn of(moves: &[Move], there: bool) -> Self {
        match moves.iter().find_map(|one| one.rebuild.as_ref()) {
            None => Self::HostsOnly,
            Some(rebuild) if rebuild.first() => Self::ImagesFirst,
            Some(_) if there => Self::HostsThere,
            Some(_) => Self::HostsFirst,
        }
    }

    /// The stable word used on the command line and in page hooks.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::HostsOnly => "hosts-only",
            Self::ImagesFirst => "images-first",
            Self::HostsFirst => "hosts-first",
            Self::HostsThere => "hosts-there",
        }
    }

    /// The order, in a sentence.
    pub const fn text(self) -> &'static str {
        match self {
            Self::HostsOnly => "No image has to change: replace the hosts.",
            Self::ImagesFirst => "Images first, then replace the hosts.",
            Self::HostsThere => {
                "You already have some of the new hosts. Add more as needed, move the images to them, then remove the old hosts."
            }
            Self::HostsFirst => {
                "Add new hosts first: the new images run only there. Then move the images, then remove the old hosts."
            }
        }
    }
}

/// One thing to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlanStep {
    /// Which step it is.
    pub kind: StepKind,
    /// What to do, in a few words.
    pub title: String,
    /// Why, or how.
    pub text: String,
    /// The columns of the grid it is about.
    pub columns: Vec<usize>,
    /// The rows of the grid it is about.
    pub rows: Vec<usize>,
    /// What to watch out for; empty where there is nothing.
    pub warning: String,
    /// What to run for it.
    pub snippet: Option<Snippet>,
}

impl PlanStep {
    /// Whether a person has to find out or decide something: no command does it alone.
    pub const fn is_decision(&self) -> bool {
        matches!(self.kind, StepKind::FixTags | StepKind::FindOut | StepKind::Check) || !self.warning.is_empty()
    }

    /// The step as a part of a report.
    pub(super) fn todo(&self) -> Todo {
        let commands = self.snippet.as_ref().map(|snippet| snippet.text.clone()).unwrap_or_default();
        Todo { title: self.title.clone(), text: self.text.clone(), warning: self.warning.clone(), commands }
    }
}

impl PlanContext<'_> {
    pub(super) fn steps(&self) -> Vec<PlanStep> {
        let steps = [
            Self::fix_tags,
            Self::find_out,
            Self::check,
            Self::rebuild_first,
            Self::pin,
            Self::upgrade,
            Self::add_hosts,
            Self::move_images,
            Self::rebuild,
            Self::remove_hosts,
            Self::later,
        ];
        steps.iter().filter_map(|step| step(self)).collect()
    }

    fn with(&self, wanted: impl Fn(&Move) -> bool) -> Vec<&Move> {
        self.moves.iter().filter(|one| wanted(one)).collect()
    }

    pub(super) fn step(
        &self,
        kind: StepKind,
        title: String,
        text: String,
        moves: &[&Move],
        rows: &[usize],
    ) -> Option<PlanStep> {
        let snippet = commands::of(kind, self, moves, rows);
        let warning = self.warning(kind, moves);
        let columns = moves.iter().map(|one| one.column).collect();
        Some(PlanStep { kind, title, text, columns, rows: rows.to_vec(), warning, snippet })
    }

    /// That few nodes run the new images so far, and that AKS has retired the old ones.
    fn warning(&self, kind: StepKind, moves: &[&Move]) -> String {
        let serves = moves.first().and_then(|one| one.rebuild.as_ref()).map(|rebuild| rebuild.serves.as_slice());
        let rows: Vec<usize> = match kind {
            StepKind::RebuildFirst => serves.unwrap_or_default().iter().chain(self.there).copied().collect(),
            StepKind::Rebuild if !self.there.is_empty() => self.there.to_vec(),
            _ => return String::new(),
        };
        let (can, all) = (self.grid.nodes_in(&rows), self.fleet.windows_nodes());
        if can >= all {
            return String::new();
        }
        let verb = if can == 1 { " runs" } else { " run" };
        let few = concat(&[&can.show(), " of ", &counted(all, "node"), verb, " the new images"]);
        // Hosts are added before images are rebuilt that run only there.
        if kind == StepKind::Rebuild && !self.old.is_empty() {
            return concat(&["Until the added hosts are ready, only ", &few, ". Roll them out once there is room."]);
        }
        concat(&["Only ", &few, " so far. Check that there is room, or add new hosts first."])
    }

    fn names(&self, moves: &[&Move]) -> String {
        let columns: Vec<usize> = moves.iter().map(|one| one.column).collect();
        self.grid.image_names(&columns)
    }

    fn images(&self, moves: &[&Move]) -> u32 {
        super::total(moves.iter().filter_map(|one| Some(self.grid.images.get(one.column)?.different)))
    }

    fn fix_tags(&self) -> Option<PlanStep> {
        let moves = self.with(|one| one.fate == Fate::NoTag);
        (!moves.is_empty()).then_some(())?;
        let tags = match self.images(&moves) {
            1 => "1 tag that does not exist".to_owned(),
            more => concat(&[&more.show(), " tags that do not exist"]),
        };
        let text = "These images cannot be pulled as they are written.".to_owned();
        self.step(StepKind::FixTags, concat(&["Correct ", &tags]), text, &moves, &[])
    }

    fn find_out(&self) -> Option<PlanStep> {
        let unknown = self.with(|one| one.fate == Fate::Unknown);
        (!unknown.is_empty()).then_some(())?;
        let (images, says, does) = match self.images(&unknown) {
            1 => ("one image is".to_owned(), "Its name doesn’t say.", " The image does: run this where it is."),
            more => {
                (counted(more, "image") + " are", "The names don’t say.", " The images do: run this where they are.")
            }
        };
        let of_registry = self.fleet.is_kubernetes();
        let why = concat(&[says, if of_registry { " The registry does: ask it from any machine." } else { does }]);
        self.step(StepKind::FindOut, concat(&["Find out what ", &images, " built on"]), why, &unknown, &[])
    }

    fn check(&self) -> Option<PlanStep> {
        let moves = self.with(|one| one.fate == Fate::Check);
        (!moves.is_empty()).then_some(())?;
        self.step(
            StepKind::Check,
            concat(&["Check ", &self.names(&moves), " on ", self.target.name]),
            "Revisions or the version of the runtime decide: compare them, and try it on one host first.".to_owned(),
            &moves,
            &[],
        )
    }

    fn rebuild_first(&self) -> Option<PlanStep> {
        let moves = self.with(|one| one.rebuild.as_ref().is_some_and(|rebuild| rebuild.first()));
        let rebuild = moves.first()?.rebuild.as_ref()?;
        let rows = self.grid.host_names(&rebuild.serves);
        let both = concat(&[
            "It runs on ",
            &rows,
            " and on ",
            self.target.name,
            ", so it can be rolled out before a host changes.",
        ]);
        let all = rebuild.serves_all;
        let text = if all { both } else { both + &self.kept_off(&rebuild.serves) };
        self.step(StepKind::RebuildFirst, rebuilds(self.grid, &moves), text, &moves, &rebuild.serves)
    }

    /// The old hosts that don't run a new image, and what keeps it off them.
    fn kept_off(&self, serves: &[usize]) -> String {
        let others: Vec<usize> = self.old.iter().copied().filter(|row| !serves.contains(row)).collect();
        let nodes = concat(&[&self.grid.host_names(&others), " (", &counted(self.grid.nodes_in(&others), "node"), ")"]);
        match self.fleet.engine {
            Some(engine) if engine.schedules() => concat(&[" The commands below keep it off ", &nodes, "."]),
            _ => concat(&[" Don’t start it on ", &nodes, "."]),
        }
    }

    fn pin(&self) -> Option<PlanStep> {
        let moves = self.with(|one| self.kept(one).is_some());
        (!moves.is_empty()).then_some(())?;
        let text = match self.fleet.engine {
            Some(Engine::Swarm) => {
                "Label the nodes that run them now and constrain their services to the label, before the first new node joins: \
                 Swarm doesn’t look at Windows versions."
            }
            _ => {
                "Give them a selector for the nodes that run them now, before the first new one joins: a scheduler doesn’t look \
                 at Windows versions."
            }
        };
        let newer: Vec<usize> = order::each_once(moves.iter().flat_map(|one| one.stays.iter().copied()));
        let place = if newer.is_empty() { " on the old hosts" } else { " on the hosts that run them" };
        let rows = [self.old, &newer].concat();
        self.step(StepKind::Pin, concat(&["Keep ", &self.names(&moves), place]), text.to_owned(), &moves, &rows)
    }

    fn add_hosts(&self) -> Option<PlanStep> {
        if self.old.is_empty() && !self.grid.hosts.is_empty() {
            return None;
        }
        let name = self.target.name;
        let mut text = match self.fleet.engine {
            Some(Engine::Aks) => self.add_pool_text(),
            Some(Engine::Kubernetes) if self.fleet.eks => {
                "Make a node group with this Windows, with the taint os=windows:NoSchedule until you have tested its nodes."
                    .to_owned()
            }
            Some(Engine::Kubernetes) => "Join them as new nodes. Their kubelet sets a taint with \
                 --register-with-taints=os=windows:NoSchedule, so that nothing lands there until you have tested them."
                .to_owned(),
            Some(Engine::Swarm) => "Join them as new nodes and label them with their build.".to_owned(),
            _ => "Set them up beside the old ones.".to_owned(),
        };
        if self.target.channel == Channel::Client && self.fleet.is_kubernetes() {
            text = "A Windows client is not a Kubernetes node: choose a server.".to_owned();
        }
        self.step(
            StepKind::AddHosts,
            concat(&[if self.there.is_empty() { "Add " } else { "Add more " }, name, " hosts"]),
            text,
            &[],
            self.there,
        )
    }

    fn move_images(&self) -> Option<PlanStep> {
        // What runs only on new nodes is where it belongs.
        let elsewhere = |one: &Move| {
            let selector = self.grid.placement(one.column).and_then(|placement| placement.selector);
            selector.is_none_or(|selector| selector.rows.iter().any(|row| !self.there.contains(row)))
        };
        let moves = self.with(|one| one.fate == Fate::Keep && elsewhere(one));
        (!moves.is_empty() && !self.old.is_empty()).then_some(())?;
        self.step(
            StepKind::Move,
            concat(&["Move ", &self.names(&moves)]),
            match self.fleet.engine {
                Some(Engine::Docker) => {
                    concat(&["Nothing to rebuild: start their containers on ", self.target.name, "."])
                }
                Some(Engine::Swarm) => {
                    concat(&["Nothing to rebuild: let their constraints include ", self.target.name, "."])
                }
                _ => concat(&["Nothing to rebuild: let their selectors include ", self.target.name, "."]),
            },
            &moves,
            &[],
        )
    }

    fn rebuild(&self) -> Option<PlanStep> {
        let moves = self.with(|one| one.rebuild.as_ref().is_some_and(|rebuild| !rebuild.first()));
        (!moves.is_empty()).then_some(())?;
        self.step(
            StepKind::Rebuild,
            rebuilds(self.grid, &moves),
            concat(&["The new images run only on ", self.target.name, self.roll_out()]),
            &moves,
            &[],
        )
    }

    /// How images get to the new hosts, and only there.
    fn roll_out(&self) -> &'static str {
        match self.fleet.engine {
            Some(Engine::Docker) => ": start them there, and keep the old containers running until the new ones work.",
            Some(Engine::Swarm) => {
                ": roll them out there, with a constraint in place of the one for the old hosts, and keep the old images until the old \
                 hosts are gone."
            }
            _ => ": roll them out there, with a selector, and keep the old ones until the old hosts are gone.",
        }
    }

    fn remove_hosts(&self) -> Option<PlanStep> {
        (!self.old.is_empty()).then_some(())?;
        let mut releases: Vec<&'static Release> = Vec::new();
        for release in self.old.iter().filter_map(|row| self.grid.hosts.get(*row)?.host.release) {
            if !releases.iter().any(|known| known.slug == release.slug) {
                releases.push(release);
            }
        }
        let order = order::places(releases.len(), &|a, b| releases[a].end().cmp(&releases[b].end()));
        let aks = self.fleet.engine == Some(Engine::Aks);
        let day = |at: &usize| {
            let release = releases[*at];
            if let Some(retirement) =
                aks::support(release.slug).filter(|_| aks).and_then(|nodes| aks::retirement(nodes, self.today))
            {
                return Some((true, retirement));
            }
            let end = release.end()?;
            let verb = if end < self.today { " got its last update on " } else { " gets updates until " };
            Some((false, concat(&[release.name, verb, &end.show()])))
        };
        let days: Vec<(bool, String)> = order.iter().filter_map(day).collect();
        // What AKS says is a sentence each; the days of Windows are a list.
        let mut sentences: Vec<String> = days.iter().filter(|(aks, _)| *aks).map(|(_, day)| day.clone()).collect();
        let windows: Vec<&str> = days.iter().filter(|(aks, _)| !aks).map(|(_, day)| day.as_str()).collect();
        sentences.extend((!windows.is_empty()).then(|| listed(&windows)));
        let drain = match self.fleet.engine {
            Some(_) if self.fleet.eks => {
                "Drain them, then scale their node group to 0: else new ones take their place. "
            }
            Some(Engine::Aks) => "Cordon and drain them, then delete their pools. ",
            Some(engine) if engine.is_kubernetes() => {
                "Cordon and drain them, then switch them off and delete them from the cluster. "
            }
            Some(Engine::Swarm) => "Set them to drain, let them leave the swarm, then remove them from it. ",
            _ => "Stop what still runs there, then remove them. ",
        };
        let text =
            concat(&[drain, &sentences.join(". "), if sentences.is_empty() { "" } else { "." }]).trim_end().to_owned();
        let nodes = counted(self.grid.nodes_in(self.old), "old host");
        let title = concat(&["Remove ", &nodes, " (", &self.grid.host_names(self.old), ")"]);
        self.step(StepKind::RemoveHosts, title, text, &[], self.old)
    }

    fn later(&self) -> Option<PlanStep> {
        let moves = self.with(|one| one.rebuild.as_ref().is_some_and(|rebuild| rebuild.later.is_some()));
        let later = moves.first()?.rebuild.as_ref()?.later?;
        let end = |release: &Release| release.end().map(|end| end.show()).unwrap_or_default();
        let now = moves.first()?.rebuild.as_ref()?.release;
        self.step(
            StepKind::Later,
            concat(&["Later, rebuild on ", word(later)]),
            concat(&[
                "Once all old hosts are gone. Updates for ",
                word(now),
                " end on ",
                &end(now),
                ", for ",
                word(later),
                " on ",
                &end(later),
                ".",
            ]),
            &moves,
            &[],
        )
    }
}
