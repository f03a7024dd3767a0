//! Pieces that several views are made of.

mod copy;
mod dated;
mod disclosure;
mod headline;
mod jump;
mod legend;
mod place;
mod roving;
mod segments;
mod shape;
mod small_matrix;
mod snippet;
mod source;
mod step;
mod until;

pub(super) use copy::{Copy, faces};
pub(super) use dated::dated;
pub(super) use disclosure::Disclosure;
pub(super) use headline::headline;
pub(super) use jump::jump;
pub(super) use legend::legend;
pub(super) use place::place;
pub(super) use roving::{Roving, use_roving};
pub(super) use segments::{SegmentOption, as_pasted, chosen, engines, error, isolations, segments};
pub(super) use shape::{shape, tag};
pub(super) use small_matrix::small_matrix;
pub(super) use snippet::{block, breakable, command, snippet};
pub(super) use source::{external, source};
pub(super) use step::steps;
pub(super) use until::Until;
