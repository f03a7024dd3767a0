//! The answer to a pair, on one screen: headline, cause, what to do first with its command, then the facts.

use super::details::details;
use crate::cli::line;
use crate::remedy::advice::Context;
use crate::remedy::first::{FirstAction, first};
use crate::rules::age;
use crate::rules::notice::{self, image_word};
use crate::rules::notices;
use crate::rules::{headline, image::Image, verdict::Outcome};

/// More notes than these are for `--verbose`.
const NOTES: usize = 2;

/// The answer to a pair; with `verbose` all that is known of it.
pub(in crate::cli) fn text(context: &Context<'_>, verbose: bool) -> String {
    let mut out = String::new();
    match meant(context).filter(|_| !verbose) {
        Some(question) => line(&mut out, question),
        None => whole(&mut out, context, verbose),
    }
    out
}

/// A name that is nearly one of Microsoft’s: one line asks what is meant.
fn meant(context: &Context<'_>) -> Option<String> {
    let image = context.question.image.get()?;
    let unknown = context.verdict.outcome == Outcome::Unknown && image.no_such_tag().is_none();
    (unknown && !image.near_misses().is_empty()).then(|| {
        let name = image.reference_text().unwrap_or_default();
        format!("{} We don’t know “{name}”. {}", Outcome::Unknown.symbol(), notice::did_you_mean(image))
    })
}

fn whole(out: &mut String, context: &Context<'_>, verbose: bool) {
    let (question, verdict) = (context.question, context.verdict);
    line(out, format_args!("{} {}", verdict.outcome.symbol(), headline::own_line(question, verdict)));
    line(out, format_args!("  {}\n", headline::sentence(question, verdict)));
    let asks = question.image.get().is_some_and(Image::version_is_missing);
    for (at, step) in first(context).iter().enumerate() {
        to_do(out, step);
        if asks && at == 0 && step.line.is_some() {
            line(out, "           Then run check again with --image and the version that this prints,");
            line(out, "           or with --online, which asks the registry.");
        }
    }
    facts(out, context);
    if verbose {
        details(out, context);
        return;
    }
    let notes = notices::of(question, verdict, context.catalogue, context.today);
    for notice in notes.iter().take(NOTES) {
        let text = question.image.get().map(|image| notice.text(verdict, image)).unwrap_or_default();
        line(out, format_args!("  - {text}"));
    }
    let more = match notes.len().saturating_sub(NOTES) {
        0 => String::new(),
        1 => ", 1 more note".to_owned(),
        more => format!(", {more} more notes"),
    };
    line(out, format_args!("\nFor the reasons, their sources and all ways{more}, add --verbose."));
    if let Some(warning) = age::warning_beside(verdict, context.today) {
        line(out, warning);
    }
}

/// One thing to do, with what to copy for it.
fn to_do(out: &mut String, step: &FirstAction) {
    line(out, format_args!("{:<10} {}", step.label, step.title));
    for copied in step.line.iter().flat_map(|copied| copied.text.lines()) {
        line(out, format_args!("             {copied}"));
    }
    if let Some(note) = step.note {
        line(out, format_args!("             {note}"));
    }
}

/// What the answer rests on.
fn facts(out: &mut String, context: &Context<'_>) {
    let verdict = context.verdict;
    let image = verdict.image.map_or_else(|| "version not known".to_owned(), |version| version.to_string());
    let word = verdict.image.and_then(|version| image_word(version.build)).map(|word| format!(" ({word})"));
    line(out, format_args!("\nimage      {image}{}", word.unwrap_or_default()));
    line(out, format_args!("host       {} ({})", verdict.host.version, verdict.host.name()));
    let kinds = [("process", &verdict.process), ("Hyper-V", &verdict.hyperv)];
    for (name, finding) in kinds.into_iter().filter(|_| verdict.is_about_isolation()) {
        line(out, format_args!("{name:<10} {} {}", finding.support.symbol(), finding.support.title()));
    }
}
