//! Tables with a header in capitals: images, containers, pods, tasks of a service.

use super::format::FormatId;
use super::page::{OpenPaste, node_name};
use super::reference::reference;
use super::scan::has;
use crate::read::syntax::table::Columns;
use crate::rules::{name::is_plain, question::Engine};

/// The first word of a row of at least three columns, or of two that a tab separates; without the `node/` that
/// `kubectl get nodes,pods` writes in front of it.
pub(crate) fn first_cell(row: &str) -> Option<&str> {
    // No name is longer, and a table tells itself by its first columns.
    const ENOUGH: usize = 400;
    let row = row.trim_start();
    let row = &row[..row.floor_char_boundary(ENOUGH)];
    let name = row.split([' ', '\t']).next()?;
    let name = node_name(name);
    if !is_plain(name) {
        return None;
    }
    let words = row.split_whitespace().take(6).count();
    let cells = |separator: &str| row.split(separator).filter(|cell| !cell.trim().is_empty()).take(3).count();
    let columns = || cells("  ").max(cells("\t"));
    (words >= 6 || columns() >= 3 || words >= 2 && columns() >= 2).then_some(name)
}

/// Whether these are headings: in capitals, and at least three, or the two that `-o custom-columns` may be asked for.
fn is_header(columns: &Columns<'_>) -> bool {
    let capital = |name: &str| name.bytes().all(|byte| byte.is_ascii_uppercase() || b" -_()/".contains(&byte));
    let pair = || {
        let [first, second] = columns.cells.as_slice() else { return false };
        first.text == "NAME" && ["BUILD", "KERNEL"].iter().any(|word| second.text.contains(word))
    };
    (columns.cells.len() >= 3 || pair()) && columns.cells.iter().all(|cell| capital(cell.text))
}

/// Reads the rows below a header; `at` is somewhere in it.
pub(crate) fn read(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let line = doc.line_at(at);
    if page.table_at(line).is_some() {
        return;
    }
    let (start, end) = doc.range(line);
    let header = Columns::of(doc.piece(start, end));
    if !is_header(&header) {
        return;
    }
    let mut row = line + 1;
    while row < doc.lines() {
        let (start, end) = doc.range(row);
        let text = doc.piece(start, end);
        let ruler = text.contains("--") && text.bytes().all(|byte| b" -|:+=".contains(&byte));
        let cells = Columns::of(text);
        if !ruler && (cells.cells.len() < 2 && !header.fits(text) || is_header(&cells)) {
            break;
        }
        if !ruler {
            NodeRow { page, header: &header, text, start }.read();
        }
        row += 1;
    }
    let nodes = ["KERNEL-VERSION", "OS-IMAGE", "WINDOWS-BUILD", "NODE-IMAGE-VERSION"];
    let nodes = IMAGES.iter().all(|name| header.index(name).is_none())
        && (header.index("NAME") == Some(0) || nodes.iter().any(|name| header.index(name).is_some()));
    page.table = (line, row, nodes);
}

/// Columns of lists of images and of what is installed: their versions aren't those of machines.
const IMAGES: &[&str] = &["IMAGE", "IMAGES", "REPOSITORY", "REF", "PLATFORMS", "CHART"];

struct NodeRow<'p, 'd, 'h> {
    page: &'p mut OpenPaste<'d>,
    header: &'h Columns<'d>,
    text: &'d str,
    start: usize,
}

impl<'d> NodeRow<'_, 'd, '_> {
    fn cell(&self, name: &str) -> Option<&'d str> {
        self.header.find(self.text, name)
    }

    fn place(&self, cell: &str) -> (usize, usize) {
        let start = self.start + (cell.as_ptr() as usize - self.text.as_ptr() as usize);
        (start, start + cell.len())
    }

    fn read(mut self) {
        self.image_of_list();
        for column in ["IMAGE", "IMAGES", "REF", "IMAGE NAME"] {
            if let Some(cell) = self.cell(column)
                && self.cell("TAG").is_none()
                && let Some(found) = reference(cell.split([' ', ',']).next().unwrap_or_default())
            {
                let place = self.place(found);
                self.page.image(found, place, FormatId::ImageTable);
                self.platforms(found);
            }
        }
        self.node();
    }

    /// `REPOSITORY TAG [DIGEST]`, or `IMAGE TAG` of crictl.
    fn image_of_list(&mut self) {
        let Some(repository) = self.cell("REPOSITORY").or_else(|| self.cell("IMAGE")) else { return };
        let Some(tag) = self.cell("TAG") else { return };
        let named = |cell: &str| !cell.starts_with('<');
        let digest = self.cell("DIGEST").filter(|cell| cell.starts_with("sha256:"));
        let full = match (named(tag), digest) {
            (true, _) => [repository, ":", tag].concat(),
            (false, Some(digest)) => [repository, "@", digest].concat(),
            (false, None) => return,
        };
        if named(repository)
            && let Some(found) = reference(&full)
        {
            let place = self.place(repository);
            self.page.image(found, place, FormatId::ImageTable);
        }
    }

    /// `windows(10.0.17763.973)/amd64`, in a list of ctr or nerdctl.
    fn platforms(&mut self, image: &str) {
        let Some(cell) = self.cell("PLATFORMS").or_else(|| self.cell("PLATFORM")) else { return };
        let (start, _) = self.place(cell);
        for at in 0..cell.len() {
            if let Some(found) = super::written_version::version(cell.as_bytes(), at) {
                self.page.image_version(
                    found.version,
                    Some(image.to_string()),
                    (start + at, start + found.end),
                    FormatId::ImageTable,
                );
            }
        }
    }

    /// The node of a task or a pod, and the reason why it isn't running.
    fn node(&mut self) {
        if self.header.index("INTERNAL-IP").is_some() || self.header.index("KERNEL-VERSION").is_some() {
            return self.linux_node();
        }
        let swarm = self.header.index("DESIRED STATE").is_some();
        if swarm && let Some(cell) = self.cell("ERROR").filter(|cell| cell.starts_with('"')) {
            let (start, end) = self.place(cell);
            self.page.task_error = Some((self.page.doc.evidence(start, end, FormatId::ServicePs), cell.contains('…')));
        }
        // A task that waits has no node, and its row moves to the left.
        const STATES: [&str; 8] =
            ["Running", "Ready", "Shutdown", "Accepted", "Complete", "Pending", "Remove", "Orphaned"];
        if let Some(cell) = self.cell("NODE").filter(|cell| !swarm || !STATES.contains(cell)) {
            let place = self.place(cell);
            let (format, engine) = if swarm {
                (FormatId::ServicePs, Engine::Swarm)
            } else {
                (FormatId::KubernetesEvents, Engine::Kubernetes)
            };
            self.page.placed_on(cell, place, format);
            let evidence = self.page.doc.evidence(place.0, place.1, format);
            self.page.found.engine.offer(1, engine, evidence);
        }
    }

    /// Nodes that don't run Windows are counted, never listed.
    fn linux_node(&mut self) {
        let text = self.text.as_bytes();
        let build =
            || self.text.match_indices("10.0.").any(|(at, _)| super::written_version::version(text, at).is_some());
        let is_windows = (has(text, &["windows"]) || build()) && !has(text, &["linux", "ubuntu"]);
        let name = node_name(self.text.split_whitespace().next().unwrap_or_default());
        if !is_windows && is_plain(name) && self.page.found.linux_nodes.len() < 10_000 {
            self.page.found.linux_nodes.push(name.to_string());
        }
    }
}

