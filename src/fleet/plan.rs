//! Moving the hosts of a fleet to another release.

use super::aks;
use super::context::Context;
use super::migration::{Moving, word};
use super::words::{Show as _, concat, counted};
use super::{Fate, Fleet, Grid, Move, Order, Step};
use crate::rules::notice::Side;
use crate::rules::order;
use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    image::Versions,
    question::Engine,
    release::{self, AksNodes, Kind, Release},
};

/// What it takes to move the hosts of a fleet to a release.
#[derive(Clone, PartialEq, Debug)]
pub struct Plan {
    /// The release to move to.
    pub target: &'static Release,
    /// The fleet as it is now.
    pub grid: Grid,
    /// Rows that are on the target already.
    pub there: Vec<usize>,
    /// Rows that have to be moved.
    pub old: Vec<usize>,
    /// What becomes of each column.
    pub moves: Vec<Move>,
    /// In which order to do it.
    pub order: Order,
    /// What to do.
    pub steps: Vec<Step>,
    /// When support ends: hosts first, then images, the earliest first.
    pub endings: Vec<Ending>,
}

/// When the support of a release ends, and what of the fleet that concerns.
#[derive(Clone, PartialEq, Debug)]
pub struct Ending {
    /// Hosts or images.
    pub side: Side,
    /// The release.
    pub release: &'static Release,
    /// It is what the plan moves to, or what an image is to be rebuilt on.
    pub new: bool,
    /// How many nodes, or different images, there are of it now.
    pub count: u32,
    /// What AKS says about it, where AKS runs the fleet.
    pub aks: Option<&'static AksNodes>,
}

/// Plans the move of all Windows hosts of a fleet to a release. Linux nodes and images are left alone.
pub fn plan(fleet: &Fleet, target: &'static Release, catalogue: &Catalogue, today: Date) -> Plan {
    let grid = Grid::new(fleet);
    let is_there = |row: &usize| {
        grid.hosts.get(*row).and_then(|group| group.host.release).is_some_and(|release| release.slug == target.slug)
    };
    let (there, old): (Vec<usize>, Vec<usize>) = (0..grid.hosts.len()).partition(is_there);
    let moving = Moving { fleet, grid: &grid, target, old: &old, catalogue, today };
    let base = moving.base();
    let moves: Vec<Move> = (0..grid.images.len()).map(|column| moving.of_column(column, base.as_ref())).collect();
    let order = Order::of(&moves, !there.is_empty());
    let endings = endings(fleet, &grid, target, &moves);
    let context = Context { fleet, grid: &grid, target, there: &there, old: &old, moves: &moves, today };
    let steps = context.steps();
    Plan { target, there, old, moves, order, steps, endings, grid }
}

impl Plan {
    /// The columns with this fate.
    pub fn columns(&self, fate: Fate) -> Vec<usize> {
        self.moves.iter().filter(|one| one.fate == fate).map(|one| one.column).collect()
    }

    /// What becomes of the images, in a sentence or two.
    pub fn summary(&self) -> String {
        let mut text =
            concat(&["Moving ", &counted(self.grid.nodes_in(&self.old), "node"), " to ", self.target.name, "."]);
        if !self.there.is_empty() {
            let there = self.grid.nodes_in(&self.there).show();
            text.push_str(&concat(&[" Already there: ", &there, "."]));
        }
        for fate in [Fate::Keep, Fate::Rebuild, Fate::Check, Fate::Stuck, Fate::Unknown, Fate::NoTag] {
            let columns = self.columns(fate);
            let images =
                super::total(columns.iter().filter_map(|column| Some(self.grid.images.get(*column)?.different)));
            if images > 0 {
                let what = match (fate, images) {
                    (Fate::Keep, 1) => " keeps running",
                    (Fate::Keep, _) => " keep running",
                    (Fate::Rebuild, _) => self.changes(&columns, images),
                    (Fate::Check, _) => " to be checked",
                    (Fate::Stuck, _) => " without a base image for it",
                    (Fate::Unknown, _) => " of unknown version",
                    (Fate::NoTag, _) => " with a tag that does not exist",
                };
                let images = counted(images, "image");
                let names = match fate {
                    Fate::Unknown | Fate::NoTag => String::new(),
                    _ => concat(&[" (", &self.grid.image_names(&columns), ")"]),
                };
                text.push_str(&concat(&[" ", &images, what, &names, "."]));
            }
        }
        text
    }

