//! `wincompat fix`: files with the smallest edit that makes them run, or the diff.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::files::{self, Input};
use super::findings::{self, CheckedFile, FindingsFormat};
use super::output::Form;
use super::{BadInput, Printed, engine, host, isolation, kind, line, read, today};
use crate::read::encoding::Encoding;
use crate::remedy::fix::diff;
use crate::remedy::fix::{FixTarget, Fixed, fix};
use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    host::Host,
    question::{Engine, Isolation},
    release::Kind,
};

/// The exit status for places to decide by hand, and with `--check` for changes to make.
const OPEN: u8 = 1;

const EXIT_HELP: &str = "Examples:
  wincompat fix --host ws2022 Dockerfile --diff
  wincompat fix --host ws2022 --host ws2025 deploy.yaml --write
  wincompat fix --host windows-2025 --check --format github .

In folders, fix looks at Dockerfiles, Jenkinsfiles, YAML, JSON, HCL, TOML, Bicep, .env files and scripts (.ps1, .cmd, .bat, .sh), and skips other files and Dockerfiles for Linux.

Exit status: 0 fixed or nothing to do; 1 places are left to decide by hand, a named Dockerfile is for Linux, or a file in a folder \
     can’t be read \
     (with --check also: something would change); 64 bad usage, or a named file can’t be read.";

#[derive(Args)]
#[command(after_help = EXIT_HELP)]
pub(super) struct Fix {
    /// Dockerfiles, compose files, Kubernetes manifests, Helm values, or folders with them; - or none for standard input
    #[arg(value_name = "FILE|FOLDER|-")]
    files: Vec<String>,
    /// A host it has to run on: a release (ws2022), a version or a build; once for each
    #[arg(long, value_name = "H", required = true)]
    host: Vec<String>,
    /// Server or client, where a build is both
    #[arg(long, value_name = "server|client", value_parser = kind)]
    kind: Option<Kind>,
    /// The kind of isolation that was chosen
    #[arg(long, value_name = "process|hyperv", value_parser = isolation)]
    isolation: Option<Isolation>,
    /// What starts the containers
    #[arg(long, value_name = "docker|swarm|kubernetes|aks", value_parser = engine)]
    engine: Option<Engine>,
    /// Hyper-V isolation is not available
    #[arg(long)]
    no_hyperv: bool,
    /// Print the changes as a diff for git apply instead of the file
    #[arg(long)]
    diff: bool,
    /// Change the files in place
    #[arg(long, conflicts_with = "check")]
    write: bool,
    /// Change nothing; exit with 1 where something would change
    #[arg(long)]
    check: bool,
    /// Print what was found: a line each, GitHub’s annotations, or SARIF
    #[arg(long, value_enum, requires = "check")]
    format: Option<findings::FindingsFormat>,
    /// The day to judge tags on, instead of today
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
    /// Where to write what is printed.
    #[arg(skip)]
    pub(super) output: Option<PathBuf>,
}

/// What became of the files.
#[derive(Default)]
struct Tally {
    /// With changes.
    changed: usize,
    /// With nothing to change and nothing to decide.
    fit: usize,
    /// With places to decide by hand, those with changes among them.
    open: usize,
    /// With nothing to change, but places to decide by hand.
    only_open: usize,
    refused: usize,
    /// Found in folders, and nothing to fix.
    passed_over: usize,
    status: u8,
    /// What is printed, as it stands in the files.
    printed: Vec<u8>,
    checked: Vec<CheckedFile>,
}

impl Fix {
    /// How what it prints is shown: findings like any text, annotations as the runner reads them.
    pub(super) fn form(&self) -> Form {
        match self.format {
            Some(FindingsFormat::Text) => Form::Table,
            Some(FindingsFormat::Sarif) => Form::Json,
            Some(FindingsFormat::Github) | None => Form::File,
        }
    }

    /// Whether it writes the file of `--output` itself: in the encoding of what it read.
    pub(super) fn writes_itself(&self) -> bool {
        self.format.is_none()
    }

