//! `wincompat fleet`: many nodes and many images.

use clap::{Args, ValueEnum};

use super::files::{self, Input};
use super::output::Form;
use super::{BadInput, Printed, json, today};
use crate::fleet::{Fleet, FleetReading, FleetText, Plan, Report, Topic, plan};
use crate::rules::{catalogue::Catalogue, date::Date, host::Host, question::Engine, release::Release};

mod report;

const EXIT_HELP: &str = "Examples:
  wincompat fleet nodes.txt deploy.yaml
  wincompat fleet nodes.txt --images manifests --target ws2025
  wincompat fleet nodes.txt images.txt --target ws2025 --format csv

Each FILE holds nodes, images or both: the output of kubectl get nodes -o wide|json|yaml, docker node inspect, \
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
pub(super) struct FleetCommand {
    /// Files with nodes and images, or folders with them; - or none for standard input
    #[arg(value_name = "FILE|FOLDER")]
    files: Vec<String>,
    /// Files about images only, or folders with them: a bare version in them is an image
    #[arg(long, value_name = "FILE|FOLDER")]
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
    format: FleetFormat,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// The day to judge support on, instead of today
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FleetFormat {
    Text,
    Markdown,
    Csv,
}

fn release(text: &str) -> Result<&'static Release, String> {
    let host = Host::parse(text, None).map_err(|error| error.to_string())?;
    host.release.ok_or_else(|| "no release has this build".to_owned())
}

impl FleetCommand {
    /// How what it prints is shown: the text is to be read, the others are for programs.
    pub(super) fn form(&self) -> Form {
        if self.format == FleetFormat::Text { Form::Words } else { Form::Table }
    }

    /// Whether it prints JSON.
    pub(super) fn is_json(&self) -> bool {
        self.json
    }
}

/// `columns`: those of the console it is shown on.
pub(super) fn run(command: &FleetCommand, catalogue: &Catalogue, columns: Option<usize>) -> Result<Printed, BadInput> {
    let files = texts(command)?;
    let sources: Vec<FleetText<'_>> =
        files.iter().map(|file| FleetText { text: &file.text, about: file.about }).collect();
    let FleetReading { mut fleet, unread } = Fleet::read(&sources);
    fleet.engine = command.engine.or(fleet.engine);
    fleet.hyperv = !command.no_hyperv;
    let names: Vec<String> = files.iter().map(|file| file.input.name()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    if fleet.is_empty() {
        let first = unread.first().map(|unread| format!(": {}", unread.sentence(&names))).unwrap_or_default();
        return Err(BadInput(format!("no nodes and no images found{first}")));
    }
    let images_only = fleet.nodes.is_empty() && fleet.images.len() as u32 > fleet.linux_images();
    if images_only && command.target.is_none() {
        return Err(BadInput(
            "found images but no Windows nodes: add a file with nodes, or --target RELEASE".to_owned(),
        ));
    }
    let today = today(command.today);
    let plan = command.target.map(|target| plan(&fleet, target, catalogue, today));
    let report = Report::new(&fleet, (&unread, &names), plan.as_ref(), catalogue, today);
    let status = plan.as_ref().map_or_else(|| report.grid.exit_code(), Plan::exit_code);
    let text = match command.format {
        _ if command.json => json(&report::Json::new(&report)),
        FleetFormat::Text => report.text(columns),
        FleetFormat::Markdown => report.markdown(),
        FleetFormat::Csv => {
            // There is no place for it in a table.
            for unread in &unread {
                super::complain(&format!("wincompat: {}\n", unread.sentence(&names)));
            }
            report.csv()
        }
    };
    Ok(Printed { text, status })
}

/// A file with what it says.
struct FleetFile {
    input: Input,
    about: Topic,
    text: String,
}

/// The texts of all files; of folders, those of the files that say something.
fn texts(command: &FleetCommand) -> Result<Vec<FleetFile>, BadInput> {
    let mut given = vec![(command.files.clone(), Topic::Both), (command.images.clone(), Topic::Images)];
    if given.iter().all(|(files, _)| files.is_empty()) {
        given[0].0.push("-".to_owned());
    }
    let mut all = Vec::new();
    for (files, about) in given {
        for input in files::all(&files, files::may_list_nodes)? {
            let text = match input.opened().and_then(|()| super::read::input(&input.path)) {
                Ok(text) => text,
                // One of many in a folder.
                Err(BadInput(message)) if input.found => {
                    super::complain(&format!("wincompat: {message}\n"));
                    continue;
                }
                Err(error) => return Err(error),
            };
            let says = |text: &str| !Fleet::read(&[FleetText { text, about }]).fleet.is_empty();
            if !input.found || says(&text) {
                all.push(FleetFile { input, about, text });
            }
        }
    }
    if all.is_empty() {
        return Err(BadInput("no file in these folders contains a node or an image".to_owned()));
    }
    Ok(all)
}
