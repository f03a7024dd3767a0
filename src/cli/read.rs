//! `wincompat read`: what a paste says.

use clap::Args;

pub(super) use super::input::text as input;
use super::{BadInput, Output, Printed, json, line, today};
use crate::diagnose::explain;
use crate::read::clue::{self, Clues};
use crate::read::encoding::{self, Encoding};
use crate::read::job;
use crate::read::words::meant;
use crate::rules::date::Date;
use crate::rules::image::Versions;
use crate::rules::lifecycle::Row;
use crate::rules::release;

const EXAMPLES: &str = "Examples:
  wincompat read error.txt
  docker info | wincompat read --json

Exit status: 0, whatever the text says; 64 bad usage, or the file can’t be read.";

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Read {
    /// A text in any form. Without it: standard input
    #[arg(value_name = "FILE|-", default_value = "-")]
    file: String,
    #[command(flatten)]
    output: Output,
}

impl Read {
    /// Whether it prints JSON.
    pub(super) fn is_json(&self) -> bool {
        self.output.json
    }

    pub(super) fn print(&self) -> Result<Printed, BadInput> {
        let text = input(&self.file)?;
        let clues = clue::read(&text);
        let text = if self.output.json { json(&clues) } else { words(&clues, &text, today(None)) };
        Ok(Printed { text, status: 0 })
    }
}

/// A file’s text with how it is encoded, for writing it again.
pub(super) fn encoded(file: &str) -> Result<(String, Encoding), BadInput> {
    Ok(encoding::decode(&super::input::bytes(file)?))
}

/// What a paste says, for a terminal.
pub(super) fn words(clues: &Clues, text: &str, today: Date) -> String {
    let mut out = String::new();
    if clues.is_empty() {
        let meant = meant(text);
        if let Some(question) = meant.question() {
            line(&mut out, question);
        }
        for host in &meant.hosts {
            line(&mut out, format_args!("perhaps    --host {host} ({})", host.name()));
            if let Some(release) = host.release {
                line(&mut out, format_args!("           {}", Row::of(release).sentence_on(meant.engine, today)));
            }
        }
        for image in &meant.images {
            let name = image.reference_text().unwrap_or_else(|| image.to_string());
            line(&mut out, format_args!("perhaps    --image {name}"));
            // An image gets updates as long as its release does.
            if let Versions::One(version) = image.versions
                && let Some(release) = release::images_of(version.build)
            {
                line(&mut out, format_args!("           {}", Row::of(release).sentence(today)));
            }
        }
        if !meant.is_empty() {
            return out;
        }
        if job::is_one(text) {
            line(&mut out, "file       a job or a script for Windows: wincompat fix --host HOST FILE");
            return out;
        }
        line(&mut out, "Nothing recognized. Looked for:");
        for looked_for in explain::LOOKED_FOR {
            line(&mut out, format_args!("  - {looked_for}"));
        }
        return out;
    }
    for host in &clues.hosts {
        let version = host.version.map_or_else(|| "version not given".to_owned(), |version| version.to_string());
        let name = host.name.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
        line(&mut out, format_args!("host       {version}{name}"));
    }
    for image in &clues.images {
        let linux = image.linux.then(|| "Linux only".to_owned());
        let parts = [image.reference.clone(), image.version.map(|version| version.to_string()), linux];
        line(&mut out, format_args!("image      {}", parts.into_iter().flatten().collect::<Vec<_>>().join("  ")));
        if let Some(caveat) = image.caveat {
            line(&mut out, format_args!("           {}", caveat.sentence()));
        }
    }
    if let Some(error) = &clues.error {
        line(&mut out, format_args!("error      {}", error.kind.slug()));
    }
    if let Some((container, _)) = &clues.container {
        line(&mut out, format_args!("container  {container}"));
    }
    if let Some((isolation, _)) = &clues.isolation {
        line(&mut out, format_args!("isolation  {isolation}"));
    }
    if let Some((engine, _)) = &clues.engine {
        line(&mut out, format_args!("engine     {}", engine.title()));
    }
    match clues.linux_nodes {
        0 => {}
        1 => line(&mut out, "left out   1 Linux node"),
        many => line(&mut out, format_args!("left out   {many} Linux nodes")),
    }
    out
}
