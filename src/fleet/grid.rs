//! A verdict for each distinct host and each distinct image of a fleet.

use super::group::{BuildBand, HostGroup, ImageGroup, bands, host_groups, image_groups, image_order};
use super::words::{Show as _, concat, counted};
use super::{Fleet, Runs, total};
use crate::rules::{
    host::Host,
    image::{Image, Versions},
    judge::judge,
    question::Question,
    verdict::{Outcome, Support, Verdict},
};

/// The verdict for a pair, without its explanation: [`Grid::verdict`] has the whole one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GridCell {
    /// Over both kinds of isolation.
    pub outcome: Outcome,
    /// Process isolation.
    pub process: Support,
    /// Hyper-V isolation.
    pub hyperv: Support,
}

impl GridCell {
    /// Whether the image runs there as it is.
    pub fn runs(&self) -> bool {
        self.outcome == Outcome::Process
    }
}

/// Which rows and columns to show.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum GridFilter {
    /// All of them.
    #[default]
    All,
    /// Those with a cell that does not run with process isolation.
    Problems,
}

/// Every distinct host against every distinct image. Linux nodes and Linux images are not in it.
#[derive(Clone, PartialEq, Debug)]
pub struct Grid {
    /// The rows, newest build first, the same builds together.
    pub hosts: Vec<HostGroup>,
    /// The columns, newest build first, then tags with several builds, then images of unknown version.
    pub images: Vec<ImageGroup>,
    cells: Vec<GridCell>,
}

impl Grid {
    /// Groups a fleet and judges each distinct pair once.
    pub fn new(fleet: &Fleet) -> Self {
        let (hosts, images) = (host_groups(fleet), image_groups(fleet));
        let mut cells = Vec::with_capacity(hosts.len() * images.len());
        for row in &hosts {
            for column in &images {
                cells.push(cell(fleet, row.host, &column.image));
            }
        }
        Self { hosts, images, cells }
    }

    /// One cell.
    pub fn cell(&self, row: usize, column: usize) -> Option<&GridCell> {
        if column < self.images.len() { self.cells.get(row * self.images.len() + column) } else { None }
    }

    /// The cells of a row.
    pub fn row(&self, row: usize) -> impl Iterator<Item = &GridCell> {
        (0..self.images.len()).filter_map(move |column| self.cell(row, column))
    }

    /// The cells of a column.
    pub fn column(&self, column: usize) -> impl Iterator<Item = &GridCell> {
        (0..self.hosts.len()).filter_map(move |row| self.cell(row, column))
    }

    /// The question behind a cell: what its link asks.
    pub fn question(&self, fleet: &Fleet, row: usize, column: usize) -> Option<Question> {
        Some(fleet.question(self.hosts.get(row)?.host, self.images.get(column)?.image.clone()))
    }

    /// The whole verdict behind a cell.
    pub fn verdict(&self, fleet: &Fleet, row: usize, column: usize) -> Option<Verdict> {
        judge(&self.question(fleet, row, column)?)
    }

    /// The rows by build.
    pub fn host_bands(&self) -> Vec<BuildBand> {
        bands(&self.hosts, |group| (group.host.version.build, group.host.kind), |group| group.host.name(), |g| g.count)
    }

    /// The columns by build.
    pub fn image_bands(&self) -> Vec<BuildBand> {
        let title = |group: &ImageGroup| match &group.image.versions {
            Versions::One(version) => super::version_word(version.release()),
            Versions::Several(_) => "several versions".to_owned(),
            Versions::Linux | Versions::Unknown => group.title(),
        };
        bands(&self.images, |group| image_order(&group.image).0, title, |group| group.count)
    }

    /// The rows to show.
    pub fn rows(&self, filter: GridFilter) -> Vec<usize> {
        let shown = |row: &usize| filter == GridFilter::All || self.row(*row).any(|cell| !cell.runs());
        (0..self.hosts.len()).filter(shown).collect()
    }

    /// The columns to show.
    pub fn columns(&self, filter: GridFilter) -> Vec<usize> {
        let shown = |column: &usize| filter == GridFilter::All || self.column(*column).any(|cell| !cell.runs());
        (0..self.images.len()).filter(shown).collect()
    }

    /// Where the images of a column run.
    pub fn runs(&self, column: usize) -> Runs {
        let has = |outcome| self.column(column).any(|cell| cell.outcome == outcome);
        match () {
            () if self.hosts.is_empty() || column >= self.images.len() => Runs::Unknown,
            () if self.column(column).all(GridCell::runs) => Runs::Everywhere,
            () if has(Outcome::Process) => Runs::Somewhere,
            () if has(Outcome::Depends) => Runs::Depends,
            () if has(Outcome::Hyperv) => Runs::Hyperv,
            () if has(Outcome::Unknown) => Runs::Unknown,
            () => Runs::Nowhere,
        }
    }

