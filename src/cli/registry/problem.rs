//! Why a registry gave no answer, in words that say what to do.

use std::fmt;

use super::endpoint;
use super::manifest::NotAnImage;

/// What went wrong between this machine and a registry.
#[derive(Debug)]
pub(crate) enum RegistryProblem {
    /// No machine of this name.
    NoSuchHost { host: String },
    /// There is one, and no connection to it.
    Unreachable { host: String, why: String },
    /// It took too long.
    TimedOut { host: String },
    /// The connection could not be made secure.
    Tls { host: String, why: String },
    /// The registry wants a login, or the account may not read it. Registries answer the same for what is not there.
    Denied { host: String, name: String, account: Account, said: Option<String> },
    /// The repository or the tag is not there; many registries don't say which.
    NotFound { name: String, wanted: String, repository: bool },
    /// Too many requests.
    RateLimited { host: String, retry_after: Option<String>, account: Account },
    /// An answer with a status that nothing else explains.
    Status { host: String, status: u16, said: Option<String> },
    /// The answer is not one of a registry.
    NotARegistry { host: String },
    /// What is there is no image.
    NotAnImage { name: String, what: NotAnImage },
    /// More bytes than a manifest has.
    TooLarge { host: String, limit: u64 },
    /// The content is not what the digest promises.
    WrongDigest { expected: String, actual: String },
    /// What the machine says of a registry can’t be read.
    Settings { why: String },
    /// The registry sends its clients to an address without TLS for a token.
    UnsafeRealm { host: String, realm: String },
    /// Nobody who was asked has it.
    Several(Vec<RegistryProblem>),
}

/// Which account was used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Account {
    /// None is kept for this registry.
    None,
    /// The one that `docker login` keeps.
    Kept,
    /// One is kept, and could not be read.
    Unreadable(String),
}

impl RegistryProblem {
    /// What to say where several addresses were asked: the registry, which comes last, and before it what is wrong with
    /// the mirrors. That a mirror lacks an image is nothing wrong.
    pub(super) fn of_all(mut problems: Vec<Self>) -> Self {
        let last = problems.pop();
        problems.retain(|problem| !matches!(problem, Self::NotFound { .. }));
        match last {
            Some(last) if problems.is_empty() => last,
            last => Self::Several(problems.into_iter().chain(last).collect()),
        }
    }
}

impl RegistryProblem {
    /// Whether what was asked for is wrong: it is not there, no image, not for this account, or the settings can’t be read. Else
    /// nobody knows.
    pub(in crate::cli) fn is_of_input(&self) -> bool {
        match self {
            Self::Denied { .. } | Self::NotFound { .. } | Self::NotAnImage { .. } | Self::Settings { .. } => true,
            Self::Several(problems) => problems.last().is_some_and(Self::is_of_input),
            _ => false,
        }
    }
}

