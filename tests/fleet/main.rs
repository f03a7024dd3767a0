//! Many nodes and many images: reading them, where they run, and moving the hosts.
#![cfg(not(target_arch = "wasm32"))]

mod cli;
mod described;
mod evidence;
mod grid;
mod laws;
mod link;
mod lists;
mod outputs;
mod plans;
mod reports;

use wincompat::fleet::{FleetReading, FleetText, Grid, Plan, Topic, image_title, plan};
use wincompat::{Catalogue, Date, Engine, Fleet, Release, rules::release};

/// The day all tests are run on.
const TODAY: Date = Date::new(2026, 8, 23);

/// The fleet of a text of which everything is understood.
#[track_caller]
fn fleet(text: &str) -> Fleet {
    let reading = Fleet::read_text(text);
    assert_eq!(reading.unread, [], "{text}");
    reading.fleet
}

#[track_caller]
fn kubernetes(text: &str) -> Fleet {
    Fleet { engine: Some(Engine::Kubernetes), ..fleet(text) }
}

fn about(about: Topic, text: &str) -> FleetReading {
    Fleet::read(&[FleetText { text, about }])
}

fn grid(fleet: &Fleet) -> Grid {
    Grid::new(fleet)
}

#[track_caller]
fn target(slug: &str) -> &'static Release {
    release::by_slug(slug).unwrap_or_else(|| panic!("{slug}"))
}

#[track_caller]
fn move_to(slug: &str, fleet: &Fleet) -> Plan {
    plan(fleet, target(slug), &Catalogue::builtin(), TODAY)
}

/// A fleet in a line: nodes, Linux nodes and images, in the order in which they were read.
fn say(reading: &FleetReading) -> String {
    let fleet = &reading.fleet;
    let times = |count: u32| if count == 1 { String::new() } else { format!("*{count}") };
    let mut parts = Vec::new();
    for node in &fleet.nodes {
        let name = node.name.as_ref().map(|name| format!("{name}=")).unwrap_or_default();
        let kind = if node.host.needs_kind() && node.host.version.revision.is_some() {
            format!("-{}", node.host.kind)
        } else {
            String::new()
        };
        parts.push(format!("{name}{}{kind}{}", node.host, times(node.count)));
    }
    if fleet.linux_nodes > 0 {
        parts.push(format!("linux{}", times(fleet.linux_nodes)));
    }
    for image in &fleet.images {
        let name = image.name.as_ref().map(|name| format!("{name}=")).unwrap_or_default();
        parts.push(format!("[{name}{}{}]", image_title(&image.image), times(image.count)));
    }
    if fleet.host_process > 0 {
        parts.push(format!("host-process{}", times(fleet.host_process)));
    }
    for unread in &reading.unread {
        let lines = if unread.lines == 1 { String::new() } else { format!("-{}", unread.line + unread.lines - 1) };
        parts.push(format!("?{}{lines}", unread.line));
    }
    if let Some(engine) = fleet.engine {
        parts.push(format!("on {engine}"));
    }
    parts.join(" ")
}

fn reads(text: &str) -> String {
    say(&Fleet::read_text(text))
}
