//! The command line: native only.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use output::{Form, Look};

use crate::read::{apply, clue, words};
use crate::rules::slug::Slug;
use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    host::{Host, HostError},
    image::Image,
    question::{Choice, Engine, Isolation, Question},
    release::{Family, Kind},
};

mod arguments;
mod check;
mod collect;
mod colour;
mod completions;
mod explain;
pub mod export;
mod files;
mod findings;
mod fix;
mod fleet;
mod input;
mod inspect;
mod matrix;
mod output;
mod read;
mod registry;
mod this_machine;

/// The exit status for bad usage or input, as in `sysexits.h`.
const USAGE: u8 = 64;
/// The exit status where a registry gives no answer: the network, the proxy, a certificate, too many requests.
const UNAVAILABLE: u8 = 69;

#[derive(Parser)]
#[command(name = "wincompat", version, about, after_help = EXIT_HELP)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    characters: Characters,
    /// Write to this file instead of the console; PowerShell’s > changes the encoding
    #[arg(short, long, global = true, value_name = "FILE")]
    output: Option<std::path::PathBuf>,
}

/// Which characters to print, where the console is misjudged.
#[derive(Args)]
struct Characters {
    /// Marks and quotes in ASCII, as Windows pipes and old consoles need them
    #[arg(long, global = true, conflicts_with = "unicode")]
    ascii: bool,
    /// Marks and quotes in Unicode
    #[arg(long, global = true)]
    unicode: bool,
}

impl Characters {
    fn ascii(&self) -> Option<bool> {
        (self.ascii || self.unicode).then_some(self.ascii)
    }
}

const EXIT_HELP: &str = "Examples:
  wincompat explain error.txt
  docker run mcr.microsoft.com/windows/servercore:ltsc2019 2>&1 | wincompat explain
  wincompat check ws2022 ltsc2019
  wincompat fix --host ws2022 Dockerfile --diff

Exit status of check and explain: 0 runs with process isolation, 1 runs only with Hyper-V isolation or depends, 2 does not run, \
3 not known, 64 bad usage or input. explain, where something failed: 1 it runs there after a change, 2 it can't run on this host, \
3 the cause isn't a version or isn't known. Of fix: 0 fixed or nothing to do, 1 places are left to decide by hand, 64 refused. Of \
inspect and check --online: 69 the registry can't be reached.";

#[derive(Subcommand)]
enum Command {
    /// Will this image run on this host?
    Check(check::Check),
    /// What a text says: hosts, images, the error
    Read(read::Read),
    /// What failed in a text, why, and what to do first; where nothing failed, the verdict
    Explain(explain::Explain),
    /// Dockerfiles, compose files and Kubernetes manifests with the smallest edit that makes them run
    Fix(fix::Fix),
    /// Every host against every image
    #[command(after_help = "Examples:\n  wincompat matrix\n  wincompat matrix --json")]
    Matrix(Output),
    /// Many nodes and many images: what runs where, and what moving the hosts takes
    Fleet(fleet::FleetCommand),
    /// What a registry has under a name, without pulling it: the entries, and which one each host takes
    Inspect(inspect::Inspect),
    /// What a diagnosis needs from this machine, to be pasted into the page: host, engine, images, last errors; nothing secret
    Collect(collect::Collect),
    /// Releases, rules, matrix and disagreements as one JSON document (compat.json)
    #[command(after_help = "Examples:\n  wincompat export -o compat.json\n  wincompat export --schema")]
    Export {
        /// Print the JSON Schema of the document instead
        #[arg(long)]
        schema: bool,
    },
    /// A script that completes words for a shell
    #[command(after_help = "Examples:\n  wincompat completions powershell >> $PROFILE\n  wincompat completions bash")]
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// The manual page
    #[command(hide = true)]
    Man,
}

impl Command {
    fn form(&self) -> Form {
        let or_json = |json: bool, form| if json { Form::Json } else { form };
        match self {
            Self::Check(check) => or_json(check.is_json(), Form::Words),
            Self::Explain(explain) => or_json(explain.is_json(), Form::Words),
            Self::Read(read) => or_json(read.is_json(), Form::Words),
            Self::Inspect(inspect) => or_json(inspect.is_json(), Form::Words),
            Self::Matrix(output) => or_json(output.json, Form::Table),
            Self::Fleet(command) => or_json(command.is_json(), command.form()),
            Self::Collect(_) => Form::Table,
            Self::Export { .. } => Form::Json,
            Self::Fix(fix) => fix.form(),
            Self::Completions { .. } | Self::Man => Form::File,
        }
    }
}

