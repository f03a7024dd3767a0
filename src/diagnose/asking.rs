//! A question while it is asked: what a person chose, and what the last paste says.
//!
//! Host and image are facts that a new text may state anew; engine and the rest are wishes, and a wish stays. What a text said is
//! gone with it, unless the next one gives the half that was still missing.

use super::conversation::merged;
use crate::rules::host::Host;
use crate::rules::question::{Action, Choice, Question};

/// What was chosen, and what is read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Asking {
    /// Chosen by hand, or by a link.
    hand: Question,
    /// What of the text counts.
    read: Question,
    /// All that the text said.
    said: Question,
    /// The text was about something that failed.
    failed: bool,
    /// The question is one to try: what a text says takes its place.
    example: bool,
}

impl Asking {
    /// A question that was chosen; one to try gives way to any text.
    pub fn of(question: Question, example: bool) -> Self {
        Self { hand: question, example, ..Self::default() }
    }

    /// What is asked now.
    pub fn question(&self) -> Question {
        let mut question = merged(&self.hand, &self.read);
        if let Choice::Set(read) = self.read.host {
            question.host = Choice::Set(self.hand.host.get().map_or(read, |hand| kind_of(hand, read)));
        }
        if let Choice::Set(image) = &self.read.image {
            question.image = Choice::Set(image.clone());
        }
        question
    }

    /// What was chosen by hand.
    pub const fn by_hand(&self) -> &Question {
        &self.hand
    }

    /// Whether the question is one to try.
    pub const fn is_example(&self) -> bool {
        self.example
    }

    /// Something was chosen: whatever the text said of it counts no longer.
    #[must_use]
    pub fn act(mut self, action: Action) -> Self {
        self.example = false;
        match &action {
            Action::Host(_) => self.read.host = Choice::Unset,
            Action::Image(_) => self.read.image = Choice::Unset,
            Action::Isolation(_) => self.read.isolation = Choice::Unset,
            Action::Engine(_) => self.read.engine = Choice::Unset,
            Action::Hyperv(_) => self.read.hyperv = Choice::Unset,
            Action::Family(_) => self.read.family = Choice::Unset,
            Action::Replace(_) => self.read = Question::default(),
        }
        self.hand = self.hand.reduce(action);
        self
    }

    /// A text was read. What it says again was chosen against before, and stays so.
    #[must_use]
    pub fn read(mut self, mut said: Question, failed: bool) -> Self {
        if self.example && (said.host.get().is_some() || said.image.get().is_some()) {
            self = Self::default();
        }
        if !failed && !self.failed && completes(&self.said, &said) {
            said = merged(&said, &self.said);
        }
        fn anew<T: Clone + PartialEq>(now: &Choice<T>, before: &Choice<T>, counts: &mut Choice<T>) {
            if now != before {
                *counts = now.clone();
            }
        }
        anew(&said.host, &self.said.host, &mut self.read.host);
        anew(&said.image, &self.said.image, &mut self.read.image);
        anew(&said.isolation, &self.said.isolation, &mut self.read.isolation);
        anew(&said.engine, &self.said.engine, &mut self.read.engine);
        anew(&said.hyperv, &self.said.hyperv, &mut self.read.hyperv);
        Self { said, failed, ..self }
    }
}

/// Whether one text gives the half that the other lacks, and nothing else.
fn completes(before: &Question, now: &Question) -> bool {
    let sides = |question: &Question| (question.host.get().is_some(), question.image.get().is_some());
    matches!((sides(before), sides(now)), ((true, false), (false, true)) | ((false, true), (true, false)))
}

