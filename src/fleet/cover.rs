//! The fewest base images that every node of a fleet can run with process isolation.

use core::cmp::Reverse;

use super::words::{Show as _, concat, counted};
use super::{Fleet, Grid, group};
use crate::rules::{
    catalogue::Catalogue, date::Date, host::Host, image::Image, judge::judge, release::Release, verdict::Support,
};

/// One variant to build: the release of its base image, and the nodes it is for.
#[derive(Clone, PartialEq, Debug)]
pub struct BuildVariant {
    /// The release whose base image to build on.
    pub release: &'static Release,
    /// The rows of the grid that this variant is for: of all variants, the newest that runs there.
    pub rows: Vec<usize>,
    /// All rows of the grid that run it.
    pub runs_on: Vec<usize>,
    /// How many nodes it is for.
    pub count: u32,
    /// On Windows Server 2016 the image must also have the revision of the host (rule R9).
    pub match_revision: bool,
    /// Some of these nodes are Windows 10: for development and testing only (rule R8).
    pub dev_test: bool,
}

impl BuildVariant {
    /// The word for its images: `ltsc2022`.
    pub fn word(&self) -> &'static str {
        self.release.image_slug.unwrap_or(self.release.version)
    }
}

/// The smallest set of variants that covers a fleet.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Cover {
    /// What to build, newest first.
    pub variants: Vec<BuildVariant>,
    /// Rows of the grid for which there is no image with process isolation.
    pub uncovered: Vec<usize>,
}

impl Cover {
    /// The heading over it: beside a plan, what is needed now is not what will be.
    pub fn title(&self, planned: bool) -> &'static str {
        if planned { "Fewest base images today" } else { "Fewest base images" }
    }

    /// What to build and for which nodes, in a sentence or two.
    pub fn text(&self, grid: &Grid, today: Date) -> String {
        let mut text = match self.variants.as_slice() {
            [] if self.uncovered.is_empty() => return "There are no Windows nodes to build for.".to_owned(),
            [] => String::new(),
            [one] if self.uncovered.is_empty() => {
                concat(&["One base image runs on every Windows node with process isolation: ", one.word(), "."])
            }
            [one] => concat(&["One base image is needed: ", one.word(), " for ", &grid.host_names(&one.rows), "."]),
            several => {
                let list: Vec<String> =
                    several.iter().map(|one| concat(&[one.word(), " for ", &grid.host_names(&one.rows)])).collect();
                concat(&[&counted(several.len() as u32, "variant"), " are needed: ", &list.join("; "), "."])
            }
        };
        if self.variants.iter().any(|variant| variant.match_revision) {
            text.push_str(" On Windows Server 2016 the image must have the host’s revision.");
        }
        if self.variants.iter().any(|variant| variant.dev_test) {
            text.push_str(" On Windows 10 this is for development and testing only.");
        }
        for variant in &self.variants {
            if let Some(end) = variant.release.end().filter(|end| *end < today) {
                let day = end.show();
                text.push_str(&concat(&[
                    " ",
                    variant.word(),
                    " got its last updates on ",
                    &day,
                    ": plan to move these hosts.",
                ]));
            }
        }
        if !self.uncovered.is_empty() {
            let names = grid.host_names(&self.uncovered);
            text.push_str(&concat(&[" No image runs with process isolation on ", &names, "."]));
        }
        text.trim_start().to_owned()
    }
}

/// How a candidate does on one host: whether it runs, and how well.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    No,
    DevTest,
    WithRevision,
    Yes,
}

pub(super) fn fit(host: Host, release: &'static Release) -> Fit {
    let question = Fleet::default().question(host, Image::of_release(release));
    match judge(&question).map(|verdict| verdict.process.support) {
        Some(Support::Supported) => Fit::Yes,
        Some(Support::NeedsRevision) => Fit::WithRevision,
        Some(Support::DevTest) => Fit::DevTest,
        _ => Fit::No,
    }
}

/// Whether an image of a release runs on a host with process isolation; on Windows Server 2016, with the right revision.
pub(super) fn serves(host: Host, release: &'static Release) -> bool {
    fit(host, release) != Fit::No
}

/// The smallest set of base images that covers all nodes with process isolation. Of several smallest sets the one with the
/// longest support is taken, then the newest.
pub fn cover(fleet: &Fleet, catalogue: &Catalogue) -> Cover {
    let groups = group::host_groups(fleet);
    let candidates: Vec<&'static Release> = crate::rules::matrix::images(catalogue).take(16).collect();
    let fits: Vec<Vec<Fit>> =
        groups.iter().map(|group| candidates.iter().map(|release| fit(group.host, release)).collect()).collect();
    let mut needs: Vec<u32> = Vec::new();
    for row in &fits {
        let runs = row.iter().enumerate().filter(|(_, fit)| **fit != Fit::No);
        let bits = runs.fold(0, |bits, (at, _)| bits | (1 << at));
        if bits != 0 && !needs.contains(&bits) {
            needs.push(bits);
        }
    }
    let chosen = smallest(&needs, &candidates);
    let picked: Vec<usize> = (0..candidates.len()).filter(|at| chosen & 1 << at != 0).collect();
    let mut cover = Cover::default();
    for at in &picked {
        let runs_on: Vec<usize> = (0..groups.len()).filter(|row| fits[*row][*at] != Fit::No).collect();
        // Candidates are newest first, so the first that runs on a host is the newest.
        let newest = |row: &usize| picked.iter().find(|at| fits[*row][**at] != Fit::No) == Some(at);
        let rows: Vec<usize> = runs_on.iter().copied().filter(newest).collect();
        cover.variants.push(BuildVariant {
            release: candidates[*at],
            count: super::total(rows.iter().map(|row| groups[*row].count)),
            match_revision: rows.iter().any(|row| fits[*row][*at] == Fit::WithRevision),
            dev_test: rows.iter().any(|row| fits[*row][*at] == Fit::DevTest),
            rows,
            runs_on,
        });
    }
    cover.uncovered = (0..groups.len()).filter(|row| fits[*row].iter().all(|fit| *fit == Fit::No)).collect();
    cover
}

/// Exact: there are ten candidates, so a thousand sets.
fn smallest(needs: &[u32], candidates: &[&'static Release]) -> u32 {
    let all = 1u32 << candidates.len().min(16);
    let covers = |set: &u32| needs.iter().all(|need| need & set != 0);
    let members = |set: u32| candidates.iter().enumerate().filter(move |(at, _)| set & 1 << at != 0);
    let rank = |set: &u32| {
        let first_to_end = members(*set).filter_map(|(_, release)| release.end()).min();
        (set.count_ones(), Reverse(first_to_end), *set)
    };
    (0..all).filter(covers).min_by_key(rank).unwrap_or_default()
}
