//! Until when the releases of a fleet are supported.

use super::aks;
use super::migration::word;
use super::words::{Show as _, concat, counted};
use super::{Fleet, Grid, Move};
use crate::rules::lifecycle::{Row, is_urgent};
use crate::rules::notice::Side;
use crate::rules::order;
use crate::rules::{
    date::Date,
    image::Versions,
    question::Engine,
    release::{self, AksNodes, Kind, Release},
};

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

/// What is found so far, each release once.
struct Endings<'a> {
    fleet: &'a Fleet,
    all: Vec<Ending>,
}

impl Endings<'_> {
    fn add(&mut self, side: Side, release: &'static Release, count: u32, new: bool) {
        let same = |one: &&mut Ending| one.side == side && one.release.slug == release.slug;
        if let Some(ending) = self.all.iter_mut().find(same) {
            ending.count = ending.count.saturating_add(count);
            ending.new |= new;
            return;
        }
        let aks = (side == Side::Host && self.fleet.engine == Some(Engine::Aks)).then(|| aks::support(release.slug));
        self.all.push(Ending { side, release, new, count, aks: aks.flatten() });
    }

    fn hosts(&mut self, grid: &Grid) {
        for group in &grid.hosts {
            if let Some(release) = group.host.release {
                self.add(Side::Host, release, group.count, false);
            }
        }
    }

    /// Hosts first, then images; the soonest first, and those of which nobody knows at the end.
    fn sorted(self) -> Vec<Ending> {
        let all = self.all;
        let key = |at: usize| {
            let end = all[at].release.end();
            (all[at].side == Side::Image, end.is_none(), end)
        };
        let order = order::places(all.len(), &|a, b| key(a).cmp(&key(b)));
        order.into_iter().map(|at| all[at].clone()).collect()
    }
}

/// When the support of hosts and images ends, now and after a move.
pub(super) fn of_move(fleet: &Fleet, grid: &Grid, target: &'static Release, moves: &[Move]) -> Vec<Ending> {
    let mut endings = Endings { fleet, all: Vec::new() };
    endings.hosts(grid);
    endings.add(Side::Host, target, 0, true);
    for group in &grid.images {
        let builds: Vec<u16> = match &group.image.versions {
            Versions::One(version) => vec![version.build],
            Versions::Several(builds) => builds.to_vec(),
            Versions::Linux | Versions::Unknown => Vec::new(),
        };
        for release in builds.into_iter().filter_map(release::images_of) {
            endings.add(Side::Image, release, group.different, false);
        }
    }
    for release in moves.iter().filter_map(|one| one.rebuild.as_ref()).map(|rebuild| rebuild.release) {
        endings.add(Side::Image, release, 0, true);
    }
    endings.sorted()
}

impl Grid {
    /// Until when its hosts are supported, the soonest first.
    pub fn endings(&self, fleet: &Fleet) -> Vec<Ending> {
        let mut endings = Endings { fleet, all: Vec::new() };
        endings.hosts(self);
        endings.sorted()
    }

    /// The hosts whose support has ended or ends within a year, in sentences: what to know first about a list of hosts.
    pub fn urgent(&self, fleet: &Fleet, today: Date) -> Option<String> {
        let endings = self.endings(fleet);
        let urgent = endings.iter().filter(|one| one.is_urgent(today));
        let sentences: Vec<String> = urgent.map(|one| one.sentence(today)).collect();
        (!sentences.is_empty()).then(|| sentences.join(" "))
    }

    /// The hosts that [`Self::urgent`] says nothing of, under their heading.
    pub fn supported(&self, fleet: &Fleet, today: Date) -> (&'static str, Vec<Ending>) {
        let all = self.endings(fleet);
        let count = all.len();
        let rest: Vec<Ending> = all.into_iter().filter(|one| !one.is_urgent(today)).collect();
        let title = match rest.len() == count {
            true => "Until when the hosts are supported",
            false => "Until when the other hosts are supported",
        };
        (title, rest)
    }
}

impl Ending {
    /// What it is about: `Windows Server 2019`, `ltsc2019 images`.
    pub fn subject(&self) -> String {
        match self.side {
            Side::Host => self.release.name.to_owned(),
            Side::Image => concat(&[word(self.release), " images"]),
        }
    }

    /// Until when these nodes are supported: `Windows Server 2016 (20 nodes): updates until 2027-01-12, 46 days left.`
    pub fn sentence(&self, today: Date) -> String {
        let what = concat(&[self.release.name, " (", &counted(self.count, "node"), "): "]);
        if self.aks.is_some_and(|aks| aks.retired(today)) {
            return what + &self.text(today);
        }
        let said = Row::of(self.release).sentence_on(self.aks.map(|_| Engine::Aks), today);
        let (first, rest) = said.split_at_checked(1).unwrap_or(("", &said));
        concat(&[&what, &first.to_lowercase(), rest, "."])
    }

    /// It has ended or ends within a year, or AKS has retired it.
    fn is_urgent(&self, today: Date) -> bool {
        is_urgent(self.release, today) || self.aks.is_some_and(|aks| aks.retired(today))
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
