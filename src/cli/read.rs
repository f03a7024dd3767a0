//! `wincompat read`: what a paste says.

use clap::Args;

use super::{BadInput, Output, Printed, json, line};
use crate::diagnose::explain;
use crate::read::clue::{self, Clues};
use crate::read::words::meant;

#[derive(Args)]
pub(super) struct Read {
    /// A text in any form; standard input without one
    #[arg(value_name = "FILE|-", default_value = "-")]
    file: String,
    #[command(flatten)]
    output: Output,
}

impl Read {
    pub(super) fn print(&self) -> Result<Printed, BadInput> {
        let text = input(&self.file)?;
        let clues = clue::read(&text);
        let text = if self.output.json { json(&clues) } else { words(&clues, &text) };
        Ok(Printed { text, status: 0 })
    }
}

/// The text of a file, or of standard input for `-`. Bytes that are not UTF-8 are read as UTF-16 where there is a byte order
/// mark (as PowerShell writes), else replaced.
pub(super) fn input(file: &str) -> Result<String, BadInput> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    let read = match file {
        "-" => std::io::stdin().read_to_end(&mut bytes).map(|_| ()),
        path => std::fs::read(path).map(|content| bytes = content),
    };
    let name = if file == "-" { "standard input" } else { file };
    read.map_err(|error| BadInput(format!("{name}: {error}")))?;
    Ok(decode(&bytes))
}

fn decode(bytes: &[u8]) -> String {
    let utf16 = |from: fn([u8; 2]) -> u16| -> String {
        let units = bytes[2..].chunks_exact(2).map(|pair| from([pair[0], pair[1]]));
        char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes {
        [0xff, 0xfe, ..] => utf16(u16::from_le_bytes),
        [0xfe, 0xff, ..] => utf16(u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// What a paste says, for a terminal.
pub(super) fn words(clues: &Clues, text: &str) -> String {
    let mut out = String::new();
    if clues.is_empty() {
        let meant = meant(text);
        if let Some(question) = meant.question() {
            line(&mut out, question);
        }
        for host in &meant.hosts {
            line(&mut out, format_args!("perhaps    --host {host} ({})", host.name()));
        }
        for image in &meant.images {
            let name = image.reference_text().unwrap_or_else(|| image.to_string());
            line(&mut out, format_args!("perhaps    --image {name}"));
        }
        if !meant.is_empty() {
            return out;
        }
        line(&mut out, "Nothing recognised. Looked for:");
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
        let parts = [image.reference.clone(), image.version.map(|version| version.to_string())];
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
