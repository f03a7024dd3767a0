//! What becomes of each image when the hosts move to another release.

use super::cover::{fit, serves};
use super::words::{Show as _, concat};
use super::{Fleet, Grid, Runs};
use crate::rules::reference::sibling_tag;
use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    host::Host,
    judge::judge,
    reference::Reference,
    release::{Family, Release},
    verdict::{Outcome, Support},
};

/// What becomes of the images of a column.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// They run on the target as they are.
    Keep,
    /// They have to be rebuilt on another base.
    Rebuild,
    /// Revisions or the version of the runtime decide.
    Check,
    /// No base image runs there with process isolation.
    Stuck,
    /// Nobody knows what they are built on.
    Unknown,
    /// Their tag does not exist.
    NoTag,
}

impl Fate {
    /// The stable word used on the command line and in page hooks.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Rebuild => "rebuild",
            Self::Check => "check",
            Self::Stuck => "stuck",
            Self::Unknown => "unknown",
            Self::NoTag => "no-tag",
        }
    }

    /// What is shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Keep => "keeps running",
            Self::Rebuild => "rebuild",
            Self::Check => "check",
            Self::Stuck => "no base image",
            Self::Unknown => "not known",
            Self::NoTag => "no such tag",
        }
    }

    /// A shape that goes with the words, so that colour is never alone.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Keep => "✔",
            Self::Rebuild => "↻",
            Self::Check => "▲",
            Self::Stuck | Self::NoTag => "✖",
            Self::Unknown => "?",
        }
    }
}

/// The images of one column on their way to the target.
#[derive(Clone, PartialEq, Debug)]
pub struct Move {
    /// The column of the grid.
    pub column: usize,
    /// What becomes of them.
    pub fate: Fate,
    /// They run on the target with Hyper-V isolation, and only so.
    pub hyperv: bool,
    /// Some node runs them today, or may.
    pub today: bool,
    /// Rows of hosts with a newer Windows, which stay and which alone run them.
    pub stays: Vec<usize>,
    /// What to rebuild them on, where that is the way.
    pub rebuild: Option<Rebuild>,
}

/// What to rebuild images on.
#[derive(Clone, PartialEq, Debug)]
pub struct Rebuild {
    /// The release of the new base.
    pub release: &'static Release,
    /// Rows of hosts still to be moved that run the new image as well, with process isolation.
    pub serves: Vec<usize>,
    /// The new image runs on every host that is still to be moved: one image serves old and new hosts.
    pub serves_all: bool,
    /// The base to rebuild on once the old hosts are gone, where it is another one.
    pub later: Option<&'static Release>,
    /// The new name of each image of the column.
    pub tags: Vec<NewName>,
}

impl Rebuild {
    /// The word for the new base: `ltsc2022`.
    pub fn word(&self) -> &'static str {
        word(self.release)
    }

    /// What to do with the images: to build them anew, to switch their tags, or both.
    pub fn verb(&self) -> &'static str {
        let may_switch = |tag: &NewName| tag.switch || tag.nameless;
        match (self.tags.iter().any(may_switch), self.tags.iter().all(|tag| tag.switch)) {
            (true, true) => "Switch to",
            (true, false) => "Rebuild on the new base or switch to",
            _ => "Rebuild on",
        }
    }

    /// Whether it can be rolled out before there are new hosts.
    pub fn first(&self) -> bool {
        !self.serves.is_empty()
    }
}

/// The new name of one image.
#[derive(Clone, PartialEq, Debug)]
pub struct NewName {
    /// Where the image stands in [`Fleet::images`].
    pub image: usize,
    /// The same image for the new base, as its tags are named; `None` where the name doesn't say.
    pub to: Option<Reference>,
    /// That tag is on record; otherwise it follows from the naming.
    pub known: bool,
    /// It is of another version of .NET Framework.
    pub other_version: bool,
    /// It is somebody else's image, such as Microsoft's own: its tag is switched, and nothing is built.
    pub switch: bool,
    /// Only its version is known, not whose it is.
    pub nameless: bool,
    /// The base image to build on.
    pub base: String,
}

/// The word for a release's images.
pub(super) fn word(release: &Release) -> &'static str {
    release.image_slug.unwrap_or(release.version)
}

/// What the moves of all columns are decided with.
pub(super) struct Moving<'a> {
    pub fleet: &'a Fleet,
    pub grid: &'a Grid,
    pub target: &'static Release,
    /// The rows that are not on the target yet.
    pub old: &'a [usize],
    /// The rows with a newer Windows than the target's.
    pub newer: &'a [usize],
    pub catalogue: &'a Catalogue,
    pub today: Date,
}

