//! Sentences: whether the words around a number or a flag state a fact, or tell what is needed or could be done.

use super::scan::{has, rfind, skip, starts};

/// Whether the words behind a version make it a lower or upper bound: "17763 or higher is required".
pub(crate) fn is_bound(after: &[u8]) -> bool {
    const BOUNDS: &[&str] =
        &["higher", "later", "newer", "above", "greater", "older", "earlier", "lower", "below", "up"];
    let after = &after[..after.len().min(24)];
    let plus = after.trim_ascii_start().first() == Some(&b'+');
    plus || ["or ", "and ", "or any ", "or a "].iter().any(|joint| {
        let start = skip(after, 0, b" ),");
        starts(after, start, joint) && BOUNDS.iter().any(|bound| starts(after, start + joint.len(), bound))
    })
}

/// Whether the words before a version say that it is needed: "requires at least Windows build".
pub(crate) fn is_demand(before: &[u8]) -> bool {
    const DEMANDS: &[&str] = &[
        "require",
        "at least",
        "minimum",
        "must be",
        "needs ",
        "supported from",
        "starting with",
        "earlier than",
        "older than",
        "newer than",
        "later than",
        "prior to",
        "greater than",
        "less than",
        ">= ",
        ">=",
        "since ",
        "please use ",
    ];
    let nearest = DEMANDS.iter().filter_map(|word| rfind(before, word)).max();
    // What another clause of the sentence demands is not this number.
    nearest.is_some_and(|at| {
        let rest = &before[at..];
        let compared = has(rest, &["than"]) && has(rest, &[" is "]);
        !compared && !has(rest, &[". ", "; ", ", but", " but "])
    })
}

/// Whether the words before a flag propose it: "you could try to specify -isolation hyperv".
pub(crate) fn is_advice(before: &[u8]) -> bool {
    const ADVICE: &[&str] = &[
        "try",
        "could",
        "should",
        "specify",
        "recommend",
        "consider",
        "you can",
        "you may",
        "might",
        "instead",
        "use",
        "add",
        "set",
        "pass",
        "need",
        "require",
        "e.g.",
        "either",
        "unless",
        "without",
        "only ",
        "support",
        "switch",
        "change",
    ];
    let end = before.len() - before.iter().rev().take_while(|byte| **byte == b'-').count();
    let tail =
        before[..end].rsplit(|byte| !(byte.is_ascii_alphabetic() || b".' ".contains(byte))).next().unwrap_or_default();
    // What somebody did is no advice: "we use", "I already set".
    let done = |at: usize| {
        let words = tail[..at].trim_ascii_end();
        let last = words.rsplit(|byte| *byte == b' ').next().unwrap_or_default();
        ["i", "we", "already", "have", "i've"].iter().any(|word| last.eq_ignore_ascii_case(word.as_bytes()))
    };
    let begins = |at: usize| at == 0 || !tail[at - 1].is_ascii_alphabetic();
    ADVICE.iter().any(|word| rfind(tail, word).is_some_and(|at| begins(at) && !done(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds() {
        for text in [" or higher is required)", "+ only", " or later", ") and above"] {
            assert!(is_bound(text.as_bytes()), "{text}");
        }
        for text in [" is what we run", ", or so", " and the image is older", ""] {
            assert!(!is_bound(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn demands() {
        for text in [
            "requires Windows build ",
            "needs at least ",
            "versions earlier than ",
            "minimum OS version: ",
            "the minimum is ",
            "Please use a container host running build ",
        ] {
            assert!(is_demand(text.as_bytes()), "{text}");
        }
        for text in ["the host is ", "It requires a lot. We run Windows build ", "older than the host, which is "] {
            assert!(!is_demand(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn advice() {
        for text in ["you could try to specify ", "you might want to specify ", "Use ", "consider using "] {
            assert!(is_advice(text.as_bytes()), "{text}");
        }
        for text in
            ["docker run ", "PS C:\\use> docker run ", "I ran it with ", "New-BcContainer ", "We use ", "I set "]
        {
            assert!(!is_advice(text.as_bytes()), "{text}");
        }
    }
}
