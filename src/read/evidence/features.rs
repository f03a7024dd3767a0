//! The features of Windows that a text shows as on: what is on needs no turning on.

/// What a text shows as on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct FeaturesSeen {
    /// The feature or role Hyper-V.
    pub hyperv: bool,
    /// The feature Containers.
    pub containers: bool,
    /// Virtualization in the firmware.
    pub firmware: bool,
}

/// Reads all lines.
pub(super) fn read(lines: &[&str]) -> FeaturesSeen {
    let mut seen = FeaturesSeen::default();
    for (at, line) in lines.iter().enumerate() {
        let lower = line.to_ascii_lowercase();
        let on = is_on(&lower) || is_named(&lower) && lines[at + 1..].iter().take(6).any(|line| is_state_on(line));
        if on {
            seen.hyperv |= lower.contains("hyper-v") || lower.contains("hypervisor feature");
            seen.containers |= lower.contains("containers") && !lower.contains("containers-");
            seen.firmware |= lower.contains("virtualization") && !lower.contains("nested");
        }
    }
    seen
}

/// `FeatureName : Containers`, above its state.
fn is_named(lower: &str) -> bool {
    let line = lower.trim_start();
    ["featurename", "feature name"].iter().any(|key| line.starts_with(key))
}

/// `State : Enabled`.
fn is_state_on(line: &str) -> bool {
    let Some((key, value)) = line.split_once(':') else { return false };
    key.trim().eq_ignore_ascii_case("state") && value.trim().eq_ignore_ascii_case("enabled")
}

/// A row of a table, or a sentence that says it and neither asks nor advises.
fn is_on(lower: &str) -> bool {
    const SAYS: [&str; 12] = [
        "enabled in firmware: yes",
        "is enabled",
        "are enabled",
        "both enabled",
        "already enabled",
        "is turned on",
        "are turned on",
        "are on",
        "is on.",
        "is installed",
        "enabled hyper-v",
        "hyper-v enabled",
    ];
    const UNSURE: [&str; 17] = [
        " not ",
        "n't",
        "cannot",
        "must",
        "should",
        "make sure",
        "ensure",
        "need",
        "require",
        "if ",
        "whether",
        "check",
        "verify",
        "unless",
        "when ",
        "?",
        "disabled",
    ];
    let words: Vec<&str> = lower.split_whitespace().collect();
    let row = match words[..] {
        [name, "enabled"] | ["[x]", name, .., "installed"] => {
            ["hyper-v", "containers"].iter().any(|of| name.contains(of))
        }
        [.., "hyper-v", "installed"] | [.., "containers", "installed"] => words.first() == Some(&"[x]"),
        _ => false,
    };
    row || SAYS.iter().any(|says| lower.contains(says)) && !UNSURE.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn on(text: &str, hyperv: bool, containers: bool, firmware: bool) {
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(read(&lines), FeaturesSeen { hyperv, containers, firmware }, "{text}");
    }

    #[test]
    fn what_is_shown_as_on() {
        on("FeatureName : Microsoft-Hyper-V\nState       : Enabled", true, false, false);
        on("FeatureName : Containers\nDisplayName : Containers\nState : Enabled", false, true, false);
        on("FeatureName : Containers\nState : Disabled", false, false, false);
        on("Microsoft-Hyper-V-All    Enabled\nContainers     Enabled", true, true, false);
        on("[X] Hyper-V        Hyper-V        Installed", true, false, false);
        on("[ ] Hyper-V        Hyper-V        Available", false, false, false);
        on("Hyper-V and Containers are both enabled.", true, true, false);
        on("YES the hypervisor feature is on.", true, false, false);
        on("YES virtualization is enabled in the BIOS.", false, false, true);
        on("Virtualization Enabled In Firmware: Yes", false, false, true);
    }

    #[test]
    fn advice_and_refusals_say_nothing() {
        for text in [
            "Hyper-V is not enabled",
            "Make sure that Hyper-V is enabled.",
            "Please check whether the Containers feature is enabled",
            "Virtualization must be enabled in the firmware",
            "docker run --isolation=hyperv is enabled by default for containers-extra?",
            "FeatureName : Containers-DisposableClientVM\nState : Enabled",
        ] {
            on(text, false, false, false);
        }
    }
}
