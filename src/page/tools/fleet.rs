//! Many nodes and many images.

use std::rc::Rc;
use yew::prelude::*;

use super::desk::{AT_ONCE, Desk, DeskChange, REST, SOURCES, ShownFleet};
use super::grid::GridTable;
use super::print::{self, Make};
use super::{lists, print as tools};
use crate::fleet::link::decode;
use crate::fleet::words::counted;
use crate::fleet::{Unread, targets};
use crate::page::asked::{ReportFormat, door};
use crate::page::browser::{self, GivenFile};
use crate::page::handed;
use crate::page::missing::missing;
use crate::page::parts::{as_pasted, block, chosen, dated, engines, error, headline, segments, tag};
use crate::page::question::Picker;
use crate::rules::notice::Side;
use crate::rules::{
    catalogue::{Catalogue, RULES_AS_OF},
    question::{Bad, Choice, Engine},
    release,
};

/// The view of a fleet.
#[component]
pub fn FleetView() -> Html {
    let desk = use_reducer_eq(|| Desk {
        nodes: String::new(),
        images: String::new(),
        engine: Choice::Unset,
        hyperv: Choice::Unset,
        target: Choice::Unset,
        today: RULES_AS_OF,
        ready: false,
        changed: false,
        planner: None,
        missing: false,
    });
    let judged = use_state(|| Rc::new(ShownFleet::new(&desk)));
    let shown = (*judged).clone();
    let counts = use_state(|| [1u32, 1u32]);
    let select = use_node_ref();
    let dispatcher = desk.dispatcher();
    let opened = use_callback(dispatcher.clone(), |there, dispatcher| dispatcher.dispatch(DeskChange::Planner(there)));
    // What shows a plan comes once there is all that it takes.
    let act_with_plan =
        use_callback((dispatcher.clone(), opened.clone()), |change: DeskChange, (dispatcher, opened)| {
            let (dispatcher, tell) = (dispatcher.clone(), opened.clone());
            door().with_planner(move |opened| {
                dispatcher.dispatch(change);
                tell.emit(opened.is_ok());
            });
        });

    // The link has versions and no names: what was typed is left in memory.
    let typed = use_mut_ref(|| None);
    if let Some((query, _)) = &shown.link {
        *typed.borrow_mut() = Some((query.clone(), [desk.nodes.clone(), desk.images.clone()]));
    }
    use_effect_with((), {
        let (dispatcher, act_with_plan) = (dispatcher.clone(), act_with_plan.clone());
        move |()| {
            browser::set_title("Fleet · wincompat");
            let mut view = decode(&browser::query());
            // A link with other nodes is another fleet; one without any is the way back.
            let is_bare = view.lists().iter().all(String::is_empty);
            let left = handed::left_fleet().filter(|(of, _)| is_bare || browser::query().trim_start_matches('?') == of);
            if let Some((query, _)) = &left {
                view = decode(query);
            }
            let has_plan = view.target.get().is_some();
            let left = left.map(|(_, texts)| texts);
            let texts = handed::take().map(|nodes| [nodes, view.lists()[1].clone()]).or(left);
            let open = DeskChange::Open(Box::new(view), browser::today(), texts);
            if has_plan {
                act_with_plan.emit(open);
            } else {
                dispatcher.dispatch(open);
            }
            move || handed::leave_fleet(typed.take())
        }
    });
    // The box first, then what it means: typing never waits for a large fleet.
    use_effect_with(desk.clone(), move |desk| {
        let desk = desk.clone();
        let rest = if desk.nodes.len() + desk.images.len() > AT_ONCE { REST } else { 0 };
        let timer = browser::later(rest, move || judged.set(Rc::new(ShownFleet::new(&desk))));
        move || drop(timer.cancel())
    });
    use_effect_with(shown.clone(), |shown| {
        if let Some((query, _)) = &shown.link {
            browser::show_query(query, false);
        }
    });
    use_effect_with(shown.clone(), |shown| {
        if shown.link.is_some() && !shown.fleet.is_empty() {
            browser::announce(&shown.grid.summary(&shown.fleet));
        }
    });

    // A link may name a release that is not offered any more.
    let mut offered = targets(shown.fleet.engine, &Catalogue::releases_only(), desk.today);
    if let Some(chosen) = desk.target.get().filter(|chosen| !offered.contains(chosen)) {
        offered.push(chosen);
    }
    // The list changes with the engine, and a select doesn’t follow what is rendered.
    let chosen_target = (desk.target.get().map(|release| release.slug), offered.len(), select.clone());
    use_effect_with(chosen_target, |(slug, _, select)| browser::set_value(select, slug.unwrap_or_default()));

    // Beside the boxes it is more of the fleet: nodes and images are told apart by what they are.
    let dropped = {
        let dispatcher = dispatcher.clone();
        Callback::from(move |given: GivenFile| dispatcher.dispatch(DeskChange::Node(text_of(&given))))
    };
    print::use_drop(&dropped);
    let send = |make: fn(String) -> DeskChange| {
        let dispatcher = dispatcher.clone();
        Callback::from(move |text: String| dispatcher.dispatch(make(text)))
    };
    let act = {
        let dispatcher = dispatcher.clone();
        Callback::from(move |change| dispatcher.dispatch(change))
    };
    let ontarget =
        act_with_plan.reform(|event: Event| DeskChange::Target(release::by_slug(&browser::text(&event)).into()));
    let example = act_with_plan.reform(|_: MouseEvent| DeskChange::Example);
    let clear = act.reform(|_: MouseEvent| {
        browser::focus("nodes");
        DeskChange::Clear
    });
    let adder = |side: Side, at: usize, make: fn(String) -> DeskChange| {
        let oninput = {
            let counts = counts.clone();
            move |event: InputEvent| {
                let mut next = *counts;
                next[at] = browser::text(&event).parse().unwrap_or(1).clamp(1, 9_999);
                counts.set(next);
            }
        };
        let (dispatcher, count) = (dispatcher.clone(), counts[at]);
        let commit = Callback::from(move |text: String| {
            if !text.trim().is_empty() {
                let times = if count == 1 { String::new() } else { format!(" *{count}") };
                dispatcher.dispatch(make(format!("{}{times}", text.trim())));
            }
        });
        let id = if at == 0 { "node-count" } else { "image-count" };
        let hint = if at == 0 { "Adds a line with that many nodes." } else { "Adds the image, used that many times." };
        html! {
            <div class="adder">
                <Picker {side} text="" bad={None::<Bad>} {hint} today={desk.today} {commit} />
                <div class="count">
                    <label for={id}>{ "How many" }</label>
                    <input type="number" {id} name={id} min="1" max="9999" value={count.to_string()} {oninput} />
                </div>
            </div>
        }
    };
    let without = shown.fleet.engine.and_then(Engine::says_no_hyperv);
    let found = as_pasted(shown.fleet.engine.filter(|_| desk.engine.get().is_none()));
    let unread = |source: usize| {
        let of_box = |unread: &&Unread| unread.source == source && !unread.why.is_empty();
        let all: Vec<String> = shown.unread.iter().filter(of_box).map(|unread| unread.sentence(&[])).collect();
        let more = all.len().saturating_sub(5);
        html! {
            <ul class="unread" hidden={all.is_empty()} id={format!("{}-note", SOURCES[source].to_ascii_lowercase())}>
                { for all.iter().take(5).zip(0..).map(|(text, at)| html! { <li key={at}>{ text }</li> }) }
                if more > 0 { <li key="more">{ format!("and {more} more") }</li> }
            </ul>
        }
    };
    html! {
            <main data-ready={shown.ready.then_some("")} class="workshop">
                <section class="card inputs" aria-labelledby="ask-title">
                    <div class="title">
                        <h1 id="ask-title">{ "What runs where in a fleet, and what an upgrade takes" }</h1>
                        <div class="buttons">
                            <button type="button" class="tool" disabled={desk.nodes.is_empty() && desk.images.is_empty()} onclick={clear}>{ "Clear" }</button>
                        </div>
                    </div>
                    <fieldset class="plain" disabled={!desk.ready}>
                        <legend class="unseen">{ "The fleet" }</legend>
                        <div class="two">
                            <div class="ask-box">
                                { text_box("nodes", "Nodes", "kubectl get nodes -o wide, docker node inspect, or one on each line: ws2022 *3", &desk.nodes, send(DeskChange::Nodes)) }
                                { unread(0) }
                                { adder(Side::Host, 0, DeskChange::Node) }
                            </div>
                            <div class="ask-box">
                                { text_box("images", "Images", "manifests, kubectl get deployments -A -o wide, docker service ls, or one on each line: ltsc2019, registry/app:1-ltsc2022", &desk.images, send(DeskChange::Images)) }
                                { unread(1) }
                                { adder(Side::Image, 1, DeskChange::Image) }
                            </div>
                        </div>
                        <div class="row-of-fields">
                            { segments("engine", "Engine", engines(found), chosen(&desk.engine), &act.reform(|engine: Option<Engine>| DeskChange::Engine(engine.into()))) }
                            <div class="target" onpointerover={|_: PointerEvent| near()} onfocusin={|_: FocusEvent| near()}>
                                <label for="target">{ "Move hosts to" }</label>
                                <select id="target" name="target" ref={select} onchange={ontarget} aria-describedby="target-note" aria-invalid={desk.target.bad().map(|_| "true")}>
                                    <option value="">{ "No plan" }</option>
                                    { for offered.iter().map(|release| html! {
                                        <option key={release.slug} value={release.slug}>{ release.name }</option>
                                    }) }
                                </select>
                                { error("target", "target-note".to_owned(), desk.target.bad()) }
                            </div>
                            <div class="check">
                                <label>
                                    <input type="checkbox" name="hyperv" checked={desk.hyperv.get() != Some(&false) && without.is_none()}
                                        disabled={without.is_some()} aria-describedby="hyperv-note"
                                        onchange={act.reform(|event: Event| DeskChange::Hyperv(browser::is_checked(&event)))} />
                                    <span>{ without.unwrap_or_else(|| "Hyper-V isolation is available".to_owned()) }</span>
                                </label>
                                { error("hyperv", "hyperv-note".to_owned(), desk.hyperv.bad()) }
                            </div>
                        </div>
                        <p class="note">{ "Stays in your browser. It isn’t stored; the link carries versions and counts, no names." }</p>
                    </fieldset>
                </section>
                <section class="card result" id="answer" tabindex="-1" aria-label="Result">
                    if shown.fleet.is_empty() {
                        { empty(&desk, example) }
                    } else {
                        <Whole shown={shown.clone()} {opened} />
                    }
                </section>
            </main>
    }
}