    pub(super) fn print(&self, catalogue: &Catalogue) -> Result<Printed, BadInput> {
        let hosts: Vec<Host> = self.host.iter().map(|text| host(text, self.kind)).collect::<Result<_, _>>()?;
        let target = FixTarget {
            hosts: &hosts,
            engine: self.engine,
            isolation: self.isolation,
            hyperv: !self.no_hyperv,
            today: today(self.today),
            catalogue,
        };
        let given = if self.files.is_empty() { vec!["-".to_owned()] } else { self.files.clone() };
        let inputs = files::all(&given, files::may_be_fixed)?;
        let alone = matches!(inputs.as_slice(), [input] if !input.found);
        if !alone && !self.write && !self.diff && !self.check {
            return Err(BadInput("for several files, add --write, --diff or --check".to_owned()));
        }
        if self.write && inputs.iter().any(|input| input.path == "-") {
            return Err(BadInput("--write needs a file: standard input can’t be changed in place".to_owned()));
        }
        let mut tally = Tally::default();
        for input in &inputs {
            match self.one(input, &target, &mut tally) {
                Ok(()) => {}
                Err(error) if alone => return Err(error),
                Err(BadInput(message)) => {
                    super::complain(&format!("wincompat: {message}\n"));
                    tally.refused += 1;
                    tally.status = tally.status.max(if input.found { OPEN } else { super::USAGE });
                }
            }
        }
        if !alone {
            if tally.changed + tally.fit + tally.only_open + tally.refused == 0 {
                return Err(BadInput(format!("{}: no Dockerfile, compose file or manifest found", given.join(", "))));
            }
            super::complain(&format!("wincompat: {}\n", tally.sentence(self.write)));
        }
        if let Some(format) = self.format {
            return Ok(Printed { text: findings::print(&tally.checked, format), status: tally.status });
        }
        match &self.output {
            Some(file) => std::fs::write(file, &tally.printed)
                .map_err(|error| BadInput(format!("can’t write {}: {error}", file.display())))?,
            // A closed pipe (`| head`) is the reader's choice, not an error.
            None => drop(std::io::stdout().write_all(&tally.printed)),
        }
        Ok(Printed { text: String::new(), status: tally.status })
    }

    fn one(&self, input: &Input, target: &FixTarget<'_>, tally: &mut Tally) -> Result<(), BadInput> {
        input.opened()?;
        let (mut text, mut encoding) = read::encoded(&input.path)?;
        // A diff has to show the mark that stands in the first line.
        if encoding.take_utf8_mark() {
            text.insert(0, '\u{feff}');
        }
        let fixed = match fix(&text, target) {
            Ok(fixed) => fixed,
            Err(error) if input.found && error.is_other() => {
                tally.passed_over += 1;
                return Ok(());
            }
            Err(error) => {
                let message = format!("{}: {error}", input.name());
                tally.checked.push(CheckedFile { path: name_of(input, "Dockerfile"), text, result: Err(error) });
                return Err(BadInput(message));
            }
        };
        if input.found && fixed.linux {
            tally.passed_over += 1;
            return Ok(());
        }
        if self.format.is_none() && (!input.found || !fixed.edits.is_empty() || !fixed.is_complete()) {
            let summary = if self.check || self.diff { fixed.forecast(&text) } else { fixed.summary() };
            super::complain(&remarks(&input.name(), (&text, &summary), &fixed));
        }
        tally.count(&fixed);
        if self.check && !fixed.edits.is_empty() {
            tally.status = tally.status.max(OPEN);
        }
        if self.format.is_some() {
            let path = name_of(input, fixed.kind.file_name());
            tally.checked.push(CheckedFile { path, text, result: Ok(fixed) });
            return Ok(());
        }
        let bad = |message: String| BadInput(format!("{}: {message}", input.name()));
        let encode = |text: &str, encoding: Encoding| encoding.encode(text).map_err(|error| bad(error.to_string()));
        if self.diff {
            let diff = diff::unified(&text, &fixed, &name_of(input, fixed.kind.file_name()));
            if encoding.is_utf16() && !diff.is_empty() {
                let name = input.name();
                super::complain(&format!(
                    "wincompat: {name}: this file is UTF-16, which git apply can’t patch. Use --write\n"
                ));
            }
            // As the lines stand in the file; UTF-16 is for reading only.
            let bytes = if encoding.is_utf16() { diff.into_bytes() } else { encode(&diff, encoding)? };
            tally.printed.extend(bytes);
        } else if !self.write && !self.check {
            tally.printed.extend(encode(&fixed.text, encoding)?);
        }
        if self.write && !fixed.edits.is_empty() {
            let bytes = encode(&fixed.text, encoding)?;
            std::fs::write(&input.path, bytes).map_err(|error| bad(error.to_string()))?;
        }
        Ok(())
    }
}

