//! `fleet --json`.

use serde::Serialize;

use crate::fleet::{Ending, Fleet, Grid, Move, Plan, PlanStep, Report, link};
use crate::rules::{
    date::Date,
    question::Engine,
    release::{AksNodes, Kind, Release},
    verdict::{Outcome, Support},
    version::Version,
};

/// The object of `fleet --json`.
#[derive(Serialize)]
pub(super) struct Json {
    rules_as_of: Date,
    engine: Option<Engine>,
    summary: String,
    linux_nodes: u32,
    linux_images: u32,
    hosts: Vec<FleetHostReport>,
    images: Vec<FleetImageReport>,
    cells: Vec<FleetCellReport>,
    cover: Vec<VariantReport>,
    uncovered: Vec<usize>,
    plan: Option<PlanReport>,
    unread: Vec<UnreadReport>,
    link: String,
}

#[derive(Serialize)]
struct FleetHostReport {
    version: Version,
    release: Option<&'static str>,
    kind: Kind,
    nodes: u32,
    names: Vec<String>,
    must_move: Option<String>,
}

#[derive(Serialize)]
struct FleetImageReport {
    version: String,
    images: Vec<UseReport>,
    runs: &'static str,
    process: Vec<usize>,
    hyperv: Vec<usize>,
    selector: Option<SelectorReport>,
}

#[derive(Serialize)]
struct UseReport {
    name: Option<String>,
    count: u32,
}

#[derive(Serialize)]
struct SelectorReport {
    builds: Vec<u16>,
    kubernetes: String,
    swarm: String,
}

#[derive(Serialize)]
struct FleetCellReport {
    host: usize,
    image: usize,
    outcome: Outcome,
    process: Support,
    hyperv: Support,
}

#[derive(Serialize)]
struct VariantReport {
    word: &'static str,
    hosts: Vec<usize>,
    nodes: u32,
}

#[derive(Serialize)]
struct PlanReport {
    target: &'static str,
    summary: String,
    order: &'static str,
    steps: Vec<StepReport>,
    moves: Vec<MoveReport>,
    endings: Vec<EndingReport>,
}

#[derive(Serialize)]
struct StepReport {
    id: &'static str,
    title: String,
    text: String,
    images: Vec<usize>,
    hosts: Vec<usize>,
    warning: String,
    commands: Option<String>,
}

#[derive(Serialize)]
struct MoveReport {
    image: usize,
    fate: &'static str,
    base: Option<&'static str>,
    serves: Vec<usize>,
    tags: Vec<TagReport>,
    text: String,
}

#[derive(Serialize)]
struct TagReport {
    from: String,
    to: Option<String>,
    known: bool,
    base: String,
}

#[derive(Serialize)]
struct EndingReport {
    side: &'static str,
    release: &'static str,
    mainstream_end: Option<Date>,
    end: Option<Date>,
    text: String,
    aks: Option<AksReport>,
}

/// The node pools of a release in AKS.
#[derive(Serialize)]
struct AksReport {
    slug: &'static str,
    os_sku: &'static str,
    from: &'static str,
    until: &'static str,
    retires: Option<Date>,
    images_removed: Option<Date>,
    note: &'static str,
    source: &'static str,
}

impl AksReport {
    fn new(release: &Release, nodes: &AksNodes) -> Self {
        Self {
            slug: release.slug,
            os_sku: nodes.sku,
            from: nodes.from.unwrap_or_default(),
            until: nodes.until.unwrap_or_default(),
            retires: nodes.retires,
            images_removed: nodes.images_removed,
            note: nodes.note,
            source: nodes.source,
        }
    }
}

#[derive(Serialize)]
struct UnreadReport {
    file: String,
    line: usize,
    lines: usize,
    text: String,
    why: String,
}

