//! `wincompat matrix`: every host against every image.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Printed, json, line};
use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    matrix,
    release::{Kind, Release},
    rule::Rule,
    verdict::{Outcome, Support},
};

#[derive(Serialize)]
struct MatrixReport {
    rules_as_of: Date,
    hosts: Vec<&'static str>,
    images: Vec<&'static str>,
    cells: Vec<MatrixCellReport>,
}

#[derive(Serialize)]
struct MatrixCellReport {
    host: &'static str,
    kind: Kind,
    image: &'static str,
    outcome: Outcome,
    process: Support,
    hyperv: Support,
    reasons: Vec<Rule>,
}

/// `columns`: those of the console it is shown on.
pub(super) fn print(catalogue: &Catalogue, as_json: bool, columns: Option<usize>) -> Printed {
    let text = if as_json { json(&report(catalogue)) } else { tables(catalogue, columns) };
    Printed { text, status: 0 }
}

fn image_slug(release: &crate::rules::release::Release) -> &'static str {
    release.image_slug.unwrap_or(release.version)
}

fn report(catalogue: &Catalogue) -> MatrixReport {
    let cells = matrix::cells(catalogue).map(|cell| {
        let mut reasons: Vec<Rule> = cell.verdict.reasons().iter().map(|reason| reason.rule()).collect();
        reasons.dedup();
        MatrixCellReport {
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

/// The widths of the first column and of the others.
const HOST: usize = 30;
const IMAGE: usize = 11;

/// The whole matrix where there is room for it, else one table below the other with as many images as fit.
fn tables(catalogue: &Catalogue, columns: Option<usize>) -> String {
    let images: Vec<&Release> = matrix::images(catalogue).collect();
    let fit = columns.map_or(images.len(), |columns| columns.saturating_sub(HOST) / IMAGE).max(1);
    let mut out = String::new();
    for images in images.chunks(fit) {
        table(&mut out, catalogue, images);
        out.push('\n');
    }
    let as_of = crate::rules::catalogue::RULES_AS_OF;
    line(&mut out, "process: runs with process isolation. Hyper-V: only with Hyper-V isolation.");
    line(&mut out, format_args!("Rules as of {as_of}."));
    out
}

fn table(out: &mut String, catalogue: &Catalogue, images: &[&Release]) {
    let mut row = format!("{:<HOST$}", "host \\ image");
    for image in images {
        row.push_str(&format!("{:<IMAGE$}", image_slug(image)));
    }
    let mut host = "";
    for cell in matrix::cells(catalogue) {
        if cell.host.slug != host {
            line(out, row.trim_end());
            host = cell.host.slug;
            row = format!("{:<HOST$}", cell.host.name);
        }
        if images.iter().any(|image| image_slug(image) == image_slug(cell.image)) {
            let (symbol, word) = cell.verdict.cell();
            let _ = write!(row, "{symbol} {word:<width$}", width = IMAGE - 2);
        }
    }
    line(out, row.trim_end());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_console_gets_several_tables() {
        let catalogue = Catalogue::builtin();
        let whole = tables(&catalogue, None);
        assert_eq!(whole.matches("host \\ image").count(), 1);
        for columns in [40, 80, 120] {
            let narrow = tables(&catalogue, Some(columns));
            assert!(narrow.lines().all(|line| line.chars().count() <= columns.max(80)), "{columns}: {narrow}");
            let cells = |text: &str| text.matches("✔ process").count() + text.matches("◆ Hyper-V").count();
            assert_eq!(cells(&narrow), cells(&whole), "{columns}: {narrow}");
        }
    }
}
