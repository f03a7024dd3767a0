//! What runs where: the grid, selectors, loads and the smallest set of base images.

use wincompat::fleet::{GridFilter, Runs, Selector, cover};
use wincompat::{Catalogue, Engine, Fleet, Outcome};

use crate::fleet;
use crate::grid;
use crate::kubernetes;

/// Where each column runs: `ltsc2022 everywhere`.
fn runs(fleet: &Fleet) -> String {
    let grid = grid(fleet);
    let column = |index: usize| format!("{} {}", grid.images[index].title(), grid.runs(index).slug());
    (0..grid.images.len()).map(column).collect::<Vec<_>>().join(", ")
}

/// The smallest set of base images: `ltsc2022: Windows Server 2022`.
fn covers(text: &str) -> String {
    let fleet = fleet(text);
    let (grid, cover) = (grid(&fleet), cover(&fleet, &Catalogue::builtin()));
    let mut parts: Vec<String> =
        cover.variants.iter().map(|one| format!("{}: {}", one.word(), grid.host_names(&one.rows))).collect();
    if !cover.uncovered.is_empty() {
        parts.push(format!("none: {}", grid.host_names(&cover.uncovered)));
    }
    parts.join("; ")
}

#[track_caller]
fn selector(fleet: &Fleet) -> Selector {
    grid(fleet).placement(0).expect("a column").selector.expect("nodes that run it")
}

#[test]
fn where_images_run() {
    for (text, expected) in [
        ("ws2022\nltsc2022", "ltsc2022 everywhere"),
        ("ws2022\nws2025\nltsc2022", "ltsc2022 everywhere"),
        ("ws2019\nws2022\nltsc2022", "ltsc2022 somewhere"),
        ("ws2022\nws2025\nltsc2019", "ltsc2019 hyperv"),
        ("ws2019\nltsc2022", "ltsc2022 nowhere"),
        ("ws2016\nltsc2016", "ltsc2016 depends"),
        ("10.0.14393.1770\n10.0.14393.1914\nltsc2022\n", "ltsc2022 nowhere"),
        ("w11-25h2\nltsc2022", "ltsc2022 depends"),
        ("ws2022\nr.example.com/app:1", "version not known unknown"),
        (
            "ws2022\nmcr.microsoft.com/windows/servercore/iis:latest",
            "multi-version (ltsc2025, ltsc2022, ltsc2019, ltsc2016) everywhere",
        ),
        ("linux\nltsc2022", "ltsc2022 unknown"),
        ("ws2022\nnginx:1.27", ""),
    ] {
        assert_eq!(runs(&fleet(text)), expected, "{text:?}");
    }
    assert_eq!(runs(&kubernetes("ws2022\nws2025\nltsc2019")), "ltsc2019 nowhere");
    let without = Fleet { hyperv: false, ..fleet("ws2022\nltsc2019") };
    assert_eq!(runs(&without), "ltsc2019 nowhere");
}

#[test]
fn rows_and_columns_are_grouped_by_build() {
    let fleet = fleet(
        "a 10.0.17763.1\nb 10.0.20348.2\nc 10.0.17763.3\nd 10.0.20348.2\nw11-24h2\nws2025\nltsc2019\n10.0.17763.5\nltsc2025",
    );
    let grid = grid(&fleet);
    let rows: Vec<String> = grid.hosts.iter().map(|group| format!("{}×{}", group.title(), group.count)).collect();
    assert_eq!(
        rows,
        [
            "Windows Server 2025×1",
            "Windows 11 24H2×1",
            "Windows Server 2022 10.0.20348.2×2",
            "Windows Server 2019 10.0.17763.5×1",
            "Windows Server 2019 10.0.17763.3×1",
            "Windows Server 2019 10.0.17763.1×1",
        ]
    );
    let bands: Vec<String> = grid.host_bands().iter().map(|band| format!("{} {:?}", band.title, band.range)).collect();
    assert_eq!(
        bands,
        ["Windows Server 2025 0..1", "Windows 11 24H2 1..2", "Windows Server 2022 2..3", "Windows Server 2019 3..6"]
    );
    let bands: Vec<String> = grid.image_bands().iter().map(|band| format!("{} {:?}", band.title, band.range)).collect();
    assert_eq!(bands, ["ltsc2025 0..1", "ltsc2019 1..2"]);
    assert_eq!(grid.hosts[2].names(&fleet).collect::<Vec<_>>(), ["b", "d"]);
}