/// A box for a list, into which a file can be dropped.
fn text_box(
    name: &'static str,
    title: &'static str,
    placeholder: &'static str,
    text: &str,
    set: Callback<String>,
) -> Html {
    let oninput = {
        let set = set.clone();
        move |event: InputEvent| set.emit(browser::text(&event))
    };
    let (file, label) = match name {
        "nodes" => ("nodes-file", "Open a file with nodes"),
        _ => ("images-file", "Open a file with images"),
    };
    let given = set.reform(|given: GivenFile| text_of(&given));
    let ondrop = {
        let given = given.clone();
        move |event: DragEvent| browser::dropped_file(&event, given.clone())
    };
    let picked = Callback::from(move |event: Event| browser::picked(&event, given.clone()));
    html! {
        <div class="text-box">
            <div class="title">
                <label for={name}>{ title }</label>
                { print::open(file, label, picked) }
            </div>
            <textarea id={name} {name} rows="7" wrap="off" spellcheck="false" autocomplete="off" autocapitalize="off" {placeholder}
                aria-describedby={format!("{name}-note")} value={text.to_owned()} {oninput} {ondrop} />
        </div>
    }
}

fn text_of(given: &GivenFile) -> String {
    tools::text(&given.bytes).replace("\r\n", "\n")
}

