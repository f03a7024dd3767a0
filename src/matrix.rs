//! Every host against every image.

use crate::{Catalogue, Host, Image, Question, Release, Verdict, judge};

/// The releases that are rows of the matrix: every host, servers first, newest first.
pub fn hosts(catalogue: &Catalogue) -> impl Iterator<Item = &'static Release> {
    catalogue.releases.iter()
}

/// The releases that are columns of the matrix: every release with images of its own, newest first.
pub fn images(catalogue: &Catalogue) -> impl Iterator<Item = &'static Release> {
    catalogue.releases.iter().filter(|release| release.has_images())
}

/// The question of one cell: releases only, without revisions.
pub fn question(host: &'static Release, image: &'static Release) -> Question {
    Question::new(Host::of(host), Image::of_release(image))
}

/// One cell.
pub struct Cell {
    /// The row.
    pub host: &'static Release,
    /// The column.
    pub image: &'static Release,
    /// The verdict for the pair.
    pub verdict: Verdict,
}

/// The whole matrix, row by row.
pub fn cells(catalogue: &Catalogue) -> impl Iterator<Item = Cell> {
    let catalogue = *catalogue;
    hosts(&catalogue).collect::<Vec<_>>().into_iter().flat_map(move |host| {
        let row: Vec<_> = images(&catalogue).collect();
        row.into_iter().filter_map(move |image| {
            let verdict = judge(&question(host, image))?;
            Some(Cell { host, image, verdict })
        })
    })
}
