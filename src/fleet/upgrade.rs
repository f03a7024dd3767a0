//! The step in which a cluster reaches the version of Kubernetes that its new nodes need.

use super::context::{Context, StepKind};
use super::steps::Step;
use super::words::{Show as _, concat};
use super::{Kubernetes, aks};
use crate::remedy::target::text::{Slot, Text};
use crate::remedy::target::value::Value;
use crate::remedy::target::{Language, Snippet, Target, aks as pools};
use crate::rules::{question::Engine, rule::Rule};

/// From which version to which.
#[derive(Clone, Copy)]
struct Way {
    now: Kubernetes,
    to: Kubernetes,
}

impl Context<'_> {
    /// The cluster of AKS is older than the first version that has nodes with the target.
    pub(super) fn upgrade(&self) -> Option<Step> {
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

    fn way(&self) -> Option<Way> {
        let from = aks::support(self.target.slug).filter(|nodes| !nodes.retired(self.today))?.from?;
        let (now, to) = (self.fleet.kubernetes?, from.parse::<Kubernetes>().ok()?);
        let aks = self.fleet.engine == Some(Engine::Aks);
        (aks && !self.old.is_empty() && (now.minor < to.minor)).then_some(Way { now, to })
    }
}

/// [No minor version is skipped](https://learn.microsoft.com/azure/aks/upgrade-aks-cluster), but from one that AKS no longer supports.
pub(super) fn commands(context: &Context<'_>) -> Option<Snippet> {
    let Way { now, to } = context.way()?;
    let [group, cluster] = super::commands::group_and_cluster();
    let next = Kubernetes { minor: now.minor + 1, patch: None };
    let version = Value::name(&next.show())?;
    let next = if next == to { Slot::known(version) } else { Slot::edit(version) };
    let mut text = Text::new(Language::Shell, Rule::R24);
    text.comment("The versions that can be next:");
    text.fill("az aks get-upgrades --resource-group § --name § --output table\n", &[&group, &cluster]);
    text.comment(&["One of them, and again until it is ", &to.show(), ":"].concat());
    text.fill("az aks upgrade --resource-group § --name § --kubernetes-version §\n", &[&group, &cluster, &next]);
    Some(text.snippet(Target::Aks, "Upgrade, one version after the other", pools::AZURE))
}