/// How to print.
#[derive(Args)]
struct Output {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What check and explain share.
#[derive(Args)]
struct Options {
    /// Server or client, where a build is both
    #[arg(long, value_name = "server|client", value_parser = kind)]
    kind: Option<Kind>,
    /// Ask about one kind of isolation only
    #[arg(long, value_name = "process|hyperv", value_parser = isolation)]
    isolation: Option<Isolation>,
    /// What starts the container
    #[arg(long, value_name = "docker|swarm|kubernetes|aks", value_parser = engine)]
    engine: Option<Engine>,
    /// Hyper-V isolation is not available
    #[arg(long)]
    no_hyperv: bool,
    /// The family of base images to recommend first
    #[arg(long, value_name = "servercore|nanoserver|server|windows", value_parser = family)]
    family: Option<Family>,
    /// The day to judge support on, instead of today
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
    #[command(flatten)]
    output: Output,
}

fn kind(text: &str) -> Result<Kind, String> {
    word(text)
}

fn isolation(text: &str) -> Result<Isolation, String> {
    word(text)
}

fn engine(text: &str) -> Result<Engine, String> {
    word(text)
}

fn family(text: &str) -> Result<Family, String> {
    word(text)
}

/// What a word means; what is expected comes from its type.
fn word<T: Slug>(text: &str) -> Result<T, String> {
    T::of_word(text).ok_or_else(|| format!("expected {}", T::expected()))
}

/// Input that is not understood: printed on standard error, with exit status 64 and nothing on standard output.
#[derive(Debug)]
struct BadInput(String);

impl From<String> for BadInput {
    fn from(message: String) -> Self {
        Self(message)
    }
}

/// Why a command gives no answer.
enum NoAnswer {
    /// Input that is not understood.
    Input(BadInput),
    /// A registry that gives none: no network, no time, no trust.
    Registry(String),
}

impl From<BadInput> for NoAnswer {
    fn from(input: BadInput) -> Self {
        Self::Input(input)
    }
}

impl NoAnswer {
    /// What to say, and the exit status.
    fn said(self) -> (String, u8) {
        match self {
            Self::Input(BadInput(message)) => (message, USAGE),
            Self::Registry(message) => (message, UNAVAILABLE),
        }
    }
}

/// What a command prints and how it exits.
struct Printed {
    text: String,
    status: u8,
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let mut cli = match Cli::try_parse_from(arguments::of_this_process()) {
        Ok(cli) => cli,
        Err(error) => return explain_usage(&error),
    };
    // Files keep their encoding, so their command writes them itself.
    if let Command::Fix(fix) = &mut cli.command
        && fix.writes_itself()
    {
        fix.output = cli.output.take();
    }
    let ascii = cli.characters.ascii();
    // The first and only time, so it is not set yet.
    let _ = ERRORS.set(Look::of_errors(ascii));
    let form = cli.command.form();
    let look = Look::of_output(ascii);
    // A file has no width.
    let columns = if cli.output.is_none() { look.width() } else { None };
    let printed = execute(cli.command, columns).and_then(|printed| match &cli.output {
        Some(file) => Ok(printed.write_to(file)?),
        None => {
            look.write(printed.text, form);
            Ok(printed.status)
        }
    });
    match printed {
        Ok(status) => ExitCode::from(status),
        Err(failed) => {
            let (message, status) = failed.said();
            complain(&format!("wincompat: {message}\n"));
            ExitCode::from(status)
        }
    }
}

/// How standard error is shown, from when the command line is understood.
static ERRORS: std::sync::OnceLock<Look> = std::sync::OnceLock::new();

/// Says something on standard error.
fn complain(text: &str) {
    ERRORS.get_or_init(|| Look::of_errors(None)).complain(text);
}

/// Help, the version, or what is wrong with the words of the command line.
fn explain_usage(error: &clap::Error) -> ExitCode {
    let is_error = error.use_stderr();
    let look = if is_error { Look::of_errors(None) } else { Look::of_output(None) };
    if look.is_ascii() {
        // In colours only where the console has its own characters.
        let text = look.show(error.render().to_string(), Form::Table);
        if is_error { eprint!("{text}") } else { print!("{text}") }
    } else {
        let _ = error.print();
    }
    if is_error { ExitCode::from(USAGE) } else { ExitCode::SUCCESS }
}

impl Printed {
    /// Writes the text as it is, in UTF-8.
    fn write_to(self, file: &std::path::Path) -> Result<u8, BadInput> {
        let written = std::fs::write(file, self.text);
        written.map(|()| self.status).map_err(|error| BadInput(format!("can’t write {}: {error}", file.display())))
    }
}

fn execute(command: Command, columns: Option<usize>) -> Result<Printed, NoAnswer> {
    let catalogue = Catalogue::builtin();
    Ok(match command {
        Command::Check(check) => check.print(&catalogue)?,
        Command::Read(read) => read.print()?,
        Command::Explain(explain) => explain.print(&catalogue)?,
        Command::Fix(fix) => fix.print(&catalogue)?,
        Command::Matrix(output) => matrix::print(&catalogue, output.json, columns),
        Command::Inspect(inspect) => inspect.print(&catalogue)?,
        Command::Fleet(command) => fleet::run(&command, &catalogue, columns)?,
        Command::Collect(collect) => collect.print(),
        Command::Completions { shell } => completions::script::<Cli>(shell),
        Command::Man => completions::manual::<Cli>(),
        Command::Export { schema: true } => Printed { text: export::SCHEMA.to_owned(), status: 0 },
        Command::Export { schema: false } => {
            let text = export::json(&catalogue).map_err(|error| BadInput(error.to_string()))?;
            Printed { text, status: 0 }
        }
    })
}

/// A host from a release, a version, or a text that names exactly one.
fn host(text: &str, kind: Option<Kind>) -> Result<Host, BadInput> {
    if this_machine::is_meant(text) {
        let found = this_machine::values().and_then(|values| this_machine::host(&values, kind));
        return found.map_err(|why| BadInput(format!("--host {text}: {why}")));
    }
    let error = match Host::parse(text, kind) {
        Ok(host) => return Ok(host),
        Err(error) => error,
    };
    let mut hosts = apply::hosts(&clue::read(text), text, kind);
    if hosts.is_empty() {
        hosts.extend(words::hosts(text).into_iter().filter(|host| kind.is_none_or(|kind| kind == host.kind)));
    }
    match hosts.as_slice() {
        [host] => Ok(*host),
        [] if matches!(error, HostError::Near(..)) => Err(BadInput(format!("--host {text:?}: {error}"))),
        [] => Err(BadInput(format!(
            "--host {text:?}: {error}, or a text that names one host, such as the output of cmd /c ver"
        ))),
        hosts => {
            let names: Vec<String> = hosts.iter().take(6).map(ToString::to_string).collect();
            Err(BadInput(format!("--host {text:?}: this can be {}. Name one.", names.join(", "))))
        }
    }
}

impl Options {
    fn question(&self, host: Host, image: Image) -> Question {
        Question { host: Choice::Set(host), image: Choice::Set(image), ..self.asked() }
    }

    /// All of a question but its two sides.
    fn asked(&self) -> Question {
        Question {
            isolation: self.isolation.into(),
            engine: self.engine.into(),
            hyperv: if self.no_hyperv { Choice::Set(false) } else { Choice::Unset },
            family: self.family.into(),
            ..Question::default()
        }
    }
}

fn today(given: Option<Date>) -> Date {
    given.unwrap_or_else(|| {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let days = u32::try_from(since.as_secs() / 86_400).unwrap_or_default();
        Date::from_days_since_1970(days).unwrap_or(crate::rules::catalogue::RULES_AS_OF)
    })
}

fn json(value: &impl serde::Serialize) -> String {
    // Values of this crate have string keys only, so there is nothing that could fail.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

fn line(out: &mut String, text: impl std::fmt::Display) {
    let _ = writeln!(out, "{text}");
}
