//! The names of machines near their versions.

use super::super::page::{OpenPaste, node_name};
use super::super::scan::{has, skip};
use crate::read::syntax::table::cells;
use crate::rules::name::is_plain;

/// The name of a node that begins a row, in whatever columns somebody asked for.
pub(super) fn first_cell_of(row: &str) -> Option<&str> {
    let name = node_name(row.split([' ', '\t']).next()?);
    const NO_NAMES: [&str; 9] = ["image", "container", "base", "host", "node", "os", "version", "name", "machine"];
    let word = name.bytes().any(|byte| byte.is_ascii_alphabetic())
        && !NO_NAMES.iter().any(|word| name.eq_ignore_ascii_case(word));
    (word && is_plain(name) && row.len() > name.len()).then_some(name)
}

/// Whether this is a row of a table with tabs between its cells, as a jsonpath prints it; a sentence with a tab is none.
pub(super) fn is_tabbed(row: &str) -> bool {
    row.split_once('\t').is_some_and(|(name, _)| !name.contains(' '))
}

/// Whether this is a row of a table with a name, a system and a version, under whatever headings.
pub(super) fn is_row(row: &str) -> bool {
    let cells = cells(row);
    cells.len() >= 3
        && cells.iter().skip(1).any(|cell| cell.text.starts_with("Windows "))
        && cells.iter().skip(1).any(|cell| cell.text.starts_with("10.0.") && !cell.text.contains(' '))
}

/// The host name stands two lines above the version, whatever language the labels are in.
pub(super) fn systeminfo_name(page: &OpenPaste<'_>, line: usize) -> Option<String> {
    if let Some(name) = page.label_near(line, &["Host Name"], 6, 0) {
        return Some(name);
    }
    let product = page.doc.line(line.checked_sub(1)?);
    let name = page.doc.line(line.checked_sub(2)?);
    let value = |line: &'_ [u8]| -> Option<usize> {
        let colon = line.iter().take(60).position(|&byte| byte == b':')?;
        // Its values stand in a column; `isolation: process` above it is something else.
        let start = skip(line, colon + 1, b" \t");
        (start > colon + 2 || line.get(colon + 1) == Some(&b'\t')).then_some(start)
    };
    let named = value(product).is_some_and(|start| has(&product[start..], &["Windows"]));
    let name = core::str::from_utf8(&name[value(name)?..]).ok()?.trim();
    (named && is_plain(name)).then(|| name.to_string())
}

/// `unique.hostname = WIN-1` beside the attributes of a node of Nomad, or `Node Name = WIN-1` above them.
pub(super) fn nomad_name(page: &OpenPaste<'_>, line: usize) -> Option<String> {
    let near = |label: &str, below: usize| page.label_near(line, &[label], 60, below);
    near("unique.hostname", 40).or_else(|| near("Node Name", 0)).or_else(|| {
        let name = near("Name", 0)?;
        near("Drain", 0).is_some().then_some(name)
    })
}

/// ` win-a: 10.0.0.4:2375` above the labels of a node of a classic swarm.
pub(super) fn classic_swarm_node(page: &OpenPaste<'_>, line: usize) -> Option<String> {
    (line.saturating_sub(12)..line).rev().find_map(|line| {
        let text = core::str::from_utf8(page.doc.line(line)).ok()?.trim();
        let (name, address) = text.split_once(": ")?;
        let (ip, port) = address.trim().rsplit_once(':')?;
        let is_address = ip.contains('.') && !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
        (is_address && is_plain(name)).then(|| name.to_string())
    })
}