impl Moving<'_> {
    pub(super) fn of_column(&self, column: usize, base: Option<&Rebuild>) -> Move {
        let host = Host::of(self.target);
        let image = self.grid.images.get(column).map(|group| group.image.clone());
        let no_tag = image.as_ref().is_some_and(|image| image.no_such_tag().is_some());
        let verdict = image.and_then(|image| judge(&self.fleet.question(host, image)));
        let today = !self.grid.hosts.is_empty() && self.grid.runs(column) != Runs::Nowhere;
        let Some(verdict) = verdict else {
            return Move { column, fate: Fate::Unknown, hyperv: false, today, stays: Vec::new(), rebuild: None };
        };
        let stays = if verdict.outcome == Outcome::Process { Vec::new() } else { self.stays(column) };
        let fate = match verdict.outcome {
            _ if !stays.is_empty() => Fate::Keep,
            Outcome::Process => Fate::Keep,
            Outcome::Depends => Fate::Check,
            _ if no_tag => Fate::NoTag,
            _ if verdict.image.is_none() => Fate::Unknown,
            _ => Fate::Rebuild,
        };
        let rebuild = base.filter(|_| fate == Fate::Rebuild).cloned();
        let rebuild = rebuild.map(|base| Rebuild { tags: self.tags(column, base.release), ..base });
        let fate = if fate == Fate::Rebuild && rebuild.is_none() { Fate::Stuck } else { fate };
        let hyperv = verdict.outcome == Outcome::Hyperv && verdict.hyperv.support == Support::Supported;
        Move { column, fate, hyperv: hyperv && stays.is_empty(), today, stays, rebuild }
    }

    /// The hosts with a newer Windows that run the images of a column, where no host does that is to be moved.
    fn stays(&self, column: usize) -> Vec<usize> {
        let runs = |row: &usize| {
            self.grid.cell(*row, column).is_some_and(|cell| matches!(cell.outcome, Outcome::Process | Outcome::Depends))
        };
        match self.old.iter().any(runs) {
            true => Vec::new(),
            false => self.newer.iter().copied().filter(runs).collect(),
        }
    }

    /// The base that runs on the target and on as many of the hosts still to be moved as possible; among equals the best for
    /// the target itself, then the newest. It is the same for all images that have to be rebuilt.
    pub(super) fn base(&self) -> Option<Rebuild> {
        let target = Host::of(self.target);
        let runs = |release: &&'static Release| serves(target, release);
        let running: Vec<&'static Release> = crate::rules::matrix::images(self.catalogue).filter(runs).collect();
        // Newest first, and the first of equals is wanted: `max_by_key` takes the last.
        let own = running.iter().rev().max_by_key(|release| fit(target, release)).copied()?;
        let reach = |release: &&'static Release| (self.grid.nodes_in(&self.serves(release)), fit(target, release));
        let release = running.iter().rev().max_by_key(|release| reach(release)).copied()?;
        let serves = self.serves(release);
        Some(Rebuild {
            release,
            serves_all: !self.old.is_empty() && serves.len() == self.old.len(),
            later: (release.build != own.build).then_some(own),
            tags: Vec::new(),
            serves,
        })
    }

    fn serves(&self, release: &'static Release) -> Vec<usize> {
        let runs = |row: &usize| self.grid.hosts.get(*row).is_some_and(|group| serves(group.host, release));
        self.old.iter().copied().filter(runs).collect()
    }

    fn tags(&self, column: usize, release: &'static Release) -> Vec<NewName> {
        let Some(group) = self.grid.images.get(column) else { return Vec::new() };
        let tag = |index: &usize| {
            let of_fleet = self.fleet.images.get(*index)?;
            let image = &of_fleet.image;
            let wanted = image.family().filter(|family| release.tag(*family).is_some());
            let family = wanted.unwrap_or(Family::ServerCore);
            let base = concat(&[family.repository(), ":", release.tag(family)?.tag]);
            let sibling = image.reference.as_ref().and_then(|from| sibling_tag(from, release, self.today));
            Some(NewName {
                image: *index,
                known: sibling.as_ref().is_some_and(|sibling| sibling.known()),
                other_version: sibling.as_ref().is_some_and(|sibling| sibling.other_version),
                switch: image.reference.as_ref().is_some_and(Reference::is_made_by_others),
                nameless: of_fleet.name.is_none() && image.reference.is_none(),
                to: sibling.map(|sibling| sibling.reference),
                base,
            })
        };
        group.images.iter().filter_map(tag).collect()
    }
}

impl Move {
    /// The new name of one of its images.
    pub fn tag_of(&self, image: usize) -> Option<&NewName> {
        self.rebuild.as_ref()?.tags.iter().find(|tag| tag.image == image)
    }

