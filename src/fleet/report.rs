//! Everything about a fleet as one report.

use super::export::{self, Block, Table};
use super::words::{Show as _, concat, listed_shortly};
use super::{Cover, Fleet, Grid, Plan, PlanStep, Unread, cover};
use crate::rules::{
    catalogue::{Catalogue, RULES_AS_OF},
    date::Date,
};

/// A fleet and what there is to say about it.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    /// The fleet.
    pub fleet: &'a Fleet,
    /// What was not understood of it.
    pub unread: &'a [Unread],
    /// The names of the texts it was read from.
    pub sources: &'a [&'a str],
    /// What runs where.
    pub grid: Grid,
    /// The fewest base images for all of it.
    pub cover: Cover,
    /// The plan, where a target is given.
    pub plan: Option<&'a Plan>,
    /// Today.
    pub today: Date,
}

impl<'a> Report<'a> {
    /// Judges the fleet.
    pub fn new(
        fleet: &'a Fleet,
        (unread, sources): (&'a [Unread], &'a [&'a str]),
        plan: Option<&'a Plan>,
        catalogue: &Catalogue,
        today: Date,
    ) -> Self {
        let grid = match plan {
            Some(plan) => plan.grid.clone(),
            None => Grid::new(fleet),
        };
        Self { fleet, unread, sources, cover: cover(fleet, catalogue), grid, plan, today }
    }

    /// As Markdown.
    pub fn markdown(&self) -> String {
        export::markdown(&self.blocks())
    }

    /// As text for a terminal with so many columns, where they are known.
    pub fn text(&self, columns: Option<usize>) -> String {
        export::text(&self.blocks(), columns)
    }

    /// The plan as comma-separated values where there is one, else the grid.
    pub fn csv(&self) -> String {
        match self.plan {
            Some(plan) => plan.table(self.fleet).csv(),
            None => self.grid.table(self.fleet).csv(),
        }
    }

    /// The parts of the report.
    pub fn blocks(&self) -> Vec<Block> {
        let heading = |text: &str| Block::Heading(2, text.to_owned());
        let mut blocks = vec![Block::Heading(1, "Fleet".to_owned()), Block::Text(self.grid.summary(self.fleet))];
        blocks.extend(self.grid.urgent(self.fleet, self.today).map(Block::Text));
        if self.plan.is_none() && !self.grid.hosts.is_empty() {
            let (title, endings) = self.grid.supported(self.fleet, self.today);
            if !endings.is_empty() {
                blocks.push(heading(title));
                blocks.push(Block::List(endings.iter().map(|one| one.sentence(self.today)).collect()));
            }
        }
        if !self.grid.hosts.is_empty() && !self.grid.images.is_empty() {
            blocks.push(heading("What runs where"));
            blocks.push(Block::Table(self.overview()));
            blocks.push(heading("Images"));
            blocks.push(Block::Table(self.images()));
        }
        let tags = self.fleet.no_such_tags();
        if !tags.is_empty() {
            blocks.push(heading("Tags that do not exist"));
            blocks.push(Block::List(tags));
        }
        let moves = self.moves();
        if !moves.is_empty() {
            blocks.push(heading("What must move or change, by host"));
            blocks.push(Block::List(moves));
        }
        if !self.grid.hosts.is_empty() {
            blocks.push(heading(self.cover.title(self.plan.is_some())));
            blocks.push(Block::Text(self.cover.text(&self.grid, self.today)));
        }
        if let Some(plan) = self.plan {
            blocks.extend(plan.blocks(self.fleet, self.today));
        }
        if !self.unread.is_empty() {
            blocks.push(heading("Not understood"));
            blocks.push(Block::List(self.unread.iter().map(|unread| unread.sentence(self.sources)).collect()));
        }
        blocks.push(Block::Text(concat(&["Rules as of ", &RULES_AS_OF.show(), "."])));
        blocks
    }

    fn overview(&self) -> Table {
        let mut table = Table::new(&["Host", "Nodes"]);
        table.head.extend(self.grid.images.iter().map(super::ImageGroup::title));
        for (row, group) in self.grid.hosts.iter().enumerate() {
            let mut cells = vec![group.title(), group.count.show()];
            cells.extend(self.grid.row(row).map(|cell| concat(&[cell.outcome.symbol(), " ", cell.outcome.word()])));
            table.rows.push(cells);
        }
        table
    }

    fn images(&self) -> Table {
        let mut table = Table::new(&["Image", "Version", "Uses", "Runs", "Nodes", "Selector"]);
        for column in 0..self.grid.images.len() {
            let Some(placement) = self.grid.placement(column) else { continue };
            let group = &self.grid.images[column];
            let selector =
                placement.selector.as_ref().map(|selector| selector.line(self.fleet.engine)).unwrap_or_default();
            for index in &group.images {
                let Some(image) = self.fleet.images.get(*index) else { continue };
                table.rows.push(vec![
                    image.title(),
                    group.title(),
                    image.count.show(),
                    concat(&[placement.runs.symbol(), " ", placement.runs.title()]),
                    match placement.runs {
                        super::Runs::Unknown => String::new(),
                        _ => self.grid.nodes_in(&placement.process).show(),
                    },
                    selector.clone(),
                ]);
            }
        }
        table
    }

    fn moves(&self) -> Vec<String> {
        let text = |row: usize| {
            let group = self.grid.hosts.get(row)?;
            let names: Vec<&str> = group.names(self.fleet).collect();
            let names = if names.is_empty() { String::new() } else { concat(&[" (", &listed_shortly(&names, 5), ")"]) };
            Some(concat(&[&group.title(), &names, ": ", &self.grid.load(row)?.text(&self.grid, self.fleet)?]))
        };
        (0..self.grid.hosts.len()).filter_map(text).collect()
    }
}

impl Grid {
    /// The grid as a table: a row for each version of hosts with its nodes, a column for each version of images, and outcomes.
    pub fn table(&self, fleet: &Fleet) -> Table {
        let mut table = Table::new(&["host", "version", "kind", "nodes", "names"]);
        table.head.extend(self.images.iter().map(super::ImageGroup::title));
        for (row, group) in self.hosts.iter().enumerate() {
            let names: Vec<&str> = group.names(fleet).collect();
            let mut cells = vec![
                group.host.name(),
                group.host.version.show(),
                group.host.kind.slug().to_owned(),
                group.count.show(),
                names.join(" "),
            ];
            cells.extend(self.row(row).map(|cell| cell.outcome.slug().to_owned()));
            table.rows.push(cells);
        }
        table
    }
}

impl Plan {
    /// The plan as a table: a row for each image, with what becomes of it.
    pub fn table(&self, fleet: &Fleet) -> Table {
        let head = [
            "image",
            "version",
            "uses",
            "fate",
            "base",
            "tag",
            "tag known",
            "also runs on old hosts",
            "later",
            "base updates end",
            "target",
            "target updates end",
        ];
        let mut table = Table::new(&head);
        let end = |release: &crate::rules::release::Release| release.end().map(|end| end.show()).unwrap_or_default();
        for one in &self.moves {
            let Some(group) = self.grid.images.get(one.column) else { continue };
            for index in &group.images {
                let Some(image) = fleet.images.get(*index) else { continue };
                let rebuild = one.rebuild.as_ref();
                let retag = rebuild.and_then(|rebuild| rebuild.tags.iter().find(|tag| tag.image == *index));
                let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
                let serves = |serves: &super::Rebuild| match (serves.serves_all, serves.first()) {
                    (true, _) => "all".to_owned(),
                    (_, true) => self.grid.host_names(&serves.serves),
                    _ => "none".to_owned(),
                };
                let tag = retag.and_then(|retag| Some(retag.to.as_ref()?.show()));
                table.rows.push(vec![
                    image.title(),
                    group.title(),
                    image.count.show(),
                    one.fate.slug().to_owned(),
                    retag.map(|retag| retag.base.clone()).unwrap_or_default(),
                    tag.clone().unwrap_or_default(),
                    tag.and(retag).map(|retag| yes(retag.known)).unwrap_or_default(),
                    rebuild.map(serves).unwrap_or_default(),
                    rebuild
                        .and_then(|rebuild| rebuild.later)
                        .map(super::migration::word)
                        .unwrap_or_default()
                        .to_owned(),
                    rebuild.map(|rebuild| end(rebuild.release)).unwrap_or_default(),
                    self.target.slug.to_owned(),
                    end(self.target),
                ]);
            }
        }
        table
    }

    /// The parts of the plan.
    pub fn blocks(&self, fleet: &Fleet, today: Date) -> Vec<Block> {
        let mut blocks = vec![
            Block::Heading(2, concat(&["Plan: ", self.target.name])),
            Block::Text(self.summary()),
            Block::Text(self.order_text()),
            Block::Steps(self.steps.iter().map(PlanStep::todo).collect()),
        ];
        let mut table = Table::new(&["Image", "Version", "On the new hosts", "New tag", "What to do"]);
        for one in &self.moves {
            let Some(group) = self.grid.images.get(one.column) else { continue };
            for index in &group.images {
                let Some(image) = fleet.images.get(*index) else { continue };
                let tags = one.rebuild.as_ref().map(|rebuild| rebuild.tags.as_slice()).unwrap_or_default();
                let tag = tags.iter().find(|tag| tag.image == *index).map(super::NewName::text);
                table.rows.push(vec![
                    image.title(),
                    group.title(),
                    concat(&[one.fate.symbol(), " ", one.title_of(*index)]),
                    tag.unwrap_or_default(),
                    one.text_of(*index, &self.grid, self.target),
                ]);
            }
        }
        if !table.rows.is_empty() {
            blocks.push(Block::Table(table));
        }
        blocks.push(Block::Heading(2, "When support ends".to_owned()));
        blocks.push(Block::List(self.dates(today)));
        blocks
    }

    /// When support ends, each release once: its hosts and its images have the same days.
    fn dates(&self, today: Date) -> Vec<String> {
        let mut said: Vec<(String, String)> = Vec::new();
        for ending in &self.endings {
            let (subject, text) = (ending.subject(), ending.text(today));
            match said.iter_mut().find(|(_, other)| *other == text) {
                Some((subjects, _)) => subjects.push_str(&concat(&[" and ", &subject])),
                None => said.push((subject, text)),
            }
        }
        said.into_iter().map(|(subjects, text)| concat(&[&subjects, ": ", &text])).collect()
    }
}