    /// How many images run where, without those that none is counted for, best first. Different images are counted, not uses.
    pub fn tally(&self) -> Vec<(Runs, u32)> {
        let columns: Vec<Runs> = (0..self.images.len()).map(|column| self.runs(column)).collect();
        let of = |runs| {
            let groups = self.images.iter().zip(&columns).filter(|(_, one)| **one == runs);
            total(groups.map(|(group, _)| group.different))
        };
        Runs::ALL.into_iter().map(|runs| (runs, of(runs))).filter(|(_, count)| *count > 0).collect()
    }

    /// How many pairs of a node and an image have each outcome, best first; outcomes without any are left out.
    pub fn outcomes(&self) -> Vec<(Outcome, u64)> {
        let weight = |row: &HostGroup, column: &ImageGroup| u64::from(row.count) * u64::from(column.different);
        let of = |outcome| {
            let mut sum = 0u64;
            for (row, group) in self.hosts.iter().enumerate() {
                for (column, images) in self.images.iter().enumerate() {
                    if self.cell(row, column).is_some_and(|cell| cell.outcome == outcome) {
                        sum = sum.saturating_add(weight(group, images));
                    }
                }
            }
            sum
        };
        Outcome::ALL.into_iter().map(|outcome| (outcome, of(outcome))).filter(|(_, count)| *count > 0).collect()
    }

    /// The exit status of the command line: the worst over all images, where "runs nowhere" is worse than "not known".
    pub fn exit_code(&self) -> u8 {
        const WORST_FIRST: [u8; 3] = [2, 3, 1];
        let codes: Vec<u8> = (0..self.images.len()).map(|column| self.runs(column).exit_code()).collect();
        WORST_FIRST.into_iter().find(|code| codes.contains(code)).unwrap_or_default()
    }

    /// What the grid shows, in a sentence or two.
    pub fn summary(&self, fleet: &Fleet) -> String {
        let images = total(self.images.iter().map(|group| group.different));
        let versions = |all: usize| counted(u32::try_from(all).unwrap_or(u32::MAX), "version");
        let nodes = [&counted(fleet.windows_nodes(), "Windows node"), " with ", &versions(self.hosts.len())].concat();
        let known = self.images.iter().filter(|group| !matches!(group.image.versions, Versions::Unknown)).count();
        let given = match known {
            0 => counted(images, "image"),
            known => [&counted(images, "image"), " with ", &versions(known)].concat(),
        };
        let mut text = match (self.hosts.is_empty(), images) {
            (true, 0) => "No Windows nodes and no Windows images yet".to_owned(),
            (true, _) => concat(&["No Windows nodes yet: paste the output of kubectl get nodes -o wide. ", &given]),
            (false, 0) => concat(&[&nodes, ", no Windows images yet"]),
            (false, _) => concat(&[&nodes, ", ", &given]),
        };
        let tally = if self.hosts.is_empty() { Vec::new() } else { self.tally() };
        for (index, (runs, count)) in tally.iter().enumerate() {
            let all = match (index, runs) {
                (0, Runs::Unknown) => concat(&[": ", &count.show()]),
                (0, _) => concat(&[": ", &counted(*count, "image"), if *count == 1 { " runs" } else { " run" }]),
                _ => concat(&[", ", &count.show()]),
            };
            text.push_str(&concat(&[&all, " ", runs.in_sentence()]));
        }
        text.push('.');
        let alone = [
            (fleet.linux_nodes, "Linux node"),
            (fleet.linux_images(), "Linux image"),
            (fleet.system_images(), "system image"),
        ];
        for (count, noun) in alone {
            if count > 0 {
                text.push_str(&concat(&[" ", &counted(count, noun), " ignored."]));
            }
        }
        if fleet.host_process > 0 {
            let images = counted(fleet.host_process, "image");
            text.push_str(&concat(&[" HostProcess containers use ", &images, " that need no matching Windows."]));
        }
        text
    }
}

fn cell(fleet: &Fleet, host: Host, image: &Image) -> GridCell {
    match judge(&fleet.question(host, image.clone())) {
        Some(verdict) => {
            GridCell { outcome: verdict.outcome, process: verdict.process.support, hyperv: verdict.hyperv.support }
        }
        None => GridCell { outcome: Outcome::Unknown, process: Support::Unknown, hyperv: Support::Unknown },
    }
}