    /// That images must be rebuilt, or that only their tags change, or both.
    fn changes(&self, columns: &[usize], images: u32) -> &'static str {
        let rebuilds =
            self.moves.iter().filter(|one| columns.contains(&one.column)).filter_map(|one| one.rebuild.as_ref());
        let switched = rebuilds.flat_map(|one| &one.tags).filter(|tag| tag.switch).count() as u32;
        match (switched, images) {
            (0, _) => " must be rebuilt",
            (all, 1) if all == images => " needs another tag",
            (all, _) if all == images => " need another tag",
            _ => " must be rebuilt or need another tag",
        }
    }

    /// The exit status of the command line: 0 every image keeps running, 1 some only with Hyper-V isolation or it depends, 2 some
    /// do not run, 3 of some it is not known.
    pub fn exit_code(&self) -> u8 {
        let code = |one: &Move| match one.fate {
            Fate::Keep => 0,
            Fate::Check => 1,
            Fate::Rebuild | Fate::Stuck if one.hyperv => 1,
            Fate::Rebuild | Fate::Stuck => 2,
            Fate::Unknown | Fate::NoTag => 3,
        };
        let codes: Vec<u8> = self.moves.iter().map(code).collect();
        [2, 3, 1].into_iter().find(|code| codes.contains(code)).unwrap_or_default()
    }
}

fn endings(fleet: &Fleet, grid: &Grid, target: &'static Release, moves: &[Move]) -> Vec<Ending> {
    let mut endings: Vec<Ending> = Vec::new();
    let mut add = |side: Side, release: &'static Release, count: u32, new: bool| {
        let same = |one: &&mut Ending| one.side == side && one.release.slug == release.slug;
        match endings.iter_mut().find(same) {
            Some(ending) => {
                ending.count = ending.count.saturating_add(count);
                ending.new |= new;
            }
            None => {
                let aks = (side == Side::Host && fleet.engine == Some(Engine::Aks)).then(|| aks::support(release.slug));
                endings.push(Ending { side, release, new, count, aks: aks.flatten() });
            }
        }
    };
    for group in &grid.hosts {
        if let Some(release) = group.host.release {
            add(Side::Host, release, group.count, false);
        }
    }
    add(Side::Host, target, 0, true);
    for group in &grid.images {
        let builds: Vec<u16> = match &group.image.versions {
            Versions::One(version) => vec![version.build],
            Versions::Several(builds) => builds.to_vec(),
            Versions::Linux | Versions::Unknown => Vec::new(),
        };
        for release in builds.into_iter().filter_map(release::images_of) {
            add(Side::Image, release, group.different, false);
        }
    }
    for release in moves.iter().filter_map(|one| one.rebuild.as_ref()).map(|rebuild| rebuild.release) {
        add(Side::Image, release, 0, true);
    }
    let key = |at: usize| (endings[at].side == Side::Image, endings[at].release.end());
    let order = order::places(endings.len(), &|a, b| key(a).cmp(&key(b)));
    order.into_iter().map(|at| endings[at].clone()).collect()
}

impl Ending {
    /// What it is about: `Windows Server 2019`, `ltsc2019 images`.
    pub fn subject(&self) -> String {
        match self.side {
            Side::Host => self.release.name.to_owned(),
            Side::Image => concat(&[word(self.release), " images"]),
        }
    }

    /// The dates, in a sentence or two.
    pub fn text(&self, today: Date) -> String {
        // What Windows promises is nothing that the nodes of a retired pool get.
        if let Some(aks) = self.aks.filter(|aks| aks.retired(today)) {
            let but = match self.release.end().filter(|end| *end >= today) {
                Some(end) => concat(&[", although ", self.release.name, " itself is supported until ", &end.show()]),
                None => String::new(),
            };
            return concat(&["AKS no longer updates these nodes", &but, ". ", &aks::text(aks, today)]);
        }
        let mut text = String::new();
        if let (Some(mainstream), true) = (self.release.mainstream_end, self.release.extended_end.is_some()) {
            let verb = if mainstream < today { "Mainstream support ended on " } else { "Mainstream support ends on " };
            text.push_str(&concat(&[verb, &mainstream.show(), "; "]));
        }
        let updates = match (self.release.kind, text.is_empty()) {
            (Kind::Client, true) => "The last edition’s security updates ",
            (_, true) => "Security updates ",
            (_, false) => "security updates ",
        };
        match self.release.end() {
            Some(end) if end < today => text.push_str(&concat(&[updates, "ended on ", &end.show(), "."])),
            Some(end) => text.push_str(&concat(&[updates, "end on ", &end.show(), "."])),
            None => text.push_str("We don’t know when its support ends."),
        }
        if let Some(aks) = self.aks {
            text.push(' ');
            text.push_str(&aks::text(aks, today));
        }
        text
    }
}
