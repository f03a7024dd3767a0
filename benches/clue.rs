//! How fast a paste is read, beside a plain pass of memchr over the same text.

#![allow(missing_docs)]

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use wincompat::diagnose::ChosenByHand;
use wincompat::read::{clue, evidence};
use wincompat::remedy::next::answers;
use wincompat::{Catalogue, Date};

const PULL: &str = "2024-05-12T10:11:12.123Z error  docker: no matching manifest for windows/amd64 10.0.17763 in the manifest list entries\n";

/// Ordinary lines of several programs, with something to find every few hundred kilobytes.
fn log(bytes: usize) -> String {
    let mut log = String::with_capacity(bytes + 512);
    let mut line = 0u32;
    while log.len() < bytes {
        line += 1;
        let _ = match line % 5 {
            0 => writeln!(
                log,
                "2024-05-12T10:11:12.{:03}Z info  GET /api/v1/items/{line} 200 in 13 ms from 10.0.{}.5",
                line % 1000,
                line % 250
            ),
            1 => writeln!(
                log,
                "time=\"2024-05-12T10:11:12Z\" level=info msg=\"request finished\" id={line:08x} path=/health"
            ),
            2 => writeln!(
                log,
                "[2024-05-12 10:11:12] INFO  com.example.service.Worker - processed batch {line} of 5000 items"
            ),
            3 => writeln!(log, "\tat com.example.service.Worker.run(Worker.java:{})", line % 400),
            _ => writeln!(
                log,
                "2024-05-12T10:11:12.000Z debug cache hit ratio 0.{:02} for shard {}",
                line % 100,
                line % 16
            ),
        };
        if line.is_multiple_of(4000) {
            log.push_str(PULL);
        }
    }
    log
}

/// Everything that `explain` does with a text.
fn explain(text: &str, catalogue: &Catalogue) -> usize {
    answers(&evidence::read(text), text, &ChosenByHand::default(), catalogue, Date::new(2026, 11, 26)).len()
}

fn clues(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("clue");
    let large = log(8 << 20);
    group.throughput(Throughput::Bytes(large.len() as u64));
    group.bench_function("large log, memchr", |bencher| {
        bencher.iter(|| memchr::memchr_iter(b'\n', black_box(large.as_bytes())).count());
    });
    group.bench_function("large log, read", |bencher| bencher.iter(|| clue::read(black_box(&large))));
    let catalogue = Catalogue::builtin();
    group.sample_size(10);
    group.bench_function("large log, explain", |bencher| {
        bencher.iter(|| explain(black_box(&large), &catalogue));
    });

    let nodes: String = (0..8000)
        .map(|node| {
            format!(
                "aksnp{node:06}   Ready    <none>   61d    v1.27.3   10.224.0.62   <none>        Windows Server 2019 Datacenter   10.0.17763.{}     containerd://1.6.21+azure\n",
                4000 + node % 300
            )
        })
        .collect();
    group.throughput(Throughput::Bytes(nodes.len() as u64));
    group.bench_function("1 MB of nodes, read", |bencher| bencher.iter(|| clue::read(black_box(&nodes))));

    let line = "10.0.17763.1 ".repeat((4 << 20) / 13);
    group.throughput(Throughput::Bytes(line.len() as u64));
    group.bench_function("4 MB of versions on one line, read", |bencher| bencher.iter(|| clue::read(black_box(&line))));

    let sentence = "the host 10.0.17763.1 runs image 10.0.20348.5 ".repeat((4 << 20) / 46);
    group.throughput(Throughput::Bytes(sentence.len() as u64));
    group.bench_function("4 MB of sentences on one line, read", |bencher| {
        bencher.iter(|| clue::read(black_box(&sentence)));
    });
    group.bench_function("4 MB of sentences on one line, explain", |bencher| {
        bencher.iter(|| explain(black_box(&sentence), &catalogue));
    });

    let small = include_str!("../tests/fixtures/07-docker-run-0xc0370101.txt");
    group.throughput(Throughput::Bytes(small.len() as u64));
    group.bench_function("an error, read", |bencher| bencher.iter(|| clue::read(black_box(small))));
    group.finish();
}

criterion_group!(benches, clues);
criterion_main!(benches);
