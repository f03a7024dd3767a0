//! Advice with the texts that carry it out.

use crate::remedy::advice::{Advice, Context, applicable};
use crate::remedy::target::snippets;
use crate::rules::{catalogue::Catalogue, date::Date, question::Question, verdict::Verdict};

/// What to do about a verdict, best first; only what applies.
pub fn advise(question: &Question, verdict: &Verdict, catalogue: &Catalogue, today: Date) -> Vec<Advice> {
    advise_in(&Context::new(question, verdict, catalogue, today))
}

/// What to do, with the names of the context filled in.
pub fn advise_in(context: &Context<'_>) -> Vec<Advice> {
    let mut advice = applicable(context);
    for advice in &mut advice {
        advice.snippets = snippets(advice.step, context);
    }
    advice
}