/// A version that a server and a client share is of the kind that was chosen.
fn kind_of(hand: &Host, read: Host) -> Host {
    if read.kind_settled || hand.version.build != read.version.build {
        return read;
    }
    Host { arch: read.arch, home: read.home, place: read.place, ..Host::new(read.version, Some(hand.kind)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::link::{decode, encode};
    use crate::rules::question::Engine;

    fn asked(asking: &Asking) -> String {
        encode(&asking.question())
    }

    fn by_hand(query: &str) -> Asking {
        Asking::of(decode(query), false)
    }

    #[test]
    fn what_a_text_said_is_gone_with_it() {
        let pod = by_hand("").read(decode("host=ws2019&image=ltsc2022&engine=kubernetes"), true);
        assert_eq!(asked(&pod), "host=ws2019&image=ltsc2022&engine=kubernetes");
        let docker = pod.clone().read(decode("host=ws2022&image=ltsc2019"), true);
        assert_eq!(asked(&docker), "host=ws2022&image=ltsc2019");
        assert_eq!(asked(&pod.clone().read(decode("image=ltsc2019"), true)), "image=ltsc2019");
        assert_eq!(asked(&pod.read(decode(""), false)), "");
    }

    #[test]
    fn a_hosted_agent_has_no_hyperv_isolation() {
        let agent = by_hand("").read(decode("host=ws2022&image=ltsc2019&hyperv=no"), true);
        assert!(!agent.question().hyperv_available());
        assert!(agent.clone().act(Action::Hyperv(true)).question().hyperv_available(), "chosen by hand");
        assert!(agent.read(decode("host=ws2022&image=ltsc2019"), true).question().hyperv_available(), "another text");
    }

    #[test]
    fn what_was_chosen_by_hand_stays() {
        let asking = by_hand("").act(Action::Engine(Some(Engine::Swarm)));
        let asking = asking.read(decode("host=ws2022&image=ltsc2019&engine=kubernetes"), true);
        assert_eq!(asked(&asking), "host=ws2022&image=ltsc2019&engine=swarm");
        // A text that names a host is newer than the choice; without the text the choice is back.
        let asking = by_hand("host=ws2022&image=ltsc2019").read(decode("host=10.0.17763.5458"), false);
        assert_eq!(asked(&asking), "host=10.0.17763.5458&image=ltsc2019");
        assert_eq!(asked(&asking.read(decode(""), false)), "host=ws2022&image=ltsc2019");
    }

    #[test]
    fn what_is_read_again_undoes_no_choice() {
        let asking = by_hand("").read(decode("host=ws2019&image=ltsc2022"), false);
        let asking = asking.act(Action::Host(decode("host=ws2022").host));
        assert_eq!(asked(&asking), "host=ws2022&image=ltsc2022");
        let asking = asking.read(decode("host=ws2019&image=ltsc2022"), false);
        assert_eq!(asked(&asking), "host=ws2022&image=ltsc2022", "a blank was typed into the box");
        let cleared = asking.act(Action::Image(Choice::Unset));
        assert_eq!(asked(&cleared.read(decode("host=ws2019&image=ltsc2022"), false)), "host=ws2022");
    }

    #[test]
    fn the_missing_half_completes_the_question() {
        let asking = by_hand("").read(decode("host=10.0.20348.2113"), false);
        let whole = asking.clone().read(decode("image=10.0.17763.5458"), false);
        assert_eq!(asked(&whole), "host=10.0.20348.2113&image=10.0.17763.5458");
        assert_eq!(asked(&asking.read(decode("image=ltsc2022"), true)), "image=ltsc2022", "something else failed");
    }

    #[test]
    fn a_shared_build_is_of_the_kind_that_was_chosen() {
        let asking = by_hand("host=w11-24h2&image=ltsc2022").read(decode("host=10.0.26100.2314"), false);
        assert_eq!(asking.question().host.get().map(Host::name).as_deref(), Some("Windows 11 24H2"));
        let server = by_hand("host=ws2022&image=ltsc2022").read(decode("host=10.0.26100.2314"), false);
        assert_eq!(server.question().host.get().map(Host::name).as_deref(), Some("Windows Server 2025"));
    }

    #[test]
    fn an_example_gives_way() {
        let example = Asking::of(decode("host=ws2022&image=ltsc2019"), true);
        assert_eq!(asked(&example.clone().read(decode("host=ws2019"), false)), "host=ws2019");
        assert_eq!(asked(&example.clone().read(decode(""), true)), "host=ws2022&image=ltsc2019");
        let chosen = example.act(Action::Engine(None));
        assert_eq!(asked(&chosen.read(decode("host=ws2019"), false)), "host=ws2019&image=ltsc2019");
    }
}
