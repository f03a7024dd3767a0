//! The step in which a cluster reaches the version of Kubernetes that its new nodes need.

use super::context::{PlanContext, StepKind};
use super::steps::PlanStep;
use super::words::{Show as _, concat};
use super::{Kubernetes, aks};

impl PlanContext<'_> {
    /// The cluster of AKS is older than the first version that has nodes with the target.
    pub(super) fn upgrade(&self) -> Option<PlanStep> {
        let (way, nodes) = (self.way()?, aks::support(self.target.slug)?);
        let to = way.to.show();
        let mut text = concat(&[
            "The nodes run Kubernetes ",
            &way.now.show(),
            "; AKS has ",
            nodes.sku,
            " pools only from ",
            &to,
            " on. Going there takes one minor version at a time.",
        ]);
        let old = self.old.iter().filter_map(|row| self.grid.hosts.get(*row)?.host.release?.aks.as_ref());
        let last =
            old.filter_map(|old| Some((old.until?.parse::<Kubernetes>().ok()?, old))).min_by_key(|(until, _)| *until);
        match last {
            Some((until, old)) if until >= way.to => text.push_str(&concat(&[
                " Stop at ",
                &until.show(),
                " while there are ",
                old.sku,
                " pools: they don’t go further.",
            ])),
            Some((until, old)) => text.push_str(&concat(&[
                " No version has both: ",
                old.sku,
                " pools go only up to ",
                &until.show(),
                ", so move to a new cluster.",
            ])),
            None => {}
        }
        self.step(StepKind::Upgrade, concat(&["Upgrade the cluster to Kubernetes ", &to]), text, &[], &[])
    }
}
