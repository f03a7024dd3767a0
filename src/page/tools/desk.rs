//! A fleet as it is typed and pasted, and what there is to say about it.

use std::rc::Rc;
use yew::prelude::*;

use crate::fleet::Fleet;
use crate::fleet::link::{Carried, FleetState, encode};
use crate::fleet::{Cover, FleetReading, FleetText, Grid, Plan, Topic, Unread, cover};
use crate::page::asked::{Planner, ReportFormat, Reported, door};
use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    question::{Choice, Engine},
    release::{self, Release},
};

/// What the two boxes are called where a line in them is not understood.
pub(super) const SOURCES: [&str; 2] = ["Nodes", "Images"];

/// A fleet to start from.
const NODES: &str = "NAME           STATUS   ROLES    AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE                         KERNEL-VERSION      CONTAINER-RUNTIME
akssys000000   Ready    <none>   90d   v1.33.1   10.1.0.4      <none>        Ubuntu 22.04.5 LTS               5.15.0-1042-azure   containerd://1.7.27
akssys000001   Ready    <none>   90d   v1.33.1   10.1.0.5      <none>        Ubuntu 22.04.5 LTS               5.15.0-1042-azure   containerd://1.7.27
aksold000000   Ready    <none>   88d   v1.33.1   10.1.0.6      <none>        Windows Server 2019 Datacenter   10.0.17763.7314     containerd://1.7.27
aksold000001   Ready    <none>   88d   v1.33.1   10.1.0.7      <none>        Windows Server 2019 Datacenter   10.0.17763.7314     containerd://1.7.27
aksnew000000   Ready    <none>   12d   v1.33.1   10.1.0.8      <none>        Windows Server 2022 Datacenter   10.0.20348.3692     containerd://1.7.27
aksnew000001   Ready    <none>   12d   v1.33.1   10.1.0.9      <none>        Windows Server 2022 Datacenter   10.0.20348.3692     containerd://1.7.27
aksnew000002   Ready    <none>   12d   v1.33.1   10.1.0.10     <none>        Windows Server 2022 Datacenter   10.0.20348.3807     containerd://1.7.27
";
const IMAGES: &str = "mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2019 *6
mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022 *2
registry.example.com/shop/orders:3.2-nanoserver-ltsc2022 *4
registry.example.com/shop/legacy:1.9
nginx:1.27-alpine
";

/// What the view keeps.
#[derive(Clone, PartialEq)]
pub(super) struct Desk {
    pub(super) nodes: String,
    pub(super) images: String,
    pub(super) engine: Choice<Engine>,
    pub(super) hyperv: Choice<bool>,
    pub(super) target: Choice<&'static Release>,
    pub(super) today: Date,
    pub(super) ready: bool,
    /// Somebody changed something: until then the address stays as it was opened.
    pub(super) changed: bool,
    /// What is behind the door of the plan, once it is open.
    pub(super) planner: Option<&'static Planner>,
    /// That was asked for, and could not be loaded.
    pub(super) missing: bool,
}

pub(super) enum DeskChange {
    /// A link, with the texts that were typed for it, where they are at hand.
    Open(Box<FleetState>, Date, Option<[String; 2]>),
    Nodes(String),
    Images(String),
    /// Adds a line.
    Node(String),
    Image(String),
    Engine(Choice<Engine>),
    Hyperv(bool),
    Target(Choice<&'static Release>),
    Example,
    Clear,
    /// The door of the plan was opened, or could not be.
    Planner(bool),
}

impl Reducible for Desk {
    type Action = DeskChange;

