//! The names of AKS node images, which hold a build, a revision and a date.

use super::format::FormatId::AksNodeImage;
use super::page::OpenPaste;
use super::scan::{has, number};
use super::table::first_cell;
use super::written_version::build;
use crate::rules::question::Engine;

/// Reads `AKSWindows-2022-containerd-20348.2113.231115` and `windowsserver2022.20348.2113.231115`, unless JSON says whose it is.
pub(crate) fn read(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let before = doc.before(at, 200);
    if has(before, &["latest"]) {
        return;
    }
    if before.ends_with(b"\"") && has(before, &["nodeimageversion"]) {
        page.json = true;
        return;
    }
    let labelled = has(before, &["node-image-version"]);
    let row = doc.piece(doc.line_start(at), doc.line_end(at).min(at + 200));
    let name = match first_cell(row) {
        // A row of a table, not a sentence.
        Some(name) if row.split("  ").filter(|cell| !cell.is_empty()).count() > 2 => Some(name.to_string()),
        _ if labelled => page.owners.described.clone().or_else(|| page.owners.manifest.clone()),
        _ => None,
    };
    node_image(page, at, name);
}

/// Notes the machine of the node image named at this place.
pub(crate) fn node_image(page: &mut OpenPaste<'_>, at: usize, name: Option<String>) {
    let doc = page.doc;
    let token = doc.after(at, 80);
    let length = token.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b".-".contains(byte)).count();
    for dash in (0..length).rev().filter(|&dash| b"-.".contains(&token[dash])) {
        let Some((_, end)) = number(token, dash + 1).filter(|&(_, end)| end == dash + 6) else { continue };
        let Some((revision, end)) = number(token, end + 1).filter(|_| token.get(end) == Some(&b'.')) else { continue };
        // The third number is a date; without it, this is some other version.
        if number(token, end + 1).is_some_and(|(_, last)| token.get(end) == Some(&b'.') && last >= end + 7) {
            let Some(found) = build(&token[..dash + 6], dash + 1, false) else { continue };
            page.found.engine.offer(0, Engine::Aks, doc.evidence(at, at + end, AksNodeImage));
            return page.host(found.version.with_revision(revision), name, (at, at + end), AksNodeImage);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::read::clue::read;
    use crate::read::clue::samples::host;

    #[test]
    fn sentences_name_no_pool() {
        let clues =
            read("Release notes: the image of Windows Server 2019 pools is now AKSWindows-2019-17763.4737.230808.");
        assert_eq!(clues.hosts[0].name, None);
    }

    #[test]
    fn node_images() {
        host("AKSWindows-2019-17763.4737.230808", "10.0.17763.4737");
        host("AKSWindows-2022-containerd-gen2-20348.2113.231115", "10.0.20348.2113");
        host("AKSWindows-23H2-gen2-25398.1189.241009", "10.0.25398.1189");
        host("windowsserver2019.17763.5936.240611", "10.0.17763.5936");
        host("\"imageReference\": \"windowsserver2022-gen2.20348.2113.231115\"", "10.0.20348.2113");
        host("windowsserver2019.1.2.3", "");
        host("windowsserver2019 17763 pods", "");
        host("\"latestNodeImageVersion\": \"AKSWindows-2019-17763.4737.230808\"", "");
    }
}
