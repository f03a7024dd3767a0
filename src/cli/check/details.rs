//! What `--verbose` adds to an answer: reasons with their sources, who decides, all that can be done, all notes.

use crate::cli::line;
use crate::remedy::advice::Context;
use crate::remedy::advise::advise_in;
use crate::rules::notices;
use crate::rules::verdict::Verdict;

/// What `--verbose` adds to an answer.
pub(super) fn details(out: &mut String, context: &Context<'_>) {
    reasons(out, context);
    if let Some(recommendation) = &context.recommendation {
        line(out, "\nBase images for this host");
        for from in &recommendation.from {
            line(out, format_args!("  FROM {}", from.reference()));
            for pinned in &from.pinned {
                line(out, format_args!("    pinned: {}:{pinned}", from.family.repository()));
            }
        }
        for note in [&recommendation.substitute, &recommendation.unpinned].into_iter().flatten() {
            line(out, format_args!("  {note}"));
        }
    }
    what_to_do(out, context);
    let notices = notices::of(context.question, context.verdict, context.catalogue, context.today);
    if let Some(image) = context.question.image.get().filter(|_| !notices.is_empty()) {
        line(out, "\nAlso");
        for notice in &notices {
            line(out, format_args!("  - {}", notice.text(context.verdict, image)));
        }
    }
    line(
        out,
        format_args!(
            "\nRules as of {}; updates as of {}.",
            crate::rules::catalogue::RULES_AS_OF,
            crate::rules::update::UPDATES_AS_OF
        ),
    );
    if let Some(warning) = crate::rules::age::warning(context.today) {
        line(out, warning);
    }
}

/// Why, and who decides.
pub(in crate::cli) fn reasons(out: &mut String, context: &Context<'_>) {
    let verdict = context.verdict;
    line(out, "\nWhy");
    for reason in verdict.reasons() {
        line(out, format_args!("  {} {}\n     {}", reason.rule(), reason.text(verdict), reason.source()));
    }
    who_decides(out, verdict);
}

fn who_decides(out: &mut String, verdict: &Verdict) {
    let Some(gates) = verdict.gates else { return };
    let word = |yes: Option<bool>| match yes {
        Some(true) => "yes",
        Some(false) => "no",
        None => "not stated",
    };
    line(out, "\nWho decides");
    match gates.documented {
        Some(row) => line(
            out,
            format_args!(
                "  Microsoft’s table ({}): process {}, Hyper-V {}",
                row.edition,
                word(row.process),
                word(row.hyperv)
            ),
        ),
        None => line(out, "  Microsoft’s table: does not list this pair"),
    }
    line(out, format_args!("  Docker’s pull check: {}", word(Some(gates.docker_pull))));
    let containerd = gates.containerd;
    let [a, b, c] = [containerd.a, containerd.b, containerd.c].map(|yes| word(Some(yes)));
    line(out, format_args!("  containerd’s match: variant A {a}, B {b}, C {c}"));
}

fn what_to_do(out: &mut String, context: &Context<'_>) {
    let advice = advise_in(context);
    if advice.is_empty() {
        return;
    }
    line(out, "\nAll that can be done");
    for (number, advice) in advice.iter().enumerate() {
        line(out, format_args!("  {}. {}. {}", number + 1, advice.title, advice.text));
    }
}
