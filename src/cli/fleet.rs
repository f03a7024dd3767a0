//! `wincompat fleet`: many nodes and many images.

use std::io::Read as _;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::{BadInput, Printed, json, today};
use crate::fleet::{About, Fleet, Grid, Move, Plan, Reading, Report, Source, aks::AksSupport, link, plan};
use crate::{Catalogue, Date, Engine, Host, Kind, Outcome, Release, Support, Version};

const EXIT_HELP: &str = "Each FILE holds nodes, images or both: the output of kubectl get nodes -o wide|json|yaml, docker node inspect, \
    docker service ls, docker images or kubectl get pods -A -o jsonpath=\"{.items[*].spec.containers[*].image}\", manifests, or a \
    list with a version, a release or an image on each line, with an optional name and *count. A line \"images:\" or \"nodes:\" \
    says what the bare versions below it are.\n\n\
    Exit status: 0 every Windows image runs with process isolation on at least one Windows node, 1 some image runs only with \
    Hyper-V isolation or depends on revisions, 2 some image runs on no node, 3 of some image it is not known (2 is printed before \
    3, and 3 before 1). With --target the hosts of that release count instead of the nodes. 64 bad usage or input: a file that \
    cannot be read, nothing understood, or images without a Windows node and without --target. Lines that are not understood are \
    reported and change nothing.";

#[derive(Args)]
#[command(after_help = EXIT_HELP)]
pub(super) struct Command {
    /// Files with nodes and images; - or none for standard input
    #[arg(value_name = "FILE")]
    files: Vec<String>,
    /// Files about images only: a bare version in them is an image
    #[arg(long, value_name = "FILE")]
    images: Vec<String>,
    /// Plan moving all hosts to this release (ws2025)
    #[arg(long, value_name = "RELEASE", value_parser = release)]
    target: Option<&'static Release>,
    /// What starts the containers, where the files don’t show it
    #[arg(long, value_name = "docker|swarm|kubernetes|aks", value_parser = super::engine)]
    engine: Option<Engine>,
    /// Hyper-V isolation is not available
    #[arg(long)]
    no_hyperv: bool,
    /// How to print; csv is the plan with --target, else the grid
    #[arg(long, value_enum, default_value = "text", conflicts_with = "json")]
    format: Format,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// The day to judge support on, instead of today
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Markdown,
    Csv,
}

fn release(text: &str) -> Result<&'static Release, String> {
    let host = Host::parse(text, None).map_err(|error| error.to_string())?;
    host.release.ok_or_else(|| "no release has this build".to_owned())
}

pub(super) fn run(command: &Command, catalogue: &Catalogue) -> Result<Printed, BadInput> {
    let mut files: Vec<(&str, About)> = command.files.iter().map(|file| (file.as_str(), About::Both)).collect();
    files.extend(command.images.iter().map(|file| (file.as_str(), About::Images)));
    if files.is_empty() {
        files.push(("-", About::Both));
    }
    let texts: Vec<String> = files.iter().map(|(file, _)| read(file)).collect::<Result<_, _>>()?;
    let sources: Vec<Source<'_>> =
        texts.iter().zip(&files).map(|(text, (_, about))| Source { text, about: *about }).collect();
    let Reading { mut fleet, unread } = Fleet::read(&sources);
    fleet.engine = command.engine.or(fleet.engine);
    fleet.hyperv = !command.no_hyperv;
    let names: Vec<&str> = files.iter().map(|(file, _)| if *file == "-" { "standard input" } else { *file }).collect();
    if fleet.is_empty() {
        let first = unread.first().map(|unread| format!(": {}", unread.sentence(&names))).unwrap_or_default();
        return Err(BadInput(format!("no nodes and no images understood{first}")));
    }
    let images_only = fleet.nodes.is_empty() && fleet.images.len() as u32 > fleet.linux_images();
    if images_only && command.target.is_none() {
        return Err(BadInput("images, but no Windows nodes: add a file with nodes, or --target RELEASE".to_owned()));
    }
    let today = today(command.today);
    let plan = command.target.map(|target| plan(&fleet, target, catalogue, today));
    let report = Report::new(&fleet, (&unread, &names), plan.as_ref(), catalogue, today);
    let status = plan.as_ref().map_or_else(|| report.grid.exit_code(), Plan::exit_code);
    let text = match command.format {
        _ if command.json => json(&FleetReport::new(&report, &files)),
        Format::Text => report.text(),
        Format::Markdown => report.markdown(),
        Format::Csv => {
            // There is no place for it in a table.
            for unread in &unread {
                eprintln!("wincompat: {}", unread.sentence(&names));
            }
            report.csv()
        }
    };
    Ok(Printed { text, status })
}

