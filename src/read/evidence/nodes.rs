//! What somebody tells of the nodes of a cluster: which of them work, which they want, whose they are.

/// "… fails on windows nodes", and somewhere "pods on linux nodes work properly".
pub(super) fn works_on_linux_nodes(lines: &[&str]) -> bool {
    let says = |words: &[&str], not: &[&str]| {
        lines.iter().any(|line| {
            let lower = line.to_ascii_lowercase();
            words.iter().all(|word| lower.contains(word)) && !not.iter().any(|word| lower.contains(word))
        })
    };
    says(&["linux node", "work"], &["not work", "n't work", "n’t work", "worker"]) && says(&["windows node"], &[])
}

/// "how we can configure the install to use a Linux-based node"; not "it works on Linux nodes".
pub(super) fn wants_linux_nodes(lower: &str) -> bool {
    const WISHES: [&str; 6] = ["how ", "select", "schedul", "to use a ", "should run on", "force"];
    ["linux-based node", "linux node", "linux worker"].iter().any(|node| lower.contains(node))
        && WISHES.iter().any(|wish| lower.contains(wish))
}

/// Whether somebody says that it happens on AKS.
pub(super) fn is_told_on_aks(lower: &str) -> bool {
    ["in aks", "on aks", "aks cluster", "aks node", "aks windows", "azure kubernetes service"]
        .iter()
        .any(|words| has_words(lower, words))
}

/// Whether a line has these words, and no longer ones.
fn has_words(lower: &str, words: &str) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    lower.match_indices(words).any(|(at, _)| {
        let behind = lower[at + words.len()..].trim_start_matches('s');
        !inside(lower[..at].chars().next_back()) && !inside(behind.chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::{is_told_on_aks, works_on_linux_nodes};

    #[test]
    fn what_is_told_of_nodes() {
        assert!(is_told_on_aks("on windows nodes in aks the pods crash") && is_told_on_aks("our aks clusters"));
        assert!(!is_told_on_aks("in aksold000001") && !is_told_on_aks("kubernetes cluster"));
        assert!(works_on_linux_nodes(&["it fails on windows nodes", "On Linux nodes it works."]));
        assert!(!works_on_linux_nodes(&["it fails on windows nodes", "On Linux nodes it doesn't work."]));
        assert!(!works_on_linux_nodes(&["On Linux nodes it works."]));
    }
}