fn empty(desk: &Desk, example: Callback<MouseEvent>) -> Html {
    let nothing = !(desk.nodes.trim().is_empty() && desk.images.trim().is_empty());
    let title =
        if nothing { "We found no nodes and no images" } else { "What runs where, and what does an upgrade take?" };
    html! {
        <div key="empty">
            { headline("open", "?", title, html! {
                <p>{ "Paste what kubectl or docker prints about nodes and images. You get every image against every \
                     node, the selector for the nodes that can run it, the fewest base images, and a plan for the \
                     next release." }</p>
            }) }
            <div class="block"><button type="button" class="chip" onclick={example}>{ "Try an example fleet" }</button></div>
        </div>
    }
}

/// What the report needs.
#[derive(Clone, PartialEq, Properties)]
struct WholeProps {
    shown: Rc<ShownFleet>,
    /// Is told whether the door of the plan could be opened.
    opened: Callback<bool>,
}

/// Everything about the fleet. A component, so that it waits while somebody types.
#[component]
fn Whole(props: &WholeProps) -> Html {
    let WholeProps { shown, opened } = props;
    let grid = &shown.grid;
    let both = !grid.hosts.is_empty() && !grid.images.is_empty();
    let note = shown.link.as_ref().and_then(|(_, carried)| carried.note());
    let left = shown.fleet.left_behind();
    // A plan has these days itself.
    let urgent = grid.urgent(&shown.fleet, shown.today).filter(|_| shown.plan.is_none());
    let (supported, mut endings) = grid.supported(&shown.fleet, shown.today);
    if shown.plan.is_some() {
        endings.clear();
    }
    html! {
        <div key="result">
            <header class="block summary">
                <h2>{ "Fleet" }</h2>
                { exports(shown, opened) }
                <p class="prose" data-summary="">{ grid.summary(&shown.fleet) }</p>
                <p class="prose" data-urgent="" hidden={urgent.is_none()}>{ dated(&urgent.unwrap_or_default()) }</p>
                <ul class="tallies" hidden={!both}>
                    { for grid.tally().into_iter().map(|(runs, count)| html! {
                        <li key={runs.slug()}>{ tag(runs.symbol(), &counted(count, "image")) }<small>{ runs.title() }</small></li>
                    }) }
                </ul>
                <p class="remark" hidden={note.is_none()}>{ note.unwrap_or_default() }</p>
                <p class="remark" data-left="" hidden={left.is_none()}>{ left.unwrap_or_default() }</p>
                { for shown.grid.missing(&shown.fleet).into_iter().map(|ask| block(ask.title, ask.target.slug(), ask.command)) }
            </header>
            if both {
                <GridTable shown={shown.clone()} />
            }
            if let Some((plan, planner)) = shown.plan.as_ref().zip(shown.planner) {
                { (planner.show)(plan, &shown.fleet, shown.today) }
            }
            if shown.missing {
                <div class="block">{ missing("plans and reports", &again(opened)) }</div>
            }
            <div class="block" data-endings="" hidden={endings.is_empty()}>
                <h3>{ supported }</h3>
                <ul class="dots">{ for endings.iter().zip(0..).map(|(one, at)| html! { <li key={at}>{ dated(&one.sentence(shown.today)) }</li> }) }</ul>
            </div>
            if !grid.hosts.is_empty() {
                <div class="block" data-cover="">
                    <h3>{ shown.cover.title(shown.plan.is_some()) }</h3>
                    <p class="prose">{ shown.cover.text(grid, shown.today) }</p>
                </div>
            }
            if both {
                { lists::images(shown) }
            }
            { lists::hosts(shown) }
        </div>
    }
}

