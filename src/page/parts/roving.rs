//! A table of links of which one is in the order of the Tab key; the arrow keys go to the others.
//!
//! After the [grid pattern](https://www.w3.org/WAI/ARIA/apg/patterns/grid/).

use yew::prelude::*;

use crate::page::browser;

/// The cell that the Tab key reaches, and what the keys do.
pub(crate) struct Roving {
    /// Row and column of the cell in the order of the Tab key.
    pub(crate) at: (usize, usize),
    /// For the element around all cells.
    pub(crate) onkeydown: Callback<KeyboardEvent>,
}

/// For a table of so many rows and columns whose links have the ids `{prefix}-{row}-{column}`.
#[hook]
pub(crate) fn use_roving(prefix: &'static str, rows: usize, columns: usize) -> Roving {
    let active = use_state_eq(|| (0, 0));
    let last = (rows.saturating_sub(1), columns.saturating_sub(1));
    let at = (active.0.min(last.0), active.1.min(last.1));
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        // Keys can come faster than the page is drawn: the focus is ahead of what was drawn.
        let at = browser::id(&event).and_then(|id| place(&id, prefix)).unwrap_or(at);
        let Some(next) = step(&event.key(), at, last) else { return };
        event.prevent_default();
        active.set(next);
        browser::focus(&format!("{prefix}-{}-{}", next.0, next.1));
    });
    Roving { at, onkeydown }
}

fn place(id: &str, prefix: &str) -> Option<(usize, usize)> {
    let (row, column) = id.strip_prefix(prefix)?.strip_prefix('-')?.split_once('-')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}

fn step(key: &str, (row, column): (usize, usize), last: (usize, usize)) -> Option<(usize, usize)> {
    Some(match key {
        "ArrowRight" => (row, (column + 1).min(last.1)),
        "ArrowLeft" => (row, column.saturating_sub(1)),
        "ArrowDown" => ((row + 1).min(last.0), column),
        "ArrowUp" => (row.saturating_sub(1), column),
        "Home" => (row, 0),
        "End" => (row, last.1),
        _ => return None,
    })
}
