//! Moving the hosts of a fleet to another release.

use super::context::PlanContext;
use super::ending::{self, Ending};
use super::migration::Moving;
use super::words::{Show as _, concat, counted};
use super::{Fate, Fleet, Grid, Move, NewName, Order, PlanStep};
use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    release::{Kind, Release},
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
    /// Rows of servers with a newer Windows than the target's: they stay as they are.
    pub newer: Vec<usize>,
    /// What becomes of each column.
    pub moves: Vec<Move>,
    /// In which order to do it.
    pub order: Order,
    /// What to do.
    pub steps: Vec<PlanStep>,
    /// When support ends: hosts first, then images, the earliest first.
    pub endings: Vec<Ending>,
}

/// Plans the move of all Windows hosts of a fleet to a release. Linux nodes and images are left alone.
pub fn plan(fleet: &Fleet, target: &'static Release, catalogue: &Catalogue, today: Date) -> Plan {
    let grid = Grid::new(fleet);
    let is_there = |row: &usize| {
        grid.hosts.get(*row).and_then(|group| group.host.release).is_some_and(|release| release.slug == target.slug)
    };
    let (there, others): (Vec<usize>, Vec<usize>) = (0..grid.hosts.len()).partition(is_there);
    // Nobody moves a server back along with others; a fleet that is newer throughout is meant to go back.
    let is_newer = |row: &usize| {
        let host = grid.hosts.get(*row).map(|group| group.host);
        host.is_some_and(|host| host.kind == Kind::Server && host.version.build > target.build)
    };
    let (newer, old): (Vec<usize>, Vec<usize>) = others.into_iter().partition(is_newer);
    let (newer, old) = if newer.len() == grid.hosts.len() { (Vec::new(), newer) } else { (newer, old) };
    let moving = Moving { fleet, grid: &grid, target, old: &old, newer: &newer, catalogue, today };
    let base = moving.base();
    let moves: Vec<Move> = (0..grid.images.len()).map(|column| moving.of_column(column, base.as_ref())).collect();
    let order = Order::of(&moves, !there.is_empty());
    let endings = ending::of_move(fleet, &grid, target, &moves);
    let context = PlanContext { fleet, grid: &grid, target, there: &there, old: &old, moves: &moves, today };
    let steps = context.steps();
    Plan { target, there, old, newer, moves, order, steps, endings, grid }
}

impl Plan {
    /// The columns with this fate.
    pub fn columns(&self, fate: Fate) -> Vec<usize> {
        self.moves.iter().filter(|one| one.fate == fate).map(|one| one.column).collect()
    }

    /// What becomes of the images, in a sentence or two.
    pub fn summary(&self) -> String {
        let mut text = self.nodes();
        let newer = self.grid.nodes_in(&self.newer);
        if newer > 0 {
            let verb = if newer == 1 { " has a newer Windows and stays (" } else { " have a newer Windows and stay (" };
            text.push_str(&concat(&[" ", &counted(newer, "node"), verb, &self.grid.host_names(&self.newer), ")."]));
        }
        for fate in [Fate::Keep, Fate::Rebuild, Fate::Check, Fate::Stuck, Fate::Unknown, Fate::NoTag] {
            let columns = self.columns(fate);
            let images =
                super::total(columns.iter().filter_map(|column| Some(self.grid.images.get(*column)?.different)));
            if images > 0 {
                if fate == Fate::Unknown {
                    text.push_str(&concat(&[" For ", &counted(images, "image"), " the version is unknown."]));
                    continue;
                }
                let what = match (fate, images) {
                    (Fate::Keep, 1) => " needs no change",
                    (Fate::Keep, _) => " need no change",
                    (Fate::Rebuild, _) => self.changes(&columns, images),
                    (Fate::Check, _) => " to be checked",
                    (Fate::Stuck, _) => " without a base image for it",
                    (Fate::Unknown | Fate::NoTag, _) => " with a tag that does not exist",
                };
                let images = counted(images, "image");
                let names = match fate {
                    Fate::NoTag => String::new(),
                    _ => concat(&[" (", &self.grid.image_names(&columns), ")"]),
                };
                text.push_str(&concat(&[" ", &images, what, &names, "."]));
            }
        }
        text
    }

    /// How many nodes move, and how many are there already.
    fn nodes(&self) -> String {
        let (old, there) = (self.grid.nodes_in(&self.old), self.grid.nodes_in(&self.there));
        match (old, there) {
            (0, 0) if !self.newer.is_empty() => "No node has to move.".to_owned(),
            (0, 0) => "No nodes are given.".to_owned(),
            (0, 1) => concat(&["The node is on ", self.target.name, " already."]),
            (0, _) => concat(&["All ", &there.show(), " nodes are on ", self.target.name, " already."]),
            (_, 0) => concat(&["Moving ", &counted(old, "node"), " to ", self.target.name, "."]),
            _ => {
                let verb = if there == 1 { " is there already." } else { " are there already." };
                concat(&["Moving ", &counted(old, "node"), " to ", self.target.name, ". ", &there.show(), verb])
            }
        }
    }

    /// The order, in a sentence that promises nothing of nodes and images that are not there, or not settled.
    pub fn order_text(&self) -> String {
        let settled = self.moves.iter().all(|one| matches!(one.fate, Fate::Keep | Fate::Rebuild));
        let text = match (self.order, self.old.is_empty()) {
            _ if self.moves.is_empty() => "No image is given, so we don’t know yet what to rebuild first.",
            (Order::HostsOnly, false) if !settled => {
                "First settle what is open about the images, then replace the hosts."
            }
            (Order::HostsOnly, true) if !settled => "Settle what is open about the images.",
            (Order::HostsOnly, true) => "No image has to change.",
            (Order::HostsThere, true) => "The hosts are there: change the images.",
            (Order::HostsFirst, true) => "Add hosts first: the new images run only there. Then roll out the images.",
            (Order::ImagesFirst, false) => return self.images_first(),
            (order, _) => order.text(),
        };
        text.to_owned()
    }

    /// On which of the hosts that are still to be moved the new images run, and on which they don’t.
    fn images_first(&self) -> String {
        let serves = self.moves.iter().find_map(|one| one.rebuild.as_ref()).map(|one| one.serves.as_slice());
        let serves = serves.unwrap_or_default();
        let others: Vec<usize> = self.old.iter().copied().filter(|row| !serves.contains(row)).collect();
        let not = match others.is_empty() {
            true => String::new(),
            false => concat(&[", not on ", &self.grid.host_names(&others)]),
        };
        concat(&[
            "Images first: the new ones also run on ",
            &self.grid.host_names(serves),
            &not,
            ". Then replace the hosts.",
        ])
    }

    /// That images must be rebuilt, or that only their tags change, or both.
    fn changes(&self, columns: &[usize], images: u32) -> &'static str {
        let rebuilds =
            self.moves.iter().filter(|one| columns.contains(&one.column)).filter_map(|one| one.rebuild.as_ref());
        let tags: Vec<&NewName> = rebuilds.flat_map(|one| &one.tags).collect();
        let switched = tags.iter().filter(|tag| tag.switch).count() as u32;
        match (switched, images) {
            // Of a bare version, nobody knows whose image it is.
            (0, 1) if tags.iter().any(|tag| tag.nameless) => " needs another tag or a rebuild",
            (0, _) if tags.iter().any(|tag| tag.nameless) => " need another tag or a rebuild",
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
