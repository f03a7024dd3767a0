//! Questions to answer oneself: drawn from the matrix and from cases of revisions and engines, answered by [`judge`].
//!
//! Nothing here knows an answer. A question is a host and an image, its right answer is the verdict's outcome, and what is said
//! about each answer is made of the verdict's reasons. The same seed draws the same questions.

use crate::rules::{
    catalogue::Catalogue,
    headline,
    host::Host,
    image::Image,
    judge::judge,
    matrix,
    question::{Engine, Question},
    reason::Reason,
    release::Channel,
    rule::Rule,
    verdict::{Finding, Outcome, Verdict},
};

/// Pairs with revisions or with an engine, by their ids.
pub const CASES: [&str; 20] = [
    "10.0.14393.1770_10.0.14393.1770",
    "10.0.14393.1914_10.0.14393.1944",
    "10.0.14393.3504_10.0.14393.3506",
    "10.0.17134.1246_10.0.17134.1305",
    "10.0.17763.437_10.0.17763.973",
    "10.0.17763.973_10.0.17763.437",
    "10.0.17763.973_10.0.17763.1040",
    "10.0.17763.1039_10.0.17763.973",
    "10.0.17763.1039_10.0.17763.1040",
    "10.0.17763.1098_10.0.17763.1040",
    "10.0.18363.657_10.0.18363.592",
    "10.0.20348.3566_10.0.20348.587",
    "10.0.20348.3566_10.0.17763.7249",
    "10.0.26100.4061_10.0.20348.3566",
    "ws2022_ltsc2019_kubernetes",
    "ws2022_ltsc2022_kubernetes",
    "ws2025_ltsc2019_aks",
    "ws2025_ltsc2022_aks",
    "ws2025_ltsc2022_kubernetes",
    "w11-24h2_ltsc2019_docker",
];

/// The answers to choose from, in the order shown.
pub const ANSWERS: [Outcome; 5] = Outcome::ALL;

/// One question.
#[derive(Clone, Debug)]
pub struct Quiz {
    /// The stable id: host, image and engine, joined by `_`.
    pub id: String,
    /// The question, for the live answer and its link.
    pub question: Question,
    verdict: Verdict,
}

/// One answer to choose.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What it claims.
    pub outcome: Outcome,
    /// Whether that is so.
    pub right: bool,
    /// Why it is so, or why it is not.
    pub why: String,
}

impl Quiz {
    fn new(id: &str, question: Question) -> Option<Self> {
        // Today only decides notices, which the quiz does not show.
        let verdict = judge(&question)?;
        Some(Self { id: id.to_owned(), question, verdict })
    }

    /// The link to this question, as a query: `quiz=ws2022_ltsc2019`.
    pub fn query(&self) -> String {
        ["quiz=", &self.id].concat()
    }

    /// The question in words.
    pub fn text(&self) -> String {
        let subject = headline::title(&self.question).unwrap_or_default();
        let (host, with) = (self.verdict.host.version, self.question.engine.get());
        let host = host.revision.map(|_| format!(" ({host})")).unwrap_or_default();
        let with = with.map(|engine| format!(", with {}", engine.title())).unwrap_or_default();
        format!("{subject}{host}{with}: what happens?")
    }

    /// The numbers behind the names, for those who want them.
    pub fn hint(&self) -> String {
        let image = self.verdict.image.map(|version| version.to_string()).unwrap_or_default();
        format!("The host is {}, the image {image}.", self.verdict.host.version)
    }

    /// The right answer: what the rules say.
    pub fn outcome(&self) -> Outcome {
        self.verdict.outcome
    }

    /// Every answer with its explanation, in the order shown.
    pub fn answers(&self) -> [Answer; 5] {
        ANSWERS.map(|outcome| {
            let right = outcome == self.verdict.outcome;
            Answer { outcome, right, why: if right { self.why_right() } else { self.why_wrong(outcome) } }
        })
    }

    /// The rules behind the right answer, each once.
    pub fn rules(&self) -> Vec<Rule> {
        self.verdict.rules()
    }

    /// The reasons of the kind of isolation that decides; of both where process isolation was ruled out.
    fn why_right(&self) -> String {
        match self.verdict.outcome {
            Outcome::Process | Outcome::Depends => self.reasons(&self.verdict.process),
            _ => self.texts(&self.verdict.reasons()),
        }
    }

