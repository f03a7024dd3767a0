//! The ids of the rules and of the ways in which they fire. What each says is in its file below [`rule`](crate::rules::rule).

use core::fmt;

macro_rules! ids {
    ($($rule:ident { $($(#[doc = $doc:literal])* $reason:ident)* })*) => {
        /// A compatibility rule. The numbers never change meaning; each verdict names the rules that fired.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[expect(missing_docs, reason = "each is documented by its title, in its own file")]
        pub enum Rule { $($rule),* }

        impl Rule {
            /// All rules in order.
            pub const ALL: [Self; [$(stringify!($rule)),*].len()] = [$(Self::$rule),*];

            /// The stable id, such as `R4`.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$rule => stringify!($rule)),* }
            }
        }

        /// One rule that fired, and in which way.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Reason { $($($(#[doc = $doc])* $reason,)*)* }

        impl Reason {
            /// All of them, by rule.
            pub const ALL: &'static [Self] = &[$($(Self::$reason,)*)*];

            /// The rule that fired.
            pub const fn rule(self) -> Rule {
                match self { $($(Self::$reason => Rule::$rule,)*)* }
            }
        }
    };
}

ids! {
    R1 {
        /// Only one side is Windows 10.0.
        OtherMajorMinor
    }
    R2 {
        /// The builds are equal.
        BuildsEqual
        /// The builds differ.
        BuildsDiffer
    }
    R3 {
        /// The image is older than the host.
        OlderUnderHyperv
        /// Host and image have the same build.
        EqualUnderHyperv
    }
    R4 {
        /// The image is newer than the host.
        ImageNewer
        /// Windows 10 21H1 had temporary tags.
        FormerPreviewTags
    }
    R5 {
        /// Inside the stable range.
        StableAbi
        /// Below the stable range.
        BelowStableAbi
        /// The runtimes accept it, no page lists it.
        StableAbiUndocumented
        /// The published variants of the match answer differently.
        VariantsDisagree
    }
    R6 {
        /// Windows 11 is documented for this image.
        Windows11
        /// The table's label covers this Windows 11, which is newer than the table.
        Windows11Label
    }
    R7 {
        /// The only documented combination on 23H2.
        AnnualChannel
        /// Nothing is documented about Hyper-V isolation on 23H2.
        AnnualChannelHyperv
    }
    R8 {
        /// For development and testing.
        Windows10DevTest
        /// Before 1809 Hyper-V isolation only.
        Windows10HypervOnly
        /// Users report that it works.
        Windows10Reports
    }
    R9 {
        /// The revisions are equal.
        RevisionsEqual
        /// The revisions differ.
        RevisionsDiffer
        /// A revision is missing.
        RevisionsNeeded
    }
    R10 {
        /// The revisions may differ.
        RevisionsFree
    }
    R11 {
        /// Host and image lie on different sides of February 2020.
        BaselineCrossed
        /// An image of 11 February 2020, replaced a week later.
        BaselineSuperseded
    }
    R12 {}
    R13 {}
    R14 {}
    R15 {
        /// The catalogue does not know a build.
        UnknownBuild
    }
    R16 {
        /// The builds differ although the releases share their updates.
        SharedUpdates
    }
    R17 {
        /// The question says that Hyper-V isolation is not available.
        NoHyperv
    }
    R18 {}
    R19 {}
    R20 {}
    R21 {}
    R22 {}
    R23 {}
    R24 {
        /// Kubernetes has process isolation only.
        KubernetesProcessOnly
    }
    R25 {}
    R26 {}
    R27 {
        /// The image's version is not known.
        ImageVersionUnknown
    }
    R28 {
        /// The tag does not exist.
        NoSuchTag
    }
    R29 {
        /// A Linux image.
        LinuxImage
    }
    R30 {}
    R31 {
        /// Host and image are for different processors.
        ArchitecturesDiffer
    }
    R32 {}
    R33 {}
    R34 {}
    R35 {
        /// Home editions have no containers.
        HomeEdition
    }
    R36 {
        /// This machine of a service has no Hyper-V isolation.
        ServiceWithoutHyperv
    }
    R37 {
        /// The base for HostProcess containers has no Windows version.
        HostProcessBase
    }
    R38 {}
    R39 {}
    R40 {}
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl serde::Serialize for Rule {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}
