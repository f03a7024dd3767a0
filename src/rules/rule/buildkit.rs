//! R38: BuildKit and images over several Windows versions.

use super::about::About;

pub(super) const ABOUT: About = About::new(
    "docker buildx build can target a Windows version and records it in the manifest list",
    "https://github.com/moby/buildkit/commit/94ddeb7db",
);

/// What to know, in a sentence or two.
pub const SENTENCE: &str = "docker buildx build --platform \"windows(10.0.20348)/amd64\" (BuildKit 0.19 or later) \
     builds for one Windows version and writes its os.version into the list; docker buildx imagetools create leaves \
     it out. In the Dockerfile, TARGETOSVERSION holds the number.";

/// What to know of a list made by hand.
pub const FOUR_PARTS: &str = "Docker’s classic image store prefers an entry whose os.version begins with the host’s \
     build and a dot, such as “10.0.20348.”. Give all four numbers.";

/// The platform of a Windows version as BuildKit and containerd write it: `windows(10.0.20348)/amd64`.
pub fn platform(build: u16) -> String {
    format!("windows(10.0.{build})/amd64")
}
