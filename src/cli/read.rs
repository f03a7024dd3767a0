//! `wincompat read` and `wincompat explain`: what a paste says, and the verdict for it.

use serde::Serialize;

use super::check::{self, Report};
use super::{BadInput, Options, Printed, json, line, today};
use crate::clue::{self, Clues};
use crate::{Catalogue, Host, Image, Outcome, apply, judge};

/// The text of a file, or of standard input for `-`. Bytes that are not UTF-8 are read as UTF-16 where there is a byte order
/// mark (as PowerShell writes), else replaced.
pub(super) fn input(file: &str) -> Result<String, BadInput> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    let read = match file {
        "-" => std::io::stdin().read_to_end(&mut bytes).map(|_| ()),
        path => std::fs::read(path).map(|content| bytes = content),
    };
    read.map_err(|error| BadInput(format!("{file}: {error}")))?;
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

/// What a paste says.
pub(super) fn read(text: &str, as_json: bool) -> Printed {
    let clues = clue::read(text);
    Printed { text: if as_json { json(&clues) } else { words(&clues) }, status: 0 }
}

fn words(clues: &Clues) -> String {
    let mut out = String::new();
    if clues.is_empty() {
        line(&mut out, "Nothing recognised. Looked for:");
        for looked_for in clue::LOOKED_FOR {
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
    if clues.linux_nodes > 0 {
        line(&mut out, format_args!("left out   {} Linux nodes", clues.linux_nodes));
    }
    out
}

/// The object of `explain --json`: that of `check` for the first host and image, if there are both, and what was read.
#[derive(Serialize)]
struct Explained<'a> {
    #[serde(flatten)]
    report: Option<Report>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<Outcome>,
    clues: &'a Clues,
    explanation: Option<ExplanationReport>,
    missing: Option<Ask>,
    others: Vec<Other>,
}

#[derive(Serialize)]
struct ExplanationReport {
    title: &'static str,
    means: String,
    does_not_say: &'static str,
    likely_cause: Option<String>,
    source: &'static str,
}

#[derive(Serialize)]
struct Ask {
    sentence: String,
    command: &'static str,
}

/// A further pair of host and image in the same paste.
#[derive(Serialize)]
struct Other {
    host: String,
    image: String,
    outcome: Outcome,
}