impl fmt::Display for RegistryProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchHost { host } => {
                write!(f, "{host}: this name can’t be resolved. Check the spelling and the network")
            }
            // No proxy stands before this machine.
            Self::Unreachable { host, why } if endpoint::is_loopback(host) => {
                write!(f, "{host}: no connection: {why}. Check that the registry runs there and whether it uses TLS")
            }
            Self::Unreachable { host, why } => write!(
                f,
                "{host}: no connection: {why}. Behind a proxy, set HTTPS_PROXY (and NO_PROXY for internal registries)"
            ),
            Self::TimedOut { host } if endpoint::is_loopback(host) => {
                write!(f, "{host}: timed out. Check that the registry runs there")
            }
            Self::TimedOut { host } => write!(f, "{host}: timed out. Behind a proxy, set HTTPS_PROXY"),
            // rustls’ words for an answer that is no TLS.
            Self::Tls { host, why } if why.contains("InvalidContentType") => {
                write!(f, "{host} doesn’t use TLS. Ask it with --plain-http")
            }
            Self::Tls { host, why } => write!(
                f,
                "{host}: no secure connection: {why}. For a self-signed certificate, add its authority to those \
                     this machine trusts or to certs.d (see --hosts-dir); for a registry without TLS, use --plain-http"
            ),
            Self::Denied { host, name, account, said } => denied(f, host, name, account, said.as_deref()),
            Self::NotFound { name, wanted, repository: true } => {
                write!(f, "{name} isn’t in the registry (asked for {wanted}). Check the name")
            }
            Self::NotFound { name, wanted, repository: false } => {
                write!(f, "{name} has no {wanted}. Check the tag and the name")
            }
            Self::RateLimited { host, retry_after, account } => {
                write!(f, "{host}: too many requests from this address")?;
                if let Some(after) = retry_after {
                    write!(f, "; it answers again in {after}")?;
                }
                let login = if *account == Account::None { ", or log in with docker login" } else { "" };
                write!(f, ". Wait{login}, or ask a mirror with --mirror")
            }
            Self::Status { host, status, said } => {
                write!(
                    f,
                    "{host} answered with status {status}{}",
                    said.as_ref().map(|said| format!(": {said}")).unwrap_or_default()
                )
            }
            Self::NotARegistry { host } => {
                write!(
                    f,
                    "{host} doesn’t answer like a registry (Docker Registry HTTP API v2). A proxy may have answered \
                         instead"
                )
            }
            Self::NotAnImage { name, what } => not_an_image(f, name, what),
            Self::TooLarge { host, limit } => write!(f, "{host} sent more than {limit} bytes, too much for a manifest"),
            Self::WrongDigest { expected, actual } => {
                write!(f, "the content has the digest {actual} instead of {expected}: it was changed on the way")
            }
            Self::Several(problems) => {
                let texts: Vec<String> = problems.iter().map(Self::to_string).collect();
                f.write_str(&texts.join("\n"))
            }
            Self::Settings { why } => f.write_str(why),
            Self::UnsafeRealm { host, realm } => {
                write!(f, "{host} wants a token from {realm}, which has no TLS. Nothing was sent there")
            }
        }
    }
}

fn denied(f: &mut fmt::Formatter<'_>, host: &str, name: &str, account: &Account, said: Option<&str>) -> fmt::Result {
    write!(f, "{host} refuses {name} to ")?;
    match account {
        Account::None => write!(f, "anonymous users: it is private or doesn’t exist. Log in with docker login {host}")?,
        Account::Kept => write!(
            f,
            "the account saved by docker login: the password may have changed, the account may not be allowed to \
                 read it, or it doesn’t exist"
        )?,
        Account::Unreadable(why) => write!(f, "anonymous users, and the saved account can’t be read: {why}")?,
    }
    said.map_or(Ok(()), |said| write!(f, ". It says: {said}"))
}

fn not_an_image(f: &mut fmt::Formatter<'_>, name: &str, what: &NotAnImage) -> fmt::Result {
    match what {
        NotAnImage::SchemaOne => {
            write!(
                f,
                "{name} is stored in the oldest format (schema 1), which has no platform and which engines no \
                     longer pull"
            )
        }
        NotAnImage::Artifact(kind) if kind.is_empty() => write!(f, "{name} isn’t a container image"),
        NotAnImage::Artifact(kind) => write!(f, "{name} is {kind:?}, not a container image"),
        NotAnImage::Unreadable(why) => write!(f, "{name}: can’t read the registry’s manifest: {why}"),
    }
}

impl std::error::Error for RegistryProblem {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_door_names_the_key() {
        let denied = |account| {
            let (host, name) = ("r.example.com".to_owned(), "r.example.com/app".to_owned());
            RegistryProblem::Denied { host, name, account, said: None }.to_string()
        };
        assert_eq!(
            denied(Account::None),
            "r.example.com refuses r.example.com/app to anonymous users: it is private or doesn’t exist. Log in with docker login r.example.com"
        );
        assert!(denied(Account::Kept).contains("password may have changed"));
        assert!(denied(Account::Unreadable("docker-credential-x: no such file".into())).ends_with("no such file"));
    }

    #[test]
    fn a_limit_says_how_long_and_what_else() {
        let limited = |retry_after: Option<&str>, account| {
            let host = "r.example.com".to_owned();
            RegistryProblem::RateLimited { host, retry_after: retry_after.map(str::to_owned), account }.to_string()
        };
        assert!(limited(Some("60 s"), Account::None).contains("it answers again in 60 s. Wait, or log in"));
        assert!(!limited(None, Account::Kept).contains("log in"));
    }
}
