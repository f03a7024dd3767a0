//! What a registry wants to see before it answers: the token flow of
//! [distribution](https://distribution.github.io/distribution/spec/auth/token/), or a password.

use http_auth::parser::ChallengeParser;
use serde::Deserialize;

/// One way in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Challenge {
    /// A token from another address.
    Bearer { realm: String, service: Option<String>, scope: Option<String> },
    /// Name and password with every request.
    Basic,
}

/// The ways that a `WWW-Authenticate` header offers, those that are known.
pub(super) fn challenges(header: &str) -> Vec<Challenge> {
    ChallengeParser::new(header)
        .filter_map(Result::ok)
        .filter_map(|challenge| {
            let parameter = |name: &str| {
                let found = challenge.params.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
                found.map(|(_, value)| value.to_unescaped())
            };
            if challenge.scheme.eq_ignore_ascii_case("basic") {
                return Some(Challenge::Basic);
            }
            let bearer = challenge.scheme.eq_ignore_ascii_case("bearer");
            let realm = parameter("realm").filter(|_| bearer)?;
            Some(Challenge::Bearer { realm, service: parameter("service"), scope: parameter("scope") })
        })
        .collect()
}

/// What the address of a [`Challenge::Bearer`] answers.
#[derive(Deserialize)]
pub(super) struct Token {
    #[serde(default)]
    token: Option<String>,
    #[serde(default)]
    access_token: Option<String>,
}

impl Token {
    /// The token; its two names mean the same.
    pub(super) fn into_text(self) -> Option<String> {
        self.token.or(self.access_token).filter(|token| !token.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bearer(realm: &str, service: Option<&str>, scope: Option<&str>) -> Challenge {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Challenge::Bearer { realm: realm.to_owned(), service: owned(service), scope: owned(scope) }
    }

    #[test]
    fn headers_of_registries() {
        for (header, expected) in [
            (
                r#"Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/golang:pull""#,
                vec![bearer(
                    "https://auth.docker.io/token",
                    Some("registry.docker.io"),
                    Some("repository:library/golang:pull"),
                )],
            ),
            (r#"bearer realm="https://a/t""#, vec![bearer("https://a/t", None, None)]),
            (r#"Basic realm="Registry Realm""#, vec![Challenge::Basic]),
            (r#"Negotiate, Basic realm="x""#, vec![Challenge::Basic]),
            (r#"Bearer service="without a realm""#, vec![]),
            ("", vec![]),
            (r#"Bearer realm="unclosed"#, vec![]),
        ] {
            assert_eq!(challenges(header), expected, "{header}");
        }
    }

    #[test]
    fn tokens_have_two_names() {
        let token = |text: &str| serde_json::from_str::<Token>(text).expect("a token").into_text();
        assert_eq!(token(r#"{"token": "a", "expires_in": 300}"#).as_deref(), Some("a"));
        assert_eq!(token(r#"{"access_token": "b"}"#).as_deref(), Some("b"));
        assert_eq!(token(r#"{"token": ""}"#), None);
    }
}
