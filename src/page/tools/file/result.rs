//! What became of a file: the diff, the changes with their reasons, and what is left to decide.

use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

use super::super::print::{self, Make};
use super::{Bench, name};
use crate::page::browser;
use crate::page::parts::{Copy, headline, source, tag};
use crate::remedy::fix::diff::{self, DiffSide};
use crate::remedy::fix::link::FileState;
use crate::remedy::fix::{Edit, FixError, Fixed, Note};

pub(super) fn refused(bench: &Bench, error: &FixError) -> Html {
    let line = bench.text.lines().nth(error.line.saturating_sub(1)).unwrap_or_default();
    html! {
        <div key="refused" data-refused="">
            { headline("none", "✖", "This file can’t be read", html! { <p>{ error.to_string() }</p> }) }
            <div class="block" hidden={line.trim().is_empty()}>
                <pre class="diff"><code><span class="line" data-n={error.line.to_string()}>{ line.to_owned() }</span></code></pre>
                <p class="remark">{ "Nothing was changed." }</p>
            </div>
        </div>
    }
}

pub(super) fn fixed_file(bench: &Bench, fixed: &Rc<Fixed>) -> Html {
    let certain = fixed.edits.iter().all(|edit| edit.certain);
    let (tone, symbol) = match (fixed.is_complete() && !fixed.has_linux_beside(), certain) {
        (false, _) | (true, false) => ("depends", "▲"),
        (true, true) if fixed.edits.is_empty() && !fixed.notes.is_empty() => ("open", "?"),
        (true, true) => ("process", "✔"),
    };
    let name = bench.name.clone().unwrap_or_else(|| fixed.kind.file_name().to_owned());
    let whole: Make = {
        let fixed = fixed.clone();
        print::at_once(move || fixed.text.clone())
    };
    let unified: Make = {
        let (fixed, original, name) = (fixed.clone(), bench.text.clone(), name.clone());
        print::at_once(move || diff::unified(&original, &fixed, &name))
    };
    let changed = !fixed.edits.is_empty();
    html! {
        <div key="fixed" data-fixed={if fixed.is_complete() { "complete" } else { "open" }} data-kind={format!("{:?}", fixed.kind).to_ascii_lowercase()}>
            { headline(tone, symbol, &fixed.summary(), html! {
                <p>{ "Read as a " }{ fixed.kind.title() }{ ", for " }{ hosts(&bench.view) }{ ". " }{ edits_in_words(fixed) }</p>
            }) }
            <div class="block" data-block="">
                <div class="title">
                    <h3>{ &name }</h3>
                    <div class="buttons" hidden={!changed}>
                        { print::copy("Copy fixed file", &whole) }
                        { print::copy("Copy diff", &unified) }
                        { print::save("Download", name.clone(), print::type_of(&name), &whole) }
                        { print::print() }
                    </div>
                </div>
                if changed {
                    { difference(&bench.text, fixed) }
                }
            </div>
            { notes(fixed, true) }
            <div class="block" hidden={!changed}>
                <h3>{ "What changes, and why" }</h3>
                <ol class="edits">{ for reasons(fixed).into_iter().take(MOST_CHANGES).map(|edits| edit(bench, &edits)) }</ol>
                { more(reasons(fixed).len(), MOST_CHANGES, "changes") }
            </div>
            { notes(fixed, false) }
        </div>
    }
}

/// What the file is fixed for; on paper nothing else says so.
fn hosts(view: &FileState) -> String {
    let names: Vec<String> = view.known().iter().map(name).collect();
    crate::fleet::words::listed_shortly(&names, 5)
}

/// So many changes are listed: a page with more grows slow faster than it grows.
const MOST_CHANGES: usize = 200;

/// So many places of one change are shown.
const MOST_PIECES: usize = 12;

/// So many lines of a diff are shown.
const MOST_LINES: usize = 1_000;

/// How many of them are not shown, and where they are.
fn more(all: usize, shown: usize, what: &str) -> Html {
    let left = all.saturating_sub(shown);
    html! { <p class="remark" hidden={left == 0}>{ format!("{left} more {what} aren’t shown here. The copied and the downloaded file have them all.") }</p> }
}

fn edits_in_words(fixed: &Fixed) -> String {
    let edits = edits(fixed);
    let suggestions = edits.iter().filter(|edits| edits.iter().any(|edit| !edit.certain)).count();
    let changes = crate::fleet::words::counted(u32::try_from(edits.len()).unwrap_or(u32::MAX), "change");
    match suggestions {
        0 => format!("{changes}."),
        all if all == edits.len() => format!("{changes} to check."),
        some => format!("{changes}, {some} of them to check."),
    }
}

/// Notes under a heading: those that somebody has to decide, or the others.
fn notes(fixed: &Fixed, open: bool) -> Html {
    let wanted: Vec<&Note> = fixed.notes.iter().filter(|note| note.open == open).collect();
    html! {
        <div class="block" hidden={wanted.is_empty()}>
            <h3>{ if open { "Left to decide" } else { "Also worth knowing" } }</h3>
            <ul class="edits">
                { for same(&wanted, |note| (&note.text, &note.command)).into_iter().zip(0..).map(|(notes, at)| note(&notes, at)) }
            </ul>
        </div>
    }
}