/// The cell of a row under one of these headings of a table of wmic or PowerShell.
pub(crate) fn cell_below(page: &OpenPaste<'_>, line: usize, headings: &[&str]) -> Option<String> {
    let (start, end) = page.doc.range(line);
    let row = page.doc.piece(start, end);
    (line.saturating_sub(4)..line).rev().find_map(|above| {
        let header = page.doc.line(above);
        let at = headings.iter().find_map(|heading| super::scan::find(header, heading))?;
        let name = row.get(at..)?.split_whitespace().next()?;
        is_plain(name).then(|| name.to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::clue::read;

    fn references(text: &str) -> Vec<String> {
        read(text).images.into_iter().filter_map(|image| image.reference).collect()
    }

    #[test]
    fn images_with_digests_and_without_names() {
        let digest = "sha256:7a6b5aedbcbd700409cda32674286d6b7d6171561c5252a202f6a77a1d94625c";
        let text = format!(
            "REPOSITORY   TAG      DIGEST                                                                    IMAGE ID       CREATED      SIZE\n\
             a.io/b       1        {digest}   8f1c0d2b7a3e   2 days ago   1GB\n\
             a.io/c       <none>   {digest}   8f1c0d2b7a3e   2 days ago   1GB\n\
             <none>       <none>   <none>                                                                    8f1c0d2b7a3e   2 days ago   1GB\n"
        );
        assert_eq!(references(&text), ["a.io/b:1".to_string(), format!("a.io/c@{digest}")]);
    }

    #[test]
    fn containers() {
        let text = "CONTAINER ID   IMAGE          COMMAND   CREATED       STATUS       PORTS     NAMES\n\
                    8f1c0d2b7a3e   a.io/b:1       \"cmd\"     2 hours ago   Up 2 hours             web\n\
                    8f1c0d2b7a3f   8f1c0d2b7a3e   \"cmd\"     2 hours ago   Up 2 hours             api\n";
        assert_eq!(references(text), ["a.io/b:1"]);
    }

    #[test]
    fn platforms_are_of_the_image() {
        let clues = read(
            "REF        TYPE           DIGEST   SIZE      PLATFORMS                        LABELS\n\
             a.io/b:1   application/x  sha256   116 MiB   windows(10.0.20348.2402)/amd64   io.cri-containerd.image=managed\n",
        );
        assert_eq!((clues.hosts.len(), clues.images.len()), (0, 1));
        assert_eq!(clues.images[0].version, "10.0.20348.2402".parse().ok());
    }

    #[test]
    fn a_build_above_all_that_are_known_is_windows() {
        let text = "NAME   STATUS   INTERNAL-IP   KERNEL-VERSION\n\
                    new    Ready    10.0.1.4      10.0.30010.100\n\
                    lin    Ready    10.0.2.4      5.15.0\n";
        let clues = read(text);
        assert_eq!((clues.hosts.len(), clues.linux_nodes), (1, 1));
    }

    #[test]
    fn first_cells() {
        assert_eq!(first_cell("node1   Ready   <none>   10.0.17763.1"), Some("node1"));
        assert_eq!(first_cell("node/w1   Ready   <none>   10.0.17763.1"), Some("w1"));
        assert_eq!(first_cell("w1\tWindows Server 2022\t10.0.20348.1"), Some("w1"));
        assert_eq!(first_cell("pod/w1   Ready   <none>   10.0.17763.1"), None);
        assert_eq!(first_cell("Labels:   a=b   c=d   e=f"), None);
        assert_eq!(first_cell("  kernelVersion: 10.0.17763.1"), None);
    }
}
