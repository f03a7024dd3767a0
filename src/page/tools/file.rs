//! A Dockerfile, compose file or manifest in, the same with the smallest edit that makes it run out.

mod result;

use std::rc::Rc;
use yew::prelude::*;

use super::print;
use crate::page::browser::{self, GivenFile};
use crate::page::handed;
use crate::page::parts::{chosen, engines, error, headline, isolations, segments};
use crate::page::question::Picker;
use crate::read::encoding::is_binary;
use crate::remedy::fix::link::{FileState, decode, encode};
use crate::remedy::fix::{FileKind, FixError, FixTarget, Fixed, fix};
use crate::rules::notice::Side;
use crate::rules::{
    catalogue::{Catalogue, RULES_AS_OF},
    date::Date,
    host::Host,
    question::{Bad, Choice, Engine, Isolation},
    release,
};

/// Files to start from.
const EXAMPLES: [(FileKind, &str); 3] = [
    (
        FileKind::Dockerfile,
        "# escape=`\nARG CORE=ltsc2019\nFROM mcr.microsoft.com/dotnet/framework/sdk:4.8-windowsservercore-ltsc2019 AS build\nWORKDIR C:\\src\nCOPY . .\nRUN msbuild shop.sln /p:Configuration=Release\n\nFROM mcr.microsoft.com/windows/servercore:${CORE}\nCOPY --from=build C:\\src\\out C:\\app\nENTRYPOINT [\"C:\\\\app\\\\shop.exe\"]\n",
    ),
    (
        FileKind::Compose,
        "services:\n  web:\n    image: mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019  # the site\n    ports:\n      - \"8080:80\"\n  worker:\n    image: \"registry.example.com/jobs/worker:2.4-ltsc2019\"\n    depends_on: [web]\n",
    ),
    (
        FileKind::Kubernetes,
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ledger\nspec:\n  selector:\n    matchLabels: {app: ledger}\n  template:\n    metadata:\n      labels: {app: ledger}\n    spec:\n      nodeSelector:\n        kubernetes.io/os: windows\n      containers:\n      - name: api\n        image: mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-1809\n",
    ),
];

/// What the view keeps.
#[derive(Clone, PartialEq)]
struct Bench {
    view: FileState,
    /// The file, byte for byte.
    text: String,
    name: Option<String>,
    /// The name of a file that was given last and holds no text.
    binary: Option<String>,
    today: Date,
    ready: bool,
    changed: bool,
}

enum FileChange {
    Open(FileState, Date),
    /// Typed or pasted.
    Text(String),
    File(String, String),
    Add(String),
    Remove(usize),
    Engine(Choice<Engine>),
    Isolation(Choice<Isolation>),
    Hyperv(bool),
    Example(usize),
}

impl Reducible for Bench {
    type Action = FileChange;

    fn reduce(self: Rc<Self>, change: FileChange) -> Rc<Self> {
        let mut bench = (*self).clone();
        bench.changed = !matches!(change, FileChange::Open(..));
        if matches!(change, FileChange::Text(_) | FileChange::File(..) | FileChange::Example(_)) {
            bench.binary = None;
        }
        match change {
            FileChange::Open(view, today) => (bench.view, bench.today, bench.ready) = (view, today, true),
            // A box knows one kind of line end only: those of the file come back.
            FileChange::Text(text) if bench.text.contains("\r\n") && !text.is_empty() => {
                bench.text = text.replace("\r\n", "\n").replace('\n', "\r\n");
            }
            FileChange::Text(text) => {
                if text.is_empty() {
                    bench.name = None;
                }
                bench.text = text;
            }
            FileChange::File(name, text) if is_binary(&text) => bench.binary = Some(name),
            FileChange::File(name, text) => (bench.name, bench.text) = (Some(name), text),
            FileChange::Add(text) => bench.view.add(&text),
            FileChange::Remove(at) => {
                if at < bench.view.hosts.len() {
                    bench.view.hosts.remove(at);
                }
            }
            FileChange::Engine(engine) => bench.view.engine = engine,
            FileChange::Isolation(isolation) => bench.view.isolation = isolation,
            FileChange::Hyperv(available) => {
                bench.view.hyperv = if available { Choice::Unset } else { Choice::Set(false) }
            }
            FileChange::Example(at) => {
                if let Some((_, text)) = EXAMPLES.get(at) {
                    (bench.text, bench.name) = ((*text).to_owned(), None);
                }
                if bench.view.known().is_empty() {
                    bench.view.add("ws2022");
                }
            }
        }
        bench.into()
    }
}

