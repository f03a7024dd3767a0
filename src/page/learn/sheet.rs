//! One page to print, which is also what the first view shows without scripts: what the error means, the table, rules, commands.

use yew::prelude::*;

use super::frame::{use_title, view};
use crate::page::browser;
use crate::page::parts::{Copy, command as words, legend, small_matrix, source};
use crate::remedy::next::blanks;
use crate::rules::{catalogue::Catalogue, date::Date, matrix};
use crate::teach::cheatsheet::{self, CommandLine, TypedIn};
use crate::teach::error_page::ERROR_PAGES;

const LEAD: &str = "What runs where, ten rules, ten commands: one page to print.";

/// The cheat sheet.
#[component]
pub fn SheetView() -> Html {
    use_title("Cheat sheet");
    // The short one below the first view has the same names for its parts.
    use_effect_with((), |()| browser::empty("short"));
    let body = html! {
        <>
            <p class="onward"><button type="button" class="tool" onclick={|_: MouseEvent| browser::print()}>{ "Print" }</button></p>
            <div id="sheet" class="sheet"><Sheet errors="?view=errors#" end="" today={browser::today()} /></div>
        </>
    };
    view("?view=sheet", "Cheat sheet", LEAD, body)
}

/// What the sheet needs.
#[derive(Clone, PartialEq, Properties)]
pub struct SheetProps {
    /// How links to errors begin: they lead to pages, or into a view.
    pub errors: &'static str,
    /// How they end.
    pub end: &'static str,
    /// The day: a release that has ended by then is not in the table.
    pub today: Date,
    /// Without the rules.
    #[prop_or_default]
    pub short: bool,
}

/// The sheet.
#[component]
pub fn Sheet(props: &SheetProps) -> Html {
    html! {
        <>
            if !props.short {
                { error([props.errors, props.end]) }
            }
            { table(props.today) }
            if !props.short {
                { rules() }
            }
            <section class="card block" aria-labelledby="sheet-commands">
                <h2 id="sheet-commands">{ "Commands" }</h2>
                <ul class="lines">
                    { for cheatsheet::COMMANDS.iter().map(offer) }
                    { for cheatsheet::pinned_base(&Catalogue::builtin()).map(|text| line(&text, cheatsheet::PINNED_BASE, TypedIn::Dockerfile)) }
                </ul>
            </section>
            // What one error means is for those who have it.
            if props.short {
                { error([props.errors, props.end]) }
            }
        </>
    }
}

fn error(links_of: [&'static str; 2]) -> Html {
    let [page, ..] = &ERROR_PAGES;
    html! {
        <section class="card block" aria-labelledby="sheet-error">
            <h2 id="sheet-error">{ "What 0xc0370101 means" }</h2>
            <p>{ page.entry.means }</p>
            <p>{ page.not_said() }</p>
            <ol class="ways-out">{ for page.fixes.iter().map(|fix| html! { <li key={*fix}>{ *fix }</li> }) }</ol>
            <p class="others">{ "More about " }{ links(links_of, None) }</p>
        </section>
    }
}

/// Links to every error but one, each by its name.
pub(super) fn links([before, after]: [&'static str; 2], but: Option<&str>) -> Html {
    let others = ERROR_PAGES.iter().filter(|page| Some(page.slug) != but);
    others
        .enumerate()
        .map(|(at, page)| {
            let href = [before, page.slug, after].concat();
            html! { <span key={page.slug}>{ if at == 0 { "" } else { " · " } }<a {href}>{ page.word() }</a></span> }
        })
        .collect()
}

fn table(today: Date) -> Html {
    let part = matrix::small(&Catalogue::releases_only(), today);
    html! {
        <section class="card block" aria-labelledby="sheet-table">
            <h2 id="sheet-table">{ "What runs where" }</h2>
            <div class="scroll">{ small_matrix(&part, today) }</div>
            { legend(&part, Html::default()) }
        </section>
    }
}

fn rules() -> Html {
    html! {
        <section class="card block" aria-labelledby="sheet-rules">
            <h2 id="sheet-rules">{ "Rules" }</h2>
            <ul class="rules">
                { for cheatsheet::RULES.iter().map(|(rule, line)| html! {
                    <li key={rule.id()}>{ *line }{ " " }{ source(rule.source(), Some(*rule)) }</li>
                }) }
            </ul>
        </section>
    }
}

/// Commands to copy, each with what it is for and where it is typed.
pub(super) fn commands(commands: &[CommandLine]) -> Html {
    html! { <ul class="lines">{ for commands.iter().map(offer) }</ul> }
}

fn offer(command: &CommandLine) -> Html {
    line(command.text, command.what, command.place)
}

fn line(text: &str, what: &'static str, place: TypedIn) -> Html {
    let text = text.to_owned();
    html! {
        <li key={text.clone()}>
            <div class="offer" data-block="">
                <code>{ for words(&text, &blanks(&text)) }</code><Copy text={text} label={what} />
                <small>{ what }{ ", " }{ place.title() }</small>
            </div>
        </li>
    }
}