    /// Why it is not `wrong`: the reasons that speak against what it claims.
    fn why_wrong(&self, wrong: Outcome) -> String {
        let Verdict { process, hyperv, outcome, .. } = &self.verdict;
        let (opening, reasons) = match (wrong, outcome) {
            (Outcome::Process, Outcome::Depends) => ("That is not certain.", self.reasons(process)),
            (Outcome::Process, _) => ("It doesn’t run with process isolation.", self.reasons(process)),
            (Outcome::Hyperv, Outcome::Process) => ("It does not need Hyper-V isolation.", self.reasons(process)),
            (Outcome::Hyperv, Outcome::Depends) => ("Process isolation is not ruled out.", self.reasons(process)),
            (Outcome::Hyperv, Outcome::Unknown) => ("That is not documented.", self.reasons(hyperv)),
            (Outcome::Hyperv, _) => ("Hyper-V isolation does not help.", self.reasons(hyperv)),
            (Outcome::None, Outcome::Process) => ("It runs.", self.reasons(process)),
            (Outcome::None, Outcome::Hyperv) => ("There is a way.", self.reasons(hyperv)),
            (Outcome::None, Outcome::Depends) => ("It may start.", self.reasons(process)),
            (Outcome::None, _) => ("No documentation says that.", self.reasons(hyperv)),
            (Outcome::Depends, _) => {
                ("Neither a missing revision nor the version of the runtime decides here.", self.sentence())
            }
            (Outcome::Unknown, _) => ("Both builds are known, and the rules cover the pair.", self.sentence()),
        };
        [opening, &reasons].join(" ")
    }

    fn sentence(&self) -> String {
        headline::sentence(&self.question, &self.verdict).to_owned()
    }

    fn reasons(&self, finding: &Finding) -> String {
        self.texts(&finding.reasons)
    }

    fn texts(&self, reasons: &[Reason]) -> String {
        let texts: Vec<String> = reasons.iter().map(|reason| reason.text(&self.verdict)).collect();
        texts.join(" ")
    }
}

/// The question with this id: a pair of the matrix, or one of [`CASES`].
pub fn by_id(id: &str, catalogue: &Catalogue) -> Option<Quiz> {
    let mut parts = id.split('_');
    let (host, image, engine) = (parts.next()?, parts.next()?, parts.next());
    let question = if CASES.contains(&id) {
        let engine = engine.and_then(Engine::from_slug);
        Question { engine: engine.into(), ..Question::new(Host::parse(host, None).ok()?, Image::parse(image).ok()?) }
    } else {
        let host = matrix::hosts(catalogue).find(|release| release.slug == host)?;
        let image = matrix::images(catalogue).find(|release| release.image_slug == Some(image))?;
        engine.is_none().then(|| matrix::question(host, image))?
    };
    Quiz::new(id, question)
}

/// The ids of all questions: every pair of the matrix, then the cases.
pub fn all_ids(catalogue: &Catalogue) -> Vec<String> {
    let pairs = matrix::hosts(catalogue).flat_map(|host| matrix::images(catalogue).map(move |image| pair(host, image)));
    pairs.chain(CASES.map(str::to_owned)).collect()
}

fn pair(host: &crate::rules::release::Release, image: &crate::rules::release::Release) -> String {
    [host.slug, "_", image.image_slug.unwrap_or_default()].concat()
}

/// `n` questions for a seed, none twice, fewer only where the catalogue has no more.
///
/// Drawn evenly from the cases and from pairs by their answer, so that “won’t run”, the most frequent one in the matrix, is not
/// always right. Pairs are drawn with images of long-term releases only, those people meet; the others have links all the same.
pub fn quiz(seed: u64, n: usize, catalogue: &Catalogue) -> Vec<Quiz> {
    let mut random = Random(seed);
    let mut pools = Pools::of(catalogue);
    let mut drawn = Vec::with_capacity(n);
    while drawn.len() < n {
        let Some(quiz) = pools.draw(&mut random) else { break };
        drawn.push(quiz);
    }
    drawn
}

/// So many questions make a round.
pub const ROUND: usize = 10;

