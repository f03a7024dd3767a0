//! Two versions laid side by side, part by part: which numbers have to agree, and do they?

use crate::rules::{
    judge,
    question::Isolation,
    reason::Reason,
    verdict::{Support, Verdict},
};

/// What a pair of numbers means for the verdict.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Mark {
    /// As it has to be.
    Match,
    /// Not as it has to be.
    Mismatch,
    /// Anything goes.
    Free,
    /// One of the numbers, or the rule, is not known.
    Unknown,
}

impl Mark {
    /// The stable word of the page hook.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Match => "match",
            Self::Mismatch => "mismatch",
            Self::Free => "free",
            Self::Unknown => "unknown",
        }
    }

    /// A shape that goes with the word, so that colour is never alone.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Match => "✔",
            Self::Mismatch => "✖",
            Self::Free => "–",
            Self::Unknown => "?",
        }
    }
}

/// One of the four numbers of a version, of the host and of the image.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VersionPart {
    /// What the number is called.
    pub name: &'static str,
    /// The host's, where it is given.
    pub host: Option<u32>,
    /// The image's, where it is given.
    pub image: Option<u32>,
    /// Whether they are as they have to be.
    pub mark: Mark,
    /// What holds for this part, in a word or two: the rule where it is kept, what is against it where it is not.
    pub rule: &'static str,
}

/// The anatomy of a question's two versions for one kind of isolation: major, minor, build and revision. `None` where the image's
/// version is not known.
pub fn anatomy(verdict: &Verdict, isolation: Isolation) -> Option<[VersionPart; 4]> {
    let (host, image) = (verdict.host.version, verdict.image?);
    let same = |a: u16, b: u16| if a == b { Mark::Match } else { Mark::Mismatch };
    let (build, build_rule) = build(verdict, isolation, host.build, image.build);
    let revision = revision(verdict, isolation);
    let part = |name, host, image, (mark, rule)| VersionPart { name, host, image, mark, rule };
    let wide = |number: u16| Some(u32::from(number));
    Some([
        part("major", wide(host.major), wide(image.major), (same(host.major, image.major), "equal")),
        part("minor", wide(host.minor), wide(image.minor), (same(host.minor, image.minor), "equal")),
        part("build", wide(host.build), wide(image.build), (build, build_rule)),
        part("revision", host.revision, image.revision, revision),
    ])
}

/// What the picture shows, in one sentence.
pub fn caption(verdict: &Verdict, isolation: Isolation) -> &'static str {
    let build = verdict.host.version.build;
    match isolation {
        Isolation::Hyperv => "Hyper-V isolation only needs an image that isn’t newer than the host.",
        Isolation::Process if build < judge::STABLE_ABI => {
            "Process isolation shares the host’s kernel, so the builds must be equal. Hyper-V isolation only needs \
                 an image that isn’t newer."
        }
        Isolation::Process => {
            "Process isolation shares the host’s kernel. Since Windows Server 2022 that kernel also runs somewhat \
                 older images. Hyper-V isolation only needs an image that isn’t newer."
        }
    }
}

fn build(verdict: &Verdict, isolation: Isolation, host: u16, image: u16) -> (Mark, &'static str) {
    let support = verdict.finding(isolation).support;
    let newer = image > host;
    match (isolation, support) {
        _ if newer => (Mark::Mismatch, "image newer"),
        (Isolation::Hyperv, _) => (Mark::Match, "image not newer"),
        (_, Support::Unknown) => (Mark::Unknown, "not known"),
        _ if host < judge::STABLE_ABI && host == image => (Mark::Match, "same build"),
        _ if host < judge::STABLE_ABI => (Mark::Mismatch, "image older"),
        _ if verdict.process.reasons.contains(&Reason::VariantsDisagree) => (Mark::Unknown, "disputed"),
        _ if image < judge::STABLE_ABI => (Mark::Mismatch, "below 20348, this host’s limit"),
        _ if host == image => (Mark::Match, "same build"),
        _ => (Mark::Match, "recent enough"),
    }
}

fn revision(verdict: &Verdict, isolation: Isolation) -> (Mark, &'static str) {
    use Reason::*;
    let has = |reason| verdict.process.reasons.contains(&reason);
    match isolation {
        Isolation::Hyperv => (Mark::Free, "any"),
        _ if has(BaselineCrossed) || has(BaselineSuperseded) => (Mark::Mismatch, "Feb 2020"),
        _ if has(RevisionsEqual) => (Mark::Match, "same revision"),
        _ if has(RevisionsDiffer) => (Mark::Mismatch, "revisions differ"),
        _ if has(RevisionsNeeded) => (Mark::Unknown, "revisions?"),
        _ => (Mark::Free, "any"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{judge::judge, link};

    #[track_caller]
    fn marks(query: &str, isolation: Isolation) -> [(Mark, &'static str); 2] {
        let verdict = judge(&link::decode(query)).unwrap();
        let [major, minor, build, revision] = anatomy(&verdict, isolation).unwrap();
        assert_eq!((major.mark, minor.mark), (Mark::Match, Mark::Match));
        [(build.mark, build.rule), (revision.mark, revision.rule)]
    }

    #[test]
    fn before_the_stable_kernel_builds_are_equal() {
        use {Isolation::*, Mark::*};
        assert_eq!(marks("host=ws2019&image=ltsc2019", Process), [(Match, "same build"), (Free, "any")]);
        assert_eq!(marks("host=ws2019&image=ltsc2016", Process), [(Mismatch, "image older"), (Free, "any")]);
        assert_eq!(marks("host=ws2019&image=ltsc2016", Hyperv), [(Match, "image not newer"), (Free, "any")]);
        assert_eq!(marks("host=ws2019&image=ltsc2022", Hyperv), [(Mismatch, "image newer"), (Free, "any")]);
    }

    #[test]
    fn since_2022_builds_lie_in_a_range() {
        use {Isolation::*, Mark::*};
        assert_eq!(marks("host=ws2025&image=ltsc2022", Process), [(Match, "recent enough"), (Free, "any")]);
        assert_eq!(
            marks("host=ws2022&image=ltsc2019", Process),
            [(Mismatch, "below 20348, this host’s limit"), (Free, "any")]
        );
        assert_eq!(marks("host=w11-25h2&image=ltsc2022", Process), [(Unknown, "disputed"), (Free, "any")]);
        assert_eq!(marks("host=30000&image=ltsc2022", Process), [(Unknown, "not known"), (Free, "any")]);
    }

    #[test]
    fn revisions_count_on_2016_and_across_february_2020() {
        use {Isolation::*, Mark::*};
        let [_, differ] = marks("host=14393.1914&image=14393.1944", Process);
        let [_, missing] = marks("host=ws2016&image=ltsc2016", Process);
        let [_, crossed] = marks("host=17763.1000&image=17763.1100", Process);
        assert_eq!(
            [differ, missing, crossed],
            [(Mismatch, "revisions differ"), (Unknown, "revisions?"), (Mismatch, "Feb 2020")]
        );
    }
}