/// Whoever comes near is about to ask for what is behind the door of the plan.
fn near() {
    door().with_planner(drop);
}

/// Opens that door again.
fn again(opened: &Callback<bool>) -> Callback<()> {
    let opened = opened.clone();
    Callback::from(move |()| {
        let opened = opened.clone();
        door().with_planner(move |there| opened.emit(there.is_ok()));
    })
}

fn exports(shown: &Rc<ShownFleet>, opened: &Callback<bool>) -> Html {
    let report = |format: ReportFormat| -> Make {
        let (shown, opened) = (shown.clone(), opened.clone());
        Rc::new(move |then| {
            let (shown, opened) = (shown.clone(), opened.clone());
            door().with_planner(move |planner| match planner {
                Ok(planner) => then(shown.report(planner, format)),
                Err(_) => opened.emit(false),
            });
        })
    };
    let [markdown, csv] = [ReportFormat::Markdown, ReportFormat::Csv].map(report);
    html! {
        <div class="buttons" onpointerover={|_: PointerEvent| near()} onfocusin={|_: FocusEvent| near()}>
            { print::copy("Copy Markdown", &markdown) }
            { print::save("Save Markdown", "fleet.md".to_owned(), "text/markdown", &markdown) }
            { print::copy("Copy CSV", &csv) }
            { print::save("Save CSV", "fleet.csv".to_owned(), "text/csv", &csv) }
            { print::print() }
        </div>
    }
}
