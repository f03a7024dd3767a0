//! The labels in front of versions, and what each says.

use super::super::format::FormatId::{self, *};
use Meaning::*;
use Revision::{Not, Real};

/// What a label says about the version behind it.
#[derive(Clone, Copy)]
pub(super) enum Meaning {
    /// The version of a machine.
    Host(Revision, MachineName),
    /// The version of an image.
    Image,
    /// The version of an image, unless its config says more.
    History,
    /// `OsVersion`: of an image or of a machine, depending on who prints it.
    OsVersion,
    /// A label of a node, or a wish.
    NodeLabel,
    /// `Version`, as Win32_OperatingSystem prints it.
    Plain,
    /// `Windows: 10.0.17763.6054`, the name of the system with a colon.
    Stated,
    /// Something else.
    Nothing,
}
/// Whether the fourth number is the update build revision.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Revision {
    /// It is.
    Real,
    /// It counts something else.
    Not,
}
/// Where the machine's name stands.
#[derive(Clone, Copy)]
pub(super) enum MachineName {
    /// Nowhere.
    None,
    /// Above, in the output of systeminfo.
    Systeminfo,
    /// In a property beside it.
    ComputerInfo,
    /// In the description of a node, or below the kernel in that of an engine.
    Node,
    /// In another attribute of the node.
    Nomad,
}

/// Labels in front of a version, in lower case without their separator; the first match counts.
pub(super) const LABELS: &[(&str, FormatId, Meaning)] = &[
    ("dxcore version", ProgramReport, Nothing),
    ("osversion", ComputerInfo, OsVersion),
    ("os.version", ManifestList, Image),
    ("os_version", HubApi, Image),
    ("osver", ManifestList, Image),
    ("kernel.version", NomadNode, Host(Real, MachineName::Nomad)),
    ("kernelversion", NodeManifest, Host(Real, MachineName::Node)),
    ("kernel version", DescribeNode, Host(Real, MachineName::Node)),
    ("kernel-version", DescribeNode, Host(Real, MachineName::None)),
    // The form for issues of Kubernetes: `Kernel (e.g. uname -a): 10.0.17763.316`.
    ("uname -a)", ProgramReport, Host(Real, MachineName::None)),
    ("generic container os version", BcContainerHelper, Image),
    ("container os version", BcContainerHelper, Image),
    ("host os version", BcContainerHelper, Host(Real, MachineName::None)),
    ("os version", ProgramReport, Host(Not, MachineName::None)),
    ("windows sdk version", ProgramReport, Nothing),
    ("windows version", ProgramReport, Host(Real, MachineName::None)),
    ("windows", ProgramReport, Stated),
    ("windows server version", ProgramReport, Host(Real, MachineName::None)),
    ("host version", ProgramReport, Host(Real, MachineName::None)),
    ("windows-build", NodeLabels, NodeLabel),
    ("osbuild", NodeLabels, NodeLabel),
    ("windows nt", EnvironmentOsVersion, Host(Not, MachineName::None)),
    ("win32nt", EnvironmentOsVersion, Host(Not, MachineName::None)),
    ("buildversion", PsVersionTable, Host(Not, MachineName::None)),
    ("oshardwareabstractionlayer", ComputerInfo, Nothing),
    ("entries with version", DaemonLog, Host(Not, MachineName::None)),
    ("apply image", ImageHistory, History),
    ("install update", ImageHistory, History),
    ("windows, version", AppService, Image),
    ("supported os version is", AppService, Nothing),
    ("windows: windows.desktop", ProgramReport, Host(Real, MachineName::None)),
    ("windows-10", ProgramReport, Host(Not, MachineName::None)),
    ("windows-11", ProgramReport, Host(Not, MachineName::None)),
    ("version", Win32OperatingSystem, Plain),
];