#[test]
fn only_problems() {
    let fleet = fleet("ws2022\nws2025\nltsc2022\nws2019");
    let grid = grid(&fleet);
    assert_eq!(grid.rows(GridFilter::All), [0, 1, 2]);
    assert_eq!(grid.rows(GridFilter::Problems), [2]);
    assert_eq!(grid.columns(GridFilter::Problems), [0]);
    assert_eq!(grid.outcomes(), [(Outcome::Process, 2), (Outcome::None, 1)]);
    assert_eq!(grid.tally(), [(Runs::Somewhere, 1)]);
}

#[test]
fn a_cell_has_a_verdict_and_a_question() {
    let fleet = kubernetes("ws2022\nltsc2019");
    let grid = grid(&fleet);
    let verdict = grid.verdict(&fleet, 0, 0).expect("a verdict");
    assert_eq!(verdict.outcome, Outcome::None);
    let question = grid.question(&fleet, 0, 0).expect("a question");
    assert_eq!(wincompat::rules::link::encode(&question), "host=ws2022&image=ltsc2019&engine=kubernetes");
    assert_eq!(grid.cell(0, 1), None);
    assert_eq!(grid.cell(1, 0), None);
}

#[test]
fn the_selector_of_one_build() {
    let one = selector(&kubernetes("ws2019\nws2022\nltsc2019"));
    assert_eq!(
        one.kubernetes(),
        "nodeSelector:\n  kubernetes.io/os: windows\n  node.kubernetes.io/windows-build: \"10.0.17763\"\n"
    );
    assert_eq!(one.swarm(), "node.labels.windows.build==17763");
    assert_eq!(one.note(Some(Engine::Kubernetes)), None);
}

#[test]
fn the_selector_of_several_builds() {
    let text = "a ws2025\nb ws2022\nc ws2019\nltsc2022";
    let fleet = kubernetes(text);
    let several = selector(&fleet);
    assert_eq!(several.builds, [26100, 20348]);
    assert!(several.kubernetes().ends_with(
        "        - key: node.kubernetes.io/windows-build\n          operator: In\n          values: [\"10.0.26100\", \"10.0.20348\"]\n"
    ));
    assert_eq!(several.label_commands(&fleet, &grid(&fleet), Engine::Kubernetes), "");
    assert_eq!(several.swarm(), "node.labels.windows-runs-ltsc2022==true");
    assert_eq!(
        several.label_commands(&fleet, &grid(&fleet), Engine::Swarm),
        "docker node update --label-add windows-runs-ltsc2022=true a\ndocker node update --label-add windows-runs-ltsc2022=true b\n"
    );
}

#[test]
fn a_label_of_its_own_where_revisions_differ() {
    let fleet = kubernetes("a 10.0.14393.1770\nb 10.0.14393.1914\n# images\n10.0.14393.1770");
    let split = selector(&fleet);
    assert!(split.splits);
    assert_eq!(
        split.kubernetes(),
        "nodeSelector:\n  kubernetes.io/os: windows\n  windows-runs-10.0.14393.1770: \"true\"\n"
    );
    assert_eq!(
        split.label_commands(&fleet, &grid(&fleet), Engine::Kubernetes),
        "kubectl label node a windows-runs-10.0.14393.1770=true\n"
    );
    assert!(split.note(Some(Engine::Kubernetes)).is_some());
}

#[test]
fn names_that_a_shell_would_read_differently_are_not_in_commands() {
    let fleet = fleet("a&b ws2025\n$(x) ws2022\nok ws2022\n- ws2022*3\nltsc2022");
    let commands = selector(&fleet).label_commands(&fleet, &grid(&fleet), Engine::Swarm);
    let names: Vec<&str> = commands.lines().filter_map(|line| line.split(' ').next_back()).collect();
    // One for each version of hosts that has such nodes.
    assert_eq!(names, ["NODE", "NODE", "ok"], "{commands}");
}

