//! One question, and the whole matrix. Budgets: DESIGN section 6; `cargo xtask bench` compares.
#![allow(missing_docs, reason = "criterion's macro writes a public function")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use wincompat::{Catalogue, Host, Image, Question, judge, rules::matrix};

fn one_question(c: &mut Criterion) {
    let host = Host::new("10.0.17763.1039".parse().expect("version"), None);
    let image = Image::of_version("10.0.17763.973".parse().expect("version"));
    let question = Question::new(host, image);
    c.bench_function("judge", |b| b.iter(|| judge(black_box(&question))));
}

fn whole_matrix(c: &mut Criterion) {
    let catalogue = Catalogue::builtin();
    c.bench_function("matrix", |b| {
        b.iter(|| matrix::cells(black_box(&catalogue)).map(|cell| cell.verdict.outcome as u32).sum::<u32>())
    });
}

criterion_group!(benches, one_question, whole_matrix);
criterion_main!(benches);
