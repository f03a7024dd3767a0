//! Every host against every image.

use std::rc::Rc;
use yew::prelude::*;

use super::frame::{heading, use_title};
use super::timeline::support;
use crate::page::browser;
use crate::page::parts::{
    Disclosure, SegmentOption, Until, engines, isolations, legend, segments, shape, source, use_roving,
};
use crate::rules::matrix::{self, Cell, MatrixFilter, MatrixPart};
use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    headline, link,
    question::Question,
    release::{Channel, Kind, Release},
};

const LEAD: &str = "Which container images each Windows host can run. Open a cell for the full answer.";

/// What is shown, once for every filter.
struct ShownMatrix {
    part: MatrixPart,
    today: Date,
    filter: MatrixFilter,
    /// The question that the address carries.
    question: Question,
    /// What the address asks to be filtered and nobody understands.
    unread: Vec<String>,
}

impl ShownMatrix {
    fn new(filter: MatrixFilter) -> Self {
        let today = browser::today();
        let part = matrix::part(&Catalogue::releases_only(), filter, today);
        let query = browser::query();
        Self { part, today, filter, question: link::decode(&query), unread: MatrixFilter::unread(&query) }
    }

    /// Whether a cell is the question that the reader came with.
    fn is_asked(&self, cell: &Cell) -> bool {
        let host = self.question.host.get().and_then(|host| host.release);
        let image =
            self.question.image.get().and_then(|image| image.version_on(&crate::rules::host::Host::of(cell.host)));
        host == Some(cell.host) && image.is_some_and(|image| image.build == cell.image.build)
    }

    fn cell(&self, at: usize) -> Option<&Cell> {
        self.part.cells().nth(at)
    }
}

/// The matrix with its filters.
#[component]
pub fn Matrix() -> Html {
    use_title("Matrix");
    let shown = use_state(|| Rc::new(ShownMatrix::new(MatrixFilter::decode(&browser::query()))));
    let pointed = use_state_eq(|| None::<usize>);

    let filter = shown.filter;
    let show = {
        let (shown, pointed) = (shown.clone(), pointed.clone());
        Callback::from(move |filter: MatrixFilter| {
            browser::show_query(&filter.replace(&browser::query()), false);
            pointed.set(None);
            let next = ShownMatrix::new(filter);
            browser::announce(&next.part.size());
            shown.set(Rc::new(next));
        })
    };
    let of_kind = show.reform(move |kind| MatrixFilter { kind, ..filter });
    let isolated = show.reform(move |isolation| MatrixFilter { isolation, ..filter });
    let started = show.reform(move |engine| MatrixFilter { engine, ..filter });
    let ended = show.reform(move |event: Event| MatrixFilter { ended: browser::is_checked(&event), ..filter });
    let with_hyperv =
        show.reform(move |event: Event| MatrixFilter { no_hyperv: !browser::is_checked(&event), ..filter });
    let point = use_callback((), {
        let pointed = pointed.clone();
        move |at: usize, ()| pointed.set(Some(at))
    });
    let cell = pointed.and_then(|at| shown.cell(at));
    let nothing = shown.part.bands.is_empty();
    let in_time = Callback::from({
        let shown = (*shown).clone();
        move |()| support(shown.filter, shown.today)
    });
    html! {
        <main class="school" id="answer" tabindex="-1" data-ready="">
            { heading("What runs where", LEAD) }
            <section class="card matrix" aria-label="Matrix">
                <div class="filters">
                    { segments("engine", "Engine", engines("Any"), (filter.engine, None), &started) }
                    { segments("isolation", "Isolation", isolations("Any"), (filter.isolation, None), &isolated) }
                    { segments("hosts", "Hosts", KINDS, (filter.kind, None), &of_kind) }
                    <div class="boxes">
                        <label class="inline" hidden={filter.engine.is_some_and(|engine| !engine.has_hyperv())}>
                            <input type="checkbox" name="hyperv" checked={!filter.no_hyperv} onchange={with_hyperv} />{ "Hyper-V available" }
                        </label>
                        <label class="inline">
                            <input type="checkbox" name="support" checked={filter.ended} onchange={ended} />{ "Include releases out of support" }
                        </label>
                    </div>
                </div>
                <p class="note error" hidden={shown.unread.is_empty()}>{ shown.unread.join(" ") }</p>
                <p class="note" hidden={!nothing}>{ "Kubernetes nodes run Windows Server: choose other hosts or another engine." }</p>
                if !nothing {
                    <MatrixTable shown={ByPointer((*shown).clone())} {point} />
                }
                <div class="told" id="told" tabindex="0" role="region" aria-label="The rule behind a cell">{ told(cell, &shown) }</div>
                { legend(&shown.part, others(shown.part.cells().any(|cell| shown.is_asked(cell)))) }
            </section>
            <section class="card" aria-label="Support">
                <Disclosure class="more" id="support" open={browser::query().contains("timeline")}
                    summary={html! { <h2>{ "How long each release gets updates" }</h2> }} body={in_time} />
            </section>
        </main>
    }
}

/// The kinds of hosts to choose from.
const KINDS: [SegmentOption<Option<Kind>>; 3] = [
    ("all", "All", None),
    ("server", "Servers", Some(Kind::Server)),
    ("client", "Windows 10 and 11", Some(Kind::Client)),
];

