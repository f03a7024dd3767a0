//! `wincompat matrix`: every host against every image.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Printed, json, line};
use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    matrix,
    release::Kind,
    rule::Rule,
    verdict::{Outcome, Support},
};

#[derive(Serialize)]
struct MatrixReport {
    rules_as_of: Date,
    hosts: Vec<&'static str>,
    images: Vec<&'static str>,
    cells: Vec<CellReport>,
}

#[derive(Serialize)]
struct CellReport {
    host: &'static str,
    kind: Kind,
    image: &'static str,
    outcome: Outcome,
    process: Support,
    hyperv: Support,
    reasons: Vec<Rule>,
}

pub(super) fn print(catalogue: &Catalogue, as_json: bool) -> Printed {
    let text = if as_json { json(&report(catalogue)) } else { table(catalogue) };
    Printed { text, status: 0 }
}

fn image_slug(release: &crate::rules::release::Release) -> &'static str {
    release.image_slug.unwrap_or(release.version)
}

fn report(catalogue: &Catalogue) -> MatrixReport {
    let cells = matrix::cells(catalogue).map(|cell| {
        let mut reasons: Vec<Rule> = cell.verdict.reasons().iter().map(|reason| reason.rule()).collect();
        reasons.dedup();
        CellReport {
            host: cell.host.slug,
            kind: cell.host.kind,
            image: image_slug(cell.image),
            outcome: cell.verdict.outcome,
            process: cell.verdict.process.support,
            hyperv: cell.verdict.hyperv.support,
            reasons,
        }
    });
    MatrixReport {
        rules_as_of: crate::rules::catalogue::RULES_AS_OF,
        hosts: matrix::hosts(catalogue).map(|release| release.slug).collect(),
        images: matrix::images(catalogue).map(image_slug).collect(),
        cells: cells.collect(),
    }
}

fn table(catalogue: &Catalogue) -> String {
    const WIDTH: usize = 11;
    let mut out = String::new();
    let mut heading = format!("{:<30}", "host \\ image");
    for image in matrix::images(catalogue) {
        heading.push_str(&format!("{:<WIDTH$}", image_slug(image)));
    }
    line(&mut out, heading.trim_end());
    let mut row = String::new();
    let mut host = "";
    for cell in matrix::cells(catalogue) {
        if cell.host.slug != host {
            if !row.is_empty() {
                line(&mut out, row.trim_end());
            }
            host = cell.host.slug;
            row = format!("{:<30}", cell.host.name);
        }
        let (symbol, word) = cell.verdict.cell();
        let _ = write!(row, "{} {:<width$}", symbol, word, width = WIDTH - 2);
    }
    line(&mut out, row.trim_end());
    line(
        &mut out,
        format_args!(
            "\nprocess: runs with process isolation. Hyper-V: only with Hyper-V isolation. Rules as of {}.",
            crate::rules::catalogue::RULES_AS_OF
        ),
    );
    out
}
