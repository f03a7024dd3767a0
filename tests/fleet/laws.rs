//! What holds for every text and every fleet.

use proptest::prelude::*;
use wincompat::fleet::{GridFilter, Report, Table, cover, link};
use wincompat::{Catalogue, Fleet, Outcome};

use crate::TODAY;
use crate::grid;
use crate::move_to;

/// A line of a list, of the kinds that are understood.
fn line() -> impl Strategy<Value = String> {
    let host = prop_oneof![
        Just("ws2016".to_owned()),
        Just("ws2019".to_owned()),
        Just("ws2022".to_owned()),
        Just("ws2025".to_owned()),
        Just("w11-24h2".to_owned()),
        Just("w10-22h2".to_owned()),
        (10240u16..30000, 1u32..40000).prop_map(|(build, revision)| format!("10.0.{build}.{revision}")),
        (0u32..40000).prop_map(|revision| format!("10.0.26100.{revision}-client")),
        Just("linux".to_owned()),
    ];
    let image = prop_oneof![
        Just("ltsc2016".to_owned()),
        Just("ltsc2019".to_owned()),
        Just("ltsc2022".to_owned()),
        Just("ltsc2025".to_owned()),
        Just("mcr.microsoft.com/windows/servercore/iis:latest".to_owned()),
        Just("r.example.com/app:1".to_owned()),
        Just("nginx:1.27".to_owned()),
    ];
    (prop_oneof![host, image], 1u32..50).prop_map(|(text, count)| format!("{text}*{count}"))
}

fn fleets() -> impl Strategy<Value = Fleet> {
    prop::collection::vec(line(), 0..24).prop_map(|lines| crate::fleet(&lines.join("\n")))
}