impl Json {
    pub(super) fn new(report: &Report<'_>) -> Self {
        let (fleet, grid) = (report.fleet, &report.grid);
        let target = report.plan.map(|plan| plan.target);
        Self {
            rules_as_of: crate::rules::catalogue::RULES_AS_OF,
            engine: fleet.engine,
            summary: grid.summary(fleet),
            linux_nodes: fleet.linux_nodes,
            linux_images: fleet.linux_images(),
            hosts: (0..grid.hosts.len()).map(|row| host(grid, fleet, row)).collect(),
            images: (0..grid.images.len()).filter_map(|column| image(grid, fleet, column)).collect(),
            cells: cells(grid),
            cover: report
                .cover
                .variants
                .iter()
                .map(|one| VariantReport { word: one.word(), hosts: one.rows.clone(), nodes: one.count })
                .collect(),
            uncovered: report.cover.uncovered.clone(),
            plan: report.plan.map(|plan| PlanReport::new(plan, fleet, report.today)),
            unread: report
                .unread
                .iter()
                .map(|unread| UnreadReport {
                    file: report.sources.get(unread.source).map(|name| (*name).to_owned()).unwrap_or_default(),
                    line: unread.line,
                    lines: unread.lines,
                    text: unread.text.clone(),
                    why: unread.why.clone().into_owned(),
                })
                .collect(),
            link: link::encode(&link::FleetState::of(fleet, target)).0,
        }
    }
}

fn host(grid: &Grid, fleet: &Fleet, row: usize) -> FleetHostReport {
    let group = &grid.hosts[row];
    FleetHostReport {
        version: group.host.version,
        release: group.host.release.map(|release| release.slug),
        kind: group.host.kind,
        nodes: group.count,
        names: group.names(fleet).map(str::to_owned).collect(),
        must_move: grid.load(row).and_then(|load| load.text(grid, fleet)),
    }
}

fn image(grid: &Grid, fleet: &Fleet, column: usize) -> Option<FleetImageReport> {
    let placement = grid.placement(column)?;
    let group = &grid.images[column];
    let used = |index: &usize| {
        let image = &fleet.images[*index];
        UseReport { name: image.name.clone(), count: image.count }
    };
    let selector = placement.selector.map(|selector| SelectorReport {
        kubernetes: selector.kubernetes(),
        swarm: selector.swarm(),
        builds: selector.builds,
    });
    Some(FleetImageReport {
        version: group.title(),
        images: group.images.iter().map(used).collect(),
        runs: placement.runs.slug(),
        process: placement.process,
        hyperv: placement.hyperv,
        selector,
    })
}

fn cells(grid: &Grid) -> Vec<FleetCellReport> {
    let pairs = (0..grid.hosts.len()).flat_map(|host| (0..grid.images.len()).map(move |image| (host, image)));
    pairs
        .filter_map(|(host, image)| {
            let cell = grid.cell(host, image)?;
            Some(FleetCellReport { host, image, outcome: cell.outcome, process: cell.process, hyperv: cell.hyperv })
        })
        .collect()
}

impl PlanReport {
    fn new(plan: &Plan, fleet: &Fleet, today: Date) -> Self {
        let step = |step: &PlanStep| StepReport {
            id: step.kind.slug(),
            title: step.title.clone(),
            text: step.text.clone(),
            images: step.columns.clone(),
            hosts: step.rows.clone(),
            warning: step.warning.clone(),
            commands: step.snippet.as_ref().map(|snippet| snippet.text.clone()),
        };
        let ending = |ending: &Ending| EndingReport {
            side: ending.side.word(),
            release: ending.release.slug,
            mainstream_end: ending.release.mainstream_end,
            end: ending.release.end(),
            text: ending.text(today),
            aks: ending.aks.map(|nodes| AksReport::new(ending.release, nodes)),
        };
        Self {
            target: plan.target.slug,
            summary: plan.summary(),
            order: plan.order.slug(),
            steps: plan.steps.iter().map(step).collect(),
            moves: plan.moves.iter().map(|one| moved(plan, fleet, one)).collect(),
            endings: plan.endings.iter().map(ending).collect(),
        }
    }
}

fn moved(plan: &Plan, fleet: &Fleet, one: &Move) -> MoveReport {
    let tags = one.rebuild.iter().flat_map(|rebuild| &rebuild.tags).map(|tag| TagReport {
        from: fleet.images[tag.image].title(),
        to: tag.to.as_ref().map(ToString::to_string),
        known: tag.known,
        base: tag.base.clone(),
    });
    MoveReport {
        image: one.column,
        fate: one.fate.slug(),
        base: one.rebuild.as_ref().map(|rebuild| rebuild.word()),
        serves: one.rebuild.as_ref().map(|rebuild| rebuild.serves.clone()).unwrap_or_default(),
        tags: tags.collect(),
        text: one.text(&plan.grid, plan.target),
    }
}
