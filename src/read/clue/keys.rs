//! The keys of JSON that say something about hosts and images.

/// The keys that say something, in lower case.
pub(super) const KEYS: &[&str] = &[
    "os",
    "osversion",
    "os.version",
    "os_version",
    "kernelversion",
    "operatingsystem",
    "osimage",
    "name",
    "hostname",
    "id",
    "repotags",
    "repodigests",
    "ref",
    "isolation",
    "nodeimageversion",
    "osbuildnumber",
    "csname",
    "ostype",
    "metadata",
    "labels",
    "node.kubernetes.io/windows-build",
    "hostconfig",
    "description",
    "layers",
    "names",
];
pub(super) const OS: usize = 0;
pub(super) const OS_VERSION: usize = 1;
pub(super) const OS_DOT_VERSION: usize = 2;
pub(super) const OS_UNDERSCORE_VERSION: usize = 3;
pub(super) const KERNEL: usize = 4;
pub(super) const OPERATING_SYSTEM: usize = 5;
pub(super) const OS_IMAGE: usize = 6;
pub(super) const NAME: usize = 7;
pub(super) const HOSTNAME: usize = 8;
pub(super) const ID: usize = 9;
pub(super) const REPO_TAGS: usize = 10;
pub(super) const REPO_DIGESTS: usize = 11;
pub(super) const REF: usize = 12;
pub(super) const ISOLATION: usize = 13;
pub(super) const NODE_IMAGE: usize = 14;
pub(super) const OS_BUILD_NUMBER: usize = 15;
pub(super) const CS_NAME: usize = 16;
pub(super) const OS_TYPE: usize = 17;
pub(super) const METADATA: usize = 18;
pub(super) const LABELS: usize = 19;
pub(super) const WINDOWS_BUILD: usize = 20;
pub(super) const HOST_CONFIG: usize = 21;
pub(super) const DESCRIPTION: usize = 22;
pub(super) const COUNT: usize = 25;
/// A key that says nothing.
pub(super) const OTHER: u8 = u8::MAX;
