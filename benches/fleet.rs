//! A fleet of 500 nodes and 200 images: reading it, judging it, planning for it.
#![allow(missing_docs, reason = "criterion's macros write functions without docs")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use wincompat::fleet::{Fleet, Grid, Report, link, plan};
use wincompat::{Catalogue, Date, rules::release};

const TODAY: Date = Date::new(2026, 8, 23);
const BUILDS: [u16; 5] = [14393, 17763, 20348, 25398, 26100];
const TAGS: [&str; 6] = ["ltsc2016", "ltsc2019", "ltsc2022", "ltsc2025", "1909", "20H2"];

/// The output of `kubectl get nodes -o wide` and of a jsonpath query; `revisions` is how many revisions a build has.
fn pasted(revisions: usize) -> String {
    let mut text = "NAME   STATUS   ROLES   AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE   KERNEL-VERSION   CONTAINER-RUNTIME\n"
        .to_owned();
    for node in 0..500 {
        let (build, revision) = (BUILDS[node % BUILDS.len()], 1000 + node / BUILDS.len() % revisions);
        text += &format!(
            "win-{node}   Ready   <none>   9d   v1.33.1   10.0.{}.{}   <none>   Windows Server   10.0.{build}.{revision}   containerd://1.7.1\n",
            node / 250,
            node % 250
        );
    }
    text += "\n";
    for image in 0..200 {
        text += &format!("registry.example.com/team/app-{image}:{}-{}\n", image / TAGS.len(), TAGS[image % TAGS.len()]);
    }
    text
}

fn fleet(c: &mut Criterion) {
    let catalogue = Catalogue::builtin();
    let target = release::by_slug("ws2025").expect("a release");
    // As fleets are, and the worst case: no two nodes alike.
    for (name, revisions) in [("fleet", 4), ("fleet-all-distinct", 100)] {
        let text = pasted(revisions);
        let fleet = Fleet::read_text(&text).fleet;
        assert_eq!((fleet.nodes.len(), fleet.images.len()), (500, 200));
        c.bench_function(&format!("{name}/read"), |b| b.iter(|| Fleet::read_text(black_box(&text))));
        c.bench_function(&format!("{name}/grid"), |b| b.iter(|| Grid::new(black_box(&fleet))));
        c.bench_function(&format!("{name}/plan"), |b| {
            b.iter(|| plan(black_box(&fleet), target, &catalogue, TODAY).steps.len())
        });
        c.bench_function(&format!("{name}/report"), |b| {
            b.iter(|| {
                let plan = plan(black_box(&fleet), target, &catalogue, TODAY);
                Report::new(&fleet, (&[], &[]), Some(&plan), &catalogue, TODAY).markdown().len()
            })
        });
        c.bench_function(&format!("{name}/link"), |b| {
            b.iter(|| link::encode(&link::FleetState::of(black_box(&fleet), Some(target))))
        });
    }
}

criterion_group!(benches, fleet);
criterion_main!(benches);
