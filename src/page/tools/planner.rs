//! What is behind the door of a fleet's plan: the plan for a release, and reports to hand on.

use yew::prelude::*;

use super::fleet::FleetView;
use super::plan::plan as shown;
use crate::fleet::{Report, plan};
use crate::page::asked::{Planner, ReportFormat};
use crate::rules::catalogue::Catalogue;

/// What is made of a fleet once somebody asks for it.
pub static PLANNER: Planner = Planner {
    fleet: || html! { <FleetView /> },
    plan: |fleet, target, today| plan(fleet, target, &Catalogue::builtin(), today),
    show: shown,
    report: |format, of| {
        let report = Report::new(of.fleet, (of.unread, of.sources), of.plan, &Catalogue::builtin(), of.today);
        match format {
            ReportFormat::Markdown => report.markdown(),
            ReportFormat::Csv => report.csv(),
        }
    },
};
