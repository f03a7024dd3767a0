//! What is missing of a case, with the command that shows it.

use super::case::Case;
use super::missing::Missing;
use crate::read::evidence::{Phase, Starter};
use crate::rules::probe;

impl Case<'_> {
    /// Asks for the machine's version.
    pub(super) fn ask_host(&self) -> Missing {
        if self.is_cluster() {
            return Missing::host("Which Windows does the node run?", probe::NODES);
        }
        if self.evidence.engine.starter == Some(Starter::GitlabRunner) {
            return Missing::host(
                "Which Windows does the machine of the GitLab runner have? Run this there.",
                probe::VER,
            );
        }
        if self.evidence.engine.starter == Some(Starter::ServiceFabric) {
            return Missing::host(
                "Which Windows do the nodes of the cluster run? Run this on one of them.",
                probe::VER,
            );
        }
        if self.evidence.engine.hosted.is_some() {
            return Missing::host(
                "Which Windows does the agent run? “Set up job” shows it, as do runner names such as \
                     windows-2022; or run this in a step.",
                probe::VER,
            );
        }
        let sentence = match self.node() {
            Some(node) => format!("Which Windows does {node} run? Run this there, not in a container."),
            None => "Which Windows is the host? Run this on the host, not in a container.".to_owned(),
        };
        Missing::host(sentence, probe::VER)
    }

    /// Asks for the image's version.
    pub(super) fn ask_image(&self) -> Missing {
        let image = self.image_argument();
        if self.evidence.engine.starter == Some(Starter::GitlabRunner) && self.reference.is_none() {
            return Missing::image(
                "Which image does the job use? It stands behind image: in .gitlab-ci.yml, else in the \
                     runner’s config.toml. Ask it for its Windows.",
                probe::about(probe::IMAGE_VERSION, &image),
            );
        }
        let in_store = !self.is_cluster() && !matches!(self.incident.error.phase, Phase::Pull);
        if in_store {
            return Missing::image("Which Windows was the image made for?", probe::about(probe::IMAGE_VERSION, &image));
        }
        Missing::image(
            "Which Windows versions does the tag hold? Look at each os.version. This doesn’t download the \
                 image.",
            probe::about(probe::MANIFEST, &image),
        )
    }
}