    fn reduce(self: Rc<Self>, change: DeskChange) -> Rc<Self> {
        let mut desk = (*self).clone();
        desk.changed = match &change {
            DeskChange::Open(_, _, texts) => texts.is_some(),
            DeskChange::Planner(_) => desk.changed,
            _ => true,
        };
        desk.planner = (door().opened_planner)();
        desk.missing &= desk.planner.is_none();
        match change {
            DeskChange::Open(view, today, texts) => {
                let view = *view;
                [desk.nodes, desk.images] = texts.unwrap_or_else(|| view.lists());
                (desk.engine, desk.hyperv, desk.target) = (view.engine, view.hyperv, view.target);
                (desk.today, desk.ready) = (today, true);
            }
            DeskChange::Nodes(text) => desk.nodes = text,
            DeskChange::Images(text) => desk.images = text,
            DeskChange::Node(line) => add(&mut desk.nodes, &line),
            DeskChange::Image(line) => add(&mut desk.images, &line),
            DeskChange::Engine(engine) => desk.engine = engine,
            DeskChange::Hyperv(available) => desk.hyperv = if available { Choice::Unset } else { Choice::Set(false) },
            DeskChange::Target(target) => desk.target = target,
            DeskChange::Example => {
                (desk.nodes, desk.images) = (NODES.to_owned(), IMAGES.to_owned());
                desk.target = release::by_slug("ws2025").into();
            }
            DeskChange::Clear => {
                (desk.nodes, desk.images) = (String::new(), String::new());
                (desk.engine, desk.target) = (Choice::Unset, Choice::Unset);
            }
            DeskChange::Planner(there) => desk.missing = !there,
        }
        desk.into()
    }
}

/// A line of its own, whatever the list ends with.
fn add(list: &mut String, line: &str) {
    if !list.is_empty() && !list.ends_with('\n') {
        list.push('\n');
    }
    list.push_str(line);
    list.push('\n');
}

/// So much text is judged at once; more of it, once the typing rests.
pub(super) const AT_ONCE: usize = 8_000;

/// How long typing has rested by then, in milliseconds.
pub(super) const REST: u32 = 120;

/// The fleet and what there is to say about it.
pub struct ShownFleet {
    /// The fleet.
    pub fleet: Fleet,
    /// What was not understood.
    pub unread: Vec<Unread>,
    /// What runs where.
    pub grid: Grid,
    /// The fewest base images.
    pub cover: Cover,
    /// The plan, where a release to move to was chosen.
    pub plan: Option<Plan>,
    /// What is behind the door of the plan, once it is open.
    pub planner: Option<&'static Planner>,
    /// That was asked for, and could not be loaded.
    pub(super) missing: bool,
    /// Tags that do not exist, and what to write instead.
    pub tags: Vec<String>,
    /// Today.
    pub today: Date,
    /// The address has been read.
    pub(super) ready: bool,
    /// What belongs into the address, once something was changed, and how much of the fleet that is.
    pub(super) link: Option<(String, Carried)>,
}

impl PartialEq for ShownFleet {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self, other)
    }
}

impl ShownFleet {
    pub(super) fn new(desk: &Desk) -> Self {
        let catalogue = Catalogue::builtin();
        let source = |text, about| FleetText { text, about };
        let FleetReading { mut fleet, unread } =
            Fleet::read(&[source(&desk.nodes, Topic::Both), source(&desk.images, Topic::Images)]);
        fleet.engine = desk.engine.get().copied().or(fleet.engine);
        fleet.hyperv = desk.hyperv.get() != Some(&false);
        let both = desk.target.get().zip(desk.planner);
        let plan = both.map(|(target, planner)| (planner.plan)(&fleet, target, desk.today));
        let (tags, grid, cover) = (fleet.no_such_tags(), Grid::new(&fleet), cover(&fleet, &catalogue));
        let view = || FleetState { target: desk.target.clone(), ..FleetState::of(&fleet, None) };
        let link = desk.changed.then(|| encode(&view()));
        let Desk { planner, missing, today, ready, .. } = *desk;
        Self { unread, grid, cover, plan, planner, missing, tags, today, ready, link, fleet }
    }

    /// A report to hand on.
    pub(super) fn report(&self, planner: &Planner, format: ReportFormat) -> String {
        let Self { fleet, unread, plan, today, .. } = self;
        (planner.report)(format, &Reported { fleet, unread, sources: &SOURCES, plan: plan.as_ref(), today: *today })
    }
}
