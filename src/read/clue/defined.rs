//! What a Dockerfile has defined so far.

/// The names that a Dockerfile defines.
#[derive(Default)]
pub(crate) struct Defined {
    pub(super) stages: Vec<String>,
    pub(super) arguments: Vec<(String, String)>,
}

/// More names than any Dockerfile has.
pub(super) const MOST: usize = 256;

impl Defined {
    pub(super) fn is_stage(&self, name: &str) -> bool {
        self.stages.iter().any(|stage| stage.eq_ignore_ascii_case(name))
    }

    /// Replaces `$X`, `${X}` and `${X:-default}`; `None` if a value isn't known.
    pub(crate) fn substitute(&self, text: &str) -> Option<String> {
        let mut out = String::new();
        let mut rest = text;
        while let Some(dollar) = rest.find('$') {
            out.push_str(&rest[..dollar]);
            rest = &rest[dollar + 1..];
            let (name, fallback, after) = match rest.strip_prefix('{') {
                Some(inner) => {
                    let close = inner.find('}')?;
                    let body = &inner[..close];
                    let end = body.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
                    let operator = &body[end..];
                    let fallback = operator.strip_prefix(":-").or_else(|| operator.strip_prefix('-'));
                    (&body[..end], fallback, &inner[close + 1..])
                }
                None => {
                    let end = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
                    (&rest[..end], None, &rest[end..])
                }
            };
            let known =
                self.arguments.iter().rev().find(|(argument, _)| argument == name).map(|(_, value)| value.as_str());
            out.push_str(known.or(fallback).filter(|value| !value.contains('$'))?);
            rest = after;
            if out.len() > 1000 {
                return None;
            }
        }
        out.push_str(rest);
        Some(out)
    }
}