#[test]
fn what_must_move_from_a_node() {
    let fleet = fleet(
        "ws2022\nr.example.com/a:ltsc2019\nr.example.com/b:ltsc2025\nr.example.com/c:ltsc2022\nr.example.com/d:1",
    );
    let grid = grid(&fleet);
    assert_eq!(
        grid.load(0).and_then(|load| load.text(&grid, &fleet)).as_deref(),
        Some(
            "Cannot run here: r.example.com/b:ltsc2025. Only with Hyper-V isolation: r.example.com/a:ltsc2019. Not known: r.example.com/d:1."
        )
    );
}

#[test]
fn where_an_image_can_run() {
    let fleet = fleet("ws2025*2\nws2022\nws2019*3\nltsc2022");
    let grid = grid(&fleet);
    let placement = grid.placement(0).expect("a column");
    assert_eq!((placement.process.as_slice(), placement.cannot.as_slice()), (&[0, 1][..], &[2][..]));
    assert_eq!(
        placement.text(&grid),
        "Runs with process isolation on 3 nodes (Windows Server 2025 and Windows Server 2022)."
    );
    let fleet = crate::fleet("ws2025*2\nws2022\nltsc2019");
    let grid = crate::grid(&fleet);
    let placement = grid.placement(0).expect("a column");
    assert!(placement.selector.is_none());
    assert_eq!(placement.hyperv_selector.map(|selector| selector.builds), Some(vec![26100, 20348]));
}

#[test]
fn the_fewest_base_images() {
    for (text, expected) in [
        ("ws2022", "ltsc2022: Windows Server 2022"),
        ("ws2025", "ltsc2025: Windows Server 2025"),
        ("ws2022\nws2025", "ltsc2022: Windows Server 2025 and Windows Server 2022"),
        (
            "ws2022\nws2025\nws23h2",
            "ltsc2022: Windows Server 2025, Windows Server, version 23H2 and Windows Server 2022",
        ),
        (
            "ws2019\nws2022\nws2025",
            "ltsc2022: Windows Server 2025 and Windows Server 2022; ltsc2019: Windows Server 2019",
        ),
        ("ws2016\nws1909", "1909: Windows Server, version 1909; ltsc2016: Windows Server 2016"),
        ("w11-24h2\nw10-22h2", "ltsc2025: Windows 11 24H2; none: Windows 10 22H2"),
        ("ws2022\n27842", "ltsc2022: Windows Server 2022; none: Windows build 27842"),
        ("linux", ""),
    ] {
        assert_eq!(covers(text), expected, "{text:?}");
    }
}

#[test]
fn the_cover_in_words() {
    let say = |text: &str| {
        let fleet = fleet(text);
        cover(&fleet, &Catalogue::builtin()).text(&grid(&fleet), crate::TODAY)
    };
    assert_eq!(say("ws2022\nws2025"), "One base image runs on every Windows node with process isolation: ltsc2022.");
    assert_eq!(
        say("ws2016\nws2022"),
        "2 variants are needed: ltsc2022 for Windows Server 2022; ltsc2016 for Windows Server 2016. On Windows \
             Server 2016 the image must have the host’s revision."
    );
    assert_eq!(say("w10-22h2"), "No image runs with process isolation on Windows 10 22H2.");
    assert_eq!(say("linux"), "There are no Windows nodes to build for.");
    assert!(!say("ws2019").contains("last updates"));
    let ended = say("ws1803");
    assert!(ended.ends_with(" 1803 got its last updates on 2019-11-12: plan to move these hosts."), "{ended}");
}

#[test]
fn exit_status() {
    for (text, expected) in [
        ("ws2022\nltsc2022", 0),
        ("ws2022\nws2019\nltsc2022\nltsc2019", 0),
        ("ws2022\nltsc2019", 1),
        ("ws2022\nltsc2019\nr.example.com/a:1", 3),
        ("ws2022\nltsc2025\nr.example.com/a:1", 2),
        ("ws2022", 0),
        ("ws2022\nnginx:1.27", 0),
    ] {
        assert_eq!(grid(&fleet(text)).exit_code(), expected, "{text:?}");
    }
}
