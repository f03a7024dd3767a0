//! What failed and what to do first, for a terminal.

use crate::cli::line;
use crate::diagnose::Diagnosis;
use crate::remedy::next::Answered;

/// What failed: cause and first command on top.
pub(super) fn failed(out: &mut String, answered: &Answered, verbose: bool) {
    let diagnosis = &answered.diagnosis;
    line(out, format_args!("{} {}", diagnosis.symbol(), diagnosis.title));
    line(out, format_args!("  {}", diagnosis.text));
    for note in &diagnosis.notes {
        line(out, format_args!("  {note}"));
    }
    if let Some(guesses) = diagnosis.ruled_out() {
        line(out, format_args!("  {guesses}"));
    }
    steps(out, answered, if verbose { usize::MAX } else { 4 });
    if !verbose {
        facts(out, diagnosis);
    }
}

/// What to do, and apart from it what to find out; another way to the same end is no further step.
fn steps(out: &mut String, answered: &Answered, most: usize) {
    let mut asked = None;
    let mut number = 0;
    for step in answered.next.iter().take(most) {
        let asks = answered.asks(step);
        if asked != Some(asks) {
            line(out, if asks { "\nTo be sure, run this and add its output to the text" } else { "\nDo this" });
        }
        asked = Some(asks);
        match step.alternative() {
            Some(other) => line(out, format_args!("  or {other}")),
            None if asks => line(out, format_args!("  {}", step.title)),
            None => {
                number += 1;
                line(out, format_args!("  {number}. {}", step.title));
            }
        }
        for command in step.command.iter().flat_map(|command| command.lines()) {
            line(out, format_args!("       {command}"));
        }
    }
}

/// What the answer rests on.
fn facts(out: &mut String, diagnosis: &Diagnosis) {
    line(out, format_args!("\nerror      {}", diagnosis.message()));
    if let Some(image) = &diagnosis.image {
        line(out, format_args!("image      {image}"));
    }
    if let Some(host) = &diagnosis.host {
        let version = host.version.map_or_else(|| "version not given".to_owned(), |version| version.to_string());
        let name = host.name.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
        line(out, format_args!("host       {version}{name}"));
    }
    if let Some(container) = &diagnosis.container {
        line(out, format_args!("container  {container}"));
    }
}