/// A round of questions, and what was answered so far.
#[derive(Clone, Debug)]
pub struct Round {
    questions: Vec<Quiz>,
    /// Which one is open.
    at: usize,
    /// The answers so far, in the order of the questions.
    given: Vec<Outcome>,
}

impl Round {
    /// A round of [`ROUND`] questions drawn for a seed; it begins with `first`, if there is one.
    pub fn new(first: Option<Quiz>, seed: u64, catalogue: &Catalogue) -> Self {
        let id = first.as_ref().map(|quiz| quiz.id.clone());
        let others = quiz(seed, ROUND, catalogue).into_iter().filter(|quiz| Some(&quiz.id) != id.as_ref());
        Self { questions: first.into_iter().chain(others).take(ROUND).collect(), at: 0, given: Vec::new() }
    }

    /// The open question; `None` after the last one.
    pub fn open(&self) -> Option<&Quiz> {
        self.questions.get(self.at)
    }

    /// What was answered to the open question.
    pub fn answered(&self) -> Option<Outcome> {
        self.given.get(self.at).copied()
    }

    /// Whether the first question is open.
    pub fn is_new(&self) -> bool {
        self.at == 0
    }

    /// Answers the open question; the first answer counts.
    pub fn answer(&mut self, outcome: Outcome) {
        if self.answered().is_none() && self.open().is_some() {
            self.given.push(outcome);
        }
    }

    /// Goes on to the next question, once the open one is answered.
    pub fn next(&mut self) {
        if self.answered().is_some() {
            self.at += 1;
        }
    }

    /// The questions answered so far, and whether the answer was right.
    pub fn review(&self) -> impl Iterator<Item = (&Quiz, bool)> {
        self.questions.iter().zip(&self.given).map(|(quiz, given)| (quiz, quiz.outcome() == *given))
    }

    /// `3 of 4 right`; empty before the first answer.
    pub fn score(&self) -> String {
        let right = self.review().filter(|(_, right)| *right).count();
        if self.given.is_empty() { String::new() } else { format!("{right} of {} right", self.given.len()) }
    }

    /// `Question 2 of 10`.
    pub fn place(&self) -> String {
        format!("Question {} of {}", self.at + 1, self.questions.len())
    }

    /// What is said aloud about the answer to the open question.
    pub fn said(&self) -> Option<String> {
        let (quiz, given) = self.open().zip(self.answered())?;
        let word = if quiz.outcome() == given { "Right" } else { "Not right" };
        Some(format!("{word}: {}. {}", quiz.outcome().title(), self.score()))
    }
}

/// The questions not yet drawn: cases, and pairs by answer.
struct Pools([Vec<Quiz>; 4]);

impl Pools {
    fn of(catalogue: &Catalogue) -> Self {
        let cases = CASES.iter().filter_map(|id| by_id(id, catalogue)).collect();
        let images = matrix::images(catalogue).filter(|image| image.channel == Channel::Ltsc);
        let images: Vec<_> = images.collect();
        let pairs = matrix::hosts(catalogue).flat_map(|host| images.iter().map(move |image| (host, *image)));
        let pairs: Vec<Quiz> =
            pairs.filter_map(|(host, image)| Quiz::new(&pair(host, image), matrix::question(host, image))).collect();
        let with = |outcomes: &[Outcome]| -> Vec<Quiz> {
            pairs.iter().filter(|quiz| outcomes.contains(&quiz.outcome())).cloned().collect()
        };
        Self([
            cases,
            with(&[Outcome::Process, Outcome::Depends, Outcome::Unknown]),
            with(&[Outcome::Hyperv]),
            with(&[Outcome::None]),
        ])
    }

    /// Takes one question out of one of the pools that are not empty.
    fn draw(&mut self, random: &mut Random) -> Option<Quiz> {
        let mut full: Vec<&mut Vec<Quiz>> = self.0.iter_mut().filter(|pool| !pool.is_empty()).collect();
        if full.is_empty() {
            return None;
        }
        let pool = full.swap_remove(random.below(full.len()));
        Some(pool.swap_remove(random.below(pool.len())))
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): small, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`, which is at least 1. The bias is below `end` in 2^32.
    fn below(&mut self, end: usize) -> usize {
        (((self.next() >> 32) * end as u64) >> 32) as usize
    }
}
