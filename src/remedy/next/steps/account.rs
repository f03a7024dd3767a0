//! Steps where Windows couldn't log on a user of the container.

use super::super::command::{self, Next};
use super::super::situation::Situation;
use crate::diagnose::account::{Logon, logon_of};
use crate::remedy::target::value::Value;
use crate::rules::release::Family;

/// Another base, or another user.
pub(super) fn logon(situation: &Situation<'_>) -> Option<Vec<Option<Next>>> {
    let diagnosis = situation.diagnosis;
    match logon_of(&diagnosis.line, diagnosis.judged_name(), situation.judged_build()) {
        Logon::NanoOf2025 => {
            let from =
                |family: Family, tag: &str| command::dockerfile("FROM §", &[&Value::tagged(family.repository(), tag)]);
            Some(vec![
                Some(Next::write("Build on Server Core", from(Family::ServerCore, "ltsc2025"))),
                Some(Next::write("Or stay on Nano Server, the one of 2022", from(Family::NanoServer, "ltsc2022"))),
            ])
        }
        Logon::User => Some(vec![
            Some(as_administrator(situation)),
            Some(Next::write(
                "If that works, use a user that the image has made, without a password",
                command::dockerfile("RUN net user /add NAME\nUSER NAME", &[]),
            )),
        ]),
        Logon::Unknown => None,
    }
}

/// The two users that every base image has: <https://kubernetes.io/docs/tasks/configure-pod-container/configure-runasusername/>,
/// <https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-security>.
fn as_administrator(situation: &Situation<'_>) -> Next {
    const TITLE: &str = "Run it as ContainerAdministrator, to see whether it is the user";
    let written = match () {
        () if situation.diagnosis.is_cluster() => {
            const OPTIONS: &str = "securityContext:\n  windowsOptions:\n    runAsUserName: ContainerAdministrator";
            command::yaml(OPTIONS, &[])
        }
        () if situation.is_base_of_build() => command::dockerfile("USER ContainerAdministrator", &[]),
        () => command::any_shell("docker run --rm -it --user ContainerAdministrator §", &[&situation.image()]),
    };
    Next::write(TITLE, written)
}
