//! `wincompat fix`: a file with the smallest edit that makes it run, or the diff.

use clap::Args;

use super::{BadInput, Printed, engine, host, isolation, kind, line, today};
use crate::remedy::fix::diff;
use crate::remedy::fix::{FixTarget, Fixed, fix};
use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    host::Host,
    question::{Engine, Isolation},
    release::Kind,
};

/// The exit status for a file that still has places to decide by hand.
const OPEN: u8 = 1;

#[derive(Args)]
pub(super) struct Fix {
    /// A Dockerfile, compose file or Kubernetes manifest; standard input without one
    #[arg(value_name = "FILE|-", default_value = "-")]
    file: String,
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
    /// Print the changes as a diff instead of the file
    #[arg(long)]
    diff: bool,
    /// The day to judge tags on, instead of today
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
}

impl Fix {
    pub(super) fn print(&self, catalogue: &Catalogue) -> Result<Printed, BadInput> {
        let hosts: Vec<Host> = self.host.iter().map(|text| host(text, self.kind)).collect::<Result<_, _>>()?;
        let text = self.read()?;
        let target = FixTarget {
            hosts: &hosts,
            engine: self.engine,
            isolation: self.isolation,
            hyperv: !self.no_hyperv,
            today: today(self.today),
            catalogue,
        };
        let fixed = fix(&text, &target).map_err(|error| BadInput(format!("{}: {error}", self.name())))?;
        eprint!("{}", self.remarks(&fixed));
        let status = if fixed.is_complete() { 0 } else { OPEN };
        let text = if self.diff { diff::unified(&text, &fixed, &self.diff_name(&fixed)) } else { fixed.text };
        Ok(Printed { text, status })
    }

    fn read(&self) -> Result<String, BadInput> {
        super::read::encoded(&self.file).map(|(text, _)| text)
    }

    fn name(&self) -> &str {
        if self.file == "-" { "standard input" } else { &self.file }
    }

    /// A diff names the file relative to where `git apply` runs.
    fn diff_name(&self, fixed: &Fixed) -> String {
        let name = if self.file == "-" { fixed.kind.file_name() } else { self.file.as_str() };
        name.trim_start_matches(['.', '/']).to_owned()
    }

    /// What was done and why, for standard error.
    fn remarks(&self, fixed: &Fixed) -> String {
        let mut out = String::new();
        line(&mut out, format_args!("wincompat: {}: {}", self.name(), fixed.summary()));
        let mut edits = fixed.edits.iter().peekable();
        while let Some(edit) = edits.next() {
            let check = if edit.certain { "" } else { " (suggestion)" };
            line(&mut out, format_args!("  line {}: {}{check}", edit.line, shown(&edit.replacement)));
            // One reason can take two edits.
            if edits.peek().is_none_or(|next| next.why != edit.why) {
                line(&mut out, format_args!("    {} {}", edit.rule, edit.why));
            }
        }
        for note in &fixed.notes {
            let mark = if note.open { "▲" } else { "-" };
            line(&mut out, format_args!("  line {}: {mark} {}", note.line, note.text));
        }
        out
    }
}

/// An insertion in one line.
fn shown(replacement: &str) -> String {
    if replacement.trim().is_empty() {
        return "removed".to_owned();
    }
    replacement.split_whitespace().collect::<Vec<_>>().join(" ")
}