fn read(file: &str) -> Result<String, BadInput> {
    let mut bytes = Vec::new();
    let result = match file {
        "-" => std::io::stdin().lock().read_to_end(&mut bytes).map(drop),
        _ => std::fs::read(file).map(|read| bytes = read),
    };
    result.map_err(|error| BadInput(format!("{file}: {error}")))?;
    // PowerShell’s > writes UTF-16.
    Ok(match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        _ => String::from_utf8_lossy(&bytes).into_owned(),
    })
}

/// The object of `fleet --json`.
#[derive(Serialize)]
struct FleetReport {
    rules_as_of: Date,
    engine: Option<Engine>,
    summary: String,
    linux_nodes: u32,
    linux_images: u32,
    hosts: Vec<HostReport>,
    images: Vec<ImageReport>,
    cells: Vec<CellReport>,
    cover: Vec<VariantReport>,
    uncovered: Vec<usize>,
    plan: Option<PlanReport>,
    unread: Vec<UnreadReport>,
    link: String,
}

#[derive(Serialize)]
struct HostReport {
    version: Version,
    release: Option<&'static str>,
    kind: Kind,
    nodes: u32,
    names: Vec<String>,
    must_move: Option<String>,
}

#[derive(Serialize)]
struct ImageReport {
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
struct CellReport {
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
    aks: Option<&'static AksSupport>,
}

#[derive(Serialize)]
struct UnreadReport {
    file: String,
    line: usize,
    lines: usize,
    text: String,
    why: &'static str,
}

impl FleetReport {
    fn new(report: &Report<'_>, files: &[(&str, About)]) -> Self {
        let (fleet, grid) = (report.fleet, &report.grid);
        let target = report.plan.map(|plan| plan.target);
        Self {
            rules_as_of: crate::RULES_AS_OF,
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
                    file: files.get(unread.source).map(|(file, _)| (*file).to_owned()).unwrap_or_default(),
                    line: unread.line,
                    lines: unread.lines,
                    text: unread.text.clone(),
                    why: unread.why,
                })
                .collect(),
            link: link::encode(&link::View::of(fleet, target)).0,
        }
    }
}

fn host(grid: &Grid, fleet: &Fleet, row: usize) -> HostReport {
    let group = &grid.hosts[row];
    HostReport {
        version: group.host.version,
        release: group.host.release.map(|release| release.slug),
        kind: group.host.kind,
        nodes: group.count,
        names: group.names(fleet).map(str::to_owned).collect(),
        must_move: grid.load(row).and_then(|load| load.text(grid, fleet)),
    }
}

fn image(grid: &Grid, fleet: &Fleet, column: usize) -> Option<ImageReport> {
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
    Some(ImageReport {
        version: group.title(),
        images: group.images.iter().map(used).collect(),
        runs: placement.runs.slug(),
        process: placement.process,
        hyperv: placement.hyperv,
        selector,
    })
}

fn cells(grid: &Grid) -> Vec<CellReport> {
    let pairs = (0..grid.hosts.len()).flat_map(|host| (0..grid.images.len()).map(move |image| (host, image)));
    pairs
        .filter_map(|(host, image)| {
            let cell = grid.cell(host, image)?;
            Some(CellReport { host, image, outcome: cell.outcome, process: cell.process, hyperv: cell.hyperv })
        })
        .collect()
}

impl PlanReport {
    fn new(plan: &Plan, fleet: &Fleet, today: Date) -> Self {
        let step = |step: &crate::fleet::Step| StepReport {
            id: step.kind.slug(),
            title: step.title.clone(),
            text: step.text.clone(),
            images: step.columns.clone(),
            hosts: step.rows.clone(),
        };
        let ending = |ending: &crate::fleet::Ending| EndingReport {
            side: ending.side.word(),
            release: ending.release.slug,
            mainstream_end: ending.release.mainstream_end,
            end: ending.release.end(),
            text: ending.text(today),
            aks: ending.aks,
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
