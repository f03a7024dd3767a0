//! What somebody tells of the nodes of a cluster: which of them work, which they want, whose they are.

use super::stated::{has_words, states_words};

/// "… fails on windows nodes", and somewhere "pods on linux nodes work properly".
pub(super) fn works_on_linux_nodes(lines: &[&str]) -> bool {
    const WORKS: [&str; 3] = ["work", "worked", "working"];
    const NOT: [&str; 4] = ["not work", "n't work", "n’t work", "worker"];
    let works = |lower: &str| {
        has_words(lower, "linux node")
            && WORKS.iter().any(|word| has_words(lower, word))
            && !NOT.iter().any(|word| lower.contains(word))
    };
    let any = |says: &dyn Fn(&str) -> bool| lines.iter().any(|line| says(&line.to_ascii_lowercase()));
    any(&works) && any(&|lower| lower.contains("windows node"))
}

/// "how we can configure the install to use a Linux-based node"; not "it works on Linux nodes".
pub(super) fn wants_linux_nodes(lower: &str) -> bool {
    const WISHES: [&str; 6] = ["how ", "select", "schedul", "to use a ", "should run on", "force"];
    ["linux-based node", "linux node", "linux worker"].iter().any(|node| lower.contains(node))
        && WISHES.iter().any(|wish| lower.contains(wish))
}

/// Whether somebody says that it happens on AKS: not "it runs on AKS, but on our EKS cluster …".
pub(super) fn is_told_on_aks(lines: &[&str]) -> bool {
    const AKS: [&str; 6] = ["in aks", "on aks", "aks cluster", "aks node", "aks windows", "azure kubernetes service"];
    const OTHERS: [&str; 9] = ["eks", "gke", "rke2", "rke", "k3s", "openshift", "on-prem", "on-premises", "on-premise"];
    const RUNS: [&str; 6] = ["work", "worked", "run", "ran", "fine", "succeed"];
    let any = |says: &dyn Fn(&str) -> bool| lines.iter().any(|line| says(&line.to_ascii_lowercase()));
    let told = |lower: &str| AKS.iter().any(|words| states_words(lower, words));
    // The part of a sentence that says so has to be about what failed.
    let fails = |lower: &str| {
        let parts = lower.split([',', ';']).flat_map(|part| part.split(". ")).flat_map(|part| part.split(" but "));
        let mut failing = parts.filter(|part| !RUNS.iter().any(|word| has_words(part, word)));
        failing.any(told)
    };
    let elsewhere = || any(&|lower| OTHERS.iter().any(|name| has_words(lower, name)));
    any(&told) && (!elsewhere() || any(&|lower| told(lower) && fails(lower)))
}

#[cfg(test)]
mod tests {
    use super::{is_told_on_aks, works_on_linux_nodes};

    #[test]
    fn what_is_told_of_nodes() {
        let on_aks = |line: &str| is_told_on_aks(&[line]);
        assert!(on_aks("On Windows nodes in AKS the pods crash") && on_aks("our AKS clusters"));
        assert!(!on_aks("in aksold000001") && !on_aks("kubernetes cluster"));
        assert!(on_aks("The pods don't start on AKS, on EKS they do.") && on_aks("Our shop runs on AKS."));
        for line in [
            "It runs on AKS, not on our EKS cluster:",
            "It works on AKS, but on our RKE2 cluster:",
            "It is not on AKS.",
        ] {
            assert!(!on_aks(line), "{line}");
        }
        assert!(works_on_linux_nodes(&["it fails on windows nodes", "On Linux nodes it works."]));
        assert!(!works_on_linux_nodes(&["it fails on windows nodes", "On Linux nodes it doesn't work."]));
        assert!(!works_on_linux_nodes(&["On Linux nodes it works."]));
        assert!(!works_on_linux_nodes(&["Linux nodes run the ingress workload; on a Windows node it fails"]));
    }
}