    /// What becomes of one of its images, in a few words: of somebody else's image only the tag changes.
    pub fn title_of(&self, image: usize) -> &'static str {
        match self.tag_of(image) {
            Some(tag) if tag.switch => "switch the tag",
            Some(tag) if tag.nameless => "another tag or a rebuild",
            None if self.fate == Fate::Keep && !self.today => "runs there",
            _ => self.fate.title(),
        }
    }

    /// What becomes of one of its images, in a sentence or two.
    pub fn text_of(&self, image: usize, grid: &Grid, target: &Release) -> String {
        match (&self.rebuild, self.tag_of(image)) {
            (Some(rebuild), Some(tag)) => {
                let of_one = Rebuild { tags: vec![tag.clone()], ..rebuild.clone() };
                Self { rebuild: Some(of_one), ..self.clone() }.text(grid, target)
            }
            _ => self.text(grid, target),
        }
    }

    /// What becomes of the images, in a sentence or two.
    pub fn text(&self, grid: &Grid, target: &Release) -> String {
        let target = target.name;
        let mut text = match (self.fate, &self.rebuild) {
            (Fate::Keep, _) if !self.stays.is_empty() => concat(&["Stays on ", &grid.host_names(&self.stays), "."]),
            (Fate::Keep, _) if self.today || grid.hosts.is_empty() => concat(&["Needs no change for ", target, "."]),
            (Fate::Keep, _) => concat(&["Needs no change for ", target, ". No node runs it today."]),
            (Fate::Check, _) => concat(&["It depends on revisions or on the runtime whether it runs on ", target, "."]),
            (Fate::Unknown, _) => "Find out which Windows it is built on.".to_owned(),
            (Fate::NoTag, _) => "This tag doesn’t exist; use another one.".to_owned(),
            (_, Some(rebuild)) => self.rebuild_text(rebuild, grid, target),
            (_, None) => concat(&["No base image runs on ", target, " with process isolation."]),
        };
        if self.hyperv {
            text.push_str(" Unchanged, it runs there only with Hyper-V isolation.");
        }
        text
    }

    fn rebuild_text(&self, rebuild: &Rebuild, grid: &Grid, target: &str) -> String {
        let mut text = concat(&[rebuild.verb(), " ", rebuild.word(), "."]);
        if rebuild.serves_all {
            text.push_str(" One image then serves the old hosts and the new ones.");
        } else if rebuild.first() {
            let rows = grid.host_names(&rebuild.serves);
            text.push_str(&concat(&[" The new image also runs on ", &rows, ", not on the other old hosts."]));
        } else if !grid.hosts.is_empty() {
            let both = if self.today { ": both images are needed for a while." } else { "." };
            text.push_str(&concat(&[" It runs on ", target, " but not on the old hosts", both]));
        }
        text
    }
}

impl NewName {
    /// What to write instead, in a few words.
    pub fn text(&self) -> String {
        self.parts().concat()
    }

    /// The same in three parts: what stands before the name of an image, that name, and what there is to know about it.
    pub fn parts(&self) -> [String; 3] {
        let [before, after] = match &self.to {
            Some(_) if self.other_version => {
                ["", " (another version of .NET Framework: the old one has no maintained image for this Windows)"]
            }
            Some(_) if self.known => ["", ""],
            Some(_) if self.switch => ["", " (guessed from the naming pattern; if the image is yours, build it first)"],
            Some(_) => ["", " (guessed from the naming pattern)"],
            None if self.switch => ["a tag for the Windows of ", ", from its publisher"],
            None if self.nameless => ["built on ", ", or a tag for its Windows if somebody else publishes the image"],
            None => ["built on ", ""],
        };
        let name = self.to.as_ref().map_or_else(|| self.base.clone(), |reference| reference.show());
        [before.to_owned(), name, after.to_owned()]
    }
}

/// The columns with what they are rebuilt on or switched to: `Rebuild ltsc2019 on ltsc2022`.
pub(super) fn rebuilds(grid: &Grid, moves: &[&Move]) -> String {
    // The new base is the same for all of them.
    let Some(base) = moves.iter().find_map(|one| Some(one.rebuild.as_ref()?.word())) else { return String::new() };
    let mut parts: Vec<String> = Vec::new();
    for verb in ["Rebuild on", "Rebuild on the new base or switch to", "Switch to"] {
        let with = |one: &&&Move| one.rebuild.as_ref().is_some_and(|rebuild| rebuild.verb() == verb);
        let columns: Vec<usize> = moves.iter().filter(with).map(|one| one.column).collect();
        let names = grid.image_names(&columns);
        let start = |word: &'static str, small: &'static str| if parts.is_empty() { word } else { small };
        let part = match verb {
            _ if columns.is_empty() => continue,
            "Switch to" => concat(&[start("Switch ", "switch "), &names, " to ", base]),
            "Rebuild on" => concat(&[start("Rebuild ", "rebuild "), &names, " on ", base]),
            _ => concat(&[start("Rebuild ", "rebuild "), &names, " on ", base, " or switch the tags"]),
        };
        parts.push(part);
    }
    parts.join("; ")
}
