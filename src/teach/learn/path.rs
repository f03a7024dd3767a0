//! The lessons.

use super::index::*;
use super::{Lesson, Try};
use crate::rules::rule::{Rule, VERSION_COMPATIBILITY};

const fn to(label: &'static str, question: &'static str) -> Try {
    Try { label, question }
}

/// The lessons in order.
pub const PATH: [Lesson; 10] = [
    Lesson {
        entry: &BUILD,
        body: &[
            "A Windows version has four numbers: major, minor, build and revision. In 10.0.17763.973 the build is 17763 and \
             the revision is 973. Major and minor are 10 and 0 on every Windows that runs containers.",
            "The build names the release: 17763 is Windows Server 2019, 20348 is Windows Server 2022, 26100 is Windows \
             Server 2025. It changes only with a new release. The revision counts the updates and grows every month.",
            "One build can have many names. Windows Server 2019, version 1809 and ltsc2019 all mean 17763, and so does \
             Windows 10 1809. When names confuse you, compare builds.",
        ],
        question: "host=10.0.17763.973&image=10.0.17763.437",
        look_at: "The third numbers are equal, so the image runs. The fourth numbers differ, and from version 1809 on that is \
                  allowed; lesson 6 has the exception.",
        tries: &[
            to("Another build", "host=10.0.17763.973&image=10.0.18362.592"),
            to("By name instead of number", "host=ws2019&image=ltsc2019"),
        ],
        source: VERSION_COMPATIBILITY,
    },
    Lesson {
        entry: &NOT_LINUX,
        body: &[
            "A container brings its own files and borrows the kernel of its host. On Linux the line between the two is a list \
             of system calls that the kernel promises to keep, so an image hardly ever cares which kernel is below it.",
            "On Windows that line runs inside the system libraries. For decades libraries and kernel were shipped together \
             and changed together, so nobody had to keep the calls between them stable. An image brings the libraries of \
             its own release. On the kernel of another release they may not fit.",
            "Windows therefore compares the versions before it starts a container, and refuses instead of letting it fail \
             later in strange ways. That refusal is error 0xc0370101.",
        ],
        question: "host=ws2022&image=ltsc2019&isolation=process",
        look_at: "The image brings libraries of build 17763, the host has a kernel of build 20348. With process isolation that \
                  is refused.",
        tries: &[to("Libraries and kernel of one build", "host=ws2022&image=ltsc2022&isolation=process")],
        source: VERSION_COMPATIBILITY,
    },
    Lesson {
        entry: &ISOLATION,
        body: &[
            "With process isolation the container’s programs run on the host’s kernel, fenced off from the rest. It starts \
             fast and costs little, and the image’s libraries have to fit the host’s kernel.",
            "With Hyper-V isolation the container runs in a small virtual machine with a kernel that matches the image. So \
             an older image runs on a newer host. The price: it starts slower, takes more memory, and cannot use most \
             devices, GPUs among them. It needs the Hyper-V role and processor virtualization, and inside a virtual machine also \
             nested virtualization.",
            "It does not lift every rule: an image newer than the host is refused all the same. And Kubernetes and AKS do not \
             offer it.",
        ],
        question: "host=ws2025&image=ltsc2019",
        look_at: "One pair, two answers: no with process isolation, yes with Hyper-V isolation.",
        tries: &[
            to("The same on Kubernetes", "host=ws2025&image=ltsc2019&engine=kubernetes"),
            to("The same without Hyper-V", "host=ws2025&image=ltsc2019&hyperv=no"),
        ],
        source: Rule::R17.source(),
    },
    Lesson {
        entry: &BUILD_RULE,
        body: &[
            "Compare the image’s build with the host’s. Equal: it runs with process isolation. Image older: it runs with \
             Hyper-V isolation. Image newer: no isolation mode can run it.",
            "It is strict: 1903 and 1909 get the same updates, and still a 1903 image does not run on a 1909 host with process \
             isolation. The exceptions: on Server 2016 revisions count as well (lesson 5), five builds have the February 2020 \
             boundary (lesson 6), hosts from build 20348 on also run somewhat older images (lesson 7), and on Windows 10 \
             process isolation is for development and testing only.",
            "The three ways out are always the same. Rebuild the image on a base of the host’s release, run it on a host of \
             the image’s release, or, if the image is the older one, use Hyper-V isolation.",
        ],
        question: "host=ws2019&image=ltsc2022",
        look_at: "The image is newer than the host. Hyper-V isolation cannot help, because even its small virtual machine has \
                  to run on this host.",
        tries: &[
            to("Equal builds", "host=ws2019&image=ltsc2019"),
            to("An older image", "host=ws2019&image=1803"),
            to("Shared updates, other build", "host=ws1909&image=1903"),
        ],
        source: Rule::R4.source(),
    },
    Lesson {
        entry: &SERVER_2016,
        body: &[
            "On Windows Server 2016 the build is not enough. Host and image are both 14393, and with process isolation \
             Microsoft supports only pairs whose revisions are equal too.",
            "So an update of the host calls for an image of the same month, and the other way round. Where only one side was \
             updated, the container may start or may not; a common sign is “Element not found” (0x490). With Hyper-V \
             isolation revisions don’t matter.",
            "From version 1809 on this rule is gone, except for the February 2020 boundary in the next lesson. Keeping host \
             and image up to date is still good advice, and keeping the host at least as new as its images has saved people \
             from 0xc0370106.",
        ],
        question: "host=10.0.14393.1914&image=10.0.14393.1944",
        look_at: "Three numbers are equal, the fourth differs. The answer is “it depends”: not supported, and it may fail.",
        tries: &[
            to("Equal revisions", "host=10.0.14393.1944&image=10.0.14393.1944"),
            to("Revisions not known", "host=ws2016&image=ltsc2016"),
        ],
        source: VERSION_COMPATIBILITY,
    },
    Lesson {
        entry: &FEBRUARY_2020,
        body: &[
            "The updates of February 2020 changed something that host and image have to agree on. On builds 14393, 17134, \
             17763, 18362 and 18363 they are a boundary: host and image must be on the same side of it.",
            "Across it, containers fail with process isolation. The known sign is a container that starts while its \
             32-bit programs end at once with 0xC0000142.",
            "The numbers differ by one. On build 17763 a host is past the boundary from revision 1039 on (11 February), an \
             image from 1040 on (18 February): the images of the 11th were defective and replaced after a week, and hosts \
             never got a second update.",
        ],
        question: "host=10.0.17763.1039&image=10.0.17763.973",
        look_at: "The host has the update of February, the image is of January. Update the image, and it runs.",
        tries: &[
            to("Both after it", "host=10.0.17763.1039&image=10.0.17763.1040"),
            to("Both before it", "host=10.0.17763.973&image=10.0.17763.437"),
        ],
        source: Rule::R11.source(),
    },
    Lesson {
        entry: &STABLE_ABI,
        body: &[
            "With build 20348, Windows Server 2022, Microsoft began to keep the interface between libraries and kernel \
             stable for containers. From there on a newer host runs an older image with process isolation, as long as the \
             image is not older than a floor. Server 2025 and Windows 11 up to 24H2 run ltsc2022 this way; from 25H2 on it \
             depends on the version of the engine.",
            "The promise reaches from one long-term release to the next. It does not reach below 20348: ltsc2019 on Server \
             2022 still needs Hyper-V isolation. And it never reaches forward: a newer image on an older host is refused \
             as before.",
        ],
        question: "host=ws2025&image=ltsc2022",
        look_at: "The builds differ, 26100 and 20348, and still it runs with process isolation.",
        tries: &[
            to("Windows 11", "host=w11-24h2&image=ltsc2022"),
            to("Below the floor", "host=ws2022&image=ltsc2019"),
            to("Forward", "host=ws2022&image=ltsc2025"),
        ],
        source: Rule::R5.source(),
    },
    Lesson {
        entry: &WHO_DECIDES,
        body: &[
            "Microsoft’s table says what is supported, but it stops nothing. Three gates do, and they are not the same. Docker’s \
             classic image store looks once, at the pull, and refuses only images newer than the host. containerd, and \
             with it Kubernetes, looks for an entry that its own match accepts and otherwise finds nothing. Whatever passes \
             is compared once more by Windows when the container starts.",
            "containerd’s match was published in three variants. A accepts everything from 20348 up to the host. B begins at \
             the newest long-term release below the host. C begins one long-term release earlier. Up to build 26100 they \
             agree. On Windows 11 25H2 and later, B refuses ltsc2022, while A, C and Microsoft’s table accept it.",
        ],
        question: "host=w11-25h2&image=ltsc2022",
        look_at: "“Who decides” shows the gates side by side. The headline is the careful one: it depends on the version of the \
                  engine.",
        tries: &[
            to("Where all agree", "host=w11-24h2&image=ltsc2022"),
            to("Pulled, then refused at the start", "host=ws2022&image=ltsc2019&isolation=process"),
        ],
        source: Rule::R21.source(),
    },
    Lesson {
        entry: &TAGS,
        body: &[
            "The tag of a base image says which Windows it holds. ltsc2022 and 1809 move to the newest update every month. \
             1809-KB4493509 and 10.0.17763.437 stay at one update. There has been no latest since April 2019.",
            "The words differ between repositories. Server Core of 2019 is ltsc2019 or 1809, Nano Server of 2019 mostly \
             1809, Nano Server of 2016 sac2016. The repository windows ends with 20H2; from 2022 on it is windows/server.",
            "An image built on top keeps the Windows version of its base in os.version, and that decides, not the name. Some \
             tags, such as golang:latest, hold several Windows versions, and the engine picks one that suits the host.",
        ],
        question: "host=10.0.17763.973&image=ltsc2019&family=nanoserver",
        look_at: "The recommended FROM lines: one tag that moves, and two that stay at the host’s own update.",
        tries: &[to("The full API set on Server 2022", "host=ws2022&image=ltsc2022&family=server")],
        source: Rule::R28.source(),
    },
    Lesson {
        entry: &LAPTOP_AND_SERVER,
        body: &[
            "Unless told otherwise, Docker uses Hyper-V isolation on Windows 10 and 11, and process isolation on Windows \
             Server. One command, two kinds of isolation.",
            "So an older image runs on the laptop, which quietly gives it a kernel of its own, and then fails on the server \
             with 0xc0370101. To see on the laptop what the server will say, put --isolation=process before the image’s \
             name. To get the laptop’s behaviour on a server, use --isolation=hyperv, if the server can do it.",
        ],
        question: "host=w11-24h2&image=ltsc2019&engine=docker",
        look_at: "One image, two defaults. On the laptop it gets a kernel of its own and runs; on the server it shares the \
                  host’s kernel and is refused.",
        tries: &[
            to("The server’s default", "host=ws2022&image=ltsc2019&isolation=process&engine=docker"),
            to("An image both run alike", "host=w11-24h2&image=ltsc2022&isolation=process&engine=docker"),
        ],
        source: Rule::R18.source(),
    },
];
