//! Exports, as they are printed.

use wincompat::fleet::Report;
use wincompat::{Catalogue, Fleet};

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
    insta::assert_snapshot!(report(None, |report| report.text()));
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
    insta::assert_snapshot!(report(Some("ws2022"), |report| report.text()));
}

#[test]
fn the_plan_as_csv() {
    insta::assert_snapshot!(report(Some("ws2025"), |report| report.csv()));
}