/// A reader of comma-separated values by RFC 4180.
fn parse_csv(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let row = rows.last_mut().expect("a row");
        let cell = row.last_mut().expect("a cell");
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {
                chars.next();
                rows.push(vec![String::new()]);
            }
            c => cell.push(c),
        }
    }
    rows.pop();
    rows
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,200}", rest in "[ \\[\\]{}\":,\\n\\t*#>-]{0,60}") {
        let reading = Fleet::read_text(&(text + &rest));
        for unread in &reading.unread {
            prop_assert!(unread.line > 0 && unread.lines > 0);
        }
    }

    #[test]
    fn pieces_of_output_are_read(parts in prop::collection::vec(prop::sample::select(vec![
        "NAME STATUS ROLES AGE VERSION", "NAME  OS-IMAGE  KERNEL-VERSION\n", "{\"items\":[", "{\"nodeInfo\":{", "\"kernelVersion\":\"10.0.20348.1\"",
        "\"operatingSystem\":\"linux\"", "}", "]", "\"", "\\", ",", "apiVersion: v1\n", "  image: ", "a/b:1", "nodeInfo:\n", "    kernelVersion: ",
        "10.0.20348.1", "\n", "---\n", "- ", "REPOSITORY  TAG  IMAGE ID\n", "<none>  <none>\n", "$ docker ps\n", "ws2019", "*3", " ", "\t", "é",
    ]), 0..40)) {
        Fleet::read_text(&parts.concat());
    }

    #[test]
    fn links_go_round(fleet in fleets()) {
        let view = link::FleetState::of(&fleet, None);
        let (query, carried) = link::encode(&view);
        prop_assert!(query.len() <= link::MAX_LENGTH);
        let again = link::decode(&query);
        if carried == link::Carried::All {
            prop_assert_eq!(&again, &view);
            prop_assert_eq!(again.fleet().windows_nodes(), fleet.windows_nodes());
        }
        prop_assert_eq!(link::encode(&again).0, query);
    }

    #[test]
    fn any_query_is_read(query in "\\PC{0,80}", nodes in "[a-z0-9.,*%~+-]{0,60}") {
        let view = link::decode(&format!("nodes={nodes}&images={nodes}&{query}"));
        let again = link::decode(&link::encode(&view).0);
        prop_assert_eq!(link::encode(&again).0, link::encode(&view).0);
    }

    #[test]
    fn the_grid_is_whole(fleet in fleets()) {
        let grid = grid(&fleet);
        let nodes: u32 = grid.hosts.iter().map(|group| group.count).sum();
        prop_assert_eq!(nodes, fleet.windows_nodes());
        for row in 0..grid.hosts.len() {
            prop_assert_eq!(grid.row(row).count(), grid.images.len());
        }
        for rows in [grid.rows(GridFilter::All), grid.rows(GridFilter::Problems)] {
            prop_assert!(rows.iter().all(|row| *row < grid.hosts.len()));
        }
        let bands: usize = grid.host_bands().iter().map(|band| band.range.len()).sum();
        prop_assert_eq!(bands, grid.hosts.len());
        for column in 0..grid.images.len() {
            let placement = grid.placement(column).expect("a column");
            for row in &placement.process {
                prop_assert_eq!(grid.cell(*row, column).map(|cell| cell.outcome), Some(Outcome::Process));
            }
            prop_assert_eq!(placement.selector.is_some(), !placement.process.is_empty());
        }
    }

    #[test]
    fn the_cover_covers(fleet in fleets()) {
        let grid = grid(&fleet);
        let cover = cover(&fleet, &Catalogue::builtin());
        let mut rows: Vec<usize> = cover.variants.iter().flat_map(|one| one.rows.clone()).chain(cover.uncovered.clone()).collect();
        rows.sort_unstable();
        prop_assert_eq!(rows, (0..grid.hosts.len()).collect::<Vec<_>>());
        prop_assert!(cover.variants.iter().all(|one| !one.rows.is_empty()));
    }

    #[test]
    fn reports_have_every_row(fleet in fleets(), slug in prop::sample::select(vec!["ws2019", "ws2022", "ws2025", "w10-22h2"])) {
        let plan = move_to(slug, &fleet);
        prop_assert_eq!(plan.moves.len(), plan.grid.images.len());
        let report = Report::new(&fleet, (&[], &[]), Some(&plan), &Catalogue::builtin(), TODAY);
        for table in [report.grid.table(&fleet), plan.table(&fleet)] {
            let rows = parse_csv(&table.csv());
            prop_assert_eq!(rows.len(), table.rows.len() + 1);
            prop_assert!(rows.iter().all(|row| row.len() == table.head.len()));
        }
        prop_assert!(report.markdown().starts_with("# Fleet\n"));
    }

    /// Apart from the apostrophes that keep a spreadsheet from calculating.
    #[test]
    fn cells_survive_csv(cells in prop::collection::vec("[a,;\"\r\n\t é|=+@＝-]{0,12}", 1..6)) {
        let table = Table { head: cells.clone(), rows: vec![cells.clone()] };
        let rows = parse_csv(&table.csv());
        for row in &rows {
            let bare: Vec<String> = row.iter().map(|cell| cell.replace('\'', "")).collect();
            prop_assert_eq!(&bare, &cells);
            for part in row.iter().flat_map(|cell| cell.split([';', ',', '\t', '\r', '\n', '"'])) {
                prop_assert!(!part.trim_start().starts_with(['=', '+', '-', '@', '＝']), "{:?}", row);
            }
            // Nothing is added where nothing could be calculated.
            for (cell, original) in row.iter().zip(&cells) {
                let formula = original.contains(['=', '+', '-', '@', '＝', '\t', '\r', '\n']);
                prop_assert!(formula || cell == original);
            }
        }
        prop_assert_eq!(rows.len(), 2);
    }
}

/// What was found in `fleet.csv`: <https://cwe.mitre.org/data/definitions/1236.html>.
#[test]
fn no_cell_of_a_fleet_is_a_formula() {
    let names = ["=cmd|'/C calc'!A1", "+1", "-2+3", "@SUM(A1)", "\u{200b}=1+1", "＝1"];
    let list: String = names.iter().map(|name| format!("{} ws2019\n", name.replace(' ', "_"))).collect();
    let json = |name: &str| {
        format!(
            r#"{{"kind":"Node","metadata":{{"name":"{name}"}},"status":{{"nodeInfo":{{"kernelVersion":"10.0.20348.2402","osImage":"Windows Server 2022","operatingSystem":"windows"}}}}}}"#
        )
    };
    for text in names.iter().map(|name| json(name)).chain([list]) {
        let fleet = Fleet::read_text(&text).fleet;
        assert!(!fleet.nodes.is_empty(), "{text}");
        let csv = grid(&fleet).table(&fleet).csv();
        for cell in parse_csv(&csv).into_iter().flatten() {
            let begins = cell.trim_start().chars().next();
            assert!(!begins.is_some_and(|first| "=+-@＝".contains(first)), "{csv}");
            assert!(!cell.contains('\u{200b}'), "{csv}");
        }
    }
}
