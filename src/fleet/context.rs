//! The kinds of steps of a plan, and what they and their commands are made from.

use super::migration::Rebuild;
use super::{Fate, Fleet, Grid, Kubernetes, Move, Selector, aks};
use crate::rules::order;
use crate::rules::{date::Date, question::Engine, release::Release, verdict::Outcome};

/// The kinds of steps, in their order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// Write tags that exist.
    FixTags,
    /// Find out what images are built on.
    FindOut,
    /// Compare revisions, or try.
    Check,
    /// Rebuild what also runs on old hosts.
    RebuildFirst,
    /// Keep images on the nodes that run them.
    Pin,
    /// Bring the cluster to the version that the new hosts need.
    Upgrade,
    /// Add hosts with the target.
    AddHosts,
    /// Let images move that need no rebuild.
    Move,
    /// Rebuild what runs only on the target, and roll it out there.
    Rebuild,
    /// Remove the old hosts.
    RemoveHosts,
    /// Rebuild on the target's own base.
    Later,
}

impl StepKind {
    /// The stable word used on the command line and in page hooks.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::FixTags => "fix-tags",
            Self::FindOut => "find-out",
            Self::Check => "check",
            Self::RebuildFirst => "rebuild-first",
            Self::Pin => "pin",
            Self::Upgrade => "upgrade",
            Self::AddHosts => "add-hosts",
            Self::Move => "move",
            Self::Rebuild => "rebuild",
            Self::RemoveHosts => "remove-hosts",
            Self::Later => "later",
        }
    }
}

/// What steps are made from.
pub(super) struct PlanContext<'a> {
    pub fleet: &'a Fleet,
    pub grid: &'a Grid,
    pub target: &'static Release,
    pub there: &'a [usize],
    pub old: &'a [usize],
    pub moves: &'a [Move],
    pub today: Date,
}

/// From which version to which.
#[derive(Clone, Copy)]
pub(super) struct VersionMove {
    pub now: Kubernetes,
    pub to: Kubernetes,
}

impl PlanContext<'_> {
    /// The way to the first version that has nodes with the target, where the cluster of AKS is older.
    pub(super) fn way(&self) -> Option<VersionMove> {
        let from = aks::support(self.target.slug).filter(|nodes| !nodes.retired(self.today))?.from?;
        let (now, to) = (self.fleet.kubernetes?, from.parse::<Kubernetes>().ok()?);
        let aks = self.fleet.engine == Some(Engine::Aks);
        (aks && !self.old.is_empty() && (now.minor < to.minor)).then_some(VersionMove { now, to })
    }

    /// The old hosts that run the images of a move now, for those that have to stay there until there are new ones; `None` where no
    /// host runs them, or nothing would move them.
    pub(super) fn kept(&self, one: &Move) -> Option<Selector> {
        let waits = match &one.rebuild {
            Some(rebuild) => !rebuild.first(),
            None => one.fate == Fate::Stuck || !one.stays.is_empty(),
        };
        (waits && self.fleet.engine.is_none_or(Engine::schedules)).then_some(())?;
        let runs = |row: &usize| {
            let cell = self.grid.cell(*row, one.column);
            cell.is_some_and(|cell| matches!(cell.outcome, Outcome::Process | Outcome::Depends))
        };
        let rows: Vec<usize> = self.old.iter().chain(&one.stays).copied().filter(runs).collect();
        Selector::new(self.grid, &rows, &self.grid.images.get(one.column)?.title())
    }

    /// The nodes that an image on a new base runs on: those of the target, and the old ones that do.
    pub(super) fn new_place(&self, rebuild: &Rebuild) -> Selector {
        let old =
            rebuild.serves.iter().filter_map(|row| self.grid.hosts.get(*row)).map(|group| group.host.version.build);
        let mut builds = order::each_once(core::iter::once(self.target.build).chain(old));
        builds.reverse();
        let rows = rebuild.serves.iter().chain(self.there).copied().collect();
        Selector { builds, rows, label: Selector::label_of(rebuild.word()), splits: false }
    }
}