fn note(notes: &[&Note], at: usize) -> Html {
    let Some(first) = notes.first() else { return html! { <li key={at}></li> } };
    html! {
        <li key={at} data-open={first.open.then_some("")}>
            { places(notes.iter().map(|note| note.line)) }
            if first.open { { tag("▲", "by hand") } }
            <p>{ &first.text }</p>
            if !first.command.is_empty() {
                <div class="offer" data-block=""><code>{ &first.command }</code><Copy text={first.command.clone()} label="the command" /></div>
            }
        </li>
    }
}

/// Items with the same words together, in the order of the first of each.
fn same<'a, T, K: Ord>(items: &[&'a T], words: impl Fn(&'a T) -> K) -> Vec<Vec<&'a T>> {
    let mut groups: Vec<Vec<&T>> = Vec::new();
    let mut places: BTreeMap<K, usize> = BTreeMap::new();
    for item in items {
        let at = *places.entry(words(item)).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(item),
            None => groups.push(vec![item]),
        }
    }
    groups
}

/// So many lines of one reason lead to their place.
const MOST_PLACES: usize = 12;

/// `line 5`, `lines 5, 14`: each leads to its place in the file.
fn places(lines: impl Iterator<Item = usize>) -> Html {
    let mut lines: Vec<usize> = lines.collect();
    lines.dedup();
    let more = lines.len().saturating_sub(MOST_PLACES);
    html! {
        <span class="where">
            { if lines.len() == 1 { "line " } else { "lines " } }
            { for lines.iter().take(MOST_PLACES).enumerate().map(|(at, line)| {
                let line = *line;
                html! {
                    <key={at}>
                        { if at == 0 { "" } else { ", " } }
                        <button type="button" class="link" aria-label={format!("Line {line} in the file")} onclick={move |_: MouseEvent| browser::select_line("file", line)}>{ line }</button>
                    </>
                }
            }) }
            if more > 0 { { format!(" and {more} more") } }
        </span>
    }
}

/// The edits; those that follow each other for one reason on one line are one change.
fn edits(fixed: &Fixed) -> Vec<&[Edit]> {
    fixed.edits.chunk_by(|a, b| a.why == b.why && a.line == b.line).collect()
}

/// The same, with all that change for one reason together.
fn reasons(fixed: &Fixed) -> Vec<Vec<&Edit>> {
    same(&fixed.edits.iter().collect::<Vec<_>>(), |edit| (&edit.why, edit.certain))
}

fn edit(bench: &Bench, edits: &[&Edit]) -> Html {
    let Some(first) = edits.first() else { return html! { <li></li> } };
    let written = |edit: &&Edit| {
        let old = bench.text.get(edit.span.clone()).unwrap_or_default();
        (short(old), short(&edit.replacement))
    };
    // The diff has them all.
    let mut pieces: Vec<(String, String)> = edits.iter().take(MOST_PIECES).map(written).collect();
    pieces.dedup();
    let piece = |(old, new): &(String, String)| {
        html! {
            <code>
                if !old.is_empty() { <del>{ old }</del>{ " " } }
                if !new.is_empty() { <ins>{ new }</ins> }
            </code>
        }
    };
    html! {
        <li key={first.span.start} data-edit="" data-certain={if edits.iter().all(|edit| edit.certain) { "yes" } else { "no" }}>
            { places(edits.iter().map(|edit| edit.line)) }
            { for pieces.iter().map(piece) }
            if edits.iter().any(|edit| !edit.certain) { { tag("▲", "suggestion") } }
            <p>
                { &first.why }{ " " }
                { source(first.rule.source(), Some(first.rule)) }
            </p>
        </li>
    }
}

/// One line of a text; the diff has the rest.
fn short(text: &str) -> String {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    match (lines.next(), lines.count()) {
        (Some(first), 0) => first.to_owned(),
        (Some(first), more) => format!("{first} … {} lines", more + 1),
        (None, _) => String::new(),
    }
}

/// The diff. Marks stand in the text, so that colour is never alone; line numbers don't.
fn difference(original: &str, fixed: &Fixed) -> Html {
    let hunks = diff::hunks(original, fixed);
    let all = hunks.iter().map(|hunk| hunk.lines.len()).sum();
    let mut room = MOST_LINES;
    let shown = hunks.into_iter().enumerate().map_while(|(at, mut hunk)| {
        if room == 0 {
            return None;
        }
        hunk.lines.truncate(room);
        room -= hunk.lines.len();
        let lines = hunk.lines.into_iter().zip(0..).map(|(line, at)| {
            let text = line.text.trim_end_matches(['\n', '\r']).to_owned() + "\n";
            match line.side {
                DiffSide::Same => {
                    html! { <span key={at} class="line" data-n={line.new.to_string()}>{ "  " }{ text }</span> }
                }
                DiffSide::Old => {
                    html! { <del key={at} class="line" data-n={line.old.to_string()}>{ "− " }{ text }</del> }
                }
                DiffSide::New => {
                    html! { <ins key={at} class="line" data-n={line.new.to_string()}>{ "+ " }{ text }</ins> }
                }
            }
        });
        Some(html! { <span key={at} class="hunk">{ for lines }</span> })
    });
    html! {
        <>
            <pre class="diff" tabindex="0" aria-label="Diff" data-target="diff"><code>{ for shown }</code></pre>
            { more(all, MOST_LINES, "lines of the diff") }
        </>
    }
}