/// What there is to show.
#[derive(PartialEq)]
enum Done {
    Empty,
    NoHost,
    /// The file with this name holds no text.
    Binary(String),
    Refused(FixError),
    Fixed(Rc<Fixed>),
}

impl Done {
    fn new(bench: &Bench) -> Self {
        let hosts = bench.view.known();
        if let Some(name) = &bench.binary {
            return Self::Binary(name.clone());
        }
        match () {
            () if bench.text.trim().is_empty() => return Self::Empty,
            () if hosts.is_empty() => return Self::NoHost,
            () => {}
        }
        let target = FixTarget {
            hosts: &hosts,
            engine: bench.view.engine.get().copied(),
            isolation: bench.view.isolation.get().copied(),
            hyperv: bench.view.hyperv.get() != Some(&false),
            today: bench.today,
            catalogue: &Catalogue::builtin(),
        };
        match fix(&bench.text, &target) {
            Ok(fixed) => Self::Fixed(Rc::new(fixed)),
            Err(error) => Self::Refused(error),
        }
    }
}

/// The view of one file.
#[component]
pub fn FixFile() -> Html {
    let bench = use_reducer_eq(|| Bench {
        view: FileState::default(),
        text: String::new(),
        name: None,
        binary: None,
        today: RULES_AS_OF,
        ready: false,
        changed: false,
    });
    let done = use_memo(bench.clone(), |bench| Done::new(bench));
    let dispatcher = bench.dispatcher();

    let shown = use_mut_ref(|| (None, String::new()));
    *shown.borrow_mut() = (bench.name.clone(), bench.text.clone());
    use_effect_with((), {
        let dispatcher = dispatcher.clone();
        move |()| {
            browser::set_title("Fix a file · wincompat");
            dispatcher.dispatch(FileChange::Open(decode(&browser::query()), browser::today()));
            match (handed::take(), handed::left_file()) {
                (Some(text), _) => dispatcher.dispatch(FileChange::Text(text)),
                (None, Some((Some(name), text))) => dispatcher.dispatch(FileChange::File(name, text)),
                (None, Some((None, text))) => dispatcher.dispatch(FileChange::Text(text)),
                (None, None) => {}
            }
            move || handed::leave_file(shown.take())
        }
    });
    use_effect_with((bench.view.clone(), bench.changed), |(view, changed)| {
        if *changed {
            browser::show_query(&encode(view), false);
        }
    });
    // A host that was just picked has its answer in sight.
    use_effect_with((bench.view.hosts.len(), bench.changed), |(hosts, changed)| {
        if *hosts > 0 && *changed {
            browser::bring_into_sight("answer");
        }
    });
    use_effect_with(done.clone(), |done| match &**done {
        Done::Fixed(fixed) => browser::announce(&fixed.summary()),
        Done::Refused(error) => browser::announce(&error.to_string()),
        Done::Binary(name) => browser::announce(&no_text(name)),
        _ => {}
    });

    let act = Callback::from(move |change| dispatcher.dispatch(change));
    let oninput = act.reform(|event: InputEvent| FileChange::Text(browser::text(&event)));
    let given = act.reform(|given: GivenFile| FileChange::File(given.name, print::text(&given.bytes)));
    print::use_drop(&given);
    let picked = Callback::from(move |event: Event| browser::picked(&event, given.clone()));
    let commit = act.reform(FileChange::Add);
    let view = &bench.view;
    // A manifest is always for Kubernetes, which has process isolation alone.
    let manifest = matches!(&*done, Done::Fixed(fixed) if fixed.kind == FileKind::Kubernetes);
    let (engine, bad_engine) = chosen(&view.engine);
    let engine = (engine.or(manifest.then_some(Engine::Kubernetes)), bad_engine);
    let bad = view.hosts.iter().find_map(Choice::bad).cloned();
    html! {
            <main data-ready={bench.ready.then_some("")} class="workshop">
                <div class="desk bench">
                    <section class="card inputs" aria-labelledby="ask-title">
                        <div class="title"><h1 id="ask-title">{ "Fix a file for a Windows host" }</h1></div>
                        <fieldset class="plain" disabled={!bench.ready}>
                            <legend class="unseen">{ "The file and its target" }</legend>
                            <div class="text-box">
                                <div class="title"><label for="file">{ "File" }</label>{ print::open("open-file", "Open a file", picked) }</div>
                                <textarea id="file" name="file" rows="14" wrap="off" spellcheck="false" autocomplete="off" autocapitalize="off"
                                    aria-describedby="file-note" placeholder="Paste or drop a Dockerfile, a compose file, a Kubernetes manifest, Helm values or a GitHub workflow"
                                    value={bench.text.replace("\r\n", "\n")} {oninput} />
                                <p class="note" id="file-note">{ "Your file stays in your browser. The link carries the hosts, and nothing of the file." }</p>
                            </div>
                            <Picker side={Side::Host} text={bad.as_ref().map(|bad| bad.text.clone()).unwrap_or_default()} {bad}
                                hint="Add one or several. The file has to run on each." today={bench.today} {commit} />
                            <ul class="chips chosen" aria-label="Hosts" hidden={view.hosts.is_empty()}>
                                { for view.hosts.iter().enumerate().map(|(at, host)| added(at, host, &act)) }
                            </ul>
                            { segments("engine", "Engine", engines("Any"), engine, &act.reform(|engine: Option<Engine>| FileChange::Engine(engine.into()))) }
                            <div hidden={manifest}>
                                { segments("isolation", "Isolation", isolations("Default"), chosen(&view.isolation), &act.reform(|isolation: Option<Isolation>| FileChange::Isolation(isolation.into()))) }
                            </div>
                            <div class="check" hidden={manifest}>
                                <label>
                                    <input type="checkbox" name="hyperv" checked={view.hyperv.get() != Some(&false)} aria-describedby="hyperv-note"
                                        onchange={act.reform(|event: Event| FileChange::Hyperv(browser::is_checked(&event)))} />
                                    <span>{ "Hyper-V isolation is available" }</span>
                                </label>
                                { error("hyperv", "hyperv-note".to_owned(), view.hyperv.bad()) }
                            </div>
                        </fieldset>
                    </section>
                    <section class="card result" id="answer" tabindex="-1" aria-label="Result">
                        { match &*done {
                            Done::Empty => empty(&act),
                            Done::NoHost => no_host(&act),
                            Done::Binary(name) => binary(name),
                            Done::Refused(error) => result::refused(&bench, error),
                            Done::Fixed(fixed) => result::fixed_file(&bench, fixed),
                        } }
                    </section>
                </div>
            </main>
    }
}

