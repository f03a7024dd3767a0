//! Steps where a port can't be had.

use super::super::command::{self, Next};
use super::super::situation::Situation;
use crate::diagnose::{errors, ports};

/// Who has the port, and whether Windows keeps it back.
pub(super) fn of(situation: &Situation<'_>) -> Option<Vec<Option<Next>>> {
    let diagnosis = situation.diagnosis;
    if diagnosis.is_cluster() {
        return None;
    }
    let line = &diagnosis.line;
    let port = ports::named(line).or(situation.evidence.engine.published_port)?;
    let listens = Next::write(
        format!("See which process uses port {port}, or publish another port"),
        command::powershell(
            "Get-Process -Id (Get-NetTCPConnection -LocalPort § -State Listen).OwningProcess",
            &[&port.into()],
        ),
    );
    let ranges = command::of_table(errors::entry(diagnosis.code).command, |_| None);
    if ports::is_refused(line) {
        let look = Next::write(format!("See whether port {port} is in a range that Windows has reserved"), ranges);
        // https://github.com/docker/docs/issues/15452
        let other = Next::write(
            "If it is, publish another port, or let Windows’ NAT start again, which reserves other ranges. Containers and WSL lose their \
             network meanwhile",
            command::powershell("net stop winnat; net start winnat", &[]),
        );
        return Some(vec![
            Some(look),
            Some(other),
            Some(Next { title: format!("If not, see which process has port {port}"), ..listens }),
        ]);
    }
    let container = line.contains("already allocated").then(|| {
        Next::write(
            format!("See which container publishes port {port}, or publish another port"),
            command::any_shell("docker ps --filter publish=§", &[&port.into()]),
        )
    });
    let listens = match container {
        Some(_) => Next { title: format!("If none does, see which process uses port {port}"), ..listens },
        None => listens,
    };
    let reserved = Next::write("If nothing listens there, see which ports Windows has reserved", ranges);
    let mapping = line.contains("network nat").then(|| {
        Next::write(
            "If neither helps, see whether the mapping of an earlier container still holds it. Remove it with Remove-NetNatStaticMapping",
            command::powershell("Get-NetNatStaticMapping | Where-Object ExternalPort -eq §", &[&port.into()]),
        )
    });
    Some(vec![container, Some(listens), Some(reserved), mapping])
}
