//! The logs, from the plain ones on.

use super::Drill;
use crate::diagnose::Cause::{self, *};

const fn drill(id: &'static str, title: &'static str, text: &'static str, wrong: [Cause; 3]) -> Drill {
    Drill { id, title, text, wrong }
}

/// All drills. Ids never change meaning.
pub const DRILLS: [Drill; 19] = [
    drill(
        "second-node",
        "A pod of a deployment can’t pull its image on one of the nodes.",
        include_str!("second-node.txt"),
        [NoSuchTag, LinuxImage, SandboxImage],
    ),
    drill(
        "runner-label",
        "A build agent was replaced over the weekend, and a build fails.",
        include_str!("runner-label.txt"),
        [ImageNewer, HypervMissing, BrokenLayer],
    ),
    drill(
        "fitting-node",
        "A pod waits on the node that it was pinned to.",
        include_str!("fitting-node.txt"),
        [ImageNewer, Scheduling, NoEntry],
    ),
    drill(
        "no-hypervisor",
        "An older image has to run on a virtual machine. The log is from a German Windows.",
        include_str!("no-hypervisor.txt"),
        [ImageOlder, ContainersFeatureMissing, BrokenLayer],
    ),
    drill(
        "metadata",
        "A Windows image is built on a developer’s PC.",
        include_str!("metadata.txt"),
        [NoSuchTag, ImageNewer, Architecture],
    ),
    drill(
        "replaced-pool",
        "The Windows node pool was replaced, and a deployment doesn’t come back.",
        include_str!("replaced-pool.txt"),
        [ImageOlder, EngineRefuses, Resources],
    ),
    drill(
        "batch-file",
        "A batch file builds an image and prints one error after the other.",
        include_str!("batch-file.txt"),
        [NoSuchTag, ImageOlder, LinuxEngine],
    ),
    drill(
        "equal-builds",
        "Node and image have the same build, and still the pod doesn’t start.",
        include_str!("equal-builds.txt"),
        [Revision, ImageOlder, IsolationNotAllowed],
    ),
    drill(
        "eleven-restarts",
        "A worker has restarted eleven times.",
        include_str!("eleven-restarts.txt"),
        [Revision, ImageNewer, BrokenLayer],
    ),
    drill(
        "new-laptop",
        "A new laptop can’t pull an image that worked on the old one.",
        include_str!("new-laptop.txt"),
        [ImageOlder, NoSuchTag, LinuxEngine],
    ),
    drill(
        "silent-exit",
        "A 32-bit service ends at once, without a log.",
        include_str!("silent-exit.txt"),
        [ImageNewer, Architecture, Resources],
    ),
    drill(
        "not-found",
        "Two images can’t be pulled.",
        include_str!("not-found.txt"),
        [ImageNewer, LinuxEngine, EngineRefuses],
    ),
    drill(
        "file-not-found",
        "One image runs on a PC with process isolation, another one doesn’t.",
        include_str!("file-not-found.txt"),
        [BrokenLayer, HypervMissing, NoSuchTag],
    ),
    drill(
        "new-sidecar",
        "A sidecar stopped starting with its newest version.",
        include_str!("new-sidecar.txt"),
        [SandboxImage, ImageNewer, Revision],
    ),
    drill(
        "access-denied",
        "A build fails at a step that copies files.",
        include_str!("access-denied.txt"),
        [ImageOlder, LinuxEngine, HostprocessBase],
    ),
    drill(
        "old-server",
        "Docker was installed on an old server and doesn’t start.",
        include_str!("old-server.txt"),
        [ContainersFeatureMissing, HypervMissing, ImageNewer],
    ),
    drill(
        "behind-a-proxy",
        "A server in a company network can’t pull a base image.",
        include_str!("behind-a-proxy.txt"),
        [ImageOlder, NoSuchTag, EngineRefuses],
    ),
    drill(
        "after-the-update",
        "A database container doesn’t start after an update.",
        include_str!("after-the-update.txt"),
        [ImageOlder, Revision, Resources],
    ),
    drill(
        "two-bases",
        "A build copies one file from one base image to another.",
        include_str!("two-bases.txt"),
        [BrokenLayer, ImageOlder, FilterDriver],
    ),
];