/// What is said about the cell that the pointer or the focus is on: always as high, so that nothing moves.
fn told(cell: Option<&Cell>, shown: &ShownMatrix) -> Html {
    let Some(cell) = cell else {
        return html! { <p class="remark">{ "Hover over a cell, or use the arrow keys, to see its rule here." }</p> };
    };
    let question = asks(cell, shown);
    let title = headline::title(&question).unwrap_or_default();
    html! {
        <div>
            <p data-tone={cell.verdict.outcome.slug()}>
                <b>{ title }{ ": " }</b>
                <span class="tag">{ shape(cell.verdict.outcome.symbol()) }{ cell.verdict.outcome.title() }</span>{ ". " }
                { headline::sentence(&question, &cell.verdict) }
            </p>
            <p class="remark">
                { for cell.verdict.rules().into_iter().map(|rule| html! {
                    <span key={rule.id()} class="ruling">{ rule.title() }{ " " }{ source(rule.source(), Some(rule)) }</span>
                }) }
                <span class="ruling">{ cell.basis() }</span>
            </p>
        </div>
    }
}

fn asks(cell: &Cell, shown: &ShownMatrix) -> Question {
    shown.filter.question(cell.host, cell.image)
}

/// What else there is in the table than the marks of its cells.
fn others(asks: bool) -> Html {
    html! {
        <>
            <li key="runtime"><b class="dot" aria-hidden="true">{ "•" }</b>{ " not in Microsoft’s table; based on what the runtimes do" }</li>
            if asks {
                <li key="asked"><span class="swatch asked" aria-hidden="true"></span>{ "framed: your question" }</li>
            }
        </>
    }
}

/// Equal only to itself: a filter makes a new one.
#[derive(Clone)]
struct ByPointer(Rc<ShownMatrix>);

impl PartialEq for ByPointer {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Clone, PartialEq, Properties)]
struct MatrixGridProps {
    shown: ByPointer,
    /// Takes the number of the cell that is pointed at.
    point: Callback<usize>,
}

/// The table. It is drawn anew for another filter, not for every cell that is pointed at.
#[component]
fn MatrixTable(props: &MatrixGridProps) -> Html {
    let shown = &props.shown.0;
    let part = &shown.part;
    let columns = part.images.len();
    let rows: usize = part.bands.iter().map(|band| band.rows.len()).sum();
    let roving = use_roving("cell", rows, columns);
    let point = {
        let point = props.point.clone();
        move |event: &Event| {
            if let Some(at) = browser::number(event, "data-cell") {
                point.emit(at);
            }
        }
    };
    let onmouseover = {
        let point = point.clone();
        move |event: MouseEvent| point(&event)
    };
    let onfocusin = move |event: FocusEvent| point(&event);
    let mut row = 0;
    let bodies: Vec<Html> = part
        .bands
        .iter()
        .map(|band| {
            let first = row;
            row += band.rows.len();
            html! {
                <tbody key={band.title}>
                    <tr class="band"><th scope="rowgroup" colspan={(columns + 1).to_string()}><span class="stay">{ band.title }</span></th></tr>
                    { for band.rows.iter().zip(first..).map(|((host, cells), row)| html! {
                        <tr key={host.slug}>
                            <th scope="row">{ matrix::short_name(host) }<Until release={*host} day={shown.today} engine={shown.filter.engine} small={true} /></th>
                            { for cells.iter().zip(0..).map(|(cell, column)| shown_cell(shown, cell, (row, column), columns, roving.at)) }
                        </tr>
                    }) }
                </tbody>
            }
        })
        .collect();
    html! {
        <div class="frame grid" onkeydown={roving.onkeydown} {onmouseover} {onfocusin}>
            <table>
                <caption class="unseen">{ "Arrow keys move from cell to cell." }</caption>
                <thead>
                    <tr>
                        <td class="corner"><span class="axis">{ "image" }</span><span class="axis">{ "host" }</span></td>
                        { for part.images.iter().map(|image| column(image)) }
                    </tr>
                </thead>
                { for bodies }
            </table>
        </div>
    }
}

fn column(image: &Release) -> Html {
    let class = (image.channel == Channel::Ltsc).then_some("ltsc");
    html! { <th key={image.slug} scope="col" {class}>{ image.tag_word() }<small>{ image.build }</small></th> }
}

fn shown_cell(shown: &ShownMatrix, cell: &Cell, at: (usize, usize), columns: usize, tab_stop: (usize, usize)) -> Html {
    let (symbol, word) = cell.verdict.cell();
    let asked = shown.is_asked(cell);
    let dot = (!cell.is_documented()).then(|| html! { <b class="dot" aria-hidden="true">{ "•" }</b> });
    html! {
        <td key={cell.image.slug} class={asked.then_some("asked")} data-tone={cell.verdict.outcome.slug()} data-cell={(at.0 * columns + at.1).to_string()}>
            <a href={format!("?{}", link::encode(&asks(cell, shown)))} id={format!("cell-{}-{}", at.0, at.1)}
                tabindex={if at == tab_stop { "0" } else { "-1" }} aria-current={asked.then_some("true")} aria-describedby="told">
                { shape(symbol) }<span>{ word }</span>{ for dot }
            </a>
        </td>
    }
}
