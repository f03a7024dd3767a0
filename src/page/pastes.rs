//! What is behind the door of the pastes.

mod diagnosed;
mod found;
mod onward;
mod several;

use std::rc::Rc;

use super::asked::{Asked, Failed, Pasted, Pastes};
use super::half::HALF;
use crate::diagnose::conversation::{self, continued, of_named_image, with_chosen};
use crate::diagnose::reading::Reading;
use crate::diagnose::{self, Diagnosis};
use crate::read::{encoding, evidence};
use crate::remedy::next::{Answered, answers};
use crate::rules::catalogue::Catalogue;
use crate::rules::image::Image;
use crate::rules::question::Question;
use crate::teach::examples;

/// The pastes.
pub static PASTES: Pastes = Pastes {
    half: &HALF,
    read,
    replied: |before, reply, question| conversation::replied(before, reply, question, &given(question, None)),
    decoded: |bytes| encoding::decode(bytes).0,
    examples: &examples::TEXTS,
    failed,
    diagnosis: diagnosed::diagnosed,
    found: found::found,
    several: several::several,
    onward: onward::onward,
};

fn read(before: &str, text: &str, question: &Question) -> Pasted {
    let told = of_named_image(before, text, question);
    let text = told.unwrap_or_else(|| continued(before, text, &given(question, None)));
    let evidence = evidence::read(&text);
    let mut reading = Reading::of_clues(&text, evidence.clues.clone(), question);
    reading.names.service.clone_from(&evidence.swarm.service);
    reading.engine = reading.engine.or_else(|| diagnose::engine(&evidence));
    if reading.image.is_none() && evidence.clues.images.len() > 1 {
        reading.image = image_that_failed(&evidence, &text, question);
    }
    Pasted { text, evidence, reading }
}

/// Of several images, the one that failed last: what is asked is about it.
fn image_that_failed(evidence: &evidence::Evidence, text: &str, question: &Question) -> Option<Image> {
    let last = diagnose::diagnose(evidence, text, &given(question, None)).into_iter().next()?;
    last.question?.image.get().cloned()
}

/// What was chosen, as a diagnosis takes it.
fn given(question: &Question, by_hand: Option<&Question>) -> diagnose::ChosenByHand {
    diagnose::ChosenByHand {
        kind: by_hand.and_then(|chosen| chosen.host.get()).filter(|host| host.kind_settled).map(|host| host.kind),
        engine: question.engine.get().copied(),
        isolation: question.isolation.get().copied(),
        hyperv: question.hyperv_available(),
    }
}

/// What failed in the paste. What it leaves open and a person has chosen is read as if it had been pasted.
fn failed(asked: &Asked, by_hand: &Question) -> Option<Rc<Failed>> {
    let pasted = asked.pasted.as_ref()?;
    let catalogue = Catalogue::builtin();
    let of = |evidence: &evidence::Evidence, text: &str| {
        let build = |host: &crate::rules::host::Host| host.version.build;
        let chosen = by_hand.host.get().map(build);
        let same = evidence.clues.hosts.iter().any(|host| host.version.map(|version| version.build) == chosen);
        answers(evidence, text, &given(&asked.question, same.then_some(by_hand)), &catalogue, asked.today)
    };
    let mut failed = of(&pasted.evidence, &pasted.text);
    let mut text = pasted.text.clone();
    for _ in 0..2 {
        let last: &Diagnosis = &failed.first()?.diagnosis;
        let Some(more) = with_chosen(&text, last, by_hand) else { break };
        let more_failed: Vec<Answered> = of(&evidence::read(&more), &more);
        (text, failed) = (more, more_failed);
    }
    (!failed.is_empty()).then(|| Rc::new(Failed(failed)))
}