/// How a diff and findings name a file; standard input by what it holds.
fn name_of(input: &Input, usual: &str) -> String {
    if input.path == "-" { usual.to_owned() } else { files::name_in_diff(&input.path) }
}

impl Tally {
    fn count(&mut self, fixed: &Fixed) {
        self.open += usize::from(!fixed.is_complete());
        match (fixed.edits.is_empty(), fixed.is_complete()) {
            (false, _) => self.changed += 1,
            (true, true) => self.fit += 1,
            (true, false) => self.only_open += 1,
        }
        // It runs on none of the hosts.
        if !fixed.is_complete() || fixed.linux {
            self.status = self.status.max(OPEN);
        }
    }

    fn sentence(&self, written: bool) -> String {
        let files = |count: usize| if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
        let all = self.changed + self.fit + self.only_open + self.refused;
        let fixed = if written { "changed" } else { "would change" };
        let decide = if self.only_open == 1 { "needs a decision" } else { "need a decision" };
        let parts: Vec<String> = [
            (self.changed, fixed),
            (self.fit, "with nothing to do"),
            (self.only_open, decide),
            (self.refused, "that can’t be read"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
        // Without a file there is nothing to count.
        let counted = if parts.is_empty() { format!("0 {fixed}") } else { parts.join(", ") };
        let passed = match self.passed_over {
            0 => String::new(),
            1 => " (1 other file skipped)".to_owned(),
            count => format!(" ({count} other files skipped)"),
        };
        // Files with changes are among them.
        let open = match self.open {
            open if open == self.only_open => String::new(),
            1 => "; 1 has places to decide by hand".to_owned(),
            open => format!("; {open} have places to decide by hand"),
        };
        format!("{}: {counted}{open}{passed}", files(all))
    }
}

/// What was done and why, for standard error.
fn remarks(name: &str, (text, summary): (&str, &str), fixed: &Fixed) -> String {
    let mut out = String::new();
    line(&mut out, format_args!("wincompat: {name}: {summary}"));
    let mut changes = fixed.told(text).into_iter().peekable();
    while let Some(change) = changes.next() {
        let check = if change.certain { "" } else { " (suggestion)" };
        line(&mut out, format_args!("  line {}: {}{check}", change.line, change.text));
        // One reason can take two changes.
        if changes.peek().is_none_or(|next| next.why != change.why) {
            line(&mut out, format_args!("    {} {}", change.rule, change.why));
        }
    }
    for note in &fixed.notes {
        let mark = if note.open { "▲" } else { "-" };
        line(&mut out, format_args!("  line {}: {mark} {}", note.line, note.text));
        if !note.command.is_empty() {
            line(&mut out, format_args!("    {}", note.command));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_of_none_is_not_told() {
        let tally = |changed, fit, only_open, refused, open| Tally {
            changed,
            fit,
            only_open,
            refused,
            open,
            ..Tally::default()
        };
        for (tally, expected) in [
            (tally(5, 0, 3, 0, 3), "8 files: 5 would change, 3 need a decision"),
            (tally(5, 0, 3, 0, 4), "8 files: 5 would change, 3 need a decision; 4 have places to decide by hand"),
            (tally(2, 1, 0, 0, 0), "3 files: 2 would change, 1 with nothing to do"),
            (tally(0, 1, 0, 0, 0), "1 file: 1 with nothing to do"),
            (tally(0, 0, 1, 0, 1), "1 file: 1 needs a decision"),
            (tally(0, 0, 0, 1, 0), "1 file: 1 that can’t be read"),
            (tally(0, 0, 0, 0, 0), "0 files: 0 would change"),
        ] {
            assert_eq!(tally.sentence(false), expected);
        }
        assert_eq!(tally(1, 0, 0, 0, 0).sentence(true), "1 file: 1 changed");
    }
}