/// Hosts that are offered first.
const SERVERS: [&str; 3] = ["ws2025", "ws2022", "ws2019"];

fn name(host: &Host) -> String {
    match host.version.revision {
        Some(_) => format!("{} {}", host.name(), host.version),
        None => host.name(),
    }
}

fn added(at: usize, host: &Choice<Host>, act: &Callback<FileChange>) -> Html {
    let onclick = act.reform(move |_: MouseEvent| {
        browser::focus("host");
        FileChange::Remove(at)
    });
    let name = match host {
        Choice::Set(host) => name(host),
        other => other.bad().map(|bad: &Bad| bad.text.clone()).unwrap_or_default(),
    };
    html! {
        <li key={name.clone()}>
            <button type="button" class="chip" {onclick} aria-label={format!("Remove {name}")}>
                { &name }<span aria-hidden="true">{ " ×" }</span>
            </button>
        </li>
    }
}

fn empty(act: &Callback<FileChange>) -> Html {
    html! {
        <div key="empty">
            { headline("open", "?", "Which file has to run?", html! {
                <p>{ "Paste or drop it, and pick a host. You get it back with the smallest edit that makes it run \
                     there: tags, selectors and isolation change; everything else stays byte for byte." }</p>
            }) }
            <div class="block">
                <h3>{ "For example" }</h3>
                <ul class="chips">
                    { for EXAMPLES.iter().enumerate().map(|(at, (kind, _))| html! {
                        <li key={at}><button type="button" class="chip" onclick={act.reform(move |_: MouseEvent| FileChange::Example(at))}>{ kind.title() }</button></li>
                    }) }
                </ul>
            </div>
        </div>
    }
}

fn no_text(name: &str) -> String {
    format!("“{name}” isn’t a text file.")
}

/// Says that a picture or an archive isn’t taken.
fn binary(name: &str) -> Html {
    html! {
        <div key="binary" data-refused="">
            { headline("none", "✖", &no_text(name), html! {
                <p>{ "It wasn’t opened. Drop a Dockerfile, a compose file, a manifest, Helm values, a workflow or a script." }</p>
            }) }
        </div>
    }
}

fn no_host(act: &Callback<FileChange>) -> Html {
    html! {
        <div key="no-host">
            { headline("open", "?", "Which host?", html! { <p>{ "Pick the host it has to run on." }</p> }) }
            <div class="block">
                <ul class="chips">
                    { for SERVERS.iter().filter_map(|slug| release::by_slug(slug)).map(|release| html! {
                        <li key={release.slug}><button type="button" class="chip" onclick={act.reform(|_: MouseEvent| FileChange::Add(release.slug.to_owned()))}>{ release.name }</button></li>
                    }) }
                </ul>
            </div>
        </div>
    }
}
