//! Exports, as they are printed.

use wincompat::fleet::Report;
use wincompat::{Catalogue, Date, Fleet};

use crate::TODAY;
use crate::move_to;

const FLEET: &str = "\
NAME      STATUS   ROLES    AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE                         KERNEL-VERSION      CONTAINER-RUNTIME
lin-1     Ready    <none>   88d   v1.33.1   10.0.20.4     <none>        Ubuntu 22.04.2 LTS               5.15.0-1042-azure   containerd://1.7.1
old-1     Ready    <none>   61d   v1.33.1   10.0.26.100   <none>        Windows Server 2019 Datacenter   10.0.17763.4499     containerd://1.7.1
old-2     Ready    <none>   61d   v1.33.1   10.0.26.101   <none>        Windows Server 2019 Datacenter   10.0.17763.4499     containerd://1.7.1
new|1     Ready    <none>   2d    v1.33.1   10.0.26.102   <none>        Windows Server 2022 Datacenter   10.0.20348.2113     containerd://1.7.1

images:
mcr.microsoft.com/windows/servercore:ltsc2019*3
r.example.com/shop/web:4.8-windowsservercore-ltsc2022
r.example.com/shop/app:3
mcr.microsoft.com/windows:ltsc2022
what is this line
";

fn report(target: Option<&str>, print: fn(&Report<'_>) -> String) -> String {
    let reading = Fleet::read_text(FLEET);
    let plan = target.map(|slug| move_to(slug, &reading.fleet));
    let report =
        Report::new(&reading.fleet, (&reading.unread, &["fleet.txt"]), plan.as_ref(), &Catalogue::builtin(), TODAY);
    print(&report)
}

#[test]
fn the_grid_as_markdown() {
    insta::assert_snapshot!(report(None, |report| report.markdown()));
}

#[test]
fn the_grid_as_text() {
    insta::assert_snapshot!(report(None, |report| report.text(None)));
}

#[test]
fn the_grid_as_csv() {
    insta::assert_snapshot!(report(None, |report| report.csv()));
}

#[test]
fn the_plan_as_markdown() {
    insta::assert_snapshot!(report(Some("ws2025"), |report| report.markdown()));
}

#[test]
fn the_plan_as_text() {
    insta::assert_snapshot!(report(Some("ws2022"), |report| report.text(None)));
}

#[test]
fn the_plan_as_csv() {
    insta::assert_snapshot!(report(Some("ws2025"), |report| report.csv()));
}

/// A list of hosts is asked about first for its dates: the soonest first, and what ends within a year before everything else.
#[test]
fn until_when_hosts_are_supported() {
    let fleet = crate::fleet("ws2019 *20\nws2016 *20\nws2025");
    let catalogue = Catalogue::builtin();
    let report = |today| Report::new(&fleet, (&[], &[]), None, &catalogue, today).text(None);
    let text = report(Date::new(2026, 11, 27));
    let says = |words: &str| text.find(words).unwrap_or_else(|| panic!("no {words:?} in {text}"));
    let urgent = says("\nWindows Server 2016 (20 nodes): updates until 2027-01-12, 46 days left.\n");
    let heading = says("\nUntil when the other hosts are supported\n");
    assert_eq!(text.matches("Windows Server 2016 (20 nodes)").count(), 1, "told once: {text}");
    let dates = [
        says("  - Windows Server 2019 (20 nodes): updates until 2029-01-09.\n"),
        says("  - Windows Server 2025 (1 node): updates until "),
        says("\nFewest base images\n"),
    ];
    assert!(urgent < heading && heading < dates[0] && dates.is_sorted(), "{text}");
    // Far from its end nothing is urgent; afterwards it has ended.
    let early = report(Date::new(2025, 11, 27));
    assert!(early.contains("\nUntil when the hosts are supported\n"), "{early}");
    assert_eq!(early.matches("Windows Server 2016 (20 nodes)").count(), 1, "{early}");
    assert!(report(Date::new(2027, 2, 1)).contains("Windows Server 2016 (20 nodes): updates ended 2027-01-12"));
}

/// What would wrap in a terminal is no table there.
#[test]
fn wide_tables_are_lists_in_a_terminal() {
    let long = format!("registry.example.com/{}/web:1-ltsc2019", "team/".repeat(20).trim_end_matches('/'));
    let fleet = crate::fleet(&format!("ws2022\n{long}"));
    let text = Report::new(&fleet, (&[], &[]), None, &Catalogue::builtin(), TODAY).text(None);
    assert!(text.contains(&format!("\n{long}\n    Version: ltsc2019\n    Uses: 1\n")), "{text}");
    let narrow =
        Report::new(&crate::fleet("ws2022\nltsc2019"), (&[], &[]), None, &Catalogue::builtin(), TODAY).text(None);
    assert!(!narrow.contains("Version: "), "{narrow}");
    // As wide as the console is, and no wider.
    let fleet = crate::fleet("ws2016\nws2019\nws2022\nltsc2016\nltsc2019\nltsc2022\n20H2\n2004\n1909");
    let report = Report::new(&fleet, (&[], &[]), None, &Catalogue::builtin(), TODAY);
    for columns in [40, 60, 80, 100] {
        let text = report.text(Some(columns));
        let table = text.split("What runs where").nth(1).and_then(|rest| rest.split("Images").next()).expect("a table");
        assert!(table.lines().all(|line| line.chars().count() <= columns), "{columns}: {table}");
        assert!(table.contains("ltsc2022") && table.contains("✔ process"), "{table}");
    }
    assert!(report.text(Some(80)).contains("Windows Server 2022\n    Nodes: 1\n"), "{}", report.text(Some(80)));
    assert!(!report.text(None).contains("Windows Server 2022\n    Nodes: 1\n"), "{}", report.text(None));
}
